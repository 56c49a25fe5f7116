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
from cleaner.types import Blocks, Evidence, Floats, Ints, Verdicts

THRESHOLDS = {
    "precision": 0.9,
    "balanced": 0.75,
    "recall": 0.6,
}  # probability of boilerplate, rules and heuristics alone
CERTAIN = 0.999  # weights beyond count as this: 7.6 in log-odds
CONTEXT = "context"
SCORE = "score:"  # how the origin of a learned score begins
FAINT = 1e-3  # a hint beside a score names the kind only where nothing else does


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
    scored = any(item.origin.startswith(SCORE) for item in evidence)
    silent = settings.silent_kinds
    for number, item in enumerate(evidence):
        at = item.blocks
        odds = 2 * np.arctanh(np.minimum(np.broadcast_to(np.asarray(item.weight, dtype=np.float64), at.shape), CERTAIN))
        if (item.hint and scored) or item.kind in silent:
            if item.points_to == "boilerplate":
                _strongest(named, naming, at, odds * FAINT, number)
            continue
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

    score = context.paragraphs(score, blocks)
    kinds = np.array(["other", *(item.kind for item in evidence)], dtype=object)[naming + 1]
    kept_kinds = settings.kept_kinds
    if kept_kinds and count:
        protected |= np.array([False, *(item.kind in kept_kinds for item in evidence)])[naming + 1]
    if thresholds is None or settings.threshold is not None:
        chosen = settings.threshold or THRESHOLDS[settings.favor]
        thresholds = np.full(count, np.log(chosen / (1 - chosen)))
    solid = (blocks.columns.visible > 0) & ~blocks.columns.bare
    score = context.runs(score, thresholds, blocks, sure | protected)
    removed = (sure | (score > thresholds)) & ~protected & solid
    bare = context.separators(blocks, removed, protected)
    removed |= bare
    blank = context.blanks(blocks, removed)
    removed |= blank

    kinds[bare] = "separator"
    kinds[blank] = "blank"
    kinds[~removed] = ""
    origins = np.array(["", *(item.origin for item in evidence)], dtype=object)
    decided_by = np.where(removed, origins[deciding + 1], origins[defending + 1])
    deciding = np.where(removed, deciding, defending)
    fate = bare & (deciding < 0) | blank
    deciding[fate] = -1
    moved = removed & (deciding < 0) & ~fate
    decided_by[moved] = f"{CONTEXT}:run: most of the lines alike around it go"
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


def _strongest(best: Floats, number: Ints, at: Ints, odds: Floats, mine: int) -> None:
    better = odds > best[at]
    best[at[better]] = odds[better]
    number[at[better]] = mine
