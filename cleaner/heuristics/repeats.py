"""Repeats inside a page: blocks whose words all stood on the page before, in the same order.

Sees      blocks of six words and more of which every four words in a row occur in earlier blocks:
          a summary set again below its article, a quote pulled out, a notice under every box.
Leaves    code, table cells, headings of the first level (a trail of links says the title first), blocks
          that only a menu or a hidden part said before.
Wrong on  reference pages that describe many things in the same words: `--keep repeated`.
Source    n-gram overlap inside one document, as deduplication of corpora does between documents
          (Lee et al. 2022).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Evidence, Reason

ID = "heuristic:repeats"
KIND = "repeated"
WORDS = 6  # shorter ones are labels, and labels come back for good reasons
GRAM = 4
WEIGHT = 0.8
LINKED = 0.6  # share of characters in links from which a block is a menu's or a teaser's
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)
_STORY = "<p>The council of the harbour town voted to rebuild the old bridge by spring.</p>"
EXAMPLES = (
    Example(
        f"<body>{_STORY}<p>Work begins in May.</p><div>voted to rebuild the old bridge by spring</div></body>",
        ("voted to rebuild the old bridge by spring",),
        "html",
    ),
    Example(f"<body>{_STORY}<p>The council of another town voted against a bridge.</p></body>", (), "html"),
    Example(f"<body><div hidden>{_STORY}</div>{_STORY}</body>", (), "html"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to blocks that say nothing new."""
    markup = blocks.markup
    if markup is None or len(blocks.columns.word_block) < 2 * WORDS:
        return
    linked = markup.link_chars > LINKED * blocks.columns.visible
    hits = (repeated(blocks, ~markup.hidden & ~linked) & ~markup.in_code & ~markup.in_table).nonzero()[0]
    hits = hits[markup.headings[hits] != 1]
    if len(hits):
        reason = Reason("all of its {n} words stand in the same order further up", {"n": blocks.columns.words[hits]})
        yield Evidence(hits, "boilerplate", WEIGHT, KIND, ID, reason)


def repeated(blocks: Blocks, sources: Bools) -> Bools:
    """Blocks of WORDS words and more, all of whose runs of GRAM words occur in earlier blocks among `sources`."""
    columns = blocks.columns
    owner, words = columns.word_block, columns.word_hash
    runs = len(words) - GRAM + 1
    if runs < 1:
        return np.zeros(len(blocks), dtype=np.bool_)
    gram = sum(words[k : k + runs] * _FACTORS[k] for k in range(GRAM))
    whole = (owner[:runs] == owner[GRAM - 1 :]).nonzero()[0]  # inside one block
    gram, at = gram[whole], owner[whole]
    _, number = np.unique(gram, return_inverse=True)
    earliest = np.full(int(number.max(initial=-1)) + 1, len(blocks), dtype=np.int64)
    said = sources[at].nonzero()[0][::-1]
    earliest[number[said]] = at[said]  # the last write, which is the first place, stays
    new = np.bincount(at[earliest[number] >= at], minlength=len(blocks))
    some = np.bincount(at, minlength=len(blocks)) > 0
    return np.asarray((new == 0) & some & (columns.words >= WORDS))
