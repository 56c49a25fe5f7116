"""What of a page comes out: as text, as Markdown, with and without comments, tables, links and images."""

from __future__ import annotations

import pytest

PAGE = """<html lang="en"><head><title>Old mill reopens | Harbour Post</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Old mill reopens after flood</h1>
<p>The old mill at the river reopened on Saturday, after volunteers had spent four months drying its beams.</p>
<p>"We thought the wheel was lost," said <a href="/ada">Ada Brandt</a>, who leads the society that owns it.</p>
<img src="/wheel.jpg" alt="The wheel">
<p>Visitors may now see three floors, and every hour one of the millers lets the stones run for some minutes.</p>
<h2>Opening hours</h2>
<table><tr><th>Day</th><th>Hours</th></tr><tr><td>Saturday</td><td>10 to 16</td></tr></table>
<p>What to bring when you want to help the society with the work on the weir this summer:</p>
<ul><li>boots that may become wet</li><li>gloves</li></ul>
<pre>mill --wheel on
  --speed 3</pre></article>
<div class="comments"><p>Eve: they kept the old stones and did not put new ones in, which is good.</p></div>
</body></html>"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def cleaned(run, page, *options):
    done = run("clean", page, "--url", "https://e.org/a", *options)
    assert done.exit_code == 0
    return done.stdout


def test_a_page_is_text_with_a_blank_line_between_blocks_markers_and_rows(run, page):
    text = cleaned(run, page, "--format", "text")
    assert "Old mill reopens after flood\n\nThe old mill" in text
    assert "\n\nDay | Hours\nSaturday | 10 to 16\n\n" in text
    assert "\n\n- boots that may become wet\n- gloves\n\n" in text
    assert "\n\nmill --wheel on\n  --speed 3\n" in text
    assert "\n\n\n" not in text and text.endswith("\n")


@pytest.mark.parametrize(
    ("options", "there", "gone"),
    [
        (("--no-tables",), "Opening hours", "Saturday | 10"),
        (("--include-tables",), "Saturday | 10 to 16", "Home"),
        (("--include-comments",), "Eve: they kept", "Home"),
        (("-f", "markdown"), "| Saturday | 10 to 16 |", "![The wheel]"),
        (("-f", "markdown"), "[Ada Brandt](https://e.org/ada)", "![The wheel]"),
        (("-f", "markdown", "--no-links"), "said Ada Brandt, who", "https://e.org"),
        (("-f", "markdown", "--include-images"), "\n\n![The wheel](https://e.org/wheel.jpg)\n\n", "Home"),
        (("-f", "markdown", "--no-tables"), "## Opening hours", "Saturday |"),
    ],
)
def test_an_option_acts_on_the_page(run, page, options, there, gone):
    text = cleaned(run, page, *options)
    assert there in text
    assert gone not in text


def test_comments_go_unless_they_are_asked_for(run, page):
    assert "Eve: they kept" in cleaned(run, page, "--include-comments")
    assert "Eve: they kept" in cleaned(run, page, "--keep", "comments")
