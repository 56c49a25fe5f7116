"""Bucket of every word: its place in a learned vocabulary, or the shape of a word outside it.

The vocabulary holds words met on several sites, so that it can learn what pages say and not
what one site is called. Lookup is one gather from a table of 65,536 slots; sixteen more bits
of the hash tell a known word from a stranger in the same slot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.segment import chars
from cleaner.types import Columns, Ints

SHAPES = 20  # buckets for words outside the vocabulary: five cases times four lengths
_LENGTHS = np.searchsorted([3, 6, 10], np.arange(11), side="right")  # 0 short, 1 middling … by characters
_SLOTS = 1 << 16


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of a document: (w,) each."""

    case: NDArray[np.int8]  # 0 lower or caseless, 1 Capital, 2 CAPITALS, 3 a digit in front, 4 a wide character
    length: Ints  # characters


def look(text: str, columns: Columns) -> Words:
    """Case and length of every word."""
    if not len(columns.word_start):
        return Words(np.zeros(0, dtype=np.int8), columns.word_start)
    codes = chars.codepoints(text)
    length = columns.word_end - columns.word_start
    first = chars.classes(codes[columns.word_start])
    second = chars.classes(codes[np.minimum(columns.word_start + 1, columns.word_end - 1)])
    upper = (first & chars.UPPER) != 0
    case = upper.astype(np.int8)
    case[upper & ((second & chars.UPPER) != 0) & (length > 1)] = 2
    case[(first & chars.DIGIT) != 0] = 3
    case[(first & (chars.CJK | chars.SPACELESS)) != 0] = 4
    return Words(case, length)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known words by hash; words in front win where two want one slot."""

    bucket: NDArray[np.int32]  # (65536,)
    check: NDArray[np.uint16]  # (65536,)
    size: int  # buckets, shapes included

    @classmethod
    def from_hashes(cls, hashes: NDArray[Any]) -> Vocabulary:
        """hashes: (v,) the low 32 bits of each word's hash; word i has bucket SHAPES + i."""
        low = np.asarray(hashes, dtype=np.uint64)
        slot = (low & np.uint64(0xFFFF)).astype(np.int64)[::-1]
        bucket = np.zeros(_SLOTS, dtype=np.int32)
        check = np.zeros(_SLOTS, dtype=np.uint16)
        bucket[slot] = np.arange(SHAPES, SHAPES + len(low), dtype=np.int32)[::-1]
        check[slot] = ((low >> np.uint64(16)) & np.uint64(0xFFFF)).astype(np.uint16)[::-1]
        return cls(bucket, check, SHAPES + len(low))

    def buckets(self, hashes: NDArray[np.uint64], words: Words) -> tuple[Ints, NDArray[np.bool_]]:
        """Bucket of each word (w,), and whether the vocabulary knows it."""
        slot = (hashes & np.uint64(0xFFFF)).astype(np.int64)
        known = (self.check[slot] == (hashes >> np.uint64(16)).astype(np.uint16)) & (self.bucket[slot] > 0)
        shape = words.case.astype(np.int64) * 4 + _LENGTHS.take(words.length, mode="clip")
        return np.where(known, self.bucket[slot], shape), known
