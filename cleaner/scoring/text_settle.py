"""Pieces of one paragraph have one score.

Renderings that put every link on a line of its own tear paragraphs: "according to the", "ministry",
"on Monday." A piece by itself looks like a link or a headline, and so a sentence lost its middle. A
line that goes on in lower case, or with a comma, belongs to the one above; a short line between such
two is the link. The pieces get the score of the one that reads most like main content, because a
sentence is kept or removed as a whole, and damage is the worse error.

Measured: `python -m training.text_whole`, docs/text-quality.md.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.segment import chars
from cleaner.types import Blocks, Bools, Columns

LINK_WORDS = 8  # most words of a link inside a sentence
BEFORE_WORDS = 6  # least words of what stands in front of it
_JOINED = ",.;:)]»”’!?…%"  # marks that no sentence begins with
_STILL = ",;)"  # those that go on even behind the end of a sentence
_APART = ":|•·-–—"  # behind them something new begins
_GEORGIAN = 0x10A0, 0x1100  # has capitals in Unicode, and is written without


def settled(blocks: Blocks, logit: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds for boilerplate, (n,), from those of single lines."""
    on = goes_on(blocks.columns)
    if not on.any():
        return logit
    starts = (~on).nonzero()[0]
    sizes = np.diff(starts, append=len(logit))
    return np.minimum.reduceat(logit, starts).repeat(sizes)


def goes_on(c: Columns) -> Bools:
    """(n,) whether each line continues the sentence of the line right above it."""
    on = np.zeros(len(c.visible), dtype=np.bool_)
    if len(on) < 2:
        return on
    beside = (c.visible[1:] > 0) & (c.visible[:-1] > 0)
    ended = c.ends_sentence[:-1]
    open_ended = ~ended & ~chars.among(c.last[:-1], _APART)
    first = c.first[1:]
    joined = chars.among(first, _STILL) | (chars.among(first, _JOINED) & ~ended)
    on[1:] = beside & (joined | (_small(first) & open_ended))
    link = beside[:-1] & ~on[1:-1] & on[2:] & open_ended[:-1]
    link &= (c.words[:-2] >= BEFORE_WORDS) & (c.words[1:-1] <= LINK_WORDS)
    on[1:-1] |= link
    return on


def _small(codes: NDArray[np.int64]) -> Bools:
    """Whether each is a small letter that has a capital."""
    table = _small_letters()
    found: Bools = table.take(codes, mode="clip")
    return found


@cache
def _small_letters() -> Bools:
    codes = np.arange(0x10000, dtype=np.uint32)
    lower = chars.lowered(codes)
    table = np.zeros(len(codes), dtype=np.bool_)
    table[lower[(lower != codes) & (lower < len(codes))]] = True
    table[slice(*_GEORGIAN)] = False
    table[-1] = False  # also stands for all beyond the basic plane
    return table
