"""Pages that hold no article: shells, walls, errors and log-ins, named in the warnings.

Only short pages are looked at, and each kind asks for two signs: an article about cookies, one that
tells of flight 404, or one with a log-in box in its header, is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.scoring import pagekind_words as said
from cleaner.segment.html_tree import Tree
from cleaner.types import Blocks, Ints, Verdicts

SHORT = 250  # visible words; a page with more has something to say
BARE = 40  # visible words of a shell
SCRIPT = 2_000  # characters of script from which a page without text is an application
WALL = 0.4  # share of a page's words that rules take for a cookie notice
ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "ember-app", "svelte", "react-root", "main-app"})
_PASSWORD = re.compile(r"<input\b[^<>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)


def page_warnings(blocks: Blocks, verdicts: Verdicts) -> list[str]:
    """What a reader should know of a page that is none; "empty: …" where no text is kept."""
    markup = blocks.markup
    if markup is None:
        return []
    visible = blocks.columns.visible > 0
    empty = not bool((verdicts.keep & visible).any())
    if markup.tree.shell:
        return [f"shell: no visible text; read from the page's {markup.tree.shell}"]
    if int(blocks.columns.words.sum()) > SHORT and not empty:
        return []
    signs = list(_signs(blocks, verdicts))
    if not empty:
        return [f"page: {sign}" for sign in signs]
    reason = "no visible text" if not visible.any() else "all of it was taken for clutter"
    return [f"empty: {reason}" + (f" ({signs[0]})" if signs else "")]


def _signs(blocks: Blocks, verdicts: Verdicts) -> Iterator[str]:
    markup = blocks.markup
    assert markup is not None
    tree: Tree = markup.tree
    each = blocks.columns.words
    words = int(each.sum())  # hidden ones too: what scripts fold away is there
    if words > SHORT:
        return
    text = blocks.text
    head = f"{tree.meta.get('title', '')}\n" + "\n".join(
        blocks.line(int(index)) for index in np.flatnonzero((markup.headings > 0) & (markup.headings <= 2))[:4]
    )
    if "frameset" in tree.tag:
        yield "a frame set; its frames hold the text"
        return
    if tree.meta.get("refresh", "").partition(";")[2] and words < BARE:
        yield "a redirect to another address"
    if _says(said.ROBOT, head) or (words < BARE and _says(said.ROBOT, text)):
        yield "a check for robots"
        return
    scripted = markup.unseen.get("script", 0) >= SCRIPT or bool(ROOTS & set(tree.id)) or any("-" in t for t in tree.tag)
    if words < BARE and (scripted or _says(said.SCRIPTS, text)):
        yield "a shell that scripts fill in a browser"
    password = _PASSWORD.search(tree.source) is not None
    if _says(said.ERROR, head) or said.compiled(said.STATUS).search(head):
        yield "an error page"
    elif (words < BARE and password) or ((words < BARE or password) and _says(said.LOG_IN, head)):
        yield "a log-in page"
    elif _is_wall(text, words, _notice(each, verdicts)):
        yield "a consent wall"
    elif _says(said.PARKED, head):
        yield "a parked domain"


def _notice(words: Ints, verdicts: Verdicts) -> int:
    return int(sum(count for count, kind in zip(words.tolist(), verdicts.kind, strict=True) if kind == "cookie-notice"))


def _is_wall(text: str, words: int, notice: int) -> bool:
    """Whether a page is a consent wall; notice: words that rules take for a cookie notice."""
    if words and notice >= WALL * words:
        return True
    found = [match.lower() for match in said.any_of(said.CONSENT).findall(text)]
    return len(found) >= 3 and len(set(found)) > 1 and len(found) * 40 >= words and _says(said.ACCEPT, text)


def _says(phrases: str, text: str) -> bool:
    return said.any_of(phrases).search(text) is not None
