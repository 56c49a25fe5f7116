"""The pages under docs/rules/ are those that the rule files make."""

from __future__ import annotations

from pathlib import Path

from cleaner.ruleset.examples import all_packs
from cleaner.ruleset.pages import write

PAGES = Path(__file__).resolve().parents[2] / "docs" / "rules"


def test_the_manual_counts_the_languages() -> None:
    languages = {pack.language for pack in all_packs() if pack.language}
    assert f"Rules come in {len(languages)} languages." in (PAGES.parent / "rules.md").read_text(encoding="utf-8")


def test_the_pages_of_the_rules_are_up_to_date(tmp_path) -> None:
    fresh = {path.name: path.read_text(encoding="utf-8") for path in write(all_packs(), tmp_path / "rules")}
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    assert sorted(fresh) == sorted(there), "run `cleaner rules docs docs/rules`"
    assert [name for name in fresh if fresh[name] != there[name]] == [], "run `cleaner rules docs docs/rules`"
