"""Learned scores as evidence: which weights speak for which kind of document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.scoring import policy
from cleaner.scoring.scores import Floats, Scores
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Media

if TYPE_CHECKING:
    from cleaner.scoring.html import HtmlScorer
    from cleaner.scoring.text import TextScorer

__all__ = ["Scorers", "Scores"]


class Scorers:
    """The scorers of text and HTML, each loaded with its first document.

    Without a file of weights, or with `settings.learned` off, rules and heuristics decide alone.
    """

    def __init__(self, text_weights: str | Path | None = None, html_weights: str | Path | None = None) -> None:
        self._files: dict[Media, Traversable | Path] = {
            "text": Path(text_weights) if text_weights else _shipped("text.npz"),
            "html": Path(html_weights) if html_weights else _shipped("html.npz"),
        }

    def score(self, blocks: Blocks, settings: Settings, evidence: Sequence[Evidence]) -> Scores | None:
        """The learned score of each block, told of the evidence so far; None where no weights are heard."""
        if not settings.learned or not len(blocks) or not self._files[blocks.media].is_file():
            return None
        return self._text.score(blocks, evidence) if blocks.media == "text" else self._html.score(blocks)

    def thresholds(self, scores: Scores | None, blocks: Blocks, settings: Settings) -> Floats | None:
        """Log-odds beyond which each block goes, (n,); None for those of rules and heuristics alone."""
        if scores is None:
            return None
        return policy.thresholds(scores.logit, blocks, settings.favor)

    def versions(self, settings: Settings) -> dict[str, str]:
        """Digests of the weights in use."""
        if not settings.learned:
            return {}
        return {f"{media}-weights": digest for media, digest in self._digests.items()}

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {
            media: f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}"
            for media, file in self._files.items()
            if file.is_file()
        }

    @cached_property
    def _text(self) -> TextScorer:
        from cleaner.scoring.text import TextScorer

        return TextScorer.load(self._files["text"])

    @cached_property
    def _html(self) -> HtmlScorer:
        from cleaner.scoring.html import HtmlScorer

        return HtmlScorer.load(self._files["html"])


def _shipped(name: str) -> Traversable:
    return resources.files(__name__).joinpath(name)
