"""Pages that are no pages say what they are."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.helpers import fixtures

PAGES = {sample.name: sample for sample in fixtures() if sample.kind == "html"}


@pytest.mark.parametrize("name", ["html--ajax-shell", "html--frameset", "html--cookie-wall-shell"])
def test_a_page_without_content_is_named(name: str) -> None:
    result = clean(PAGES[name].source, kind="html")
    assert result.warnings


@pytest.mark.parametrize(
    "name", ["html--news-article-with-sidebars", "html--forum-thread", "html--listing", "html--wiki-article"]
)
def test_a_page_with_content_is_not(name: str) -> None:
    assert not [w for w in clean(PAGES[name].source, kind="html").warnings if w.startswith("empty")]
