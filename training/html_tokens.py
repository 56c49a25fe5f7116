"""Learns what class names, ids and roles say: log-odds for main content, by site.

A page counts at most once for a token, a site at most twice, and a token needs three sites, so
that no site's own names are learned. Pages that train the net are scored without their own site:
a table that has seen a page's labels would hand them to the net.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.html_tokens import STEP, tokens_of
from cleaner.segment.html_tree import Tree

FULL_WORDS = 30  # words under a token from which a page counts fully
SITE_MOST = 2.0
SITES = 3
PRIOR = 1.5  # pages' worth of the average that every token begins with
LIMIT = 64  # of a score in sixteenths: four in log-odds

Shares = dict[str, tuple[float, float]]


def page_shares(tree: Tree, labels: NDArray[np.float64], words: NDArray[np.int64]) -> Shares:
    """For each token of a page: its mass for and against main content, together at most 1."""
    known = ~np.isnan(labels)
    good = np.concatenate([[0.0], np.cumsum(np.where(known, labels, 0) * words)])
    seen = np.concatenate([[0], np.cumsum(words * known)])
    ends: dict[str, int] = {}
    mass: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for first, last, *key in zip(tree.first, tree.last, tree.classes, tree.id, tree.role, strict=True):
        if last <= first or seen[last] == seen[first]:
            continue
        for token in tokens_of(*key):
            if ends.get(token, -1) > first:
                continue  # inside an element of the same token
            ends[token] = last
            held = mass[token]
            held[0] += good[last] - good[first]
            held[1] += seen[last] - seen[first]
    shares = {}
    for token, (for_content, all_words) in mass.items():
        weight = min(1.0, all_words / FULL_WORDS)
        share = for_content / all_words
        shares[token] = (weight * share, weight * (1 - share))
    return shares


@dataclass
class TokenStats:
    """Masses for and against, a site and all together."""

    sites: dict[str, dict[str, tuple[float, float]]] = field(default_factory=dict)
    total: dict[str, list[float]] = field(default_factory=dict)
    base: float = 0.5

    @classmethod
    def of(cls, pages: Iterable[tuple[str, Shares]]) -> TokenStats:
        """From (site, shares) of each page."""
        stats = cls()
        raw: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
        for site, shares in pages:
            for token, (good, bad) in shares.items():
                raw[site][token][0] += good
                raw[site][token][1] += bad
        for site, tokens in raw.items():
            kept = stats.sites[site] = {}
            for token, (good, bad) in tokens.items():
                cap = min(1.0, SITE_MOST / (good + bad))
                kept[token] = (good * cap, bad * cap)
                held = stats.total.setdefault(token, [0.0, 0.0, 0.0])
                held[0] += good * cap
                held[1] += bad * cap
                held[2] += 1
        good, bad = (sum(held[side] for held in stats.total.values()) for side in (0, 1))
        stats.base = good / max(good + bad, 1e-9)
        return stats

    def score(self, token: str, without: str = "") -> int:
        """Sixteenths of log-odds, 0 for tokens of fewer than three (other) sites."""
        held = self.total.get(token)
        if held is None:
            return 0
        good, bad, sites = held
        own = self.sites.get(without, {}).get(token)
        if own is not None:
            good, bad, sites = good - own[0], bad - own[1], sites - 1
        if sites < SITES:
            return 0
        odds = log((good + PRIOR * self.base) / (bad + PRIOR * (1 - self.base))) - log(self.base / (1 - self.base))
        return max(-LIMIT, min(LIMIT, round(STEP * odds)))

    def table(self, tokens: Iterable[str] | None = None, without: str = "") -> dict[str, int]:
        """Scores of the given tokens, or of all that have one."""
        scores = {token: self.score(token, without) for token in (self.total if tokens is None else tokens)}
        return {token: value for token, value in scores.items() if value}
