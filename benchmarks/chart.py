"""The charts of README, with our own figures out of fold and the baselines and peers beside them.

Text: damage against clutter left. Our own figures come from `python -m training.text_whole --json FILE`, which
cleans every text with scores of nets that never saw its site; the baselines' runs from the cache, as in
`benchmarks text`. HTML: word F1 against speed, from the last run of `benchmarks html`; where that run was in sample,
our F1 is the one that `python -m training.html_quality` measures out of fold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import charts, line_peers, runs
from benchmarks.data import DataError, Text
from benchmarks.lines import figure
from benchmarks.quality_html import scatter
from benchmarks.quality_text import rows_of
from benchmarks.report import counted

FIGURES = Path(__file__).resolve().parents[1] / "docs" / "charts" / "text-curve.json"
NAMED = (("precision", "--favor precision"), ("balanced", "default"), ("recall", "--favor recall"))
LEFT_OUT = ("keep all",)  # no damage, all clutter: no place on a logarithmic axis
Figures = dict[str, dict[str, dict[str, float]]]

# File -> title, row of training/text_eval.py, the texts of that row.
CHARTS: dict[str, tuple[str, str, Callable[[Text], bool]]] = {
    "text-curve": ("Texts that were extracted already", "text-dev, all", lambda text: True),
    "text-curve-residual": (
        "Articles that an extractor left dirty",
        "articles, residual",
        lambda text: text.page_type == "article" and text.rendering.startswith("residual"),
    ),
}


def load(file: Path) -> Figures:
    """Figures by setting and row, in percent."""
    try:
        found: Figures = json.loads(file.read_text(encoding="utf-8"))
        return {setting: found[setting] for setting in ("rules-only", *(name for name, _ in NAMED))}
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{file}: {error!r}; write it with `python -m training.text_whole --json`") from error


def draw(figures: Figures, name: str, texts: Sequence[Text], cache: Path = runs.CACHE) -> dict[str, str]:
    """Every chart of `CHARTS` as SVG."""
    found = [
        runs.cached(peer.name, peer.version, name, texts, peer.make, cache)
        for peer in line_peers.installed(())
        if peer.name not in LEFT_OUT
    ]
    result = {}
    for file, (title, row, chosen) in CHARTS.items():
        some = [text for text in texts if chosen(text)]
        if not some:
            continue
        curve = tuple((*_place(figures, setting, row), label) for setting, label in NAMED)
        others = []
        for run in found:
            rows = rows_of(some, run)
            others.append((100 * figure(rows, "damage"), 100 * figure(rows, "left"), run.tool))
        series = (
            charts.Series("cleaner", curve, line=True),
            charts.Series("cleaner without learned scores", ((*_place(figures, "rules-only", row), "rules only"),)),
            charts.Series("baselines", tuple(others)),
        )
        across = charts.Axis("article damage: % of its characters that were removed", 0.05, 100, log=True)
        up = charts.Axis("clutter left: % of its characters", 0, 100)
        sample = counted("texts", len(some), [text.site for text in some])
        note = f"{sample}; cleaner out of fold; better is lower and further left"
        result[file] = charts.plot(title, across, up, series, note)
    return result


def draw_speed(report: Path, f1: float | None) -> str:
    """Quality against speed, from the JSON of `benchmarks html`; f1: our own out of fold, where it was in sample."""
    try:
        found = json.loads(report.read_text(encoding="utf-8"))
        rows = found["tables"][0]["rows"]
        points = [(float(row["pages/s"]), float(row["F1"]), str(row["tool"])) for row in rows]
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise DataError(f"{report}: {error!r}; write it with `python -m benchmarks html`") from error
    in_sample = [tool for _, _, tool in points if tool.endswith(" (in sample)")]
    if in_sample and f1 is None:
        raise DataError(f"{report}: the row {in_sample[0]!r} is in sample: give --html-f1, or run with --fold-weights")
    honest = [
        (rate, f1 if f1 is not None and tool in in_sample else value, tool.removesuffix(" (in sample)"))
        for rate, value, tool in points
    ]
    note = f"{found['sample']}; cleaner out of fold; better is higher and further right"
    return scatter(
        "Main content of web pages: quality against speed", honest, "pages a second, one process", "word F1", note
    )


def _place(figures: Figures, setting: str, row: str) -> tuple[float, float]:
    found = figures[setting][row]
    return found["damage"], found["left"]
