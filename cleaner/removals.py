"""What goes, as spans, and as removals in words for whom reads them.

Clean text needs the spans alone. Reasons cost as much as a learned score's verdicts, so they are
put together when the first removal is read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise, repeat
from typing import Any, overload

import numpy as np

from cleaner.segment import chars
from cleaner.types import Blocks, Ints, Removal, Verdicts

SPACING = ("blank", "record:spacing", "the space that stood before removed blocks", 1.0, "")  # kind, rule, reason …

# Removals are filled column by column, past the check of their being frozen, which takes ten times as long.
_FILL: list[Any] = [getattr(Removal, field.name).__set__ for field in fields(Removal)]


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans of the visible text that go, in order and apart from each other; shape (k,) each."""

    blocks: Ints  # the block of each: a removed one, or a kept one whose space goes
    starts: Ints
    ends: Ints

    def kept(self, text: str) -> str:
        """What stands between them."""
        low, high = [0, *self.ends.tolist()], [*self.starts.tolist(), len(text)]
        return "".join([text[start:end] for start, end in zip(low, high, strict=True) if start < end])

    def partition(self, text: str) -> bool:
        """Whether each stands behind the one before it, and all of them in the text."""
        starts, ends = self.starts, self.ends
        if not len(starts):
            return True
        apart = (starts <= ends).all() and (ends[:-1] <= starts[1:]).all()
        return bool(apart and starts[0] >= 0 and ends[-1] <= len(text))


def spans(blocks: Blocks, verdicts: Verdicts) -> Spans:
    """The spans of the removed blocks, the space around them mended where the text is a page's."""
    at = (~verdicts.keep).nonzero()[0]
    trims = _trims(blocks, verdicts) if blocks.markup is not None and len(at) else {}
    if trims:
        goes = ~verdicts.keep
        goes[list(trims)] = True
        at = goes.nonzero()[0]
    starts, ends = blocks.starts[at], blocks.ends[at]
    if trims:
        changed = at.searchsorted(list(trims))
        starts[changed], ends[changed] = np.array(list(trims.values())).T
    return Spans(at, starts, ends)


class Removals(Sequence[Removal]):
    """The removals of a document: equal to the tuple of them, made when the first is read."""

    __slots__ = ("_blocks", "_made", "_spans", "_verdicts")

    def __init__(self, spans: Spans, blocks: Blocks, verdicts: Verdicts) -> None:
        self._spans, self._blocks, self._verdicts = spans, blocks, verdicts
        self._made: tuple[Removal, ...] | None = None

    def _all(self) -> tuple[Removal, ...]:
        if self._made is None:
            self._made = _made(self._spans, self._blocks, self._verdicts)
        return self._made

    def __len__(self) -> int:
        return len(self._spans.blocks)

    @overload
    def __getitem__(self, index: int) -> Removal: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Removal, ...]: ...
    def __getitem__(self, index: int | slice) -> Removal | tuple[Removal, ...]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Removal]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Removals) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[Removal, ...]], tuple[tuple[Removal, ...]]]:
        return tuple, (self._all(),)


def _made(spans: Spans, blocks: Blocks, verdicts: Verdicts) -> tuple[Removal, ...]:
    text, markup, order = blocks.visible_text, blocks.markup, spans.blocks.tolist()
    if markup is None:
        paths = [""] * len(order)
        lines = (spans.blocks + 1).tolist() if blocks.given is None else [blocks[index].line for index in order]
    else:
        ends = (chars.codepoints(text) == ord("\n")).nonzero()[0]
        lines = (ends.searchsorted(spans.starts) + 1).tolist()
        paths = list(map(markup.paths.__getitem__, order))
    starts, stops = spans.starts.tolist(), spans.ends.tolist()
    texts = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    kinds = [verdicts.kind[index] for index in order]
    rules = [verdicts.decided_by[index] for index in order]
    confidences = np.round(verdicts.confidence[spans.blocks], 3).tolist()
    wheres = [""] * len(order)
    kept = verdicts.keep[spans.blocks]
    reasons = _reasons(spans.blocks, verdicts, (~kept).nonzero()[0], rules, wheres)
    for place in kept.nonzero()[0].tolist():
        kinds[place], rules[place], reasons[place], confidences[place], wheres[place] = SPACING
    made = tuple(map(object.__new__, repeat(Removal, len(order))))
    columns = (starts, stops, lines, paths, texts, kinds, rules, reasons, confidences, wheres)
    for fill, column in zip(_FILL, columns, strict=True):
        deque(map(fill, made, column), maxlen=0)
    return made


def _reasons(at: Ints, verdicts: Verdicts, gone: Ints, rules: list[str], wheres: list[str]) -> list[str]:
    """The reasons of the blocks at[gone], read for all blocks of a piece of evidence at once; where its rule stands."""
    reasons = [""] * len(at)
    deciding = verdicts.deciding[at[gone]]
    order = deciding.argsort(kind="stable")
    numbers, order = deciding[order], gone[order]
    edges = [0, *((numbers[1:] != numbers[:-1]).nonzero()[0] + 1).tolist(), len(numbers)]
    for low, high in pairwise(edges if len(numbers) else []):
        places, number = order[low:high], int(numbers[low])
        if number < 0:  # decided by its neighbours, which says all there is to say
            said = {rule: rule.partition(": ")[::2] for rule in {rules[place] for place in places.tolist()}}
            for place in places.tolist():
                rules[place], reasons[place] = said[rules[place]]
            continue
        evidence = verdicts.evidence[number]
        whole = len(places) == len(evidence.blocks)
        positions = range(len(places)) if whole else evidence.blocks.searchsorted(at[places]).tolist()
        found = evidence.reason.read_many(positions)
        for place, reason in zip(places.tolist(), found, strict=True):
            reasons[place], wheres[place] = reason, evidence.where
    return reasons


def _trims(blocks: Blocks, verdicts: Verdicts) -> dict[int, tuple[int, int]]:
    """Spans that mend the space around removed runs of a page.

    A block owns the separator behind it. Where the blocks behind a kept one go, the widest
    separator of the run must survive: the kept block's own goes, and the last removed block that
    has the widest leaves it in place. At the end of the page only one line end stays.
    """
    text, count = blocks.text, len(blocks)
    starts, ends = blocks.starts.tolist(), blocks.ends.tolist()
    turns = (verdicts.keep[1:] != verdicts.keep[:-1]).nonzero()[0] + 1
    edges = turns[not verdicts.keep[0] :].tolist()  # where a run goes, where what is kept goes on, and so on
    wide = "\n\n" if "\n\n\n" not in text else ""  # nothing is wider
    trims: dict[int, tuple[int, int]] = {}
    for first, until in zip(edges[::2], [*edges[1::2], count], strict=False):
        end = ends[first - 1]
        own = _separator(text, starts[first - 1], end)
        if until == count:
            if own != "\n":
                if own.startswith("\n"):
                    trims[first - 1] = (end - len(own) + 1, end)
                elif text[-1] == "\n":
                    trims[first - 1] = (end - len(own), end)
                    trims[count - 1] = (starts[count - 1], ends[count - 1] - 1)
            continue
        if own == wide:
            continue
        widest, keeper = own, -1
        for index in range(until - 1, first - 1, -1):
            separator = _separator(text, starts[index], ends[index])
            if _width(separator) > _width(widest):
                widest, keeper = separator, index
        if keeper >= 0:
            trims[keeper] = (starts[keeper], ends[keeper] - len(widest))
            if own:
                trims[first - 1] = (end - len(own), end)
    return trims


def _width(separator: str) -> tuple[int, int]:
    return separator.count("\n"), len(separator)


def _separator(text: str, start: int, end: int) -> str:
    if text.endswith(" | ", start, end):
        return " | "
    at = end
    while at > start and text[at - 1] == "\n":
        at -= 1
    return text[at:end]
