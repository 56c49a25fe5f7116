"""A text without what a mailer or a text browser put into it, as long as before: spaces stand in its place.

Sees      answers and forwarded letters, most of whose lines begin with ">"; dumps of lynx and the like,
          which count every link with a number in brackets right in front of its text; lines that are
          numbered in a column of their own.
Leaves    quotes inside a text; references behind a word ("as Holm showed [12]"), and numbers that are not
          counted up from a low one; lists, whose numbers have a point or a bracket.
Source    RFC 3676 for quotes; the dumps of lynx and `cat -n` for numbers.
"""

from __future__ import annotations

import re
from itertools import pairwise

QUOTED = 0.6  # of the lines begin with the mark
MIN_LINES = 5
MIN_LINKS = 5
HIGHEST_FIRST = 9  # number of the first link: some stand in a head that did not come along
MAX_BACK = 0.1  # of the numbers are lower than the one before: a link that is told of twice

MIN_COUNTED, COUNTED = 8, 0.9  # numbered lines, and their share

_FILLED = re.compile(r"^[^\S\n]*\S", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>(?:[ \t]?>)*", re.MULTILINE)
_LINE_NUMBER = re.compile(r"^[ \t]*([0-9]{1,6})(?:\t|[ ]{2}|[ ]?\|)", re.MULTILINE)
LINK_NUMBER = re.compile(r"(?<![^\s(])\[([0-9]{1,4})\](?=[^\s\[\](),.;:])")
_IN_FRONT = re.compile(r"^[ \t*+o]{0,20}\[[0-9]{1,4}\]", re.MULTILINE)  # of a line, bullets passed over
_LONE = re.compile("\r(?!\n)")


def plain(text: str) -> str:
    """The same text, and the same object, where nothing of it is found; line ends that are a lone CR are LF."""
    text = _LONE.sub("\n", text) if "\r" in text else text
    return _without_link_numbers(_without_line_numbers(_without_quotes(text)))


def quotes(text: str) -> list[tuple[int, int]]:
    """Where the marks of quotes in front of lines begin, and how many they are; nothing where few lines have them."""
    if text.count(">") < MIN_LINES:
        return []
    found = [(match.start(), match[0].count(">")) for match in _QUOTE.finditer(text)]
    return found if len(found) >= max(MIN_LINES, QUOTED * len(_FILLED.findall(text))) else []


def _without_quotes(text: str) -> str:
    return _QUOTE.sub(_spaces, text) if quotes(text) else text


def _without_line_numbers(text: str) -> str:
    if not text[:20].lstrip()[:1].isdigit():
        return text
    numbers = [int(number) for number in _LINE_NUMBER.findall(text)]
    if len(numbers) < max(MIN_COUNTED, COUNTED * len(_FILLED.findall(text))) or numbers[0] > 1:
        return text
    up = sum(number == before + 1 for before, number in pairwise(numbers))
    return _LINE_NUMBER.sub(_spaces, text) if up >= COUNTED * (len(numbers) - 1) else text


def _without_link_numbers(text: str) -> str:
    return LINK_NUMBER.sub(_spaces, text) if counts_links(text) else text


def counts_links(text: str) -> bool:
    """Whether a text has the numbers of a text browser in front of its links."""
    if text.count("]") < MIN_LINKS:
        return False
    numbers = [int(number) for number in LINK_NUMBER.findall(text)]
    if len(numbers) < MIN_LINKS or numbers[0] > HIGHEST_FIRST or not _IN_FRONT.search(text):
        return False
    back = sum(number <= before for before, number in pairwise(numbers))
    return back <= MAX_BACK * len(numbers)


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])
