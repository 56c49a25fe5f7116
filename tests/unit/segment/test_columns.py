"""Counts of blocks agree with a slow reference, in every script."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.segment.columns import line_spans, measure
from cleaner.types import Columns
from tests.helpers import blocks_of

LETTERS = "abcXYZäßéñłşİ" + "жЖёї" + "αΩ" + "قرآن" + "שלום" + "गाँव"
WIDE = "橋町の川トン中한"[:7] + "สะพาน" + "ភាសា"
texts = st.text(
    st.sampled_from(LETTERS + WIDE + "0129٣" + " \t\n\r\n\n" + ".!?…。।؟,;:'’-–—\"”»)]|•*+$€©^" + "\u00a0\u200b\ufeff")
)


def measured(text: str) -> Columns:
    return measure(text, *line_spans(text))


def of_line(line: str) -> Columns:
    return blocks_of(line).columns


def slow_lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def is_space(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def is_wide(char: str) -> bool:
    return (
        bool(re.match("[\u3041-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]", char))
        and unicodedata.category(char)[0] in "LM"
    )


def slow_words(line: str) -> list[str]:
    """Runs of letters, marks and digits, joined by apostrophes and hyphens; a wide character is a word of its own."""
    inside = [unicodedata.category(char)[0] in "LMN" for char in line]
    found, at = [], ""
    for i, char in enumerate(line):
        joins = char in "'’-‐‑" and 0 < i < len(line) - 1 and inside[i - 1] and inside[i + 1]
        if is_wide(char):
            found += [at, char]
            at = ""
        elif inside[i] or joins:
            at += char
        else:
            found.append(at)
            at = ""
    return [word for word in [*found, at] if word]


@given(text=texts)
@example(text="")
@example(text="\r")
@example(text="\r\r\n\n\r")
@example(text="no end")
def test_line_spans_are_those_of_a_slow_reference(text: str) -> None:
    starts, ends = line_spans(text)
    assert [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)] == slow_lines(text)


@given(text=texts)
@example(text="\u200b\ufeff\n")
@example(text=".\n")
def test_counts_are_those_of_a_slow_reference(text: str) -> None:
    lines, columns = slow_lines(text), measured(text)
    category = unicodedata.category
    expected = {
        "visible": [sum(not is_space(c) for c in line) for line in lines],
        "letters": [sum(category(c)[0] == "L" for c in line) for line in lines],
        "digits": [sum(category(c)[0] == "N" for c in line) for line in lines],
        "upper": [sum(category(c) in ("Lu", "Lt") for c in line) for line in lines],
        "punct": [sum(category(c)[0] == "P" for c in line) for line in lines],
        "symbols": [sum(category(c)[0] == "S" for c in line) for line in lines],
        "wide": [sum(map(is_wide, line)) for line in lines],
        "first": [next((ord(c) for c in line if not is_space(c)), 0) for line in lines],
        "indent": [next((i for i, c in enumerate(line) if not is_space(c)), 0) for line in lines],
    }
    for name, values in expected.items():
        assert getattr(columns, name).tolist() == values, name


@given(text=texts)
def test_words_are_those_of_a_slow_reference(text: str) -> None:
    columns = measured(text)
    found = [
        (int(block), text[start:end])
        for block, start, end in zip(columns.word_block, columns.word_start, columns.word_end, strict=True)
    ]
    assert found == [(number, word) for number, line in enumerate(slow_lines(text)) for word in slow_words(line)]


@given(left=texts, right=texts, word=st.text(st.sampled_from(LETTERS), min_size=1, max_size=12))
def test_equal_words_have_equal_hashes_wherever_they_stand(left: str, right: str, word: str) -> None:
    alone, among = measured(word), measured(f"{left} {word} {right}")
    assert set(alone.word_hash.tolist()) <= set(among.word_hash.tolist())


@given(words=st.lists(st.text(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=8), unique=True, max_size=60))
def test_different_words_have_different_hashes(words: list[str]) -> None:
    assert len(set(measured(" ".join(words)).word_hash.tolist())) == len(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour", "HARBOUR"),
        ("Straße", "STRAßE"),
        ("Мост", "МОСТ"),
        ("Çan", "çan"),
        ("ılık", "ILIK"),
        ("Χρήσης", "ΧΡΗΣΗΣ"),
    ],
)
def test_case_does_not_matter_to_a_words_hash(one: str, other: str) -> None:
    assert of_line(one).word_hash.tolist() == of_line(other).word_hash.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Check price", "check  PRICE"), ("• Share", "- share"), ("a b c", "\ta, b; c."), ("1. Home", "1) home")],
)
def test_lines_with_equal_words_have_equal_hashes(one: str, other: str) -> None:
    assert of_line(one).line_hash.tolist() == of_line(other).line_hash.tolist()


@pytest.mark.parametrize(
    ("one", "other"), [("a b", "b a"), ("ab c", "a bc"), ("a", "a a"), ("橋町", "町橋"), ("1", "2")]
)
def test_lines_with_other_words_have_other_hashes(one: str, other: str) -> None:
    assert of_line(one).line_hash.tolist() != of_line(other).line_hash.tolist()


@pytest.mark.parametrize("line", ["", "   ", "-", "* * *", "…"])
def test_a_line_without_words_has_no_hash(line: str) -> None:
    assert of_line(line).line_hash.tolist() == [0]


def test_hashes_do_not_depend_on_where_a_line_stands_in_a_long_text() -> None:
    filler = "The keeper of the light wrote down the wind.\n" * 5000
    columns = measured(f"The bridge\n{filler}The bridge\n")
    assert columns.line_hash[0] == columns.line_hash[-1] != columns.line_hash[1]
    assert len(set(columns.line_hash.tolist())) == 2


@pytest.mark.parametrize(
    "line",
    [
        "It rained.",
        "Did it rain?",
        "It rained!",
        "It rained…",
        "It rained ...",
        "“It rained.”",
        '"It rained."',
        "„Es regnete.“",
        "(It rained.)",
        "«Il pleut.»",
        "« Il pleut. »",
        "雨が降った。",
        "「雨が降った。」",
        "下雨了！",
        "هل نزل المطر؟",
        "نزل المطر.",
        "बारिश हुई।",
        "Шёл дождь.",
        "‘It rained.’",
        "It rained.  ",
        "[It rained.]",
        "下雨了？”",
    ],
)
def test_a_line_ends_as_a_sentence_does(line: str) -> None:
    assert of_line(line).ends_sentence.tolist() == [True]


@pytest.mark.parametrize(
    "line",
    [
        "It rained",
        "You will need:",
        "rain, wind",
        "Rain;",
        "雨が降った",
        "-",
        "",
        "Rain (heavy)",
        "3.4%",
        "Sport »",
        ")",
    ],
)
def test_a_line_does_not_end_as_a_sentence_does(line: str) -> None:
    assert of_line(line).ends_sentence.tolist() == [False]


@pytest.mark.parametrize(
    "line",
    ["- rye", "• rye", "* rye", "– rye", "  - rye", "\t• rye", "› rye", "→ rye", "· rye", "| rye", "■ rye", "+ light"],
)
def test_a_bullet_in_front_is_a_marker(line: str) -> None:
    assert of_line(line).marker.tolist() == [1]


@pytest.mark.parametrize("line", ["1. rye", "1) rye", "12. rye", "123) rye", "  7. rye"])
def test_a_number_in_front_is_a_marker(line: str) -> None:
    assert of_line(line).marker.tolist() == [2]


@pytest.mark.parametrize(
    "line", ["rye", "-rye", "1.5 kg", "1234. rye", "2031 was wet", "a. rye", "", "—Sí", "3.4% in May", "a - b"]
)
def test_other_lines_have_no_marker(line: str) -> None:
    assert of_line(line).marker.tolist() == [0]


@pytest.mark.parametrize("line", ["-", "•", "* * *", "———", "|", "=====", "…", "· · ·", "™"])
def test_a_line_of_marks_is_bare(line: str) -> None:
    assert of_line(line).bare.tolist() == [True]


@pytest.mark.parametrize("line", ["", "  ", "\t", "\u00a0", "\u200b", "\ufeff", "\u2028"])
def test_a_line_without_anything_to_see_is_blank(line: str) -> None:
    assert of_line(line).blank.tolist() == [True]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("one two", 2),
        ("don't", 1),
        ("twenty-one", 1),
        ("雨が降った", 3),
        ("橋", 1),
        ("ร้านก๋วยเตี๋ยว", 4),
        ("3.4%", 2),
        ("a橋b", 3),
        ("-", 0),
    ],
)
def test_words_are_counted(line: str, words: int) -> None:
    assert of_line(line).words.tolist() == [words]


def test_a_text_without_lines_has_no_columns() -> None:
    columns = measured("")
    assert all(len(getattr(columns, name)) == 0 for name in Columns.__dataclass_fields__)


def test_the_last_characters_of_a_text_are_looked_at_safely() -> None:
    for text in ("1", "1.", "-", "•", "12", "123.", ".", "”", "a\n1.", "\n", " "):
        assert len(measured(text).visible) == len(slow_lines(text))


def test_columns_have_one_type() -> None:
    columns = measured("a b\n\n- c.\n")
    for name in ("visible", "words", "letters", "first", "marker", "word_block", "word_start"):
        assert getattr(columns, name).dtype == np.int64, name
