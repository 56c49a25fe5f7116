"""Learned scores as evidence: which weights speak for which kind of document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Verdicts


class Scorers:
    """The scorers of text and HTML, each loaded with its first document."""

    def __init__(self, text_weights: str | Path | None = None, html_weights: str | Path | None = None) -> None:
        self.text_weights = text_weights
        self.html_weights = html_weights

    def find(self, blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
        """The learned score of each block."""
        return iter(())

    def thresholds(self, blocks: Blocks, evidence: Sequence[Evidence], settings: Settings) -> None:
        """Thresholds that go with the score; None for those of rules and heuristics alone."""
        return

    def warnings(self, blocks: Blocks, verdicts: Verdicts) -> list[str]:
        """What a reader should know of a page: shells, error pages, empty results."""
        return []

    def quality(self, blocks: Blocks, verdicts: Verdicts) -> float | None:
        """How likely the result is good, 0–1."""
        return None

    def versions(self, settings: Settings) -> dict[str, str]:
        """Digests of the weights in use."""
        return {}
