"""Texts without the marks of mailers and text browsers, as long as before."""

from __future__ import annotations

import pytest

from cleaner import clean, restore
from cleaner.segment.plain import counts_links, plain

LETTER = (
    "> Dear all,\n>\n> the ferry does not sail today, for the wind is too strong.\n"
    "> It will sail tomorrow at six.\n>> Will it sail?\n"
)
DUMP = "   [1]Skip to content\n   * [2]Home\n   * [3]Boats [4]Nets\n   The [5]harbour is old [12].\n   [6]About us\n"


def test_quotes_of_a_letter_are_spaces() -> None:
    found = plain(LETTER)
    assert len(found) == len(LETTER) and ">" not in found
    assert found.split("\n")[1].strip() == "" and found.split("\n")[4].strip() == "Will it sail?"


def test_numbers_in_front_of_links_are_spaces() -> None:
    assert plain(DUMP).split("\n")[2].split() == ["*", "Boats", "Nets"]
    assert plain(DUMP).split("\n")[3].split() == ["The", "harbour", "is", "old", "[12]."]
    assert len(plain(DUMP)) == len(DUMP)


@pytest.mark.parametrize(
    "text",
    [
        "A quote:\n> the ferry does not sail\nAnd more.\nAnd more.\nAnd more.\n",
        "As Holm showed [1], and Berg after him [2]; see also [3]. [4] and [5] say less.\n",
        "a = x[1]+y[2]+z[3]+u[4]+v[5]+w[6]\n",
        "[9]i [7]e [8]a [2]o [1]u [3]y\n",
        "".join(f"{number}. Stir the dough and wait.\n" for number in range(1, 12)),
        "".join(f"{1990 + 2 * number}\tA bridge was built.\n" for number in range(12)),
        "",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert plain(text) is text


def test_a_dump_counts_its_links() -> None:
    assert counts_links(DUMP) and not counts_links(LETTER)


@pytest.mark.parametrize("column", ["{:6}\t", "{:3}  ", "{}|"])
def test_numbers_of_lines_are_spaces(column: str) -> None:
    text = "".join(f"{column.format(number)}Line of the text\n" for number in range(1, 12))
    assert len(plain(text)) == len(text) and {line.strip() for line in plain(text).splitlines()} == {"Line of the text"}


@pytest.mark.parametrize("text", [LETTER, DUMP, LETTER.replace("\n", "\r\n")])
def test_what_goes_is_recorded_as_it_came(text: str) -> None:
    result = clean(text, kind="text")
    assert restore(result.text, result.record()) == text.encode()
    assert all(text[removal.start : removal.end] == removal.text for removal in result.removed)
