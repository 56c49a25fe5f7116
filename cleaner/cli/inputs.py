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

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: `shown` names it in messages, `doc` in the record, `place` below an output folder."""

    path: Path
    shown: str
    doc: str
    place: Path
    reader: Reader


def find(paths: Sequence[Path], *, rows: bool, avoid: Path | None = None) -> tuple[list[Input], Counter[str]]:
    """All inputs in order, and the suffixes of files in folders that no reader knows.

    rows: standard input, and files whose suffix says nothing, hold JSON Lines.
    avoid: an output folder that may lie inside an input folder.
    """
    found: list[Input] = []
    unknown: Counter[str] = Counter()
    for path in paths or (STDIN,):
        if path.is_dir():
            for file in _walk(path, avoid):
                if suffix_of(file) in suffixes() and not file.name.endswith(".removals.jsonl"):
                    place = file.relative_to(path)
                    found.append(Input(file, str(file), place.as_posix(), place, reader_for(file)))
                else:
                    unknown[suffix_of(file) or "no suffix"] += 1
            continue
        reader = named("jsonl") if rows and suffix_of(path) not in suffixes() else reader_for(path)
        shown = "standard input" if path == STDIN else str(path)
        place = Path("stdin") if path == STDIN else Path(path.name)
        found.append(Input(path, shown, path.as_posix(), place, reader))
    return found, unknown


@contextmanager
def opened(item: Input) -> Iterator[BinaryIO]:
    """The input as a stream of bytes. Raises InputError where it cannot be opened."""
    if item.path == STDIN:
        yield cast(BinaryIO, sys.stdin.buffer)
        return
    try:
        stream = item.path.open("rb")
    except OSError as error:
        raise InputError(error.strerror or str(error)) from None
    with stream:
        yield stream


def _walk(folder: Path, avoid: Path | None) -> Iterator[Path]:
    """Files below a folder by name; what is hidden by a dot, and the output, are left alone."""
    skipped = avoid.resolve() if avoid else None
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (Path(here) / name).resolve() != skipped
        )
        yield from (Path(here) / name for name in sorted(files) if not name.startswith("."))
