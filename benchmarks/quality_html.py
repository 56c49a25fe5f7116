"""HTML quality: word F1 by page type and language, snippets kept and dropped, peers beside.

`wcxb`: words, mean over pages, by page type. `news`: bodies made by hand, by language, with or
without the title. `snippets`: their own counting, precision, recall and F1 over snippets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import charts, peers, runs, speed, words
from benchmarks.bootstrap import Floats, interval, ratio
from benchmarks.data import PAGES, Page
from benchmarks.ours import Ours
from benchmarks.report import Report, counted, version
from benchmarks.tables import Cell, Table, same

PAGE_TYPES = ("article", "documentation", "forum", "service", "product", "listing", "collection")
LANGUAGES = ("en", "de", "other")
SPEED_PAGES = 40  # for the speed beside the quality; `speed` measures it properly


def evaluate(
    name: str,
    pages: Sequence[Page],
    tools: dict[str, Ours],
    names: tuple[str, ...] = (),
    cache: Path = runs.CACHE,
    keep_runs: Path | None = None,
) -> Report:
    """Peers (their runs saved and reused) and our own tool over one set of pages."""
    own, found = [], []
    callables: dict[str, Callable[[Any], Any]] = {}
    for tool, ours in tools.items():
        run = ours.run(label(tool, ours), name, pages)
        if keep_runs:
            runs.save(run, keep_runs / f"{runs.slug(name)}--{runs.slug(run.tool)}.jsonl.gz")
        own.append(run)
        callables[run.tool] = _clean(ours)
    for peer in peers.installed(names):
        found.append(runs.cached(peer.name, peer.version, name, pages, peer.make, cache))
        callables[peer.name] = peer.make()
    found = own + found
    report = Report(f"html-{name}", f"{name}: {counted('pages', len(pages), [page.site for page in pages])}")
    report.versions = {run.tool: run.version for run in found} | {"tldextract": version("tldextract")}
    if name == "snippets":
        report.tables.append(snippet_table(pages, found))
    else:
        some = pages[:: max(len(pages) // SPEED_PAGES, 1)]
        times = speed.interleaved(some, callables)
        rates = {tool: len(some) / sum(each) for tool, each in times.items()}
        report.tables += word_tables(name, pages, found, rates)
        report.charts["speed"] = _speed_chart(name, pages, found, rates)
    return report


def _clean(ours: Ours) -> Callable[[Page], Any]:
    return lambda page: ours.cleaner("html", page.site).clean(page.html, kind="html")


def label(tool: str, ours: Ours, kind: str = "html") -> str:
    """The tool's name, marked where its weights have seen the sites."""
    return tool if ours.held_out(kind) else f"{tool} (in sample)"


def group_of(name: str, page: Page) -> str:
    """Page type, or for newspapers and blogs the language: English, German, other."""
    if name == "wcxb" or (name not in PAGES and page.language == "en"):
        return page.page_type
    return page.language if page.language in LANGUAGES else "other"


def word_tables(name: str, pages: Sequence[Page], found: Sequence[runs.Run], rates: dict[str, float]) -> list[Table]:
    """Overall with intervals, and F1 by group."""
    groups = [group_of(name, page) for page in pages]
    order = [group for group in (*PAGE_TYPES, *LANGUAGES) if group in set(groups)]
    sites = [page.site for page in pages]
    columns = ("tool", "F1", "low", "high", "precision", "recall", "pages/s", "errors")
    forms = ("text", "share", "share", "share", "share", "share", ".0f", "d")
    note = f"Means over pages; 95 % intervals from a bootstrap over sites; pages/s interleaved on {SPEED_PAGES} pages."
    overall = Table(f"{name}: words", columns, forms, note=note)
    by_group = Table(
        f"{name}: word F1 by {'page type' if name == 'wcxb' else 'group'}",
        ("tool", "all", *(f"{group} ({groups.count(group)})" for group in order)),
        same("share", len(order) + 1),
    )
    kept = Table(f"{name}: snippets of the truth", ("tool", "`with` kept", "`without` dropped"), same("share", 2))
    for run in found:
        scores = [words.score(run.outputs[page.id].text, page, name == "news") for page in pages]
        rows = np.array([(score.f1, score.precision, score.recall, 1) for score in scores])
        value, low, high = interval(rows, sites, ratio(0, 3))
        means = rows[:, :3].mean(axis=0)
        overall.add(run.tool, value, low, high, float(means[1]), float(means[2]), rates[run.tool], run.errors)
        f1 = [float(rows[[one == group for one in groups], 0].mean()) for group in order]
        by_group.add(run.tool, value, *f1)
        if any(page.required or page.forbidden for page in pages):
            kept.add(run.tool, *_snippet_shares(pages, run))
    return [overall, by_group, *([kept] if kept.rows else [])]


def _snippet_shares(pages: Sequence[Page], run: runs.Run) -> list[Cell]:
    counts = [words.snippets(run.outputs[page.id].text, page) for page in pages]
    kept, lost = sum(count.kept for count in counts), sum(count.lost for count in counts)
    left, dropped = sum(count.left for count in counts), sum(count.dropped for count in counts)
    return [kept / max(kept + lost, 1), dropped / max(left + dropped, 1)]


def snippet_table(pages: Sequence[Page], found: Sequence[runs.Run]) -> Table:
    """Precision, recall, F1 over snippets, overall and F1 by language."""
    languages = np.array([page.language if page.language in LANGUAGES else "other" for page in pages])
    order = [(language, int((languages == language).sum())) for language in LANGUAGES if language in languages]
    columns = ("tool", "F1", "low", "high", "precision", "recall", *(f"F1 {one} ({count})" for one, count in order))
    table = Table("snippets: kept and dropped", columns, same("share", len(columns) - 1))
    for run in found:
        counts = [words.snippets(run.outputs[page.id].text, page) for page in pages]
        rows = np.array([(count.kept, count.lost, count.left) for count in counts], dtype=float)
        value, low, high = interval(rows, [page.site for page in pages], snippet_f1)
        kept, lost, left = rows.sum(axis=0)
        parts = [float(snippet_f1(rows[languages == one].sum(axis=0, keepdims=True))[0]) for one, _ in order]
        table.add(run.tool, value, low, high, kept / max(kept + left, 1), kept / max(kept + lost, 1), *parts)
    return table


def snippet_f1(sums: Floats) -> Floats:
    """F1 of kept required snippets: sums of (kept, lost, left) in the last axis."""
    kept, lost, left = sums[..., 0], sums[..., 1], sums[..., 2]
    return np.divide(2 * kept, 2 * kept + lost + left, out=np.zeros_like(kept), where=kept > 0)


def _speed_chart(name: str, pages: Sequence[Page], found: Sequence[runs.Run], rates: dict[str, float]) -> str:
    points: list[tuple[float, float, str]] = []
    for run in found:
        f1 = float(np.mean([words.score(run.outputs[page.id].text, page, name == "news").f1 for page in pages]))
        points.append((rates[run.tool], f1, run.tool))
    title = f"Quality against speed, {name}"
    return scatter(title, points, "pages a second, one process", "word F1", f"{len(pages)} pages")


def scatter(title: str, points: Sequence[tuple[float, float, str]], x: str, y: str, note: str) -> str:
    """Points with names; our own in a colour of their own."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    mine = tuple(point for point in points if point[2].startswith("cleaner"))
    others = tuple(point for point in points if point not in mine)
    across = charts.Axis(x, min(xs) * 0.7, max(xs) * 1.5, log=True)
    up = charts.Axis(y, max(min(ys) - 0.05, 0), min(max(ys) + 0.03, 1))
    return charts.plot(title, across, up, (charts.Series("", mine), charts.Series("", others)), note)
