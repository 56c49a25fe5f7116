"""Plain text, and every file whose suffix says nothing: those are told apart by how they begin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cleaner.errors import LimitError
from cleaner.pipeline import TEXT_SUFFIXES, kind_of
from cleaner.readers import Document, Problem

NAME = "text"
SUFFIXES = tuple(sorted(TEXT_SUFFIXES))
ROWS = False


def read(stream: BinaryIO, doc: str, field: str, limit: int) -> Iterator[Document | Problem]:
    """The whole stream as one document; gzip is unpacked where it is decoded, with a limit of its own."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise LimitError(f"more than {limit:,} bytes (raise --max-chars)")
    yield Document(doc, data, kind_of(Path(doc)))
