"""Plain text to blocks: lines, fences, hard-wrapped paragraphs and the core."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import LimitError, Settings
from cleaner.segment.core import overlap, prose, runs
from cleaner.segment.text import by_block, segment_text
from cleaner.source import read_source
from cleaner.types import Source
from tests.helpers import PROSE, blocks_of

WRAPPED = (
    "The keeper of the northern light wrote down the wind at six and at noon",
    "and the height of the waves when there was a moon, and once a month he",
    "rowed across the sound with his letters in an oilcloth bag. The letters",
    "were to a woman in Castlebay who collected weather, as other people may",
    "collect stamps or china dogs, and who had never in her life been on the",
    "water.",
    "",
    "He wrote for nineteen years. When the light was fitted with a motor and",
    "he was sent ashore, he found that her house looked out on the lamp, and",
    "that she had known each evening, to the minute, when he had begun again",
    "to count.",
)


def read_text(text: str) -> Source:
    return read_source(text, kind="text")


def segmented(text: str) -> list[str]:
    blocks = segment_text(read_source(text, kind="text"), Settings())
    return [blocks.raw(index) for index in range(len(blocks))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\nb", ["a\n", "b"]),
        ("a\r\nb\rc\n", ["a\r\n", "b\r", "c\n"]),
        ("\n\n", ["\n", "\n"]),
        ("a\u2028b\n", ["a\u2028b\n"]),
    ],
)
def test_a_block_is_a_line_with_its_line_end(text: str, lines: list[str]) -> None:
    assert segmented(text) == lines


def test_too_many_lines_are_an_error_that_names_the_setting() -> None:
    with pytest.raises(LimitError, match="max_blocks"):
        segment_text(read_source("\n" * 11, kind="text"), Settings(max_blocks=10))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a\n```\nb\n```\nc\n", [1, 2, 3]),
        ("~~~ python\nb\n~~~\n", [0, 1, 2]),
        ("```\nnever closed\n", []),
        ("```\na\n~~~\nb\n```\n", [0, 1, 2, 3, 4]),
        ("no fence\n", []),
    ],
)
def test_fences_hold_code(text: str, inside: list[int]) -> None:
    blocks = segment_text(read_source(text, kind="text"), Settings())
    assert blocks.in_code is not None and np.flatnonzero(blocks.in_code).tolist() == inside


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_joined_to_paragraphs(end: str) -> None:
    text = end.join(WRAPPED)
    blocks = segment_text(read_text(text), Settings())
    assert len(blocks) == 3 and blocks.columns.blank.tolist() == [False, True, False]
    assert blocks.line(2).split() == " ".join(WRAPPED[7:]).split() and "\n" not in blocks.line(2)
    assert "".join(blocks.raw(index) for index in range(3)) == blocks.visible_text == text
    assert [block.line for block in blocks] == [1, 7, 8]


def test_prose_is_long_and_ends_as_a_sentence_does() -> None:
    assert prose(blocks_of(PROSE, "Short one.", PROSE.rstrip("."), "")).tolist() == [True, False, False, False]


def test_a_hard_wrapped_paragraph_is_prose_as_a_whole() -> None:
    assert prose(segment_text(read_text("\n".join(WRAPPED)), Settings())).tolist() == [True, False, True]


def test_overlap_counts_long_words_that_the_core_has_too() -> None:
    blocks = blocks_of(PROSE, "Council to rebuild bridge", "Teacher wins chess title", "")
    core = prose(blocks)
    assert overlap(blocks, ~core, core).tolist() == pytest.approx([0.0, 1.0, 0.0, 0.0])


def test_runs_are_bridged_and_counted() -> None:
    mask = np.array([1, 0, 1, 0, 0, 1, 1, 1], dtype=bool)
    bridge = np.array([0, 1, 0, 0, 0, 0, 0, 0], dtype=bool)
    assert [run.tolist() for run in runs(mask)] == [[0], [2], [5, 6, 7]]
    assert [run.tolist() for run in runs(mask, bridge)] == [[0, 2], [5, 6, 7]]
    assert [run.tolist() for run in runs(mask, bridge, at_least=3)] == [[5, 6, 7]]
    assert runs(np.zeros(3, dtype=bool)) == []


def test_the_target_of_a_markdown_link_is_visible_and_no_words() -> None:
    linked = segment_text(
        read_text('See [the old bridge](https://example.org/old_(town)/bridge "Bridge")\n'), Settings()
    )
    plain = segment_text(read_text("See [the old bridge]\n"), Settings())
    assert linked.columns.word_hash.tolist() == plain.columns.word_hash.tolist()
    assert linked.columns.line_hash.tolist() == plain.columns.line_hash.tolist()
    assert int(linked.columns.last[0]) == ord("e")
    assert int(linked.columns.visible[0]) > int(plain.columns.visible[0])


def test_brackets_that_are_no_link_hold_words() -> None:
    blocks = segment_text(read_text("an array [a](b c) and [d]( e )\n"), Settings())
    assert len(blocks.columns.word_hash) == 8


def test_labels_of_lines_are_those_of_their_paragraphs() -> None:
    blocks = segment_text(read_text("\n".join(WRAPPED)), Settings())
    assert by_block([1] * 6 + [-1] + [0] * 4, blocks).tolist() == [1, -1, 0]
    assert by_block([0] * 5 + [1, -1] + [0], blocks).tolist() == [0, -1, 0]
    assert by_block([1, 0, 1], blocks_of("a", "b", "", "c")).tolist() == [1, 0, 1, -1]
