"""A page's twin in plainer markup: the same blocks as a poorer site would have written them, to train on beside it.

Domain randomisation (Tobin et al. 2017) is the idea: a net does not rely on what is changed at random while it learns.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.plain_markup import without
from cleaner.scoring.html_features import plain_features
from cleaner.segment.html import segment_html
from cleaner.settings import Settings
from cleaner.types import Blocks

# What is taken from a page, each with its chance: guesses at how many sites are so, not tuned. "words": what they say
# is unknown, as in a language that is not in training.
CHANCES = {
    "headings": 0.5, "landmarks": 0.5, "names": 0.4, "metadata": 0.3, "words": 0.3, "lists": 0.2, "paragraphs": 0.2,
}  # fmt: skip


@dataclass(frozen=True)
class Plainer:
    """The page's blocks in plainer markup, their features (n, f) but for names and words, whether words are unknown."""

    blocks: Blocks
    plain: NDArray[np.float32]
    wordless: bool


def plainer(html: str, url: str | None, blocks: Blocks) -> Plainer | None:
    """The twin, by changes that the page's address or text decides; None where its blocks would be others."""
    dice = random.Random(url or html)
    gone = {name for name, chance in CHANCES.items() if dice.random() < chance} or {dice.choice(list(CHANCES))}
    found = segment_html(without(html, gone), Settings(), url)
    if not np.array_equal(found.columns.line_hash, blocks.columns.line_hash):
        return None
    assert found.markup is not None
    found.markup.tree.source = ""
    return Plainer(found, plain_features(found), "words" in gone)
