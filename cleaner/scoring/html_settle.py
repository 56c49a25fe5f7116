"""What the page as a whole says about the scores of its blocks.

Template   Blocks under the same tags and classes, four elements up, are the same thing again and again:
           captions, cards, paragraphs of one story. Their scores lean on their mean.
Scraps     Where next to nothing on a page reads as main content, nothing does: a few words out of a
           menu are no article. (A page of an AJAX shop: 11 of 153 words.)
Measured   `python -m training.html cv`, net alone: templates +.001 on WCXB and on news (+.003 in other
           languages than English and German), scraps +.001 to +.0025 on WCXB.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.groups import groups
from cleaner.scoring.html_held import Held
from cleaner.scoring.net import LOGIT_STEP
from cleaner.types import Blocks, Ints

Floats = NDArray[np.float64]

STEPS = 3  # elements above a block's own that belong to its template
LEAST = 3  # blocks of a template at least
LEAN = 0.4  # share of the mean in a block's new score
FAR = 2.0  # log-odds beyond which a block counts as no more than sure in the mean
SCRAP_WORDS = 15  # words that are left at most …
SCRAP_SHARE = 0.1  # … and their share of the page's
NOTHING = 5.0  # log-odds for boilerplate of what is next to nothing
_PRIME = np.int64(1_000_003)


def settled(blocks: Blocks, held: Held, logit: Floats) -> Floats:
    """Log-odds for boilerplate, (n,), from those of single blocks; exact in whatever order sums are made."""
    leaning = lean(logit, templates(held))
    return np.full(len(logit), NOTHING) if scraps(blocks, leaning) else leaning


def lean(logit: Floats, template: Ints) -> Floats:
    """Scores that lean on the mean of their template, summed in whole numbers."""
    order, first, size = groups(template)
    whole = np.rint(np.clip(logit, -FAR, FAR) * LOGIT_STEP).astype(np.int64)
    mean = np.add.reduceat(whole[order], first) / (size * LOGIT_STEP)
    leaning = (1 - LEAN) * logit
    leaning[order] += LEAN * mean.repeat(size)
    alone = order[np.repeat(size < LEAST, size)]
    leaning[alone] = logit[alone]
    return leaning


def scraps(blocks: Blocks, logit: Floats) -> bool:
    """Whether what reads as main content is next to nothing."""
    words = blocks.columns.words
    left, everything = int(words[logit <= 0].sum()), int(words.sum())
    return left <= SCRAP_WORDS and left <= SCRAP_SHARE * everything


def templates(held: Held) -> Ints:
    """(blocks,) a number for the tags and classes of each block's element and those above it."""
    row = held.at
    template = held.kind[row]
    for _ in range(STEPS):
        row = held.above[0][row]
        template = template * _PRIME + held.kind[row]  # wraps around; two templates of a page do not meet by chance
    return template
