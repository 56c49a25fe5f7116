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

from cleaner.scoring.html_features import Page, features
from cleaner.scoring.html_held import Held
from cleaner.scoring.html_lexicon import Lexicon
from cleaner.scoring.html_settle import NOTHING, settled
from cleaner.scoring.html_tokens import Spans, TokenTable
from cleaner.scoring.html_words import PHRASES
from cleaner.scoring.net import STEP, Floats, Net, signed
from cleaner.scoring.scores import Scores
from cleaner.segment.html_tree import Tree
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Ints
from cleaner.types import Floats as Doubles

ORIGIN = "score:html"
SCRAPS = "next to nothing on the page reads as main content"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A page as the net reads it, with what its reasons are made of."""

    blocks: Blocks
    held: Held
    tokens: Spans
    words: Ints  # (w,) score of each word
    x: Floats  # (blocks, features) integers in sixteenths of a deviation, column after column in memory

    @property
    def tree(self) -> Tree:
        """The page's elements."""
        assert self.blocks.markup is not None
        tree: Tree = self.blocks.markup.tree
        return tree


@dataclass(frozen=True)
class HtmlScorer:
    """Weights ready for use: immutable, so threads may share one.

    share: (features,) of a linear model that imitates the net; it tells which features carried a
        score, far cheaper than asking the net again for each of them.
    offset: log-odds added to the net's, so that one half is the threshold.
    """

    net: Net
    tokens: TokenTable
    lexicon: Lexicon
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
            lexicon=Lexicon.from_arrays(arrays["word_hashes"], arrays["word_scores"]),
            mean=arrays["mean"].astype(np.float32),
            scale=arrays["scale"].astype(np.float32),
            share=arrays["share"].astype(np.float32),
            offset=float(arrays["offset"]),
            version=str(arrays["version"]),
        )

    def encode(self, blocks: Blocks) -> Encoded:
        """A page as the net reads it; it has blocks."""
        page = Page(blocks)
        tokens = self.tokens.elements(page.tree, page.held)
        words = self.lexicon.of(blocks.columns.word_hash)
        x = features(page, tokens, words)
        values = x.T  # feature after feature, as they lie in memory
        values -= self.mean[:, None]
        values *= (self.scale * np.float32(STEP))[:, None]
        return Encoded(blocks, page.held, tokens, words, signed(values).T)

    def score(self, blocks: Blocks) -> Scores:
        """Log-odds for boilerplate of every block of a page."""
        if not len(blocks):
            return Scores(np.zeros(0), ORIGIN, lambda at: [])
        encoded = self.encode(blocks)
        single = -(self.net.logits(len(blocks), lambda start, end: encoded.x[start:end]) + self.offset)
        logit = settled(blocks, encoded.held, single)
        return Scores(logit, ORIGIN, lambda at: self.explain(encoded, logit, at))

    def find(self, blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
        """The score as evidence: for boilerplate above one half, for content below."""
        if blocks.markup is not None:
            yield from self.score(blocks).evidence()

    def explain(self, encoded: Encoded, logit: NDArray[np.float64], at: Ints) -> Sequence[str]:
        """For each of the blocks `at`: the two features that did most for its score, in words."""
        if not len(at):
            return []
        if (logit == NOTHING).all():
            return [SCRAPS] * len(at)
        rows, side = np.arange(len(at)), np.sign(logit[at])
        x = np.ascontiguousarray(encoded.x)[at]
        carried = x * self.share
        carried *= side[:, None].astype(np.float32)
        loudest = np.empty((2, len(at)), dtype=np.int64)
        some = np.empty((2, len(at)), dtype=np.bool_)
        for number in (0, 1):
            carried.argmax(axis=1, out=loudest[number])
            np.greater(carried[rows, loudest[number]], 0, out=some[number])
            carried[rows, loudest[number]] = 0
        codes = np.where(some, 2 * loudest + (x[rows, loudest] > 0), -1)
        phrases = [list(map(_PLAIN.__getitem__, line)) for line in codes.tolist()]
        self._name(phrases, encoded, at, side, np.where(some, loudest, -1))
        return [f"{a}, {b}" if a and b and a != b else a or b for a, b in zip(*phrases, strict=True)]

    def _name(self, phrases: list[list[str]], encoded: Encoded, at: Ints, side: Doubles, loudest: Ints) -> None:
        """Put the name of the class or the word in place of phrases; loudest: (2, rows) features, -1 for none."""
        held, what = encoded.held, _NAMING[loudest]
        for sign in (-1, 1):
            against = side == -sign
            number, row = np.nonzero((what == 1) & against)
            if len(row):
                tokens = self.tokens.strongest(encoded.tree, held, encoded.tokens, held.at[at[row]], sign)
                kinds = loudest[number, row].tolist()
                for n, r, kind, token in zip(number.tolist(), row.tolist(), kinds, tokens, strict=True):
                    if token:
                        phrases[n][r] = f"{PHRASES[kind][2]} “{token}”"
            number, row = np.nonzero((what == 2) & against)
            if len(row):
                for n, r, word in zip(number.tolist(), row.tolist(), _words(encoded, at[row], sign), strict=True):
                    if word:
                        phrases[n][r] = f"word “{word}”"


def _words(encoded: Encoded, at: Ints, sign: int) -> list[str]:
    """The word of each of some blocks that speaks most for (sign 1) or against (-1) main content, "" for none."""
    text, c, scores = encoded.blocks.text, encoded.blocks.columns, encoded.words
    if not len(scores):
        return [""] * len(at)
    first = c.word_block.searchsorted(at)
    last = c.word_block.searchsorted(at, side="right")
    found = []
    for start, end in zip(first.tolist(), last.tolist(), strict=True):
        here = scores[start:end]
        best = start + int(here.argmax() if sign > 0 else here.argmin()) if len(here) else 0
        loud = len(here) and scores[best] * sign > 0
        found.append(text[c.word_start[best] : c.word_end[best]] if loud else "")
    return found


# Twice the feature, and one more where it is much; the last is for no feature.
_PLAIN = [*(phrase for few, much, _ in PHRASES for phrase in (few, much)), ""]
_NAMING = np.array([*(0 if not name else 2 if name == "word" else 1 for _, _, name in PHRASES), 0])


@cache
def _shipped() -> HtmlScorer:
    return HtmlScorer.load(resources.files(__package__).joinpath("html.npz"))
