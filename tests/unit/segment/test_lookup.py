"""Hashes are found as a sorted search finds them, whatever their bits."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.segment.lookup import Lookup, among, spread, unique, within

SEEDS = np.random.default_rng(7)
EDGES = np.array([0, 1, (1 << 64) - 1, 1 << 63], dtype=np.uint64)
TABLES = {
    "none": np.zeros(0, dtype=np.uint64),
    "one": EDGES[1:2],
    "the edges": np.sort(EDGES),
    "many": np.unique(SEEDS.integers(0, 1 << 64, 5000, dtype=np.uint64)),
    "alike in their first bits": np.arange(1 << 40, (1 << 40) + 300, dtype=np.uint64),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_is_in_a_table_is_found_and_nothing_else(table: np.ndarray) -> None:
    asked = np.concatenate([SEEDS.integers(0, 1 << 64, 500, dtype=np.uint64), EDGES, table[::3], table[:2]])
    at, places = Lookup(table).find(asked)
    assert at.tolist() == np.flatnonzero(np.isin(asked, table)).tolist()
    assert table[places].tolist() == asked[at].tolist()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_known_are_told_from_the_others(table: np.ndarray) -> None:
    asked = np.concatenate([SEEDS.integers(0, 1 << 64, 500, dtype=np.uint64), EDGES, table[::3]])
    assert among(asked, np.concatenate([table, table])).tolist() == np.isin(asked, table).tolist()


def test_ranges_are_spread_out() -> None:
    numbers, origin = spread(np.array([5, 0, 9]), np.array([2, 0, 3]))
    assert numbers.tolist() == [5, 6, 9, 10, 11] and origin.tolist() == [0, 0, 2, 2, 2]


def test_each_value_stays_once() -> None:
    assert unique(np.array([3, 1, 3, 2, 1])).tolist() == [1, 2, 3]
    assert unique(np.zeros(0, dtype=np.int64)).tolist() == []


def test_numbers_are_found_among_numbers_in_order() -> None:
    assert within(np.array([1, 4, 9]), np.array([0, 1, 5, 9, 10])).tolist() == [False, True, False, True, False]
    assert within(np.zeros(0, dtype=np.int64), np.array([3])).tolist() == [False]
