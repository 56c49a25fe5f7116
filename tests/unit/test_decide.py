"""Evidence to verdicts: what adds up, what is sure, what protects, and what follows its neighbours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.decide import decide
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Points, Reason, Verdicts
from tests.helpers import blocks_of

LINES = ("one line", "two lines", "three lines", "four lines")


def evidence(
    *at: int, weight: float = 0.8, to: Points = "boilerplate", kind: str = "navigation", sure: bool = False
) -> Evidence:
    return Evidence(np.array(at, dtype=np.int64), to, weight, kind, f"test:{kind}", Reason("because"), sure=sure)


def decided(blocks: Blocks, *items: Evidence, **settings: object) -> Verdicts:
    return decide(blocks, list(items), Settings().with_(**settings))


def gone(verdicts: Verdicts) -> list[int]:
    return np.flatnonzero(~verdicts.keep).tolist()


def test_nothing_goes_without_evidence() -> None:
    assert gone(decided(blocks_of(*LINES))) == []


def test_strong_evidence_takes_its_block_and_names_it() -> None:
    verdicts = decided(blocks_of(*LINES), evidence(1))
    assert gone(verdicts) == [1]
    assert (verdicts.kind[1], verdicts.decided_by[1]) == ("navigation", "test:navigation")
    assert verdicts.kind[0] == ""


def test_weak_evidence_alone_takes_nothing() -> None:
    assert gone(decided(blocks_of(*LINES), evidence(1, weight=0.3))) == []


def test_weak_evidence_adds_up() -> None:
    assert gone(decided(blocks_of(*LINES), evidence(1, weight=0.3), evidence(1, weight=0.3))) == [1]


def test_evidence_for_content_is_weighed_against_it() -> None:
    assert gone(decided(blocks_of(*LINES), evidence(1), evidence(1, to="content"))) == []


def test_sure_evidence_decides_against_any_sum() -> None:
    verdicts = decided(blocks_of(*LINES), evidence(1, weight=0.1, sure=True), evidence(1, weight=0.99, to="content"))
    assert gone(verdicts) == [1]
    assert verdicts.confidence[1] >= 0.95


def test_what_is_protected_stays_against_sure_evidence() -> None:
    verdicts = decided(blocks_of(*LINES), evidence(1, sure=True), evidence(1, to="content", weight=0.1, sure=True))
    assert gone(verdicts) == []


def test_a_certain_weight_is_finite() -> None:
    verdicts = decided(blocks_of(*LINES), evidence(1, weight=1.0), evidence(2, weight=1.0, to="content"))
    assert np.isfinite(verdicts.score).all() and np.isfinite(verdicts.confidence).all()


def test_a_weight_for_each_block_is_heard() -> None:
    item = Evidence(
        np.array([0, 1, 2]), "boilerplate", np.array([0.9, 0.1, 0.9]), "navigation", "test", Reason("because")
    )
    assert gone(decide(blocks_of(*LINES), [item], Settings())) == [0, 2]


@pytest.mark.parametrize(("favor", "taken"), [("precision", []), ("balanced", []), ("recall", [1])])
def test_favor_moves_the_threshold(favor: str, taken: list[int]) -> None:
    assert gone(decided(blocks_of(*LINES), evidence(1, weight=0.35), favor=favor)) == taken


def test_a_threshold_overrides_favor() -> None:
    assert gone(decided(blocks_of(*LINES), evidence(1, weight=0.2), threshold=0.55)) == [1]


def test_kept_kinds_stay_and_dropped_ones_go() -> None:
    byline = evidence(1, kind="byline", sure=True)
    assert gone(decided(blocks_of(*LINES), byline)) == []
    assert gone(decided(blocks_of(*LINES), byline, drop=frozenset({"byline"}))) == [1]
    assert gone(decided(blocks_of(*LINES), evidence(1), keep=frozenset({"navigation"}))) == []


def test_a_kept_block_can_say_why() -> None:
    verdicts = decided(blocks_of(*LINES), evidence(1), evidence(1, to="content", weight=0.9, kind="other"))
    assert verdicts.decided_by[1] == "test:other"


def test_a_separator_shares_its_neighbours_fate() -> None:
    assert gone(decided(blocks_of("text", "-", "headline", "-", "text"), evidence(2))) == [1, 2, 3]
    assert gone(decided(blocks_of("text", "-", "text", "headline"), evidence(3))) == [3]


def test_a_separator_alone_stays_even_when_evidence_points_to_it() -> None:
    assert gone(decided(blocks_of("text", "* * *", "text"), evidence(1, sure=True))) == []


def test_separators_and_blanks_are_named() -> None:
    verdicts = decided(blocks_of("text", "", "-", "", "headline"), evidence(4))
    assert verdicts.kind == ["", "blank", "separator", "blank", "navigation"]


BLANKS = [
    ("between two kept texts the blank line in front stays", ("text", "", "X", "", "text"), [2, 3]),
    ("without a blank line in front the one behind stays", ("text", "X", "", "text"), [1]),
    ("no blank line stays at the head", ("X", "", "text"), [0, 1]),
    ("no blank line stays at the tail", ("text", "", "X"), [1, 2]),
    ("no blank line stays behind the tail", ("text", "", "X", "", ""), [1, 2, 3, 4]),
    ("blank lines inside a removed run go", ("text", "", "X", "", "X", "", "text"), [2, 3, 4, 5]),
    ("other blank lines are left alone", ("text", "", "", "text", "X", "text", "", ""), [4]),
    ("all goes when all goes", ("X", "", "X"), [0, 1, 2]),
    ("blank lines in front of the removed head go", ("", "X", "", "text"), [0, 1, 2]),
    ("the last line of a document may follow a removed run", ("X", "", "text"), [0, 1]),
]


@pytest.mark.parametrize(("lines", "expected"), [case[1:] for case in BLANKS], ids=[case[0] for case in BLANKS])
def test_blank_lines(lines: tuple[str, ...], expected: list[int]) -> None:
    at = [index for index, line in enumerate(lines) if line == "X"]
    assert gone(decided(blocks_of(*lines), evidence(*at))) == expected


def test_no_blocks_no_verdicts() -> None:
    assert len(decided(blocks_of()).keep) == 0


def test_thresholds_for_each_block_are_used() -> None:
    verdicts = decide(blocks_of(*LINES), [evidence(0, 1)], Settings(), np.array([9.0, 0.0, 0.0, 0.0]))
    assert gone(verdicts) == [1]


def score(*at: int, weight: float = 0.1, to: Points = "boilerplate") -> Evidence:
    return replace(evidence(*at, weight=weight, to=to, kind="other"), origin="score:text")


def hint(*at: int, kind: str = "footer") -> Evidence:
    return replace(evidence(*at, weight=0.9, kind=kind), hint=True)


def test_a_hint_counts_where_no_learned_score_speaks() -> None:
    assert gone(decided(blocks_of(*LINES), hint(1))) == [1]


def test_a_hint_beside_a_learned_score_only_names() -> None:
    assert gone(decided(blocks_of(*LINES), hint(1), score(1))) == []
    verdicts = decided(blocks_of(*LINES), hint(1), score(1, weight=0.9))
    assert (gone(verdicts), verdicts.kind[1], verdicts.decided_by[1]) == ([1], "footer", "score:text")


def test_a_hint_names_only_where_nothing_else_does() -> None:
    verdicts = decided(blocks_of(*LINES), hint(1), evidence(1, weight=0.2, kind="navigation"), score(1, weight=0.9))
    assert verdicts.kind[1] == "navigation"


def test_a_hint_for_content_beside_a_learned_score_names_nothing() -> None:
    item = replace(evidence(1, to="content", kind="navigation"), hint=True)
    assert decided(blocks_of(*LINES), item, score(1, weight=0.9)).kind[1] == "other"


@pytest.mark.parametrize("kind", ["byline", "timestamp"])
def test_bylines_and_timestamps_are_named_and_left_until_somebody_asks(kind: str) -> None:
    blocks = blocks_of(*LINES)
    assert gone(decided(blocks, evidence(1, kind=kind, sure=True))) == []
    assert gone(decided(blocks, evidence(1, kind=kind, sure=True), drop=frozenset({kind}))) == [1]


def test_the_strongest_evidence_names_and_decides() -> None:
    weak, strong = evidence(1, weight=0.5, kind="footer"), evidence(1, weight=0.9, kind="navigation")
    for items in ((weak, strong), (strong, weak)):
        verdicts = decided(blocks_of(*LINES), *items)
        assert (verdicts.kind[1], verdicts.decided_by[1]) == ("navigation", "test:navigation")


def test_sure_evidence_names_and_decides_before_any_strong_one() -> None:
    sure, strong = evidence(1, weight=0.1, kind="footer", sure=True), evidence(1, weight=0.99, kind="navigation")
    for items in ((sure, strong), (strong, sure)):
        verdicts = decided(blocks_of(*LINES), *items)
        assert (verdicts.kind[1], verdicts.decided_by[1]) == ("footer", "test:footer")


def test_sure_evidence_of_no_kind_is_not_named_by_weaker_evidence() -> None:
    sure = evidence(1, kind="other", sure=True)
    assert decided(blocks_of(*LINES), evidence(1, weight=0.9), sure).kind[1] == "other"
    assert decided(blocks_of(*LINES), replace(evidence(1, weight=0.9), hint=True), sure).kind[1] == "other"
    assert decided(blocks_of(*LINES), sure, evidence(1, kind="comments", sure=True)).kind[1] == "comments"


def test_sure_content_speaks_for_a_kept_block_before_any_strong_one() -> None:
    sure = evidence(1, weight=0.1, to="content", kind="footer", sure=True)
    strong = evidence(1, weight=0.99, to="content", kind="navigation")
    for items in ((sure, strong), (strong, sure)):
        assert decided(blocks_of(*LINES), *items).decided_by[1] == "test:footer"


def test_confidence_is_the_probability_of_the_verdict() -> None:
    verdicts = decided(blocks_of(*LINES), evidence(0, weight=0.8), evidence(1, weight=0.8, to="content"))
    assert verdicts.confidence[:2].tolist() == pytest.approx([0.9, 0.9])
    assert verdicts.confidence[2] == 0.5


def test_what_follows_its_neighbours_is_certain() -> None:
    verdicts = decided(blocks_of("text", "", "-", "headline"), evidence(3))
    assert verdicts.confidence[1:3].tolist() == [1.0, 1.0]
    assert all(verdicts.decided_by[index].startswith("context:") for index in (1,))


def test_evidence_that_decides_can_be_looked_up() -> None:
    verdicts = decided(blocks_of(*LINES), evidence(0, weight=0.1), evidence(1))
    assert verdicts.deciding.tolist()[1] == 1 and verdicts.evidence[1].origin == "test:navigation"


def test_a_line_moved_by_its_run_says_so() -> None:
    lines = tuple(f"New ferry line number {n} opens in May" for n in range(5))
    verdicts = decided(blocks_of(*lines), evidence(0, 1, 3, 4, weight=0.9))
    assert gone(verdicts) == [0, 1, 2, 3, 4]
    assert verdicts.decided_by[2].startswith("context:run") and verdicts.deciding[2] == -1


def test_what_goes_below_one_half_is_said_to_go_by_its_score() -> None:
    blocks = blocks_of("210 crowns", "A sentence about crowns.")
    weight = np.array([0.2, 0.9])
    score = Evidence(np.array([0, 1]), "content", weight, "other", "score:html", Reason("learned score"))
    verdicts = decide(blocks, [score], Settings(), np.full(2, -0.5))
    assert verdicts.keep.tolist() == [False, True]
    assert verdicts.decided_by[0] == "score:html" and verdicts.deciding[0] == 0


def test_every_removal_has_a_rule_and_a_reason() -> None:
    text = (
        "Home | News\n---\nThe mayor has lost her hat on Monday, and the council looks for it.\n---\nRead more\n***\n"
    )
    for changes in ({"disable": {"separator"}, "learned": False}, {"threshold": 0.3, "learned": False}, {}):
        for removal in Cleaner(Settings().with_(**changes)).clean(text, kind="text").removed:
            assert removal.rule and removal.reason, removal


def test_what_nothing_names_is_kept_by_the_kind_that_it_would_have_gone_as() -> None:
    blocks = blocks_of(*LINES)
    unnamed = evidence(1, weight=0.99, kind="other")
    assert gone(decided(blocks, unnamed)) == [1]
    assert gone(decided(blocks, unnamed, keep=frozenset({"other"}))) == []


def test_separators_and_blank_lines_can_be_kept() -> None:
    blocks = blocks_of("one line", "", "-", "two lines", "", "three lines")
    taken = evidence(3, sure=True)
    assert len(gone(decided(blocks, taken))) == 3
    assert gone(decided(blocks, taken, keep=frozenset({"separator", "blank"}))) == [3]
