"""trafilatura's choice is heard when it is asked for, as evidence and no more."""

from __future__ import annotations

import pytest

from cleaner import Settings, clean
from cleaner.heuristics import second_opinion
from cleaner.segment.html import segment_html
from tests.helpers import PROSE, fixtures, pointed_to
from tests.unit.heuristics.support import SECOND, THIRD

PAGE = (
    "<html><body><nav><a href=/>Home</a> <a href=/news>News from everywhere</a></nav><article><h1>Old bridge</h1>"
    f"<p>{PROSE}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
    "<footer>Imprint, privacy and terms of use</footer></body></html>"
)


def opinion(page: str, *, asked: bool = True) -> dict[str, set[str]]:
    blocks = segment_html(page, Settings())
    found = list(second_opinion.find(blocks, Settings(second_opinion=asked)))
    return {to: pointed_to(blocks, found, to) for to in ("content", "boilerplate")}


def test_it_says_nothing_unasked() -> None:
    assert opinion(PAGE, asked=False) == {"content": set(), "boilerplate": set()}


def test_what_trafilatura_kept_points_to_content_and_the_rest_does_not() -> None:
    said = opinion(PAGE)
    assert said["content"] >= {PROSE, SECOND, THIRD}
    assert said["boilerplate"] & said["content"] == set()
    assert PROSE not in said["boilerplate"]


def test_where_its_parsers_stumble_it_has_no_opinion() -> None:
    assert opinion("<object><area><b>A hat")["boilerplate"] == set()


@pytest.mark.parametrize("page", ["", "<p>x</p>", "<nav><a href=/>Home</a></nav>"])
def test_a_page_in_which_it_finds_nothing_has_no_opinion(page: str) -> None:
    assert opinion(page) == {"content": set(), "boilerplate": set()}


def test_every_page_is_cleaned_with_it() -> None:
    for sample in fixtures():
        if sample.kind == "html":
            result = clean(sample.source, kind="html", second_opinion=True)
            assert len(result.text) <= len(result.blocks.text)
