"""Lines worth a look: one pass over a text for the literals of all patterns (Aho and Corasick 1975).

A pattern is asked only where one of its literals stands, at the front of the line when the
pattern is bound to it, and where the line has a length that the rule takes. A rule costs next
to nothing in documents that hold none of its literals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import ahocorasick_rs
import numpy as np

from cleaner.ruleset.rule import Rule
from cleaner.segment import chars
from cleaner.types import Blocks, Bools, Ints

_ANY = (0.0, np.inf)
_NOTHING = np.zeros(0, dtype=np.int64)


class LiteralIndex:
    """The literals of many rules in one automaton."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.without: list[tuple[int, int]] = []  # rule and pattern that have no literal
        wanted: defaultdict[str, list[tuple[int, int, bool]]] = defaultdict(list)
        for number, rule in enumerate(rules):
            for at in range(len(rule.patterns)):
                literals = rule.literals[at] if at < len(rule.literals) else ()
                leads = at < len(rule.leads) and rule.leads[at]
                if not literals:
                    self.without.append((number, at))
                for literal in literals:
                    wanted[literal].append((number, at, leads))
        literals_ = sorted(wanted)
        small = ahocorasick_rs.Implementation.ContiguousNFA  # the DFA is a third faster, and takes 30 ms to build
        self.automaton = ahocorasick_rs.AhoCorasick(literals_, implementation=small)
        owners = [owner for literal in literals_ for owner in wanted[literal]]
        self.owners = np.array([owner[:2] for owner in owners], dtype=np.int64).reshape(-1, 2)
        self.leads = np.array([owner[2] for owner in owners], dtype=np.bool_)
        self.first = np.cumsum([0, *(len(wanted[literal]) for literal in literals_)])
        self.words = np.array([rule.shape.get("words", _ANY) for rule in rules], dtype=np.float64).reshape(-1, 2)
        self.most_patterns = max((len(rule.patterns) for rule in rules), default=1)

    def find(self, text: str, blocks: Blocks, active: Bools) -> tuple[Ints, Ints, Ints]:
        """Rules, patterns and blocks to look at, shape (k,) each, in this order and each once."""
        lowered = text.lower()
        if len(lowered) != len(text):  # İ and a few more grow when lowered
            lowered = chars.lowered(chars.codepoints(text)).astype("<u4").tobytes().decode("utf-32-le")
        matches = self.automaton.find_matches_as_indexes(lowered, overlapping=True)
        if not matches:
            return _NOTHING, _NOTHING, _NOTHING
        table = np.array(matches, dtype=np.int64)
        literal, start = table[:, 0], table[:, 1]
        block = np.searchsorted(blocks.starts, start, side="right") - 1
        front = _in_front(start, block, blocks)
        counts = self.first[literal + 1] - self.first[literal]
        before = np.repeat(self.first[literal] - np.cumsum(counts) + counts, counts)
        which = before + np.arange(counts.sum())  # one entry for each pattern that asked for the literal
        block = np.repeat(block, counts)
        rule, pattern = self.owners[which, 0], self.owners[which, 1]
        words = blocks.columns.words[block]
        alive = active[rule] & (np.repeat(front, counts) | ~self.leads[which])
        alive &= (words >= self.words[rule, 0]) & (words <= self.words[rule, 1])
        keys = (rule[alive] * self.most_patterns + pattern[alive]) * len(blocks) + block[alive]
        keys = unique(keys)
        pairs = keys // len(blocks)
        return pairs // self.most_patterns, pairs % self.most_patterns, keys % len(blocks)


def _in_front(start: Ints, block: Ints, blocks: Blocks) -> Bools:
    """Whether no word begins before these offsets in their blocks."""
    columns = blocks.columns
    if not len(columns.word_start):
        return np.ones(len(start), dtype=np.bool_)
    before = np.searchsorted(columns.word_start, start) - 1
    alone: Bools = (before < 0) | (columns.word_block[np.maximum(before, 0)] != block)
    return alone


def unique(values: Ints) -> Ints:
    """Sorted, each once; np.unique spends more on its own set-up than on arrays of this size."""
    if len(values) < 2:
        return values
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))]
