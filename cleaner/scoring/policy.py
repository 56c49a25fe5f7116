"""How sure the learned score must be before a line of text goes: a threshold for every block.

One number for each setting of `favor`, and two regards. Short lines need more, for headings and
items of lists are lost among them and weigh little. So do texts whose main content does not stand
in long lines (listings, products, forums), where the score errs most. A threshold that also
followed the share of clutter was shipped once; since the nets learn what a document loses as a
whole (training/text_fit.py) it bought nothing. See docs/text-quality.md.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from cleaner.settings import Favor
from cleaner.types import Blocks

Floats = NDArray[np.float64]

SHORT_WORDS = 8  # lines with fewer are short
LONG_WORDS = 20  # lines with as many are long

_GRID = 128  # log-odds are multiples of 1/128, and so are thresholds, but half a step beside them: no ties
_MOST = 12
_PARTS = 1 << 16
# Probability of boilerplate in 65,536ths for each step of the grid: integers, whose sums no machine rounds.
_PROBABILITY = np.array(
    [round(_PARTS / (1 + math.exp(-step / _GRID))) for step in range(-_MOST * _GRID, _MOST * _GRID + 1)], dtype=np.int64
)

# Log-odds of boilerplate beyond which a line goes.
THRESHOLDS: dict[Favor, float] = {"precision": 2.75, "balanced": 1.4, "recall": -0.35}
SHORT = 0.4  # more for short lines
LISTING = 0.2  # more for a text none of whose main content stands in long lines


def thresholds(logit: Floats, blocks: Blocks, favor: Favor = "balanced") -> Floats:
    """Log-odds beyond which each block goes, (n,); logit: learned log-odds of boilerplate, 0 for blank blocks."""
    return of_lines(logit, blocks.columns.visible, blocks.columns.words, THRESHOLDS[favor])


def of_lines(logit: Floats, visible: NDArray[np.int64], words: NDArray[np.int64], base: float) -> Floats:
    """The same from columns alone; lines without visible characters weigh nothing."""
    step = np.rint(np.clip(logit, -_MOST, _MOST) * _GRID).astype(np.int64) + _MOST * _GRID
    content = visible * (_PARTS - _PROBABILITY[step])
    kept = int(content.sum())
    listing = 1.0 - int(content[words >= LONG_WORDS].sum()) / kept if kept else 1.0
    each = base + LISTING * listing + SHORT * (words < SHORT_WORDS)
    return np.asarray((np.rint(each * _GRID) + 0.5) / _GRID)
