"""Markup that swallows a page: mended where nothing else is visible, left alone elsewhere."""

from __future__ import annotations

import time

import pytest

from cleaner.segment.html import segment_html
from cleaner.segment.html_mend import reopened
from cleaner.settings import Settings

LINE = "The ferry to the island was late again, and nobody on the pier knew when the next one would come, or whether."
STORY = f"<h1>Late ferry</h1><p>{LINE}</p>"


@pytest.mark.parametrize(
    "markup",
    [
        f'<html><head><script src="a.js"/><title>T</title></head><body>{STORY}</body></html>',
        f"<head><title/></head><body>{STORY}</body>",
        f"<head><title>T<body>{STORY}</body>",
        f"<head><style>p{{}}<body>{STORY}</body>",
        f"<head><script>var x = 1;<body>{STORY}</body>",
        f"<body><!-- menu {STORY}</body>",
        f"<body><iframe src=x/>{STORY}</body>",
        f"<body><iframe src=x>{STORY}</body>",
        f"<head><SCRIPT>a</SCRIPT><Style>b<body>{STORY}</body>",
    ],
)
def test_a_page_that_was_swallowed_is_read(markup: str) -> None:
    blocks = segment_html(markup, Settings())
    assert [blocks.line(index) for index in range(len(blocks))][-2:] == ["Late ferry", LINE]
    assert blocks.markup is not None and blocks.markup.title in ("Late ferry", "T")


@pytest.mark.parametrize(
    "markup",
    [
        "",
        STORY,
        "<script>a</script><!-- b --><title>c</title>",
        "<script>'<!--'</script>",
        "<!-- <script> -->",
        "<div/>",
    ],
)
def test_sound_markup_stays_as_it_is(markup: str) -> None:
    assert reopened(markup) == markup


def test_what_follows_the_text_is_left_to_the_parser() -> None:
    shown = f"<body>{STORY}<p>{'The next one was late as well. ' * 5}</p>"
    blocks = segment_html(f"{shown}<script>var x = '<p>no text</p>'", Settings())
    assert "no text" not in blocks.text


@pytest.mark.parametrize("piece", ["<script ", "<!--", "<title>", "<iframe/>", "-->", "<"])
def test_mending_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    reopened(piece * 200_000)
    assert time.process_time() - started < 2
