"""Title, author and date of pages: right, wrong or missing, beside trafilatura's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import runs
from benchmarks.data import Page
from benchmarks.ours import Ours
from benchmarks.report import Report, counted, version
from benchmarks.tables import Table

FIELDS = ("title", "author", "date")
CLOSE = 0.8  # F1 of words from which two titles or two lists of names count as one
_WORD = re.compile(r"\w+")


def agree(field: str, found: str, wanted: str) -> bool:
    """Whether a value is the one in the truth: dates by day, titles and names by their words."""
    if field == "date":
        return found[:10] == wanted[:10]
    one, other = set(_WORD.findall(found.lower())), set(_WORD.findall(wanted.lower()))
    return 2 * len(one & other) >= CLOSE * (len(one) + len(other)) > 0


def evaluate(name: str, pages: Sequence[Page], ours: Ours, cache: Path = runs.CACHE) -> Report:
    """For each field the shares that are right, wrong and missing, of pages whose truth has it."""
    ways = {"cleaner": False, "cleaner --metadata": True}
    every = [
        runs.execute(tool, ours.version, f"{name}-metadata", pages, _ours(ours, thorough))
        for tool, thorough in ways.items()
    ]
    if version("trafilatura"):
        every.append(runs.cached("trafilatura", version("trafilatura"), f"{name}-metadata", pages, _trafilatura, cache))
    with_truth = {field: [page for page in pages if getattr(page, field)] for field in FIELDS}
    columns = ["tool"]
    for field in FIELDS:
        columns += [f"{field} right ({len(with_truth[field]):,})", f"{field} wrong", f"{field} missing"]
    table = Table(f"{name}: metadata (%)", tuple(columns), ("text", *["percent"] * 9), note=NOTE)
    for run in every:
        cells: list[float | None] = []
        for field in FIELDS:
            right = wrong = 0
            for page in with_truth[field]:
                found = json.loads(run.outputs[page.id].text or "{}").get(field) or ""
                right += bool(found) and agree(field, found, getattr(page, field))
                wrong += bool(found) and not agree(field, found, getattr(page, field))
            count = len(with_truth[field])
            cells += [right / count, wrong / count, 1 - (right + wrong) / count] if count else [None] * 3
        table.add(run.tool, *cells)
    report = Report("metadata", f"{name}: {counted('pages', len(pages), [page.site for page in pages])}", [table])
    report.versions = {run.tool: run.version for run in every}
    return report


NOTE = f"Titles and names are right where the F1 of their words is {CLOSE:g} or more, dates where the day is the same."


def _ours(ours: Ours, thorough: bool) -> Callable[[Page], str]:
    asked = Ours(ours.settings.with_(metadata=thorough), ours.folder, ours.folds, ours.counts)

    def read(page: Page) -> str:
        found = asked.cleaner("html", page.site).clean(page.html, kind="html", url=page.url or None).metadata
        return json.dumps({field: found.get(field) for field in FIELDS})

    return read


def _trafilatura() -> Callable[[Page], str]:
    from trafilatura.metadata import extract_metadata

    def read(page: Page) -> str:
        found = extract_metadata(page.html, default_url=page.url or None)
        return json.dumps({field: getattr(found, field, None) for field in FIELDS})

    return read
