"""Intact: texts that are clean already must come back as they are, byte for byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.data import Page
from benchmarks.ours import Ours
from benchmarks.quality_html import label
from benchmarks.report import Report, counted
from benchmarks.tables import Table


def truths(name: str, pages: Sequence[Page]) -> list[Page]:
    """Pages whose truth is a clean text: articles, with some text."""
    return [page for page in pages if page.truth and (name != "wcxb" or page.page_type == "article")]


def evaluate(sets: dict[str, Sequence[Page]], tools: dict[str, Ours]) -> Report:
    """Share of truths that come back byte for byte, characters lost, and what a second cleaning takes."""
    table = Table(
        "Texts that are clean already",
        ("set", "tool", "texts", "intact", "characters lost", "second cleaning takes", "most frequent kinds lost"),
        ("text", "text", "d", "percent", "percent", "percent", "text"),
        note="In %: texts returned byte for byte; visible characters lost; of what is left, visible characters that a "
        "second cleaning takes.",
    )
    sample = []
    versions = {}
    for name, pages in sets.items():
        chosen = truths(name, pages)
        sample.append(f"{name}: {counted('truths', len(chosen), [page.site for page in chosen])}")
        for tool, ours in tools.items():
            versions[tool] = ours.version
            total = lost = again = left = intact = 0
            kinds: Counter[str] = Counter()
            for page in chosen:
                text = page.truth or ""
                result = ours.cleaner("text", page.site).clean(text, kind="text")
                second = ours.text(result.text, page.site)
                intact += result.text == text
                total += _visible(text)
                lost += _visible(text) - _visible(result.text)
                left += _visible(result.text)
                again += _visible(result.text) - _visible(second)
                for removal in result.removed:
                    kinds[removal.category] += _visible(removal.text)
            frequent = ", ".join(f"{kind} {count / max(lost, 1):.0%}" for kind, count in kinds.most_common(4) if count)
            shares = (intact / max(len(chosen), 1), lost / max(total, 1), again / max(left, 1))
            table.add(name, label(tool, ours, "text"), len(chosen), *shares, frequent)
    return Report("intact", "; ".join(sample), [table], versions=versions)


def _visible(text: str) -> int:
    return len("".join(text.split()))
