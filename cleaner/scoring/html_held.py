"""The elements that hold blocks, half of all, as arrays: what is handed down passes through no others.

What an element hands down to the text inside it runs down the tree by pointer doubling:
log2(depth) steps, however deep the page.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.segment.html_tree import Tree
from cleaner.types import Ints

_CLIMB = 6  # doublings on the way up to a container: 64 steps at most


class Held:
    """Rows for the elements that hold blocks; the last row stands for the parent of the root.

    first, parent: of every element; some: the numbers of those that hold blocks; place: of every element,
    its row; at: the row of each block's element; above: for each row its ancestor one step up, two, four …
    until none is left. tag_names, names: the tags and the class attributes of the page, each once;
    tags, named: which of them every element has. kinds: of every element, a number below `many` for its tag and
    class attribute together; kind: the same of each row.
    """

    __slots__ = (
        "above", "at", "first", "kind", "kinds", "last", "many", "named", "names", "parent", "place", "some",
        "tag_names", "tags",
    )  # fmt: skip

    def __init__(self, tree: Tree, element: Ints) -> None:
        self.first = np.fromiter(tree.first, np.int64, len(tree))
        self.last = np.fromiter(tree.last, np.int64, len(tree))
        self.parent = np.fromiter(tree.parent, np.int64, len(tree))
        self.some = (self.first < self.last).nonzero()[0]
        root = len(self.some)
        place = np.empty(len(tree) + 1, dtype=np.int64)
        place.fill(root)
        place[self.some] = np.arange(root)
        up = np.empty(root + 1, dtype=np.int64)
        up[:root] = place[self.parent[self.some]]
        up[root] = root
        self.place = place
        self.at = place[element]
        self.above = [up]
        while True:
            up = up[up]
            if int(np.minimum.reduce(up)) == root:
                break
            self.above.append(up)
        self.tag_names, self.tags = tree.distinct("tag")
        self.names, self.named = tree.distinct("classes")
        self.many = len(self.tag_names) * len(self.names) + 1
        self.kinds = self.tags * len(self.names)
        self.kinds += self.named
        self.kind = np.empty(root + 1, dtype=np.int64)
        self.kind[:root] = self.kinds[self.some]
        self.kind[root] = self.many - 1  # no element has it

    def __len__(self) -> int:
        """Rows, the last one included."""
        return len(self.some) + 1

    def sizes(self, count: int) -> tuple[Ints, Ints]:
        """First block of each row and the one behind its last; the last row holds all `count` blocks."""
        first, last = np.zeros(len(self), dtype=np.int64), np.full(len(self), count, dtype=np.int64)
        first[:-1], last[:-1] = self.first[self.some], self.last[self.some]
        return first, last

    def containers(self, size: Ints, least: tuple[int, ...]) -> Iterator[Ints]:
        """For each size in `least`: the row of the nearest element around each block that holds as many blocks."""
        rows = len(self)
        # One long row of pointers for all sizes: a row that is large enough points to itself.
        pointers = np.where(size < np.array(least)[:, None], self.above[0], np.arange(rows))
        pointers += np.arange(0, rows * len(least), rows)[:, None]
        step = pointers.ravel()
        for _ in range(min(len(self.above), _CLIMB)):
            step = step[step]
        box = self.at
        for k in range(len(least)):
            box = step[box + k * rows] - k * rows
            yield box
