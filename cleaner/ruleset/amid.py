"""Sentences amid an article's prose: over these a shipped rule is a hint, not the last word.

A pattern for "you must register to go on reading" takes "You must register to vote" as well, and no
list of look-alikes in a rule is complete. What tells them apart is the place. Furniture stands at
the edges, in runs of its kind, or without a full stop; a sentence between two paragraphs that no rule
knows is mostly the article's, and so is a line of speech, a dash in front and a full stop behind.
On the development texts 42 of 51,851 hits stand so, 5 of them main content; what others are wrong the
learned score takes by their words. Rules of the caller's own, and those that know an element of the
page, are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from cleaner.segment import chars
from cleaner.segment.core import prose
from cleaner.types import Blocks, Bools, Evidence, Reason

WEIGHT = 0.3  # of a rule that has no last word
DASHES = "—–―"


def weighed(found: Sequence[Evidence], blocks: Blocks) -> Iterator[Evidence]:
    """The evidence of rules, that over sentences amid prose apart and no longer sure."""
    sure = [item for item in found if _decides(item)]
    if not sure or blocks.media != "text" or blocks.paragraph is not None:
        yield from found
        return
    taken = np.zeros(len(blocks), dtype=np.bool_)
    for item in sure:
        taken[item.blocks] = True
    amid = _amid(blocks, taken) if (taken & blocks.columns.ends_sentence).any() else taken & False
    for item in found:
        here = amid[item.blocks] if _decides(item) else amid[:0]
        if not here.any():
            yield item
            continue
        if not here.all():
            yield _part(item, ~here)
        yield replace(_part(item, here), weight=WEIGHT, sure=False)


def _decides(item: Evidence) -> bool:
    return item.sure and item.points_to == "boilerplate" and not item.own


def _amid(blocks: Blocks, taken: Bools) -> Bools:
    """(n,) sentences between two lines of prose that no rule takes, and lines of speech."""
    columns = blocks.columns
    solid = ((columns.visible > 0) & ~columns.bare).nonzero()[0]
    read = (prose(blocks) & ~taken)[solid]
    between = np.zeros(len(solid), dtype=np.bool_)
    between[1:-1] = read[:-2] & read[2:]
    found = np.zeros(len(blocks), dtype=np.bool_)
    found[solid] = between
    return (found | chars.among(columns.first, DASHES)) & columns.ends_sentence & taken


def _part(item: Evidence, which: Bools) -> Evidence:
    """A piece of evidence about some of its blocks; the reason's values that lie a block go with them."""
    places = which.nonzero()[0].tolist()
    values = {
        name: [value[place] for place in places] if isinstance(value, (np.ndarray, list, tuple)) else value
        for name, value in item.reason.values.items()
    }
    weight = item.weight[which] if isinstance(item.weight, np.ndarray) else item.weight
    return replace(item, blocks=item.blocks[which], weight=weight, reason=Reason(item.reason.template, values))
