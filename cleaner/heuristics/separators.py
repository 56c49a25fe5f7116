"""Separators: lines that hold marks and no letter or digit.

Sees      a lone "-", "•", "* * *", "———", "|" on a line of its own.
Leaves    the decision to the neighbours: the weight is never enough alone, and a separator goes
          when a block beside it goes (`decide`). Section breaks between kept paragraphs stay.
Wrong on  ornaments between two blocks that are both clutter by mistake.
Source    the founding sample in seeds/.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.heuristics import Example
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:separator"
KIND = "separator"
WEIGHT = 0.3  # a hint only, which names the kind: lines of marks go by their neighbours
EXAMPLES = (
    Example("The council met on Monday.\n-\nBudget vote delayed\n", ("-",)),
    Example("One\n* * *\nTwo\n———\nThree\n", ("* * *", "———")),
    Example("A line of prose, and nothing else.\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to every line of marks."""
    bare = blocks.columns.bare.nonzero()[0]
    if len(bare):
        marks = blocks.columns.visible[bare]
        yield Evidence(
            bare,
            "boilerplate",
            WEIGHT,
            KIND,
            ID,
            Reason("only marks on the line ({n}), no letter or digit", {"n": marks}),
        )
