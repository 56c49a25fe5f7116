"""Second opinion: what trafilatura kept of a page, and what it dropped.

Sees      with `second_opinion` on: blocks of HTML whose words, three in a row, stand in trafilatura's
          text, and those that do not.
Leaves    plain text, pages of which trafilatura finds nothing worth keeping, blocks of one or two words
          (its text has no place for them that could be told apart).
Wrong on  listings, products and forums, of which trafilatura keeps little: the weight against is small.
Source    Barbaresi 2021; the precision of its choice on the development pages.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment import columns
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:second-opinion"
KIND = "other"
GRAM = 3
KEPT_SHARE = 0.6  # of a block's runs of three words, from which it counts as kept
LEAST = 50  # words of trafilatura's text below which it has not found the page's content
FOR, AGAINST = 0.6, 0.4
EXAMPLES = (Example("<body><p>The harbour was closed.</p></body>", (), "html"),)
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to what trafilatura kept as content, to the rest as boilerplate, when it is asked for."""
    if not settings.second_opinion or blocks.markup is None or not len(blocks):
        return
    text = _opinion(blocks.markup.tree.source, blocks.url)
    span = np.array([0, len(text)], dtype=np.int64)
    theirs = columns.measure(text, span[:1], span[1:]) if text else None
    if theirs is None or len(theirs.word_hash) < LEAST:
        return
    c = blocks.columns
    runs = max(len(c.word_hash) - GRAM + 1, 0)
    inside = c.word_block[:runs] == c.word_block[GRAM - 1 :]
    ours, owner = _grams(c.word_hash)[inside], c.word_block[:runs][inside]
    total = np.bincount(owner, minlength=len(blocks))
    found = np.bincount(owner[np.isin(ours, _grams(theirs.word_hash))], minlength=len(blocks))
    kept = found >= KEPT_SHARE * total
    for at, points_to, weight, verb in (
        (np.flatnonzero(kept & (total > 0)), "content", FOR, "kept"),
        (np.flatnonzero(~kept), "boilerplate", AGAINST, "dropped"),
    ):
        if len(at):
            yield Evidence(at, points_to, weight, KIND, ID, Reason(f"trafilatura {verb} it"))  # type: ignore[arg-type]


def _grams(words: np.typing.NDArray[np.uint64]) -> np.typing.NDArray[np.uint64]:
    runs = max(len(words) - GRAM + 1, 0)
    return np.asarray(sum(words[k : k + runs] * _FACTORS[k] for k in range(GRAM)), dtype=np.uint64)


def _opinion(markup: str, url: str | None) -> str:
    from trafilatura import extract

    try:
        return extract(markup, url=url, include_comments=False, deduplicate=False) or ""
    except Exception:  # whatever it and its parsers raise on odd markup: then it has no opinion
        return ""
