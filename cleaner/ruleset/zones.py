"""Where a block stands: head, body, tail; in code, tables, quotes, lists; near other blocks.

Zones are measured in prose, not in lines: fifty menu entries above an article are all head.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.segment import chars
from cleaner.segment.core import prose
from cleaner.types import Blocks, Bools, Ints

Floats = NDArray[np.float64]

PLACES = ("head", "body", "tail", "box")
BOX = 1 << PLACES.index("box")
SECTION = frozenset(
    {"div", "section", "aside", "ul", "ol", "nav", "footer", "header", "form", "table", "dl", "figure", "article"}
)
GUARDS = ("code", "table", "quote", "list", "heading", "link")
HEAD = 0.1  # share of the document's prose that may stand in front of a block of the head
TAIL = 0.7  # and that must stand in front of a block of the tail
SIGNS = 20  # underscores looked at, in a row of lines, before the rest of a line is passed over
FEW = 3  # filled blocks; a document of fewer is head, body and tail at once
_QUOTES = "\"'“„‚‘「『"


class Zones:
    """Masks over the blocks of one document, made when first asked for."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self._guards: dict[int, Bools] = {}

    @cached_property
    def filled(self) -> Bools:
        """Blocks with a letter or a digit."""
        return self.blocks.columns.filled

    @cached_property
    def rank(self) -> Ints:
        """How many filled blocks stand before each block."""
        return self.filled.cumsum() - self.filled

    @cached_property
    def _before(self) -> Floats:
        columns = self.blocks.columns
        mass = np.where(prose(self.blocks), columns.visible, 0).astype(np.float64)
        total = mass.sum()
        if total == 0 or self.filled.sum() < FEW:
            return np.full(len(self.blocks), np.nan)
        before: Floats = (mass.cumsum() - mass) / total
        return before

    def places(self, bits: int) -> NDArray[np.uint8]:
        """The zones of each block, as far as `bits` asks for them: bit k stands for PLACES[k]."""
        return self._places | self._boxes if bits & BOX else self._places

    @cached_property
    def _places(self) -> NDArray[np.uint8]:
        before = self._before
        nowhere = np.isnan(before)  # in a document of a few blocks each is everywhere
        inside = (before <= HEAD, (before > 0) & (before < 1), before >= TAIL)
        return _as_bits({bit: nowhere | mask for bit, mask in enumerate(inside)}, len(self.blocks))

    @cached_property
    def _boxes(self) -> NDArray[np.uint8]:
        """Blocks that a box of a page begins with; no block of a text."""
        found = np.zeros(len(self.blocks), dtype=np.uint8)
        if self.blocks.markup is not None:
            tree = self.blocks.markup.tree
            elements = zip(tree.tag, tree.first, tree.last, strict=True)
            found[[first for tag, first, last in elements if last - first > 1 and tag in SECTION]] = BOX
        return found

    def guarded(self, bits: int) -> NDArray[np.uint8]:
        """What each block stands in, as far as `bits` asks for it: bit k stands for GUARDS[k]."""
        for bit, name in enumerate(GUARDS):
            if bits >> bit & 1 and bit not in self._guards:
                self._guards[bit] = self._guarded(name)
        return _as_bits({bit: mask for bit, mask in self._guards.items() if bits >> bit & 1}, len(self.blocks))

    def _guarded(self, name: str) -> Bools:
        blocks, markup = self.blocks, self.blocks.markup
        found: Bools | None
        if name == "code":
            found = self._code
        elif name == "table":
            found = markup.in_table if markup else (blocks.columns.first == ord("|"))
        elif name == "quote":
            found = chars.among(blocks.columns.first, _QUOTES)
            for at in (blocks.columns.first == ord("«")).nonzero()[0].tolist():  # a lone one is an arrow
                found[at] = "»" in blocks.raw(at)
            found = found | markup.in_quote if markup else found
        elif name == "list":
            found = markup.in_list if markup else blocks.columns.marker > 0
        elif name == "heading":
            found = markup.headings > 0 if markup else blocks.columns.first == ord("#")
        else:
            found = markup.link_chars * 2 > blocks.columns.visible if markup else None
        return np.zeros(len(blocks), dtype=np.bool_) if found is None else found

    @cached_property
    def _code(self) -> Bools:
        """Blocks marked as code, and lines with the signs of code: pages of documentation come in shreds."""
        blocks, text = self.blocks, self.blocks.text
        marked = blocks.markup.in_code if blocks.markup else blocks.in_code
        found = np.zeros(len(blocks), dtype=np.bool_) if marked is None else marked.copy()
        starts: list[int] = []
        for sign in "{}=`\\_":
            at, tried = text.find(sign), 0
            if at >= 0 and not starts:
                starts, ends = blocks.starts.tolist(), blocks.ends.tolist()
            while at >= 0:
                block = bisect_right(starts, at) - 1
                code = sign != "_" or (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum())
                tried += 1
                if code or tried >= SIGNS:  # a line has been looked at long enough
                    found[block] |= code
                    at, tried = ends[block] - 1, 0
                at = text.find(sign, at + 1)
        return found

    def near(self, candidates: Ints, others: Ints, within: int, behind: bool) -> Ints:
        """Candidates that stand at most `within` filled blocks behind (or in front of) one of the others."""
        if not len(others) or not len(candidates):
            return candidates[:0]
        ranks = np.sort(self.rank[others])
        mine = self.rank[candidates]
        if behind:
            at = ranks.searchsorted(mine, side="left") - 1
            near = (at >= 0) & (mine - ranks[np.maximum(at, 0)] <= within)
        else:
            at = ranks.searchsorted(mine, side="right")
            near = (at < len(ranks)) & (ranks[np.minimum(at, len(ranks) - 1)] - mine <= within)
        return candidates[near]

    def in_runs(self, candidates: Ints, at_least: int) -> Ints:
        """Candidates that stand in a run of at least so many of their kind, blank lines between them allowed."""
        if len(candidates) < at_least:
            return candidates[:0]
        rank, filled = self.rank[candidates], self.filled[candidates]
        torn = rank[1:] - rank[:-1] > filled[:-1]  # a filled block between two candidates ends a run
        run = np.concatenate(([0], torn.cumsum()))
        return candidates[np.bincount(run)[run] >= at_least]


def _as_bits(masks: Mapping[int, Bools], count: int) -> NDArray[np.uint8]:
    found = np.zeros(count, dtype=np.uint8)
    for bit, mask in masks.items():
        found |= mask.astype(np.uint8) << np.uint8(bit)
    return found
