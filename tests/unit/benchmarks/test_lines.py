"""Article damage and clutter left, against figures worked out by hand."""

import numpy as np
import pytest

from benchmarks.lines import AT, figure, kept_lines, measures
from tests.unit.benchmarks.support import text

ONE = text(["Title here", "A long line of the article.", "", "read more", "advert"], [1, 1, -1, 0, 0])


def test_damage_and_clutter_left_count_visible_characters() -> None:
    rows = measures(ONE, [False, True, True, False, True])[None]
    assert figure(rows, "damage") == pytest.approx(9 / (9 + 22))
    assert figure(rows, "left") == pytest.approx(6 / (8 + 6))


def test_short_main_lines_are_counted_apart() -> None:
    assert figure(measures(ONE, [False, True, True, True, True])[None], "short lost") == pytest.approx(1 / 2)


def test_unsure_and_blank_lines_are_left_out() -> None:
    row = measures(ONE, [True, True, False, False, False])
    assert (row[AT["main_removed"]], row[AT["clutter_kept"]], row[AT["lines_removed"]]) == (0, 0, 2)


def test_means_over_documents_weigh_a_short_text_like_a_long_one() -> None:
    long = text(["x" * 1000], [1])
    rows = np.array([measures(long, [True]), measures(text(["ab"], [1]), [False])])
    assert figure(rows, "damage, mean") == 0.5
    assert figure(rows, "> 1/5 lost") == 0.5
    assert figure(rows, "damage") == pytest.approx(2 / 1002)


@pytest.mark.parametrize(
    ("spans", "keep"),
    [
        ([], [True, True, True]),
        ([(0, 4)], [False, True, True]),
        ([(0, 1)], [True, True, True]),
        ([(0, 2)], [False, True, True]),
        ([(4, 9)], [True, False, True]),
        ([(2, 5), (5, 8)], [True, False, True]),
        ([(0, 12)], [False, False, False]),
    ],
)
def test_a_line_is_gone_when_more_than_half_of_it_is(spans: list[tuple[int, int]], keep: list[bool]) -> None:
    assert kept_lines(["abc", "defg", "hi"], spans) == keep
