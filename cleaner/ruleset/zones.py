"""Where a block stands: head, body, tail; in code, tables, quotes, lists; near other blocks.

Zones are measured in prose, not in lines: fifty menu entries above an article are all head.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.segment.core import prose, runs
from cleaner.types import Blocks, Bools, Ints

Floats = NDArray[np.float64]

HEAD = 0.1  # share of the document's prose that may stand in front of a block of the head
TAIL = 0.7  # and that must stand in front of a block of the tail
SIGNS = 20  # underscores looked at, in a row of lines, before the rest of a line is passed over
FEW = 3  # filled blocks; a document of fewer is head, body and tail at once
_QUOTES = [ord(mark) for mark in "\"'“„‚‘「『"]


class Zones:
    """Masks over the blocks of one document, made when first asked for."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self._known: dict[str, Bools] = {}

    @cached_property
    def filled(self) -> Bools:
        """Blocks with a letter or a digit."""
        columns = self.blocks.columns
        return (columns.visible > 0) & ~columns.bare

    @cached_property
    def rank(self) -> Ints:
        """How many filled blocks stand before each block."""
        return np.cumsum(self.filled) - self.filled

    @cached_property
    def _before(self) -> Floats:
        columns = self.blocks.columns
        mass = np.where(prose(self.blocks), columns.visible, 0).astype(np.float64)
        total = mass.sum()
        if total == 0 or self.filled.sum() < FEW:
            return np.full(len(self.blocks), np.nan)
        before: Floats = (np.cumsum(mass) - mass) / total
        return before

    def place(self, names: tuple[str, ...]) -> Bools:
        """Blocks of any of the named zones."""
        key = " ".join(names)
        if key not in self._known:
            self._known[key] = self._place(names)
        return self._known[key]

    def _place(self, names: tuple[str, ...]) -> Bools:
        before = self._before
        mask = np.isnan(before)
        if "head" in names:
            mask |= before <= HEAD
        if "body" in names:
            mask |= (before > 0) & (before < 1)
        if "tail" in names:
            mask |= before >= TAIL
        return mask

    def guarded(self, names: tuple[str, ...]) -> Bools:
        """Blocks inside any of: code, a table, a quote, a list, a heading, or made of links."""
        key = f"in {' '.join(names)}"
        if key not in self._known:
            masks = [self._guarded(name) for name in names]
            self._known[key] = np.logical_or.reduce(masks)
        return self._known[key]

    def _guarded(self, name: str) -> Bools:
        blocks, markup = self.blocks, self.blocks.markup
        found: Bools | None
        if name == "code":
            found = self._code
        elif name == "table":
            found = markup.in_table if markup else (blocks.columns.first == ord("|"))
        elif name == "quote":
            found = np.isin(blocks.columns.first, _QUOTES)
            for at in np.flatnonzero(blocks.columns.first == ord("«")).tolist():  # a lone one is an arrow
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
        for sign in "{}=`\\_":
            at, tried = text.find(sign), 0
            while at >= 0:
                block = int(np.searchsorted(blocks.starts, at, side="right")) - 1
                code = sign != "_" or (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum())
                tried += 1
                if code or tried >= SIGNS:  # a line has been looked at long enough
                    found[block] |= code
                    at, tried = int(blocks.ends[block]) - 1, 0
                at = text.find(sign, at + 1)
        return found

    def near(self, candidates: Ints, others: Ints, within: int, behind: bool) -> Ints:
        """Candidates that stand at most `within` filled blocks behind (or in front of) one of the others."""
        if not len(others) or not len(candidates):
            return candidates[:0]
        ranks = np.sort(self.rank[others])
        mine = self.rank[candidates]
        if behind:
            at = np.searchsorted(ranks, mine, side="left") - 1
            near = (at >= 0) & (mine - ranks[np.maximum(at, 0)] <= within)
        else:
            at = np.searchsorted(ranks, mine, side="right")
            near = (at < len(ranks)) & (ranks[np.minimum(at, len(ranks) - 1)] - mine <= within)
        return candidates[near]

    def in_runs(self, candidates: Ints, at_least: int) -> Ints:
        """Candidates that stand in a run of at least so many of their kind, blank lines between them allowed."""
        mask = np.zeros(len(self.blocks), dtype=np.bool_)
        mask[candidates] = True
        found = runs(mask, bridge=~self.filled, at_least=at_least)
        return np.concatenate(found) if found else candidates[:0]
