"""How sure the learned score must be before a line goes: a threshold for every block.

One threshold for all texts takes most from few of them, and too little from the text that
an extractor left nearly clean. So the threshold follows the document: where the score finds
little clutter on the whole, what it does find is trusted sooner (few lines can be lost there);
where it finds much, it must be surer, because in such texts whole articles hang on it. Short
lines need more: headings and items of lists are lost among them, and they weigh little.

Numbers are chosen on scores of sites that were not in training: see docs/text-quality.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Policy:
    """Log-odds, but `cluttered`."""

    base: float  # for a text as cluttered as `cluttered` or more
    trust: float  # how much less is enough in a text without clutter
    cluttered: float  # mean probability of boilerplate from which a text counts as cluttered
    short: float  # more for short lines
    long: float  # more for long ones


POLICIES: dict[Favor, Policy] = {
    "precision": Policy(base=3.0, trust=1.7, cluttered=0.43, short=0.4, long=0.5),
    "balanced": Policy(base=1.8, trust=1.7, cluttered=0.43, short=0.4, long=0.5),
    "recall": Policy(base=0.3, trust=1.0, cluttered=0.43, short=0.4, long=0.5),
}


def thresholds(logit: Floats, blocks: Blocks, favor: Favor = "balanced") -> Floats:
    """Log-odds beyond which each block goes, (n,); logit: learned log-odds of boilerplate, 0 for blank blocks."""
    visible, words = blocks.columns.visible, blocks.columns.words
    balanced = of_lines(logit, visible, words, POLICIES["balanced"])
    if favor == "balanced":
        return balanced
    own = of_lines(logit, visible, words, POLICIES[favor])
    return np.maximum(own, balanced) if favor == "precision" else np.minimum(own, balanced)


def of_lines(logit: Floats, visible: NDArray[np.int64], words: NDArray[np.int64], policy: Policy) -> Floats:
    """The same from columns alone; lines without visible characters weigh nothing."""
    step = np.rint(np.clip(logit, -_MOST, _MOST) * _GRID).astype(np.int64) + _MOST * _GRID
    total = int(visible.sum())
    clutter = int((visible * _PROBABILITY[step]).sum()) / (_PARTS * total) if total else 0.0
    threshold = policy.base - policy.trust * max(1.0 - clutter / policy.cluttered, 0.0)
    each = threshold + policy.short * (words < SHORT_WORDS) + policy.long * (words >= LONG_WORDS)
    return np.asarray((np.rint(each * _GRID) + 0.5) / _GRID)
