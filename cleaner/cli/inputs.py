"""What the command is to read: files, folders and standard input, as a list made before anything is written."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cleaner.errors import InputError
from cleaner.readers import Reader, named, reader_for, suffix_of, suffixes

STDIN = Path("-")  # this very object: Path("./-") is equal to it, and a file


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: `shown` names it in messages, `doc` in the record, `place` below an output folder."""

    path: Path
    shown: str
    doc: str
    place: Path
    reader: Reader


def path_of(value: str) -> Path:
    """The path that an argument names; `-` is standard input."""
    return STDIN if value == "-" else Path(value)


def in_utf8(name: str | Path) -> str:
    """A file's name as UTF-8 can hold it: bytes that are none stand as escapes, `caf\\xe9.txt`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def find(paths: Sequence[Path], *, rows: bool, avoid: Path | None = None) -> tuple[list[Input], Counter[str]]:
    """All inputs in order, and what is passed over in folders: suffixes that no reader knows, "hidden" names, pipes.

    rows: standard input, and files whose suffix says nothing, hold JSON Lines.
    avoid: an output folder that may lie inside an input folder.
    """
    found: list[Input] = []
    unknown: Counter[str] = Counter()
    hidden = pipes = 0
    for path in paths or (STDIN,):
        if path.is_dir():
            for file in _walk(path, avoid):
                if file.name.startswith("."):
                    hidden += 1
                elif not file.is_file() and file.exists():  # opening a pipe waits for who writes into it
                    pipes += 1
                elif suffix_of(file) in suffixes() and not file.name.endswith(".removals.jsonl"):
                    place = file.relative_to(path)
                    found.append(Input(file, in_utf8(file), in_utf8(place.as_posix()), place, reader_for(file)))
                else:
                    unknown[suffix_of(file) or "no suffix"] += 1
            continue
        reader = named("jsonl") if rows and suffix_of(path) not in suffixes() else reader_for(path)
        shown = "standard input" if path is STDIN else in_utf8(path)
        place = Path("stdin") if path is STDIN else Path(path.name)
        found.append(Input(path, shown, in_utf8(path.as_posix()), place, reader))
    for name, count in (("hidden", hidden), ("no regular file", pipes)):
        if count:
            unknown[name] = count
    return found, unknown


@contextmanager
def opened(item: Input) -> Iterator[BinaryIO]:
    """The input as a stream of bytes. Raises InputError where it cannot be opened."""
    if item.path is STDIN:
        yield cast(BinaryIO, sys.stdin.buffer)
        return
    try:
        stream = item.path.open("rb")
    except OSError as error:
        raise InputError(error.strerror or str(error)) from None
    with stream:
        yield stream


def _walk(folder: Path, avoid: Path | None) -> Iterator[Path]:
    """Files below a folder by name; the output is left alone, and a folder hidden by a dot comes as one name."""
    skipped = avoid.resolve() if avoid else None
    for here, folders, files in os.walk(folder):
        yield from (Path(here, name) for name in folders if name.startswith("."))
        folders[:] = sorted(name for name in folders if name[0] != "." and Path(here, name).resolve() != skipped)
        yield from (Path(here, name) for name in sorted(files))
