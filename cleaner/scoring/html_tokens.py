"""What the class names, ids and roles of elements say about the text inside them.

A table gives log-odds for main content to tokens that at least three sites use: whole class
tokens ("c:related-posts"), ids ("i:footer"), roles ("r:navigation") and the words they are
made of ("related", "posts"). The table is learned by training/html_tokens.py.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.html_held import Held
from cleaner.segment.html_tree import Tree
from cleaner.types import Ints

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_A-Za-z]+")
_SPACED = "".join(chr(code) if chr(code).islower() else " " for code in range(128))
MAX_NAME = 200  # characters of a class attribute that are read: utility classes go on for pages
MEMO = 20_000  # names that are remembered: pages of one site share most of theirs
STEP = 16  # scores are kept in sixteenths, as integers
DECAY = 0.75  # of a class name's score, from an element to its child
TOKEN_NAMES = tuple(
    f"{what}_{how}" for how in ("own", "parent", "lowest", "highest", "sum") for what in ("class", "word")
)

# (rows, 4): the highest score of whole tokens, of words, and the same of the negatives, all of them at least zero.
Spans = NDArray[np.int16]


def tokens_of(classes: str, css_id: str, role: str) -> list[str]:
    """Whole tokens of an element, and the words that they are made of."""
    names = names_of(classes, css_id, role)
    found = [name.lower() for name in names]
    for name in names:
        found += words_of(name)
    return list(dict.fromkeys(found))


def names_of(classes: str, css_id: str, role: str) -> list[str]:
    """Whole tokens of an element, each behind what it is: "c:", "i:" or "r:"."""
    names = [f"c:{token}" for token in classes[:MAX_NAME].split()]
    if css_id:
        names.append(f"i:{css_id[:MAX_NAME]}")
    if role:
        names.append(f"r:{role[:MAX_NAME]}")
    return names


def words_of(name: str) -> list[str]:
    """The words of a whole token, at hyphens and inner capitals; none of a role."""
    return [] if name[0] == "r" else [part for part in _words(name[2:]) if len(part) > 1]


def _words(text: str) -> list[str]:
    """Its words and single letters, in lower case."""
    if text.isascii() and text.islower():  # most are, and this is four times quicker
        return text.translate(_SPACED).split()
    return [part.lower() for part in _PARTS.findall(text)]


class TokenTable:
    """Scores of tokens; an element's score is its lowest plus its highest token, zero among them."""

    def __init__(self, scores: Mapping[str, int]) -> None:
        """scores: log-odds for main content in sixteenths."""
        self.scores = scores
        self.whole: dict[str, dict[str, int]] = {"c:": {}, "i:": {}, "r:": {}}
        for token, score in scores.items():
            if token[1:2] == ":":
                self.whole[token[:2]][token[2:]] = score
        self.memo: dict[str, dict[str, int]] = {"c:": {}, "i:": {}, "r:": {}}

    @classmethod
    def from_arrays(cls, names: NDArray[np.uint8], values: NDArray[np.int8]) -> TokenTable:
        """From the arrays of an .npz: the names joined by line ends, a score each."""
        return cls(dict(zip(names.tobytes().decode("utf-8").split("\n"), values.tolist(), strict=True)))

    def elements(self, tree: Tree, held: Held) -> Spans:
        """How far the tokens of each row of `held` speak for and against main content."""
        named = held.named[held.some]
        heard = np.zeros(len(held.names), dtype=np.bool_)
        heard[named] = True
        spans = np.zeros(len(held.names), dtype=np.int64)
        spans[heard] = self._spans("c:", list(itertools.compress(held.names, heard.tolist())))
        packed = np.zeros(len(held), dtype=np.int64)
        packed[:-1] = spans[named]
        own = packed.view(np.int16).reshape(-1, 4)
        for kind, names in (("i:", tree.ids), ("r:", tree.roles)):
            rows = held.place[np.fromiter(names, np.int64, len(names))]
            inside = rows < len(named)
            rows = rows[inside]
            if len(rows):
                more = self._spans(kind, list(itertools.compress(names.values(), inside.tolist()))).view(np.int16)
                own[rows] = np.maximum(own[rows], more.reshape(-1, 4))
        return own

    def _spans(self, kind: str, names: list[str]) -> Ints:
        """The span of each class attribute ("c:"), id or role, in one number; those met before are remembered."""
        known = self.memo[kind]
        try:
            return np.array(list(map(known.__getitem__, names)), dtype=np.int64)
        except KeyError:  # new, or longer than what is remembered
            names = [name[:MAX_NAME] for name in names]
        new = [name for name in dict.fromkeys(names) if name not in known]
        if len(known) + len(new) > MEMO:
            known = self.memo[kind] = {}
            new = list(dict.fromkeys(names))
        known.update(zip(new, self._read(kind, new), strict=True))
        return np.array(list(map(known.__getitem__, names)), dtype=np.int64)

    def _read(self, kind: str, names: list[str]) -> list[int]:
        """The spans of names not met before, each in one number; few calls for the hundred of a new site."""
        whole = [[name.lower()] if kind != "c:" else name.lower().split() for name in names]
        words = [] if kind == "r:" else [_words(name) for name in names]
        found = np.zeros((len(names), 4), dtype=np.int16)
        for lane, (table, lists) in enumerate(((self.whole[kind], whole), (self.scores, words))):
            tokens = itertools.chain.from_iterable(lists)
            scores = np.fromiter(map(table.get, tokens, itertools.repeat(0)), np.int16)
            if len(scores):
                counts = np.fromiter(map(len, lists), np.int64, len(lists))
                filled = counts.nonzero()[0]
                first = (counts.cumsum() - counts)[filled]
                found[filled, lane] = np.maximum.reduceat(scores, first)
                found[filled, lane + 2] = -np.minimum.reduceat(scores, first)
        packed: list[int] = np.maximum(found, 0).view(np.int64)[:, 0].tolist()
        return packed

    def strongest(self, tree: Tree, held: Held, own: Spans, rows: Ints, sign: int) -> list[str]:
        """The token in or around each of some rows that speaks most for (sign 1) or against (-1) main content.

        own: as `elements` gives it. The outermost element with the loudest token is asked for its names.
        """
        side = 0 if sign > 0 else 2
        loud = np.maximum(own[:, side], own[:, side + 1]).astype(np.int64) << 32
        loud += np.arange(len(held), 0, -1)  # among equals the outermost
        for above in held.above:
            loud = np.maximum(loud, loud[above])
        found: dict[int, str] = {}
        tokens = []
        for code in loud[rows].tolist():
            token = found.get(code)
            if token is None:
                value, row = code >> 32, len(held) - (code & 0xFFFFFFFF)
                token = found[code] = self._loudest(tree, int(held.some[row]), value * sign) if value else ""
            tokens.append(token)
        return tokens

    def _loudest(self, tree: Tree, element: int, value: int) -> str:
        """The first of an element's tokens that has this score."""
        get = self.scores.get
        for name in names_of(tree.classes[element], tree.id[element], tree.role[element]):
            lower, words = name.lower(), words_of(name)
            equal = [word for word in words if get(word, 0) == value]
            if get(lower, 0) == value:
                equal.append(lower[2:])
            if equal:
                return min(equal) if value < 0 else max(equal)
        return ""


def token_features(tree: Tree, element: Ints, table: TokenTable) -> NDArray[np.float32]:
    """(blocks, 10): class names, ids and roles of each block's element and of those around it, as TOKEN_NAMES says."""
    held = Held(tree, element)
    found = np.empty((len(TOKEN_NAMES), len(element)), dtype=np.float32)
    token_rows(held, table.elements(tree, held), found)
    return found.T


def token_rows(held: Held, own: Spans, found: NDArray[np.float32]) -> None:
    """The same, written into `found`, (10, blocks); own: as `TokenTable.elements` gives it."""
    rows = len(held)
    # What is copied travels as one number a row: two or four of sixteen bits, or two floats.
    mine = np.subtract(own[:, :2], own[:, 2:], out=np.empty((rows, 2), dtype=np.int16))
    pair = mine.view(np.int32)[:, 0]
    around = np.empty((rows, 2), dtype=np.int32)  # the lowest of those around turned round, then the highest
    around[:, 0], around[:, 1] = (-mine).view(np.int32)[:, 0], pair
    edges = around.view(np.int16)
    total = mine / STEP
    lanes, pairs = edges.view(np.int64)[:, 0], total.view(np.complex128)[:, 0]
    decay = DECAY
    for above in held.above:
        np.maximum(edges, lanes[above].view(np.int16).reshape(rows, 4), out=edges)
        handed = pairs[above].view(np.float64).reshape(rows, 2)
        handed *= decay
        total += handed
        decay *= decay
    together = np.empty((rows, 4), dtype=np.int32)
    together[:, 0], together[:, 1], together[:, 2:] = pair, pair[held.above[0]], around
    found[:8] = together.view(np.complex128)[:, 0][held.at].view(np.int16).reshape(-1, 8).T
    np.negative(found[4:6], out=found[4:6])
    found[:8] /= STEP
    found[8:] = pairs[held.at].view(np.float64).reshape(-1, 2).clip(-12, 12).T
