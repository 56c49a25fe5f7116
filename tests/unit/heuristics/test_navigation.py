"""Menus on one line: which marks stand between their names."""

from __future__ import annotations

import numpy as np

from cleaner.heuristics import navigation
from cleaner.segment import chars


def test_bars_are_those_of_the_table_of_characters() -> None:
    codes = np.arange(0x10000, dtype=np.uint32)
    assert {ord(mark) for mark in navigation.BARS} == set(np.flatnonzero(chars.classes(codes) & chars.BAR).tolist())
