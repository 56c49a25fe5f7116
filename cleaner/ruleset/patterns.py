"""From what a rule says (starts, ends, contains, line, text) to patterns of the regex module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from cleaner.errors import RuleError
from cleaner.ruleset.wording import spelled

if TYPE_CHECKING:  # pydantic is for reading rule files, not for using them
    from cleaner.ruleset.schema import RuleForm


def patterns_of(form: RuleForm) -> tuple[str, ...]:
    """Every condition on the line's text as a pattern to search for."""
    found = list(form.text)
    found += [f"^(?:{pattern})$" for pattern in form.line]
    found += [f"^{_any(form.starts)}"] if form.starts else []
    found += [f"{_any(form.ends)}[.!…]?$"] if form.ends else []
    found += [_any(form.contains)] if form.contains else []
    return tuple(spelled(pattern) for pattern in found)


def _any(words: Sequence[str]) -> str:
    """One of some literal phrases, bounded where letters could run on."""
    return f"(?:{'|'.join(_bounded(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))})"


def _bounded(words: str) -> str:
    pattern = re.escape(words.strip()).replace(r"\ ", " ")
    before = r"\b" if _spaced(words.strip()[0]) else ""
    after = r"\b" if _spaced(words.strip()[-1]) else ""
    return before + pattern + after


def _spaced(char: str) -> bool:
    """Letters of scripts that set spaces between words: a boundary can be asked for."""
    return char.isalnum() and not "\u0e00" <= char <= "\u0eff" and not "\u3040" <= char <= "\u9fff"


@lru_cache(maxsize=20_000)
def compiled(pattern: str, case: bool) -> regex.Pattern[str]:
    """A pattern, compiled when the first line asks for it."""
    return regex.compile(pattern, regex.V1 | (0 if case else regex.IGNORECASE))


def checked(pattern: str, case: bool, name: str, where: str) -> regex.Pattern[str]:
    """A pattern of a rule, compiled; raises RuleError when it is wrong."""
    try:
        return compiled(pattern, case)
    except Exception as error:  # the regex module raises its own error and, for some inputs, others
        raise RuleError(f'{where}: rule "{name}": pattern {pattern!r} is wrong: {error}') from None
