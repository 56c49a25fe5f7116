"""Turns of a conversation: interviews, transcripts, minutes, plays, with the speaker's name in front.

Sees      texts a good part of which stands in lines like "ADA: And were you right?", with a time in front
          or not, and two names or more that come back.
Leaves    labels of other stories ("Opinion: …"), which hold little of a text, and what a forum says of its
          members, whose values are numbers. This heuristic only ever points to content.
Wrong on  an advertisement that a speaker reads out.
Source    transcripts written for measuring, whose short turns read like captions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment.labels import labels
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:turns"
KIND = "other"
WEIGHT = 0.9
TIMES = 3  # that a name comes back, at least
SPEAKERS = 2
SHARE = 0.3  # of the visible characters stand in turns
MEAN_WORDS = 6
EXAMPLES = (
    Example(
        "BEN: Could you describe the bridge as you found it on that morning in the spring?\nADA: It was grey.\n"
        "BEN: And were you right?\nADA: I was, as it turned out a few weeks later, when the engineers came.\n"
        "BEN: Does it sound different now?\nADA: Quieter.\n",
        (
            "BEN: Could you describe the bridge as you found it on that morning in the spring?",
            "ADA: It was grey.",
            "BEN: And were you right?",
            "ADA: I was, as it turned out a few weeks later, when the engineers came.",
            "BEN: Does it sound different now?",
            "ADA: Quieter.",
        ),
    ),
    Example("Posts: 524\nJoined: 2017\nYes.\nPosts: 12\nJoined: 2020\nNo.\nPosts: 7\nJoined: 2023\nWell.\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to every turn of a text that is a conversation."""
    if blocks.markup is not None:
        return
    columns = blocks.columns
    labelled = {block: label for block, (label, _) in labels(blocks).items()}
    times = Counter(labelled.values())
    names = {label for label, count in times.items() if count >= TIMES}
    if len(names) < SPEAKERS:
        return
    turns = np.array([block for block, label in labelled.items() if label in names], dtype=np.int64)
    if columns.words[turns].mean() < MEAN_WORDS or columns.visible[turns].sum() < SHARE * columns.visible.sum():
        return
    reason = Reason("one of {n} turns of {speakers} speakers", {"n": len(turns), "speakers": len(names)})
    yield Evidence(turns, "content", WEIGHT, KIND, ID, reason)
