"""Which line of a text is the title of its page.

Truths of `wcxb-dev` mostly leave the title out, those of newspapers begin with it, and a net that
learns from both loses one title in three. A title is main content: readers miss it. So the line that
says what the page's own heading says (the one that the HTML path keeps, heuristics/structure.py) is
main content in training. Figures keep the labels as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import data
from benchmarks.data import Text
from cleaner.heuristics.structure import title_heading
from cleaner.segment.html import segment_html
from cleaner.settings import Settings

SHORTEST = 8  # characters; "News" may be a menu's
MAIN_WORDS = 8  # of a line of main content, at least: where the article begins
_APART = re.compile(r"\W+")


def headings(folder: Path) -> dict[tuple[str, str], str]:
    """The words of each page's title heading, by set and page."""
    found = {}
    for name in ("wcxb", "news"):
        for page in data.pages(name, folder):
            blocks = segment_html(page.html, Settings(), page.url or None)
            at = title_heading(blocks)
            if len(at):
                words = _words(blocks.line(int(at[0])))
                if len(words) >= SHORTEST:
                    found[name, page.id] = words
    return found


def title_line(text: Text, heading: str) -> int:
    """The line that says the heading, the nearest above the main content where there are several; -1 for none."""
    at = [number for number, line in enumerate(text.lines) if _words(line) == heading]
    if not at:
        return -1
    first = _first_main(text.lines, text.labels)
    above = [number for number in at if number <= first]
    return above[-1] if above else at[0]


def _first_main(lines: Sequence[str], labels: Sequence[int]) -> int:
    long = [len(line.split()) >= MAIN_WORDS and label == 1 for line, label in zip(lines, labels, strict=True)]
    return int(np.argmax(long)) if any(long) else -1


def _words(line: str) -> str:
    return _APART.sub(" ", line.casefold()).strip()
