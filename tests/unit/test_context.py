"""Blocks in the context of their neighbours: runs are decided as one, marks follow."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import context
from tests.helpers import PROSE, blocks_of
from tests.unit.heuristics.support import HEADLINES

TORN = [2.0, 2.0, -0.5, 2.0]  # log-odds of four lines, one of them a little on the other side


def gone(
    lines: tuple[str, ...], scores: list[float], *, settled: tuple[int, ...] = (), threshold: float = 0.0
) -> list[int]:
    """Indices of the lines whose score passes the threshold, once their runs have spoken."""
    fixed = np.zeros(len(lines), dtype=np.bool_)
    fixed[list(settled)] = True
    score = np.array(scores)
    moved = context.runs(score, np.full(len(lines), threshold), blocks_of(*lines), fixed)
    assert score.tolist() == scores, "the scores that came in are left alone"
    return np.flatnonzero(moved > threshold).tolist()


def test_a_line_goes_with_its_run() -> None:
    assert gone(HEADLINES[:4], TORN) == [0, 1, 2, 3]


def test_a_line_stays_with_its_run() -> None:
    assert gone(HEADLINES[:4], [-score for score in TORN]) == []


@pytest.mark.parametrize("between", ["", "-", "* * *"])
def test_blank_lines_and_separators_do_not_end_a_run(between: str) -> None:
    lines = tuple(part for line in HEADLINES[:4] for part in (line, between))
    scores = [part for score in TORN for part in (score, 0.0)]
    assert gone(lines, scores) == [0, 2, 4, 6]


def test_prose_ends_a_run() -> None:
    assert gone((*HEADLINES[:2], PROSE, *HEADLINES[2:4]), [2.0, 2.0, -1.0, -0.5, 2.0]) == [0, 1, 4]


def test_lines_with_another_marker_are_no_part_of_a_run() -> None:
    assert gone((*(f"• {line}" for line in HEADLINES[:3]), HEADLINES[3]), [2.0, 2.0, 2.0, -0.5]) == [0, 1, 2]


def test_a_line_that_is_far_on_the_other_side_keeps_its_verdict() -> None:
    assert gone(HEADLINES[:5], [2.0, 2.0, -9.0, 2.0, 2.0]) == [0, 1, 3, 4]


def test_settled_lines_neither_move_nor_count() -> None:
    assert gone(HEADLINES[:5], [2.0, 2.0, -0.5, 2.0, 2.0], settled=(2,)) == [0, 1, 3, 4]


def test_a_run_that_is_torn_in_half_is_not_taken_whole() -> None:
    assert gone(HEADLINES[:4], [2.0, 2.0, -0.5, -0.5]) == [0, 1]


def test_two_lines_are_no_run() -> None:
    assert gone(HEADLINES[:2], [2.0, -0.5]) == [0]


def test_sentences_are_no_run() -> None:
    assert gone(tuple(f"{line}." for line in HEADLINES[:4]), TORN) == [0, 1, 3]


@pytest.mark.parametrize("threshold", [-4.0, 1.0, 4.0])
def test_a_run_is_weighed_against_its_threshold(threshold: float) -> None:
    assert gone(HEADLINES[:4], [score + threshold for score in TORN], threshold=threshold) == [0, 1, 2, 3]
    assert gone(HEADLINES[:4], [threshold - score for score in TORN], threshold=threshold) == []


@pytest.mark.parametrize(
    ("words", "expected"), [(3, [0, 1, 3]), (4, [0, 1, 2, 3]), (28, [0, 1, 2, 3]), (29, [0, 1, 3])]
)
def test_a_run_is_of_lines_of_title_length(words: int, expected: list[int]) -> None:
    assert gone(tuple(" ".join([f"word{n}"] * words) for n in range(4)), TORN) == expected


def test_menus_with_markers_may_be_of_any_shortness() -> None:
    assert gone(("- Home", "- News", "- Sport", "- Weather"), TORN) == [0, 1, 2, 3]


def test_lines_at_the_threshold_do_not_go() -> None:
    assert gone(HEADLINES[:4], [0.0, 0.0, 0.0, 0.0]) == []


def test_a_separator_at_the_end_shares_the_fate_of_the_one_neighbour_it_has() -> None:
    blocks = blocks_of("-", "text", "headline", "-")
    removed = np.array([False, False, True, False])
    none = np.zeros(4, dtype=np.bool_)
    assert context.separators(blocks, removed, none).tolist() == [False, False, False, True]
    assert context.separators(blocks, removed, ~none).tolist() == [False] * 4
    assert context.separators(blocks, none, none).tolist() == [False] * 4


@pytest.mark.parametrize("mark", ["- {}", "3. {}"])
def test_an_item_that_reads_like_a_button_stays_with_the_list(mark: str) -> None:
    lines = [mark.format(item) for item in ("Dark mode", "Sort by date", "Copy link", "Print", "Log out", "Undo")]
    removed = np.array([False, False, True, False, True, False])
    assert np.flatnonzero(context.items(removed, blocks_of(*lines))).tolist() == [2, 4]
    assert not context.items(~removed, blocks_of(*lines)).any(), "most of the list goes, so it is no list"


def test_two_items_and_lines_without_markers_are_no_list() -> None:
    assert not context.items(np.array([True, False]), blocks_of("- Copy link", "- Print")).any()
    assert not context.items(np.array([True, False, False]), blocks_of("Copy link", "Dark mode", "Undo")).any()


def test_a_share_bar_behind_a_list_is_a_list_of_its_own() -> None:
    lines = ["- flour", "- water", "- salt", "- yeast", "- oil", "- seeds", "", "- Share on X", "- Copy link"]
    assert not context.items(np.array([False] * 7 + [True] * 2), blocks_of(*lines)).any()


@pytest.mark.parametrize(
    ("lead", "saved"), [("The school teaches these four languages:", [1, 2, 3]), ("See also:", [])]
)
def test_an_announced_list_stays_whole(lead: str, saved: list[int]) -> None:
    blocks = blocks_of(lead, "- Español", "- Italiano", "- English", PROSE)
    removed = np.array([False, True, True, True, False])
    assert np.flatnonzero(context.items(removed, blocks)).tolist() == saved


def test_a_list_goes_with_the_line_that_announces_it() -> None:
    blocks = blocks_of("The school teaches these four languages:", "- Español", "- Italiano", "- English")
    assert not context.items(np.ones(4, dtype=np.bool_), blocks).any()
