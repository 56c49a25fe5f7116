"""One walk over a parsed page: elements into a `Tree`, text into runs.

The only importer of turbohtml (parse, select, descendants, parent, attributes and text, lengths by
XPath; nothing else of it, and tests/contract/test_parser.py says what is relied on). The stack is our
own, so depth costs nothing. What is only hidden is flagged, never passed over: dropping it costs .04 of
F1 on real pages, .25 on forums (tabs, accordions, folded posts).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from types import SimpleNamespace
from typing import Any

from turbohtml import Comment, DocumentFragment, Element, Text, XPath, parse

from cleaner.errors import LimitError
from cleaner.segment.html_marks import CLOSE, MARK, MARKED, OPEN, mark
from cleaner.segment.html_mend import spaced, visible, without_closed_iframes
from cleaner.segment.html_meta import declare
from cleaner.segment.html_tags import (
    BLOCK,
    BREAK,
    CELL,
    COUNTS,
    DECLARES,
    DRAWS,
    FRAGMENT,
    GRID,
    ITEM,
    JOINT,
    PLAIN,
    POINTS,
    SPACED,
    TAGS,
    UNSEEN,
    hides,
)  # fmt: skip
from cleaner.segment.html_tree import BOLD, CODE, DRAWING, HIDDEN, LINK, PRE, Page, Runs, Tree
from cleaner.settings import Settings

VERBATIM = CODE | PRE
COUNTED = LINK | BOLD  # flags whose characters are counted
_NUMBER = re.compile(r"-?[0-9]{1,5}")
_RARE = "[hidden],[aria-hidden],[style],[role],[itemprop],[id]"  # one element of seven has any of them
_length: Any = XPath("string-length(.)")  # of a script without a copy of it


def walk(markup: str, settings: Settings, marks: bool = False) -> Page:
    """Parse markup and go through it once.

    marks: whether links, emphasis, code and images are marked in the texts; see html_inline.py.
    """
    walker = _Walker(settings, marks)
    walker.run(markup)
    if walker.unseen["iframe"] and (mended := without_closed_iframes(markup)) != markup:  # it swallowed the page
        walker = _Walker(settings, marks)
        walker.run(mended)
    return Page(walker.tree, walker.runs, walker.meta, walker.unseen, walker.targets)


class _Walker:
    """The state of one walk: the run of text being collected, and what lies around it."""

    def __init__(self, settings: Settings, marks: bool) -> None:
        self.settings = settings
        self.marks = marks
        self.tree = Tree()
        self.runs = Runs()
        self.json_ld: list[str] = []
        self.targets: list[tuple[str, str]] = []
        self.meta: dict[str, str] = {}
        self.unseen: Counter[str] = Counter()

    def run(self, markup: str) -> None:
        """Fill `tree`, `runs`, `meta` and `unseen`.

        One long loop with everything in locals: a call an element would double its time. The parser
        hands out all nodes in order; which elements begin and end between two of them, their parents tell.
        """
        document = parse(markup, positions=False, allow_declarative_shadow_roots=False)
        limit, marks, images = self.settings.max_depth, self.marks, ""
        rare = set(document.select(_RARE))
        # columns of Tree; lists, because a tuple an element costs the garbage collector as much again
        owners: list[int] = []
        names: list[str] = []
        classes: list[str] = []
        ids: dict[int, str] = {}
        roles: dict[int, str] = {}
        firsts: list[int] = []
        lasts: list[int] = []
        found: list[tuple[str, int, int, int, int, int, int, int, int, int, str]] = []  # columns of Runs
        parts: list[str] = []
        link_parts: list[str] = []
        bold_parts: list[str] = []
        links = breaks = 0
        counters: list[int] = []  # the next number of each list around, -1 in unordered ones
        marker = ""
        previous_block = -2
        # what lies around the text being read; frames on the stack keep what to go back to
        top: Any = document
        element, flags = -1, 0
        block, block_flags, heading, item, cell = -1, 0, 0, -1, -1
        stack: list[tuple[Any, int, int, int, int, int, int, int, int, int]] = []
        # the element seen last, which is entered when a child of it comes
        last: Any = None
        number, tag, given, shape, asks = -1, "", 0, 0, PLAIN
        skipped: set[Any] = set()  # elements that are not entered, and what is inside them

        def flush() -> None:
            nonlocal links, breaks, marker, previous_block, images
            only = None
            if block_flags & PRE:
                text = "".join(parts).replace(JOINT, "").replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()
            else:
                while len(parts) > 1 and (parts[-1] == JOINT or parts[-1].isspace()):
                    parts.pop()
                if len(parts) == 1:
                    text = only = parts[0]
                else:
                    text = "".join(parts)
                    if JOINT in text:
                        text = spaced(text)
                text = " ".join(text.split())
            parts.clear()
            if marks and text and not MARK.sub("", text).strip():
                images, text = images + text, ""  # images alone are no block: they go with the next one
            if text:
                linked = bold = 0
                if link_parts:  # mostly all of the text, or nothing but spaces beside it
                    linked = len(text) - text.count(" ") if link_parts[0] is only else visible(link_parts, text)
                if bold_parts:
                    bold = len(text) - text.count(" ") if bold_parts[0] is only else visible(bold_parts, text)
                if images:
                    text, images = f"{images} {text}", ""
                lines = breaks if block == previous_block else 0
                found.append((text, block, block_flags, heading, linked, links, bold, item, cell, lines, marker))
                marker = ""
                previous_block = block
                breaks = 0
            if link_parts:
                link_parts.clear()
            if bold_parts:
                bold_parts.clear()
            links = 0

        nodes: Iterator[Any] = chain(document.descendants, (SimpleNamespace(parent=document),))  # the end closes all
        for node in nodes:
            parent, kind = node.parent, type(node)
            if parent is not top:
                if parent is last:  # its first child
                    stack.append((top, element, flags, shape, asks, block, block_flags, heading, item, cell))
                    if len(stack) > limit and shape != FRAGMENT:
                        raise LimitError(f"nested deeper than {limit:,} elements (raise max_depth)")
                    top, element = last, number
                    flags |= given
                    if shape == BLOCK:
                        block, block_flags = number, flags
                        if asks:
                            if asks < DECLARES:
                                heading = asks
                            elif asks == ITEM:
                                item = number
                                if counters and counters[-1] >= 0:
                                    marker = f"{counters[-1]}. "
                                    counters[-1] += 1
                                else:
                                    marker = "- "
                            elif asks == COUNTS:
                                start = (last.attr("start") or "1") if tag == "ol" else "-1"
                                counters.append(int(start) if _NUMBER.fullmatch(start) else 1)
                            elif asks == CELL:
                                cell = number
                            elif asks == GRID:
                                item = cell = -1
                elif parent in skipped:
                    skipped.add(node)
                    continue
                else:
                    while parent is not top:  # its children are through: close the element
                        closed, frame = element, stack.pop()
                        ended = frame[3]
                        if ended == BLOCK:
                            if parts:
                                flush()
                            links = breaks = 0
                            top, element, flags, shape, asks, block, block_flags, heading, item, cell = frame
                            if asks == ITEM:
                                marker = ""
                            elif asks == COUNTS and counters:
                                counters.pop()
                        else:
                            top, element, flags, shape, asks, block, block_flags, heading, item, cell = frame
                            if marks and names[closed] in MARKED and not flags & VERBATIM and shape != FRAGMENT:
                                parts.append(f"{OPEN}/{CLOSE}")
                            if parts and shape == SPACED and not flags & CODE:
                                parts.append(JOINT)
                        lasts[closed] = len(found)
            if kind is Text:
                data = node.data
                if not parts and data.isspace() and not flags & PRE:
                    continue
                parts.append(data)
                if flags & COUNTED:
                    if flags & LINK:
                        link_parts.append(data)
                    if flags & BOLD:
                        bold_parts.append(data)
                continue
            if kind is not Element:
                if kind is DocumentFragment:
                    last, number, given, shape, asks = node, element, 0, FRAGMENT, PLAIN
                elif kind is Comment:
                    self.unseen["comment"] += len(node.data)
                continue
            tag = node.tag
            given, shape, asks = TAGS[tag]
            if shape >= BREAK and (shape <= UNSEEN or flags & DRAWING):  # FOREIGN ones are inline elsewhere
                last = None
                if shape != BREAK:
                    self._unseen(tag, node, flags)
                    skipped.add(node)
                elif flags & PRE:
                    parts.append("\n")
                else:
                    if parts:
                        flush()
                    links = 0
                    breaks += 1
                continue
            has_rare = node in rare
            if has_rare:
                get = node.attr
                held = node.attrs  # to look into it takes a fifth of the time of `attr`
                if not flags & HIDDEN and (
                    "hidden" in held
                    or ("aria-hidden" in held and get("aria-hidden") == "true")
                    or ("style" in held and hides(get("style") or ""))
                ):
                    given |= HIDDEN
            if given & HIDDEN and not flags & HIDDEN and (shape != BLOCK or tag == "noscript"):
                if not node.text.strip():
                    last = None
                    skipped.add(node)
                    continue  # an icon or a counting pixel: it must not tear the run of text apart
                shape = BLOCK
            if shape == BLOCK:
                if parts:
                    flush()
                links = breaks = 0
            elif parts and shape == SPACED and not flags & CODE:
                parts.append(JOINT)
            last, number, blocks = node, len(lasts), len(found)
            owners.append(element)
            names.append(tag)
            classes.append(node.attr("class") or "")
            firsts.append(blocks)
            lasts.append(blocks)
            if has_rare:
                if name := get("id"):
                    ids[number] = name
                if name := get("role") or get("itemprop"):
                    roles[number] = name
                    if name == "heading" and shape == BLOCK and not asks and get("role"):
                        level = get("aria-level")
                        asks = min(int(level), 6) if level in set("123456789") else 2  # 2 is what ARIA takes for none
            if marks and tag in MARKED and shape < BLOCK and not flags & VERBATIM and (node.children or tag == "img"):
                mark(parts, self.targets, tag, node)
            if asks:
                if asks == POINTS:
                    links += 1
                elif asks == DECLARES:
                    declare(self.meta, tag, node.attr)
                elif asks == DRAWS and not flags & DRAWING and not node.text.strip():
                    last = None
                    skipped.add(node)  # shapes without letters
        if parts:
            flush()
        columns = owners, names, classes, _column(ids, len(lasts)), _column(roles, len(lasts)), firsts, lasts
        self.tree = Tree(*columns, self.json_ld, self.meta, markup, ids, roles)
        if found:
            self.runs = Runs(*map(list, zip(*found, strict=True)))

    def _unseen(self, tag: str, node: Element, flags: int) -> None:
        if tag == "title" and not flags & DRAWING:  # that of an icon is its own
            self.meta.setdefault("title", " ".join(node.text.split()))
        elif tag == "script" and (node.attr("type") or "").strip().lower() == "application/ld+json":
            self.json_ld.append(node.text)
        self.unseen[tag] += int(_length(node))


def _column(some: dict[int, str], count: int) -> list[str]:
    column = [""] * count
    for number, value in some.items():
        column[number] = value
    return column
