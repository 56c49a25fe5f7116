"""Text peers: rules and classifiers that keep or drop the lines of a text.

C4, FineWeb and Gopher run in datatrove's own code. C4's rules look at lines; FineWeb's and
Gopher's look at documents and drop them whole, which is what the tables show of them.
RefinedWeb's line-wise corrections (Penedo et al. 2023, appendix G.2) have no public code:
written here from the paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks.data import Text
from benchmarks.peers import stoplist
from benchmarks.report import version

Keep = Callable[[Text], list[bool]]


@dataclass(frozen=True, slots=True)
class LinePeer:
    """A baseline: its name in tables, the library it comes from, how it is made."""

    name: str
    library: str
    make: Callable[[], Keep]

    @property
    def version(self) -> str:
        """The library's version, "" where it is not installed; baselines of our own have none to miss."""
        return version(self.library) if self.library else "own"


def _keep_all() -> Keep:
    return lambda text: [True] * len(text.lines)


def _five_words() -> Keep:
    return lambda text: [len(line.split()) >= 5 for line in text.lines]


def _c4() -> Keep:
    """datatrove's line rules alone: nothing drops the whole document."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    rules = C4QualityFilter(min_num_sentences=-1, filter_lorem_ipsum=False, filter_curly_bracket=False)

    def keep(text: Text) -> list[bool]:
        documents = [Document(text=line, id="") for line in text.lines]
        for document in documents:
            rules.filter(document)
        return [bool(document.text) for document in documents]

    return keep


def _whole(*names: str, **options: Any) -> Keep:
    """Filters of datatrove that drop documents: every line shares the document's fate."""
    from datatrove.data import Document
    from datatrove.pipeline import filters

    chain = [getattr(filters, name)(**options.get(name, {})) for name in names]

    def keep(text: Text) -> list[bool]:
        document = Document(text=text.text, id="")
        kept = True
        for one in chain:
            try:
                found = one.filter(document)
            except ZeroDivisionError:  # a text without words
                found = False
            kept = kept and (found if isinstance(found, bool) else found[0])
        return [kept] * len(text.lines)

    return keep


_COUNTER = re.compile(
    r"^\W*[\d.,]+\s*[kKmM]?\s+(likes?|shares?|comments?|views?|followers?|retweets?|replies|votes?|posts?|items?|results?)\W*$",
    re.IGNORECASE,
)
_START = re.compile(
    r"^\W*(sign[ -]?in|log[ -]?in|sign[ -]?up|register|subscribe|share|follow us|skip to)\b", re.IGNORECASE
)
_END = re.compile(r"\b(read more|continue reading|see more|learn more|more info)\W*$", re.IGNORECASE)
_ANYWHERE = re.compile(r"\b(items? in (your )?cart|add to cart|all rights reserved|cookies?)\b", re.IGNORECASE)


def refinedweb_drops(line: str) -> bool:
    """Mainly upper case, only numbers, a counter, one word, or short with a sign-in, "read more" or cart pattern.

    The paper edits short lines that match a pattern; here they go, which is what is left after the edit of most.
    """
    words = line.split()
    if not words:
        return False
    letters = [char for char in line if char.isalpha()]
    if not letters or len(words) == 1 or sum(map(str.isupper, letters)) > 0.5 * len(letters):
        return True
    short = len(words) <= 10 and (_START.search(line) or _END.search(line) or _ANYWHERE.search(line))
    return bool(_COUNTER.match(line) or short)


def _refinedweb() -> Keep:
    return lambda text: [not refinedweb_drops(line) for line in text.lines]


def justext_classes(lines: Sequence[str], language: str) -> list[bool]:
    """jusText's bare classifier over lines: no links and no markup, its defaults otherwise."""
    from justext.core import Paragraph, PathInfo, classify_paragraphs, revise_paragraph_classification

    path = PathInfo().append("html").append("body").append("p")
    paragraphs, at = [], []
    for number, line in enumerate(lines):
        if line.strip():
            paragraph = Paragraph(path)
            paragraph.append_text(line)
            paragraphs.append(paragraph)
            at.append(number)
    classify_paragraphs(paragraphs, stoplist(language))
    revise_paragraph_classification(paragraphs)
    keep = [True] * len(lines)
    for number, paragraph in zip(at, paragraphs, strict=True):
        keep[number] = not paragraph.is_boilerplate
    return keep


def _justext() -> Keep:
    return lambda text: justext_classes(text.lines, text.language)


FINEWEB = ("GopherRepetitionFilter", "GopherQualityFilter", "C4QualityFilter", "FineWebQualityFilter")

LINE_PEERS = {
    peer.name: peer
    for peer in (
        LinePeer("keep all", "", _keep_all),
        LinePeer("under five words", "", _five_words),
        LinePeer("C4 lines", "datatrove", _c4),
        LinePeer("RefinedWeb lines", "", _refinedweb),
        LinePeer("jusText classifier", "jusText", _justext),
        LinePeer("Gopher documents", "datatrove", partial(_whole, "GopherRepetitionFilter", "GopherQualityFilter")),
        LinePeer(
            "FineWeb documents",
            "datatrove",
            partial(_whole, *FINEWEB, C4QualityFilter={"filter_no_terminal_punct": False}),
        ),
    )
}


def installed(names: tuple[str, ...] = ()) -> list[LinePeer]:
    """The baselines of these names (all for none), those whose library is missing left out."""
    return [peer for peer in LINE_PEERS.values() if peer.version and (not names or peer.name in names)]
