"""The learned score over the lines of a plain text, as evidence.

A line is described by features (text_features.py), what rules and heuristics said of it among them
(text_heard.py), and by the mean of its words' vectors, with the vectors of its first and last word;
small nets read the lines in their order (net.py) and their log-odds are averaged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.net import Floats, Net, WordTable, grid
from cleaner.scoring.scores import Scores
from cleaner.scoring.text_features import Lines, features, lines_of
from cleaner.scoring.text_heard import mark
from cleaner.scoring.text_phrases import phrase
from cleaner.scoring.text_settle import settled
from cleaner.scoring.tokens import Vocabulary, look
from cleaner.types import Blocks, Bools, Evidence, Ints

ORIGIN = "score:text"
PIECE = "a piece of a sentence with the lines beside it"  # why a line has another's score
NAMED = 3  # features that an explanation names
SURROGATE_STEP = 1 << 16  # the linear copy counts in these parts of a log-odd
_FLOATS = 1 << 20  # numbers held before they are put on the grid: few calls for a short text, a bound for a long one


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document as the nets read it; m non-blank lines."""

    lines: Lines
    dense: NDArray[np.int8]  # (features, m)
    bucket: Ints  # (w,) of each word
    means: tuple[NDArray[np.int8], ...]  # (m, size) mean word of each line for each member, there when it was read


@dataclass(frozen=True, slots=True)
class Member:
    """One of the nets whose log-odds are averaged, with its own vectors of words."""

    net: Net
    table: WordTable


@dataclass(frozen=True)
class TextScorer:
    """Weights ready for use: immutable, so threads may share one; it pickles as its arrays."""

    members: tuple[Member, ...]
    vocabulary: Vocabulary
    mean: Floats
    scale: Floats
    surrogate: Ints  # what a step of each feature, then of each number of the members' mean words, adds: a linear copy
    version: str
    told: frozenset[int] = frozenset()  # marks of the rules and heuristics that training knew; empty: every one

    @classmethod
    def load(cls, path: Path | Traversable) -> TextScorer:
        """The weights in an .npz."""
        with path.open("rb") as file, np.load(file) as data:
            return cls.from_arrays(dict(data))

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> TextScorer:
        """A scorer from the arrays of an .npz as training/text.py writes it."""
        members = [
            Member(Net.from_arrays(arrays, f"{k}_net_"), WordTable.from_array(arrays[f"{k}_words"]))
            for k in range(int(arrays["members"]))
        ]
        return cls(
            members=tuple(members),
            vocabulary=Vocabulary.from_hashes(arrays["vocabulary"]),
            mean=np.asarray(arrays["mean"], dtype=np.float32),
            scale=np.asarray(arrays["scale"], dtype=np.float32),
            surrogate=np.asarray(arrays["surrogate"], dtype=np.int64),
            version=str(arrays["version"]),
            told=frozenset(arrays["told"].tolist()) if "told" in arrays else frozenset(),
        )

    def encode(self, blocks: Blocks, evidence: Sequence[Evidence] = ()) -> Encoded:
        """Features on the net's grid and word buckets of a document."""
        lines = lines_of(blocks.columns)
        words = look(blocks.text, blocks.columns)
        bucket, known = self.vocabulary.buckets(blocks.columns.word_hash, words)
        every, wide = len(lines.at), len(self.mean)
        if self.told:  # what is newer than the nets speaks for itself: they never learned what it stands beside
            evidence = [item for item in evidence if mark(item.origin) in self.told]
        dense = np.empty((wide, every), dtype=np.int8)
        some = max(_FLOATS // max(every, 1), 1)  # features that are put on the grid in one go
        buffer = np.empty((min(some, wide), every), dtype=np.float32)
        done = 0
        for number, (_, _, values) in enumerate(features(blocks, lines, words, known, evidence), 1):
            buffer[number - done - 1] = values
            if number - done == len(buffer) or number == wide:
                part = slice(done, number)
                dense[part] = grid(buffer[: number - done], self.mean[part, None], self.scale[part, None])
                done = number
        means = tuple(np.empty((every, member.table.size), dtype=np.int8) for member in self.members)
        return Encoded(lines, dense, bucket, means)

    def score(self, blocks: Blocks, evidence: Sequence[Evidence] = ()) -> Scores:
        """Log-odds of boilerplate for every block, told what rules and heuristics say; blank blocks have 0."""
        logit = np.zeros(len(blocks))
        some = bool((blocks.columns.visible > 0).any())
        encoded = self.encode(blocks, evidence) if some else _nothing()
        if some:
            logit[encoded.lines.at] = self.logits(encoded)
        score = settled(blocks, logit)

        def explain(indices: Ints) -> list[str]:
            own, moved = self.explain(encoded, logit, indices), score[indices] != logit[indices]
            return [PIECE if torn else said for said, torn in zip(own, moved.tolist(), strict=True)]

        return Scores(score, ORIGIN, explain)

    def logits(self, encoded: Encoded) -> NDArray[np.float64]:
        """Mean log-odds of the members for each line, (m,)."""
        count = len(encoded.lines.at)
        total = np.zeros(count)
        for number, member in enumerate(self.members):
            total += member.net.logits(count, partial(self.rows, encoded, number))
        return total / len(self.members)

    def rows(self, encoded: Encoded, number: int, start: int, end: int) -> Floats:
        """A member's inputs for lines start … end: features, mean of the words, first word, last word."""
        table = self.members[number].table
        lines, size, wide = encoded.lines, table.size, len(self.mean)
        rows = np.empty((end - start, wide + 3 * size), dtype=np.float32)
        rows[:, :wide] = encoded.dense[:, start:end].T
        first, count = lines.words_first[start:end], lines.words_count[start:end]
        encoded.means[number][start:end] = rows[:, wide : wide + size] = table.mean(encoded.bucket, first, count)
        some = count > 0
        for place, edge in ((1, first), (2, first + count - 1)):
            part = rows[:, wide + place * size : wide + (place + 1) * size]
            part[:] = 0
            part[some] = table.vectors[encoded.bucket[edge[some]]]
        return rows

    def explain(self, encoded: Encoded, logit: NDArray[np.float64], indices: Ints) -> list[str]:
        """The features that speak loudest for each block's score, in words.

        Weighed by a linear copy of the net (fitted in training), because asking the net itself
        what it would say without a feature costs a pass for each feature and line.
        """
        phrases = [""] * len(indices)
        if not len(encoded.lines.at):
            return phrases
        place = np.minimum(np.searchsorted(encoded.lines.at, indices), len(encoded.lines.at) - 1)
        found = np.flatnonzero(encoded.lines.at[place] == indices)
        wide = len(self.mean)
        side = np.where(logit[indices[found]] > 0, 1, -1)[:, None]
        dense = encoded.dense[:, place[found]].T
        effects = np.empty((len(found), wide + 1), dtype=np.float32)
        np.multiply(dense, self.surrogate[:wide] * side, out=effects[:, :wide], casting="unsafe")
        means = np.concatenate([mean[place[found]] for mean in encoded.means], axis=1)
        words = means.astype(np.float32) @ self.surrogate[wide:].astype(np.float32)
        effects[:, wide] = words * side[:, 0]
        loudest = np.argpartition(-effects, 2 * NAMED, axis=1)[:, : 2 * NAMED]
        heard = np.take_along_axis(effects, loudest, axis=1)
        order = np.argsort(-heard, axis=1)
        loudest, heard = np.take_along_axis(loudest, order, axis=1), np.take_along_axis(heard, order, axis=1)
        much = np.take_along_axis(dense, np.minimum(loudest, wide - 1), axis=1) > 0
        codes = np.where(heard > 0, 2 * loudest + much, -1).astype(np.int16)
        for number, code in zip(found.tolist(), codes, strict=True):
            phrases[number] = _said(code.tobytes(), wide)
        return phrases


@lru_cache(maxsize=20_000)
def _said(code: bytes, wide: int) -> str:
    """The phrases for features in the order of their effect: twice the column, and one more where it is much."""
    names, said = feature_names(), list[str]()
    for value in np.frombuffer(code, dtype=np.int16).tolist():
        if value >= 0:
            column, much = divmod(value, 2)
            words_for = phrase(names[column][1], bool(much)) if column < wide else "its words"
            if words_for and words_for not in said:
                said.append(words_for)
    return ", ".join(said[:NAMED])


@cache
def feature_names() -> list[tuple[str, str]]:
    """Group and name of each feature, in the order of the columns."""
    from cleaner.segment.columns import line_spans, measure

    text = "A line\n"
    starts, ends = line_spans(text)
    blocks = Blocks(text, "text", starts, ends, measure(text, starts, ends))
    words = look(text, blocks.columns)
    known: Bools = np.zeros(len(words.length), dtype=np.bool_)
    return [(group, name) for group, name, _ in features(blocks, lines_of(blocks.columns), words, known)]


def _nothing() -> Encoded:
    empty = np.zeros(0, dtype=np.int64)
    return Encoded(Lines(empty, empty, empty, empty), np.zeros((0, 0), dtype=np.int8), empty, ())
