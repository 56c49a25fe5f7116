"""What a file is read as: one module a format, found by scanning this folder.

A reader is a module with `NAME`, `SUFFIXES`, `ROWS` (whether a file holds many documents as rows) and
`read(stream, doc, field, limit)`. A reader of rows also has `write(stream, field, texts)`, a context
manager that takes each row with its result, and then `end`: so the format goes out as it came in.
"""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from cleaner.discover import modules
from cleaner.errors import InputError
from cleaner.types import Media, Result

GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Document:
    """One document to clean; `row` is the reader's own, for its `write`."""

    doc: str
    data: bytes | str
    kind: Media | None = None
    url: str | None = None
    row: Any = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be read; the rows behind it can."""

    doc: str
    message: str


class Rows(Protocol):
    """Where cleaned rows go."""

    def add(self, document: Document, result: Result) -> None:
        """One row with its clean text and its record."""
        ...

    def end(self, documents: Any) -> None:
        """No more rows come; `documents` is what `read` gave back, and knows what a file without rows looks like."""
        ...


class Reader(Protocol):
    """What a module of this folder offers."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    ROWS: bool

    def read(self, stream: BinaryIO, doc: str, field: str, limit: int) -> Iterator[Document | Problem]:
        """The documents of a stream; `limit` is in bytes for one document. Raises InputError."""
        ...

    def write(self, stream: BinaryIO, field: str, *, texts: bool) -> AbstractContextManager[Rows]:
        """Rows only: takes rows with their results and writes them to the stream."""
        ...


@contextmanager
def unpacking() -> Iterator[None]:
    """Around what reads gzip: its errors become InputErrors."""
    try:
        yield
    except EOFError:
        raise InputError("truncated gzip: the data ends before the stream does") from None
    except (zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"damaged gzip: {error}") from None


@cache
def load() -> tuple[Reader, ...]:
    """Every reader of this folder, in the order of their names."""
    return tuple(cast(Reader, module) for module in modules(sys.modules[__name__]))


@cache
def suffixes() -> frozenset[str]:
    """All suffixes that some reader knows: what is taken from a folder."""
    return frozenset(suffix for reader in load() for suffix in reader.SUFFIXES)


def suffix_of(path: Path) -> str:
    """The suffix that tells the format, in lower case: that of `page.html.gz` is `.html`."""
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def named(name: str) -> Reader:
    """The reader of a format by its name."""
    return {reader.NAME: reader for reader in load()}[name]


def reader_for(path: Path) -> Reader:
    """The reader for a file's suffix; for any other suffix the one for text, which looks at the content."""
    suffix = suffix_of(path)
    return next((reader for reader in load() if suffix in reader.SUFFIXES), named("text"))
