"""Hard-wrapped text: which lines are pieces of one paragraph, broken at a fixed width.

Sees      documents whose lines rarely pass some width of 50 to 100 characters. A line goes on in the next
          where that one's first word did not fit any more, or where it is nearly full and the next goes
          on in small letters.
Leaves    one paragraph a line, verse, lists, code: their lines differ in length; titles, logs and tables,
          whose lines begin with capitals or digits throughout; a line below which the indent grows.
Source    format=flowed (RFC 3676) names the width; e-mails, Project Gutenberg and man pages the shape.
"""

from __future__ import annotations

import numpy as np

from cleaner.segment import chars
from cleaner.types import Bools, Columns, Ints

WIDTHS = (50, 100)  # characters; below it is a column of a table, above it nobody breaks by hand
SLACK = 2  # characters that a line may be longer than the width
NEAR = 0.72  # of the width: a line that is nearly full
MIN_BROKEN = 6  # lines; fewer prove nothing
MIN_SHARE = 0.4  # of the visible characters lie in such lines
MAX_ENDS = 0.3  # of such lines end as a sentence does; by chance it is about one in ten
MAX_LONGER = 0.08  # of the lines pass the width: the twentieth that the quantile leaves, and a few
MIN_SMALL = 0.25  # of the lines that go on begin with a small letter; in German half do, of titles and logs none
MOSTLY = 0.7  # where so many do, a capital in a paragraph's second line may be the first of another
CASED = 0.5  # of lines that begin with a letter have a small or a large one: fewer are foreign words
TITLES = 4  # lines in a row that go on, all with a capital: titles one below the other
SHOUTED = 0.7  # of a line's letters are capitals: that it begins with one says nothing
ENDLESS = 5  # that go on and come to no end: logs, chats, verse
INDENT = 2  # spaces by which the next line's indent grows where a paragraph begins


def paragraphs(columns: Columns, starts: Ints, ends: Ints, in_code: Bools, depth: Ints | None = None) -> Ints | None:
    """(paragraphs,) the first line of each; None where nothing is hard-wrapped.

    depth: (n,) marks of quotes in front of each line, where a text is quoted: where they change somebody else speaks.
    """
    filled = columns.visible > 0
    length = ends - starts - columns.indent
    wordy = filled & (columns.words >= 5)
    if int(wordy.sum()) < MIN_BROKEN or columns.wide.any():
        return None
    some = length[wordy]
    most = 19 * len(some) // 20  # np.quantile takes ten times as long
    width = int(np.partition(some, most)[most])
    if not WIDTHS[0] <= width <= WIDTHS[1] or float((length[filled] > width + 3).mean()) > MAX_LONGER:
        return None
    grows = columns.indent[1:] - columns.indent[:-1]
    apart = (grows >= INDENT) & (columns.marker[:-1] == 0)
    if depth is not None:
        apart |= depth[1:] != depth[:-1]
    follows = filled[1:] & (columns.marker[1:] == 0) & ~columns.bare[1:] & ~in_code[1:] & ~in_code[:-1] & ~apart
    small, large, other = _first_letters(columns.first[1:])
    forced = length[:-1] + _first_words(columns, starts)[1:] > width - SLACK
    goes_on = np.zeros(len(starts), dtype=np.bool_)
    goes_on[:-1] = follows & wordy[:-1] & (length[:-1] >= NEAR * width) & (forced | small)
    if 2 * int((goes_on[:-1] & other).sum()) > int(goes_on.sum()):
        return None  # logs, rows of numbers
    shouted = (columns.upper > SHOUTED * columns.letters)[1:] & wordy[1:]
    told, letters = goes_on[:-1] & (small | large) & ~shouted, goes_on[:-1] & ~other
    lower = float(small[told].mean()) if told.sum() > CASED * letters.sum() else 1.0  # others have no capitals
    if lower < MIN_SMALL:
        return None
    goes_on &= ~_lists(goes_on, np.append(~small & ~shouted & (lower < 1), False), columns.ends_sentence)
    goes_on &= ~_apart(goes_on, columns, np.append(large & ~shouted, False), np.append(~small, False), lower)
    if int(goes_on.sum()) < MIN_BROKEN or float(columns.ends_sentence[goes_on].mean()) > MAX_ENDS:
        return None
    inside = goes_on.copy()
    inside[1:] |= goes_on[:-1]
    if int(columns.visible[inside].sum()) < MIN_SHARE * int(columns.visible.sum()):
        return None
    first = np.ones(len(starts), dtype=np.bool_)
    first[1:] = ~goes_on[:-1]
    return first.nonzero()[0]


def _first_words(columns: Columns, starts: Ints) -> Ints:
    """(n,) characters of each line's first word, with what stands in front of it; 0 for a line without words."""
    number = columns.word_block.searchsorted(np.arange(len(starts)))
    has = np.append(columns.word_block, -1)[number] == np.arange(len(starts))
    end = np.append(columns.word_end, 0)[number]
    return np.where(has, end - starts - columns.indent, 0)


def _first_letters(first: Ints) -> tuple[Bools, Bools, Bools]:
    """Which lines begin with a small letter, which with a capital, and which with no letter."""
    bits = chars.classes(first.astype(np.uint32))
    return (bits & chars.SMALL) != 0, (bits & chars.UPPER) != 0, (bits & chars.LETTER) == 0


def _apart(goes_on: Bools, columns: Columns, capital: Bools, not_small: Bools, lower: float) -> Bools:
    """Lines that another paragraph follows with no blank line between.

    Either the last but one of a paragraph, which ends a sentence where its last line, a notice, is none; or,
    in a language that seldom begins a line with a capital, the first one before a capital, which ends a
    sentence or has that line alone behind it.
    """
    begins = goes_on.copy()
    begins[1:] &= ~goes_on[:-1]
    closes = goes_on.copy()
    closes[:-1] &= ~goes_on[1:]
    ended = columns.ends_sentence
    ends_next = np.append(ended[1:], False)
    found = closes & ended & not_small & ~ends_next
    if lower >= MOSTLY:
        found |= begins & capital & (ended | closes)
    return found


def _lists(goes_on: Bools, capital: Bools, ended: Bools) -> Bools:
    """Lines of long paragraphs all of whose lines begin with capitals, or none of whose lines ends a sentence."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], goes_on, [False]))))
    found = np.zeros(len(goes_on), dtype=np.bool_)
    for low, high in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        titles = high - low >= TITLES and bool(capital[low:high].all())
        found[low:high] = titles or (high - low >= ENDLESS and not ended[low : high + 1].any())
    return found


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
