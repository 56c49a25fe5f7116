"""Labels by alignment with the truth."""

import json
from pathlib import Path

from benchmarks.make_text import label, write
from tests.unit.benchmarks.support import text


def test_lines_of_the_truth_are_main_content_and_others_clutter() -> None:
    lines = ["Home News Sport", "The ship came in.", "", "It left again at noon.", "Read on elsewhere"]
    assert label(lines, "The ship came in. It left again at noon.") == [0, 1, -1, 1, 0]


def test_a_line_half_in_the_truth_is_unsure() -> None:
    assert label(["one two three four"], "one two and more") == [-1]


def test_order_counts() -> None:
    assert label(["c d", "a b"], "a b c d") in ([1, 0], [0, 1])


def test_a_set_is_written_as_it_is_read(tmp_path: Path) -> None:
    target = tmp_path / "set.jsonl"
    assert write(iter([text(["a"], [1], id="x")]), target) == 1
    assert json.loads(target.read_text(encoding="utf-8"))["lines"] == ["a"]
