"""A text without what a mailer or a text browser put into it, as long as before: spaces stand in its place.

Sees      answers and forwarded letters, most of whose lines begin with ">"; dumps of lynx, w3m and the
          like, which count every link with a number in brackets right in front of its text.
Leaves    quotes inside a text; references behind a word ("as Holm showed [12]"), and numbers that are not
          counted up from a low one.
Source    RFC 3676 for quotes; the dumps of lynx for numbers.
"""

from __future__ import annotations

import re
from itertools import pairwise

QUOTED = 0.6  # of the lines begin with the mark
MIN_LINES = 5
MIN_LINKS = 5
HIGHEST_FIRST = 9  # number of the first link: some stand in a head that did not come along
MAX_BACK = 0.1  # of the numbers are lower than the one before: a link that is told of twice

_FILLED = re.compile(r"^[^\S\n]*\S", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>(?:[ \t]?>)*", re.MULTILINE)
LINK_NUMBER = re.compile(r"(?<!\w)\[([0-9]{1,4})\](?=[^\s\[\](),.;:])")


def plain(text: str) -> str:
    """The same text, and the same object, where neither is found."""
    return _unnumbered(_unquoted(text))


def _unquoted(text: str) -> str:
    if text.count(">") < MIN_LINES:
        return text
    quotes = len(_QUOTE.findall(text))
    if quotes < MIN_LINES or quotes < QUOTED * len(_FILLED.findall(text)):
        return text
    return _QUOTE.sub(_spaces, text)


def _unnumbered(text: str) -> str:
    return LINK_NUMBER.sub(_spaces, text) if counts_links(text) else text


def counts_links(text: str) -> bool:
    """Whether a text has the numbers of a text browser in front of its links."""
    if text.count("]") < MIN_LINKS:
        return False
    numbers = [int(number) for number in LINK_NUMBER.findall(text)]
    if len(numbers) < MIN_LINKS or numbers[0] > HIGHEST_FIRST:
        return False
    back = sum(number <= before for before, number in pairwise(numbers))
    return back <= MAX_BACK * len(numbers)


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])
