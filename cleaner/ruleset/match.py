"""Rules against a document: candidates first, patterns on those, then shape, place and neighbours.

Phrases are compared by the hash of a line's words, words that a line is made of by theirs,
patterns are asked where their literals stand (candidates.py), elements by their names. All of it
is about pairs of a rule and a block, held in arrays: what a rule costs that finds nothing is an
entry in a table.
"""

from __future__ import annotations

import graphlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from cleaner.ruleset.asking import ask
from cleaner.ruleset.candidates import LiteralIndex, Triples
from cleaner.ruleset.conditions import Conditions
from cleaner.ruleset.languages import chosen
from cleaner.ruleset.markup import ElementIndex
from cleaner.ruleset.reach import reached
from cleaner.ruleset.report import RuleReport
from cleaner.ruleset.rule import Rule
from cleaner.ruleset.wording import Wording, wording
from cleaner.ruleset.words import LineTable, Pairs, VocabularyTable
from cleaner.ruleset.zones import Zones
from cleaner.segment.lookup import unique, within
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Evidence, Floats, Ints, Points, Reason

REACHED = 0.999  # of a rule's weight on lines that it only reaches: a rule that knows the line itself names its kind
FREE_WORDS = 60  # that a rule may take of any document: in a short text one notice is more than its share
EDITIONS = 64  # sets of languages whose tables of literals and words are kept at hand
_NOTHING = np.zeros(0, dtype=np.int64)


class Matcher:
    """Rules prepared for any number of documents. Holds no state of a document.

    Rules are numbered such that each stands behind those that it waits for.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = _ordered(rules)
        self.numbers = {rule.id: number for number, rule in enumerate(self.rules)}
        self.conditions = Conditions(self.rules)
        self.elements = ElementIndex(self.rules)
        self.languages = frozenset(rule.language for rule in self.rules if rule.language)
        self.of_sites = [number for number, rule in enumerate(self.rules) if rule.hosts]
        said = [bool(rule.patterns or rule.phrases) for rule in self.rules]
        self.bare_shape = [
            number for number, rule in enumerate(self.rules) if not (said[number] or rule.made_of or rule.html)
        ]
        # words that a line is made of are all that is asked, or asked beside patterns and phrases
        self.only_made_of = ~np.array(said, dtype=np.bool_)
        self.also_made_of = ~self.only_made_of & [bool(rule.made_of) and not rule.html for rule in self.rules]
        self.plain = np.array([_is_plain(rule) for rule in self.rules], dtype=np.bool_)
        self._editions: dict[frozenset[str], _Edition] = {}

    def find(self, blocks: Blocks, settings: Settings, report: RuleReport) -> Iterator[Evidence]:
        """Evidence of every rule that hits, rules that wait for others after those."""
        if not len(blocks):
            return
        languages, report.found = chosen(blocks, settings, self.languages)
        report.told = languages
        report.languages = tuple(sorted(languages & self.languages))
        if languages and not languages & self.languages:
            report.evidence = f"no phrase rules for {', '.join(sorted(languages))}; shape only"
        document = _Document(self, blocks, self._edition(languages & self.languages), settings.rule_timeout)
        for number in document.expired:
            report.suspend(self.rules[number].id, f"its patterns took longer than {settings.rule_timeout:g} s")
        found: dict[int, Ints] = {}
        words = blocks.columns.words
        total = float(words.sum())
        for number, hits in document.hits():
            rule = self.rules[number]
            if not self.plain[number]:
                hits = document.placed(number, hits, found)
                if not len(hits):
                    continue
            taken = reached(hits, rule.reach, blocks, document.zones)
            if not rule.keep:
                share = float(words[taken].sum())
                if share > FREE_WORDS and share > rule.share * total:
                    share /= total
                    report.suspend(rule.id, f"it would take {share:.0%} of the words, more than {rule.share:.0%}")
                    continue
            found[number] = hits
            yield _evidence(rule, taken, hits, blocks)

    def _edition(self, languages: frozenset[str]) -> _Edition:
        edition = self._editions.get(languages)
        if edition is None:
            if len(self._editions) >= EDITIONS:
                self._editions = {}
            edition = self._editions[languages] = _Edition(self.rules, languages)
        return edition


class _Edition:
    """The rules of some languages, and of every language; tables hold their words alone, for a start that is quick."""

    def __init__(self, rules: Sequence[Rule], languages: frozenset[str]) -> None:
        active = [not rule.language or rule.language in languages for rule in rules]
        heard = list(zip(rules, active, strict=True))
        self.active = np.array(active, dtype=np.bool_)
        self.literals = LiteralIndex(rules, self.active)
        self.lines = LineTable([rule.phrases if on else () for rule, on in heard], [rule.case for rule in rules])
        self.vocabulary = VocabularyTable([rule.made_of if on else () for rule, on in heard])


class _Document:
    """Where in one document the text and the elements are what rules ask for.

    expired: rules whose patterns took longer than `timeout` seconds.
    """

    def __init__(self, matcher: Matcher, blocks: Blocks, edition: _Edition, timeout: float) -> None:
        self.matcher, self.blocks = matcher, blocks
        self.zones = Zones(blocks)
        self.active = edition.active
        if matcher.of_sites:
            host = _host(blocks.url)
            self.active = self.active.copy()
            for number in matcher.of_sites:
                self.active[number] &= _covers(matcher.rules[number].hosts, host)
        self.page = matcher.elements.page(blocks)
        self.vocabulary = edition.vocabulary.find(blocks.columns)
        words = wording(blocks)
        named, (rules, patterns, places) = self._named(edition.lines), self._lines_to_ask(edition.literals, words)
        numbers, at = _joined([named, (rules, places)])
        some = self._allowed(numbers, at)
        known, lines = some[: len(named[0])], some[len(named[0]) :]
        triples = (rules[lines], patterns[lines], places[lines])
        asked, self.expired = ask(matcher.rules, triples, words, timeout)
        numbers, at = _joined([(named[0][known], named[1][known]), asked])
        if self.expired:
            some = ~np.isin(numbers, self.expired)
            numbers, at = numbers[some], at[some]
        self.keys = unique(numbers * len(blocks) + at)

    def hits(self) -> Iterator[tuple[int, Ints]]:
        """Rules and the blocks where all holds that they ask of a block alone."""
        numbers, at = np.divmod(self.keys, len(self.blocks))
        edges = [0, *((numbers[1:] != numbers[:-1]).nonzero()[0] + 1).tolist(), len(numbers)]
        for low, high in pairwise(edges):
            if low < high:
                yield int(numbers[low]), at[low:high]

    def placed(self, number: int, hits: Ints, found: dict[int, Ints]) -> Ints:
        """Those of a rule's hits that stand where it asks for; `found` are the hits of rules before it."""
        rule = self.matcher.rules[number]
        if rule.inside is not None:
            hits = hits[self.matcher.elements.inside(number, self.page, len(self.blocks))[hits]]
        for others, behind in ((rule.after, True), (rule.before, False)):
            if others and len(hits):
                near = [found.get(self.matcher.numbers.get(name, -1), _NOTHING) for name in others]
                hits = self.zones.near(hits, np.concatenate(near), rule.within, behind)
        return self.zones.in_runs(hits, rule.run) if rule.run > 1 else hits

    def _named(self, lines: LineTable) -> Pairs:
        """Rules and blocks that are what they name: a phrase, made of words, in an element, of a shape."""
        matcher, count = self.matcher, len(self.blocks)
        rules, at = self.vocabulary
        alone = matcher.only_made_of[rules]
        parts = [lines.find(self.blocks.columns, self.blocks.text), (rules[alone], at[alone])]
        if self.page:
            parts += [_with(number, at) for number, at in matcher.elements.find(self.page, self.active, count)]
        parts += [_with(number, self._everything) for number in matcher.bare_shape]
        return _joined(parts)

    def _lines_to_ask(self, literals: LiteralIndex, words: Wording) -> Triples:
        """Rules, patterns and blocks to ask, sorted by rule and pattern."""
        numbers, patterns, at = literals.find(words, self.blocks)
        if literals.without:
            pairs = [_with(number, self._everything) for number, _ in literals.without]
            numbers, at = _joined([(numbers, at), *pairs])
            more = [np.full(len(self._everything), pattern) for _, pattern in literals.without]
            patterns = np.concatenate([patterns, *more])
            order = np.lexsort((at, patterns, numbers))
            numbers, patterns, at = numbers[order], patterns[order], at[order]
        return numbers, patterns, at

    def _allowed(self, numbers: Ints, at: Ints) -> Bools:
        """Whether a rule is active, and the block has the shape, the place and the words that it asks for."""
        matcher, count = self.matcher, len(self.blocks)
        allowed = self.active[numbers] & matcher.conditions.hold(numbers, at, self.blocks, self.zones)
        made_of = (allowed & matcher.also_made_of[numbers]).nonzero()[0]
        if len(made_of):
            rules, blocks = self.vocabulary
            allowed[made_of] = within(rules * count + blocks, numbers[made_of] * count + at[made_of])
        return allowed

    @cached_property
    def _everything(self) -> Ints:
        return self.zones.filled.nonzero()[0]


def _with(number: int, at: Ints) -> Pairs:
    return np.full(len(at), number, dtype=np.int64), at


def _joined(parts: Sequence[Pairs]) -> Pairs:
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _is_plain(rule: Rule) -> bool:
    """Whether a rule asks nothing about other blocks."""
    return rule.inside is None and not rule.after and not rule.before and rule.run < 2


def _evidence(rule: Rule, taken: Ints, hits: Ints, blocks: Blocks) -> Evidence:
    weight: float | Floats = rule.weight
    if len(taken) > len(hits):
        near = hits[np.maximum(hits.searchsorted(taken, side="right") - 1, 0)]
        names = {hit: f", reached from “{blocks.line(hit)[:60]}”" for hit in unique(near).tolist()}
        lines = [names[hit] if hit != block else "" for hit, block in zip(near.tolist(), taken.tolist(), strict=True)]
        reason = Reason("{why}{reached}", {"why": rule.why.rstrip("."), "reached": lines})
        if rule.sure:
            weight = np.where(near == taken, rule.weight, rule.weight * REACHED)
    else:
        reason = Reason("{why}", {"why": rule.why.rstrip(".")})
    points: Points = "content" if rule.keep else "boilerplate"
    return Evidence(taken, points, weight, rule.kind, rule.id, reason, rule.where, rule.sure, own=rule.own)


def _ordered(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Rules such that each stands behind those that it waits for (load.py has refused circles)."""
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    sorter: graphlib.TopologicalSorter[int] = graphlib.TopologicalSorter()
    for number, rule in enumerate(rules):
        sorter.add(number, *(numbers[other] for other in (*rule.after, *rule.before) if other in numbers))
    return tuple(rules[number] for number in sorter.static_order())


def _host(url: str | None) -> str:
    if not url:
        return ""
    rest = url.split("://", 1)[-1]
    return rest.split("/", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0].lower()


def _covers(hosts: Sequence[str], host: str) -> bool:
    return any(host == name or host.endswith("." + name) for name in hosts)
