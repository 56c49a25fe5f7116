"""Hard-wrapped text: which lines are pieces of one paragraph, broken at a fixed width.

Sees      documents whose lines rarely pass some width of 50 to 100 characters, nearly reach it
          wherever another line follows, and seldom end in a sentence's end there.
Leaves    one paragraph a line, verse, lists, code: their lines differ in length.
Source    format=flowed (RFC 3676) names the width; e-mails, Project Gutenberg and man pages the shape.
"""

from __future__ import annotations

import numpy as np

from cleaner.types import Bools, Columns, Ints

WIDTHS = (50, 100)  # characters; below it is a column of a table, above it nobody breaks by hand
NEAR = 0.72  # a broken line reaches this share of the width: the next word did not fit
MIN_BROKEN = 6  # lines; fewer prove nothing
MIN_SHARE = 0.4  # of the visible characters lie in such lines
MAX_ENDS = 0.3  # of such lines end as a sentence does; by chance it is about one in ten
MAX_LONGER = 0.08  # of the lines pass the width: the twentieth that the quantile leaves, and a few


def paragraphs(columns: Columns, starts: Ints, ends: Ints, in_code: Bools) -> Ints | None:
    """(paragraphs,) the first line of each; None where nothing is hard-wrapped."""
    filled = columns.visible > 0
    length = ends - starts - columns.indent
    wordy = filled & (columns.words >= 5)
    if int(wordy.sum()) < MIN_BROKEN or columns.wide.any():
        return None
    width = int(np.quantile(length[wordy], 0.95))
    if not WIDTHS[0] <= width <= WIDTHS[1] or float((length[filled] > width + 3).mean()) > MAX_LONGER:
        return None
    follows = np.zeros(len(starts), dtype=np.bool_)
    follows[:-1] = filled[1:] & (columns.marker[1:] == 0) & ~columns.bare[1:] & ~in_code[1:] & ~in_code[:-1]
    broken = follows & wordy & (length >= NEAR * width)
    count = int(broken.sum())
    if count < MIN_BROKEN or float(columns.ends_sentence[broken].mean()) > MAX_ENDS:
        return None
    if int(columns.visible[broken].sum()) < MIN_SHARE * int(columns.visible.sum()):
        return None
    first = np.ones(len(starts), dtype=np.bool_)
    first[1:] = ~broken[:-1]
    return first.nonzero()[0]


def joined(text: str, starts: Ints, ends: Ints, first: Ints) -> str:
    """The text with spaces for the line ends inside paragraphs, as long as before.

    first: (paragraphs,) the first line of each.
    """
    inner = np.ones(len(starts), dtype=np.bool_)
    inner[first[1:] - 1] = inner[-1] = False
    parts, at = list[str](), 0
    for start, end in zip(starts[inner].tolist(), ends[inner].tolist(), strict=True):
        line = text[start:end].rstrip("\r\n")
        parts += [text[at:start], line, " " * (end - start - len(line))]
        at = end
    return "".join([*parts, text[at:]])
