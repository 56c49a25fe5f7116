"""How far a hit reaches: its line, its block, the run of alike lines, everything after, the container, the section."""

from __future__ import annotations

import numpy as np

from cleaner.ruleset.zones import SECTION, Zones
from cleaner.segment import chars
from cleaner.segment.core import PROSE_WORDS, prose
from cleaner.types import Blocks, Ints

ALIKE_WORDS = 20  # of a headline or teaser; at 30 fragments of prose between links are swallowed
FEW_TITLES = 5  # behind more the list is long, and a small letter is one of its titles (1.5 % of German clutter)
LONGEST_RUN = 100  # lines; more of them are what the page is about, and only the heading goes
MAX_CONTAINER = 0.5  # share of a page's words beyond which an ancestor is no container but the page


def reached(hits: Ints, reach: str, blocks: Blocks, zones: Zones) -> Ints:
    """The blocks that the hits take, in order, the hits among them."""
    if reach == "line" or not len(hits):
        return hits
    if reach == "after":
        return np.arange(hits.min(), len(blocks), dtype=np.int64)
    if reach == "container" and blocks.markup is not None:
        return _joined([_container(int(hit), blocks) for hit in hits])
    if reach == "section" and blocks.markup is not None:
        sections = _Sections(blocks)
        boxes = {hit: sections.begun_by(hit) for hit in hits.tolist()}
        return _joined([_run(hit, blocks, zones) if box is None else box for hit, box in boxes.items()])
    if reach == "block":
        return hits if blocks.markup is not None else _joined([_paragraph(int(hit), blocks) for hit in hits])
    return _joined([_run(int(hit), blocks, zones) for hit in hits])


def _joined(parts: list[Ints]) -> Ints:
    return np.unique(np.concatenate(parts))


def _paragraph(hit: int, blocks: Blocks) -> Ints:
    """The lines around a hit up to the next blank ones."""
    blank = blocks.columns.visible == 0
    low, high = hit, hit + 1
    while low > 0 and not blank[low - 1]:
        low -= 1
    while high < len(blocks) and not blank[high]:
        high += 1
    return np.arange(low, high, dtype=np.int64)


def _run(hit: int, blocks: Blocks, zones: Zones) -> Ints:
    """The hit and the title-like lines behind it; one blank or bare line between them is bridged.

    In a text whose titles stood without blank lines a blank one ends them where prose comes behind: what
    follows is the article going on, mostly with a heading. A heading of the hit's rank or a higher one
    ends the run, and so does the first line that reads as prose; the title-like line right in front of
    it is its heading and stays out, unless no prose comes behind. Behind a few titles a line that goes on
    in the middle of a sentence is prose too: a link set into an article is one or two lines, and pages
    turned to text break sentences at their links.
    """
    columns, markup = blocks.columns, blocks.markup
    level = int(markup.headings[hit]) if markup else 0
    high = hit + 1
    gap = 0
    last = before = hit
    taken, close = 0, False
    while high < len(blocks):
        if markup and markup.in_table[high] and not markup.in_table[hit]:
            break
        if not zones.filled[high]:
            gap += 1
            if gap > 2 or (close and columns.blank[high] and prose(blocks)[high:].any()):
                break
        elif (
            columns.words[high] > ALIKE_WORDS
            or columns.ends_sentence[high]
            or (taken < FEW_TITLES and _goes_on(blocks.line(high)))
        ):
            if prose(blocks)[high:].any():
                last = before
            break
        elif level and markup and 0 < markup.headings[high] <= level:
            break
        else:
            close = taken > 0 and not gap
            gap, before, last, taken = 0, last, high, taken + 1
            if taken > LONGEST_RUN:
                return np.array([hit], dtype=np.int64)
        high += 1
    return np.arange(hit, last + 1, dtype=np.int64)


def _goes_on(line: str) -> bool:
    """Whether a line of three words or more starts inside a sentence: with a small letter, a point or a comma."""
    first = next((char for char in line if char.isalpha()), "")
    small = bool(first) and bool(chars.small(np.array([ord(first)]))[0])
    return line[:1] in ".,;" or (small and line.count(" ") >= 2)


class _Sections:
    """The boxes of a page that begin with one of its blocks; what all hits need is counted once."""

    def __init__(self, blocks: Blocks) -> None:
        assert blocks.markup is not None
        self.markup, columns = blocks.markup, blocks.columns
        self.words = np.concatenate(([0], columns.words.cumsum()))  # in front of each block
        prose = (columns.words >= PROSE_WORDS) & columns.ends_sentence
        self.ends = prose & (2 * self.markup.link_chars < columns.visible)
        self.behind: dict[int, Ints] = {}  # by rank: where a box has to end

    def begun_by(self, hit: int) -> Ints | None:
        """The widest box that begins with the hit and goes on to no other heading of its rank; None for none.

        A box that goes on to one ends there, and so does one that goes on to prose: it lists nothing any more. Below a
        hit that is no heading the nearest box is all. A box without links is none of other pages, and behind the last
        one stands no more than what goes with it.
        """
        tree, level, limit = self.markup.tree, int(self.markup.headings[hit]), MAX_CONTAINER * float(self.words[-1])
        until, high = self._until(hit, level), hit
        for element in tree.ancestors(int(self.markup.element[hit])):
            first, last = tree.first[element], tree.last[element]
            if tree.tag[element] not in SECTION or last - first < 2:
                continue
            end = min(last, until)
            if first < hit or self.words[end] - self.words[first] > limit or (end < last and high > hit):
                break
            high = end
            if not level or end < last:
                break
        linked = hit + self.markup.link_chars[hit:high].nonzero()[0]
        if not len(linked):
            return None
        behind = int(linked[-1]) + 1
        gap = int(np.diff(linked).max()) if len(linked) > 2 else 2  # from link to link: a price, what is said of a ware
        high = min(behind + gap - 1, high)
        below = self.markup.headings[behind:high].nonzero()[0]
        return np.arange(hit, behind + int(below[0]) if len(below) else high, dtype=np.int64)

    def _until(self, hit: int, level: int) -> int:
        """The first block behind a hit that no box of its rank goes on to."""
        if level not in self.behind:
            ranks = self.markup.headings
            self.behind[level] = (self.ends | ((ranks > 0) & (ranks <= level))).nonzero()[0]
        ends = self.behind[level]
        place = int(ends.searchsorted(hit, side="right"))
        return int(ends[place]) if place < len(ends) else len(self.ends)


def _container(hit: int, blocks: Blocks) -> Ints:
    """The blocks of the nearest section-like ancestor that holds more than the hit and is not the whole page."""
    markup = blocks.markup
    assert markup is not None
    tree, words = markup.tree, blocks.columns.words
    limit = MAX_CONTAINER * float(words.sum())
    for element in tree.ancestors(int(markup.element[hit])):
        first, last = tree.first[element], tree.last[element]
        if tree.tag[element] not in SECTION or last - first < 2:
            continue
        if float(words[first:last].sum()) > limit:
            break
        return np.arange(first, last, dtype=np.int64)
    return np.array([hit], dtype=np.int64)
