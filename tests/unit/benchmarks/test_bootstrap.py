"""Intervals over sites."""

import numpy as np
import pytest

from benchmarks.bootstrap import by_site, interval, ratio


def test_the_figure_is_that_of_all_documents() -> None:
    rows = np.array([[1.0, 1], [0, 1], [1, 1], [0, 1]])
    value, low, high = interval(rows, ["a", "b", "c", "d"], ratio(0, 1))
    assert value == 0.5
    assert 0 <= low < 0.5 < high <= 1


def test_one_site_says_nothing_about_others() -> None:
    assert interval(np.ones((9, 2)), ["a"] * 9, ratio(0, 1)) == (1.0, 1.0, 1.0)


def test_sums_are_made_by_site() -> None:
    sums = by_site(np.array([[1.0], [2], [4]]), ["b", "a", "b"])
    assert sorted(sums[:, 0]) == [2, 5]


def test_many_pages_of_few_sites_give_a_wide_interval() -> None:
    rows = np.stack([np.repeat([0.0, 1.0], 50), np.ones(100)], axis=1)
    _, low, high = interval(rows, ["a"] * 50 + ["b"] * 50, ratio(0, 1))
    assert high - low == pytest.approx(1.0)
