"""Headline lists go, in any dress; what only looks like them stays."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cleaner.heuristics import headline_list
from cleaner.settings import Settings
from tests.helpers import PROSE, blocks_of
from tests.unit.heuristics.support import ARTICLE, HEADLINES, SECOND, THIRD, between, said, taken

MARKS = ["-", "•", "*", "|", "–", "—", "---", "***", "* * *", "·", "▪", "___", "=====", "~", "»"]
LONGEST = tuple(f"{line} in region number {n}" for n in range(5) for line in HEADLINES)


@pytest.mark.parametrize("mark", MARKS)
def test_headlines_between_marks_go(mark: str) -> None:
    assert taken(blocks_of(*ARTICLE, *between(mark))) == {*HEADLINES, mark}


@pytest.mark.parametrize("count", [3, 4, 5, 8])
def test_few_headlines_between_marks_go(count: int) -> None:
    assert taken(blocks_of(*ARTICLE, *between("-", HEADLINES[:count]))) == {*HEADLINES[:count], "-"}


def test_forty_headlines_go() -> None:
    assert len(taken(blocks_of(*ARTICLE, *between("-", LONGEST)))) == 41


@pytest.mark.parametrize("mark", ["-", "•", "---"])
def test_headlines_between_marks_go_at_the_head(mark: str) -> None:
    assert taken(blocks_of(*between(mark), mark, *ARTICLE)) == {*HEADLINES, mark}


@pytest.mark.parametrize("mark", ["-", "•", "---"])
def test_headlines_between_marks_go_in_the_middle(mark: str) -> None:
    assert taken(blocks_of(*ARTICLE[:3], *between(mark), mark, THIRD)) == {*HEADLINES, mark}


def test_blank_lines_around_marks_change_nothing() -> None:
    spaced = tuple(part for line in between("-") for part in ("", line))
    assert taken(blocks_of(*ARTICLE, *spaced)) == {*HEADLINES, "-"}


LOOK_ALIKES = {
    "an announced list": (
        *ARTICLE[:2],
        "You will need:",
        "500 g floury potatoes",
        "150 g flour and some more",
        "12 small plums with stones",
    ),
    "a text without prose": HEADLINES,
    "title and subtitle": (
        "Old bridge to be rebuilt by spring",
        "Price has doubled since the flood",
        "Mayor calls it a good day",
        PROSE,
    ),
    "verse behind prose that it shares words with": (
        PROSE,
        "the old bridge over the river",
        "the council of the harbour town",
        "rebuild the bridge by spring",
    ),
    "subheadings between paragraphs": (PROSE, "Work in two winters", SECOND, "How to cross until then", THIRD),
    "section breaks between paragraphs": (PROSE, "* * *", SECOND, "* * *", THIRD),
    "a bulleted list in the middle": (
        PROSE,
        "• bleed the heating every week",
        "• wrap the pipes in the cellar",
        "• pay each household 200 marks",
        SECOND,
    ),
    "counted steps": (
        PROSE,
        "1. Soak the stone for ten minutes",
        "2. Lay it on a damp cloth",
        "3. Draw it from heel to tip",
        SECOND,
    ),
    "lines in lower case": (
        PROSE,
        "two spades and one of them his",
        "a scythe that has forgotten grass",
        "seven flowerpots nested like a secret",
    ),
    "a signature": (PROSE, SECOND, "With love to you and the cat,", "Edwin"),
}


@pytest.mark.parametrize("lines", LOOK_ALIKES.values(), ids=LOOK_ALIKES.keys())
def test_a_look_alike_stays(lines: tuple[str, ...]) -> None:
    assert taken(blocks_of(*lines)) == set()


def test_code_is_left_alone() -> None:
    lines = ("```", *between("-"), "```")
    assert taken(blocks_of(*ARTICLE, *lines, code=tuple(range(4, 4 + len(lines))))) == set()


def test_the_reason_has_its_numbers() -> None:
    (evidence,) = headline_list.find(blocks_of(*ARTICLE, *between("-")), None)  # type: ignore[arg-type]
    assert "8 title-like lines" in evidence.reason.read() and "100%" in evidence.reason.read()


def test_the_articles_own_title_is_not_pointed_to() -> None:
    assert said(headline_list, blocks_of(*between("-"), "-", *ARTICLE)) == set(HEADLINES)


def test_results_and_distances_in_the_tail_are_no_headlines_for_sure() -> None:
    teams = "Alder", "Moss", "Nordhem", "Linde", "Holm"
    results = tuple(f"{one} beat {other} 3-1 at home" for one, other in pairwise(teams))
    headlines = tuple(result.replace(" 3-1", "") for result in results)
    for lines, hint in ((results, True), (headlines, False)):
        (evidence,) = headline_list.find(blocks_of(PROSE, PROSE, PROSE, *lines), Settings())
        assert evidence.hint is hint
