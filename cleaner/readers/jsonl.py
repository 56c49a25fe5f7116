"""JSON Lines: a document in a field of each row; all other fields pass through, character for character.

A row is not parsed and printed again, because that would change numbers, escapes and repeated keys:
the new text is set in at the place of the old one, and `removed` behind the last field.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, BinaryIO, cast

from cleaner.readers import GZIP, Document, Problem, unpacking
from cleaner.types import Result

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")
ROWS = True

REMOVED = "removed"
_BLANKS = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Field:
    """A field's value and where it stands in its line; `after` is the end of the field in front."""

    value: Any
    after: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line and its fields; `close` is the place of the closing brace."""

    line: str
    fields: dict[str, Field]
    close: int

    def restored(self, name: str, text: str) -> str:
        """The line with the text that it had, and without its record."""
        gone, old = self.fields[REMOVED], self.fields[name]
        end = gone.end
        if self.line[gone.after - 1] == "{":  # the first field: the comma behind it goes
            comma = _COMMA.match(self.line, end)
            end = comma.end() if comma else end
        edits = [(gone.after, end, ""), (old.start, old.end, self.dumps(text))]
        line = self.line
        for start, stop, new in sorted(edits, reverse=True):
            line = line[:start] + new + line[stop:]
        return line

    def dumps(self, value: Any) -> str:
        """JSON in the line's own manner: characters beyond ASCII as escapes where the line has none bare."""
        return json.dumps(value, ensure_ascii=self.line.isascii())


def read(stream: BinaryIO, doc: str, field: str, limit: int) -> Iterator[Document | Problem]:
    """A document for each row that is not blank, a problem for each that is not one; `doc:line` is its name."""
    for number, raw in enumerate(_lines(stream, limit), start=1):
        where = f"{doc}:{number}"
        if raw is None:
            yield Problem(where, f"a row of more than {limit:,} bytes (raise --max-chars)")
            continue
        if not raw.strip():
            continue
        try:
            row = parse(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)
            yield _document(row, where, field)
        except ValueError as error:
            yield Problem(where, str(error))


def parse(raw: bytes) -> Row:
    """A line as a row. Raises ValueError, saying what is wrong."""
    try:
        line = raw.decode("utf-8").rstrip("\r\n")
        return _scan(line)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("not read: nested too deeply") from None


@contextmanager
def write(stream: BinaryIO, field: str, *, texts: bool) -> Iterator[_Lines]:
    """Takes rows and writes each with its clean text and its record."""
    yield _Lines(stream, field, texts)


@dataclass(frozen=True, slots=True)
class _Lines:
    stream: BinaryIO
    field: str
    texts: bool

    def add(self, document: Document, result: Result) -> None:
        row: Row = document.row
        removed = f"{row.dumps(REMOVED)}: {row.dumps(result.record(texts=self.texts))}"
        old = row.fields[self.field]
        line = (
            row.line[: old.start] + row.dumps(result.text) + row.line[old.end : row.close].rstrip()
            + f", {removed}" + row.line[row.close :].rstrip() + "\n"
        )  # fmt: skip
        self.stream.write(line.encode("utf-8"))

    def end(self, documents: Any) -> None:
        """No rows are no lines."""


def _document(row: Row, where: str, field: str) -> Document:
    found = row.fields.get(field)
    if found is None:
        texts = ", ".join(name for name, other in row.fields.items() if isinstance(other.value, str))
        raise ValueError(f"no field {field!r} (name one with --text-field; texts are in: {texts or 'none'})")
    if not isinstance(found.value, str):
        raise ValueError(f"field {field!r} holds {_kind(found.value)}, not a text")
    if REMOVED in row.fields:
        raise ValueError(f"has a field {REMOVED!r} already: is it cleaned? (`cleaner restore` takes it back)")
    url = row.fields["url"].value if "url" in row.fields else None
    return Document(where, found.value, None, url if isinstance(url, str) else None, row)


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return "null" if value is None else names[type(value)]


def _scan(line: str) -> Row:
    """The top-level fields of an object with their spans."""
    at = _past(line, 0)
    if line[at : at + 1] != "{":
        raise ValueError("not an object: a row is {…}")
    fields: dict[str, Field] = {}
    after = at + 1
    at = _past(line, after)
    while line[at : at + 1] != "}" or fields:
        if line[at : at + 1] != '"':
            raise json.JSONDecodeError("a field's name in quotes was expected", line, at)
        name, at = scanstring(line, at + 1, True)
        at = _past(line, at)
        if line[at : at + 1] != ":":
            raise json.JSONDecodeError("a colon was expected", line, at)
        start = _past(line, at + 1)
        value, end = _DECODER.raw_decode(line, start)
        fields[name] = Field(value, after, start, end)
        after, at = end, _past(line, end)
        if line[at : at + 1] == "}":
            break
        if line[at : at + 1] != ",":
            raise json.JSONDecodeError("a comma or } was expected", line, at)
        at = _past(line, at + 1)
    if _past(line, at + 1) != len(line):
        raise json.JSONDecodeError("something stands behind the object", line, at + 1)
    return Row(line, fields, at)


def _past(line: str, at: int) -> int:
    found = _BLANKS.match(line, at)
    return found.end() if found else at


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The stream's lines, gzip unpacked on the way; None for one that is longer than the limit."""
    buffered = stream if isinstance(stream, BufferedReader) else BufferedReader(cast(RawIOBase, stream))
    zipped = buffered.peek(2)[:2] == GZIP
    opened = gzip.GzipFile(fileobj=buffered) if zipped else buffered
    with unpacking():
        while line := opened.readline(limit + 1):
            if len(line) <= limit or line.endswith(b"\n"):
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = opened.readline(limit)
            yield None
