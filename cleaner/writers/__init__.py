"""What a result is written as: one module a format, found by scanning this folder.

A writer is a module with `NAME` (the word for --format), `SUFFIX` (of files in an output folder) and
`write(result, texts=True) -> str`. `texts` is False where removed texts must not be kept.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from json import dumps  # by name: the module json of this folder takes the other
from typing import Protocol, cast

from cleaner.errors import SettingsError
from cleaner.types import Result


class Writer(Protocol):
    """What a module of this folder offers."""

    NAME: str
    SUFFIX: str

    def write(self, result: Result, *, texts: bool = True) -> str:
        """The result in this format, with its last newline."""
        ...


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, without importing them; a module is called like its format."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_")))


def load(name: str) -> Writer:
    """The writer of a format. Raises SettingsError for a name that is none."""
    if name not in names():
        raise SettingsError(f"unknown format {name!r}; formats are: {', '.join(names())}")
    return cast(Writer, importlib.import_module(f"{__name__}.{name}"))


def record_lines(result: Result, *, texts: bool = True) -> str:
    """The record as JSON Lines: the header, then one line for each removal (docs/record.md)."""
    return "".join(dumps(item, ensure_ascii=False) + "\n" for item in result.record(texts=texts))
