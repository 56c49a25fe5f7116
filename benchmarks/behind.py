"""Behind an extractor: what a cleaning adds to the text that people already have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import peers, runs, words
from benchmarks.bootstrap import Floats, interval, ratio
from benchmarks.data import Page
from benchmarks.ours import Ours
from benchmarks.quality_html import LANGUAGES, PAGE_TYPES, group_of, label
from benchmarks.report import Report, counted
from benchmarks.tables import Table

EXTRACTORS = ("trafilatura", "resiliparse", "readability-lxml")


def evaluate(name: str, pages: Sequence[Page], tools: dict[str, Ours], cache: Path = runs.CACHE) -> Report:
    """Word F1 of each extractor alone and with our own tool behind it, by page type or language."""
    groups = np.array([group_of(name, page) for page in pages])
    order = [group for group in (*PAGE_TYPES, *LANGUAGES) if group in set(groups)]
    sites = [page.site for page in pages]
    table = Table(
        f"{name}: word F1 behind an extractor",
        ("extractor", "all", "gain", "low", "high", "precision", "recall", *order),
        ("text", "share", "+.4f", "+.4f", "+.4f", "share", "share", *["text"] * len(order)),
        note="gain: over the extractor alone, with its 95 % interval over sites; gains by group in brackets.",
    )
    report = Report(f"behind-{name}", f"{name}: {counted('pages', len(pages), sites)}", [table])
    for peer in peers.installed(EXTRACTORS):
        run = runs.cached(peer.name, peer.version, name, pages, peer.make, cache)
        report.versions[peer.name] = peer.version
        texts = {page.id: run.outputs[page.id].text for page in pages}
        alone = _rows(name, pages, texts)
        parts = [f"{alone[groups == group, 0].mean():.3f}" for group in order]
        means = alone.mean(axis=0)
        table.add(peer.name, float(means[0]), None, None, None, float(means[1]), float(means[2]), *parts)
        for tool, ours in tools.items():
            report.versions[tool] = ours.version
            both = _rows(name, pages, {page.id: ours.text(texts[page.id], page.site) for page in pages})
            gains = both[:, 0] - alone[:, 0]
            change = interval(np.stack([gains, np.ones(len(gains))], axis=1), sites, ratio(0, 1))
            parts = [f"{both[groups == one, 0].mean():.3f} ({gains[groups == one].mean():+.3f})" for one in order]
            means = both.mean(axis=0)
            shown = f"{peer.name} + {label(tool, ours, 'text')}"
            table.add(shown, float(means[0]), *change, float(means[1]), float(means[2]), *parts)
    return report


def _rows(name: str, pages: Sequence[Page], texts: dict[str, str]) -> Floats:
    scores = [words.score(texts[page.id], page, name == "news") for page in pages]
    return np.array([(score.f1, score.precision, score.recall) for score in scores])
