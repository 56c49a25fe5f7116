"""cleaner itself as a tool of the benchmarks, with weights that have not seen the page's site.

The shipped weights are made from all development data, so quality on it must come from fold
weights: a folder with `text-fold0.npz` … and `html-fold0.npz` …, and `folds.json` (registered
domain -> fold that its pages were held out from). Without them the figures are marked "in sample".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.data import DataError, Page, Text
from benchmarks.folds import fold_of
from benchmarks.lines import kept_lines
from benchmarks.runs import Output, Run, digest_of, execute
from cleaner import Cleaner, Settings, __version__

FOLDS = 5  # of `training.text` and `training.html`


@dataclass(slots=True)
class Ours:
    """Cleaners by fold; made when first asked for."""

    settings: Settings
    folder: Path | None = None
    folds: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)  # fold weights of each kind
    made: dict[tuple[str, int], Cleaner] = field(default_factory=dict)
    done: dict[tuple[str, str, str], Run] = field(default_factory=dict)

    @classmethod
    def load(cls, settings: Settings, folder: Path | None = None) -> Ours:
        """With the fold weights of a folder, or with the shipped weights. Raises DataError where a fold is missing."""
        if folder is None:
            return cls(settings)
        table = folder / "folds.json"
        folds = json.loads(table.read_text(encoding="utf-8")) if table.exists() else {}
        counts = {kind: len(list(folder.glob(f"{kind}-fold*.npz"))) for kind in ("text", "html")}
        if not folds:  # half of a set would be another division
            counts = {kind: FOLDS if count else 0 for kind, count in counts.items()}
        wanted = [folder / f"{kind}-fold{fold}.npz" for kind, count in counts.items() for fold in range(count)]
        missing = [path for path in wanted if not path.exists()]
        if missing or not wanted:
            raise DataError(f"{missing[0] if missing else folder}: no such fold weights; see docs/benchmarks.md")
        return cls(settings, folder, folds, counts)

    @property
    def version(self) -> str:
        """Version, settings and weights, so that a saved run says what made it."""
        parts = [repr(sorted((name, str(getattr(self.settings, name))) for name in self.settings.__slots__))]
        if self.folder:
            parts += [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(self.folder.glob("*-fold*.npz"))]
        return f"{__version__}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:8]}"

    def held_out(self, kind: str) -> bool:
        """Whether figures of this kind are on sites that the weights have not seen."""
        return not self.settings.learned or self.counts.get(kind, 0) > 1

    def cleaner(self, kind: str, site: str) -> Cleaner:
        """The cleaner whose weights have not seen this site."""
        count = self.counts.get(kind, 0)
        fold = self.folds.get(site, fold_of(site, count)) if count else -1
        if (kind, fold) not in self.made:
            weights: dict[str, Any] = (
                {f"{kind}_weights": self.folder / f"{kind}-fold{fold}.npz"} if count and self.folder else {}
            )
            self.made[kind, fold] = Cleaner(self.settings, **weights)
        return self.made[kind, fold]

    def run(self, tool: str, name: str, documents: Sequence[Any]) -> Run:
        """A run over pages or texts; one that this object has made already is not made again."""
        key = (tool, name, digest_of(documents))
        if key not in self.done:
            one = self.page if isinstance(documents[0], Page) else self.lines
            self.done[key] = execute(tool, self.version, name, documents, one)
        return self.done[key]

    def page(self, page: Page) -> Output:
        """Main content of a page."""
        result = self.cleaner("html", page.site).clean(page.html, kind="html", url=page.url or None)
        return Output(page.id, 0.0, text=result.text, removed=_reasons(result), quality=result.quality)

    def lines(self, text: Text) -> Output:
        """Kept lines of a text."""
        result = self.cleaner("text", text.site).clean(text.text, kind="text")
        keep = kept_lines(text.lines, [(removal.start, removal.end) for removal in result.removed])
        return Output(text.id, 0.0, keep=tuple(keep), removed=_reasons(result))

    def text(self, text: str, site: str) -> str:
        """A text cleaned: what is run behind an extractor, and over texts that are clean already."""
        return self.cleaner("text", site).clean(text, kind="text").text if text else ""


def _reasons(result: Any) -> tuple[tuple[str, str, str], ...]:
    return tuple((removal.text, removal.category, f"{removal.rule}: {removal.reason}") for removal in result.removed)


def variants(settings: Settings, folder: Path | None, rules_only: bool = True) -> dict[str, Ours]:
    """The default, and rules and heuristics alone."""
    found = {"cleaner": Ours.load(settings, folder)}
    if rules_only:
        found["cleaner, no weights"] = Ours.load(settings.with_(learned=False))
    return found


Tool = Callable[[Any], Output]
