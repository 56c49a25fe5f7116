"""Markdown links: lines of Markdown text that are nearly all links.

Sees      lines whose visible characters lie mostly inside `[text](target)`; in runs of three and
          more the weight is high.
Leaves    prose with links in it, links that a line with a colon announces (structure's evidence).
Wrong on  link collections as the main content: `--keep navigation`.
Source    link density (Kohlschütter et al. 2010) for what scrapers that write Markdown leave behind.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import regex

from cleaner.heuristics import Example
from cleaner.segment.core import runs
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:markdown-links"
KIND = "navigation"
DENSITY = 0.8
MIN_RUN = 3
RUN_WEIGHT = 0.9
WEIGHT = 0.5
LINK = regex.compile(r"!?\[[^\[\]\n]{0,300}\]\([^()\s]{0,2000}\)")
EXAMPLES = (
    Example(
        "* [Home](/)\n* [News](/news)\n* [Sport](/sport)\nThe *harbour* was closed.\n",
        ("* [Home](/)", "* [News](/news)", "* [Sport](/sport)"),
    ),
    Example("The harbour was closed, [the mayor said](https://example.org/a), for three days in a row.\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to lines of links, more strongly to runs of them."""
    if blocks.media != "text" or "](" not in blocks.text:
        return
    spans = np.array([match.span() for match in LINK.finditer(blocks.text)], dtype=np.int64).reshape(-1, 2)
    if not len(spans):
        return
    owner = np.searchsorted(blocks.starts, spans[:, 0], side="right") - 1
    linked = np.bincount(owner, weights=spans[:, 1] - spans[:, 0], minlength=len(blocks))
    visible = np.maximum(blocks.columns.visible, 1)
    dense = linked >= DENSITY * visible
    if blocks.in_code is not None:
        dense &= ~blocks.in_code
    share = np.minimum(linked / visible, 1.0)
    for run in runs(dense, bridge=blocks.columns.blank):
        weight = RUN_WEIGHT if len(run) >= MIN_RUN else WEIGHT
        values = {"share": share[run], "n": len(run)}
        reason = Reason("{share:.0%} of the line are links; {n} such lines in a row", values)
        yield Evidence(run, "boilerplate", weight, KIND, ID, reason)
