"""Rules against a document: one pass over the text finds candidates, patterns look only at those.

Phrases are compared by the hash of a line's words, words that a line is made of by theirs,
patterns are asked only where one of their literals stands (Aho and Corasick 1975). A rule
costs next to nothing in documents that hold none of its literals.
"""

from __future__ import annotations

import graphlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from time import perf_counter

import ahocorasick_rs
import numpy as np

from cleaner.ruleset.languages import chosen
from cleaner.ruleset.markup import ElementIndex
from cleaner.ruleset.patterns import compiled
from cleaner.ruleset.reach import reached
from cleaner.ruleset.report import RuleReport
from cleaner.ruleset.rule import Rule
from cleaner.ruleset.words import LineTable, VocabularyTable
from cleaner.ruleset.zones import Zones
from cleaner.segment import chars
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Evidence, Ints, Points, Reason

LONGEST_LINE = 5_000  # characters; longer lines are no furniture, and patterns on them cost time
FREE_WORDS = 60  # words of a document below which a rule may take all of it
_EDGE = " \t\r\n\v\f\xa0\u200b\ufeff•·▪►▶»›→←‹«*_|#>–—-"
_NOTHING = np.zeros(0, dtype=np.int64)


class Matcher:
    """Rules prepared for any number of documents. Holds no state of a document."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.numbers = {rule.id: number for number, rule in enumerate(self.rules)}
        self.order = _ordered(self.rules)
        self.lines = LineTable([rule.phrases for rule in self.rules])
        self.vocabulary = VocabularyTable([rule.made_of for rule in self.rules])
        self.elements = ElementIndex(self.rules)
        self.languages = frozenset(rule.language for rule in self.rules if rule.language)
        self.without_literal: list[tuple[int, int]] = []  # rule, pattern
        self._prepare_literals()
        self.bare_shape = [
            number
            for number, rule in enumerate(self.rules)
            if not (rule.patterns or rule.phrases or rule.made_of or rule.html)
        ]

    def _prepare_literals(self) -> None:
        wanted: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, rule in enumerate(self.rules):
            for at in range(len(rule.patterns)):
                literals = rule.literals[at] if at < len(rule.literals) else ()
                if not literals:
                    self.without_literal.append((number, at))
                for literal in literals:
                    wanted[literal].append((number, at))
        literals_ = sorted(wanted)
        small = ahocorasick_rs.Implementation.ContiguousNFA  # the DFA is a third faster, and takes 30 ms to build
        self.automaton = ahocorasick_rs.AhoCorasick(literals_, implementation=small)
        owners = [pair for literal in literals_ for pair in wanted[literal]]
        self.owners = np.array(owners, dtype=np.int64).reshape(-1, 2)
        self.owner_start = np.cumsum([0, *(len(wanted[literal]) for literal in literals_)])

    def find(self, blocks: Blocks, settings: Settings, report: RuleReport) -> Iterator[Evidence]:
        """Evidence of every rule that hits, rules that wait for others after those."""
        if not len(blocks):
            return
        languages, report.found = chosen(blocks, settings, self.languages)
        report.languages = tuple(sorted(languages & self.languages))
        if languages and not languages & self.languages:
            report.evidence = f"no phrase rules for {', '.join(sorted(languages))}; shape only"
        host = _host(blocks.url)
        active = np.array([
            (not rule.language or rule.language in languages) and (not rule.hosts or _covers(rule.hosts, host))
            for rule in self.rules
        ], dtype=np.bool_)  # fmt: skip
        document = _Document(self, blocks, active)
        found: dict[int, Ints] = {}
        total = float(blocks.columns.words.sum())
        for number in self.order:
            if number not in document.asked:
                continue
            rule = self.rules[number]
            try:
                hits = document.hits(number, found, settings.rule_timeout)
            except TimeoutError:
                report.suspend(rule.id, f"its patterns took longer than {settings.rule_timeout:g} s")
                continue
            if not len(hits):
                continue
            taken = reached(hits, rule.reach, blocks, document.zones)
            if not rule.keep:
                words = float(blocks.columns.words[taken].sum())
                if words > FREE_WORDS and words > rule.share * total:
                    share = words / total
                    report.suspend(rule.id, f"it would take {share:.0%} of the words, more than {rule.share:.0%}")
                    continue
            found[number] = hits
            yield _evidence(rule, taken, hits, blocks)


class _Document:
    """Candidates of every rule in one document."""

    def __init__(self, matcher: Matcher, blocks: Blocks, active: Bools) -> None:
        self.matcher, self.blocks = matcher, blocks
        self.zones = Zones(blocks)
        text = blocks.text
        for plain, odd in (("'", "’"), (" ", "\xa0"), (" ", "\u202f")):
            if odd in text:
                text = text.replace(odd, plain)
        self.text = text
        self.certain: dict[int, list[Ints]] = defaultdict(list)  # blocks where the text condition holds
        self.possible: dict[int, list[tuple[int, Ints]]] = defaultdict(list)  # pattern, blocks to look at
        for number, at in matcher.lines.find(blocks.columns):
            if active[number]:
                self.certain[number].append(at)
        self.made_of = {number: at for number, at in matcher.vocabulary.find(blocks.columns) if active[number]}
        for number, at in self.made_of.items():
            if not matcher.rules[number].patterns and not matcher.rules[number].phrases:
                self.certain[number].append(at)
        for number, at in matcher.elements.find(blocks, active):
            self.certain[number].append(at)
        everything = np.flatnonzero(self.zones.filled)
        for number in matcher.bare_shape:
            if active[number]:
                self.certain[number].append(everything)
        for number, pattern in matcher.without_literal:
            if active[number]:
                self.possible[number].append((pattern, everything))
        self._look_for_literals(active)
        self.asked = self.certain.keys() | self.possible.keys()

    def _look_for_literals(self, active: Bools) -> None:
        matcher = self.matcher
        lowered = self.text.lower()
        if len(lowered) != len(self.text):  # İ and a few more grow when lowered
            codes = chars.lowered(chars.codepoints(self.text))
            lowered = codes.astype("<u4").tobytes().decode("utf-32-le")
        matches = matcher.automaton.find_matches_as_indexes(lowered, overlapping=True)
        if not matches:
            return
        table = np.array(matches, dtype=np.int64)
        block = np.searchsorted(self.blocks.starts, table[:, 1], side="right") - 1
        keys = _unique(table[:, 0] * len(self.blocks) + block)
        literal, block = keys // len(self.blocks), keys % len(self.blocks)
        counts = matcher.owner_start[literal + 1] - matcher.owner_start[literal]
        first = np.repeat(matcher.owner_start[literal] - np.cumsum(counts) + counts, counts)
        owners = matcher.owners[first + np.arange(counts.sum())]
        block = np.repeat(block, counts)
        alive = active[owners[:, 0]]
        owners, block = owners[alive], block[alive]
        order = np.lexsort((block, owners[:, 1], owners[:, 0]))
        owners, block = owners[order], block[order]
        edges = np.flatnonzero(np.any(owners[1:] != owners[:-1], axis=1)) + 1 if len(owners) else _NOTHING
        bounds = [0, *edges.tolist(), len(owners)] if len(owners) else []
        for low, high in pairwise(bounds):
            number, pattern = owners[low].tolist()
            self.possible[number].append((pattern, _unique(block[low:high])))

    def hits(self, number: int, found: dict[int, Ints], timeout: float) -> Ints:
        """The blocks where everything that the rule asks holds. Raises TimeoutError."""
        rule = self.matcher.rules[number]
        parts = [self._fitting(rule, at) for at in self.certain.get(number, ())]
        started = perf_counter()
        for pattern, at in self.possible.get(number, ()):
            parts.append(self._searched(rule, rule.patterns[pattern], self._fitting(rule, at), started, timeout))
        hits = _unique(np.concatenate(parts)) if len(parts) > 1 else parts[0]
        if rule.made_of and not rule.html:
            hits = np.intersect1d(hits, self.made_of.get(number, _NOTHING), assume_unique=True)
        if rule.inside is not None and len(hits):
            hits = hits[self.matcher.elements.inside(number, self.blocks)[hits]]
        for others, behind in ((rule.after, True), (rule.before, False)):
            if others and len(hits):
                near = [found.get(self.matcher.numbers.get(name, -1), _NOTHING) for name in others]
                hits = self.zones.near(hits, np.concatenate(near), rule.within, behind)
        if rule.run > 1 and len(hits):
            hits = self.zones.in_runs(hits, rule.run)
        return hits

    def _fitting(self, rule: Rule, at: Ints) -> Ints:
        """Those of the blocks whose shape and place the rule allows."""
        columns = self.blocks.columns
        for name, (low, high) in rule.shape.items():
            values = self._measure(name, at)
            at = at[(values >= low) & (values <= high)]
        if rule.ends_sentence is not None:
            at = at[columns.ends_sentence[at] == rule.ends_sentence]
        if not len(at):
            return at
        if rule.not_in:
            at = at[~self.zones.guarded(rule.not_in)[at]]
        if rule.place:
            at = at[self.zones.place(rule.place)[at]]
        return at

    def _measure(self, name: str, at: Ints) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        columns, markup = self.blocks.columns, self.blocks.markup
        if name == "words":
            return columns.words[at].astype(np.float64)
        if name == "chars":
            return columns.visible[at].astype(np.float64)
        if name == "capitals":
            return columns.upper[at] / np.maximum(columns.letters[at], 1)
        if name == "digits":
            return columns.digits[at] / np.maximum(columns.visible[at], 1)
        return markup.link_chars[at] / np.maximum(columns.visible[at], 1) if markup else np.zeros(len(at))

    def _searched(self, rule: Rule, pattern: str, at: Ints, started: float, timeout: float) -> Ints:
        found = []
        search = compiled(pattern, rule.case).search
        text = self.text
        starts, ends = self.blocks.starts[at].tolist(), self.blocks.ends[at].tolist()
        for block, start, end in zip(at.tolist(), starts, ends, strict=True):
            if end - start > LONGEST_LINE:
                continue
            left = timeout - (perf_counter() - started)
            if left <= 0:
                raise TimeoutError
            if search(text[start:end].strip(_EDGE), timeout=left):
                found.append(block)
        return np.array(found, dtype=np.int64)


def _evidence(rule: Rule, taken: Ints, hits: Ints, blocks: Blocks) -> Evidence:
    if len(taken) > len(hits):
        near = hits[np.maximum(np.searchsorted(hits, taken, side="right") - 1, 0)].tolist()
        lines = [
            f", reached from “{blocks.line(hit)[:60]}”" if hit != block else ""
            for hit, block in zip(near, taken.tolist(), strict=True)
        ]
        reason = Reason("{why}{reached}", {"why": rule.why.rstrip("."), "reached": lines})
    else:
        reason = Reason("{why}", {"why": rule.why.rstrip(".")})
    points: Points = "content" if rule.keep else "boilerplate"
    return Evidence(taken, points, rule.weight, rule.kind, rule.id, reason, rule.where, rule.sure)


def _unique(values: Ints) -> Ints:
    """Sorted, each once; np.unique spends more on its own set-up than on arrays of this size."""
    if len(values) < 2:
        return values
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))]


def _ordered(rules: Sequence[Rule]) -> list[int]:
    """Rules such that each stands behind those that it waits for (load.py has refused circles)."""
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    sorter: graphlib.TopologicalSorter[int] = graphlib.TopologicalSorter()
    for number, rule in enumerate(rules):
        sorter.add(number, *(numbers[other] for other in (*rule.after, *rule.before) if other in numbers))
    return list(sorter.static_order())


def _host(url: str | None) -> str:
    if not url:
        return ""
    rest = url.split("://", 1)[-1]
    return rest.split("/", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0].lower()


def _covers(hosts: Sequence[str], host: str) -> bool:
    return any(host == name or host.endswith("." + name) for name in hosts)
