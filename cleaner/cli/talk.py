"""What the command says to people: on stderr, one line each, quiet or talkative as asked."""

from __future__ import annotations

import functools
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, ParamSpec, TypeVar

from cleaner.errors import CleanerError

OK, SOME_FAILED, FAILED = 0, 1, 2
INTERRUPTED = 130  # 128 + SIGINT, as shells count
REMEDIES = {  # for "raise …" in errors of the library; not every limit has an option
    "max_chars": "raise --max-chars",
    "deadline": "raise --deadline",
    "max_blocks": "split it, or use Python: Settings(max_blocks=…)",
    "max_depth": "use Python: Settings(max_depth=…)",
}

P = ParamSpec("P")
T = TypeVar("T")


class Talk:
    """Errors always, notes unless quiet, details when verbose; progress on a terminal only."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._progress: Any = None
        self._task: Any = None

    def error(self, message: str) -> None:
        """What went wrong, and for which document."""
        self._say(message)

    def note(self, message: str) -> None:
        """What a user should know although nothing went wrong."""
        if not self.quiet:
            self._say(message)

    def detail(self, message: str) -> None:
        """What only `-v` shows."""
        if self.verbose:
            self._say(message)

    def block(self, text: str) -> None:
        """Lines that belong to the error above them."""
        self._write(f"{text}\n")

    def trace(self) -> None:
        """The traceback of an error of our own, with `-v`."""
        if self.verbose:
            self._write(traceback.format_exc())

    def _say(self, message: str) -> None:
        self._write(f"cleaner: {' '.join(message.splitlines())}\n")

    def _write(self, text: str) -> None:
        if self._progress is not None:
            self._progress.console.out(text, end="", highlight=False)
            return
        sys.stderr.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))
        sys.stderr.flush()

    @contextmanager
    def progress(self, total: int) -> Iterator[None]:
        """A bar over `total` inputs, where somebody looks and there is more than one."""
        if self.quiet or total < 2 or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        with Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=Console(stderr=True), transient=True,
        ) as self._progress:  # fmt: skip
            self._task = self._progress.add_task("cleaning", total=total)
            try:
                yield
            finally:
                progress, self._progress = self._progress, None
                progress.refresh()

    def advance(self) -> None:
        """One input is done."""
        if self._progress is not None:
            self._progress.advance(self._task)


def told(error: CleanerError) -> str:
    """What an error says, with what a user of the command can do about it."""
    return re.sub(r"(?<=\()raise (\w+)(?=\))", lambda found: REMEDIES.get(found[1], found[0]), str(error))


def guarded(command: Callable[P, int]) -> Callable[P, None]:
    """Turns what a command returns or raises into an exit code, without a traceback.

    A closed pipe is how `head` says that it has enough: quiet, and not a failure.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            _abandon_stdout()
            code = OK
        except KeyboardInterrupt:
            _abandon_stdout()
            code = INTERRUPTED
        except CleanerError as error:
            code = complain(str(error))
        except OSError as error:
            code = complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        raise SystemExit(code)

    return run


def complain(message: str) -> int:
    """One line on stderr; the exit code that goes with it."""
    Talk().error(message)
    return FAILED


def give_up(message: str) -> NoReturn:
    """Wrong usage: one line and exit code 2."""
    raise SystemExit(complain(message))


def _abandon_stdout() -> None:
    """Nothing more is written, not even by the interpreter on its way out."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError):  # a stdout that is no file: a test's
        pass
