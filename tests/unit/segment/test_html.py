"""HTML to blocks: spans, separators, spaces, what is flagged, what is counted, broken markup."""

from __future__ import annotations

import time

import pytest

from cleaner.errors import LimitError
from cleaner.segment.html import segment_html
from cleaner.segment.html_inline import inline
from cleaner.settings import Settings
from cleaner.types import Blocks


def page(markup: str, **settings: int) -> Blocks:
    return segment_html(markup, Settings(**settings))  # type: ignore[arg-type]


def texts(markup: str) -> list[str]:
    blocks = page(markup)
    return [blocks.line(index) for index in range(len(blocks))]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>One</p><p>Two</p>",
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<ul><li>a<ul><li>b</ul><li>c</ul>",
        "<pre>a\n\n  b</pre>tail",
        "x<br>y<br><br>z",
        "<div hidden>a</div>b",
    ],
)
def test_spans_partition_the_visible_text(markup: str) -> None:
    blocks = page(markup)
    assert blocks.starts[0] == 0 and blocks.ends[-1] == len(blocks.text)
    assert (blocks.starts[1:] == blocks.ends[:-1]).all()
    assert "".join(blocks.raw(index) for index in range(len(blocks))) == blocks.text
    assert blocks.text.endswith("\n")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo\n"),
        ("<p>One<br>Two</p>", "One\nTwo\n"),
        ("<p>One<br><br>Two</p>", "One\n\nTwo\n"),
        ("<ul><li>One<li>Two</ul>", "- One\n- Two\n"),
        ("<ol><li>One<li><p>Two</p></ol>", "1. One\n2. Two\n"),
        ("<ol start=7><li>One</ol>", "7. One\n"),
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a | b\n1 | 2\n"),
        ("<table><tr><td><p>a</p><p>b</p><td>c</table>", "a\n\nb\n\nc\n"),
        ("<dl><dt>Word<dd>What it means</dl>", "Word\nWhat it means\n"),
        ("<div>own<p>inner</p>behind</div>", "own\n\ninner\n\nbehind\n"),
    ],
)
def test_separators_show_what_belongs_together(markup: str, text: str) -> None:
    assert page(markup).text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<a>Home</a><a>World</a>", "Home World"),
        ("see <a>this</a>.", "see this."),
        ("(<a>this</a>)", "(this)"),
        ("<span>A</span> <span>B</span>", "A B"),
        ("<span>T</span>he harbour", "The harbour"),
        ("<span>東</span><span>京</span>", "東京"),
        ("un<b>believ</b>able", "unbelievable"),
        ("<code>a<span>.b</span>c</code>", "a.bc"),
        ("<label>Name</label>Anna", "Name Anna"),
        ("&amp;&#8212;&eacute;", "&—é"),
        ("  a \n\t b&nbsp;c ", "a b c"),
    ],
)
def test_words_come_apart_and_marks_stay_where_they_are(markup: str, text: str) -> None:
    assert texts(f"<p>{markup}</p>") == [text]


def test_pre_keeps_its_lines_and_spaces() -> None:
    assert page("<pre>\ndef f():\n    <span>return</span> 1\n</pre>").text == "def f():\n    return 1\n"


@pytest.mark.parametrize(
    "markup",
    [
        "<div hidden>x</div>", "<div aria-hidden=true>x</div>", "<div style='display: none'>x</div>",
        "<noscript><p>x</p></noscript>", "<template><p>x</p></template>", "<span hidden>x</span>",
    ],
)  # fmt: skip
def test_hidden_text_is_flagged_and_not_passed_over(markup: str) -> None:
    blocks = page(f"<p>seen</p>{markup}")
    assert blocks.markup is not None
    assert blocks.markup.hidden.tolist() == [False, True]


def test_a_hidden_icon_does_not_tear_a_sentence_apart() -> None:
    assert texts("<p>one <i aria-hidden=true></i>two</p>") == ["one two"]


def test_what_nobody_sees_is_counted() -> None:
    blocks = page("<!-- note --><script>var a</script><style>p{}</style><title>T</title><p>x")
    assert blocks.markup is not None
    assert blocks.markup.unseen == {"comment": 6, "script": 5, "style": 3, "title": 1}
    assert blocks.text == "x\n"


@pytest.mark.parametrize("tag", ["desc", "metadata", "annotation", "annotation-xml"])
def test_what_only_drawings_and_formulas_hide_is_visible_elsewhere(tag: str) -> None:
    blocks = segment_html(f"<p>A <{tag}>sharp</{tag}> knife.</p><{tag}><p>It <b>cuts</b></p> well</{tag}>", Settings())
    assert blocks.text == "A sharp knife.\n\nIt cuts\n\nwell\n"
    assert blocks.markup is not None and not blocks.markup.unseen


@pytest.mark.parametrize("around", ["svg", "math"])
@pytest.mark.parametrize("tag", ["desc", "metadata", "annotation", "annotation-xml"])
def test_drawings_and_formulas_keep_their_notes_to_themselves(around: str, tag: str) -> None:
    shown = "<text>x</text>" if around == "svg" else "<mi>x</mi>"
    blocks = segment_html(f"<p>A <{around}>{shown}<g><{tag}>note</{tag}></g></{around}> b", Settings())
    assert blocks.text == "A x b\n"
    assert blocks.markup is not None and blocks.markup.unseen == {tag: 4}


def test_a_closed_iframe_in_noscript_does_not_swallow_the_page() -> None:
    assert texts("<noscript><iframe src=x/></noscript><noscript><iframe src='y' /></noscript><p>text") == ["text"]


def test_lone_surrogates_become_replacement_characters() -> None:
    assert texts("<p>a\ud800b") == ["a\ufffdb"]


def test_markup_tells_links_headings_lists_tables_code_and_quotes() -> None:
    blocks = page(
        "<h2>h</h2><ul><li>l</ul><table><tr><td>t</table><pre>c</pre><blockquote>q</blockquote><p>ab <a>cd</a></p>"
    )
    markup = blocks.markup
    assert markup is not None
    assert markup.headings.tolist() == [2, 0, 0, 0, 0, 0]
    flags = (markup.in_list, markup.in_table, markup.in_code, markup.in_quote)
    assert [int(flag.argmax()) for flag in flags] == [1, 2, 3, 4]
    assert markup.link_chars.tolist() == [0, 0, 0, 0, 0, 2]


@pytest.mark.parametrize(
    ("markup", "levels"),
    [
        ("<div role=heading aria-level=1>x</div>", [1]),
        ("<div role=heading>x</div>", [2]),
        ("<p role=heading aria-level=6>x</p>", [6]),
        ("<div role=heading aria-level=8>x</div>", [6]),
        ("<div role=heading aria-level=0>x</div>", [2]),
        ("<div role=heading aria-level=-1>x</div>", [2]),
        ("<div role=heading aria-level=one>x</div>", [2]),
        ("<div role=heading aria-level=3><div>x</div><p><span>y</span></p></div><p>z</p>", [3, 3, 0]),
        ("<div role=heading aria-level=3>x<h4>y</h4>z</div>w", [3, 4, 3, 0]),
        ("<h1 role=heading aria-level=3>x</h1>", [1]),
        ("<div role=banner aria-level=3>x</div>", [0]),
        ("<div itemprop=heading>x</div>", [0]),
        ("<p>a <span role=heading aria-level=1>x</span> b</p>", [0]),
        ("<ul><li role=heading>x</li></ul>", [0]),
    ],
)
def test_a_block_with_the_role_of_a_heading_is_one(markup: str, levels: list[int]) -> None:
    found = page(markup).markup
    assert found is not None and found.headings.tolist() == levels


def test_a_list_item_with_the_role_of_a_heading_stays_an_item() -> None:
    assert page("<ol><li role=heading>a</li><li>b</li></ol>").text == "1. a\n2. b\n"


def test_blocks_of_a_page_stand_in_lines() -> None:
    blocks = page("<p>a</p><ul><li>b<li>c</ul><pre>d\ne</pre><p>f</p>")
    assert [block.line for block in blocks] == [1, 3, 4, 6, 9]
    assert [blocks[-1].line, blocks[0].line] == [9, 1]


def test_to_look_at_every_block_takes_linear_time() -> None:
    blocks = page("<p>The ferry was late again, and nobody knew when the next one would come.</p>" * 20_000)
    started = time.process_time()
    assert [block.line for block in blocks][-1] == 39_999
    assert time.process_time() - started < 1.5


def test_paths_begin_at_the_nearest_id_and_are_bounded() -> None:
    blocks = page("<div id=main><section><p>x</p></section></div>" + "<div>" * 50 + "y")
    assert blocks[0].path == "div#main > section > p"
    assert blocks[1].path.count(">") == 7


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>The bridge | The Daily</title>", "<h1>The Daily</h1><h1>The bridge</h1>", "The bridge"),
        ("<title>The old bridge falls - The Daily</title>", "", "The old bridge falls"),
        ("<title>x</title><meta property=og:title content='The bridge'>", "<h1>Menu</h1>", "The bridge"),
        ("", "<h1>Only this</h1>", "Only this"),
        ("", "<svg><title>Menu icon</title><path/></svg><h1>The bridge</h1>", "The bridge"),
        ("", "<svg><g><symbol><title>Menu icon</title></symbol></g></svg><title>The bridge</title>", "The bridge"),
        ("", "<div hidden><svg><title>Menu icon</title><text>x</text></svg></div><h1>The bridge</h1>", "The bridge"),
        ("", "<div role=heading aria-level=1>The bridge</div>", "The bridge"),
    ],
)
def test_the_title_is_what_readers_see(head: str, body: str, title: str) -> None:
    markup = page(f"<html><head>{head}</head><body>{body}<p>text").markup
    assert markup is not None and markup.title == title


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 200_000 + "x",
        "<b>" * 100_000 + "x",
        "<ul><li>" * 50_000 + "x",
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
        "a" + "<span>" * 100_000 + "x",
        "<noscript>" * 50_000 + "<iframe/>" + "</noscript>x",
    ],
)
def test_deep_and_wide_markup_takes_seconds_at_most(markup: str) -> None:
    blocks = page(markup)
    assert blocks.text.rstrip().endswith("x")
    assert blocks[len(blocks) - 1].path


def test_limits_are_limits() -> None:
    with pytest.raises(LimitError, match="max_depth"):
        page("<div>" * 200 + "x", max_depth=100)
    with pytest.raises(LimitError, match="max_blocks"):
        page("<p>x</p>" * 20, max_blocks=10)


@pytest.mark.parametrize("markup", ["", " ", "<html>", "<!-- -->", "<p></p>", "<frameset><frame src=a></frameset>"])
def test_pages_without_text_have_no_blocks(markup: str) -> None:
    assert len(page(markup)) == 0


def test_marked_texts_have_the_same_blocks() -> None:
    markup = "<p>a <a href=/x>b</a> <b>c</b><img src=i alt=j></p><p><img src=k></p><p>d <code>e</code></p>"
    blocks = page(markup)
    assert blocks.markup is not None
    marked = inline(blocks.markup.tree)
    assert len(marked.texts) == len(blocks) == 2
    shown = marked.render(0, lambda name, text, alt, target: f"[{name}:{text or alt}:{target}]")
    assert " ".join(shown.split()) == "a [a:b:/x] [b:c:] [img:j:i]"


@pytest.mark.parametrize(
    "markup",
    [
        "重建河上的<a href=/q>旧桥</a>，明年开放。",
        "<a href=/a><span>旧</span></a><b><span>桥</span></b>。",
        "see <a href=/q>this</a>.",
        "see<a href=/q><span>this</span></a>and<span><b>that</b></span>!",
        "(<span><em>this</em></span>)",
        "<b><span>T</span></b>he <a href=/q>harbour</a>, <i>late</i><span>again</span>",
        "<span><b>T</b></span>he <a href=/q>harbour</a>",
        "<span><i>a</i> </span><a href=/q> b</a>",
        "<a href=/q><i class=icon></i></a><span>a</span><b><i></i></b>",
    ],
)
def test_marks_change_no_space(markup: str) -> None:
    blocks = page(f"<p>{markup}</p>")
    assert blocks.markup is not None
    shown = inline(blocks.markup.tree).render(0, lambda name, text, alt, target: text)
    assert " ".join(shown.split()) == blocks.line(0)


def test_a_space_behind_a_link_stands_outside_of_it() -> None:
    blocks = page("<p>a<a href=/x><span>b</span></a><b><span>c</span></b>d</p>")
    assert blocks.markup is not None
    shown = inline(blocks.markup.tree).render(0, lambda name, text, alt, target: f"[{text}]")
    assert shown == "a [b] [c] d"
