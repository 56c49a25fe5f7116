"""How sure the learned score must be before a line goes: a threshold for every block.

One threshold for all texts takes whole articles from few of them and leaves too much in the
texts that an extractor has nearly cleaned. So the threshold follows the document. It is high
where there is hardly any clutter (a clean text stays as it is), lowest where there is a little
(what extractors leave behind), and higher again where clutter prevails, because there a whole
article hangs on it. It is higher in texts that are not made of paragraphs: listings, products.
Short lines need more, for headings and items of lists are lost among them and weigh little.

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


CLUTTER = (0.0, 0.03, 0.1, 0.25, 0.5, 0.8)  # mean probability of boilerplate at the knots of a policy's curve
SHORT, LONG = 0.4, 0.25  # more for short lines and for long ones, in log-odds
LISTING = 1.1  # more for a text none of whose main content stands in long lines


@dataclass(frozen=True, slots=True)
class Policy:
    """Log-odds beyond which a line goes, at the knots of CLUTTER and straight between them."""

    curve: tuple[float, float, float, float, float, float]


POLICIES: dict[Favor, Policy] = {
    "precision": Policy((2.2, 1.8, 1.3, 2.0, 2.6, 2.9)),
    "balanced": Policy((1.6, 1.4, 0.2, 0.9, 1.2, 1.3)),
    "recall": Policy((0.25, -0.2, -0.7, -0.5, -0.2, 0.0)),
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
    clutter = visible * _PROBABILITY[step]
    content = visible * _PARTS - clutter
    total, kept = int(visible.sum()) * _PARTS, int(content.sum())
    long = words >= LONG_WORDS
    mean = int(clutter.sum()) / total if total else 0.0
    listing = 1.0 - int(content[long].sum()) / kept if kept else 1.0
    base = float(np.interp(mean, CLUTTER, policy.curve)) + LISTING * listing
    each = base + SHORT * (words < SHORT_WORDS) + LONG * long
    return np.asarray((np.rint(each * _GRID) + 0.5) / _GRID)
