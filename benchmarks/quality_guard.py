"""The guard, scored: how much of texts whose every line is main content is lost, and of their structures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import quality_text, runs
from benchmarks.bootstrap import interval, ratio
from benchmarks.data import Text
from benchmarks.guard import MARKUP_KINDS, PROSE_KINDS
from benchmarks.lines import AT, figure, measures
from benchmarks.ours import Ours
from benchmarks.report import Report
from benchmarks.tables import Table, same


def evaluate(
    name: str,
    texts: Sequence[Text],
    tools: dict[str, Ours],
    names: tuple[str, ...] = (),
    cache: Path = runs.CACHE,
    keep_runs: Path | None = None,
) -> Report:
    """Characters lost, over whole texts and over the lines of the structures alone."""
    found = quality_text.run_all(name, texts, tools, names, cache, keep_runs)
    report = quality_text.start(name, name, texts, found)
    kinds = [kind for kind in (*PROSE_KINDS, *MARKUP_KINDS) if any(kind in text.marks for text in texts)]
    counts = {kind: sum(kind in text.marks for text in texts) for kind in kinds}
    by_kind = [f"{kind} ({counts[kind]})" for kind in kinds]
    columns = ("tool", "damage", "low", "high", "in structures", *by_kind, "intact")
    table = Table(
        f"{name}: characters lost (%)",
        columns,
        same("percent", len(columns) - 1),
        note="damage: of whole texts; in structures, and by kind: of the lines of lists, steps … alone (number "
        "of texts that hold some); intact: texts that come back whole.",
    )
    for run in found:
        rows = quality_text.rows_of(texts, run)
        low_high = interval(rows, [text.site for text in texts], ratio(AT["main_removed"], AT["main"]))
        parts = [_lost(texts, run, frozenset((kind,))) for kind in kinds]
        intact = float(rows[:, AT["intact"]].mean()) if len(rows) else 0.0
        table.add(run.tool, *low_high, _lost(texts, run, frozenset(kinds)), *parts, intact)
    report.tables.append(table)
    return report


def _lost(texts: Sequence[Text], run: runs.Run, kinds: frozenset[str]) -> float:
    rows = [measures(text, run.outputs[text.id].keep, kinds) for text in texts if kinds & set(text.marks)]
    return figure(np.array(rows), "damage") if rows else 0.0
