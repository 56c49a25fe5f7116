"""Specifications: what a shop says of a product, each label on a line and its value on the next.

Sees      three known labels or more ("Material", "Weight"; specifications.json has them in 30 languages),
          every second line one of them or at most one other between.
Leaves    filters, where several values follow a label; tables and pages, whose elements tell.
          This heuristic only ever points to content.
Wrong on  a comparison of other wares below the product's own data.
Source    texts of shops written for measuring, which put cells of a table on lines of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment.columns import line_spans, measure
from cleaner.segment.lookup import Lookup
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:specifications"
KIND = "other"
WEIGHT = 0.95
LEAST = 3  # known labels
VALUE_WORDS = 14
NEXT, NEXT_BUT_ONE = 2, 4  # lines from one known label to the next: more of them are a filter's values
EXAMPLES = (
    Example(
        "Details\nMaterial\nStoneware\nWeight\n410 g\nMade in\nPortugal\nAdd to basket\n",
        ("Material", "Stoneware", "Weight", "410 g", "Made in", "Portugal"),
    ),
    Example("Brand\nNordhem\nAlder\nMoss\nColour\nBlack\nBlue\nGreen\nSize\nSmall\nLarge\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to a text's labels and values."""
    if blocks.markup is not None:
        return
    columns = blocks.columns
    solid = columns.filled.nonzero()[0]
    known, _ = _labels().find(columns.line_hash[solid])
    for box in _boxes(known[~columns.ends_sentence[solid[known]]].tolist()):
        lines = solid[box[0] : box[-1] + 2]  # the last label's value with it
        if len(lines) == box[-1] + 2 - box[0] and (columns.words[lines] <= VALUE_WORDS).all():
            values = {"n": len(lines), "known": len(box)}
            reason = Reason("one of {n} lines of labels and values, {known} of them known labels", values)
            yield Evidence(lines, "content", WEIGHT, KIND, ID, reason)


@cache
def _labels() -> Lookup:
    data = json.loads(resources.files(__package__).joinpath("specifications.json").read_text("utf-8"))
    text = "".join(f"{label}\n" for labels in data.values() for label in labels)
    hashes = measure(text, *line_spans(text)).line_hash
    return Lookup(np.unique(hashes[hashes != 0]))


def _boxes(known: list[int]) -> Iterator[list[int]]:
    """Runs of known labels with a value between two, or with a pair of others, which is the rarer."""
    box: list[int] = []
    for at in [*known, -1]:
        if box and at - box[-1] not in (NEXT, NEXT_BUT_ONE):
            steps = [there - here for here, there in pairwise(box)]
            if len(box) >= LEAST and 2 * steps.count(NEXT) >= len(steps):
                yield box
            box = []
        box.append(at)
