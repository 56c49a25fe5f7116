"""Word scores and snippets, against figures worked out by hand."""

import pytest

from benchmarks.words import Score, Snippets, compare, score, snippets
from tests.unit.benchmarks.support import page


@pytest.mark.parametrize(
    ("text", "truth", "expected"),
    [
        ("a b c", "a b c", Score(1.0, 1.0, 1.0)),
        ("A, b! C?", "a b c", Score(1.0, 1.0, 1.0)),
        ("a b", "a b c d", Score(1.0, 0.5, pytest.approx(2 / 3))),
        ("a a a", "a", Score(pytest.approx(1 / 3), 1.0, 0.5)),
        ("", "a", Score(0.0, 0.0, 0.0)),
        ("a", "", Score(0.0, 0.0, 0.0)),
        ("", "", Score(1.0, 1.0, 1.0)),
    ],
)
def test_words_are_compared_as_multisets(text: str, truth: str, expected: Score) -> None:
    assert compare(text, truth) == expected


def test_japanese_is_counted_by_characters() -> None:
    assert compare("今日は", "今日は晴れ", "ja").recall == pytest.approx(3 / 5)


def test_a_news_text_is_right_with_and_without_its_title() -> None:
    one = page(truth="body text", title="The Title")
    assert score("The Title body text", one, with_title=True).f1 == score("body text", one, with_title=True).f1 == 1


def test_snippets_are_found_whatever_the_white_space() -> None:
    one = page(required=("to stay", "gone"), forbidden=("an advert", "not here"))
    assert snippets("what is\nto   stay, and an\nadvert", one) == Snippets(kept=1, lost=1, left=1, dropped=1)
