"""Learned scores as evidence: which weights speak for which kind of document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence, Set
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cleaner.errors import SettingsError
from cleaner.scoring import policy
from cleaner.scoring.scores import Floats, Scores
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Media

if TYPE_CHECKING:
    from cleaner.scoring.html import HtmlScorer
    from cleaner.scoring.text import TextScorer

__all__ = ["Scorers", "Scores"]

T = TypeVar("T")


class Scorers:
    """The scorers of text and HTML: the shipped ones loaded with their first document, the caller's own at once.

    Where the shipped weights are left out, or with `settings.learned` off, rules and heuristics decide alone.
    Raises SettingsError for weights that the caller names and that are missing or damaged.
    """

    def __init__(self, text_weights: str | Path | None = None, html_weights: str | Path | None = None) -> None:
        self._files: dict[Media, Traversable | Path] = {
            "text": _shipped("text.npz") if text_weights is None else _named("text", text_weights),
            "html": _shipped("html.npz") if html_weights is None else _named("html", html_weights),
        }
        if text_weights is not None:
            _ = self._text
        if html_weights is not None:
            _ = self._html

    def score(self, blocks: Blocks, settings: Settings, evidence: Sequence[Evidence]) -> Scores | None:
        """The learned score of each block, told of the evidence so far; None where no weights are heard."""
        if not settings.learned or not len(blocks) or not self._files[blocks.media].is_file():
            return None
        return self._text.score(blocks, evidence) if blocks.media == "text" else self._html.score(blocks)

    def thresholds(
        self, scores: Scores | None, blocks: Blocks, settings: Settings, languages: Set[str] = frozenset()
    ) -> Floats | None:
        """Log-odds beyond which each block goes, (n,); None for those of rules and heuristics alone."""
        if scores is None:
            return None
        return policy.thresholds(scores.logit, blocks, settings.favor, languages)

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

        return _loaded("text", self._files["text"], TextScorer.load)

    @cached_property
    def _html(self) -> HtmlScorer:
        from cleaner.scoring.html import HtmlScorer

        return _loaded("html", self._files["html"], HtmlScorer.load)


def _shipped(name: str) -> Traversable:
    return resources.files(__name__).joinpath(name)


def _named(media: Media, path: str | Path) -> Path:
    """The file that the caller named; nobody who names one wants rules alone."""
    file = Path(path)
    if not file.is_file():
        raise SettingsError(f"{path}: no such file of {media} weights")
    return file


def _loaded(media: Media, file: Traversable | Path, load: Callable[[Traversable | Path], T]) -> T:
    try:
        return load(file)
    except Exception as error:  # whatever zipfile and numpy say to bytes that are no weights
        raise SettingsError(f"{file}: damaged, or no {media} weights ({type(error).__name__}: {error})") from error
