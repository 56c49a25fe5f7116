"""Separators, menus, zones, repeated lines, Markdown links, and the article's own structure."""

from __future__ import annotations

import pytest

from cleaner.heuristics import landmarks, markdown_links, navigation, repeated_lines, separators, structure, zones
from cleaner.segment.html import segment_html
from cleaner.settings import Settings
from tests.helpers import PROSE, blocks_of
from tests.unit.heuristics.support import ARTICLE, HEADLINES, SECOND, THIRD, said, taken


@pytest.mark.parametrize("line", ["-", "•", "* * *", "———", "|", "=====", "…", "»"])
def test_a_lone_mark_is_a_separator(line: str) -> None:
    assert said(separators, blocks_of(PROSE, line, SECOND)) == {line}


@pytest.mark.parametrize("line", ["a", "1.", "- a", "", "   ", "§ 1"])
def test_a_line_with_a_letter_or_digit_is_no_separator(line: str) -> None:
    assert said(separators, blocks_of(PROSE, line, SECOND)) == set()


@pytest.mark.parametrize("line", ["-", "* * *", "———"])
def test_a_separator_between_paragraphs_stays(line: str) -> None:
    assert taken(blocks_of(PROSE, line, SECOND, line, THIRD)) == set()


@pytest.mark.parametrize(
    "line",
    [
        "Home | World | Sport",
        "Home | News | Sport | Weather | Opinion",
        "Start » Region » Town",
        "About · Contact · Privacy policy",
        "Accueil | Actualités | Sport | Culture",
        "Главная | Новости | Спорт",
    ],
)
def test_names_between_bars_are_a_menu(line: str) -> None:
    assert line in said(navigation, blocks_of(line, *ARTICLE))


@pytest.mark.parametrize(
    "line",
    [
        "He took the bus/tram/train.",
        "Name | Age",
        "3 > 2 > 1 and so it goes on and on for a very long while | he said | and sighed deeply",
        "a->b->c",
        "Lion | Tiger and many other animals of the great plains of the south | Bear",
    ],
)
def test_other_lines_with_bars_are_no_menu(line: str) -> None:
    assert line not in said(navigation, blocks_of(PROSE, line, SECOND))


def test_rows_of_a_table_are_no_menu() -> None:
    rows = ("Name | Age | Town", "Anna | 31 | Graz", "Bert | 29 | Linz")
    assert said(navigation, blocks_of(PROSE, *rows)) == set()


def test_short_names_below_each_other_are_a_menu_outside_the_prose_only() -> None:
    menu = ("Home", "News", "Politics", "Business", "Culture", "Sport")
    assert said(navigation, blocks_of(*menu, PROSE, SECOND)) >= set(menu)
    assert said(navigation, blocks_of(PROSE, *menu, SECOND)) == set()
    assert said(navigation, blocks_of(*menu)) == set()


def test_a_line_that_comes_back_is_pointed_to() -> None:
    lines = (PROSE, "Check price at store", SECOND, "Check price at store", THIRD, "Check  price at STORE", PROSE)
    assert said(repeated_lines, blocks_of(*lines)) == {"Check price at store", "Check  price at STORE"}


@pytest.mark.parametrize(
    "lines",
    [
        (PROSE, "Check price", SECOND, "Check price", THIRD),
        ("Oh platform four", "The wind comes in") * 4,
        (PROSE, "Why was it?", SECOND, "Why was it?", THIRD, "Why was it?", PROSE),
        (PROSE, "Host:", SECOND, "Host:", THIRD, "Host:", PROSE),
        (PROSE, "1", SECOND, "1", THIRD, "1", PROSE),
    ],
    ids=["twice only", "a refrain", "questions", "speakers", "numbers"],
)
def test_other_repeats_are_left_alone(lines: tuple[str, ...]) -> None:
    assert said(repeated_lines, blocks_of(*lines)) == set()


def test_lines_of_markdown_links_are_pointed_to() -> None:
    links = ("* [Home](/)", "[News](/news) | [Sport](/sport)", "- ![Logo](/logo.png)")
    assert said(markdown_links, blocks_of(*links, PROSE)) == set(links)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor, [Ida Lund](/ida), said so.",
        "* [Inkpot](/inkpot), for those who think with a pen",
        "[1] and (2)",
        "x[i](y) = 3 + z[j] * 4",
    ],
)
def test_prose_with_links_is_left_alone(line: str) -> None:
    assert said(markdown_links, blocks_of(line, PROSE)) == set()


def test_a_title_above_prose_is_the_articles_own() -> None:
    assert "Old bridge to be rebuilt by spring" in said(structure, blocks_of(*ARTICLE), "content")


def test_an_announced_list_is_the_articles_own() -> None:
    lines = ("You will need:", "- flour", "- butter", "", "- salt")
    assert said(structure, blocks_of(PROSE, *lines), "content") >= {"- flour", "- butter", "- salt"}


def test_code_is_the_articles_own() -> None:
    assert said(structure, blocks_of(PROSE, "```", "x = 1", "```", code=(1, 2, 3)), "content") == {"```", "x = 1"}


TITLE = "The old bridge"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"<h1>{TITLE}</h1><div>{TITLE}</div>", [0]),  # a heading says it
        (f"<div>{TITLE}</div><div>More</div>", [0]),
        (f"<div>{TITLE.upper()}</div><div>More</div>", [0]),
        (f"<div><a href=/b>{TITLE}</a></div><div>The old bridges</div>", []),  # a link, and another line
        (f"<div>{TITLE}</div><div>Share</div><div>{TITLE}</div><p>{PROSE}</p><div>{TITLE}</div>", [2]),
        (f"<div hidden>{TITLE}</div><div>Harbour News</div>", []),
    ],
)
def test_the_line_that_is_a_pages_title_is_content(body: str, kept: list[int]) -> None:
    page = f"<html><head><title>{TITLE} | Harbour News</title></head><body>{body}</body></html>"
    blocks = segment_html(page, Settings())
    found = [at for item in structure.find(blocks, Settings()) if not item.hint for at in item.blocks.tolist()]
    assert found == kept


def test_structure_never_points_to_boilerplate() -> None:
    assert said(structure, blocks_of("You will need:", "- flour", *ARTICLE, "```", "x", "```", code=(6, 7, 8))) == set()


def test_zones_lie_outside_the_prose_and_leave_the_title_alone() -> None:
    found = said(
        zones,
        blocks_of(
            "Sport", "Menu", "Log in", "Shop", "Old bridge", "A subtitle", "Kit Bramall", PROSE, SECOND, "Imprint"
        ),
    )
    assert found == {"Sport", "Menu", "Log in", "Shop", "Imprint"}


def test_zones_need_prose() -> None:
    assert said(zones, blocks_of("Sport", "Menu", "Log in", "Shop")) == set()


@pytest.mark.parametrize("module", [navigation, repeated_lines, separators, structure, zones, markdown_links])
def test_nothing_is_said_about_nothing(module: object) -> None:
    assert said(module, blocks_of()) == set()  # type: ignore[arg-type]


def test_an_image_inside_a_markdown_link_is_part_of_it() -> None:
    lines = [
        f"* [![](https://a.example/{n}.jpg)](https://a.example/{n}) [{line}](https://a.example/{n})"
        for n, line in enumerate(HEADLINES[:3])
    ]
    assert said(markdown_links, blocks_of(*ARTICLE, *lines)) == set(lines)


def test_the_innermost_landmark_speaks_with_its_own_weight() -> None:
    page = "<footer>Imprint<nav><a href=/>Home</a></nav><div role=tablist>Tabs</div></footer>"
    blocks = segment_html(page, Settings())
    found = {
        blocks.line(int(block)): (item.kind, item.weight)
        for item in landmarks.find(blocks, Settings())
        for block in item.blocks
    }
    assert found == {"Imprint": ("footer", 0.7), "Home": ("navigation", 0.8), "Tabs": ("navigation", 0.3)}


def test_a_shelf_of_links_is_no_menu_for_sure() -> None:
    lines = [f"* [{line}](https://a.example/{n})" for n, line in enumerate(HEADLINES)]
    few = list(markdown_links.find(blocks_of(*lines, PROSE), Settings()))
    many = list(markdown_links.find(blocks_of(*lines, PROSE, SECOND, THIRD, PROSE), Settings()))
    assert [(item.sure, item.hint) for item in few] == [(False, True)]
    assert [(item.sure, item.hint) for item in many] == [(True, False)]
