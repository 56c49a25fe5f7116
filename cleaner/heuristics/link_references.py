"""The list of addresses that a text browser writes below a page, with the numbers that stand in its text.

Sees      lines of a number and an address, three or more in a row, in a text whose links carry numbers
          (segment/plain.py), and the one or two short lines above them ("References", "Visible links:").
Leaves    addresses in any other text, and in front of the last prose: an article's own references look the same.
Wrong on  an article's own list of addresses at the end of such a dump.
Source    the dumps of lynx and elinks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment.core import prose, runs
from cleaner.segment.plain import counts_links
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:link-references"
KIND = "navigation"
WEIGHT = 0.98
LEAST = 3
HEADS, HEAD_WORDS = 2, 3  # most lines of a heading, the lower one with a colon then, and words of each
_REFERENCE = re.compile(r"[0-9]{1,4}\.\s+[a-z][a-z0-9+.-]{1,20}:\S+", re.IGNORECASE)
_ADDRESSES = "https://example.org/"
EXAMPLES = (
    Example(
        "[1]Skip to content\n[2]Home\n[3]Boats\nThe [4]harbour is old and the [5]mole is older still, they say here.\n"
        "References\n" + "".join(f"   {number}. {_ADDRESSES}{number}\n" for number in range(1, 6)),
        ("References", *(f"{number}. {_ADDRESSES}{number}" for number in range(1, 6))),
    ),
    Example(f"Sources\n1. {_ADDRESSES}1\n2. {_ADDRESSES}2\n3. {_ADDRESSES}3\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to the addresses and to the heading above them."""
    if blocks.given is None or not counts_links(blocks.given):
        return
    counted = (blocks.columns.marker == 2).nonzero()[0]
    listed = np.zeros(len(blocks), dtype=np.bool_)
    listed[[block for block in counted.tolist() if _REFERENCE.fullmatch(blocks.line(block))]] = True
    visible = blocks.columns.visible > 0
    solid, core = visible.nonzero()[0], prose(blocks).nonzero()[0]
    for run in runs(listed, bridge=~visible, at_least=LEAST):
        if len(core) and run[0] < core[-1]:
            continue  # the article's own, or a page's above another
        heads = _heads(blocks, solid[: solid.searchsorted(run[0])][-HEADS:].tolist())
        at = np.array([*heads, *run.tolist()], dtype=np.int64)
        reason = Reason("one of {n} addresses of links that are numbered in the text", {"n": len(run)})
        yield Evidence(at, "boilerplate", WEIGHT, KIND, ID, reason, sure=True)


def _heads(blocks: Blocks, above: list[int]) -> list[int]:
    """Those of the lines above a list that are its heading: "Visible links:", below "References", or either alone."""
    heads: list[int] = []
    for at in reversed(above):
        colon = blocks.columns.last[at] == ord(":")
        named = blocks.columns.words[at] <= HEAD_WORDS and (colon or not blocks.columns.ends_sentence[at])
        if not named or (heads and blocks.columns.last[heads[-1]] != ord(":")):
            break
        heads.append(at)
    return sorted(heads)
