"""The document's core: the lines that read like an article's prose, and what shares its words."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaner.segment import chars
from cleaner.segment.lookup import among
from cleaner.types import Blocks, Bools, Columns, Ints

PROSE_WORDS = 18  # with a sentence end; two thirds of main-content lines beyond it, few clutter lines
SHORT_PROSE_WORDS = 9
SENTENCE_WORDS = 5  # of a short sentence, at least
HEADING_WORDS = 8  # most words of a line that is taken for a subheading
SHORTEST_RULER, LONGER_RULER = 3, 2  # characters of a heading's underline; how many more or fewer than the heading's
FEW = 3
CONTENT_CHARS = 5  # shorter words are mostly function words, in the languages that have spaces


def prose(blocks: Blocks) -> Bools:
    """Lines long enough for a paragraph that end as a sentence does."""
    return blocks.core if blocks.core is not None else core_of(blocks.columns)


def core_of(columns: Columns) -> Bools:
    """The same from columns: what segmenters hand on, so that it is counted once."""
    found: Bools = (columns.words >= PROSE_WORDS) & columns.ends_sentence
    if int(found.sum()) < FEW:  # a short article, or one of short sentences: the bar is lower
        found = (columns.words >= SHORT_PROSE_WORDS) & columns.ends_sentence
    return found


def sentences_behind(blocks: Blocks) -> Bools:
    """(n,) short sentences right behind prose, at most two in a row: how articles end."""
    columns = blocks.columns
    solid = columns.filled.nonzero()[0]
    core = prose(blocks)[solid]
    plain = columns.ends_sentence[solid] & ~chars.among(columns.last[solid], "!?") & (columns.marker[solid] == 0)
    plain &= columns.words[solid] >= SENTENCE_WORDS
    reached = core.copy()
    for _ in range(2):
        reached[1:] |= reached[:-1] & plain[1:]
    found = np.zeros(len(blocks), dtype=np.bool_)
    found[solid[reached & ~core]] = True
    return found


def headings_inside(blocks: Blocks) -> Bools:
    """(n,) short lines right above prose, with prose further up: without full stop, bullet or digit, and said once."""
    columns = blocks.columns
    solid = columns.filled.nonzero()[0]
    found = np.zeros(len(blocks), dtype=np.bool_)
    core = prose(blocks)[solid]
    above = np.logical_or.accumulate(core)
    at = solid[:-1][above[:-1] & ~core[:-1] & core[1:]]
    plain = ~columns.ends_sentence[at] & (columns.marker[at] == 0) & (columns.digits[at] == 0)
    at = at[plain & (columns.words[at] <= HEADING_WORDS)]
    lines, times = np.unique(columns.line_hash, return_counts=True)
    found[at[times[lines.searchsorted(columns.line_hash[at])] == 1]] = True
    return found


def underlines(blocks: Blocks) -> Bools:
    """(n,) rulers right below a line of a text that are as long as it, which makes it a heading (as in setext)."""
    columns = blocks.columns
    found = np.zeros(len(blocks), dtype=np.bool_)
    if blocks.markup is not None or len(blocks) < 2 or not columns.bare.any():
        return found
    long = blocks.ends - blocks.starts - columns.indent
    alike = np.abs(long[1:] - long[:-1]) <= LONGER_RULER
    worded = (columns.visible[:-1] > 0) & ~columns.bare[:-1]
    found[1:] = columns.bare[1:] & (columns.visible[1:] >= SHORTEST_RULER) & worded & alike
    return found


def overlap(blocks: Blocks, which: Bools, core: Bools) -> NDArray[np.float64]:
    """For each block in `which`: the share of its content words that occur in the `core` blocks; 0 elsewhere.

    Blocks without content words get 0. A block is not compared with itself only when it is no
    part of the core; callers ask for blocks outside it.
    """
    columns = blocks.columns
    share = np.zeros(len(blocks), dtype=np.float64)
    owner = columns.word_block
    long = columns.word_end - columns.word_start >= CONTENT_CHARS
    if columns.wide.any():
        long |= columns.wide[owner] > 0
    asked = (long & which[owner]).nonzero()[0]
    known = columns.word_hash[long & core[owner]]
    if not len(asked) or not len(known):
        return share
    hit = among(columns.word_hash[asked], known)
    owner = owner[asked]
    total = np.bincount(owner, minlength=len(blocks))
    found = np.bincount(owner[hit], minlength=len(blocks))
    np.divide(found, total, out=share, where=total > 0)
    return share


def runs(mask: Bools, bridge: Bools | None = None, at_least: int = 1) -> list[Ints]:
    """Indices of each run of true blocks, bridged blocks between them left out of the indices.

    A run goes on over `bridge` blocks (blank or separator lines) and ends at any other.
    """
    hits = mask.nonzero()[0]
    if len(hits) < at_least or not len(hits):
        return []
    if bridge is None:
        breaks = hits[1:] - hits[:-1] > 1
    else:
        solid = np.cumsum(~(mask | bridge))[hits]  # true blocks between two hits end a run
        breaks = solid[1:] != solid[:-1]
    edges = [0, *(breaks.nonzero()[0] + 1).tolist(), len(hits)]
    return [hits[low:high] for low, high in pairwise(edges) if high - low >= at_least]
