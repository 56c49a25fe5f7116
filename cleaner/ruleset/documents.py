"""A text or a page to blocks, for examples and corpora: nothing to decode, nothing to record."""

from __future__ import annotations

from cleaner.segment import segment
from cleaner.settings import Settings
from cleaner.types import Blocks, Media, Source


def blocks_of(text: str, media: Media, settings: Settings, url: str | None = None) -> Blocks:
    """The blocks of a document that is there as a str. Lone surrogates become U+FFFD."""
    content = text.encode("utf-8", "replace").decode("utf-8")
    source = Source(
        doc="", content=content, media=media, encoding="utf-8", bom=b"", undecoded={},
        length=len(content), data="", url=url, language=settings.language,
    )  # fmt: skip
    return segment(source, settings)
