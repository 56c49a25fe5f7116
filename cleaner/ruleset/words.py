"""Phrases and vocabularies as hashes of words: looked up for all lines at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaner.segment.columns import line_spans, measure
from cleaner.types import Columns, Ints

LONGEST = 40  # words; a longer line is made of more than a vocabulary


def hashed_lines(phrases: Sequence[str]) -> NDArray[np.uint64]:
    """The hash of each phrase's words, as `Columns.line_hash` has it; 0 for one without words."""
    if not phrases:
        return np.zeros(0, dtype=np.uint64)
    text = "\n".join(" ".join(phrase.split()) or " " for phrase in phrases) + "\n"
    return measure(text, *line_spans(text)).line_hash


def hashed_words(vocabularies: Sequence[Sequence[str]]) -> list[NDArray[np.uint64]]:
    """The hashes of all words of each vocabulary; all of them in one go, which is what takes time."""
    lines = (" ".join(form for word in words for form in _apostrophes(word)) for words in vocabularies)
    text = "".join(" ".join(line.split()) + "\n" for line in lines)
    columns = measure(text, *line_spans(text))
    edges = np.searchsorted(columns.word_block, np.arange(len(vocabularies) + 1))
    return [np.unique(columns.word_hash[low:high]) for low, high in pairwise(edges.tolist())]


def _apostrophes(phrase: str) -> tuple[str, ...]:
    """A phrase as it stands and, where it has one, with the apostrophe of typesetters."""
    return (phrase, phrase.replace("'", "’")) if "'" in phrase else (phrase,)


class LineTable:
    """Whole lines of many rules, sorted by hash."""

    def __init__(self, phrases: Sequence[Sequence[str]]) -> None:
        forms = [
            (number, form) for number, lines in enumerate(phrases) for line in lines for form in _apostrophes(line)
        ]
        owner = [number for number, _ in forms]
        hashes = hashed_lines([form for _, form in forms])
        order = np.argsort(hashes, kind="stable")
        order = order[hashes[order] != 0]
        self.hashes = hashes[order]
        self.owners = np.array(owner, dtype=np.int64)[order]

    def find(self, columns: Columns) -> Iterator[tuple[int, Ints]]:
        """Rules and the lines that are one of their phrases."""
        if not len(self.hashes):
            return
        at = np.searchsorted(self.hashes, columns.line_hash)
        hit = np.flatnonzero(self.hashes[np.minimum(at, len(self.hashes) - 1)] == columns.line_hash)
        found: dict[int, list[int]] = {}
        for block, place in zip(hit.tolist(), at[hit].tolist(), strict=True):
            while place < len(self.hashes) and self.hashes[place] == columns.line_hash[block]:
                blocks = found.setdefault(int(self.owners[place]), [])
                if not blocks or blocks[-1] != block:
                    blocks.append(block)
                place += 1
        for number, blocks in found.items():
            yield number, np.array(blocks, dtype=np.int64)


class VocabularyTable:
    """Words that lines may be made of, of many rules."""

    def __init__(self, vocabularies: Sequence[Sequence[str]]) -> None:
        mine = [number for number, words in enumerate(vocabularies) if words]
        self.words = list(zip(mine, hashed_words([vocabularies[number] for number in mine]), strict=True))
        self.all = (
            np.unique(np.concatenate([words for _, words in self.words])) if self.words else np.zeros(0, np.uint64)
        )
        self.members = [(number, np.searchsorted(self.all, words)) for number, words in self.words]

    def find(self, columns: Columns) -> Iterator[tuple[int, Ints]]:
        """Rules and the lines that hold no other words than theirs."""
        if not len(self.all) or not len(columns.word_hash):
            return
        total = np.bincount(columns.word_block, minlength=len(columns.words))
        short = np.flatnonzero(total[columns.word_block] <= LONGEST)
        hashes = columns.word_hash[short]
        place = np.minimum(np.searchsorted(self.all, hashes), len(self.all) - 1)
        known = self.all[place] == hashes
        place, block = place[known], columns.word_block[short][known]
        complete = np.bincount(block, minlength=len(total)) == total
        mine = complete[block]
        place, block = place[mine], block[mine]
        for number, members in self.members:
            allowed = np.zeros(len(self.all), dtype=np.bool_)
            allowed[members] = True
            count = np.bincount(block[allowed[place]], minlength=len(total))
            hit = np.flatnonzero((count == total) & (total > 0))
            if len(hit):
                yield number, hit
