"""Where cleaned documents go: standard output or one file, or a folder that mirrors the input."""

from __future__ import annotations

import dataclasses
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from cleaner.cli.inputs import Input
from cleaner.errors import InputError
from cleaner.readers import Document, Problem
from cleaner.types import Result
from cleaner.writers import Writer, record_lines

RECORD = ".removals.jsonl"  # the ending of a record beside its text


class Sink(Protocol):
    """Takes the results of one input."""

    def add(self, document: Document, result: Result) -> None:
        """One cleaned document."""
        ...

    def end(self, documents: Iterator[Document | Problem]) -> None:
        """No more come; `documents` is what the reader gave back."""
        ...


@dataclass(frozen=True, slots=True)
class Choices:
    """How to write, the same for all inputs. `emit` maps a kind to its file, None for the place of the text."""

    writer: Writer
    texts: bool = True
    field: str = "text"
    rows: bool = True  # rows go out as rows, unless a format was named
    emit: Mapping[str, Path | None] = dataclasses.field(default_factory=dict)


class Files:
    """Files that are opened when there is something to write, and closed together.

    written: the files of the whole run; none of them is opened a second time.
    """

    def __init__(self, written: set[tuple[int, int]]) -> None:
        self._stack = ExitStack()
        self._open: dict[Path, BinaryIO] = {}
        self._written = written

    def __call__(self, path: Path | None) -> BinaryIO:
        """The stream of a path; None is standard output. Raises InputError for a file of this run."""
        if path is None:
            return cast(BinaryIO, sys.stdout.buffer)
        if path not in self._open:
            path.parent.mkdir(parents=True, exist_ok=True)
            # `checks.outputs` compares names; this one sees links, and folders that take A.txt for a.txt
            if identity(path) in self._written:
                raise InputError(f"{path}: holds another output of this run already")
            self._open[path] = self._stack.enter_context(path.open("wb"))
            if known := identity(path):
                self._written.add(known)
        return self._open[path]

    def close(self) -> None:
        """Close all of them."""
        self._stack.close()


class Output:
    """One stream for all texts and one file for all records, or a folder with files of their own for each input."""

    def __init__(self, choices: Choices, path: Path | None, record: Path | None, folder: Path | None) -> None:
        self.choices = choices
        self.path = path
        self.record = record
        self.folder = folder
        self.written: set[tuple[int, int]] = set()
        self.files = Files(self.written)

    @contextmanager
    def sink(self, item: Input) -> Iterator[Sink]:
        """Where the documents of one input go."""
        choices, kinds, files = self.choices, self._kinds(), Files(self.written)
        try:
            if self._as_rows(item):
                stream = _Late(self.files if self.folder is None else files, self.place(item, ""))
                with item.reader.write(cast(BinaryIO, stream), choices.field, texts=choices.texts) as taker:
                    yield _Rows(self, item, files, kinds, taker)
            else:
                yield _Texts(self, item, files, kinds)
        finally:
            files.close()

    def shared(self) -> Iterator[tuple[str, Path]]:
        """The files that hold what comes of all inputs, each with the option that names it."""
        if self.path:
            yield "-o", self.path
        if self.record:
            yield "--record", self.record
        for path in sorted({path for path in self.choices.emit.values() if path}):  # two kinds may share a file
            yield f"--emit …={path}", path

    def own(self, item: Input) -> Iterator[Path]:
        """The files in the output folder that hold what comes of one input."""
        if self.folder is None:
            return
        endings = ("",) if self._as_rows(item) else (self.choices.writer.SUFFIX, RECORD)
        for ending in (*endings, *(f".{kind}.txt" for kind in sorted(self._kinds()))):
            yield self._place(self.folder, item, ending)

    def extras(self, result: Result) -> None:
        """What goes into one file for all inputs: the records, and emitted kinds."""
        if self.record:
            self.files(self.record).write(self.lines(result))
        for kind, path in self.choices.emit.items():
            if path is not None:
                self.files(path).write(emitted(result, {kind}))

    def lines(self, result: Result) -> bytes:
        """The record of a document, with or without its texts."""
        return record_lines(result, texts=self.choices.texts).encode("utf-8")

    def place(self, item: Input, ending: str) -> Path | None:
        """The path of an output, None for standard output; rows keep their name, other files get an ending."""
        return self.path if self.folder is None else self._place(self.folder, item, ending)

    def _place(self, folder: Path, item: Input, ending: str) -> Path:
        name = item.place.name + ending if ending else item.place.name.removesuffix(".gz")
        return folder / item.place.with_name(name)

    def _kinds(self) -> set[str]:
        """The emitted kinds that have no file of their own."""
        return {kind for kind, path in self.choices.emit.items() if path is None}

    def _as_rows(self, item: Input) -> bool:
        return item.reader.ROWS and self.choices.rows and (self.folder is not None or not self._kinds())


@dataclass(frozen=True, slots=True)
class _Texts:
    """Documents as text, or in another format; in a folder with the record beside each."""

    output: Output
    item: Input
    files: Files
    kinds: set[str]

    def add(self, document: Document, result: Result) -> None:
        output, item = self.output, self.item
        if output.folder is None:
            output.files(output.path).write(emitted(result, self.kinds) if self.kinds else self._text(result))
        else:
            self.files(output.place(item, output.choices.writer.SUFFIX)).write(self._text(result))
            self.files(output.place(item, RECORD)).write(output.lines(result))
            for kind in sorted(self.kinds):
                self.files(output.place(item, f".{kind}.txt")).write(emitted(result, {kind}))
        output.extras(result)

    def end(self, documents: Iterator[Document | Problem]) -> None:
        """Nothing is written for what was not cleaned."""

    def _text(self, result: Result) -> bytes:
        choices = self.output.choices
        return choices.writer.write(result, texts=choices.texts).encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows, which hold their record themselves."""

    output: Output
    item: Input
    files: Files
    kinds: set[str]
    taker: Sink

    def add(self, document: Document, result: Result) -> None:
        self.taker.add(document, result)
        for kind in sorted(self.kinds):
            self.files(self.output.place(self.item, f".{kind}.txt")).write(emitted(result, {kind}))
        self.output.extras(result)

    def end(self, documents: Iterator[Document | Problem]) -> None:
        """A format may have something to write for no rows at all."""
        self.taker.end(documents)


@dataclass(frozen=True, slots=True)
class _Late:
    """A stream that is opened with its first bytes, so that a failed input leaves no empty file."""

    files: Files
    path: Path | None

    def write(self, data: bytes) -> int:
        return self.files(self.path).write(data)

    def flush(self) -> None:
        self.files(self.path).flush()


def emitted(result: Result, kinds: set[str]) -> bytes:
    """The removed texts of some kinds, a line or a block each."""
    return "".join(f"{gone.text.strip()}\n" for gone in result.removed if gone.category in kinds).encode("utf-8")


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file whatever its name; None where there is none, and for what is no regular file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
