"""Is the quality estimate true? Estimate against the F1 that the page really got, out of fold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks import charts, words
from benchmarks.data import Page
from benchmarks.ours import Ours
from benchmarks.quality_html import label
from benchmarks.report import Report, counted
from benchmarks.tables import Table

GOOD = 0.8  # a page counts as good from this word F1
BINS = 10


def evaluate(name: str, pages: Sequence[Page], ours: Ours) -> Report:
    """Estimate in ten bins against the share of good pages, Brier score, and what sorting by it is worth."""
    run = ours.run(label("cleaner", ours), name, pages)
    chosen = [page for page in pages if page.truth is not None and run.outputs[page.id].quality is not None]
    sites = [page.site for page in chosen]
    report = Report(
        f"quality-{name}",
        f"{name}: {counted('pages', len(chosen), sites)}",
        versions={label("cleaner", ours): ours.version},
    )
    if not chosen:
        return report
    estimate = np.array([run.outputs[page.id].quality for page in chosen], dtype=float)
    f1 = np.array([words.score(run.outputs[page.id].text, page, name == "news").f1 for page in chosen])
    good = f1 >= GOOD
    table = Table(
        f"{name}: quality estimate in bins of equal size", ("estimate", "pages", f"share with F1 ≥ {GOOD}", "mean F1"),
        ("share", "d", "share", "share"),
    )  # fmt: skip
    points: list[tuple[float, float, str]] = []
    for part in np.array_split(np.argsort(estimate, kind="stable"), min(BINS, len(estimate))):
        table.add(float(estimate[part].mean()), len(part), float(good[part].mean()), float(f1[part].mean()))
        points.append((float(estimate[part].mean()), float(good[part].mean()), ""))
    brier, base = float(((estimate - good) ** 2).mean()), float(good.mean() * (1 - good.mean()))
    order = np.argsort(-estimate, kind="stable")
    rest = Table(f"{name}: what the estimate is worth", ("measure", "value"), ("text", "share"))
    rest.add("Brier score", brier)
    rest.add("Brier score of the share of good pages alone", base)
    rest.add("mean F1, all pages", float(f1.mean()))
    for share in (0.9, 0.75, 0.5):
        rest.add(f"mean F1, best {share:.0%} by estimate", float(f1[order[: int(share * len(order))]].mean()))
    report.tables += [table, rest]
    line = charts.Series("estimate", tuple(points), line=True)
    diagonal = charts.Series("perfect", ((0.0, 0.0, ""), (1.0, 1.0, "")), line=True)
    axes = charts.Axis("estimate", 0, 1), charts.Axis(f"share of pages with F1 ≥ {GOOD}", 0, 1)
    report.charts["calibration"] = charts.plot(f"Quality estimate, {name}", *axes, (line, diagonal))
    return report
