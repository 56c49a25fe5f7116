"""Where cleaned documents go: standard output or one file, or a folder that mirrors the input."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from cleaner.cli.inputs import Input
from cleaner.readers import Document
from cleaner.types import Result
from cleaner.writers import Writer, record_lines


class Sink(Protocol):
    """Takes the results of one input."""

    def add(self, document: Document, result: Result) -> None:
        """One cleaned document."""
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
    """Files that are opened when there is something to write, and closed together."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._open: dict[Path, BinaryIO] = {}

    def __call__(self, path: Path | None) -> BinaryIO:
        """The stream of a path; None is standard output."""
        if path is None:
            return cast(BinaryIO, sys.stdout.buffer)
        if path not in self._open:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open[path] = self._stack.enter_context(path.open("wb"))
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
        self.files = Files()

    @contextmanager
    def sink(self, item: Input) -> Iterator[Sink]:
        """Where the documents of one input go."""
        choices = self.choices
        kinds = {kind for kind, path in choices.emit.items() if path is None}
        rows = item.reader.ROWS and choices.rows and (self.folder is not None or not kinds)
        files = Files()
        try:
            if rows:
                stream = _Late(self.files if self.folder is None else files, self.place(item, ""))
                with item.reader.write(cast(BinaryIO, stream), choices.field, texts=choices.texts) as taker:
                    yield _Rows(self, item, files, kinds, taker)
            else:
                yield _Texts(self, item, files, kinds)
        finally:
            files.close()

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
        if self.folder is None:
            return self.path
        name = item.place.name + ending if ending else item.place.name.removesuffix(".gz")
        return self.folder / item.place.with_name(name)


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
            self.files(output.place(item, ".removals.jsonl")).write(output.lines(result))
            for kind in sorted(self.kinds):
                self.files(output.place(item, f".{kind}.txt")).write(emitted(result, {kind}))
        output.extras(result)

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
