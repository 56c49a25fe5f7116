"""The segmenter sees the same words as another HTML5 parser does, in the same order."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaner import Settings
from cleaner.segment.html import segment_html
from tests.helpers import Sample, fixtures

PAGES = [sample for sample in fixtures() if sample.kind == "html"]
UNSEEN = ["script", "style", "title", "iframe", "noembed", "noframes"]
MARKER = re.compile(r"^(?:- |\d+\. )", re.MULTILINE)  # what the segmenter sets in front of list items


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def seen_by_lexbor(page: str) -> list[str]:
    tree = LexborHTMLParser(page)
    for noscript in tree.css("noscript"):  # text to a parser with scripting, elements to one without
        noscript.replace_with(re.sub(r"<[^>]*>", " ", noscript.text()))
    tree.strip_tags(UNSEEN)
    return words_of(tree.body.text(separator=" ") if tree.body else "")


def words_of_blocks(page: str) -> list[str]:
    return words_of(MARKER.sub("", segment_html(page, Settings()).text))


@pytest.mark.parametrize("sample", [page for page in PAGES if "shell-with" not in page.name], ids=str)
def test_both_parsers_see_the_same_words(sample: Sample) -> None:
    page = sample.source.decode("utf-8")
    assert words_of_blocks(page) == seen_by_lexbor(page)


BROKEN = [
    "<p>one<p>two<div>three</p>four</div>",
    "<ul><li>one<li>two<ul><li>three</ul><li>four</ul>",
    "<table><tr><td>one<td>two<tr><td>three</table>four",
    "<table>one<tr><td>two</td></tr></table>",
    "<b>one<p>two</b>three</p>",
    "<a href=1>one<a href=2>two</a>",
    "one</div></p></body></html>two",
    "<div><span>one</div>two</span>",
    "<h1>one<h2>two</h1>three",
    "<select><option>one<option>two</select>",
    "<p>one&ampersand two &lt;b&gt; three &#x41; &nosuch;",
    "<dl><dt>one<dd>two<dt>three</dl>",
    "<form><p>one<form><p>two</form>three",
    "<!-- one --><p>two<!-- three",
    "<p>one<br>two<br/>three</br>four",
    "<svg><text>one</text></svg><p>two",
    "<div " + "x=y " * 500 + ">one</div>",
    "<div>" * 600 + "deep" + "</div>" * 600,
]


@pytest.mark.parametrize("page", BROKEN, ids=range(len(BROKEN)))
def test_both_parsers_see_the_same_letters_in_broken_markup(page: str) -> None:
    assert "".join(words_of_blocks(page)) == "".join(seen_by_lexbor(page))


@pytest.mark.parametrize("sample", PAGES, ids=str)
def test_spans_partition_the_visible_text(sample: Sample) -> None:
    blocks = segment_html(sample.source.decode("utf-8"), Settings())
    assert "".join(blocks.raw(index) for index in range(len(blocks))) == blocks.text


def test_a_self_closed_iframe_in_a_noscript_swallows_nothing() -> None:
    page = "<noscript><iframe src=x/></noscript><p>The article</p>"
    assert words_of_blocks(page) == ["The", "article"]
