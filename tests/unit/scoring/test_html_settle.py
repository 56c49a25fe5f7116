"""Scores of single blocks in the light of the whole page: templates lean together, scraps are nothing."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.scoring.html_held import Held
from cleaner.scoring.html_settle import NOTHING, lean, scraps, settled, templates
from cleaner.segment.html import segment_html
from cleaner.settings import Settings
from cleaner.types import Blocks

WORDS = "one two three four five six seven eight nine ten"


def page(markup: str) -> Blocks:
    return segment_html(markup, Settings())


def held(blocks: Blocks) -> Held:
    assert blocks.markup is not None
    return Held(blocks.markup.tree, blocks.markup.element)


def template_of(markup: str) -> list[int]:
    found = templates(held(page(markup))).tolist()
    return [found.index(number) for number in found]


def test_cards_of_one_shelf_share_a_template_part_by_part() -> None:
    card = "<li class=card><h3>Name</h3><p class=price>9.00</p>"
    assert template_of(f"<ul>{card * 3}</ul>") == [0, 1, 0, 1, 0, 1]


def test_a_class_four_elements_up_makes_another_template() -> None:
    inner = "<div><div><div><p>text</p></div></div></div>"
    assert template_of(f"<div class=a>{inner}</div><div class=b>{inner}</div>") == [0, 0]
    assert template_of(f"<div class=a>{inner[5:-6]}</div><div class=b>{inner[5:-6]}</div>") == [0, 1]


def test_three_alike_lean_on_their_mean_and_two_do_not() -> None:
    logit = np.array([2.0, 2.0, -1.0, 8.0, -8.0])
    found = lean(logit, np.array([7, 7, 7, 3, 3]))
    assert found.tolist() == pytest.approx([1.6, 1.6, -0.2, 8.0, -8.0])


def test_a_few_words_out_of_a_menu_are_no_main_content() -> None:
    blocks = page("".join(f"<p>{WORDS}</p>" for _ in range(20)))
    one = np.where(np.arange(20) == 3, -2.0, 2.0)
    assert scraps(blocks, one)
    assert settled(blocks, held(blocks), np.where(np.arange(20) == 3, -2.0, 6.0)).tolist() == [NOTHING] * 20
    assert not scraps(blocks, np.where(np.arange(20) < 3, -2.0, 2.0))


def test_a_short_page_is_none_of_these() -> None:
    assert not scraps(page("<p>A short note.</p><p>Home</p>"), np.array([-2.0, 2.0]))
