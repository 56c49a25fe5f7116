"""Clean text and a record of what was removed.

In short:

    from cleaner import Cleaner, clean
    result = clean(source)          # str, bytes or Path; text or HTML
    result.text, result.removed
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from cleaner._version import __version__
from cleaner.errors import (
    CleanerError,
    InputError,
    LimitError,
    MissingExtraError,
    RecordError,
    RuleError,
    SettingsError,
)
from cleaner.pipeline import Cleaner
from cleaner.record import restore
from cleaner.ruleset import RuleSet
from cleaner.settings import Settings
from cleaner.types import KINDS, Block, Blocks, Evidence, Media, Removal, Result, Source, Verdicts

__all__ = [
    "KINDS", "Block", "Blocks", "Cleaner", "CleanerError", "Evidence", "InputError", "LimitError",
    "MissingExtraError", "RecordError", "Removal", "Result", "RuleError", "RuleSet", "Settings",
    "SettingsError", "Source", "Verdicts", "__version__", "clean", "restore",
]  # fmt: skip

_cleaner = lru_cache(maxsize=8)(Cleaner)


def clean(source: str | bytes | Path, *, kind: Media | None = None, url: str | None = None, **settings: Any) -> Result:
    """Clean one document with the default settings, or with those given by name.

    >>> clean("A line.\\n").text
    'A line.\\n'
    """
    return _cleaner(Settings(**settings)).clean(source, kind=kind, url=url)
