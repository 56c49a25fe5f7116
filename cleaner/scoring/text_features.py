"""What the net is told of every line of a text, computed for the whole document at once.

Only integers are summed and only IEEE-exact operations follow (division, rounding, a
logarithm by exponent and mantissa), so that no machine gets other features than another.
Blank lines are left out: they count as distance between the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.groups import groups
from cleaner.scoring.text_heard import Feature, heard
from cleaner.scoring.tokens import Words
from cleaner.segment import chars
from cleaner.types import Blocks, Bools, Columns, Evidence, Ints

PROSE_WORDS = 12  # words from which a line that ends as a sentence is prose
LONG_WORDS = 25  # words from which any line is
TITLE_WORDS = 4  # words from which one of the first lines may be the title
WINDOWS = (3, 10, 30)  # lines on either side over which prose is weighed

Values = NDArray[Any]

_LAST = {
    "a full stop": ".", "a question or exclamation mark": "!?", "a colon": ":", "a comma": ",;", "an ellipsis": "…",
    "a bar": "|/>»›→",
}  # fmt: skip
_FIRST = {"quote": "\"'“„«‘‚「『", "bracket": "([{", "hash": "#@", "bullet": "-–—•·*▪►●+>»›→|", "copyright": "©®"}
_MARKS = (
    "|·•", "/\\", "@", "#", "©®™", "»›→>«‹←<▶►", "$€£¥%", "“”\"„«»", "()[]", ",", ".", ":", "?", "!", "–—", "&+",
    "_=*~`{}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines with something visible in them, and their words."""

    at: Ints  # (m,) block of each line
    words_first: Ints  # (m,) first word of each line
    words_count: Ints  # (m,)
    word_line: Ints  # (w,) line of each word


def lines_of(columns: Columns) -> Lines:
    """The non-blank blocks of a document and where their words are."""
    at = np.flatnonzero(columns.visible > 0)
    counts = np.bincount(columns.word_block, minlength=len(columns.visible))[at]
    return Lines(at, np.cumsum(counts) - counts, counts, np.repeat(np.arange(len(at)), counts))


def log(values: Values | float) -> Values:
    """About log2(1 + values), piecewise linear: the same on every machine."""
    mantissa, exponent = np.frexp(np.asarray(values, dtype=np.float64) + 1.0)
    return exponent + 2.0 * mantissa - 2.0


def short_log(values: Ints, most: int) -> Values:
    """log() of whole numbers from 0 on, at most `most`: looked up."""
    return _logs(most).take(values, mode="clip")


@cache
def _logs(most: int) -> Values:
    return log(np.arange(1 << most))


def share(part: Values, whole: Values) -> Values:
    """part / whole, 0 where there is no whole."""
    return part / np.maximum(whole, 1)


def features(
    blocks: Blocks, lines: Lines, words: Words, known: Bools, evidence: Sequence[Evidence] = ()
) -> Iterator[Feature]:
    """Every feature in turn; `known` tells the words of the vocabulary, `evidence` is of rules and heuristics."""
    c, at = blocks.columns, lines.at
    visible, count = c.visible[at], c.words[at]
    prose = (c.ends_sentence[at] & (count >= PROSE_WORDS)) | (count >= LONG_WORDS)
    yield from _lengths(c, lines, words, known)
    yield from _edges(c, at)
    yield from _marks(blocks, lines)
    yield from _positions(c, at, visible)
    yield from _document(c, at, visible, count, prose)
    yield from _repeats(c, lines)
    yield from _prose(visible, prose)
    yield from _core(c, lines, words, prose)
    yield from heard(evidence, at, len(blocks))


def _lengths(c: Columns, lines: Lines, words: Words, known: Bools) -> Iterator[Feature]:
    at, number, where = lines.at, len(lines.at), lines.word_line
    visible, count = c.visible[at], c.words[at]
    yield "length", "characters", log(visible)
    yield "length", "words", log(count)
    yield "length", "word length", np.minimum(share(visible, count), 15)
    yield "letters", "letters", share(c.letters[at], visible)
    yield "letters", "digits", share(c.digits[at], visible)
    yield "letters", "capitals", share(c.upper[at], c.letters[at])
    yield "letters", "punctuation", share(c.punct[at], visible)
    yield "letters", "symbols", share(c.symbols[at], visible)
    yield "letters", "letters of scripts without spaces", share(c.wide[at], visible)
    cases = np.bincount(where * 5 + words.case, minlength=5 * number).reshape(number, 5)
    for case, name in ((1, "capitalised words"), (2, "words in capitals"), (3, "numbers")):
        yield "letters", name, share(cases[:, case], lines.words_count)
    long = np.bincount(where.compress(words.length >= 8), minlength=number)
    short = np.bincount(where.compress(words.length <= 3), minlength=number)
    yield "length", "long words", share(long, lines.words_count)
    yield "length", "short words", share(short, lines.words_count)
    yield "words", "known words", share(np.bincount(where.compress(known), minlength=number), lines.words_count)


def _edges(c: Columns, at: Ints) -> Iterator[Feature]:
    first, last = c.first[at], c.last[at]
    bits_first, bits_last = chars.classes(first.astype(np.uint32)), chars.classes(last.astype(np.uint32))
    yield "ends", "ends as a sentence", c.ends_sentence[at]
    for name, marks in _LAST.items():
        yield "ends", f"ends with {name}", chars.among(last, marks)
    yield "ends", "ends with a letter", (bits_last & chars.LETTER) != 0
    yield "ends", "ends with a digit", (bits_last & chars.DIGIT) != 0
    for name, marks in _FIRST.items():
        yield "ends", f"begins with a {name}", chars.among(first, marks)
    yield "ends", "begins with a capital", (bits_first & chars.UPPER) != 0
    yield "ends", "begins with a digit", (bits_first & chars.DIGIT) != 0
    yield "ends", "begins in lower case", ((bits_first & chars.LETTER) != 0) & ((bits_first & chars.UPPER) == 0)
    yield "ends", "bullet in front", c.marker[at] == 1
    yield "ends", "number in front", c.marker[at] == 2
    yield "ends", "indent", log(np.minimum(c.indent[at], 64))
    yield "ends", "no letter or digit", c.bare[at]


def _marks(blocks: Blocks, lines: Lines) -> Iterator[Feature]:
    """How many of each kind of mark a line holds."""
    codes = chars.codepoints(blocks.text)
    kinds = _mark_table().take(codes, mode="clip")
    places = np.flatnonzero(kinds != 0)
    where = np.searchsorted(blocks.starts[lines.at], places, side="right") - 1
    wide = len(_MARKS) + 1
    counts = np.bincount(where * wide + kinds[places], minlength=wide * len(lines.at)).reshape(-1, wide)
    logs = short_log(counts.T, 5)
    for number, marks in enumerate(_MARKS, 1):
        yield "marks", f"marks like {marks[0]}", logs[number]


@cache
def _mark_table() -> NDArray[np.uint8]:
    """The kind of mark that each code point is; the last entry is for all others."""
    table = np.zeros(0x2601, dtype=np.uint8)
    for number, marks in enumerate(_MARKS, 1):
        table[[ord(mark) for mark in marks]] = number
    return table


def _positions(c: Columns, at: Ints, visible: Ints) -> Iterator[Feature]:
    number = len(at)
    index = np.arange(number)
    before = np.cumsum(visible) - visible
    gaps = np.diff(at, prepend=-1) - 1
    after = np.diff(at, append=len(c.visible)) - 1
    yield "place", "place in the text", index / max(number - 1, 1)
    yield "place", "lines above", short_log(index, 8)
    yield "place", "lines below", short_log(number - 1 - index, 8)
    yield "place", "share of the text above", before / max(int(visible.sum()), 1)
    yield "place", "characters above", short_log(before, 14)
    yield "gaps", "blank lines above", np.minimum(gaps, 4)
    yield "gaps", "blank lines below", np.minimum(after, 4)
    yield "gaps", "first after a gap", (gaps > 0) & (np.append(gaps[1:], 1) == 0)


def _document(c: Columns, at: Ints, visible: Ints, count: Ints, prose: Bools) -> Iterator[Feature]:
    number, total = len(at), max(int(visible.sum()), 1)
    for name, value in (
        ("lines", log(number)),
        ("characters", log(total)),
        ("characters a line", log(total / number)),
        ("blank lines", 1 - number / len(c.visible)),
        ("characters in prose", int(visible[prose].sum()) / total),
        ("lines of prose", int(prose.sum()) / number),
        ("short lines", int((count < 5).sum()) / number),
        ("indented lines", int((c.indent[at] > 0).sum()) / number),
        ("lines with a bullet", int((c.marker[at] == 1).sum()) / number),
        ("lines that end a sentence", int(c.ends_sentence[at].sum()) / number),
        ("letters of scripts without spaces", int(c.wide[at].sum()) / total),
        ("longest line", log(visible.max())),
    ):
        yield "document", f"the text's {name}", np.full(number, value)


def _repeats(c: Columns, lines: Lines) -> Iterator[Feature]:
    at, number = lines.at, len(lines.at)
    hashes = c.line_hash[at]
    others, again = alike(hashes)
    yield "repeats", "times that the line occurs", short_log(others, 6)
    yield "repeats", "occurred before", again
    if len(c.word_hash):
        some = lines.words_count > 0
        begin = np.where(some, c.word_hash[np.minimum(lines.words_first, len(c.word_hash) - 1)], 0)
        end = np.where(some, c.word_hash[np.maximum(lines.words_first + lines.words_count - 1, 0)], 0)
    else:
        begin = end = np.zeros(number, dtype=np.uint64)
    for name, edge in (("first", begin), ("last", end)):
        others, _ = alike(edge)
        yield "repeats", f"lines with the same {name} word", short_log(others, 6)
        next_too = (edge[1:] == edge[:-1]) & (edge[1:] != 0)
        same = np.zeros(number)
        same[1:] += next_too
        same[:-1] += next_too
        yield "repeats", f"neighbours with the same {name} word", same


def alike(hashes: NDArray[np.uint64]) -> tuple[Ints, Bools]:
    """How many others have the same hash, and whether one of them stands before; none where it is 0."""
    order, first, size = groups(hashes)
    others = np.empty(len(hashes), dtype=np.int64)
    others[order] = np.repeat(size - 1, size)
    again = np.ones(len(hashes), dtype=np.bool_)
    again[np.minimum.reduceat(order, first)] = False
    some = hashes != 0
    return others * some, again & some


def _prose(visible: Ints, prose: Bools) -> Iterator[Feature]:
    """Where a line lies among the lines of prose."""
    number = len(visible)
    index = np.arange(number)
    mass = np.where(prose, visible, 0)
    above = np.cumsum(mass) - mass
    total = max(int(mass.sum()), 1)
    seen = np.maximum.accumulate(np.where(prose, index, -1))
    last = np.append(-1, seen[:-1])
    coming = np.minimum.accumulate(np.where(prose, index, number)[::-1])[::-1]
    following = np.append(coming[1:], number)
    yield "prose", "is prose", prose
    yield "prose", "prose above", above / total
    yield "prose", "prose below", (total - above - mass) / total
    yield "prose", "lines since prose", np.where(last < 0, 8, short_log(index - last - 1, 8))
    yield "prose", "lines until prose", np.where(following >= number, 8, short_log(following - index - 1, 8))
    yield "prose", "none above", last < 0
    yield "prose", "none below", following >= number
    sums, all_sums = np.append(0, np.cumsum(mass)), np.append(0, np.cumsum(visible))
    for reach in WINDOWS:
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, number)
        around = np.maximum(all_sums[high] - all_sums[low], 1)
        yield "prose", f"prose within {reach} lines", (sums[high] - sums[low]) / around
    yield "prose", "length beside the longest", visible / max(int(visible.max()), 1)
    mean = int(mass.sum()) / max(int(prose.sum()), 1)
    yield "prose", "length beside prose", np.minimum(visible / max(mean, 1.0), 4)


def _core(c: Columns, lines: Lines, words: Words, prose: Bools) -> Iterator[Feature]:
    """How many of a line's words the prose of the document uses elsewhere, and its title."""
    number, where = len(lines.at), lines.word_line
    bits = min(max(len(where).bit_length() + 4, 10), 20)  # larger tables leave the processor's cache
    bucket = (c.word_hash >> np.uint64(64 - bits)).astype(np.int64)
    size = 1 << bits
    telling = words.length >= 4
    telling |= words.case == 4
    in_prose = prose[where]
    uses = np.bincount(bucket.compress(in_prose), minlength=size)
    elsewhere = uses[bucket] - in_prose
    every = np.bincount(bucket, minlength=size)[bucket] - 1
    own = np.bincount(where.compress(telling), minlength=number)
    shared = np.bincount(where.compress(telling & (elsewhere > 0)), minlength=number)
    often = np.bincount(where.compress(telling & (elsewhere > 2)), minlength=number)
    anywhere = np.bincount(where.compress(telling & (every > 0)), minlength=number)
    yield "core", "words that the prose uses", share(shared, own)
    yield "core", "words that the prose uses often", share(often, own)
    yield "core", "number of words that the prose uses", short_log(shared, 5)
    yield "core", "words that occur again", share(anywhere, own)
    yield "core", "telling words", short_log(own, 6)
    named = np.bincount(where.compress(telling & (words.case == 1)), minlength=number)
    names = np.bincount(where.compress(telling & (words.case == 1) & (elsewhere > 0)), minlength=number)
    yield "core", "names that the prose uses", share(names, named)
    head = np.flatnonzero(lines.words_count >= TITLE_WORDS)[:3]
    for place in range(2):
        if place < len(head):
            start = lines.words_first[head[place]]
            in_title = np.zeros(size, dtype=np.bool_)
            in_title[bucket[start : start + min(int(lines.words_count[head[place]]), 30)]] = True
            hits = np.bincount(where.compress(telling & in_title[bucket]), minlength=number)
        else:
            hits = np.zeros(number, dtype=np.int64)
        yield "core", f"words of the {('first', 'second')[place]} long line", share(hits, own)
