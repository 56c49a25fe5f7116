"""Which lines of a text are pieces of one paragraph."""

from __future__ import annotations

import textwrap

import pytest

from cleaner import Settings, clean
from cleaner.segment.text import segment_text
from cleaner.source import read_source
from cleaner.types import Blocks
from tests.helpers import fixtures

HELD = (
    "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river, which had been "
    "closed since the flood of last autumn washed out two of its piers. The work is to begin in April and will take "
    "two years, the mayor told the paper."
)
ARTICLE = "\n\n".join(textwrap.fill(HELD, 72) for _ in range(4))
TITLES = (
    "Why the old lighthouse keeper of Skagen never wanted to leave his island\n"
    "Mayor says the new ferry will sail again after the winter storms are out\n"
    "Police ask for witnesses after boat is found adrift near the norther pier\n"
    "School children plant two hundred trees along the road to the old chapel\n"
    "Museum opens its doors again after three years of building and much dust\n"
    "How a baker from the north won the heart of a whole town with a rye loaf\n"
)


def blocks_of(text: str) -> Blocks:
    return segment_text(read_source(text, kind="text"), Settings())


def filled(text: str) -> list[str]:
    blocks = blocks_of(text)
    return [blocks.line(at) for at in range(len(blocks)) if blocks.columns.visible[at]]


@pytest.mark.parametrize("width", [60, 72, 78])
@pytest.mark.parametrize("indent", ["", "   "])
def test_paragraphs_are_whole_again(width: int, indent: str) -> None:
    text = "\n\n".join(textwrap.fill(HELD, width, initial_indent=indent, subsequent_indent=indent) for _ in range(4))
    assert filled(text) == [HELD] * 4


def test_a_paragraph_in_capitals_is_whole_again() -> None:
    long = f"{HELD} {HELD}".upper()
    loud = "\n\n".join(textwrap.fill(line, 72) for line in (HELD, long, HELD, long))
    assert filled(loud) == [HELD, long] * 2
    assert filled(f"{ARTICLE}\n\n{TITLES.upper()}") == [HELD] * 4 + TITLES.upper().splitlines()


@pytest.mark.parametrize(
    "notice",
    [
        "Sign up for our newsletter and get the best stories in your inbox daily",
        "Copyright 2021 Harbour News Ltd. All rights reserved, see the terms here",
    ],
)
def test_a_notice_right_above_a_paragraph_does_not_take_it_along(notice: str) -> None:
    assert clean(f"{notice}\n{ARTICLE}\n", kind="text").text.endswith(f"{ARTICLE}\n")


@pytest.mark.parametrize("notice", ["Sign up for our newsletter here", "All rights reserved", "Foto: dpa"])
def test_a_notice_right_below_a_paragraph_is_no_part_of_it(notice: str) -> None:
    ends = (textwrap.fill(f"{HELD} He said {'so ' * count}that day.", 72) for count in range(30))
    full = next(text for text in ends if 60 < len(text.splitlines()[-1]) < 72)
    assert filled(f"{ARTICLE}\n\n{full}\n{notice}\n")[-1] == notice


@pytest.mark.parametrize("mark", ["2021 ", "BBC ", "«"])
def test_a_digit_a_quote_and_a_foreign_word_tell_nothing_of_scripts_without_capitals(mark: str) -> None:
    held = "قرر مجلس المدينة يوم الاثنين إعادة بناء الجسر القديم فوق النهر بعد الفيضان. " * 4
    lines = textwrap.fill(held.strip(), 70).splitlines()
    lines[1] = mark + lines[1][len(mark) :]
    text = "\n\n".join(["\n".join(lines)] * 4)
    assert len(filled(text)) == 4


def test_lines_that_come_to_no_end_are_no_paragraph() -> None:
    chat = "".join(f"ada{n}: i think that the old bridge over the river is closed since the flood\n" for n in range(30))
    assert blocks_of(chat).given is None


def test_titles_below_one_another_stay_apart() -> None:
    assert filled(f"{ARTICLE}\n\nRelated articles\n{TITLES}")[4:] == ["Related articles", *TITLES.splitlines()]


def test_a_first_line_that_is_indented_begins_a_paragraph() -> None:
    text = "\n".join(textwrap.fill(HELD, 72, initial_indent="    ") for _ in range(4))
    assert filled(text) == [HELD] * 4


def test_who_quotes_whom_is_told_by_the_depth() -> None:
    asked, said = (textwrap.fill(HELD, 66, initial_indent=mark, subsequent_indent=mark) for mark in (">> ", "> "))
    assert filled("\n".join((asked, said, asked, said))) == [HELD] * 4


LOG = "2021-04-{0:02d} 12:00:01 INFO the job of the morning was begun and went on well\n"
ROW = "Item {0},a thing of the harbour,12.50,in stock,blue and green,ships today\n"


@pytest.mark.parametrize("text", [TITLES * 3, *("".join(map(line.format, range(1, 31))) for line in (LOG, ROW))])
def test_logs_rows_and_titles_are_lines(text: str) -> None:
    assert blocks_of(text).given is None


@pytest.mark.parametrize(
    "name",
    [
        "verse",
        "lyrics",
        "chat-log",
        "timetable",
        "recipe",
        "one-line-paragraphs",
        "listing-as-main-content",
        "japanese-essay",
        "interview",
        "glossary",
    ],
)
def test_what_is_not_hard_wrapped_is_left_alone(name: str) -> None:
    sample = next(sample for sample in fixtures() if sample.name == f"look-alike--{name}")
    assert blocks_of(sample.source.decode("utf-8")).given is None
