"""Learns what words say in HTML: log-odds for main content, by site, as html_tokens.py does for class names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.html_lexicon import STEP
from cleaner.types import Columns

SITES = 6  # that use a word at least
PRIOR = 2.0  # sites' worth of the average that every word begins with
LIMIT = 64  # of a score in sixteenths
MOST = 20_000  # words in the table: those that many sites use


@dataclass(frozen=True)
class PageWords:
    """The different words of a page: hash (k,), share for and against main content (k,) each, together 1."""

    site: str
    word: NDArray[np.uint64]
    good: NDArray[np.float64]
    bad: NDArray[np.float64]


def page_words(site: str, columns: Columns, labels: NDArray[np.float64]) -> PageWords:
    """Shares of each word of a page; words of unlabelled blocks are left out."""
    label = labels[columns.word_block] if len(columns.word_block) else np.zeros(0)
    known = ~np.isnan(label)
    word, inverse = np.unique(columns.word_hash[known], return_inverse=True)
    good = np.bincount(inverse, weights=label[known], minlength=len(word))
    times = np.maximum(np.bincount(inverse, minlength=len(word)), 1)
    return PageWords(site, word, good / times, 1 - good / times)


@dataclass
class WordStats:
    """Masses of every word over sites; a site counts once, as the mean of its pages."""

    word: NDArray[np.uint64]
    good: NDArray[np.float64]
    bad: NDArray[np.float64]
    sites: NDArray[np.int64]
    own: dict[str, tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]]

    @classmethod
    def of(cls, pages: Sequence[PageWords]) -> WordStats:
        """Sum up the pages of each site, then the sites."""
        word = np.unique(np.concatenate([page.word for page in pages]))
        good, bad = np.zeros(len(word)), np.zeros(len(word))
        sites = np.zeros(len(word), dtype=np.int64)
        own = {}
        by_site: dict[str, list[PageWords]] = {}
        for page in pages:
            by_site.setdefault(page.site, []).append(page)
        for site, some in by_site.items():
            at = np.concatenate([np.searchsorted(word, page.word) for page in some])
            unique, inverse, times = np.unique(at, return_inverse=True, return_counts=True)
            g = np.bincount(inverse, weights=np.concatenate([page.good for page in some])) / np.maximum(times, 1)
            b = np.bincount(inverse, weights=np.concatenate([page.bad for page in some])) / np.maximum(times, 1)
            good[unique] += g
            bad[unique] += b
            sites[unique] += 1
            own[site] = (unique, g, b)
        return cls(word, good, bad, sites, own)

    def scores(self, without: str = "") -> NDArray[np.int64]:
        """(words,) sixteenths of log-odds, 0 for words of few (other) sites."""
        good, bad, sites = self.good.copy(), self.bad.copy(), self.sites.copy()
        if without in self.own:
            at, g, b = self.own[without]
            good[at] -= g
            bad[at] -= b
            sites[at] -= 1
        base = self.good.sum() / max(self.good.sum() + self.bad.sum(), 1e-9)
        odds = np.log((good + PRIOR * base) / (bad + PRIOR * (1 - base))) - np.log(base / (1 - base))
        odds[sites < SITES] = 0
        return np.clip(np.rint(odds * STEP), -LIMIT, LIMIT).astype(np.int64)

    def look(self, hashes: NDArray[np.uint64], scores: NDArray[np.int64]) -> NDArray[np.int64]:
        """(w,) score of each word of a page."""
        at = np.minimum(np.searchsorted(self.word, hashes), len(self.word) - 1)
        return np.where(self.word[at] == hashes, scores[at], 0)

    def arrays(self) -> tuple[NDArray[np.uint32], NDArray[np.int8]]:
        """Hashes and scores for the weights file: the words that most sites use and that say something."""
        scores = self.scores()
        at = np.flatnonzero(np.abs(scores) >= 2)
        at = at[np.argsort(-self.sites[at], kind="stable")][:MOST]
        return (self.word[at] & np.uint64(0xFFFFFFFF)).astype(np.uint32), scores[at].astype(np.int8)
