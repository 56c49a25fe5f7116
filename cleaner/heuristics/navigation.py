"""Navigation fragments: the names of sections, set on one line or one below the other.

Sees      "Home | World | Sport" (three or more short parts between bars, arrows or dots), and
          runs of at least five lines of one or two words each outside the core.
Leaves    tables (neighbouring lines with the same number of bars), code, sentences, verse and
          lists beside prose.
Wrong on  a table of a single row.
Source    the shape of menus behind text extractors; weights are hints, the net decides between.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment import chars
from cleaner.segment.core import prose, runs
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Evidence, Ints, Reason

ID = "heuristic:navigation"
KIND = "navigation"
BARS = "/|·»•›→▸"  # what stands between the names of a menu: the class BAR of segment/chars.py
MIN_BARS = 2
PART_WORDS = 2.6  # words between two bars: "About us", "Terms of use"
MIN_RUN = 5
BAR_WEIGHT = 0.8
RUN_WEIGHT = 0.4
EXAMPLES = (
    Example("Home | World | Sport | Culture\nThe minister spoke for an hour.\n", ("Home | World | Sport | Culture",)),
    Example("Name | Age | Town\nAnna | 31 | Graz\nBert | 29 | Linz\n"),
    Example("He walked there and/or took the bus/tram/train that the others had waited for.\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to bar-separated names and, weaker, to runs of very short lines."""
    columns = blocks.columns
    if not len(blocks):
        return
    outside = _outside(blocks)
    bars, every = _bars(blocks)
    some = np.flatnonzero((bars >= MIN_BARS) & ~columns.ends_sentence & ~outside & ~_tabular(columns.blank, every))
    parts, words = bars[some] + 1, columns.words[some]
    listed = (words <= PART_WORDS * parts) & (words >= parts - 1) & (words > 0)
    listed &= columns.digits[some] * 4 < columns.visible[some]
    hits = some[listed]
    if len(hits):
        values = {"parts": parts[listed], "words": words[listed]}
        reason = Reason("{parts} names of {words} words in all between bars", values)
        yield Evidence(hits, "boilerplate", BAR_WEIGHT, KIND, ID, reason, hint=True)

    core = prose(blocks)
    if not core.any():
        return
    core_at = core.nonzero()[0]
    tiny = (columns.words >= 1) & (columns.words <= 2) & ~columns.ends_sentence & (columns.marker == 0) & ~outside
    tiny &= columns.digits * 2 < columns.visible
    for run in runs(tiny, bridge=columns.blank | columns.bare, at_least=MIN_RUN):
        if run[-1] < core_at[0] or run[0] > core_at[-1]:
            reason = Reason(
                "one of {n} lines of one or two words in a row, outside the article's prose", {"n": len(run)}
            )
            yield Evidence(run, "boilerplate", RUN_WEIGHT, KIND, ID, reason, hint=True)


def _bars(blocks: Blocks) -> tuple[Ints, Ints]:
    """Bars with space at a side, and all bars, counted a block."""
    count = len(blocks)
    marks = [ord(mark) for mark in BARS if mark in blocks.text]
    if not marks:
        return np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    codes = chars.codepoints(blocks.text)
    at = np.concatenate([(codes == mark).nonzero()[0] for mark in marks])  # a comparison costs less than a look-up
    owner = blocks.ends.searchsorted(at, side="right")
    beside = chars.classes(codes[np.maximum(at - 1, 0)]) | chars.classes(codes[np.minimum(at + 1, len(codes) - 1)])
    spaced = (beside & chars.SPACE) != 0
    return np.bincount(owner[spaced], minlength=count), np.bincount(owner, minlength=count)


def _tabular(blank: Bools, bars: Ints) -> Bools:
    """Lines whose neighbour has as many bars: rows of a table."""
    same = np.zeros(len(bars), dtype=np.bool_)
    if len(bars) > 1:
        pair = (bars[1:] == bars[:-1]) & (bars[1:] >= MIN_BARS)
        same[1:] |= pair
        same[:-1] |= pair
    return same & ~blank


def _outside(blocks: Blocks) -> Bools:
    outside = np.zeros(len(blocks), dtype=np.bool_)
    if blocks.in_code is not None:
        outside |= blocks.in_code
    if blocks.markup is not None:
        outside |= blocks.markup.in_table | blocks.markup.in_code
    return outside
