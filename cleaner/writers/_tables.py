"""Tables of a page that hold data, as rows of cells; tables that only lay out a page are none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass

from cleaner.segment.html_tree import Tree
from cleaner.types import Ints

CELL_BLOCKS = 4  # elements; a cell with more is a column of a layout
CELL_WORDS = 60  # in the mean over cells


@dataclass(frozen=True, slots=True)
class Table:
    """A table's kept blocks, and the blocks of each cell of each row."""

    blocks: Sequence[int]
    rows: Sequence[Sequence[Sequence[int]]]


def tables(
    tree: Tree, cell: Sequence[int], words: Sequence[int], kept: Sequence[int], code: Set[int], holder: Ints
) -> list[Table]:
    """Data tables among the kept blocks, in document order.

    kept: in document order; cell: table cell around each block, -1 for none; code: blocks with lines that a cell
    would run together; holder: the element of each block.
    """
    by_table: dict[int, list[int]] = {}
    for block in kept:
        if cell[block] >= 0:
            by_table.setdefault(_table(tree, cell[block]), []).append(block)
    cells_of: dict[int, list[int]] = {}
    rows = {tree.parent[cell[block]] for block in kept if cell[block] >= 0}
    for element, (parent, tag) in enumerate(zip(tree.parent, tree.tag, strict=True)):
        if parent in rows and tag in ("td", "th"):
            cells_of.setdefault(parent, []).append(element)
    found = []
    for blocks in by_table.values():
        in_cell: dict[int, list[int]] = {}
        for block in blocks:
            in_cell.setdefault(cell[block], []).append(block)
        shown = dict.fromkeys(tree.parent[cell[block]] for block in blocks)
        # kept blocks of other places would be torn from theirs
        alone = bisect_right(kept, blocks[-1]) - bisect_left(kept, blocks[0]) == len(blocks)
        fits = max(len({int(holder[block]) for block in own}) for own in in_cell.values()) <= CELL_BLOCKS
        short = sum(words[block] for block in blocks) <= CELL_WORDS * len(in_cell)
        wide = max(len(cells_of[row]) for row in shown) > 1
        long = len(shown) > 1 or any(tree.tag[element] == "th" for row in shown for element in cells_of[row])
        if alone and fits and short and wide and long and code.isdisjoint(blocks):
            grid = [[in_cell.get(element, []) for element in cells_of[row]] for row in shown]
            found.append(Table(blocks, grid))
    return found


def _table(tree: Tree, cell: int) -> int:
    for element in tree.ancestors(cell):
        if tree.tag[element] == "table":
            return element
    return -1
