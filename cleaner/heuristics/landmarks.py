"""Landmarks: what a page itself calls its navigation, footer or aside.

Sees      blocks inside `nav`, `footer`, `aside` and the ARIA roles navigation, banner, contentinfo,
          complementary, search, dialog, alertdialog and tablist.
Leaves    `header`, which holds titles as often as menus, headings of level 1, and code.
Wrong on  pages that set asides with facts of the article; footers of quotations and posts.
Source    WAI-ARIA landmark roles; how seldom main content stands in them on the development pages.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:landmark"
KIND = "navigation"
TAGS = {"nav": ("navigation", 0.8), "footer": ("footer", 0.7), "aside": ("sidebar", 0.6)}
ROLES = {
    "navigation": ("navigation", 0.8), "banner": ("header", 0.5), "contentinfo": ("footer", 0.75),
    "complementary": ("sidebar", 0.6), "search": ("search-form", 0.8), "dialog": ("cookie-notice", 0.6),
    "alertdialog": ("cookie-notice", 0.6), "tablist": ("navigation", 0.3),
}  # fmt: skip
EXAMPLES = (
    Example("<body><nav><a href='/'>Home</a></nav><p>The harbour was closed.</p></body>", ("Home",), "html"),
    Example("<body><div>Home</div><p>The harbour was closed.</p></body>", (), "html"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to the blocks of each landmark; the innermost one speaks."""
    markup = blocks.markup
    if markup is None:
        return
    tree = markup.tree
    said: list[tuple[str, str, float]] = []  # label, kind and weight of each landmark
    owner = np.full(len(blocks), -1, dtype=np.int64)
    names, numbers = tree.distinct("tag")
    tags = np.array([name in TAGS for name in names])[numbers].nonzero()[0].tolist()
    for element in sorted({*tree.roles, *tags}):  # in document order, so that the inner ones come last
        tag, role = tree.tag[element], tree.role[element]
        named = ROLES.get(role) if role else TAGS.get(tag)
        if named is None or tree.first[element] >= tree.last[element]:
            continue
        landmark = (f"role {role}" if role else f"<{tag}>", *named)
        if landmark not in said:
            said.append(landmark)
        owner[tree.first[element] : tree.last[element]] = said.index(landmark)
    owner[(markup.headings == 1) | markup.in_code] = -1
    for number, (label, kind, weight) in enumerate(said):
        at = (owner == number).nonzero()[0]
        if len(at):
            yield Evidence(
                at, "boilerplate", weight, kind, ID, Reason("inside the page's {label}", {"label": label}), hint=True
            )
