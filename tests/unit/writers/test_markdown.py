"""Markdown of cleaned pages: every shape survives, nothing that is removed comes back."""

from __future__ import annotations

import time

import pytest

from cleaner import KINDS, Cleaner, Settings
from cleaner.writers._tables import tables
from cleaner.writers.markdown import to_markdown, write

ALL = Cleaner(Settings(keep=frozenset(KINDS), learned=False))
PROSE = "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring."


def markdown(body: str, images: bool = False) -> str:
    return to_markdown(ALL.clean(f"<body>{body}</body>", kind="html", url="https://e.org/a/"), images=images)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>One</h1><h3>Three</h3>", "# One\n\n### Three\n"),
        ("<h2><b>Bold</b> title</h2>", "## Bold title\n"),
        ("<p>a <b>b</b> <em>c</em> <code>d</code></p>", "a **b** *c* `d`\n"),
        ("<p>a<b> b </b>c</p>", "a **b** c\n"),
        ("<p><a href='/x y'>link</a></p>", "[link](https://e.org/x%20y)\n"),
        ("<p><a href='#top'>up</a> <a href='javascript:x'>do</a></p>", "up do\n"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c\n"),
        ("<ol start=3><li>a<li><p>b</p><p>c</p></ol>", "3. a\n4. b\n\n   c\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<p>a<br>b</p>", "a  \nb\n"),
        ("<table><tr><th>a<th>b<tr><td>1<td>x|y</table>", "| a | b |\n| --- | --- |\n| 1 | x\\|y |\n"),
        ("<table><tr><td>a<td></td><td>c<tr><td>d<td>e</table>", "| a |  | c |\n| --- | --- | --- |\n| d | e |  |\n"),
        ("<pre><code class='language-python'>a\n\n  b\n</code></pre>", "```python\na\n\n  b\n```\n"),
        ("<pre>a ``` b</pre>", "```\na ``` b\n```\n"),
        ("<pre>```\na\n```</pre>", "````\n```\na\n```\n````\n"),
        ("<pre><code><div>a</div><div>  b</div></code></pre><p>c</p>", "```\na\n  b\n```\n\nc\n"),
        ("<pre>a<br>  b</pre>", "```\na\n  b\n```\n"),
        ("<ul><li>a<pre>b</pre></li></ul>", "- a\n\n  ```\n  b\n  ```\n"),
        ("<p><code>a`b</code> <code>`c`</code></p>", "``a`b`` `` `c` ``\n"),
        ("<p><kbd>a</kbd><kbd>b</kbd> <code>*c*</code></p>", "`ab` `*c*`\n"),
        ("<p><i>a</i><b>b</b> <b>c</b><i>d</i></p>", "_a_**b** **c**_d_\n"),
        ("<p><strong><b>a</b></strong> <b>b</b><b>c</b></p>", "**a** **bc**\n"),
        ("<p><b>Note:</b>that</p>", "**Note**:that\n"),
        ("<p>*a* 2 * 3 _b_ c_d_e `f`</p>", "\\*a* 2 * 3 \\_b_ c_d_e \\`f\\`\n"),
        ("<p>&lt;b> 1 &lt; 2 &amp;amp; [a](b) C:\\new \\*</p>", "\\<b> 1 < 2 \\&amp; [a]\\(b) C:\\new \\\\*\n"),
        ("<p><a href='/a_(b)'>x [1</a></p>", "[x \\[1](https://e.org/a_%28b%29)\n"),
        ("<h2>One<br>two</h2><p>three</p>", "## One two\n\nthree\n"),
        ("<table><tr><th>a<td><ul><li>b<li>c</ul></table>", "| a | - b<br>- c |\n| --- | --- |\n"),
        ("<table><tr><th>a<td>b</table>", "| a | b |\n| --- | --- |\n"),
        ("<ul><li>a</ul><ol><li>b</ol>", "- a\n\n1. b\n"),
        (
            "<table><tr><th>a<th>b<tr><td>1<br>2<td><code>x|y</code></table>",
            "| a | b |\n| --- | --- |\n| 1<br>2 | `x\\|y` |\n",
        ),
        ("<table><tr><th>a<th>b<tr><td>1<td><pre>x\ny</pre></table>", "a\n\nb\n\n1\n\n```\nx\ny\n```\n"),
        (
            "<p>重建河上的<a href=/q>旧桥</a>，将于<a href=/r>明年</a>开放。</p>",
            "重建河上的[旧桥](https://e.org/q)，将于[明年](https://e.org/r)开放。\n",
        ),
        ("<p>See <a href=/q><span>this</span></a>.</p>", "See [this](https://e.org/q).\n"),
        ("<div role=heading aria-level=1>One</div><div role=heading>Two</div>", "# One\n\n## Two\n"),
        ("<p># not a heading</p><p>1. no list</p>", "\\# not a heading\n\n1\\. no list\n"),
    ],
)
def test_shapes_survive(body: str, expected: str) -> None:
    assert markdown(body) == expected


def test_images_come_when_they_are_asked_for() -> None:
    body = "<p><img src=a.png alt=A></p><p>text</p>"
    assert markdown(body) == "text\n"
    assert markdown(body, images=True) == "![A](https://e.org/a/a.png)\n\ntext\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>before <img src=a.png alt='A [1'> after</p>", "before ![A \\[1](https://e.org/a/a.png) after\n"),
        ("<h2><img src=a.png>Title</h2>", "![](https://e.org/a/a.png)\n\n## Title\n"),
        (
            "<p><a href=/b><img src=a.png alt=A></a></p><p>b</p>",
            "[![A](https://e.org/a/a.png)](https://e.org/b)\n\nb\n",
        ),
        ("<p><img src='data:image/gif;base64,R0'>text</p>", "text\n"),
        ("<p><img src='data:image/gif;base64,R0' data-src=a.png>text</p>", "![](https://e.org/a/a.png)\n\ntext\n"),
        ("<p><img srcset='a.png 1x, b.png 2x'>text</p>", "![](https://e.org/a/a.png)\n\ntext\n"),
    ],
)
def test_an_image_stands_where_the_page_has_it(body: str, expected: str) -> None:
    assert markdown(body, images=True) == expected


def test_a_layout_table_is_no_table() -> None:
    assert "|" not in markdown(f"<table><tr><td>{PROSE * 6}<td>{PROSE * 6}</table>")


def test_removed_blocks_do_not_come_back() -> None:
    page = f"<body><nav><a href=/>Home</a></nav><article><p>{PROSE}</p><p>{PROSE[:-1]}, it said.</p></article></body>"
    result = Cleaner().clean(page, kind="html")
    assert "Home" not in to_markdown(result)
    assert to_markdown(result).split("\n\n")[0] == PROSE


def test_a_text_is_written_as_it_is() -> None:
    assert write(Cleaner().clean("One line.\n")) == "One line.\n"


@pytest.mark.parametrize(
    "markup", ["", "<p>\ufdd0a1\ufdd1 x \ufdd0/\ufdd1</p>", "<b>" * 5000 + "x", "<a href='http://[x'>y</a>"]
)
def test_odd_pages_are_written_too(markup: str) -> None:
    assert isinstance(markdown(markup), str)


def test_link_targets_stay_away_when_they_are_not_asked_for() -> None:
    result = ALL.clean("<body><p>See <a href='/x'>the mill</a> first.</p></body>", kind="html", url="https://e.org/a/")
    assert to_markdown(result, links=False) == "See the mill first.\n"
    assert to_markdown(result) == "See [the mill](https://e.org/x) first.\n"


def test_a_table_with_another_text_in_its_midst_is_no_table() -> None:
    page = "<table><tr><th>a<th>b<tr><td>1<table><tr><td>x<td>y<tr><td>z<td>w</table><td>2</table>"
    assert markdown(page).count("---") == 2  # the inner one


def test_many_tables_take_linear_time() -> None:
    result = ALL.clean("<body>" + "<table><tr><th>a<th>b<tr><td>1<td>2</table>" * 4_000, kind="html")
    markup = result.blocks.markup
    assert markup is not None
    kept, words = list(range(len(result.blocks))), [1] * len(result.blocks)
    started = time.process_time()
    assert len(tables(markup.tree, markup.tree.cell.tolist(), words, kept, set(), markup.element)) == 4_000
    assert time.process_time() - started < 1.5
