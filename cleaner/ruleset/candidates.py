"""Lines worth a look: one pass over a text for the literals of many patterns (Aho and Corasick 1975).

A pattern is asked only where one of its literals stands, at the front of the line when the
pattern is bound to it, and where the line has a length that the rule takes and a digit when the
pattern needs one. A rule costs next to nothing in documents that hold none of its literals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

import ahocorasick_rs
import numpy as np

from cleaner.ruleset.rule import Rule
from cleaner.ruleset.wording import Wording, lowered
from cleaner.segment.lookup import spread, unique
from cleaner.types import Blocks, Bools, Ints

_ANY = (0.0, np.inf)
_NOTHING = np.zeros(0, dtype=np.int64)
_SMALL = ahocorasick_rs.Implementation.ContiguousNFA  # a DFA is faster alone, slower beside what else needs the cache

Triples = tuple[Ints, Ints, Ints]  # rules, patterns and blocks, shape (k,) each


class LiteralIndex:
    """The literals of the rules that are `active` in one automaton.

    Rules of other languages are left out: they hit as often as those that are asked.
    """

    def __init__(self, rules: Sequence[Rule], active: Bools) -> None:
        self.without: list[tuple[int, int]] = []  # rule and pattern that have no literal
        wanted: defaultdict[str, list[tuple[int, int, bool, bool]]] = defaultdict(list)
        for number in active.nonzero()[0].tolist():
            rule = rules[number]
            for at in range(len(rule.patterns)):
                literals = rule.literals[at] if at < len(rule.literals) else ()
                leads = at < len(rule.leads) and rule.leads[at]
                digits = at < len(rule.digits) and rule.digits[at]
                if not literals:
                    self.without.append((number, at))
                for literal in literals:
                    wanted[literal].append((number, at, leads, digits))
        literals_ = sorted(wanted)
        self.automaton = ahocorasick_rs.AhoCorasick(literals_, implementation=_SMALL)
        owners = [owner for literal in literals_ for owner in wanted[literal]]
        self.rules = np.array([owner[0] for owner in owners], dtype=np.int64)
        self.patterns = np.array([owner[1] for owner in owners], dtype=np.int64)
        self.leads = np.array([owner[2] for owner in owners], dtype=np.bool_)
        self.digits = np.array([owner[3] for owner in owners], dtype=np.bool_)
        self.counts = np.array([len(wanted[literal]) for literal in literals_], dtype=np.int64)
        self.first = self.counts.cumsum() - self.counts
        self.words = np.array([rule.shape.get("words", _ANY) for rule in rules], dtype=np.float64).reshape(-1, 2)
        self.most_patterns = max((len(rule.patterns) for rule in rules), default=1)

    def find(self, words: Wording, blocks: Blocks) -> Triples:
        """Rules, patterns and blocks to look at, in this order and each once."""
        matches = self.automaton.find_matches_as_indexes(lowered(words.text), overlapping=True)
        if not matches:
            return _NOTHING, _NOTHING, _NOTHING
        flat = np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches))
        literal, start = flat[::3], flat[1::3]
        block = words.ends.searchsorted(start, side="right")
        front = _in_front(start if words.origin is None else words.origin[start], block, blocks)
        which, origin = spread(self.first[literal], self.counts[literal])  # each pattern that asked for the literal
        some = front[origin] | ~self.leads[which]
        which, block = which[some], block[origin[some]]
        rule, columns = self.rules[which], blocks.columns
        long, limits = columns.words[block], self.words[rule]
        some = (long >= limits[:, 0]) & (long <= limits[:, 1]) & ((columns.digits[block] > 0) | ~self.digits[which])
        keys = unique(((rule * self.most_patterns + self.patterns[which]) * len(blocks) + block)[some])
        pairs, block = np.divmod(keys, len(blocks))
        rule, pattern = np.divmod(pairs, self.most_patterns)
        return rule, pattern, block


def _in_front(start: Ints, block: Ints, blocks: Blocks) -> Bools:
    """Whether no word begins before these offsets in their blocks."""
    columns = blocks.columns
    if not len(columns.word_start):
        return np.ones(len(start), dtype=np.bool_)
    before = columns.word_start.searchsorted(start) - 1
    alone: Bools = (before < 0) | (columns.word_block[np.maximum(before, 0)] != block)
    return alone
