"""Inputs made to hurt: each gives a clean result or a documented error, in time that grows with its size only."""

from __future__ import annotations

import time

import pytest

from cleaner import Cleaner, LimitError, Settings
from cleaner.types import Media

CLEANER = Cleaner(Settings())
PROSE = "The keeper of the light wrote down the wind and the height of the waves every day at noon and at six."
SECONDS = 10  # of the processor, generous; what is quadratic takes minutes at these sizes

TEXTS = {
    "one long line": "a long word after another " * 100_000,
    "one long word": "a" * 2_000_000,
    "one long word of a script without spaces": "橋" * 500_000,
    "separator lines": "-\n" * 300_000,
    "blank lines": "\n" * 300_000,
    "blank lines with carriage returns": "\r\n" * 100_000,
    "headlines between separators": "Storm warning issued for the coast\n-\n" * 20_000,
    "clutter and prose in turn": f"{PROSE}\nShare on Facebook\n" * 5_000,
    "clutter, blank lines and prose in turn": f"{PROSE}\n\nShare on Facebook\n\n" * 5_000,
    "fences": "```\n" * 100_000,
    "fences that do not close": "~~~\n```\n" * 50_000,
    "brackets": "[" * 500_000,
    "half links": "[a](" * 100_000,
    "bars": "a | b | " * 100_000,
    "bullets": "- \n" * 100_000,
    "combining marks": "a" + "\u0301" * 500_000,
    "NUL bytes": "a line\0\n" * 20_000,
    "lone surrogates": "a\ud800\n" * 20_000,
    "the same line": "Check price at store\n" * 50_000,
}
PAGES = {
    "nested elements": "<div>" * 200_000 + "deep" + "</div>" * 200_000,
    "nested inline elements": "<b>" * 100_000 + "deep",
    "one element with many attributes": "<p " + " ".join(f"a{n}=x" for n in range(100_000)) + ">text</p>",
    "many siblings": "<div><a href=x>one</a> two</div>" * 10_000,
    "clutter and prose in turn": f"<p>{PROSE}</p><p><a href=x>Share on Facebook</a></p>" * 5_000,
    "cells": "<table>" + ("<tr>" + "<td>x</td>" * 10 + "</tr>") * 1_000 + "</table>",
    "items that do not close": "<ul>" + "<li>item one" * 10_000,
    "noscript that does not close": "<noscript>" * 10_000 + "<iframe/>" * 10_000,
    "comments that do not close": "<!--" * 200_000,
    "less-than signs": "<" * 500_000,
    "ampersands": "&" * 500_000,
    "a huge script": "<p>text</p><script>" + "x=1;" * 500_000 + "</script>",
    "an image in the markup": '<p>text</p><img src="data:image/png;base64,' + "QUJD" * 500_000 + '">',
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [*((text, "text") for text in TEXTS.values()), *((page, "html") for page in PAGES.values())],
    ids=[*TEXTS, *(f"page: {name}" for name in PAGES)],
)
def test_a_hostile_input_is_cleaned_in_time(text: str, kind: Media) -> None:
    started = time.process_time()
    result = CLEANER.clean(text, kind=kind)
    assert time.process_time() - started < SECONDS
    assert len(result.text) + sum(len(removal.text) for removal in result.removed) == len(result.blocks.text)


@pytest.mark.parametrize(
    ("text", "kind", "limits", "names"),
    [
        ("abc" * 100, "text", {"max_chars": 99}, "max_chars"),
        ("a\n" * 100, "text", {"max_blocks": 99}, "max_blocks"),
        ("<p>a</p>" * 100, "html", {"max_blocks": 99}, "max_blocks"),
        ("<div>" * 100 + "a", "html", {"max_depth": 50}, "max_depth"),
        (f"{PROSE}\n" * 100, "text", {"deadline": 0.0}, "deadline"),
    ],
)
def test_a_limit_is_an_error_that_names_its_setting(
    text: str, kind: Media, limits: dict[str, float], names: str
) -> None:
    with pytest.raises(LimitError, match=names):
        Cleaner(Settings().with_(**limits)).clean(text, kind=kind)


def test_time_grows_with_size_only() -> None:
    def seconds(times: int) -> float:
        text = f"{PROSE}\n-\nStorm warning issued for the coast\n\nShare on Facebook\n" * times
        started = time.process_time()
        CLEANER.clean(text, kind="text")
        return time.process_time() - started

    seconds(100)
    once, eightfold = min(seconds(1_000) for _ in range(3)), seconds(8_000)
    assert eightfold < 40 * max(once, 0.01)  # quadratic would be 64 times
