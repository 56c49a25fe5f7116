"""How sure the learned score must be before a block goes: a threshold for every block.

Text is measured by what a whole corpus loses and keeps, so each setting of `favor` has one number, and
six regards. Short lines need more, for headings and items of lists are lost among them and weigh
little. So do long ones, each of which is a paragraph lost, short sentences right behind prose, with
which an article may end, texts whose main content does not stand in long lines (listings, products,
forums), where the score errs most, texts in scripts that training hardly knows, and whole pages and
subheadings in languages of which it has few. A threshold that also followed the share of clutter was shipped once;
since the nets learn what a document loses as a whole (training/text_fit.py) it bought nothing.

Pages are measured by the F1 of each, and the choice of blocks with the highest expected F1 takes every
block whose probability of being main content is at least half of that F1 (Lipton, Elkan and
Narayanaswamy, Optimal thresholding of classifiers to maximize F1 measure, 2014). So a page that the
score is sure of has a threshold near one half, and one that it doubts keeps more.

Figures with and without: docs/text-quality.md, docs/html-quality.md.
"""

from __future__ import annotations

import math
from collections.abc import Set

import numpy as np
from numpy.typing import NDArray

from cleaner.segment import chars
from cleaner.segment.core import headings_inside, sentences_behind
from cleaner.settings import Favor
from cleaner.types import Blocks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHORT_WORDS = 8  # lines with fewer are short
LONG_WORDS = 20  # lines with as many are long

_GRID = 128  # log-odds are looked at in steps of 1/128; thresholds lie half a step beside them: no ties
_MOST = 12
_PARTS = 1 << 16
# Probability of boilerplate in 65,536ths for each step of the grid: integers, whose sums no machine rounds.
_PROBABILITY = np.array(
    [round(_PARTS / (1 + math.exp(-step / _GRID))) for step in range(-_MOST * _GRID, _MOST * _GRID + 1)], dtype=np.int64
)

# Log-odds of boilerplate beyond which a line of text goes.
TEXT: dict[Favor, float] = {"precision": 1.65, "balanced": 0.67, "recall": -1.1}
SHORT = 0.4  # more for short lines
LONG = 0.8  # more for lines of twice LONG_WORDS and above, less for those between
SENTENCE = 1.0  # more for a short sentence right behind prose, with which an article may end
# More for texts in scripts that set no spaces: Japanese has sixteen texts in training, Chinese, Thai and others none.
SPACELESS, UNSEEN = 1.0, 2.5
KANA, KANA_SHARE = (0x3040, 0x30FF), 20  # one letter of twenty is enough to tell Japanese
# In a language of which training has few texts: more for what looks like a whole page, a quarter of it clutter, and for
# a short line right above a paragraph, where subheadings stand.
LEARNED, FOREIGN, WHOLE, HEADING = frozenset({"en", "de"}), 0.8, 0.25, 2.0
LISTING = 0.5  # more for a text none of whose main content stands in long lines

# The same for blocks of a page, before its own doubt is heard.
HTML: dict[Favor, float] = {"precision": 1.5, "balanced": 0.0, "recall": -1.0}
LEANING = 0.6  # a page's score leans this far towards content, in log-odds: what is one half there is .35
LOWEST, HIGHEST = -0.3, 0.6  # that doubt moves a page's threshold to, in log-odds; less is lost than is left


def thresholds(logit: Floats, blocks: Blocks, favor: Favor = "balanced", languages: Set[str] = frozenset()) -> Floats:
    """Log-odds beyond which each block goes, (n,).

    logit: learned log-odds of boilerplate, 0 for blank blocks. languages: what a text may be written in, empty where
    nothing tells.
    """
    if blocks.media == "html":
        return np.full(len(blocks), HTML[favor] + of_page(logit, blocks.columns.visible))
    lines = of_lines(logit, blocks.columns.visible, blocks.columns.words, TEXT[favor])
    lines += SENTENCE * sentences_behind(blocks)
    more = _unfamiliar(blocks)
    if languages and not LEARNED & languages:
        lines += HEADING * headings_inside(blocks)
        more = max(more, FOREIGN * _is_page(logit, blocks.columns.visible))
    return lines + more


def of_lines(logit: Floats, visible: Ints, words: Ints, base: float) -> Floats:
    """Thresholds of a text's lines from columns alone; lines without visible characters weigh nothing."""
    content = visible * (_PARTS - _PROBABILITY[_steps(logit)])
    kept = int(content.sum())
    listing = 1.0 - int(content[words >= LONG_WORDS].sum()) / kept if kept else 1.0
    long = np.clip(words / LONG_WORDS - 1, 0, 1)
    each = base + LISTING * listing + SHORT * (words < SHORT_WORDS) + LONG * long
    return np.asarray((np.rint(each * _GRID) + 0.5) / _GRID)


def _unfamiliar(blocks: Blocks) -> float:
    """How much surer the score must be in a script that training hardly knows."""
    wide = int(blocks.columns.wide.sum())
    if 2 * wide <= int(blocks.columns.letters.sum()):
        return 0.0
    codes = chars.codepoints(blocks.text)
    kana = int(np.count_nonzero((codes >= KANA[0]) & (codes <= KANA[1])))
    return SPACELESS if KANA_SHARE * kana > wide else UNSEEN


def _is_page(logit: Floats, visible: Ints) -> bool:
    """Whether a text is a page's whole text rather than what an extractor left."""
    clutter = int((visible * _PROBABILITY[_steps(logit)]).sum())
    return clutter > WHOLE * _PARTS * int(visible.sum())


def of_page(logit: Floats, visible: Ints) -> float:
    """How far the threshold that has a page's highest expected F1 over characters lies from 0, in log-odds."""
    content = _PARTS - _PROBABILITY[_steps(logit + LEANING)]
    order = np.argsort(-content, kind="stable")
    size = visible[order]
    right = np.cumsum(size * content[order])
    if not len(right) or not right[-1]:
        return 0.0
    f1 = 2 * right / (np.cumsum(size) * _PARTS + right[-1])
    least = float(f1.max()) / 2
    moved = math.log((1 - least) / least) - LEANING
    return (round(min(max(moved, LOWEST), HIGHEST) * _GRID) + 0.5) / _GRID


def _steps(logit: Floats) -> Ints:
    return np.rint(np.clip(logit, -_MOST, _MOST) * _GRID).astype(np.int64) + _MOST * _GRID
