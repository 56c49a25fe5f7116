"""The guard: structures are found, and every line is main content."""

import pytest

from benchmarks.guard import made, mark
from tests.unit.benchmarks.support import article

PROSE = "A sentence that is long enough to be prose and nothing else, with a full stop at its end."


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["- milk", "- eggs", "- bread", "- salt"], "list"),
        (["1. Open the box.", "2. Take it out.", "3. Plug it in."], "steps"),
        (["2 cups flour", "1 tsp salt", "250 g butter"], "recipe"),
        (["ANNA: Hello.", "MARK: Hi.", "ANNA: Well?", "MARK: Yes.", "ANNA: Oh.", "MARK: No."], "transcript"),
        (["What is it?", PROSE, "Who made it?", PROSE, "Where is it?", PROSE], "qa"),
    ],
)
def test_a_structure_is_named(lines: list[str], kind: str) -> None:
    marked = mark([PROSE, *lines, PROSE])
    assert {found for _, found in marked[1:-1]} == {kind}


def test_prose_stays_prose() -> None:
    assert {kind for _, kind in mark([PROSE] * 6)} == {"prose"}


def test_every_line_of_a_made_text_is_main_content() -> None:
    long = " ".join(["This is one of many sentences about the harbour and its ships."] * 6)
    articles = [type(one)(one.id, one.url, one.site, "en", one.title, (long,) * 8) for one in map(article, range(40))]
    texts = list(made(articles))
    assert texts
    assert all(
        label == (1 if line.strip() else -1)
        for text in texts
        for line, label in zip(text.lines, text.labels, strict=True)
    )
