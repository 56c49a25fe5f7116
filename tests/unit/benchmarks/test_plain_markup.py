"""Pages without the markup that extractors lean on."""

from __future__ import annotations

import pytest

from benchmarks.plain_markup import without

PAGE = (
    "<html><head><title>Tide</title><meta name=author content=x></head><body class=post id='a b'>"
    '<header class="top">Menu</header><main><h1>The <em>tide</em></h1><p>It rose.</p><ul><li>High</li></ul>'
    "<header-bar>x</header-bar></main></body></html>"
)


@pytest.mark.parametrize(
    ("what", "gone", "kept"),
    [
        ("headings", ("<h1", "</h1"), ("<p>", "<main", "class=", "<head>", "<title")),
        ("landmarks", ("<header ", "</header>", "<main", "</main"), ("<h1", "<head>", "<header-bar>")),
        ("names", ("class=", "id=", "top"), ("<h1", "<main", "name=author")),
        ("lists", ("<ul", "<li"), ("<p>", "<h1")),
        ("paragraphs", ("<p>", "</p>"), ("<h1", "<li")),
        ("metadata", ("<title", "<meta"), ("<h1", "class=")),
    ],
)
def test_only_what_is_asked_for_goes(what: str, gone: tuple[str, ...], kept: tuple[str, ...]) -> None:
    html = without(PAGE, [what])
    assert not [part for part in gone if part in html]
    assert not [part for part in kept if part not in html]
    assert html.count("<div") == html.count("</div")
    assert "The <em>tide</em>" in html and "It rose." in html


def test_paragraphs_left_open_stay() -> None:
    assert without("<p>One<p>Two</p>", ["paragraphs"]) == "<p>One<p>Two</p>"
