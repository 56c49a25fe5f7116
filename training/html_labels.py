"""Labels for the blocks of a page: how much of each is main content, by aligning words with the truth.

A label is the share of a block's words that the longest common subsequence of page and truth
holds; NaN where nothing is known and the block is left out of the loss.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from cleaner.types import Blocks, Ints

_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
MOST_WORDS = 60_000  # of a page; the alignment takes time in the square of it


def words_of(text: str) -> list[str]:
    """Words in lower case; each character counts in scripts written without spaces."""
    return _WORD.findall(text.lower())


def block_words(blocks: Blocks) -> list[list[str]]:
    """The words of each block, list markers left out."""
    marked = blocks.columns.marker
    found = []
    for index in range(len(blocks)):
        words = words_of(blocks.raw(index))
        found.append(words[1:] if marked[index] == 2 else words)
    return found


def matched(words: Sequence[Sequence[str]], wanted: Sequence[str]) -> tuple[Ints, Ints]:
    """For each word of the blocks, in order: its block, and the place of its partner in `wanted`, -1 without one.

    Partners are those of the longest common subsequence.
    """
    numbers: dict[str, int] = {}
    flat = [numbers.setdefault(word, len(numbers)) for block in words for word in block][:MOST_WORDS]
    owner = np.repeat(np.arange(len(words)), [len(block) for block in words])[:MOST_WORDS]
    at = np.full(len(flat), -1, dtype=np.int64)
    if flat and wanted:
        for step in LCSseq.opcodes(flat, [numbers.get(word, -1) for word in wanted]):
            if step.tag == "equal":
                at[step.src_start : step.src_end] = np.arange(step.dest_start, step.dest_end)
    return owner, at


def aligned(words: Sequence[Sequence[str]], truth: str) -> NDArray[np.float64]:
    """(n,) share of each block's words that are aligned with the truth; 0 for blocks without words."""
    owner, at = matched(words, words_of(truth))
    hits = np.bincount(owner[at >= 0], minlength=len(words)).astype(np.float64)
    return hits / np.maximum([len(block) for block in words], 1)


def from_snippets(blocks: Blocks, kept: Sequence[str], dropped: Sequence[str]) -> NDArray[np.float64]:
    """1 for blocks that hold (or lie within) a snippet to keep, 0 one to drop, NaN for both or none."""
    wanted, unwanted = [_squeezed(s) for s in kept], [_squeezed(s) for s in dropped]
    labels = np.full(len(blocks), np.nan)
    for index in range(len(blocks)):
        text = _squeezed(blocks.line(index))
        good, bad = (any(_touches(text, snippet) for snippet in some) for some in (wanted, unwanted))
        if good != bad:
            labels[index] = float(good)
    return labels


def _touches(text: str, snippet: str) -> bool:
    part = len(text) > 8 and len(text) >= 0.5 * len(snippet) and text in snippet
    return bool(snippet) and (part or snippet in text)


def _squeezed(text: str) -> str:
    return "".join(text.split())
