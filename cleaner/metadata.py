"""Metadata: the title always, author, date and site name when they are asked for."""

from __future__ import annotations

from typing import Any

import numpy as np

from cleaner.settings import Settings
from cleaner.types import Blocks, Source, Verdicts

TITLE_WORDS = 25


def metadata(source: Source, blocks: Blocks, verdicts: Verdicts, settings: Settings) -> dict[str, Any]:
    """What is known of the document: title, url, language and what the page declares.

    With `settings.metadata` a page is also read by trafilatura for author, date and site name.
    """
    found: dict[str, Any] = {"title": None, "url": source.url, "language": source.language or blocks.language}
    markup = blocks.markup
    if markup is None:
        found["title"] = _first_line(blocks, verdicts)
        return found
    found |= {key: value for key, value in markup.meta.items() if value}
    found["title"] = markup.title
    if settings.metadata:
        found |= {key: value for key, value in _trafilatura(source).items() if value and not found.get(key)}
    return found


def _first_line(blocks: Blocks, verdicts: Verdicts) -> str | None:
    """The first kept line of a text, where it reads like a title and more text follows."""
    columns = blocks.columns
    kept = np.flatnonzero(verdicts.keep & (columns.visible > 0) & ~columns.bare)
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
    except (ValueError, TypeError, AttributeError, RecursionError):  # what its parsers raise on broken pages
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
