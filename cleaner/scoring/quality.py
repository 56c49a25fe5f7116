"""How likely the result of a page is good: the chance that its word F1 is at least .9.

A logistic model of a few numbers of the whole page: how sure the verdicts are, how much is kept
and where. Its weights come from `python -m training.html_quality`, fitted and calibrated out of
fold; docs/html-quality.md shows the curve.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.types import Blocks, Verdicts

GOOD = 0.9
NAMES = (
    "doubt", "kept doubt", "kept share", "log kept words", "few words", "runs", "kept links", "kept prose", "log words",
    "least sure kept", "hidden kept",
)  # fmt: skip
MEAN = np.array([0.0609, 0.0635, 0.6278, 6.9633, 0.0105, 1.9386, 0.0799, 0.7552, 7.5315, 0.2203, 0.0398])
SCALE = np.array([0.0495, 0.0598, 0.2329, 0.9893, 0.1020, 0.9661, 0.1654, 0.2460, 0.7761, 0.1503, 0.1682])
WEIGHTS = np.array([-0.7009, -0.3348, 0.5811, 0.1687, -0.0214, -0.1621, -0.0206, 0.2907, -0.2032, -0.3293, -0.0965])
BIAS = 1.5041


def quality(blocks: Blocks, verdicts: Verdicts) -> float | None:
    """Between 0 and 1, two decimals; None for plain text."""
    if blocks.markup is None:
        return None
    if not bool((verdicts.keep & (blocks.columns.visible > 0)).any()):
        return 0.0
    x = (page_numbers(blocks, verdicts) - MEAN) / SCALE
    return round(float(1 / (1 + np.exp(-(x @ WEIGHTS + BIAS)))), 2)


def page_numbers(blocks: Blocks, verdicts: Verdicts) -> NDArray[np.float64]:
    """(len(NAMES),) what the estimate rests on; some block is kept."""
    markup, c, keep = blocks.markup, blocks.columns, verdicts.keep
    assert markup is not None
    p = 1 / (1 + np.exp(-verdicts.score.clip(-12, 12)))
    doubt = np.minimum(p, 1 - p) * c.words
    kept_words, kept_visible, sure = c.words[keep], c.visible[keep], np.sort(p[keep])
    total, kept = max(float(np.add.reduce(c.words)), 1.0), max(float(np.add.reduce(kept_words)), 1.0)
    visible = max(int(np.add.reduce(kept_visible)), 1)
    prose = kept_words[c.ends_sentence[keep] & (kept_words > 4)]
    runs = int(np.count_nonzero(keep[1:] & ~keep[:-1]))
    logs = np.log1p([kept, runs, total]).tolist()
    return np.array(
        [
            float(np.add.reduce(doubt)) / total,
            float(np.add.reduce(doubt[keep])) / kept,
            kept / total,
            logs[0],
            float(kept < 60),
            logs[1],
            int(np.add.reduce(markup.link_chars[keep])) / visible,
            float(np.add.reduce(prose)) / kept,
            logs[2],
            float(sure[-max(len(sure) // 10, 1)]),
            int(np.add.reduce(kept_visible[markup.hidden[keep]])) / visible,
        ]
    )
