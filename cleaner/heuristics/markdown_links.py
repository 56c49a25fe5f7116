"""Markdown links: lines of Markdown text that are nearly all links.

Sees      lines whose visible characters lie mostly inside `[text](target)`; in runs of three and
          more the weight is high. Before the first and behind the last prose, three links and more
          into one site whose texts say little of the article are its menu or its other stories: sure where
          there is an article, prose of a third of the text; else a hint, for shelves are links too.
Leaves    prose with links in it, links that a line with a colon announces, links inside the page
          (`#part`), lists of sources, which lead to many sites or share the article's words.
Wrong on  link collections as the main content: `--keep navigation`.
Source    link density (Kohlschütter et al. 2010) for what scrapers that write Markdown leave behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import regex

from cleaner.heuristics import Example
from cleaner.segment.core import CONTENT_CHARS, prose, runs
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Ints, Reason

ID = "heuristic:markdown-links"
KIND = "navigation"
DENSITY = 0.8
MIN_RUN = 3
RUN_WEIGHT = 0.9
WEIGHT = 0.5
MIN_LINKS = 3  # into one site, outside the prose
MAX_OVERLAP = 0.1  # of their words occur in the prose; titles of sources share more
PROSE_SHARE = 0.3  # of a text's visible characters; with less the links may be what it is about: shelves, listings
SITE_OVERLAP = 0.45  # where another such run, a menu, leads to the same site
# An image may stand inside a link: `[![](thumb.jpg)](/story)`.
LINK = regex.compile(
    r"!?\[((?:!\[[^\[\]\n]{0,300}\]\([^()\s]{0,2000}\)|[^\[\]\n]){0,300}+)\]\(((?:https?:)?//[^/()\s]{1,300})?([^()\s]{0,2000})"
    r"(?:[ \t]\"[^\"\n]{0,300}\")?\)"
)
STORY = "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring.\n"
EXAMPLES = (
    Example(
        "* [Home](/)\n* [News](/news)\n* [Sport](/sport)\nThe *harbour* was closed.\n",
        ("* [Home](/)", "* [News](/news)", "* [Sport](/sport)"),
    ),
    Example(
        "[Home](/) | [News](/news) | [Sport](/sport)\n" + STORY,
        ("[Home](/) | [News](/news) | [Sport](/sport)",),
    ),
    Example("The harbour was closed, [the mayor said](https://example.org/a), for three days in a row.\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to lines of links, more strongly to runs of them."""
    if blocks.media != "text" or "](" not in blocks.text:
        return
    links = [match for match in LINK.finditer(blocks.text) if match[2] or not match[3].startswith("#")]
    if not links:
        return
    spans = np.array([match.span() for match in links], dtype=np.int64)
    owner = np.searchsorted(blocks.starts, spans[:, 0], side="right") - 1
    linked = np.bincount(owner, weights=spans[:, 1] - spans[:, 0], minlength=len(blocks))
    visible = np.maximum(blocks.columns.visible, 1)
    dense = linked >= DENSITY * visible
    if blocks.in_code is not None:
        dense &= ~blocks.in_code
    share = np.minimum(linked / visible, 1.0)
    found = runs(dense, bridge=blocks.columns.blank)
    inside = [[links[at] for at in np.flatnonzero(np.isin(owner, run))] for run in found]
    article = int(blocks.columns.visible[prose(blocks)].sum()) >= PROSE_SHARE * int(blocks.columns.visible.sum())
    sites = Counter(site for few in inside for site in {match[2] for match in few})
    for run, few in zip(found, inside, strict=True):
        weight = RUN_WEIGHT if len(run) >= MIN_RUN else WEIGHT
        values = {"share": share[run], "n": len(run)}
        reason = Reason("{share:.0%} of the line are links; {n} such lines in a row", values)
        limit = SITE_OVERLAP if sites[few[0][2]] > 1 else MAX_OVERLAP
        sure = article and _elsewhere(blocks, run, few, limit)
        yield Evidence(run, "boilerplate", weight, KIND, ID, reason, sure=sure, hint=not sure)


def _elsewhere(blocks: Blocks, run: Ints, links: list[regex.Match[str]], limit: float) -> bool:
    """Whether a run outside the prose leads to other pages of one site, and says nothing of the article."""
    columns, core = blocks.columns, prose(blocks)
    core_at = np.flatnonzero(core)
    if len(links) < MIN_LINKS or not len(core_at) or (core_at[0] < run[-1] and run[0] < core_at[-1]):
        return False
    if len({match[2] for match in links}) > 1:
        return False
    front = np.flatnonzero((columns.visible > 0)[: run[0]])
    if len(front) and columns.last[front[-1]] in (ord(":"), ord("：")):
        return False
    first, long = columns.word_start, columns.word_end - columns.word_start >= CONTENT_CHARS
    texts = [slice(*np.searchsorted(first, match.span(1))) for match in links]
    words = np.concatenate([columns.word_hash[text][long[text]] for text in texts])
    shared = np.isin(words, columns.word_hash[long & core[columns.word_block]])
    return not len(words) or float(shared.mean()) < limit
