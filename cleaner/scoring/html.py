"""The learned score over the blocks of a page.

A block is described by its text, its markup and its place (html_features.py), by what the class
names around it mean on other sites (html_tokens.py), and read in the order of the page by a
small net (net.py). Everything is on a grid of integers before the net, so that a verdict is the
same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.html_features import features
from cleaner.scoring.html_tokens import TokenTable
from cleaner.scoring.html_words import PHRASES
from cleaner.scoring.net import Floats, Net, grid
from cleaner.scoring.scores import Scores
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Ints

ORIGIN = "score:html"


@dataclass(frozen=True)
class HtmlScorer:
    """Weights ready for use: immutable, so threads may share one.

    share: (features,) of a linear model that imitates the net; it tells which features carried a
        score, far cheaper than asking the net again for each of them.
    offset: log-odds added to the net's, so that one half is the threshold.
    """

    net: Net
    tokens: TokenTable
    mean: Floats
    scale: Floats
    share: Floats
    offset: float
    version: str

    @classmethod
    def load(cls, path: Path | str | Traversable | None = None) -> HtmlScorer:
        """The shipped weights, or those at `path`."""
        if path is None:
            return _shipped()
        with (path if isinstance(path, Traversable) else Path(path)).open("rb") as file, np.load(file) as data:
            return cls.from_arrays(dict(data))

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> HtmlScorer:
        """A scorer from the arrays of an .npz as training/html.py writes it."""
        return cls(
            net=Net.from_arrays(arrays),
            tokens=TokenTable.from_arrays(arrays["token_names"], arrays["token_scores"]),
            mean=arrays["mean"].astype(np.float32),
            scale=arrays["scale"].astype(np.float32),
            share=arrays["share"].astype(np.float32),
            offset=float(arrays["offset"]),
            version=str(arrays["version"]),
        )

    def encode(self, blocks: Blocks) -> Floats:
        """The net's inputs: (blocks, features) float32, integers in sixteenths of a deviation."""
        return grid(features(blocks, self.tokens), self.mean, self.scale).astype(np.float32)

    def score(self, blocks: Blocks) -> Scores:
        """Log-odds for boilerplate of every block of a page."""
        if not len(blocks):
            return Scores(np.zeros(0), ORIGIN, lambda at: [])
        x = self.encode(blocks)
        logit = -(self.net.logits(len(x), lambda start, end: x[start:end]) + self.offset)
        return Scores(logit, ORIGIN, lambda at: self.explain(blocks, x, logit, at))

    def find(self, blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
        """The score as evidence: for boilerplate above one half, for content below."""
        if blocks.markup is not None:
            yield from self.score(blocks).evidence()

    def explain(self, blocks: Blocks, x: Floats, logit: NDArray[np.float64], at: Ints) -> Sequence[str]:
        """For each of the blocks `at`: the two features that did most for its score, in words."""
        assert blocks.markup is not None
        carried = x[at] * self.share * np.sign(logit[at])[:, None].astype(np.float32)
        first = carried.argmax(axis=1)
        strength = carried[np.arange(len(at)), first]
        carried[np.arange(len(at)), first] = 0
        second = carried.argmax(axis=1)
        also = carried[np.arange(len(at)), second] > 0
        elements = blocks.markup.element[at]
        names = {
            sign: self.tokens.strongest(blocks.markup.tree, elements[np.sign(logit[at]) == -sign].tolist(), sign)
            for sign in (-1, 1)
        }
        found = []
        for block, element, a, b, some, more in zip(
            at.tolist(), elements.tolist(), first.tolist(), second.tolist(), (strength > 0).tolist(), also.tolist(),
            strict=True,
        ):  # fmt: skip
            parts: list[str] = []
            for column in (a, b)[: some + (some and more)]:
                low, high, name = PHRASES[column]
                phrase = low if x[block, column] < 0 else high
                if name:
                    token = names[-1 if logit[block] > 0 else 1].get(element)
                    phrase = f"{name} “{token}”" if token else ""
                if phrase and phrase not in parts:
                    parts.append(phrase)
            found.append(", ".join(parts))
        return found


@cache
def _shipped() -> HtmlScorer:
    return HtmlScorer.load(resources.files(__package__).joinpath("html.npz"))
