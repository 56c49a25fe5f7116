"""Blocks in the context of their neighbours: runs, lists, separators, blank lines.

Each function takes the scores or verdicts of single blocks and says what the neighbours change.
"""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from cleaner.segment.core import prose
from cleaner.segment.core import runs as split_runs
from cleaner.types import Blocks, Bools, Floats

RUN_WORDS = (4, 28)  # of a line in a run without markers; shorter ones are menus, whose end is no title
MIN_RUN = 3
MAX_TORN = 0.3  # of a run's lines may be taken along; saved are all
MAX_GONE = 0.34  # of a list's items may go without the others
LEAD_WORDS = 5  # of a line with a colon that announces a list; "Read also:" and "Share:" have fewer
COLONS = (ord(":"), ord("："))
FAR = 3.0  # log-odds from the threshold at which a line keeps its own verdict against its run


def runs(score: Floats, thresholds: Floats, blocks: Blocks, settled: Bools) -> Floats:
    """Runs of alike lines are decided as one: by the mean of their distances from the threshold.

    Alike are neighbouring lines of title length without a sentence's end, or with the same kind of
    marker; blank lines and separators may stand between them. A line that is far on the other side
    keeps its own verdict, and settled lines (sure, protected) neither move nor count.
    """
    if blocks.media == "html":  # its containers say better than runs of lines what belongs together
        return score
    columns = blocks.columns
    low, high = RUN_WORDS
    passed = columns.blank | columns.bare
    free = ~(passed | prose(blocks) | settled | columns.ends_sentence)
    beyond = score - thresholds > 0
    moved = score
    for marker in (0, 1, 2):
        alike = free & (columns.marker == marker) & (columns.words <= high)
        if not marker:
            alike &= columns.words >= low
        found = split_runs(alike, bridge=passed, at_least=MIN_RUN)
        if not found:
            continue
        over = np.add.reduceat(beyond[np.concatenate(found)], [0, *accumulate(map(len, found[:-1]))], dtype=np.int64)
        for run, above in zip(found, over.tolist(), strict=True):
            if not 0 < above < len(run):  # all on one side of the threshold, as most runs are
                continue
            distance = score[run] - thresholds[run]
            side = float(np.clip(distance, -FAR, FAR).mean())
            torn = (distance > 0) != (side > 0)
            if side > 0 and torn.mean() > MAX_TORN:
                continue
            if torn.any() and not torn.all():
                if moved is score:
                    moved = score.copy()
                near = run[torn & (np.abs(distance) < FAR)]
                moved[near] = thresholds[near] + side
    return moved


def items(removed: Bools, blocks: Blocks) -> Bools:
    """Removed items of lists that stay: “Copy link” among an article's own points is one of them.

    A list is a run of lines with the same kind of marker, blank lines between them or not. What its
    items are is known from the others, not from one that reads like a button. Two that go side by side
    are a list of their own, a share bar behind the article's. Where a line that stays and ends with a
    colon announces the list, in words enough to be no label, all of it stays: languages that a school
    teaches read like a page's switcher.
    """
    columns = blocks.columns
    saved = np.zeros(len(blocks), dtype=np.bool_)
    if blocks.media == "html" or not (removed & (columns.marker > 0)).any():
        return saved
    solid = columns.filled.nonzero()[0]
    for marker in (1, 2):
        for run in split_runs((columns.marker == marker) & ~columns.bare, bridge=columns.blank, at_least=2):
            gone = removed[run]
            lead = solid[max(int(solid.searchsorted(run[0])) - 1, 0)]
            if gone.any() and not removed[lead] and columns.words[lead] >= LEAD_WORDS and columns.last[lead] in COLONS:
                saved[run] = True
            elif len(run) >= MIN_RUN and 0 < gone.mean() <= MAX_GONE and not (gone[1:] & gone[:-1]).any():
                saved[run[gone]] = True
    return saved & removed


def separators(blocks: Blocks, removed: Bools, protected: Bools) -> Bools:
    """Lines of marks that share their neighbours' fate: one solid neighbour went, or both sides are the edge."""
    bare = blocks.columns.bare & ~protected
    if not bare.any() or not removed.any():
        return np.zeros(len(blocks), dtype=np.bool_)
    solid = np.flatnonzero(blocks.columns.filled)
    at = bare.nonzero()[0]
    after = solid.searchsorted(at)
    gone = np.concatenate(([False], removed[solid], [False]))
    found = np.zeros(len(blocks), dtype=np.bool_)
    found[at] = gone[after] | gone[np.minimum(after + 1, len(solid) + 1)]
    return found


def blanks(blocks: Blocks, removed: Bools) -> Bools:
    """Blank lines that go with the removed lines around them.

    Those inside a removed run go. Of those at its two sides one side stays and keeps the
    paragraphs apart: the side in front, or the one behind where none is in front. At the head
    and at the tail of a document both sides go.
    """
    blank = blocks.columns.blank
    found = np.zeros(len(blocks), dtype=np.bool_)
    if not removed.any() or not blank.any():
        return found
    filled = (~blank).nonzero()[0]
    at = blank.nonzero()[0]
    after = filled.searchsorted(at)  # number of the first filled line behind each blank one
    gone = removed[filled]
    before_gone = np.concatenate(([False], gone))[after]
    after_gone = np.concatenate((gone, [False]))[after]
    at_head, at_tail = after == 0, after == len(filled)
    found[at[(before_gone | at_head) & (after_gone | at_tail) & ~(at_head & at_tail)]] = True

    kept = (~removed & ~blank).nonzero()[0]
    last_kept = int(kept[-1]) if len(kept) else -1
    found[at[after_gone & (at > last_kept)]] = True

    behind = at[before_gone & ~after_gone & ~at_tail]
    if len(behind):
        number = kept.searchsorted(behind) - 1  # the kept line in front of the removed run, -1 for none
        origin = kept[np.maximum(number, 0)]
        found[behind[(number < 0) | blank[np.minimum(origin + 1, len(blank) - 1)]]] = True
    return found
