"""Literals of a pattern: every match holds one of them, or there are none."""

from __future__ import annotations

from functools import cache

import pytest

from cleaner.ruleset.examples import all_packs, cases
from cleaner.ruleset.literals import holds_digit, literals_of, opening_of, prefilter
from cleaner.ruleset.patterns import compiled
from cleaner.ruleset.wording import lowered, spelled


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^(read|see) more\b", {"read more", "see more"}),
        (r"subscrib(?:e|ing) to", {"subscribe to", "subscribing to"}),
        (r"^\d+ comments?$", {" comment"}),
        (r"colou?r chart", {"color chart", "colour chart"}),
        (r"©|\(c\) \d{4}", {"©", "(c) "}),
        (r"関連", {"関連"}),
        (r"(?:foo)?", None),
        (r"a|bcd", None),
        (r"\p{Lu}+", None),
        (r"[a-z]+\d", None),
        (r"(?!foo)bar baz", {"bar baz"}),
        (r"^(?=.*\b(?:our|we)\b)(?=.*\b(?:letters?|briefing)\b)", {"letter", "briefing"}),
        (r"^(?=.*\bletter)(?!.*said)(?:.*inbox)?", {"letter"}),
        (r"(?<=the )\w+ (?=[a-z])", {"the "}),
        (r"(?:(?=.*letter)|our) \d", {"letter", "our"}),
        (r"(?=.*letter)?\d", None),
        (r"(?i:Read) on", {"read on"}),
        (r"(broken", None),
    ],
)
def test_literals(pattern: str, expected: set[str] | None) -> None:
    found = literals_of(pattern)
    assert (set(found) if found else None) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^(?:please )?sign up", {"please sign up", "sign up"}),
        (r"^\W*page \d", {"page "}),
        (r"^read more|newsletter", None),
        (r"read more", None),
        (r"^.*read more", None),
        (r"^(?:the )?(?:\w+ )?newsletter", None),
    ],
)
def test_what_a_line_begins_with(pattern: str, expected: set[str] | None) -> None:
    found = opening_of(pattern)
    assert (set(found) if found else None) == expected


def test_no_example_of_a_shipped_rule_slips_through_the_pre_filter() -> None:
    asked = cache(prefilter)
    for pack in all_packs():
        for case in cases(pack):
            for line in spelled(case.text).splitlines():
                for pattern in case.rule.patterns:
                    literals, front, also = asked(pattern)
                    if literals and compiled(pattern, case.rule.case).search(line.strip()):
                        assert any(literal in lowered(line) for literal in literals), (pattern, line, front)
                        assert not also or any(literal in lowered(line) for literal in also), (pattern, line, also)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            r"(?:our|a) newsletter\b.{0,40}\b(?:inbox|mail)",
            ({"our newsletter", "a newsletter"}, False, {"inbox", "mail"}),
        ),
        (r"^(?:sign up|join)\b.{0,40}\bnewsletter", ({"newsletter"}, False, {"sign up", "join"})),
        (r"^(?:sign up|join)\b.{0,40}\bour", ({"sign up", "join"}, True, {"our"})),
        (r"^(?:sign up|join)\b.{0,40}\bletters", ({"sign up", "join"}, True, {"letters"})),
        (r"^(?=.*\bletters?\b)(?=.*\b(?:our|we)\b).*inbox", ({"letter"}, False, {"inbox"})),
        (r"(?:a letter.*inbox|our mail.*door)", ({"a letter", "our mail"}, False, {"inbox", "door"})),
        (r"(?:a letter.*inbox|our mail)", ({"a letter", "our mail"}, False, set())),
        (r"letter(?:.*inbox)?", ({"letter"}, False, set())),
        (r"letter.*\bx\b", ({"letter"}, False, set())),
    ],
)
def test_what_must_stand_beside(pattern: str, expected: tuple[set[str], bool, set[str]]) -> None:
    literals, front, also = prefilter(pattern)
    assert (set(literals), front, set(also)) == expected


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"(?:may|june) \d{1,2},? \d{4}", True),
        (r"\d+ ago|in \d+ days", True),
        (r"\d* comments", False),
        (r"(?:\d+|an?) hours? ago", False),
        (r"page(?= \d)", True),
        (r"page(?! \d)", False),
        (r"\w+ 2024", False),
    ],
)
def test_a_pattern_that_needs_a_digit_is_known(pattern: str, needed: bool) -> None:
    assert holds_digit(pattern) is needed
