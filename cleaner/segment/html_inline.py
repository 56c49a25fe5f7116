"""The blocks of a page with their inline structure, for writers that keep it.

The page is walked once more with marks on, so that nobody else pays for it. A mark is
`OPEN name number CLOSE` where an element begins and `OPEN / CLOSE` where it ends; the number
leads to `targets`. An image is a single mark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cleaner.segment.html_marks import CLOSE, OPEN
from cleaner.segment.html_tree import Tree
from cleaner.segment.html_walk import walk
from cleaner.settings import Settings

Targets = Sequence[tuple[str, str]]
Render = Callable[[str, str, str, str], str]


@dataclass(frozen=True, slots=True)
class Inline:
    """One entry a block: its text with marks, the list marker in front of it, its `<br>` distance."""

    texts: Sequence[str]
    markers: Sequence[str]
    lines: Sequence[int]
    targets: Targets

    def render(self, block: int, render: Render) -> str:
        """A block's text with every marked element replaced by render(name, text, alt, target), innermost first."""
        stack: list[tuple[str, str, str, list[str]]] = [("", "", "", [])]
        for number, piece in enumerate(self.texts[block].split(OPEN)):
            if not number:
                stack[-1][3].append(piece)
                continue
            mark, _, text = piece.partition(CLOSE)
            if mark == "/":
                if len(stack) > 1:
                    name, alt, target, parts = stack.pop()
                    stack[-1][3].append(render(name, "".join(parts), alt, target))
            else:
                name = mark.rstrip("0123456789")
                number_of = mark[len(name) :]
                if not number_of or int(number_of) >= len(self.targets):
                    stack[-1][3].append(mark + text)  # the page's own noncharacter
                    continue
                alt, target = self.targets[int(number_of)]
                if name == "img":
                    stack[-1][3].append(render(name, "", alt, target))
                else:
                    stack.append((name, alt, target, []))
            stack[-1][3].append(text)
        while len(stack) > 1:  # a link around several blocks
            name, alt, target, parts = stack.pop()
            stack[-1][3].append(render(name, "".join(parts), alt, target))
        return "".join(stack[0][3])


def inline(tree: Tree) -> Inline:
    """The inline structure of the page that a tree came from; blocks are numbered as in its `Blocks`."""
    page = walk(tree.source, Settings(), marks=True)
    runs = page.runs
    return Inline(runs.texts, runs.markers, runs.lines, page.targets)
