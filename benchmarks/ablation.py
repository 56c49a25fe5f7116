"""Ablation: what each kind, heuristic, rule or pack pays, by switching it off alone."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.data import Text
from benchmarks.lines import FIGURES, figure
from benchmarks.ours import Ours
from benchmarks.quality_text import rows_of
from benchmarks.report import Report, counted
from benchmarks.tables import Table

SHOWN = ("damage", "left", "short lost", "> 1/5 lost")


def evaluate(name: str, texts: Sequence[Text], ours: Ours, parts: Sequence[str]) -> Report:
    """Figures with everything on, and their change in points with each of `parts` off."""
    table = Table(
        f"{name}: without each part (points of a per cent)",
        ("without", *SHOWN, "MB/s"),
        ("text", *["+.2f"] * len(SHOWN), ".2f"),
        note="First row: everything on, in %. Others: the change when the part alone is off; a part pays when clutter "
        "left rises without it by more than damage falls.",
    )  # fmt: skip
    size = sum(len(text.text.encode()) for text in texts) / 1e6
    base: dict[str, float] = {}
    for part in ("", *parts):
        one = Ours(ours.settings.with_(**_off(ours, part)), ours.folder, ours.folds, ours.counts)
        run = one.run(part or "nothing", name, texts)
        rows = rows_of(texts, run)
        values = {title: 100 * figure(rows, title) for title in SHOWN if title in FIGURES}
        base = base or values
        shown = values if not part else {title: values[title] - base[title] for title in SHOWN}
        table.add(part or "(nothing)", *shown.values(), size / run.seconds)
    sample = f"{name}: {counted('texts', len(texts), [text.site for text in texts])}"
    report = Report(f"ablation-{name}", sample, [table])
    report.versions["cleaner"] = ours.version
    return report


def _off(ours: Ours, part: str) -> dict[str, object]:
    if part == "learned":
        return {"learned": False}
    return {"disable": ours.settings.disable | {part}} if part else {}
