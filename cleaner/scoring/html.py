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
from cleaner.scoring.html_lexicon import Lexicon
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

    def encode(self, blocks: Blocks) -> Floats:
        """The net's inputs: (blocks, features) float32, integers in sixteenths of a deviation."""
        return grid(features(blocks, self.tokens, self.lexicon), self.mean, self.scale).astype(np.float32)

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
        if not len(at):
            return []
        rows = np.arange(len(at))
        side = np.sign(logit[at])
        carried = x[at] * self.share * side[:, None].astype(np.float32)
        first = carried.argmax(axis=1)
        some = carried[rows, first] > 0
        carried[rows, first] = 0
        second = carried.argmax(axis=1)
        more = some & (carried[rows, second] > 0)
        high = x[at[:, None], np.stack([first, second], axis=1)] > 0
        named = self._named(blocks, at, side, first, second)
        found = []
        for row, (a, b, has, has_more, (high_a, high_b)) in enumerate(
            zip(first.tolist(), second.tolist(), some.tolist(), more.tolist(), high.tolist(), strict=True)
        ):
            one = (named.get((row, a)) or PHRASES[a][high_a]) if has else ""
            two = (named.get((row, b)) or PHRASES[b][high_b]) if has_more else ""
            found.append(f"{one}, {two}" if one and two and one != two else one or two)
        return found

    def _named(self, blocks: Blocks, at: Ints, side: Floats, *columns: Ints) -> dict[tuple[int, int], str]:
        """Phrases that name a class or a word, by row and feature."""
        assert blocks.markup is not None
        found = {}
        for number in columns:
            what = _NAMING[number]
            for sign in (-1, 1):
                rows = np.flatnonzero((what == 1) & (side == -sign))
                elements = blocks.markup.element[at[rows]].tolist()
                tokens = self.tokens.strongest(blocks.markup.tree, elements, sign)
                for row, element in zip(rows.tolist(), elements, strict=True):
                    if tokens[element]:
                        found[row, int(number[row])] = f"{PHRASES[number[row]][2]} “{tokens[element]}”"
                rows = np.flatnonzero((what == 2) & (side == -sign))
                if len(rows):
                    words = self._words(blocks, at[rows], sign)
                    found |= {
                        (row, int(number[row])): f"word “{word}”"
                        for row, word in zip(rows.tolist(), words, strict=True)
                        if word
                    }
        return found

    def _words(self, blocks: Blocks, at: Ints, sign: int) -> list[str]:
        """The word of each of some blocks that speaks most for (sign 1) or against (-1) main content, "" for none."""
        c = blocks.columns
        if not len(c.word_hash):
            return [""] * len(at)
        scores = self.lexicon.of(c.word_hash) * sign
        first = np.flatnonzero(np.diff(c.word_block, prepend=-1))
        ranked = -scores * (1 << 32) + np.arange(len(scores))  # the highest score first, then the first word
        best = np.full(len(blocks), -1, dtype=np.int64)
        best[c.word_block[first]] = np.minimum.reduceat(ranked, first) % (1 << 32)
        chosen = best[at]
        return [
            blocks.text[c.word_start[word] : c.word_end[word]] if word >= 0 and scores[word] > 0 else ""
            for word in chosen.tolist()
        ]


_NAMING = np.array([0 if not name else 2 if name == "word" else 1 for _, _, name in PHRASES])


@cache
def _shipped() -> HtmlScorer:
    return HtmlScorer.load(resources.files(__package__).joinpath("html.npz"))
