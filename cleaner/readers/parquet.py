"""Parquet: a document in a column of each row; the other columns pass through. Needs `cleaner[parquet]`.

The record goes into a column `removed`, as the JSON of its list, because a header and removals are
no one Arrow type. Rows are read and written a batch at a time.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from cleaner.errors import InputError, MissingExtraError
from cleaner.readers import Document, Problem
from cleaner.types import Result

NAME = "parquet"
SUFFIXES = (".parquet", ".pq")
ROWS = True

REMOVED = "removed"
BATCH = 1000  # rows held at a time; a page has some 100 kB


@dataclass(frozen=True, slots=True)
class Row:
    """A row's place in its batch."""

    batch: Any
    index: int


def read(stream: BinaryIO, doc: str, field: str, limit: int) -> Iterator[Document | Problem]:
    """A document for each row; `doc:number` is its name, counted from 1."""
    arrow, parquet = _arrow()
    source = stream if stream.seekable() else io.BytesIO(stream.read())
    try:
        table = parquet.ParquetFile(source)
        columns = {column.name: column.type for column in table.schema_arrow}
        _check(columns, field, arrow)
        number = 0
        for batch in table.iter_batches(batch_size=BATCH):
            texts = batch.column(field)
            urls = batch.column("url") if "url" in columns else None
            for index in range(batch.num_rows):
                number += 1
                text = texts[index].as_py()
                url = urls[index].as_py() if urls is not None else None
                if text is None:
                    yield Problem(f"{doc}:{number}", f"column {field!r} holds null, not a text")
                elif len(text) > limit:
                    yield Problem(f"{doc}:{number}", f"a text of more than {limit:,} bytes (raise --max-chars)")
                else:
                    yield Document(
                        f"{doc}:{number}", text, None, url if isinstance(url, str) else None, Row(batch, index)
                    )
    except arrow.ArrowException as error:
        raise InputError(f"not read as Parquet: {str(error).splitlines()[0]}") from None


@contextmanager
def write(stream: BinaryIO, field: str, *, texts: bool) -> Iterator[_Batches]:
    """Takes rows in their order and writes them a batch at a time."""
    taker = _Batches(stream, field, texts)
    yield taker
    taker.close()


class _Batches:
    def __init__(self, stream: BinaryIO, field: str, texts: bool) -> None:
        self.stream = stream
        self.field = field
        self.texts = texts
        self.batch: Any = None
        self.writer: Any = None
        self.rows: list[tuple[int, str, str]] = []

    def add(self, document: Document, result: Result) -> None:
        row: Row = document.row
        if self.batch is not row.batch:
            self._flush()
            self.batch = row.batch
        record = json.dumps(result.record(texts=self.texts), ensure_ascii=False)
        self.rows.append((row.index, result.text, record))

    def close(self) -> None:
        self._flush()
        if self.writer is not None:
            self.writer.close()

    def _flush(self) -> None:
        if not self.rows:
            return
        arrow, parquet = _arrow()
        indices, cleaned, records = zip(*self.rows, strict=True)
        self.rows = []
        batch = arrow.Table.from_batches([self.batch]).take(list(indices))
        place = batch.schema.get_field_index(self.field)
        kind = batch.schema.field(place).type
        texts = [text.encode("utf-8") for text in cleaned] if _is_binary(kind, arrow) else list(cleaned)
        batch = batch.set_column(place, batch.schema.field(place), arrow.array(texts, type=kind))
        batch = batch.append_column(REMOVED, arrow.array(list(records), type=arrow.large_string()))
        if self.writer is None:
            self.writer = parquet.ParquetWriter(arrow.PythonFile(_Whole(self.stream), mode="w"), batch.schema)
        self.writer.write_table(batch)


class _Whole(io.RawIOBase):
    """Arrow's view of a stream that others close."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self.stream.write(bytes(data))


def _check(columns: dict[str, Any], field: str, arrow: Any) -> None:
    if field not in columns:
        raise InputError(f"no column {field!r} (name one with --text-field; columns are: {', '.join(columns)})")
    kind = columns[field]
    if not (arrow.types.is_string(kind) or arrow.types.is_large_string(kind) or _is_binary(kind, arrow)):
        raise InputError(f"column {field!r} holds {kind}, not texts")
    if REMOVED in columns:
        raise InputError(f"has a column {REMOVED!r} already: is it cleaned?")


def _is_binary(kind: Any, arrow: Any) -> bool:
    return bool(arrow.types.is_binary(kind) or arrow.types.is_large_binary(kind))


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError("Parquet needs pyarrow: pip install 'cleaner[parquet]'") from None
    return pyarrow, pyarrow.parquet
