"""Evidence to verdicts: each block alone, then in the context of its neighbours.

Weights add up in log-odds: a weight w stands for a probability p with w = |2p − 1| and counts
2·atanh(w), for boilerplate or for content. A block goes when its sum exceeds the threshold.
Sure evidence decides alone; what protects a block wins over everything (jusText's two passes,
Pomikálek 2011, with the reason kept).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner import context
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Evidence, Floats, Ints, Verdicts

THRESHOLDS = {
    "precision": 0.9,
    "balanced": 0.75,
    "recall": 0.6,
}  # probability of boilerplate, rules and heuristics alone
CERTAIN = 0.999  # weights beyond count as this: 7.6 in log-odds
CONTEXT = "context"
SCORE = "score:"  # how the origin of a learned score begins
_NOTHING = np.zeros(0, dtype=np.int64)
FAINT = 1e-3  # a hint beside a score names the kind only where nothing else does


def decide(
    blocks: Blocks, evidence: Sequence[Evidence], settings: Settings, thresholds: Floats | None = None
) -> Verdicts:
    """One verdict a block.

    thresholds: log-odds beyond which each block goes, shape (n,); None for the setting's own.
    """
    count = len(blocks)
    scored = any(item.origin.startswith(SCORE) for item in evidence)
    silent = settings.silent_kinds
    quiet = np.array([(item.hint and scored) or item.kind in silent for item in evidence], dtype=np.bool_)
    against = np.array([item.points_to == "boilerplate" for item in evidence], dtype=np.bool_)
    certain = np.array([item.sure for item in evidence], dtype=np.bool_)
    naming_kind = np.array([item.kind != "other" for item in evidence], dtype=np.bool_)

    # All evidence in one row, an entry for each of its blocks: some dozen calls for a document, not for each item.
    sizes = [len(item.blocks) for item in evidence]
    at = np.concatenate([_NOTHING, *(item.blocks for item in evidence)])
    number = np.arange(len(evidence)).repeat(sizes)
    odds = 2 * np.arctanh(np.minimum(_weights(evidence, sizes), CERTAIN))
    rank = odds + np.where(certain, 100.0, 0.0)[number]
    loud = ~quiet
    removes, keeps = (against & loud)[number], (~against & loud)[number]
    signed = np.where(removes, odds, np.where(keeps, -odds, 0.0))
    score = np.bincount(at, weights=signed, minlength=count).astype(np.float64, copy=False)
    sure, protected = np.zeros((2, count), dtype=np.bool_)
    sure[at[(against & loud & certain)[number]]] = True
    protected[at[(~against & loud & certain)[number]]] = True
    own = np.array([item.own and item.sure for item in evidence], dtype=np.bool_)
    asked = np.zeros(count, dtype=np.bool_)  # to go, by the caller's own rules: no list saves it
    asked[at[(against & loud & own)[number]]] = True
    deciding = _strongest(count, at, rank, number, removes)
    defending = _strongest(count, at, rank, number, keeps)
    # Sure evidence that names no kind leaves the naming to other sure evidence only, never to a hint.
    names = np.where(quiet[number], odds * FAINT, rank - np.where(naming_kind, 0.0, 10.0)[number])
    naming = _strongest(count, at, names, number, (against & (quiet | naming_kind | certain))[number])

    kinds = np.array(["other", *(item.kind for item in evidence)], dtype=object)[naming + 1]
    kept_kinds = settings.kept_kinds
    if kept_kinds and count:
        protected |= np.array(["other" in kept_kinds, *(item.kind in kept_kinds for item in evidence)])[naming + 1]
    if thresholds is None or settings.threshold is not None:
        chosen = settings.threshold or THRESHOLDS[settings.favor]
        thresholds = np.full(count, np.log(chosen / (1 - chosen)))
    solid = blocks.columns.filled
    alone = score  # before its neighbours speak
    score = context.runs(score, thresholds, blocks, sure | protected)
    removed = (sure | (score > thresholds)) & ~protected & solid
    removed &= ~context.items(removed & ~asked, blocks)
    bare = context.separators(blocks, removed, protected) & ("separator" not in kept_kinds)
    removed |= bare
    blank = context.blanks(blocks, removed) & ("blank" not in kept_kinds)
    removed |= blank

    kinds[bare] = "separator"
    kinds[blank] = "blank"
    kinds[~removed] = ""
    origins = np.array(["", *(item.origin for item in evidence)], dtype=object)
    # Some thresholds lie below one half: what goes there goes by a score that speaks for it, only too softly.
    soft = removed & (deciding < 0) & ~bare & ~blank & (score == alone)
    soft &= np.array([False, *(item.origin.startswith(SCORE) for item in evidence)])[defending + 1]
    deciding = np.where(removed & ~soft, deciding, defending)
    decided_by = origins[deciding + 1]
    fate = bare & (deciding < 0) | blank
    deciding[fate] = -1
    left = removed & (deciding < 0) & ~fate
    decided_by[left] = f"{CONTEXT}:threshold: nothing speaks for it, and the threshold lies below one half"
    decided_by[left & (score != alone)] = f"{CONTEXT}:run: most of the lines alike around it go"
    decided_by[fate & bare] = f"{CONTEXT}:separator: the lines beside it go"
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


def _weights(evidence: Sequence[Evidence], sizes: Sequence[int]) -> Floats:
    """The weight of each block of each piece of evidence, one piece after the other."""
    found = np.empty(sum(sizes))
    low = 0
    for item, size in zip(evidence, sizes, strict=True):
        found[low : low + size] = item.weight
        low += size
    return found


def _strongest(count: int, at: Ints, rank: Floats, number: Ints, which: Bools) -> Ints:
    """The number of the evidence with the highest rank above 0 for each block, the first of equals; -1 for none."""
    at, rank, number = at[which], rank[which], number[which]
    best = np.zeros(count)
    np.maximum.at(best, at, rank)
    found = np.full(count, -1, dtype=np.int64)
    won = np.flatnonzero((rank > 0) & (rank == best[at]))[::-1]  # the last write, which is the first piece, stays
    found[at[won]] = number[won]
    return found
