"""Head and tail zones: short lines before the first and after the last prose of a document.

Sees      lines that do not read as prose and stand outside the stretch from the first to the last
          line of prose. Where many short lines stand on both sides, the text is a whole page with
          its menus and footers, and the weight is high.
Leaves    the title (lines right above the first prose), lists that a colon announces.
Wrong on  texts that end in their own list: the weight is small, other evidence has to join.
Source    position as a feature in every boilerplate classifier since Kohlschütter et al. 2010.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment.core import prose
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:zones"
KIND = "navigation"
HEAD_KIND = "header"
TAIL_KIND = "footer"
WEIGHT = 0.2
PAGE_WEIGHT = 0.8
MIN_PROSE = 0.3  # share of the characters; with less there is no article to stand outside of
PAGE_LINES = 8  # short lines in the head and as many in the tail: an extractor's output has one or the other
SHORT_WORDS = 10  # of a whole page's zones, .95 to .99 of the shorter lines' characters are clutter, of all .89 to .96
TITLE_LINES = 3  # title, subtitle, byline
EXAMPLES = (
    Example(
        "Sport\nMenu\nLog in\nShop\nThe bridge\nA subtitle\n"
        "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring.\n"
        "Imprint\n",
        ("Sport", "Menu", "Log in", "Imprint"),
    ),
    Example("Only a title\nand a short line\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point weakly to what stands outside the prose."""
    columns = blocks.columns
    core_at = prose(blocks).nonzero()[0]
    if not len(core_at):
        return
    solid = columns.filled
    if blocks.markup is not None:
        solid &= (blocks.markup.headings == 0) | (blocks.markup.headings > 2)
    filled = solid.nonzero()[0]
    head = filled[filled < core_at[0]][:-TITLE_LINES]
    tail = filled[filled > core_at[-1]]
    short = columns.words < SHORT_WORDS
    page = min(int(short[head].sum()), int(short[tail].sum())) >= PAGE_LINES
    if not page and columns.visible[prose(blocks)].sum() < MIN_PROSE * columns.visible.sum():
        return
    tail = tail[~columns.ends_sentence[tail] | (page & short[tail])]
    for zone, kind, place in (
        (head, HEAD_KIND, "before the article's first"),
        (tail, TAIL_KIND, "behind the article's last"),
    ):
        if len(zone):
            weight = np.where(page & short[zone], PAGE_WEIGHT, WEIGHT)
            reason = Reason("one of {n} lines that stand " + place + " paragraph", {"n": len(zone)})
            yield Evidence(zone, "boilerplate", weight, kind, ID, reason, hint=True)
