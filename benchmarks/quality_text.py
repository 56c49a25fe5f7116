"""Text quality: article damage and clutter left, by rendering, page type and language, and as a curve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import charts, line_peers, runs
from benchmarks.bootstrap import Floats, interval, ratio
from benchmarks.data import Text
from benchmarks.lines import AT, FIGURES, MEASURES, figure, measures
from benchmarks.ours import Ours
from benchmarks.quality_html import label
from benchmarks.report import Report, counted, version
from benchmarks.tables import Table, same

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
PUBLISHED = (
    "FinerWeb's line classifier (Henriksson et al. 2025, arXiv 2501.07314; DeBERTa-v3-base, 184 million parameters, "
    "English) is not run here: published micro F1 .81 over nine classes on its own lines of FineWeb, marked as "
    "published; it needs a GPU to be of use, and other sets and labels make the figures incomparable in detail."
)
NOTE = (
    "damage: characters of the main text that were removed; left: characters of clutter that stayed; short lost: main "
    "lines under eight words that were removed; > 1/5 lost: texts that lose more than a fifth of their main text; "
    "mean: over texts instead of characters; precision and recall of removal by line. 95 % intervals over sites."
)
Grouping = Callable[[Text], str]


def evaluate(
    name: str,
    texts: Sequence[Text],
    tools: dict[str, Ours],
    names: tuple[str, ...] = (),
    cache: Path = runs.CACHE,
    keep_runs: Path | None = None,
    ways: dict[str, Grouping] | None = None,
) -> Report:
    """Baselines and our own tool over one set of texts; `ways` are the groupings of the further tables."""
    found = run_all(name, texts, tools, names, cache, keep_runs)
    report = start(f"text-{name}", name, texts, found)
    report.tables += tables(name, texts, found, groupings(texts) if ways is None else ways)
    return report


def run_all(
    name: str,
    texts: Sequence[Text],
    tools: dict[str, Ours],
    names: tuple[str, ...] = (),
    cache: Path = runs.CACHE,
    keep_runs: Path | None = None,
) -> list[runs.Run]:
    """Our own tool anew, and the baselines, whose runs are saved and reused."""
    found = []
    for tool, ours in tools.items():
        run = ours.run(label(tool, ours, "text"), name, texts)
        if keep_runs:
            runs.save(run, keep_runs / f"{runs.slug(name)}--{runs.slug(run.tool)}.jsonl.gz")
        found.append(run)
    chosen = line_peers.installed(names)
    return found + [runs.cached(peer.name, peer.version, name, texts, peer.make, cache) for peer in chosen]


def start(title: str, name: str, texts: Sequence[Text], found: Sequence[runs.Run]) -> Report:
    """A report with sample and versions."""
    report = Report(title, f"{name}: {counted('texts', len(texts), [text.site for text in texts])}")
    report.versions = {run.tool: run.version for run in found} | {"tldextract": version("tldextract")}
    return report


def rows_of(texts: Sequence[Text], run: runs.Run) -> Floats:
    """`lines.MEASURES` of every text."""
    if not texts:
        return np.zeros((0, len(MEASURES)))
    return np.array([measures(text, run.outputs[text.id].keep) for text in texts])


def tables(name: str, texts: Sequence[Text], found: Sequence[runs.Run], ways: dict[str, Grouping]) -> list[Table]:
    """All figures overall, then damage and clutter left by group."""
    sites = [text.site for text in texts]
    columns = (
        "tool", "damage", "damage low", "high", "left", "left low", "high ", "short lost", "> 1/5 lost",
        "damage, mean", "left, mean", "precision", "recall",
    )  # fmt: skip
    overall = Table(f"{name}: lines (%)", columns, same("percent", len(columns) - 1), note=NOTE)
    every = {run.tool: rows_of(texts, run) for run in found}
    for run in found:
        rows = every[run.tool]
        damage = interval(rows, sites, ratio(AT["main_removed"], AT["main"]))
        left = interval(rows, sites, ratio(AT["clutter_kept"], AT["clutter"]))
        rest = [figure(rows, one) for one in FIGURES if one not in ("damage", "left")]
        overall.add(run.tool, *damage, *left, *rest)
    result = [overall]
    for title, grouping in ways.items():
        result.append(_by_group(f"{name}: damage / left (%) by {title}", texts, every, grouping))
    return result


def groupings(texts: Sequence[Text]) -> dict[str, Grouping]:
    """The ways to divide a set that say something about it."""

    def coarse(text: Text) -> str:
        return text.rendering.split("-")[0]

    def language(text: Text) -> str:
        return f"{text.language if text.language in ('en', 'de') else 'other'}, {coarse(text)}"

    ways: dict[str, Grouping] = {
        "rendering": lambda text: text.rendering,
        "kind of rendering": coarse,
        "page type": lambda text: text.page_type,
        "kind of rendering, articles": lambda text: coarse(text) if text.page_type == "article" else "",
        "language": language,
    }
    chosen: dict[str, Grouping] = {}
    seen: set[tuple[int, ...]] = set()
    for title, way in ways.items():  # a way that divides as an earlier one did says nothing new
        groups = [way(text) for text in texts]
        parts = tuple(groups.index(group) for group in groups)
        if len(set(groups) - {""}) > 1 and parts not in seen:
            chosen[title] = way
            seen.add(parts)
    return chosen


def _by_group(title: str, texts: Sequence[Text], every: dict[str, Floats], way: Grouping) -> Table:
    groups = [way(text) for text in texts]
    order = [group for group, _ in Counter(groups).most_common() if group]
    table = Table(title, ("tool", *(f"{group} ({groups.count(group)})" for group in order)), same("text", len(order)))
    for tool, rows in every.items():
        parts = [rows[[one == group for one in groups]] for group in order]
        table.add(tool, *(f"{100 * figure(part, 'damage'):.1f} / {100 * figure(part, 'left'):.1f}" for part in parts))
    return table


def damage_curve(name: str, texts: Sequence[Text], ours: Ours, found: Sequence[runs.Run]) -> tuple[Table, str]:
    """Our own tool at several thresholds, and at its named settings, with the baselines on the same chart."""
    columns = ("setting", "damage", "left", "short lost", "> 1/5 lost")
    table = Table(f"{name}: curve over thresholds (%)", columns, same("percent", 4))
    points: list[tuple[float, float, str]] = []
    named: list[tuple[float, float, str]] = []
    choices: list[tuple[str, dict[str, Any]]] = [(f"threshold {one:g}", {"threshold": one}) for one in THRESHOLDS]
    choices += [(f"favor {one}", {"favor": one}) for one in ("precision", "balanced", "recall")]
    for setting, changes in choices:
        one = Ours(ours.settings.with_(**changes), ours.folder, ours.folds, ours.counts)
        rows = rows_of(texts, one.run(setting, name, texts))
        damage, left = figure(rows, "damage"), figure(rows, "left")
        table.add(setting, damage, left, figure(rows, "short lost"), figure(rows, "> 1/5 lost"))
        if setting.startswith("favor"):
            named.append((100 * damage, 100 * left, setting))
        else:
            points.append((100 * damage, 100 * left, ""))
    others = []
    for run in found:
        if not run.tool.startswith("cleaner"):
            rows = rows_of(texts, run)
            others.append((100 * figure(rows, "damage"), 100 * figure(rows, "left"), run.tool))
    series = (
        charts.Series("cleaner over thresholds", tuple(sorted(points)), line=True),
        charts.Series("cleaner, named settings", tuple(named)),
        charts.Series("baselines", tuple(others)),
    )
    across = charts.Axis("article damage, % of its characters", 0.1, 100, log=True)
    up = charts.Axis("clutter left, %", 0, 100)
    chart = charts.plot(f"Article damage against clutter left, {name}", across, up, series, f"{len(texts)} texts")
    return table, chart
