"""Parquet: a document in a column of each row; the other columns pass through. Needs `cleaner[parquet]`.

The record goes into a column `removed`, as the JSON of its list, because a header and removals are
no one Arrow type. Rows are read and written a batch at a time; a file inside gzip is unpacked to disk first.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO, cast

from cleaner.errors import InputError, MissingExtraError
from cleaner.readers import GZIP, Document, Problem, unpacking
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


def read(stream: BinaryIO, doc: str, field: str, limit: int) -> Documents:
    """A document for each row; `doc:number` is its name, counted from 1."""
    return Documents(stream, doc, field, limit)


class Documents(Iterator[Document | Problem]):
    """The rows of a file; `schema` is that of the file, None before the first row is asked for."""

    def __init__(self, stream: BinaryIO, doc: str, field: str, limit: int) -> None:
        self.schema: Any = None
        self._rows = self._read(stream, doc, field, limit)

    def __next__(self) -> Document | Problem:
        return next(self._rows)

    def _read(self, stream: BinaryIO, doc: str, field: str, limit: int) -> Iterator[Document | Problem]:
        arrow, parquet = _arrow()
        try:
            with _seekable(stream) as source:
                table = parquet.ParquetFile(source)
                self.schema = table.schema_arrow
                columns = {column.name: column.type for column in self.schema}
                _check(columns, field, arrow)
                number = 0
                for batch in table.iter_batches(batch_size=BATCH):
                    texts = batch.column(field)
                    urls = batch.column("url") if "url" in columns else None
                    for index in range(batch.num_rows):
                        number += 1
                        text = texts[index].as_py()
                        url = urls[index].as_py() if urls is not None else None
                        where = f"{doc}:{number}"
                        if text is None:
                            yield Problem(where, f"column {field!r} holds null, not a text")
                        elif len(text) > limit:
                            yield Problem(where, f"a text of more than {limit:,} bytes (raise --max-chars)")
                        else:
                            row = Row(batch, index)
                            yield Document(where, text, None, url if isinstance(url, str) else None, row)
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

    def end(self, documents: Documents) -> None:
        """All rows of a file are through: where none of them came here, a table without rows is written."""
        if self.writer is None and not self.rows:
            arrow, _ = _arrow()
            empty = documents.schema.empty_table()
            self._write(empty.append_column(REMOVED, arrow.array([], type=arrow.large_string())))

    def close(self) -> None:
        self._flush()
        if self.writer is not None:
            self.writer.close()

    def _flush(self) -> None:
        if not self.rows:
            return
        arrow, _ = _arrow()
        indices, cleaned, records = zip(*self.rows, strict=True)
        self.rows = []
        batch = arrow.Table.from_batches([self.batch.slice(start, count) for start, count in _runs(indices)])
        place = batch.schema.get_field_index(self.field)
        kind = batch.schema.field(place).type
        texts = [text.encode("utf-8") for text in cleaned] if _is_binary(kind, arrow) else list(cleaned)
        batch = batch.set_column(place, batch.schema.field(place), arrow.array(texts, type=kind))
        self._write(batch.append_column(REMOVED, arrow.array(list(records), type=arrow.large_string())))

    def _write(self, table: Any) -> None:
        arrow, parquet = _arrow()
        if self.writer is None:
            self.writer = parquet.ParquetWriter(arrow.PythonFile(_Whole(self.stream), mode="w"), table.schema)
        self.writer.write_table(table)


def _runs(indices: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of neighbours: slices, because Arrow cannot take rows of every type one by one."""
    for _, run in groupby(enumerate(indices), lambda pair: pair[1] - pair[0]):
        members = [index for _, index in run]
        yield members[0], len(members)


class _Whole(io.RawIOBase):
    """Arrow's view of a stream that others close."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self.stream.write(bytes(data))


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream, or where it is a pipe or holds gzip what is in it: the table of contents stands at the end."""
    source = stream if stream.seekable() else io.BytesIO(stream.read())
    start = source.read(len(GZIP))
    source.seek(0)
    if start != GZIP:
        yield source
        return
    with tempfile.TemporaryFile() as file:
        with unpacking():
            shutil.copyfileobj(gzip.GzipFile(fileobj=source), file)
        file.seek(0)
        yield cast(BinaryIO, file)


def _check(columns: dict[str, Any], field: str, arrow: Any) -> None:
    if field not in columns:
        raise InputError(f"no column {field!r} (name one with --text-field; columns are: {', '.join(columns)})")
    kind = _values(columns[field], arrow)
    is_text = arrow.types.is_string(kind) or arrow.types.is_large_string(kind) or arrow.types.is_string_view(kind)
    if not is_text and not _is_binary(kind, arrow):
        raise InputError(f"column {field!r} holds {columns[field]}, not texts")
    if REMOVED in columns:
        raise InputError(f"has a column {REMOVED!r} already: is it cleaned?")


def _values(kind: Any, arrow: Any) -> Any:
    """The type of a column's values, those of a dictionary (a categorical column) among them."""
    return kind.value_type if arrow.types.is_dictionary(kind) else kind


def _is_binary(kind: Any, arrow: Any) -> bool:
    values, types = _values(kind, arrow), arrow.types
    return bool(types.is_binary(values) or types.is_large_binary(values) or types.is_binary_view(values))


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError("Parquet needs pyarrow: pip install 'cleaner[parquet]'") from None
    return pyarrow, pyarrow.parquet
