"""Link density: blocks of a page that are nearly all links.

Sees      blocks of HTML whose visible characters lie mostly inside links.
Leaves    prose with a few links, headings (they often link to their own story), tables, code.
Wrong on  hub pages and listings, whose links are the main content: the score weighs against it.
Source    Kohlschütter, Fankhauser, Nejdl 2010, counted in characters here.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:link-density"
KIND = "navigation"
THRESHOLD = 0.8
MAX_WORDS = 30
WEIGHT = 0.35
EXAMPLES = (
    Example("<body><p>The harbour was closed.</p><div><a href='/'>Home</a></div></body>", ("Home",), "html"),
    Example("<body><p>The harbour was closed, <a href='/x'>he said</a>, and the ships waited.</p></body>", (), "html"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to short blocks of links."""
    markup = blocks.markup
    if markup is None:
        return
    visible = blocks.columns.visible
    density = np.divide(markup.link_chars, visible, out=np.zeros(len(blocks)), where=visible > 0)
    mask = (density > THRESHOLD) & (blocks.columns.words <= MAX_WORDS) & (markup.headings == 0)
    mask &= ~markup.in_table & ~markup.in_code
    hits = mask.nonzero()[0]
    if len(hits):
        reason = Reason("link density {density:.2f} > " + str(THRESHOLD), {"density": density[hits]})
        yield Evidence(hits, "boilerplate", WEIGHT, KIND, ID, reason, hint=True)
