"""Evidence to verdicts: each block alone, then in the context of its neighbours.

Weights add up in log-odds: a weight w stands for a probability p with w = |2p − 1| and counts
2·atanh(w), for boilerplate or for content. A block goes when its sum exceeds the threshold.
Sure evidence decides alone; what protects a block wins over everything (jusText's two passes,
Pomikálek 2011, with the reason kept).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Evidence, Ints, Verdicts

THRESHOLDS = {
    "precision": 0.9,
    "balanced": 0.75,
    "recall": 0.6,
}  # probability of boilerplate, rules and heuristics alone
CERTAIN = 0.999  # weights beyond count as this: 7.6 in log-odds
CONTEXT = "context"

Floats = NDArray[np.float64]


def decide(
    blocks: Blocks, evidence: Sequence[Evidence], settings: Settings, thresholds: Floats | None = None
) -> Verdicts:
    """One verdict a block.

    thresholds: log-odds beyond which each block goes, shape (n,); None for the setting's own.
    """
    count = len(blocks)
    score = np.zeros(count)
    strongest = np.zeros(count)  # of evidence for boilerplate
    deciding = np.full(count, -1, dtype=np.int64)
    naming = np.full(count, -1, dtype=np.int64)  # the strongest evidence that names a kind
    named = np.zeros(count)
    sure = np.zeros(count, dtype=np.bool_)
    protected = np.zeros(count, dtype=np.bool_)
    defence = np.zeros(count)
    defending = np.full(count, -1, dtype=np.int64)
    for number, item in enumerate(evidence):
        at = item.blocks
        odds = 2 * np.arctanh(np.minimum(np.broadcast_to(np.asarray(item.weight, dtype=np.float64), at.shape), CERTAIN))
        if item.points_to == "content":
            score[at] -= odds
            if item.sure:
                protected[at] = True
            _strongest(defence, defending, at, odds + (100.0 if item.sure else 0.0), number)
            continue
        score[at] += odds
        if item.sure:
            sure[at] = True
        rank = odds + (100.0 if item.sure else 0.0)
        _strongest(strongest, deciding, at, rank, number)
        if item.kind != "other":
            _strongest(named, naming, at, rank, number)

    score = _shared(score, blocks)
    kinds = np.array(["other", *(item.kind for item in evidence)], dtype=object)[naming + 1]
    kept_kinds = settings.kept_kinds
    if kept_kinds and count:
        protected |= np.isin(kinds.astype(str), sorted(kept_kinds))
    if thresholds is None or settings.threshold is not None:
        chosen = settings.threshold or THRESHOLDS[settings.favor]
        thresholds = np.full(count, np.log(chosen / (1 - chosen)))
    solid = (blocks.columns.visible > 0) & ~blocks.columns.bare
    removed = (sure | (score > thresholds)) & ~protected & solid
    bare = _separators(blocks, removed, protected)
    removed |= bare
    blank = _blanks(blocks, removed)
    removed |= blank

    kinds[bare] = "separator"
    kinds[blank] = "blank"
    kinds[~removed] = ""
    origins = np.array(["", *(item.origin for item in evidence)], dtype=object)
    decided_by = np.where(removed, origins[deciding + 1], origins[defending + 1])
    deciding = np.where(removed, deciding, defending)
    fate = bare & (deciding < 0) | blank
    deciding[fate] = -1
    decided_by[blank] = f"{CONTEXT}:blank: a blank line beside removed ones"
    confidence = 1 / (1 + np.exp(-np.clip(np.where(removed, score, -score), -30, 30)))
    confidence[removed & sure] = np.maximum(confidence[removed & sure], 0.95)
    confidence[bare | blank] = 1.0
    return Verdicts(
        keep=~removed,
        score=score,
        kind=kinds.tolist(),
        decided_by=decided_by.tolist(),
        evidence=evidence,
        deciding=deciding,
        confidence=confidence,
    )


def _shared(score: Floats, blocks: Blocks) -> Floats:
    """Hard-wrapped lines of one paragraph share their mean score, weighted by visible characters."""
    paragraph = blocks.paragraph
    if paragraph is None or not len(paragraph):
        return score
    weight = blocks.columns.visible.astype(np.float64)
    total = np.bincount(paragraph, weights=weight)
    mean = np.bincount(paragraph, weights=score * weight) / np.maximum(total, 1)
    return np.asarray(mean[paragraph])


def _strongest(best: Floats, number: Ints, at: Ints, odds: Floats, mine: int) -> None:
    better = odds > best[at]
    best[at[better]] = odds[better]
    number[at[better]] = mine


def _separators(blocks: Blocks, removed: Bools, protected: Bools) -> Bools:
    """Lines of marks that share their neighbours' fate: one solid neighbour went, or both sides are the edge."""
    bare = blocks.columns.bare & ~protected
    if not bare.any() or not removed.any():
        return np.zeros(len(blocks), dtype=np.bool_)
    solid = np.flatnonzero((blocks.columns.visible > 0) & ~blocks.columns.bare)
    at = np.flatnonzero(bare)
    after = np.searchsorted(solid, at)
    gone = np.concatenate(([False], removed[solid], [False]))
    found = np.zeros(len(blocks), dtype=np.bool_)
    found[at] = gone[after] | gone[np.minimum(after + 1, len(solid) + 1)]
    return found


def _blanks(blocks: Blocks, removed: Bools) -> Bools:
    """Blank lines that go with the removed lines around them.

    Those inside a removed run go. Of those at its two sides one side stays and keeps the
    paragraphs apart: the side in front, or the one behind where none is in front. At the head
    and at the tail of a document both sides go.
    """
    blank = blocks.columns.blank
    found = np.zeros(len(blocks), dtype=np.bool_)
    if not removed.any() or not blank.any():
        return found
    filled = np.flatnonzero(~blank)
    at = np.flatnonzero(blank)
    after = np.searchsorted(filled, at)  # number of the first filled line behind each blank one
    gone = removed[filled]
    before_gone = np.concatenate(([False], gone))[after]
    after_gone = np.concatenate((gone, [False]))[after]
    at_head, at_tail = after == 0, after == len(filled)
    found[at[(before_gone | at_head) & (after_gone | at_tail) & ~(at_head & at_tail)]] = True

    kept = np.flatnonzero(~removed & ~blank)
    last_kept = int(kept[-1]) if len(kept) else -1
    found[at[after_gone & (at > last_kept)]] = True

    behind = at[before_gone & ~after_gone & ~at_tail]
    if len(behind):
        number = np.searchsorted(kept, behind) - 1  # the kept line in front of the removed run, -1 for none
        origin = kept[np.maximum(number, 0)]
        found[behind[(number < 0) | blank[origin + 1]]] = True
    return found
