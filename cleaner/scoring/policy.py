"""How sure the learned score must be before a line goes: a threshold for every block.

One threshold for all puts most of the damage on few documents. Here a document pays for what
it risks: where the lines it would lose hold much probable text, its threshold rises with half
the logarithm of that risk; where hardly anything is at risk, it falls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.settings import Favor
from cleaner.types import Blocks

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Policy:
    """Numbers in log-odds, but `budget`."""

    base: float  # threshold of a document that risks its budget exactly
    budget: float  # share of the probable text that a document may expect to lose
    slope: float  # how the threshold follows the logarithm of risk / budget
    down: float  # how far it may fall
    up: float  # and rise


POLICIES: dict[Favor, Policy] = {
    "precision": Policy(base=2.2, budget=0.01, slope=0.5, down=1.0, up=2.0),
    "balanced": Policy(base=1.1, budget=0.01, slope=0.5, down=1.0, up=2.0),
    "recall": Policy(base=-0.3, budget=0.03, slope=0.5, down=1.0, up=2.0),
}


def thresholds(logit: Floats, blocks: Blocks, favor: Favor = "balanced") -> Floats:
    """Log-odds beyond which each block goes, (n,); logit: learned log-odds of boilerplate, 0 for blank blocks."""
    visible = blocks.columns.visible.astype(np.float64)
    balanced = of_lines(logit, visible, POLICIES["balanced"])
    if favor == "balanced":
        return balanced
    own = of_lines(logit, visible, POLICIES[favor])
    return np.maximum(own, balanced) if favor == "precision" else np.minimum(own, balanced)  # whatever risk says


def of_lines(logit: Floats, visible: Floats, policy: Policy) -> Floats:
    """The same from columns alone; lines without visible characters weigh nothing."""
    content = visible / (1.0 + np.exp(logit))
    total = float(content.sum())
    if not total:
        return np.full(len(logit), policy.base)
    risk = float(content[logit > policy.base].sum()) / total
    shift = policy.slope * np.log(max(risk, 1e-6) / policy.budget)
    return np.full(len(logit), policy.base + float(np.clip(shift, -policy.down, policy.up)))
