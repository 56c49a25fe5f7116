"""The space between what is kept of a page: one separator, the widest of those that stood there."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Result, Settings, record, restore
from cleaner.segment.html import segment_html
from cleaner.source import read_source
from cleaner.types import Verdicts
from tests.property.support import record_of

PARAGRAPHS = "<p>a</p><p>b</p><p>c</p><p>d</p>"
LIST = "<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>"
ROWS = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"

LISTS = "<ul><li>a</li><li>b</li></ul><p>x</p><ul><li>c</li><li>d</li></ul>"


def without(page: str, *gone: str) -> Result:
    """The result when exactly the blocks named go."""
    blocks = segment_html(page, Settings())
    keep = np.array([blocks.line(index).removeprefix("- ").rstrip("| ") not in gone for index in range(len(blocks))])
    count = len(blocks)
    verdicts = Verdicts(
        keep=keep,
        score=np.zeros(count),
        kind=["" if kept else "other" for kept in keep],
        decided_by=["test: by hand"] * count,
        evidence=[],
        deciding=np.full(count, -1),
        confidence=np.ones(count),
    )
    source = read_source(page, kind="html")
    return record.build(source, blocks, verdicts, Settings(), versions={}, metadata={})


@pytest.mark.parametrize(
    ("page", "gone", "text"),
    [
        (PARAGRAPHS, "", "a\n\nb\n\nc\n\nd\n"),
        (PARAGRAPHS, "b", "a\n\nc\n\nd\n"),
        (PARAGRAPHS, "a", "b\n\nc\n\nd\n"),
        (PARAGRAPHS, "d", "a\n\nb\n\nc\n"),
        (PARAGRAPHS, "cd", "a\n\nb\n"),
        (PARAGRAPHS, "abcd", ""),
        (LIST, "", "a\n\n- b\n- c\n\nd\n"),
        (LIST, "b", "a\n\n- c\n\nd\n"),
        (LIST, "c", "a\n\n- b\n\nd\n"),
        (LIST, "cd", "a\n\n- b\n"),
        (LIST, "bc", "a\n\nd\n"),
        (ROWS, "", "a | b\nc | d\n"),
        (ROWS, "b", "a\nc | d\n"),
        (ROWS, "d", "a | b\nc\n"),
        (ROWS, "cd", "a | b\n"),
        (ROWS, "bc", "a\nd\n"),
        (LISTS, "bxc", "- a\n\n- d\n"),
        (LISTS, "bx", "- a\n\n- c\n- d\n"),
    ],
)
def test_what_stays_comes_apart_as_it_did_before(page: str, gone: str, text: str) -> None:
    result = without(page, *gone)
    assert result.text == text
    assert restore(result.text, record_of(result)).decode() == result.blocks.text


def test_mended_space_is_in_the_record_as_blank() -> None:
    result = without(LIST, "c")
    assert [(removal.category, removal.text) for removal in result.removed] == [("blank", "\n"), ("other", "- c")]


def test_a_row_that_ends_inside_the_gap_leaves_its_line_end() -> None:
    result = without(ROWS, "b", "c")
    assert [(removal.category, removal.text) for removal in result.removed] == [
        ("blank", " | "),
        ("other", "b"),
        ("other", "c | "),
    ]


def test_removals_of_a_page_have_paths_and_lines() -> None:
    result = without("<div id=x><p>a</p><div><p>b</p></div></div>", "b")
    removal = result.removed[-1]
    assert removal.path == "div#x > div > p" and removal.line == 3


def test_mended_space_stands_in_the_line_that_it_begins_in() -> None:
    result = without("<p>a</p><p>b</p><div>c</div>", "c")
    text = result.blocks.text
    assert [(removal.category, removal.line) for removal in result.removed] == [("blank", 4), ("other", 5)]
    assert [text.count("\n", 0, removal.start) + 1 for removal in result.removed] == [4, 5]
