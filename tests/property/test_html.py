"""What holds for every page: each visible word is kept or in the record, whatever the markup is like."""

from __future__ import annotations

import re

from hypothesis import example, given
from selectolax.lexbor import LexborHTMLParser

from cleaner import Cleaner, CleanerError, Result, Settings, restore
from tests.property.strategies import plain_soup, soup, texts
from tests.property.support import record_of
from tests.property.test_text import assert_partition

MARKER = re.compile(r"^(?:- |\d+\. )", re.MULTILINE)  # what the segmenter sets in front of list items
CLEANER = Cleaner(Settings())
EAGER = Cleaner(Settings(favor="recall", keep=frozenset()))


def cleaned(markup: str, cleaner: Cleaner = CLEANER) -> Result | None:
    try:
        return cleaner.clean(markup, kind="html")
    except CleanerError as error:
        assert str(error)
        return None


def seen_by_another_parser(markup: str) -> str:
    tree = LexborHTMLParser(markup)
    tree.strip_tags(["script", "style"])
    return tree.body.text(separator=" ") if tree.body else ""


def letters_of(text: str) -> str:
    return "".join(re.findall(r"\w", text))


@given(markup=soup)
@example(markup="")
@example(markup="<noscript><iframe/></noscript><p>kept</p>")
@example(markup="<p>a<p>b</div></p><td>c")
@example(markup="<template><p>x</p></template>y")
@example(markup="a\ud800b")
@example(markup="<table>x<tr>y<td>z</table>")
def test_kept_and_removed_partition_any_page(markup: str) -> None:
    result = cleaned(markup, EAGER)
    if result is not None:
        assert_partition(result)


@given(markup=plain_soup)
def test_every_visible_word_is_kept_or_in_the_record(markup: str) -> None:
    result = cleaned(markup)
    assert result is not None
    assert_partition(result)
    assert letters_of(MARKER.sub("", result.blocks.text)) == letters_of(seen_by_another_parser(markup))


@given(markup=soup)
def test_the_visible_text_of_a_page_is_restored_exactly(markup: str) -> None:
    result = cleaned(markup, EAGER)
    if result is not None:
        assert restore(result.text, record_of(result)) == result.blocks.text.encode("utf-8")


@given(markup=soup)
def test_the_same_page_gives_the_same_result(markup: str) -> None:
    first, second = cleaned(markup), cleaned(markup)
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert first.text == second.text and record_of(first) == record_of(second)


@given(markup=texts)
def test_any_text_can_be_read_as_a_page(markup: str) -> None:
    result = cleaned(markup)
    if result is not None:
        assert_partition(result)
