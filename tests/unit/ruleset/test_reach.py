"""How far the heading of a list of other stories reaches in a text."""

from __future__ import annotations

import pytest

from tests.unit.ruleset.support import PROSE, rule, ruleset, taken

LEAD_IN = ruleset(rule('phrases: [See also]\nreach: run\nremoves: ["See also"]\nkeeps: ["See also the map."]'))
STORIES = ("Storm warning for the coast", "Teacher wins the chess title")


@pytest.mark.parametrize("below", ["", "\n"])
def test_a_blank_line_ends_titles_that_stood_close(below: str) -> None:
    text = "\n".join(("See also", *STORIES, "", "The rules of the house", below + "Nobody smokes:", "", PROSE))
    assert taken(LEAD_IN, text) == ["See also", *STORIES]


def test_titles_between_blank_lines_go_on() -> None:
    text = "\n\n".join(("See also", *STORIES, "A third story", PROSE))
    assert taken(LEAD_IN, text) == ["See also", *STORIES]


def test_where_no_prose_comes_behind_a_blank_line_ends_nothing() -> None:
    text = "\n".join((PROSE, "See also", *STORIES, "", "A third story"))
    assert taken(LEAD_IN, text) == ["See also", *STORIES, "A third story"]


SHELF = ruleset(rule("phrases: [Goes well with]\nplace: [tail, box]\nreach: section\nshare: 0.9"))
WARES = ("Wool sock, two pairs", "Softens the leather without changing its colour much.")
BELOW = f"<h2>How it is made</h2><p>{PROSE}</p>"


def page(shelf: str) -> str:
    return f"<div><h1>Boot</h1><p>{PROSE}</p>{shelf}{BELOW}</div>"


def wares() -> str:
    return f"<p><a href=/sock>{WARES[0]}</a></p><p>{WARES[1]}</p>"


@pytest.mark.parametrize(
    "shelf",
    [
        f"<section><h2>Goes well with</h2>{wares()}</section>",
        f"<section><div><h2>Goes well with</h2><a>See all</a></div><div>{wares()}</div></section>",
        f"<div><h2>Goes well with</h2>{wares()}<h2>What others say</h2><p>Dry feet.</p></div>",
    ],
)
def test_a_section_is_the_box_that_its_heading_begins(shelf: str) -> None:
    found = [line for line in taken(SHELF, page(shelf), html=True) if line != "See all"]
    assert found == ["Goes well with", *WARES]


def test_a_heading_inside_the_article_begins_no_box() -> None:
    assert taken(SHELF, page(f"<h2>Goes well with</h2>{wares()}"), html=True) == []


@pytest.mark.parametrize("inside", [f"<p>{PROSE}</p><p><a href=/x>{PROSE}</a></p>", "<p>Rice.</p><p>A dry wine.</p>"])
def test_prose_and_what_has_no_links_is_no_shelf(inside: str) -> None:
    found = taken(SHELF, page(f"<section><h2>Goes well with</h2>{inside}</section>"), html=True)
    assert found == ["Goes well with"]


def test_the_box_is_no_more_than_half_of_the_page() -> None:
    assert PROSE not in taken(SHELF, f"<div><h2>Goes well with</h2>{wares()}<p>{PROSE}</p></div>", html=True)


def test_in_a_text_a_section_is_a_run_and_stands_in_the_tail() -> None:
    assert taken(SHELF, "\n".join((PROSE, "Goes well with", WARES[0]))) == ["Goes well with", WARES[0]]
    assert taken(SHELF, "\n".join((PROSE, "Goes well with", WARES[0], PROSE, PROSE, PROSE))) == []
