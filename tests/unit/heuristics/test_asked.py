"""Parts of a page that the settings leave out or keep."""

from __future__ import annotations

from cleaner import Cleaner, Settings

PAGE = "<body><h1>Tides</h1><p>The tide comes twice a day.</p><table><tr><td>High</td><td>3 m</td></tr></table></body>"


def test_tables_go_when_they_are_not_asked_for() -> None:
    result = Cleaner(Settings(include_tables=False)).clean(PAGE, kind="html")
    assert "3 m" not in result.text
    assert any(removal.rule == "heuristic:asked" and "3 m" in removal.text for removal in result.removed)


def test_tables_stay_otherwise() -> None:
    assert "3 m" in Cleaner(Settings(learned=False)).clean(PAGE, kind="html").text


def test_comments_that_are_asked_for_are_a_kind_that_stays() -> None:
    assert "comments" in Settings(include_comments=True).kept_kinds
    assert "comments" not in Settings().kept_kinds
