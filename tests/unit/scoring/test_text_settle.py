"""Pieces of one sentence share the score of the one that reads most like main content."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.ruleset.documents import blocks_of
from cleaner.scoring.text_settle import goes_on, settled
from cleaner.settings import Settings
from cleaner.types import Blocks


def _blocks(*lines: str) -> Blocks:
    return blocks_of("".join(f"{line}\n" for line in lines), "text", Settings())


@pytest.mark.parametrize(
    ("lines", "on"),
    [
        (["The ferry, as it was said by", "the harbour office", ", leaves at noon."], [1, 2]),
        (["The new timetable was set up by the", "Harbour Office", "and holds from May."], [1, 2]),
        (["It was said by the", "office", ". The ferry leaves at noon."], [1, 2]),
        (["Turkish winds are", "ılık bugün her yerde."], [1]),
        (["The ferry leaves at noon.", "Read more"], []),
        (["The ferry leaves at noon.", "and this begins small"], []),
        (["Tags:", "harbour", "ferry"], []),
        (["Harbour", "Ferry", "Timetable"], []),
        (["The harbour opens its old gates once more", "home", "news", "sport", "weather"], []),
        (["I would not go there in winter, and you know it", "permalink", "save", "report"], []),
        (["Ahead of the vote they said that it", "was", "over", "for the old harbour.", "reply"], [1, 2, 3]),
        (["A line that ends here", "", "behind a blank one"], []),
        (["A headline about the harbour and its ferry", "» startseite hier und dort", "» kontakt"], []),
        (["The old frameworks of the shop", ".NET Framework: all that is new"], []),
        (["43 years", ": The age he came to the harbour at last"], [1]),
        (["In the harbour", "”Det är bra”, sade hon."], []),
        (["船は川に", "ありました"], []),
        (["ხიდი დაიკეტა", "წვიმა შეწყდა დილით ადრე აქ"], []),
        (["the first part of it", "ⅱ and ⅲ of the list"], []),
    ],
)
def test_which_lines_go_on(lines: list[str], on: list[int]) -> None:
    assert goes_on(_blocks(*lines)).nonzero()[0].tolist() == on


def test_the_pieces_get_the_lowest_score() -> None:
    blocks = _blocks("On Sunday it was said by", "the office", ", on Monday.", "Menu")
    assert settled(blocks, np.array([-2.0, 3.0, 1.0, 4.0])).tolist() == [-2.0, -2.0, -2.0, 4.0]


def test_a_list_in_small_letters_is_no_sentence() -> None:
    blocks = _blocks("harbour", "ferry", "storm surge of the year")
    assert settled(blocks, np.array([-2.0, 3.0, 1.0])).tolist() == [-2.0, 3.0, 1.0]


@pytest.mark.parametrize("text", ["", "one line", "\n\n"])
def test_nothing_goes_on_in_a_text_of_one_line_or_none(text: str) -> None:
    assert not goes_on(blocks_of(text, "text", Settings())).any()
