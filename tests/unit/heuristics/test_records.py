"""Boxes of facts, timelines and turns of a conversation stay; labels that come back are something else."""

from __future__ import annotations

import pytest

from cleaner.heuristics import headline_list, records, turns
from cleaner.segment.labels import labels
from cleaner.settings import Settings
from tests.helpers import PROSE, blocks_of, pointed_to

FACTS = ("Length: 312 metres", "Built: 1911", "Architect: Ada Holm", "Repair: two million", "Bus: 731, stop Linde")
TALK = ("Ben: Could you describe the bridge as it was?", "Ada: Grey, and rather longer than I had been told.") * 3


def found(module: object, *lines: str) -> set[str]:
    blocks = blocks_of(*lines)
    return pointed_to(blocks, list(module.find(blocks, Settings())))  # type: ignore[attr-defined]


def test_labels_stand_in_front_of_a_colon() -> None:
    blocks = blocks_of("• Length: 312 m", "[00:03:27] BEN: Yes.", "At 10:30 it rained.", "Read:", "https://example.org")
    assert {block: label for block, (label, _) in labels(blocks).items()} == {0: "length", 1: "ben"}


@pytest.mark.parametrize(
    "lines",
    [
        FACTS[:3],
        (*FACTS, *FACTS),
        tuple(f"{fact.split(':')[0]}: *" for fact in FACTS),
        tuple(f"{fact.split(':')[0]}: https://example.org/" for fact in FACTS),
        tuple(f"{fact} {'and so on ' * 7}" for fact in FACTS),
        ("1874 School", "1911 Wing", "1911 Wing", "2003 Clock"),
        ("1990 A", "1991 B", "1992 C", "1993 D"),
    ],
)
def test_other_lines_are_no_facts(lines: tuple[str, ...]) -> None:
    assert not found(records, PROSE, *lines)


def test_a_fact_goes_on_in_a_second_line_that_counts_for_none() -> None:
    assert found(records, PROSE, *FACTS[:4], "of crowns") == {*FACTS[:4], "of crowns"}
    assert not found(records, PROSE, *FACTS[:3], "of crowns")


def test_facts_go_on_over_blank_lines() -> None:
    assert found(records, PROSE, *FACTS[:2], "", *FACTS[2:]) == set(FACTS)


def test_facts_in_the_tail_are_no_headlines_for_sure() -> None:
    blocks = blocks_of(PROSE, PROSE, PROSE, *(f"{fact} of the old one" for fact in FACTS))
    assert all(item.hint for item in headline_list.find(blocks, Settings()))


def test_turns_of_two_speakers_stay() -> None:
    assert found(turns, *TALK) == set(TALK)


@pytest.mark.parametrize(
    "lines", [TALK[::2], TALK[:4], (PROSE,) * 9 + TALK, tuple(f"{line.split(':')[0]}: 12" for line in TALK)]
)
def test_what_is_no_conversation(lines: tuple[str, ...]) -> None:
    assert not found(turns, *lines)
