"""What the class names, ids and roles of elements say about the text inside them.

A table gives log-odds for main content to tokens that at least three sites use: whole class
tokens ("c:related-posts"), ids ("i:footer"), roles ("r:navigation") and the words they are
made of ("related", "posts"). The table is learned by training/html_tokens.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.segment.html_tree import Tree

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
MAX_NAME = 200  # characters of a class attribute that are read: utility classes go on for pages
MEMO = 100_000  # tokens that are remembered
STEP = 16  # scores are kept in sixteenths, as integers

Scores = tuple[int, int, int, int]  # lowest and highest score of whole tokens, then of words
Span = tuple[int, int, int, int, str, str]  # and the token with the lowest and with the highest of all


def tokens_of(classes: str, css_id: str, role: str) -> list[str]:
    """Whole tokens of an element, and the words that they are made of."""
    names = [f"c:{token}" for token in classes[:MAX_NAME].split()]
    if css_id:
        names.append(f"i:{css_id[:MAX_NAME]}")
    if role:
        names.append(f"r:{role[:MAX_NAME]}")
    found = [name.lower() for name in names]
    for name in names:
        found += words_of(name)
    return list(dict.fromkeys(found))


def words_of(name: str) -> list[str]:
    """The words of a whole token, at hyphens and inner capitals; none of a role."""
    if name[0] == "r":
        return []
    bare = name[2:].replace("_", "-")
    if bare.islower() and bare.isascii() and bare.replace("-", "").isalpha():  # most are, and splitting is quicker
        return [part for part in bare.split("-") if len(part) > 1]
    return [part.lower() for part in _PARTS.findall(name, 2) if len(part) > 1]


class TokenTable:
    """Scores of tokens; an element's score is its lowest plus its highest token, zero among them."""

    def __init__(self, scores: Mapping[str, int]) -> None:
        """scores: log-odds for main content in sixteenths."""
        self.scores = scores
        self.memo: dict[str, Span | None] = {}  # None for names that say nothing

    @classmethod
    def from_arrays(cls, names: NDArray[np.uint8], values: NDArray[np.int8]) -> TokenTable:
        """From the arrays of an .npz: the names joined by line ends, a score each."""
        return cls(dict(zip(names.tobytes().decode("utf-8").split("\n"), values.tolist(), strict=True)))

    def elements(self, tree: Tree, some: Sequence[int]) -> NDArray[np.int64]:
        """(len(some), 2): the score of the whole tokens and of the words of some elements."""
        score, classes, ids, roles = self._score, tree.classes, tree.id, tree.role
        found: dict[tuple[str, str, str], int] = {("", "", ""): 0}
        sums = [(0, 0)]
        numbers: list[int] = []
        for at in some:
            key = classes[at], ids[at], roles[at]
            number = found.get(key)
            if number is None:
                number = found[key] = len(sums)
                low, high, low_word, high_word = score(*key)
                sums.append((low + high, low_word + high_word))
            numbers.append(number)
        return np.array(sums, dtype=np.int64)[numbers]

    def _score(self, classes: str, css_id: str, role: str) -> Scores:
        low = high = low_word = high_word = 0
        for span in self._spans(classes, css_id, role):
            low, high = min(low, span[0]), max(high, span[1])
            low_word, high_word = min(low_word, span[2]), max(high_word, span[3])
        return low, high, low_word, high_word

    def _spans(self, classes: str, css_id: str, role: str) -> list[Span]:
        """The scores of an element's names that say something."""
        known, span_of = self.memo, self._span
        names = ["c:" + token for token in classes[:MAX_NAME].split()] if classes else []
        if css_id:
            names.append("i:" + css_id[:MAX_NAME])
        if role:
            names.append("r:" + role[:MAX_NAME])
        spans = [known[name] if name in known else span_of(name) for name in names]
        return [span for span in spans if span is not None]

    def _span(self, name: str) -> Span | None:
        if len(self.memo) > MEMO:
            self.memo.clear()
        get = self.scores.get
        lower = name.lower()
        whole, words = get(lower, 0), words_of(name)
        scores = [get(word, 0) for word in words]
        if not whole and not any(scores):
            self.memo[name] = None
            return None
        both = [(whole, lower[2:]), *zip(scores, words, strict=True)]
        low, high = (whole, 0) if whole < 0 else (0, whole)
        span = low, high, min([0, *scores]), max([0, *scores]), min(both)[1], max(both)[1]
        self.memo[name] = span
        return span

    def strongest(self, tree: Tree, elements: Sequence[int], sign: int) -> dict[int, str]:
        """The token in or around each element that speaks most for (sign 1) or against (-1) main content."""
        best: dict[int, tuple[int, str]] = {-1: (0, "")}
        own: dict[tuple[str, str, str], tuple[int, str]] = {}
        for element in elements:
            chain = []
            while element not in best:
                chain.append(element)
                element = tree.parent[element]
            held = best[element]
            for at in reversed(chain):
                key = tree.classes[at], tree.id[at], tree.role[at]
                mine = own.get(key)
                if mine is None:
                    mine = own[key] = self._loudest(key, sign)
                held = best[at] = mine if mine[0] > held[0] else held
        return {element: best[element][1] for element in elements}

    def _loudest(self, key: tuple[str, str, str], sign: int) -> tuple[int, str]:
        best, name = 0, ""
        for low, high, low_word, high_word, lowest, highest in self._spans(*key):
            value = -min(low, low_word) if sign < 0 else max(high, high_word)
            if value > best:
                best, name = value, lowest if sign < 0 else highest
        return best, name
