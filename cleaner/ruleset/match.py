"""Rules against a document: candidates first, patterns on those, then shape, place and neighbours.

Phrases are compared by the hash of a line's words, words that a line is made of by theirs,
patterns are asked where their literals stand (candidates.py), elements by their names.
"""

from __future__ import annotations

import graphlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from cleaner.ruleset.candidates import LiteralIndex, unique
from cleaner.ruleset.languages import chosen
from cleaner.ruleset.markup import ElementIndex
from cleaner.ruleset.patterns import compiled
from cleaner.ruleset.reach import reached
from cleaner.ruleset.report import RuleReport
from cleaner.ruleset.rule import Rule
from cleaner.ruleset.words import LineTable, VocabularyTable
from cleaner.ruleset.zones import Zones
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
        self.literals = LiteralIndex(self.rules)
        self.languages = frozenset(rule.language for rule in self.rules if rule.language)
        names = np.array([rule.language for rule in self.rules], dtype=np.str_)
        self.of_language = {language: names == language for language in ("", *self.languages)}
        self.of_sites = [number for number, rule in enumerate(self.rules) if rule.hosts]
        self.bare_shape = [
            number
            for number, rule in enumerate(self.rules)
            if not (rule.patterns or rule.phrases or rule.made_of or rule.html)
        ]

    def find(self, blocks: Blocks, settings: Settings, report: RuleReport) -> Iterator[Evidence]:
        """Evidence of every rule that hits, rules that wait for others after those."""
        if not len(blocks):
            return
        languages, report.found = chosen(blocks, settings, self.languages)
        report.languages = tuple(sorted(languages & self.languages))
        if languages and not languages & self.languages:
            report.evidence = f"no phrase rules for {', '.join(sorted(languages))}; shape only"
        active = self._active(languages, _host(blocks.url))
        document = _Document(self, blocks, active, settings.rule_timeout)
        for number in document.expired:
            report.suspend(self.rules[number].id, f"its patterns took longer than {settings.rule_timeout:g} s")
        found: dict[int, Ints] = {}
        total = float(blocks.columns.words.sum())
        for number in self.order:
            if number not in document.matched or number in document.expired:
                continue
            rule = self.rules[number]
            hits = document.hits(number, found)
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

    def _active(self, languages: frozenset[str], host: str) -> Bools:
        """Rules of the languages, of every language and of the site."""
        active: Bools = self.of_language[""].copy()
        for language in languages & self.languages:
            active |= self.of_language[language]
        for number in self.of_sites:
            active[number] &= _covers(self.rules[number].hosts, host)
        return active


class _Document:
    """Where in one document the text and the elements are what rules ask for.

    matched: blocks by rule, before shape, place and neighbours are asked.
    expired: rules whose patterns took longer than `timeout` seconds.
    """

    def __init__(self, matcher: Matcher, blocks: Blocks, active: Bools, timeout: float) -> None:
        self.matcher, self.blocks = matcher, blocks
        self.zones = Zones(blocks)
        self.matched: dict[int, list[Ints]] = defaultdict(list)
        self.expired: dict[int, None] = {}
        for number, at in (*matcher.lines.find(blocks.columns), *matcher.elements.find(blocks, active)):
            if active[number]:
                self.matched[number].append(at)
        self.made_of = {number: at for number, at in matcher.vocabulary.find(blocks.columns) if active[number]}
        for number, at in self.made_of.items():
            if not matcher.rules[number].patterns and not matcher.rules[number].phrases:
                self.matched[number].append(at)
        everything = np.flatnonzero(self.zones.filled)
        for number in matcher.bare_shape:
            if active[number]:
                self.matched[number].append(everything)
        self._search(active, everything, timeout)

    def _search(self, active: Bools, everything: Ints, timeout: float) -> None:
        """Ask the patterns, rule by rule; a rule that runs out of its time is asked no more."""
        text = self.blocks.text
        for plain, odd in (("'", "’"), (" ", "\xa0"), (" ", "\u202f")):
            if odd in text:
                text = text.replace(odd, plain)
        numbers, patterns, at = self.matcher.literals.find(text, self.blocks, active)
        for number, pattern in self.matcher.literals.without:
            if active[number]:
                fitting = self._fitting(self.matcher.rules[number], everything)
                self._ask(number, [pattern] * len(fitting), fitting, text, timeout)
        edges = np.flatnonzero(numbers[1:] != numbers[:-1]) + 1
        low = 0
        for high in [*edges.tolist(), len(numbers)] if len(numbers) else []:
            self._ask(int(numbers[low]), patterns[low:high].tolist(), at[low:high], text, timeout)
            low = high

    def _ask(self, number: int, patterns: Sequence[int], at: Ints, text: str, timeout: float) -> None:
        if number in self.expired:
            return
        rule = self.matcher.rules[number]
        found: list[int] = []
        starts, ends = self.blocks.starts[at].tolist(), self.blocks.ends[at].tolist()
        started = perf_counter()
        try:
            for pattern, block, start, end in zip(patterns, at.tolist(), starts, ends, strict=True):
                if end - start > LONGEST_LINE:
                    continue
                left = timeout - (perf_counter() - started)
                if left <= 0:
                    raise TimeoutError
                line = text[start:end].strip(_EDGE)
                if compiled(rule.patterns[pattern], rule.case).search(line, timeout=left):
                    found.append(block)
        except TimeoutError:
            self.expired[number] = None
            return
        if found:
            self.matched[number].append(np.array(found, dtype=np.int64))

    def hits(self, number: int, found: dict[int, Ints]) -> Ints:
        """The blocks where everything that the rule asks holds; `found` are hits of rules before it."""
        rule = self.matcher.rules[number]
        parts = self.matched[number]
        hits = self._fitting(rule, unique(np.concatenate(parts)))
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

    def _measure(self, name: str, at: Ints) -> NDArray[np.float64]:
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
