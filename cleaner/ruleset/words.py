"""Phrases and vocabularies as hashes of words: looked up for all lines at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaner.ruleset.wording import spelled
from cleaner.segment.columns import line_spans, measure
from cleaner.segment.lookup import Lookup, spread
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
    edges = columns.word_block.searchsorted(np.arange(len(vocabularies) + 1))
    return [np.unique(columns.word_hash[low:high]) for low, high in pairwise(edges.tolist())]


def _apostrophes(phrase: str) -> tuple[str, ...]:
    """A phrase as it stands and, where it has one, with the apostrophe of typesetters."""
    return (phrase, phrase.replace("'", "’")) if "'" in phrase else (phrase,)


def written(phrases: Sequence[str]) -> list[str]:
    """The words of each phrase as they are written, capitals and all."""
    text = "".join(" ".join(phrase.split()) + "\n" for phrase in phrases)
    columns = measure(text, *line_spans(text))
    return [_words_of(line, columns, text) for line in range(len(phrases))]


def _words_of(line: int, columns: Columns, text: str) -> str:
    words = slice(*columns.word_block.searchsorted((line, line + 1)).tolist())
    spans = zip(columns.word_start[words].tolist(), columns.word_end[words].tolist(), strict=True)
    return spelled(" ".join(text[start:end] for start, end in spans))


Pairs = tuple[Ints, Ints]  # rules and blocks, shape (k,) each


class Owners:
    """Which rules asked for each of some hashes."""

    def __init__(self, hashes: NDArray[np.uint64], rules: Ints) -> None:
        order = hashes.argsort(kind="stable")
        different, counts = np.unique(hashes, return_counts=True)
        self.known = Lookup(different)
        self._rules = rules[order]
        self._counts = counts.astype(np.int64)
        self._first = self._counts.cumsum() - self._counts

    def of(self, at: Ints) -> Pairs:
        """For each hash of the table at `at`: every rule that asked for it, and the position in `at`."""
        which, origin = spread(self._first[at], self._counts[at])
        return self._rules[which], origin


class LineTable:
    """Whole lines of many rules; `case` says which of these tell capitals from small letters."""

    def __init__(self, phrases: Sequence[Sequence[str]], case: Sequence[bool]) -> None:
        forms = [
            (number, form) for number, lines in enumerate(phrases) for line in lines for form in _apostrophes(line)
        ]
        hashes = hashed_lines([form for _, form in forms])
        some = hashes != 0
        self.owners = Owners(hashes[some], np.array([number for number, _ in forms], dtype=np.int64)[some])
        self.case = np.array(case, dtype=np.bool_)
        self.written = {
            number: frozenset(written(lines)) for number, lines in enumerate(phrases) if lines and case[number]
        }

    def find(self, columns: Columns, text: str) -> Pairs:
        """Rules and the lines that are one of their phrases."""
        lines, at = self.owners.known.find(columns.line_hash)
        rules, place = self.owners.of(at)
        lines = lines[place]
        held = np.ones(len(rules), dtype=np.bool_)
        for pair in self.case[rules].nonzero()[0].tolist():
            held[pair] = _words_of(int(lines[pair]), columns, text) in self.written[int(rules[pair])]
        return rules[held], lines[held]


class VocabularyTable:
    """Words that lines may be made of, of many rules."""

    def __init__(self, vocabularies: Sequence[Sequence[str]]) -> None:
        mine = [number for number, words in enumerate(vocabularies) if words]
        words = hashed_words([vocabularies[number] for number in mine])
        owner = np.repeat(np.array(mine, dtype=np.int64), [len(found) for found in words])
        self.owners = Owners(np.concatenate([np.zeros(0, np.uint64), *words]), owner)

    def find(self, columns: Columns) -> Pairs:
        """Rules and the lines that hold no other words than theirs, rule by rule, the lines of each in order."""
        words, at = self.owners.known.find(columns.word_hash)
        count = len(columns.words)
        block = columns.word_block[words]
        total = np.bincount(columns.word_block, minlength=count)
        complete = (total == np.bincount(block, minlength=count)) & (total <= LONGEST)
        mine = complete[block]
        rules, place = self.owners.of(at[mine])
        keys = np.sort(rules * count + block[mine][place])
        if not len(keys):
            return keys, keys
        first = np.concatenate(([0], (keys[1:] != keys[:-1]).nonzero()[0] + 1))
        times = np.concatenate((first[1:], [len(keys)])) - first  # words of the line that the rule allows
        rules, blocks = np.divmod(keys[first], count)
        hit = times == total[blocks]
        return rules[hit], blocks[hit]
