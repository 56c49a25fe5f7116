"""Author, date and site name: where a page declares them, and where they are looked for when asked."""

from __future__ import annotations

import json
import time

import pytest

from cleaner import Cleaner, Settings
from cleaner.declared import day_of, declared
from cleaner.segment.html import segment_html

STORY = "<h1>A late ferry</h1>{}<p>The ferry was late on Friday.</p>"


def linked(*objects: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in objects)


def of(markup: str, url: str | None = None, thorough: bool = False) -> dict[str, str]:
    return declared(segment_html(markup, Settings()), url, thorough)


ADA = {"@type": "Person", "name": "Ada Brandt"}


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        (linked({"@type": "NewsArticle", "author": ADA}), "Ada Brandt"),
        (linked({"@type": ["Article"], "author": [ADA, "Tom Reed", ADA]}), "Ada Brandt, Tom Reed"),
        (linked({"@type": "BlogPosting", "author": {"@id": "#a"}}, {"@id": "#a", "name": "Ada Brandt"}), "Ada Brandt"),
        (
            linked({"@graph": [{"@type": "WebPage", "author": "X Y"}, {"@type": "Article", "author": ADA}]}),
            "Ada Brandt",
        ),
        (
            linked([{"@type": "Organization", "name": "O"}, {"@type": "Article", "author": "By Ada Brandt"}]),
            "Ada Brandt",
        ),
        ("<meta name=author content='Ada Brandt'>", "Ada Brandt"),
        ("<meta property='article:author' content='https://e.org/ada'><meta name=byl content='By Ada B.'>", "Ada B."),
        (
            "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ada Brandt'>",
            "Ada Brandt",
        ),
        ("<meta name=author content=admin>", None),
        (linked({"@type": "Article", "author": ["Di Wu", {"name": "Von Miller"}]}), "Di Wu, Von Miller"),
        ("<meta name=author content='Door Jansen'>", "Door Jansen"),
        ("<meta name=author content='Par Hansson Lind'>", "Par Hansson Lind"),
        ("<meta name=author content='von Trapp'>", "von Trapp"),
        ("<meta name=author content='By Di Wu'>", "Di Wu"),
        ("<meta name=author content='Written by: Ada Brandt'>", "Ada Brandt"),
        ("<meta name=author content='Thomas More'>", "Thomas More"),
        (linked({"@type": "Article", "author": "Emily Post"}), "Emily Post"),
        ("<meta name=author content='More from Ada'>", None),
        ("<meta name=author content='View all posts'>", None),
        ("<meta name=author content='Guest Post'>", None),
        ("<script type='application/ld+json'>{broken</script>", None),
    ],
)
def test_an_author_is_declared(markup: str, author: str | None) -> None:
    assert of(markup + STORY).get("author") == author


@pytest.mark.parametrize(
    "byline",
    [
        "<p>By Ada Brandt</p>",
        "<p>by Ada Brandt | 4 May 2031</p>",
        "<div>Von Ada Brandt am 4. Mai</div>",
        "<span class='post-author'>By <a href='/u/7'>Ada Brandt</a></span>",
        "<div class='byline wide'><span>By</span> <b>Ada Brandt</b></div>",
        "<a rel=author href='/x'>Ada Brandt</a>",
        "<p>4 May · <a class=x href='https://e.org/author/ada-b/'><span>Ada Brandt</span></a></p>",
    ],
)
def test_a_byline_is_read_when_it_is_asked_for(byline: str) -> None:
    assert "author" not in of(STORY.format(byline))
    assert of(STORY.format(byline), thorough=True)["author"] == "Ada Brandt"


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<span class=author>Di Wu</span>", "Di Wu"),
        ("<span class=author>Von Miller</span>", "Von Miller"),
        ("<span class=author>By Von Miller</span>", "Von Miller"),
        ("<span class=author>Von Di Wu</span>", "Di Wu"),
        ("<span class=byline>von Ada Brandt | 4. Mai</span>", "Ada Brandt"),
        ("<span class=byline>Di Ada Brandt</span>", "Ada Brandt"),
        ("<div class=byline>Door&nbsp; <b>Ada Brandt</b></div>", "Ada Brandt"),
        ("<div class=byline>Text von Ada Brandt</div>", "Ada Brandt"),
        ("<a rel=author href='/x'>Door Jansen</a>", "Door Jansen"),
        ("<a rel=author href='/x'>by Thomas More</a>", "Thomas More"),
        ("<p>By Di Wu</p>", "Di Wu"),
        ("<p>By Emily Post</p>", "Emily Post"),
    ],
)
def test_a_name_in_a_byline_is_whole(byline: str, author: str) -> None:
    assert of(STORY.format(byline), thorough=True)["author"] == author


@pytest.mark.parametrize(
    "byline",
    [
        "<p>By the river stands a mill.</p>",
        "<p>Von Miller</p>",
        "<div class=author>Read More</div>",
        "<div class=author>See All</div>",
        "<div class=author>Guest Post</div>",
        "<div class=author>All Posts</div>",
        "<a rel=author href='/x'>More From Ada</a>",
        "<p>By car</p>",
        "<div class=author>12 posts</div>",
        "<div class=authority>Port Authority</div>",
    ],
)
def test_what_is_no_name_is_no_author(byline: str) -> None:
    assert "author" not in of(STORY.format(byline), thorough=True)


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        (
            linked({"@type": "Article", "datePublished": "2031-05-04T08:00:00+02:00", "dateModified": "2031-06-01"}),
            "2031-05-04",
        ),
        ("<meta property='article:published_time' content='2031-05-04T08:00'>", "2031-05-04"),
        ("<meta itemprop=datePublished content=2031-05-04>", "2031-05-04"),
        ("<meta name=date content='20310504'>", "2031-05-04"),
        ("<meta name=date content='2031-13-04'>", None),
    ],
)
def test_a_date_is_declared(markup: str, day: str | None) -> None:
    assert of(markup + STORY).get("date") == day


def test_a_date_is_looked_for_in_time_elements_and_the_address() -> None:
    assert of(STORY.format("<time datetime='2031-05-04T10:00'>May 4</time>"), thorough=True)["date"] == "2031-05-04"
    assert of(STORY, "https://e.org/2031/5/4/ferry", thorough=True)["date"] == "2031-05-04"
    assert "date" not in of(STORY, "https://e.org/2031/5/4/ferry")


@pytest.mark.parametrize(
    "markup",
    ["<meta property='og:site_name' content=' Harbour  Post '>", linked({"@type": "WebSite", "name": "Harbour Post"})],
)
def test_a_site_has_a_name(markup: str) -> None:
    assert of(markup + STORY)["sitename"] == "Harbour Post"


@pytest.mark.parametrize(
    ("value", "day"), [("2031-02-30", ""), ("12031-02-03", ""), ("", ""), ("2031/02/03", "2031-02-03")]
)
def test_only_days_of_the_calendar_are_days(value: str, day: str) -> None:
    assert day_of(value) == day


def test_the_default_has_what_is_declared() -> None:
    page = f"<html lang=en>{linked({'@type': 'Article', 'author': ADA, 'datePublished': '2031-05-04'})}{STORY}"
    found = Cleaner().clean(page, kind="html").metadata
    assert (found["author"], found["date"], found["language"], found["title"]) == (
        "Ada Brandt",
        "2031-05-04",
        "en",
        "A late ferry",
    )


@pytest.mark.parametrize(
    "hostile",
    [
        linked([[[[{"author": [[["x"]]]}]]]]),
        linked(list(range(50_000))),
        linked({"@type": "Article", "author": {"name": {"name": "x"}}, "publisher": 3, "datePublished": 7}),
        f"<script type='application/ld+json'>{'[' * 50_000}</script>",
        "<a href='/author/" * 20_000,
        "<div class=author>" * 20_000,
        "<div class='" + "a" * 300_000 + "'>",
        "<span class=author>" + " " * 100_000,
    ],
)  # fmt: skip
def test_hostile_declarations_cost_little(hostile: str) -> None:
    blocks = segment_html(hostile + STORY, Settings())
    started = time.process_time()
    declared(blocks, None, thorough=True)
    assert time.process_time() - started < 1.5
