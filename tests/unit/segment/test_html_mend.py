"""Markup that swallows a page: mended where nothing else is visible, left alone elsewhere."""

from __future__ import annotations

import time

import pytest

from cleaner.segment.html import segment_html
from cleaner.segment.html_marks import CLOSE, OPEN
from cleaner.segment.html_mend import reopened, spaced
from cleaner.segment.html_tags import JOINT
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


@pytest.mark.parametrize("head", ['<title>T</title><script src="a.js"/>', "<title/>", "<style/><title>T</title>"])
def test_a_short_page_that_was_swallowed_is_read(head: str) -> None:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head>{head}</head><body><p>All.</p></body></html>'
    blocks = segment_html(page, Settings())
    assert blocks.text == "All.\n"
    assert blocks.markup is not None and blocks.markup.title == ("T" if "T" in head else None)


@pytest.mark.parametrize("code", ["var x = 1;", "var x = 'no text at all'; " * 9])
@pytest.mark.parametrize("tag", ["script", "style"])
def test_code_that_is_never_closed_is_no_text(tag: str, code: str) -> None:
    assert segment_html(f"<head><title>T</title><{tag}>{code}", Settings()).text == ""


def test_what_follows_the_text_is_left_to_the_parser() -> None:
    shown = f"<body>{STORY}<p>{'The next one was late as well. ' * 5}</p>"
    blocks = segment_html(f"{shown}<script>var x = '<p>no text</p>'", Settings())
    assert "no text" not in blocks.text


@pytest.mark.parametrize("piece", ["<script ", "<!--", "<title>", "<iframe/>", "-->", "<"])
def test_mending_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    reopened(piece * 200_000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("mark", ["a0", "/"])
def test_spacing_takes_linear_time_in_marks_alone(mark: str) -> None:
    text = f"a{JOINT}{OPEN}{mark}{CLOSE}" * 5 + f"{JOINT}{OPEN}{mark}{CLOSE}" * 200_000 + f"{JOINT}b"
    started = time.process_time()
    assert spaced(text).endswith("b")
    assert time.process_time() - started < 2
