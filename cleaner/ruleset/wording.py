"""The text that patterns are asked of: a document's own, spelled in one way.

Curly apostrophes become straight ones and spaces that do not break plain ones; what words lose in
capitals goes (`chars.bare`); of a Markdown link its text is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from cleaner.segment import chars
from cleaner.segment.text import TARGET
from cleaner.types import Blocks, Ints

SPELLINGS = (("’", "'"), ("\xa0", " "), ("\u202f", " "))
NESTED = 2  # links one in another: a picture is a link's text
_LINK = re.compile(rf"(!?\[)(?:[^\[\]\r\n]|\[[^\[\]\r\n]{{0,100}}\](?!\()){{0,300}}+({TARGET.pattern})")


@dataclass(frozen=True, slots=True)
class Wording:
    """The text and the spans of a document's blocks in it.

    origin: where each of its characters stands in the document's text; None when all of them are there.
    """

    text: str
    starts: Ints
    ends: Ints
    origin: Ints | None = None


def wording(blocks: Blocks) -> Wording:
    """How the patterns of rules see a document."""
    text, origin = spelled(blocks.text), None
    if "](" in text and blocks.media == "text":
        text, origin = _without_targets(text)
    if origin is None:
        return Wording(text, blocks.starts, blocks.ends)
    return Wording(text, origin.searchsorted(blocks.starts), origin.searchsorted(blocks.ends), origin)


def spelled(text: str) -> str:
    """A text or a pattern in the one spelling, character for character."""
    for odd, plain in SPELLINGS:
        if odd in text:
            text = text.replace(odd, plain)
    return chars.bare(text)


def lowered(text: str) -> str:
    """A text of the one spelling in lower case, character for character; Python ends words with ς."""
    return text.lower().replace("ς", "σ")


def _without_targets(text: str) -> tuple[str, Ints | None]:
    """A text without the marks and targets of its links, and where each character that is left stood."""
    origin: Ints | None = None
    for _ in range(NESTED):
        edges = [edge for match in _LINK.finditer(text) for group in (1, 2) for edge in match.span(group)]
        if not edges:
            break
        begun, ended = (np.bincount(edges[side::2], minlength=len(text) + 1) for side in (0, 1))
        kept = ((begun - ended).cumsum()[:-1] == 0).nonzero()[0]
        edges = [0, *edges, len(text)]
        text = "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        origin = kept if origin is None else origin[kept]
    return text, origin
