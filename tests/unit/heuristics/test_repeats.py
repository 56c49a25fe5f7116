"""Repeats inside a page, and trafilatura as a second opinion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cleaner.heuristics import repeats, second_opinion
from cleaner.segment.html import segment_html
from cleaner.settings import Settings

STORY = "The council of the harbour town voted on Monday to rebuild the old bridge by spring."
OTHER = "Work begins in May, the mayor said, and will take two years in all."


def pointed(markup: str) -> list[str]:
    blocks = segment_html(markup, Settings())
    return [blocks.line(int(at)) for found in repeats.find(blocks, Settings()) for at in found.blocks]


@pytest.mark.parametrize("again", [STORY, "voted on Monday to rebuild the old bridge", STORY.upper()])
def test_what_was_said_before_is_a_repeat(again: str) -> None:
    assert pointed(f"<p>{STORY}</p><p>{OTHER}</p><div>{again}</div>") == [again]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{STORY}</p><p>{OTHER}</p><p>the old bridge</p>",
        f"<p>{STORY}</p><p>{OTHER}</p><pre>{STORY}</pre>",
        f"<p>{STORY}</p><p>{OTHER}</p><table><tr><td>{STORY}</table>",
        f"<div hidden>{STORY}</div><p>{STORY}</p><p>{OTHER}</p>",
        f"<a href=/>{STORY}</a><p>{STORY}</p><p>{OTHER}</p>",
        f"<p>{STORY}</p><p>{STORY[:-1]}, and nobody had expected it.</p>",
    ],
)
def test_labels_code_tables_and_what_only_menus_said_are_left(markup: str) -> None:
    assert pointed(markup) == []


def opinions(**settings: bool) -> Iterator[tuple[str, list[str]]]:
    story = f"<p>{STORY}</p><p>{OTHER}</p>" * 4
    page = f"<body><nav><a href=/>Home and away</a></nav><article>{story}</article></body>"
    blocks = segment_html(page, Settings())
    for found in second_opinion.find(blocks, Settings(**settings)):  # type: ignore[arg-type]
        yield found.points_to, [blocks.line(int(at)) for at in found.blocks]


def test_a_second_opinion_is_heard_when_it_is_asked_for() -> None:
    assert list(opinions()) == []
    heard = dict(opinions(second_opinion=True))
    assert STORY in heard["content"]
    assert heard["boilerplate"] == ["Home and away"]
