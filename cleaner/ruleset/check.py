"""Rules that look after rules: what is wrong or weak in rule files, beyond what the schema refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from cleaner.ruleset.examples import Outcome, cases, run
from cleaner.ruleset.literals import literals_of
from cleaner.ruleset.pack import Pack
from cleaner.ruleset.patterns import compiled
from cleaner.ruleset.rule import Rule
from cleaner.ruleset.words import hashed_lines

PATIENCE = 0.05  # seconds for one pattern on one line; a sane one takes a thousandth
STRETCH = 2_000  # characters of the lines that patterns are tried on
_FILLS = ("a", " ", "a ", "1", "1,", ".", "-", "Aa ", "a1", "é", "a-a ")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; `serious` fails the check."""

    where: str
    rule: str
    message: str
    serious: bool = True

    def __str__(self) -> str:
        return f"{self.where}: rule {self.rule!r}: {self.message}"


def check(
    packs: Sequence[Pack], chosen: Sequence[Pack] | None = None, outcomes: Sequence[Outcome] | None = None
) -> list[Finding]:
    """Everything there is to say about the chosen packs (about all, if none are named), in the order of the files.

    outcomes: of the chosen packs' examples, where they were run before.
    """
    wanted = list(chosen if chosen is not None else packs)
    found = list(_twice(packs))
    if outcomes is None:
        outcomes = run(packs, wanted) if wanted else []
    hit = {outcome.case.rule.id for outcome in outcomes if outcome.hit}
    for pack in wanted:
        examples = list(cases(pack))
        for rule in pack.rules:
            found += _of_rule(rule, [case.want for case in examples if case.rule.id == rule.id], rule.id in hit)
    return found


def _twice(packs: Sequence[Pack]) -> Iterator[Finding]:
    """Ids that two files of one folder claim; a user's pack may override on purpose."""
    first: dict[str, Rule] = {}
    for rule in (rule for pack in packs for rule in pack.rules):
        other = first.setdefault(rule.id, rule)
        if other is not rule and other.where.split("/")[0] == rule.where.split("/")[0]:
            yield Finding(rule.where, rule.id, f"has the id of {other.where}")


def _of_rule(rule: Rule, wants: Sequence[str], hit: bool) -> Iterator[Finding]:
    if not wants:
        yield Finding(rule.where, rule.id, "has no examples (give `removes` and `keeps`)")
    elif "keeps" not in wants or "removes" not in wants:
        missing = "removes" if "removes" not in wants else "keeps"
        serious = missing == "removes" and not rule.keep
        yield Finding(rule.where, rule.id, f"has no example under `{missing}`", serious)
    if wants and not hit:
        yield Finding(rule.where, rule.id, "is needed by no example: none of them is hit by it")
    for pattern in rule.patterns:
        slow = runs_away(pattern, rule.case)
        if slow:
            yield Finding(rule.where, rule.id, f"pattern {pattern!r} can run away, for instance on {slow!r}")
        elif literals_of(pattern) is None:
            message = f"pattern {pattern[:60]!r} has no fixed words, so every line is searched"
            yield Finding(rule.where, rule.id, message, serious=False)
    for phrase, value in zip(rule.phrases, hashed_lines(rule.phrases), strict=True):
        if value == 0:
            yield Finding(rule.where, rule.id, f"phrase {phrase!r} has no word in it, so it never matches")


def runs_away(pattern: str, case: bool) -> str:
    """A short name of the line on which a pattern takes too long, "" when none of those tried does.

    Tried are its own literals followed by many of the same characters: what nested and
    neighbouring repeats trip over (Cox 2007; Davis et al. 2018).
    """
    search = compiled(pattern, case).search
    heads = ["", *sorted(literals_of(pattern) or (), key=len)[:3]]
    spent = perf_counter()
    for head in heads:
        for fill in _FILLS:
            line = f"{head}{(fill * STRETCH)[:STRETCH]}!"
            try:
                search(line, timeout=PATIENCE)
            except TimeoutError:
                return f"{head}{fill * 3}…"
        if perf_counter() - spent > 20 * PATIENCE:
            break
    return ""
