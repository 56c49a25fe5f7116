"""Where a shipped rule does not have the last word: over what another rule knows for a report, and amid prose.

A pattern for a notice of rights takes "All rights are reserved to the crown" as well, and no list of
look-alikes in a rule is complete. What tells them apart is the place. Furniture stands at the edges,
in runs of its kind, or without a full stop; a sentence between two paragraphs that no rule knows is
mostly the article's, and so is a line of speech, a dash in front and a full stop behind. Boxes that
sites set into articles are of four kinds, whose rules decide there too: notices of cookies, letters,
walls and advertisements. On the development texts 42 of 51,851 hits stand amid prose, 5 of them main
content. Neither has a rule the last word over a long paragraph that was hard-wrapped, for a notice right
above an article's first paragraph is one with it, nor over questions and answers on a page of them, nor, for
notices, in a document that is itself about data, cookies, terms or accounts (topic.py).
Keep rules below the confidence that protects (“a sentence in which somebody says something about
newsletters reports”) disarm the others in the same way.

Rules of the caller's own are left alone, and amid the prose of pages all are, for there an element says more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from cleaner.ruleset.topic import NOTICES, is_about_notices
from cleaner.segment import chars
from cleaner.segment.core import prose
from cleaner.types import Blocks, Bools, Evidence, Reason

WEIGHT = 0.3  # of a rule that has no last word
NOTICE_WORDS = 40  # of a paragraph that a rule may take, at most
DASHES = "—–―"
QUESTION_MARKS = "?？؟"
QUESTION_WORDS, QUESTIONS = 20, 3  # most words of a question; how many make a page of them
INSET = frozenset({"advertisement", "cookie-notice", "newsletter-signup", "paywall-notice"})


def weighed(found: Sequence[Evidence], blocks: Blocks) -> Iterator[Evidence]:
    """The evidence of rules, that over reports and over sentences amid prose apart and no longer sure."""
    taken = np.zeros(len(blocks), dtype=np.bool_)
    spared = taken.copy()
    for item in found:
        if _decides(item):
            taken[item.blocks] = True
        elif item.points_to == "content" and not item.sure and not item.own:
            spared[item.blocks] = True
    if blocks.given is not None:  # hard-wrapped: the notice that the rule knows may be one line of the paragraph
        spared |= blocks.columns.words > NOTICE_WORDS
    amid = taken & False
    if blocks.media == "text" and (taken & blocks.columns.ends_sentence).any():
        amid = _amid(blocks, taken)
        spared |= chars.among(blocks.columns.first, DASHES) & blocks.columns.ends_sentence
        spared |= _answers(blocks)
    about = any(item.kind in NOTICES and _decides(item) for item in found) and is_about_notices(blocks)
    for item in found:
        here = spared[item.blocks] if _decides(item) else spared[:0]
        if len(here) and item.kind not in INSET:
            here = here | amid[item.blocks]
        if len(here) and about and item.kind in NOTICES:
            here = here | True
        if not here.any():
            yield item
            continue
        if not here.all():
            yield _part(item, ~here)
        yield replace(_part(item, here), weight=WEIGHT, sure=False)


def _decides(item: Evidence) -> bool:
    return item.sure and item.points_to == "boilerplate" and not item.own


def _amid(blocks: Blocks, taken: Bools) -> Bools:
    """(n,) sentences between two lines of prose that no rule takes."""
    columns = blocks.columns
    solid = columns.filled.nonzero()[0]
    read = (prose(blocks) & ~taken)[solid]
    between = np.zeros(len(solid), dtype=np.bool_)
    between[1:-1] = read[:-2] & read[2:]
    found = np.zeros(len(blocks), dtype=np.bool_)
    found[solid] = between & columns.ends_sentence[solid]
    return found


def _answers(blocks: Blocks) -> Bools:
    """(n,) questions and the sentences right below them, where there are several: a page of questions and answers."""
    columns = blocks.columns
    solid = columns.filled.nonzero()[0]
    asked = chars.among(columns.last[solid[:-1]], QUESTION_MARKS) & (columns.words[solid[:-1]] <= QUESTION_WORDS)
    asked &= columns.ends_sentence[solid[1:]] & ~chars.among(columns.last[solid[1:]], QUESTION_MARKS)
    found = np.zeros(len(blocks), dtype=np.bool_)
    if np.count_nonzero(asked) >= QUESTIONS:
        found[solid[1:][asked]] = found[solid[:-1][asked]] = True
    return found


def _part(item: Evidence, which: Bools) -> Evidence:
    """A piece of evidence about some of its blocks; the reason's values that lie a block go with them."""
    places = which.nonzero()[0].tolist()
    values = {
        name: [value[place] for place in places] if isinstance(value, (np.ndarray, list, tuple)) else value
        for name, value in item.reason.values.items()
    }
    weight = item.weight[which] if isinstance(item.weight, np.ndarray) else item.weight
    return replace(item, blocks=item.blocks[which], weight=weight, reason=Reason(item.reason.template, values))
