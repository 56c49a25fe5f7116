"""The examples of rules: run, and what came of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cleaner.ruleset import RuleReport, RuleSet
from cleaner.ruleset.documents import blocks_of
from cleaner.ruleset.load import check_references, read_pack, shipped_files, user_files
from cleaner.ruleset.pack import Pack
from cleaner.ruleset.rule import Rule
from cleaner.ruleset.schema import MarkedExample
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools

GOES = "[x] "  # in front of a line of an example that goes; the lines without it stay


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one rule, ready to run.

    want: "removes" (the rule takes the lines that go and no other), "keeps" (no rule takes
    anything), "todo" (a known miss: as "removes", but not failing).
    """

    rule: Rule
    want: str
    text: str
    html: bool
    goes: tuple[str, ...]  # lines that go; empty for all

    @property
    def short(self) -> str:
        """One line for people."""
        text = " ⏎ ".join(line.strip() for line in self.text.strip().splitlines())
        return text if len(text) <= 100 else text[:97] + "…"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an example; `problem` is empty when all is well."""

    case: Case
    problem: str
    hit: bool  # whether the rule itself hit anything

    @property
    def failed(self) -> bool:
        """A promise that does not hold; a known miss never fails."""
        return bool(self.problem) and self.case.want != "todo"

    @property
    def promote(self) -> bool:
        """A known miss that is none any more."""
        return self.case.want == "todo" and not self.problem


def all_packs(settings: Settings | None = None) -> list[Pack]:
    """Every shipped pack and the user's own, with their examples; a shipped file that the user names is there once."""
    settings = settings or Settings()
    files = {file.path.resolve(): file for file in [*shipped_files(), *user_files(settings.rules)]}
    packs = [read_pack(file) for file in files.values()]
    check_references([rule for pack in packs for rule in pack.rules])
    return packs


def cases(pack: Pack) -> Iterator[Case]:
    """The examples of a pack, rule by rule."""
    for entry, rule in zip(pack.form.rules, pack.rules, strict=True):
        for want, examples in (("removes", entry.removes), ("keeps", entry.keeps), ("todo", entry.todo)):
            for example in examples:
                yield _case(rule, want, example)


def _case(rule: Rule, want: str, example: str | MarkedExample) -> Case:
    if isinstance(example, MarkedExample):
        text = example.html if example.html is not None else example.text or ""
        return Case(rule, "todo" if example.todo else want, text, example.html is not None, tuple(example.goes))
    if example.lstrip().startswith("<"):
        return Case(rule, want, example, True, ())
    lines = example.splitlines()
    goes = tuple(line.removeprefix(GOES).strip() for line in lines if line.startswith(GOES))
    return Case(rule, want, "\n".join(line.removeprefix(GOES) for line in lines) + "\n", False, goes)


def run(packs: Sequence[Pack], chosen: Sequence[Pack] | None = None) -> list[Outcome]:
    """Run the examples of the chosen packs (of all, if none are named) against the rules of all packs."""
    rules = RuleSet(tuple({rule.id: rule for pack in packs for rule in pack.rules}.values()), "examples")
    return [_outcome(case, pack, rules) for pack in chosen or packs for case in cases(pack)]


def _outcome(case: Case, pack: Pack, rules: RuleSet) -> Outcome:
    settings = Settings(language=pack.language or None)
    host = f"https://{case.rule.hosts[0]}/" if case.rule.hosts else None
    blocks = blocks_of(case.text, "html" if case.html else "text", settings, host)
    filled = blocks.columns.filled
    mine, taken, protected = (np.zeros(len(blocks), dtype=np.bool_) for _ in range(3))
    report = RuleReport()
    takers: dict[int, str] = {}
    for evidence in rules.find(blocks, settings, report):
        if evidence.origin == case.rule.id:
            mine[evidence.blocks] = True
        if evidence.points_to == "content":
            protected[evidence.blocks] = True
        else:
            taken[evidence.blocks] = True
            takers.update(dict.fromkeys(evidence.blocks.tolist(), evidence.origin))
    if report.suspended:
        return Outcome(case, report.warnings[0], True)
    expected = _expected(case, blocks, filled)
    hit = bool(mine.any())
    if case.rule.keep:
        wrong = filled & expected & ~mine if case.want == "keeps" else mine
        what = "is not protected" if case.want == "keeps" else "is protected"
        return Outcome(case, _name(blocks, wrong, what), hit)
    if case.want == "keeps":
        wrong = taken & ~protected & filled
        by = sorted({takers[at] for at in np.flatnonzero(wrong).tolist()})
        return Outcome(case, _name(blocks, wrong, f"is taken by {', '.join(by)}"), hit)
    missed = _name(blocks, expected & filled & (~mine | protected), "is not taken")
    return Outcome(case, missed or _name(blocks, mine & filled & ~expected, "is taken too"), hit)


def _expected(case: Case, blocks: Blocks, filled: Bools) -> Bools:
    if not case.goes:
        return filled
    return np.array([blocks.line(at) in case.goes for at in range(len(blocks))], dtype=np.bool_)


def _name(blocks: Blocks, wrong: Bools, what: str) -> str:
    at = np.flatnonzero(wrong)
    return f"“{blocks.line(int(at[0]))[:80]}” {what}" if len(at) else ""
