"""Over a sentence between two paragraphs a shipped rule is a hint; at the edges, and in runs, it decides."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.ruleset.amid import WEIGHT, weighed
from cleaner.types import Evidence, Reason
from tests.helpers import PROSE, blocks_of

SENTENCE = "All rights are reserved to the crown, and to nobody else."
BUTTON = "All rights reserved"


def sure(*lines: int, kind: str = "legal-notice", own: bool = False, **values: list[str]) -> Evidence:
    """Evidence of a rule that takes these lines."""
    template = "rights" + "".join(f" {{{name}}}" for name in values)
    return Evidence(np.array(lines), "boilerplate", 0.97, kind, "en/one", Reason(template, values), sure=True, own=own)


def decided(lines: tuple[str, ...], *evidence: Evidence) -> set[int]:
    """The lines over which some piece of evidence has the last word."""
    found = weighed(evidence, blocks_of(*lines))
    return {line for item in found if item.sure for line in item.blocks.tolist()}


def test_a_sentence_between_two_paragraphs_is_not_decided_by_a_rule() -> None:
    lines = PROSE, SENTENCE, PROSE
    assert decided(lines, sure(1)) == set()
    (item,) = weighed([sure(1)], blocks_of(*lines))
    assert (item.weight, item.kind) == (WEIGHT, "legal-notice")


@pytest.mark.parametrize(
    "lines",
    [
        (PROSE, BUTTON, PROSE),  # no sentence
        (PROSE, PROSE, SENTENCE),  # at the end
        (SENTENCE, PROSE, PROSE),
    ],
)
def test_elsewhere_the_rule_decides(lines: tuple[str, ...]) -> None:
    at = next(number for number, line in enumerate(lines) if line != PROSE)
    assert decided(lines, sure(at)) == {at}


@pytest.mark.parametrize("kind", ["advertisement", "cookie-notice", "newsletter-signup", "paywall-notice"])
def test_a_box_that_sites_set_into_articles_is_decided_by_its_rule(kind: str) -> None:
    assert decided((PROSE, SENTENCE, PROSE), sure(1, kind=kind)) == {1}


def test_a_notice_of_several_paragraphs_is_one() -> None:
    assert decided((PROSE, PROSE, PROSE, PROSE), sure(1, 2)) == {1, 2}
    assert decided((PROSE, PROSE, PROSE, PROSE), sure(1)) == set()


def test_a_line_of_speech_is_no_button() -> None:
    lines = "— I accept.", "— Follow me.", "— Where to?", BUTTON
    assert decided(lines, sure(0, 1, 3)) == {3}


def test_the_callers_own_rules_have_the_last_word() -> None:
    assert decided((PROSE, SENTENCE, PROSE), sure(1, own=True)) == {1}


def test_reasons_go_with_their_lines() -> None:
    split = list(weighed([sure(1, 3, why=["one", "two"])], blocks_of(PROSE, SENTENCE, PROSE, BUTTON)))
    assert [(item.blocks.tolist(), item.sure, item.reason.read(0)) for item in split] == [
        ([3], True, "rights two"),
        ([1], False, "rights one"),
    ]


@pytest.mark.parametrize("certain", [True, False])
def test_a_report_is_not_decided_by_a_rule(certain: bool) -> None:
    kept = Evidence(np.array([0]), "content", 0.8, "other", "en/reported", Reason("reports"), sure=certain)
    lines = SENTENCE, BUTTON
    assert decided(lines, sure(0, 1), kept) == ({0, 1} if certain else {1})


QUESTION = "Why does the catalogue forget me?"
ANSWER = "Your browser clears cookies when it closes."
TERMS = (
    "By the use of the boats you accept these terms, and the liability of the harbour for what is left on board ends."
)
NOTICE = "We use cookies, and what they are for you can read below."


def test_questions_and_answers_of_a_page_of_them_are_no_notices() -> None:
    pairs = (QUESTION, ANSWER) * 3
    assert decided((*pairs, BUTTON), sure(1, 2, 3, 5, 6, kind="cookie-notice")) == {6}
    assert decided(pairs[:4], sure(1, 3, kind="cookie-notice")) == {1, 3}, "two questions are no page of them"


@pytest.mark.parametrize(("kind", "rules_decide"), [("cookie-notice", False), ("social-share", True)])
def test_in_terms_of_use_a_rule_for_notices_decides_nothing(kind: str, rules_decide: bool) -> None:
    lines = NOTICE, TERMS, TERMS, PROSE, TERMS
    assert decided(lines, sure(0, kind=kind)) == ({0} if rules_decide else set())


def test_beside_an_article_a_notice_of_two_paragraphs_is_one() -> None:
    lines = NOTICE, TERMS, PROSE, PROSE, PROSE, PROSE
    assert decided(lines, sure(0, kind="cookie-notice")) == {0}
