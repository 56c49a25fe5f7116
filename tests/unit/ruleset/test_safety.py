"""A rule file is data from a stranger: patterns that explode are switched off, and named."""

from __future__ import annotations

import time

import pytest

from cleaner import Cleaner
from cleaner.ruleset import RuleReport
from cleaner.ruleset.check import check, runs_away
from cleaner.ruleset.pack import parse
from cleaner.settings import Settings
from tests.unit.ruleset.support import rule, ruleset, taken, written

EXPLODES = [
    (r"^(a+)+$", "a" * 60 + "!"),
    (r"^(a|aa)+$", "a" * 90 + "!"),
    (r"^(\w+\s?)*$", "word " * 40 + "!"),
    (r"^(.*,){12}x", "1," * 60 + "!"),
    (r"^(?:(?:a*)*)*b$", "a" * 60 + "!"),
    (r"^(.|[a-z])+\d$", "a" * 60),
    (r"^(?:read|more|read more|\s)+$", "read more " * 30 + "!"),
    (r"^([a-zA-Z0-9._-]+)*@", "a" * 60),
]


@pytest.mark.parametrize(("pattern", "line"), EXPLODES)
def test_a_pattern_that_explodes_costs_its_time_and_no_more(pattern: str, line: str) -> None:
    rules = ruleset(rule(f"text: '{pattern}'\nwords: ..500", "bad") + rule("phrases: [buy a boat]", "good"))
    report = RuleReport()
    started = time.perf_counter()
    assert "Buy a boat" in taken(rules, f"{line}\n" * 50 + "Buy a boat\n", report=report, rule_timeout=0.1)
    assert time.perf_counter() - started < 10
    if report.suspended:  # the regex module sees through some of them
        assert report.suspended == ["mine/bad"]
        assert "took longer than 0.1 s" in report.warnings[0]


def test_some_of_them_do_explode() -> None:
    slow = 0
    for pattern, line in EXPLODES:
        report = RuleReport()
        taken(ruleset(rule(f"text: '{pattern}'\nwords: ..500")), f"{line}\n", report=report, rule_timeout=0.05)
        slow += bool(report.suspended)
    assert slow >= 2


def test_the_document_comes_out_and_its_warnings_name_the_rule(tmp_path) -> None:
    bad = written(tmp_path, "kind: other\nrules:\n" + rule(r"text: '^(a|aa)+$'" + "\nwords: ..500"))
    result = Cleaner(Settings(rules=(bad,), rule_timeout=0.05, learned=False)).clean(
        "a" * 90 + "!\nThe end.\n", kind="text"
    )
    assert "The end." in result.text
    assert any("mine/one was switched off" in warning for warning in result.warnings)


@pytest.mark.parametrize("pattern", [r"^(a|aa)+$", r"^(?:.|[a-z])+\d$"])
def test_the_check_finds_patterns_that_run_away(pattern: str) -> None:
    assert runs_away(pattern, False)
    pack = parse("kind: other\nrules:\n" + rule(f"text: '{pattern}'\nremoves: aaa\nkeeps: b!"), "x", "x.yaml")
    assert any("can run away" in str(finding) for finding in check([pack]))


@pytest.mark.parametrize(
    "pattern", [r"^read more\b", r"\b(?:sign up|subscribe)\b.{0,50}\bnewsletter\b", r"^\W*page \d+\W*$"]
)
def test_the_check_lets_sane_patterns_pass(pattern: str) -> None:
    assert not runs_away(pattern, False)


def test_the_check_asks_for_examples_and_for_rules_that_hit() -> None:
    bare = parse("kind: other\nrules:\n" + rule("phrases: [a boat]"), "x", "x.yaml")
    assert any("has no examples" in str(finding) for finding in check([bare]))
    idle = parse("kind: other\nrules:\n" + rule("phrases: [a boat]\nremoves: a ship\nkeeps: a bridge"), "x", "x.yaml")
    assert any("needed by no example" in str(finding) for finding in check([idle]))


def test_one_line_of_a_million_characters_is_passed_over_quickly() -> None:
    rules = ruleset(rule("text: '(share.*)+now'\nwords: ..9999999"))
    started = time.perf_counter()
    taken(rules, "share " * 170_000 + "\n")
    assert time.perf_counter() - started < 3
