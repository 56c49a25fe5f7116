"""What the words of a block say: log-odds for main content, of words that many sites use.

"cookies", "newsletter" and "related" speak against main content, in whatever language the
training pages had them. The table is learned by training/html_lexicon.py and knows words by
their hash alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.types import Columns

STEP = 16  # scores are kept in sixteenths, as integers
NAMES = ("lexicon_mean", "lexicon_low", "lexicon_high", "lexicon_first", "lexicon_known")
_SLOTS = 1 << 16


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Scores by hash: a slot for each lower sixteen bits, and the next sixteen to tell strangers."""

    score: NDArray[np.int16]  # (65536,)
    check: NDArray[np.uint16]  # (65536,)

    @classmethod
    def from_arrays(cls, hashes: NDArray[Any], scores: NDArray[Any]) -> Lexicon:
        """hashes: the low 32 bits of each word's hash; where two want a slot, the stronger score has it."""
        order = np.argsort(np.abs(scores.astype(np.int64)), kind="stable")
        low = hashes.astype(np.uint64)[order]
        slot = (low & np.uint64(_SLOTS - 1)).astype(np.int64)
        score, check = np.zeros(_SLOTS, dtype=np.int16), np.zeros(_SLOTS, dtype=np.uint16)
        score[slot] = scores[order]
        check[slot] = (low >> np.uint64(16)).astype(np.uint16)
        return cls(score, check)

    def of(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """(w,) score of each word, 0 for words that it does not know."""
        slot = (hashes & np.uint64(_SLOTS - 1)).astype(np.int64)
        known = self.check[slot] == (hashes >> np.uint64(16)).astype(np.uint16)
        found: NDArray[np.int64] = np.multiply(self.score[slot], known, dtype=np.int64)
        return found


def lexicon_features(columns: Columns, scores: NDArray[np.int64]) -> NDArray[np.float32]:
    """(blocks, 5): mean, lowest and highest score of each block's words, the first word's, the share of known ones."""
    found = np.empty((len(NAMES), len(columns.words)), dtype=np.float32)
    lexicon_rows(columns, scores, found)
    return found.T


def lexicon_rows(columns: Columns, scores: NDArray[np.int64], found: NDArray[np.float32]) -> None:
    """The same, written into `found`, (5, blocks)."""
    if not len(scores):
        found[:] = 0
        return
    block = columns.word_block
    begins = np.empty(len(block), dtype=np.bool_)
    begins[0] = True
    np.not_equal(block[1:], block[:-1], out=begins[1:])
    first = begins.nonzero()[0]
    many = np.empty(len(first), dtype=np.int64)
    np.subtract(first[1:], first[:-1], out=many[:-1])
    many[-1] = len(scores) - first[-1]
    numbers = np.empty((len(NAMES), len(first)))
    numbers[0] = np.add.reduceat(scores, first)
    numbers[1] = np.minimum.reduceat(scores, first)
    numbers[2] = np.maximum.reduceat(scores, first)
    numbers[3] = scores[first]
    numbers[4] = np.add.reduceat(scores != 0, first, dtype=np.int64)
    numbers[0::4] /= many
    numbers[:4] /= STEP
    if len(first) == found.shape[1]:
        found[:] = numbers
    else:
        found[:] = 0
        found[:, block[first]] = numbers
