"""HTML peers: each takes a page and gives its main content as text.

Every peer runs with its own defaults, the language of the page handed in where it takes one.
Libraries are imported when their peer is made, so a missing one is missing alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks.data import Page
from benchmarks.report import version

Extract = Callable[[Page], str]

# fmt: off
STOPLISTS = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "is": "Icelandic", "it": "Italian", "ko": "Korean", "nl": "Dutch", "no": "Norwegian_Bokmal", "pl": "Polish",
    "pt": "Portuguese", "sv": "Swedish", "sw": "Swahili", "tr": "Turkish", "vi": "Vietnamese",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer: its name in tables, the library it comes from, how it is made."""

    name: str
    library: str
    make: Callable[[], Extract]

    @property
    def version(self) -> str:
        """The library's version, "" where it is not installed."""
        return version(self.library)


def _trafilatura(**options: Any) -> Extract:
    from trafilatura import extract

    return lambda page: extract(page.html, **options) or ""


def _readability() -> Extract:
    from inscriptis import get_text
    from readability import Document

    return lambda page: get_text(Document(page.html).summary(html_partial=True))


def stoplist(language: str) -> frozenset[str]:
    """jusText's stop words of a language; English ones where it has none."""
    import justext

    return frozenset(justext.get_stoplist(STOPLISTS.get(language, "English")))


def _justext() -> Extract:
    import justext

    def extract(page: Page) -> str:
        paragraphs = justext.justext(page.html.encode(), stoplist(page.language), encoding="utf-8")
        return "\n\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)

    return extract


def _resiliparse(main_content: bool) -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page.html, main_content=main_content, alt_texts=False)


def _turbohtml() -> Extract:
    from turbohtml import parse

    return lambda page: parse(page.html).article().text


def _inscriptis() -> Extract:
    from inscriptis import get_text

    return lambda page: get_text(page.html)


def _boilerpy() -> Extract:
    from boilerpy3 import extractors

    return lambda page: extractors.ArticleExtractor(raise_on_failure=False).get_content(page.html)


def _nothing() -> Extract:
    tag = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>")
    return lambda page: tag.sub(" ", page.html)


PEERS = {
    peer.name: peer
    for peer in (
        Peer("trafilatura", "trafilatura", _trafilatura),
        Peer("trafilatura fast", "trafilatura", partial(_trafilatura, fast=True)),
        Peer("trafilatura precision", "trafilatura", partial(_trafilatura, favor_precision=True)),
        Peer("trafilatura recall", "trafilatura", partial(_trafilatura, favor_recall=True)),
        Peer("readability-lxml", "readability-lxml", _readability),
        Peer("jusText", "jusText", _justext),
        Peer("resiliparse", "resiliparse", partial(_resiliparse, True)),
        Peer("turbohtml article", "turbohtml", _turbohtml),
        Peer("boilerpy3", "boilerpy3", _boilerpy),
        Peer("inscriptis (all text)", "inscriptis", _inscriptis),
        Peer("resiliparse (all text)", "resiliparse", partial(_resiliparse, False)),
    )
}
# What works without any library: a floor for the built-in sample.
TAGS_STRIPPED = Peer("tags stripped", "", _nothing)


def installed(names: tuple[str, ...] = ()) -> list[Peer]:
    """The peers of these names (all for none), those whose library is missing left out."""
    return [peer for peer in PEERS.values() if peer.version and (not names or peer.name in names)]
