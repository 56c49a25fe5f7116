"""Clean text as it is: the input's own characters, minus what the record holds."""

from __future__ import annotations

from cleaner.types import Result

NAME = "text"
SUFFIX = ".txt"


def write(result: Result, *, texts: bool = True) -> str:
    """The clean text, nothing added: `restore` needs it so."""
    return result.text
