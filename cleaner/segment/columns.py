"""Counts of every block of a document, for the whole document at once.

No loop over lines and no regex: masks over code points, summed by block. Prefix sums of a
polynomial hash give every word and every line a hash in one pass (Karp and Rabin 1987).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaner.segment import chars
from cleaner.types import Bools, Columns, Ints

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_INVERSE = pow(_BASE, -1, 1 << 64)
_STRETCH = 1 << 15  # characters hashed at a time: small enough for the processor's cache
_BULLETS = "-–—•·‣▪▸►●○◦*+>»›→✓✔■□◆♦|"


def line_spans(text: str) -> tuple[Ints, Ints]:
    """Start and end of each line with its line end (LF, CR LF or a lone CR); they partition the text."""
    if not text:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty
    codes = chars.codepoints(text)
    breaks = codes == 10
    if "\r" in text:
        carriage = codes == 13
        carriage[:-1] &= codes[1:] != 10
        breaks |= carriage
    ends = breaks.nonzero()[0].astype(np.int64) + 1
    if not len(ends) or ends[-1] != len(text):
        ends = np.append(ends, len(text))
    starts = np.empty_like(ends)
    starts[0] = 0
    starts[1:] = ends[:-1]
    return starts, ends


def measure(text: str, starts: Ints, ends: Ints, aside: Bools | None = None) -> Columns:
    """Count every block; the spans partition the text and none is empty.

    aside: (characters,) which are visible and nothing else: no letters, no words, no end of a sentence.
    """
    if not len(starts):
        return _nothing()
    codes = chars.codepoints(text)
    bits = chars.classes(codes)
    if aside is not None:
        bits = np.where(aside & ((bits & chars.SPACE) == 0), np.uint16(chars.CLOSER), bits)

    def count(mask: Bools) -> Ints:
        return np.add.reduceat(mask, starts, dtype=np.int64)

    seen = np.flatnonzero((bits & chars.SPACE) == 0)
    low = seen.searchsorted(starts)
    visible = _sizes(low, len(seen))
    filled = visible > 0
    first_at = seen[np.minimum(low, max(len(seen) - 1, 0))] if len(seen) else starts
    first = np.where(filled, codes[first_at], 0).astype(np.int64)
    solid = np.flatnonzero((bits & (chars.SPACE | chars.CLOSER)) == 0)
    last_index = solid.searchsorted(ends) - 1
    last_at = solid[np.maximum(last_index, 0)] if len(solid) else starts
    has_last = filled & (last_index >= 0) & (last_at >= starts)
    last = np.where(has_last, codes[last_at], 0).astype(np.int64)
    ends_sentence = has_last & ((bits[last_at] & chars.TERMINAL) != 0)

    wide = (bits & (chars.CJK | chars.SPACELESS)) != 0
    word_start, word_end = _words(bits, wide)
    first_word = word_start.searchsorted(starts)
    words = _sizes(first_word, len(word_start))
    word_block = np.arange(len(starts)).repeat(words)
    word_hash = _hashes(chars.lowered(codes), word_start, word_end)
    wide_chars = np.zeros(len(starts), dtype=np.int64)
    if wide.any():
        wide_chars = count(wide)
        words = np.bincount(word_block[~wide[word_start]], minlength=len(starts))
        words += (count((bits & chars.CJK) != 0) + 1) // 2 + (count((bits & chars.SPACELESS) != 0) + 3) // 4

    return Columns(
        visible=visible,
        words=words,
        letters=count((bits & chars.LETTER) != 0),
        digits=count((bits & chars.DIGIT) != 0),
        upper=count((bits & chars.UPPER) != 0),
        punct=count((bits & chars.PUNCT) != 0),
        symbols=count((bits & chars.SYMBOL) != 0),
        wide=wide_chars,
        first=first,
        last=last,
        indent=np.where(filled, first_at - starts, 0).astype(np.int64),
        ends_sentence=ends_sentence,
        marker=_markers(codes, bits, first_at, ends, filled),
        word_block=word_block,
        word_hash=word_hash,
        word_start=word_start,
        word_end=word_end,
        line_hash=_line_hashes(word_hash, first_word),
    )


def _sizes(firsts: Ints, count: int) -> Ints:
    """How many of `count` things each block holds, by the number of its first one; np.diff takes four times as long."""
    sizes = np.empty(len(firsts), dtype=np.int64)
    np.subtract(firsts[1:], firsts[:-1], out=sizes[:-1])
    sizes[-1] = count - firsts[-1]
    return sizes


def _words(bits: NDArray[np.uint16], wide: Bools) -> tuple[Ints, Ints]:
    inside = np.zeros(len(bits) + 2, dtype=np.bool_)  # with a character of nothing at either side
    inside[1:-1] = (bits & (chars.LETTER | chars.DIGIT | chars.MARK)) != 0
    joins = ((bits & chars.JOIN) != 0).nonzero()[0]
    inside[joins + 1] = inside[joins] & inside[joins + 2]
    if not wide.any():
        edges = (inside[1:] != inside[:-1]).nonzero()[0]
        return edges[0::2].copy(), edges[1::2].copy()
    start_mask = inside[1:-1] & ~inside[:-2]
    end_mask = inside[1:-1] & ~inside[2:]
    start_mask |= wide  # each wide character is a word of its own
    start_mask[1:] |= inside[2:-1] & wide[:-1]
    end_mask |= wide
    end_mask[:-1] |= inside[1:-2] & wide[1:]
    return start_mask.nonzero()[0], end_mask.nonzero()[0] + 1


@lru_cache(maxsize=4)
def _powers(base: int, count: int) -> NDArray[np.uint64]:
    """base**0 … base**(count-1) modulo 2**64, by doubling."""
    powers = np.ones(count, dtype=np.uint64)
    filled, factor = 1, base
    while filled < count:
        step = min(filled, count - filled)
        powers[filled : filled + step] = powers[:step] * np.uint64(factor)
        filled += step
        factor = factor * factor % (1 << 64)
    return powers


def _hashes(values: NDArray[np.uint32] | NDArray[np.uint64], starts: Ints, ends: Ints) -> NDArray[np.uint64]:
    """A hash of values[start:end] for each span, by prefix sums over a stretch of spans at a time.

    All in one array: fresh memory costs as much as the sums.
    """
    found = np.zeros(len(starts), dtype=np.uint64)
    low = 0
    while low < len(starts):
        origin = int(starts[low])
        high = max(int(starts.searchsorted(origin + _STRETCH)), low + 1)
        piece = values[origin : int(ends[high - 1])]
        size = max(_STRETCH * 2, 1 << (len(piece) + 1).bit_length())  # few sizes, so that the cache holds them
        sums = np.zeros(len(piece) + 1, dtype=np.uint64)
        body = sums[1:]
        np.add(piece, np.uint64(1), out=body)
        np.multiply(body, _powers(_BASE, size)[: len(piece)], out=body)
        body.cumsum(out=body)
        first, last = starts[low:high] - origin, ends[low:high] - origin
        found[low:high] = (sums[last] - sums[first]) * _powers(_INVERSE, size)[first]
        low = high
    return _mixed(found)


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread the entropy over all bits (the finaliser of SplitMix64, Steele et al. 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _line_hashes(word_hash: NDArray[np.uint64], first_word: Ints) -> NDArray[np.uint64]:
    found = np.zeros(len(first_word), dtype=np.uint64)
    edges = np.append(first_word, len(word_hash))
    worded = (edges[1:] > edges[:-1]).nonzero()[0]
    found[worded] = _hashes(word_hash, edges[worded], edges[worded + 1])
    return found


def _markers(codes: NDArray[np.uint32], bits: NDArray[np.uint16], first_at: Ints, ends: Ints, filled: Bools) -> Ints:
    """1 where a bullet and a space stand in front, 2 where a number and "." or ")" do."""
    last = len(codes) - 1
    marker = np.zeros(len(first_at), dtype=np.int64)

    def space_at(places: Ints) -> Bools:
        space: Bools = (bits[np.minimum(places, last)] & chars.SPACE) != 0
        return space

    first = codes[first_at]
    bullets = (filled & chars.among(first, _BULLETS)).nonzero()[0]
    behind = first_at[bullets] + 1
    marker[bullets[space_at(behind) & (behind < ends[bullets])]] = 1
    numbers = (filled & (first >= 48) & (first <= 57)).nonzero()[0]
    for width in (1, 2, 3):
        if not len(numbers):
            break
        behind = first_at[numbers] + width
        mark = codes[np.minimum(behind, last)]
        closed = (mark == 46) | (mark == 41)
        marker[numbers[closed & space_at(behind + 1) & (behind < ends[numbers])]] = 2
        numbers = numbers[(mark >= 48) & (mark <= 57)]
    return marker


def _nothing() -> Columns:
    ints = np.zeros(0, dtype=np.int64)
    hashes = np.zeros(0, dtype=np.uint64)
    names = ("visible", "words", "letters", "digits", "upper", "punct", "symbols", "wide", "first", "last", "indent")
    return Columns(
        **dict.fromkeys(names, ints),
        ends_sentence=np.zeros(0, dtype=np.bool_),
        marker=ints, word_block=ints, word_hash=hashes, word_start=ints, word_end=ints, line_hash=hashes,
    )  # fmt: skip


def word_hashes(text: str) -> tuple[NDArray[np.uint64], Ints]:
    """The hash of each word of a short text, as `measure` gives it, and where the word begins."""
    codes = chars.codepoints(text)
    bits = chars.classes(codes)
    start, end = _words(bits, (bits & (chars.CJK | chars.SPACELESS)) != 0)
    return _hashes(chars.lowered(codes), start, end), start
