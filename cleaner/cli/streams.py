"""The standard streams as the command needs them, also where the caller closed one."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Any


def prepare() -> None:
    """UTF-8 on standard output, whatever the terminal says, and something in the place of each closed stream."""
    for name, called in (("stdin", "standard input"), ("stdout", "standard output"), ("stderr", "")):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)  # takes the stream's number; else the next file that is opened gets it
            setattr(sys, name, _stand_in(called) if called else io.StringIO())  # talk that nobody wants to hear
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # names of files need not be UTF-8


class _Closed(io.RawIOBase):
    """A stream that the caller closed: whoever uses it is told so, which None does not."""

    def __init__(self, called: str) -> None:
        super().__init__()
        self._error = OSError(errno.EBADF, "is closed", called)

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        raise self._error

    def write(self, data: Any) -> int:
        raise self._error


def _stand_in(called: str) -> io.TextIOWrapper:
    raw: Any = _Closed(called)
    return io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
