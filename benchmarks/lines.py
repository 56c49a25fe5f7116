"""Line-level scores of a cleaned text: article damage, clutter left and what sums hide.

In visible (non-space) characters. Article damage: removed characters of main-content lines /
all of those. Clutter left: kept characters of clutter lines / all of those. Beside them the
means over documents, the documents that lose more than a fifth of their main text, short
main-content lines lost, precision and recall of removal by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from benchmarks.bootstrap import Floats
from benchmarks.data import Text

SHORT_WORDS: Final = 8  # titles, subheadings, list items: 43 % of the lines, 9 % of the characters
LARGE_LOSS: Final = 0.2

# Columns of `measures`, one row a document.
MEASURES: Final = (
    "main", "main_removed", "clutter", "clutter_kept",
    "documents", "with_main", "damage", "large_loss", "with_clutter", "left",
    "short", "short_lost", "lines_removed", "clutter_lines_removed", "clutter_lines", "intact",
)  # fmt: skip
AT: Final = {name: number for number, name in enumerate(MEASURES)}

# Figure -> the two measures that it divides.
FIGURES: Final = {
    "damage": ("main_removed", "main"),
    "left": ("clutter_kept", "clutter"),
    "short lost": ("short_lost", "short"),
    "> 1/5 lost": ("large_loss", "with_main"),
    "damage, mean": ("damage", "with_main"),
    "left, mean": ("left", "with_clutter"),
    "precision": ("clutter_lines_removed", "lines_removed"),
    "recall": ("clutter_lines_removed", "clutter_lines"),
}


def measures(text: Text, keep: Sequence[bool], only: frozenset[str] | None = None) -> Floats:
    """One row of `MEASURES` for a text and its kept lines; `only` looks at lines of these marks."""
    row = np.zeros(len(MEASURES))
    for at, (line, label, kept) in enumerate(zip(text.lines, text.labels, keep, strict=True)):
        if label < 0 or (only is not None and text.marks[at] not in only):
            continue
        size = len("".join(line.split()))
        if label == 1:
            row[AT["main"]] += size
            row[AT["main_removed"]] += 0 if kept else size
            short = 0 < len(line.split()) < SHORT_WORDS
            row[AT["short"]] += short
            row[AT["short_lost"]] += short and not kept
        else:
            row[AT["clutter"]] += size
            row[AT["clutter_kept"]] += size if kept else 0
            row[AT["clutter_lines"]] += 1
            row[AT["clutter_lines_removed"]] += not kept
        row[AT["lines_removed"]] += not kept
    row[AT["documents"]] = 1
    if row[AT["main"]]:
        row[AT["with_main"]] = 1
        row[AT["damage"]] = row[AT["main_removed"]] / row[AT["main"]]
        row[AT["large_loss"]] = row[AT["damage"]] > LARGE_LOSS
    if row[AT["clutter"]]:
        row[AT["with_clutter"]] = 1
        row[AT["left"]] = row[AT["clutter_kept"]] / row[AT["clutter"]]
    row[AT["intact"]] = all(keep)
    return row


def figure(rows: Floats, name: str) -> float:
    """One of `FIGURES` over the rows of some documents."""
    over, under = FIGURES[name]
    bottom = float(rows[:, AT[under]].sum())
    return float(rows[:, AT[over]].sum()) / bottom if bottom else 0.0


def kept_lines(lines: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Which lines of "\\n".join(lines) stay when the spans (start, end) are taken out.

    A line is gone when more than half of its visible characters are.
    """
    keep: list[bool] = []
    ordered = sorted(spans)
    begin, first = 0, 0
    for line in lines:
        end = begin + len(line)
        while first < len(ordered) and ordered[first][1] <= begin:
            first += 1
        gone, at = 0, first
        while at < len(ordered) and ordered[at][0] < end:
            start, stop = max(ordered[at][0], begin), min(ordered[at][1], end)
            gone += len("".join(line[start - begin : stop - begin].split()))
            at += 1
        keep.append(2 * gone <= len("".join(line.split())))
        begin = end + 1
    return keep
