"""The baselines that we wrote ourselves, and what they take."""

import pytest

from benchmarks.line_peers import LINE_PEERS, installed, refinedweb_drops
from tests.unit.benchmarks.support import text


@pytest.mark.parametrize(
    "line",
    ["HOME NEWS SPORT", "12 345", "3 likes", "1.2k shares", "Menu", "Sign in to comment", "It rained. Read more"],
)
def test_refinedweb_drops(line: str) -> None:
    assert refinedweb_drops(line)


@pytest.mark.parametrize(
    "line", ["", "The NATO summit begins on Monday.", "She read more books than anybody else in the whole class did."]
)
def test_refinedweb_keeps(line: str) -> None:
    assert not refinedweb_drops(line)


def test_short_lines_go_under_five_words() -> None:
    keep = LINE_PEERS["under five words"].make()
    assert keep(text(["one two three four", "one two three four five"], [0, 1])) == [False, True]


@pytest.mark.skipif(not LINE_PEERS["C4 lines"].version, reason="datatrove is not installed")
def test_c4_wants_a_full_stop() -> None:
    keep = LINE_PEERS["C4 lines"].make()
    assert keep(text(["A line without an end", "A line that ends well.", "Short."], [0, 1, 0])) == [False, True, False]


def test_no_baseline_is_a_choice() -> None:
    assert installed(("none",)) == []
