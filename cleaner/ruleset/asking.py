"""Patterns asked of lines, each rule within its time."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

import numpy as np

from cleaner.ruleset.candidates import Triples
from cleaner.ruleset.patterns import checked
from cleaner.ruleset.rule import Rule
from cleaner.ruleset.wording import Wording, lowered
from cleaner.ruleset.words import Pairs

LONGEST_LINE = 5_000  # characters; longer lines are no furniture, and patterns on them cost time
_EDGE = " \t\r\n\v\f\xa0\u200b\ufeff•·▪►▶»›→←‹«*_|#>–—-"


def ask(rules: Sequence[Rule], triples: Triples, words: Wording, timeout: float) -> tuple[Pairs, list[int]]:
    """The pairs of a rule and a block whose line holds the pattern, and the rules that ran out of their time.

    triples: sorted by rule and pattern. timeout: seconds for all the patterns of a rule in this document.
    """
    numbers, patterns, at = triples
    text, starts, ends = words.text, words.starts[at].tolist(), words.ends[at].tolist()
    found_numbers: list[int] = []
    found_at: list[int] = []
    expired: dict[int, None] = {}
    lines: dict[int, tuple[str, str]] = {}  # as patterns and as literals see it
    also, search = tuple[str, ...](), None
    last, started = (-1, -1), 0.0
    for number, pattern, block, start, end in zip(
        numbers.tolist(), patterns.tolist(), at.tolist(), starts, ends, strict=True
    ):
        if end - start > LONGEST_LINE or number in expired:
            continue
        now = perf_counter()
        if (number, pattern) != last:
            if number != last[0]:
                started = now
            last, rule, search = (number, pattern), rules[number], None
            also = rule.also[pattern] if pattern < len(rule.also) else ()
        line, lower = lines.get(block) or ("", "")
        if not line:
            line = text[start:end].strip(_EDGE)
            lower = lowered(line)
            lines[block] = line, lower
        if also and not _holds(lower, also):
            continue
        search = search or checked(rule.patterns[pattern], rule.case, rule.id, rule.where).search
        left = timeout - (now - started)
        try:
            if left > 0 and search(line, timeout=left):
                found_numbers.append(number)
                found_at.append(block)
        except TimeoutError:
            left = 0.0
        if left <= 0:
            expired[number] = None
    pairs = np.array(found_numbers, dtype=np.int64), np.array(found_at, dtype=np.int64)
    return pairs, list(expired)


def _holds(line: str, literals: Sequence[str]) -> bool:
    for literal in literals:  # noqa: SIM110 (a loop costs half of what a generator does, a hundred times a document)
        if literal in line:
            return True
    return False
