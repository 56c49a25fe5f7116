"""Repeated lines: the same short line three times and more in one text.

Sees      lines of fewer than fifteen words whose words come back, in the same order, at least three
          times, in a text that has prose.
Leaves    verse and song (a document without prose, refrains beside verse lines), code, lines
          without letters, answers such as "Yes" in interviews (a colon or a sentence's end).
Wrong on  forms and glossaries that repeat a label: `--keep repeated`.
Source    duplicate lines as in C4 and RefinedWeb (Penedo et al. 2023), inside one document.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment.core import prose
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:repeated-line"
KIND = "repeated"
TIMES = 3
MAX_WORDS = 14
MIN_PROSE = 3  # lines of prose in the document: without them a refrain is as likely
WEIGHT = 0.25  # of such lines' characters 63 to 88 % are clutter in text-dev: a hint, never enough alone
PROSE = "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river.\n"
EXAMPLES = (
    Example((PROSE + "Check price at store\n") * 3, ("Check price at store",) * 3),
    Example("Oh harbour, harbour\nThe sea is grey\n" * 4),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to short lines that come back."""
    columns = blocks.columns
    if blocks.media != "text" or len(blocks) < TIMES or int(prose(blocks).sum()) < MIN_PROSE:
        return
    short = (columns.words >= 1) & (columns.words <= MAX_WORDS) & (columns.letters > 0) & ~columns.ends_sentence
    short &= columns.last != ord(":")
    if blocks.in_code is not None:
        short &= ~blocks.in_code
    at = np.flatnonzero(short)
    if not len(at):
        return
    _, inverse, counts = np.unique(columns.line_hash[at], return_inverse=True, return_counts=True)
    times = counts[inverse]
    hits = at[times >= TIMES]
    if len(hits):
        reason = Reason("the line stands {times} times in the text", {"times": times[times >= TIMES]})
        yield Evidence(hits, "boilerplate", WEIGHT, KIND, ID, reason, hint=True)
