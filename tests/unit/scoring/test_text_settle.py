"""Pieces of one paragraph share the score of the one that reads most like main content."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.ruleset.documents import blocks_of
from cleaner.scoring.text_settle import goes_on, settled
from cleaner.settings import Settings


def _goes_on(text: str) -> list[int]:
    return goes_on(blocks_of(text, "text", Settings()).columns).nonzero()[0].tolist()


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("The ferry, as it was said by\nthe harbour office\n, leaves at noon.\n", [1, 2]),
        ("The new timetable was set up by the\nHarbour Office\nand holds from May.\n", [1, 2]),
        ("The ferry leaves at noon.\nRead more\n", []),
        ("The ferry leaves at noon.\nand this begins small\n", []),
        ("Tags:\nharbour\nferry\n", [2]),
        ("Harbour\nFerry\nTimetable\n", []),
        ("A line that ends here\n\nbehind a blank one\n", []),
        ("船は川に\nありました\n", []),
        ("ხიდი დაიკეტა\nწვიმა შეწყდა\n", []),
    ],
)
def test_which_lines_go_on(text: str, on: list[int]) -> None:
    assert _goes_on(text) == on


def test_the_pieces_get_the_lowest_score() -> None:
    blocks = blocks_of("It was said by\nthe office\n, on Monday.\nMenu\n", "text", Settings())
    assert settled(blocks, np.array([-2.0, 3.0, 1.0, 4.0])).tolist() == [-2.0, -2.0, -2.0, 4.0]


def test_nothing_goes_on_in_a_text_of_one_line_or_none() -> None:
    assert _goes_on("") == []
    assert _goes_on("one line") == []
