"""Pieces of one sentence have one score.

Renderings that put every link on a line of its own tear sentences: "according to the", "ministry",
"on Monday." A piece by itself looks like a link or a headline, and so a sentence lost its middle. A
line that goes on in small letters, or with a comma, belongs to the one above; a short line between such
two is the link. The pieces get the score of the one that reads most like main content, because a
sentence is kept or removed as a whole, and damage is the worse error. Buttons in small letters below a
line without a full stop ("permalink", "save") are no pieces: what goes on has to come to an end.

Measured: `python -m training.text_whole`, docs/text-quality.md.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.segment import chars
from cleaner.types import Blocks, Bools

LINK_WORDS = 8  # most words of a link inside a sentence
SENTENCE_WORDS = 6  # least words of what stands in front of it, and of one of the pieces
FRONT_WORDS = 4  # enough in front where as many follow, or the sentence ends there
PIECE_WORDS = 4  # least words of the last piece, unless a sentence ends there
_STILL = ",;)"  # marks that go on even behind the end of a sentence
_JOINED = "]!?%"  # that go on where none has ended; and these two where a space follows: ".NET" begins a line
_POINTS = ".:"
_APART = ":|•·–—{}="  # behind them something new begins


def settled(blocks: Blocks, logit: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds for boilerplate, (n,), from those of single lines."""
    on = goes_on(blocks)
    if not on.any():
        return logit
    starts = (~on).nonzero()[0]
    sizes = np.diff(starts, append=len(logit))
    sentence = np.maximum.reduceat(blocks.columns.words, starts) >= SENTENCE_WORDS  # no list of tags in small letters
    lowest = np.minimum.reduceat(logit, starts)
    return np.where(sentence.repeat(sizes), lowest.repeat(sizes), logit)


def goes_on(blocks: Blocks) -> Bools:
    """(n,) whether each line continues the sentence of the line right above it."""
    c = blocks.columns
    on = np.zeros(len(c.visible), dtype=np.bool_)
    if len(on) < 2:
        return on
    first = c.first[1:]
    beside = (c.visible[1:] > 0) & (c.visible[:-1] > 0) & (c.marker[1:] == 0)
    ended = c.ends_sentence[:-1]
    unfinished = ~ended & ~chars.among(c.last[:-1], _APART)
    joined = chars.among(first, _STILL) | (~ended & (chars.among(first, _JOINED) | _points(blocks)[1:]))
    on[1:] = beside & (joined | (unfinished & chars.small(first)))
    link = beside[:-1] & ~on[1:-1] & on[2:] & unfinished[:-1]
    front, behind = c.words[:-2], c.words[2:]
    enough = (behind >= PIECE_WORDS) | (c.ends_sentence[2:] & (behind > 1))
    link &= (front >= SENTENCE_WORDS) | ((front >= FRONT_WORDS) & enough)
    link &= c.words[1:-1] <= LINK_WORDS
    on[1:-1] |= link
    # up to the last piece that can end a sentence; behind it stand buttons
    index = np.arange(len(on))
    close = np.append(True, joined) | c.ends_sentence | (c.words >= PIECE_WORDS)
    starts = (~on).nonzero()[0]
    last = np.maximum.reduceat(np.where(on & close, index, -1), starts)
    on &= index <= last.repeat(np.diff(starts, append=len(on)))
    return on


def _points(blocks: Blocks) -> Bools:
    """(n,) whether each line begins with a point or a colon by itself."""
    c = blocks.columns
    found = chars.among(c.first, _POINTS)
    for index in found.nonzero()[0].tolist():
        behind = int(blocks.starts[index] + c.indent[index]) + 1
        found[index] = blocks.text[behind : behind + 1].strip() == ""
    return found
