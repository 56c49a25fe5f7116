"""Comments of readers: named where they go, kept where they are asked for."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Settings
from cleaner.heuristics import comment_sections
from cleaner.segment import segment
from cleaner.source import read_source

STORY = "".join(
    f"<p>The {day} was a long one for the people at the lock, who had to open both gates by hand before noon.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
)
SAID = "We came past on Sunday and saw the gates half open, with nobody there to ask."
PAGE = (
    f"<body><article><h1>Two gates and no key</h1>{STORY}</article><div id='comments'><ol class='comment-list'>"
    f"<li><p>{SAID}</p><a href='#r'>Reply</a></li><li><p>I have the key, my uncle left it to me.</p></li>"
    "</ol></div></body>"
)


@pytest.mark.parametrize(
    "name",
    ["comments", "comment-list", "commentlist", "wide post-comments", "disqus_thread", "kommentare", "user_comments"],
)
def test_a_class_or_an_id_names_a_comment_section(name: str) -> None:
    for attribute in ("class", "id"):
        assert pointed_to(f"<body><p>a</p><div {attribute}='{name}'><p>b</p></div></body>") == ["b"]


@pytest.mark.parametrize("name", ["commentary", "no-comments-please", "comment-count", "x-comments", "recommenti"])
def test_other_names_are_none(name: str) -> None:
    assert pointed_to(f"<body><p>a</p><div class='{name}'><p>b</p></div></body>") == []


def test_comments_stay_when_they_are_asked_for() -> None:
    result = Cleaner(Settings(include_comments=True)).clean(PAGE, kind="html")
    assert SAID in result.text


def test_comments_that_go_are_called_comments() -> None:
    result = Cleaner(Settings(threshold=0.01)).clean(PAGE, kind="html")
    assert {removal.category for removal in result.removed if SAID in removal.text} == {"comments"}


def pointed_to(page: str) -> list[str]:
    blocks = segment(read_source(page, kind="html"), Settings())
    return [blocks.line(int(at)) for item in comment_sections.find(blocks, Settings()) for at in item.blocks]


FORUM = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'


@pytest.mark.parametrize(
    ("address", "head", "kept"),
    [
        ("https://example.org/forum/consulting/is-it-worth-it", "", True),
        ("https://boards.example.org/t/1012", "", True),
        ("https://example.org/viewtopic.php?t=12", "", True),
        (None, FORUM, True),
        (None, '<link rel="canonical" href="https://example.org/threads/gates.12/">', True),
        ("https://example.org/news/the-forum-of-rome", "", False),
        ("https://example.org/questions/12/gates", "", False),
        (None, "", False),
    ],
)
def test_on_a_forums_page_the_sentences_of_posts_are_content(address: str | None, head: str, kept: bool) -> None:
    post = "<p>I saw both of the gates from my window.</p><p>Like this</p><p>Reply</p>"
    page = f"<head>{head}</head><body><h1>Two gates</h1>{STORY}<div class=comment>{post}</div></body>"
    source = read_source(page, kind="html", url=address)
    blocks = segment(source, Settings())
    found = [item for item in comment_sections.find(blocks, Settings()) if item.points_to == "content"]
    said = [blocks.line(int(at)) for item in found for at in item.blocks]
    assert said == (["I saw both of the gates from my window."] if kept else [])
