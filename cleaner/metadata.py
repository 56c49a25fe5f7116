"""Metadata: the title and what a page declares; when it is asked for, author, date and site name from wherever."""

from __future__ import annotations

from typing import Any

import numpy as np

from cleaner.declared import declared
from cleaner.settings import Settings
from cleaner.types import Blocks, Source, Verdicts

TITLE_WORDS = 25


def metadata(source: Source, blocks: Blocks, verdicts: Verdicts, settings: Settings) -> dict[str, Any]:
    """What is known of the document: title, url, language and what the page declares.

    With `settings.metadata` bylines and dates in the text are read as well, and what is still missing then
    is what trafilatura finds.
    """
    found: dict[str, Any] = {"title": None, "url": source.url, "language": source.language or blocks.language}
    markup = blocks.markup
    if markup is None:
        found["title"] = _first_line(blocks, verdicts)
        return found
    found |= {key: value for key, value in markup.meta.items() if value}
    found["title"] = markup.title
    found |= declared(blocks, source.url or found.get("canonical"), thorough=settings.metadata)
    if settings.metadata and not all(map(found.get, ("author", "date", "sitename"))):
        found |= {key: value for key, value in _trafilatura(source).items() if value and not found.get(key)}
    return found


def _first_line(blocks: Blocks, verdicts: Verdicts) -> str | None:
    """The first kept line of a text, where it reads like a title and more text follows."""
    columns = blocks.columns
    kept = np.flatnonzero(verdicts.keep & columns.filled)
    if len(kept) < 2:
        return None
    first = int(kept[0])
    if (
        columns.words[first] > TITLE_WORDS
        or columns.last[first] in (ord("."), ord(":"), ord("。"))
        or columns.marker[first]
    ):
        return None
    return blocks.line(first).lstrip("# ") or None


def _trafilatura(source: Source) -> dict[str, Any]:
    from trafilatura.metadata import extract_metadata

    try:
        document = extract_metadata(source.content, default_url=source.url)
    except Exception:  # whatever it and its parsers raise on odd markup: then nothing is known from it
        return {}
    return (
        {
            "author": document.author,
            "date": document.date,
            "sitename": document.sitename,
            "description": document.description,
            "title": document.title,
            "url": document.url,
        }
        if document
        else {}
    )
