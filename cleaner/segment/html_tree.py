"""The elements of a page as parallel lists, so that nobody needs the parser to ask about them.

Elements are numbered in document order. `Tree` is what `Markup.tree` holds: a rule matches
class tokens on it, features sum over its containers, the record writes paths from it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, overload

import numpy as np

from cleaner.types import Ints

MAX_STEPS = 8  # of a path: enough to find an element, bounded on pages nested 200,000 deep
MAX_SHARED = 100  # ancestors whose steps are remembered at a time; deeper elements are few or a trap
MAX_NAME = 60  # characters of an id in a path
ARROW = " > "

# What an element hands down to the text inside it.
HIDDEN, LIST, TABLE, CODE, QUOTE, PRE, LINK, BOLD, DRAWING = (1 << bit for bit in range(9))


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


class Distinct(NamedTuple):
    """A column of names: each name once, and for each entry the number of its name."""

    names: list[str]
    numbers: Ints


@dataclass(slots=True)
class Tree:
    """One entry an element, in document order.

    `parent` is the number of the parent element (-1 for the root), `classes` the class
    attribute with single spaces, `role` the role or else the itemprop; `ids` and `roles` are those of
    the elements that have one.
    `first` and `last` are the blocks an element holds: first <= block < last.
    `meta` is what meta elements say, by name; `source` is the markup that was parsed, for writers
    that need the inline structure; `shell` is where the text of a page without visible text was read.
    Of blocks, not elements: `links` begun in it, `bold_chars`, and the list `item` and table
    `cell` around it (-1 for none).
    """

    parent: list[int] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    id: list[str] = field(default_factory=list)
    role: list[str] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    source: str = ""
    ids: dict[int, str] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    shell: str = ""
    # one entry a block
    links: Ints = field(default_factory=_none)
    bold_chars: Ints = field(default_factory=_none)
    item: Ints = field(default_factory=_none)
    cell: Ints = field(default_factory=_none)
    _distinct: dict[str, Distinct] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.parent)

    def distinct(self, column: Literal["tag", "classes"]) -> Distinct:
        """The different tags or class attributes; counted once, for several stages ask."""
        found = self._distinct.get(column)
        if found is None:
            names: list[str] = getattr(self, column)
            numbers: defaultdict[str, int] = defaultdict(itertools.count().__next__)
            of = np.fromiter(map(numbers.__getitem__, names), np.int64, len(names))
            found = self._distinct[column] = Distinct(list(numbers), of)
        return found

    def ancestors(self, element: int) -> Iterator[int]:
        """The element itself, its parent and so on up to the root."""
        while element >= 0:
            yield element
            element = self.parent[element]

    def path(self, element: int) -> str:
        """From the nearest ancestor with an id, or from the root, at most eight steps: `#main > div > p`."""
        return ARROW.join(self.steps(element))

    def steps(self, element: int) -> tuple[str, ...]:
        """The steps of a path."""
        found: list[str] = []
        for at in self.ancestors(element):
            if self.id[at]:
                found.append(f"{self.tag[at]}#{self.id[at][:MAX_NAME]}")
                break
            found.append(self.tag[at])
            if len(found) == MAX_STEPS:
                break
        return tuple(reversed(found))


@dataclass(slots=True)
class Runs:
    """The runs of text found by a walk, one entry a block, in document order."""

    texts: list[str] = field(default_factory=list)
    element: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    heading: list[int] = field(default_factory=list)
    link_chars: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    bold_chars: list[int] = field(default_factory=list)
    item: list[int] = field(default_factory=list)  # list item around the block, -1 for none
    cell: list[int] = field(default_factory=list)  # table cell around it, -1 for none
    lines: list[int] = field(default_factory=list)  # <br> between this block and the one before, in one element
    markers: list[str] = field(default_factory=list)  # "- " or "3. " for the first block of an item


@dataclass(slots=True)
class Page:
    """What one walk brings home."""

    tree: Tree
    runs: Runs
    meta: dict[str, str]
    unseen: dict[str, int]
    targets: list[tuple[str, str]]  # of marks: what an image shows, and where an image or link lies


class Paths(Sequence[str]):
    """The path of each block, put together only when it is read."""

    __slots__ = ("_elements", "_fronts", "_tree")

    def __init__(self, tree: Tree, elements: Sequence[int]) -> None:
        self._tree = tree
        self._elements = elements
        self._fronts: dict[int, str] = {}  # what the paths of an element's children begin with, for they share it

    def __len__(self) -> int:
        return len(self._elements)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        tree, element = self._tree, self._elements[index]
        parent = tree.parent[element] if element >= 0 else -1
        if parent < 0 or tree.id[element]:
            return tree.path(element)
        front = self._fronts.get(parent)
        return (self._front(parent) if front is None else front) + tree.tag[element]

    def _front(self, element: int) -> str:
        """The path of an element, at most one step less than the longest, and an arrow; made from its parent's."""
        tree, fronts, chain, at, front = self._tree, self._fronts, list[int](), element, ""
        while at >= 0:
            if at in fronts:
                front = fronts[at]
                break
            chain.append(at)
            if len(chain) > MAX_SHARED or ARROW in tree.id[at]:
                return ARROW.join([*tree.steps(element)[1 - MAX_STEPS :], ""])
            at = -1 if tree.id[at] else tree.parent[at]
        for at in reversed(chain):
            if front.count(ARROW) >= MAX_STEPS - 1:
                front = front[front.index(ARROW) + len(ARROW) :]
            name = f"{tree.tag[at]}#{tree.id[at][:MAX_NAME]}" if tree.id[at] else tree.tag[at]
            front = fronts[at] = f"{front}{name}{ARROW}"
        return front
