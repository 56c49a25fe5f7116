"""Web pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleaner.pipeline import HTML_SUFFIXES
from cleaner.readers import Document, Problem, text

NAME = "html"
SUFFIXES = tuple(sorted(HTML_SUFFIXES))
ROWS = False


def read(stream: BinaryIO, doc: str, field: str, limit: int) -> Iterator[Document | Problem]:
    """The whole stream as one page; the suffix has the last word on what it is."""
    return text.read(stream, doc, field, limit)
