"""Pages as the net's training sees them: features, labels, words and the masses of class names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.folds import fold_of
from cleaner.scoring.html_features import plain_features, token_features
from cleaner.scoring.html_lexicon import lexicon_features
from cleaner.scoring.html_tokens import TokenTable
from cleaner.segment.html import segment_html
from cleaner.settings import Settings
from cleaner.types import Blocks, Ints
from training.html_fit import Sample
from training.html_labels import aligned, block_words, from_snippets, words_of
from training.html_lexicon import WordStats, page_words
from training.html_plainer import Plainer, plainer
from training.html_tokens import Shares, TokenStats, page_shares

Floats = NDArray[np.float32]
# Non-article pages weigh more: their share of the training falls when news and snippets join.
WEIGHTS = {"news": 2.5, "snippets": 0.5, "wcxb": 1.0}
OTHER_PAGES = 1.8
TITLE_SHARE = 0.7  # of the words: a block that says the title is neither right nor wrong on news


@dataclass(frozen=True)
class Known:
    """A page with all that is known of its blocks."""

    page: data.Page
    kind: str  # wcxb, news or snippets
    fold: int
    blocks: Blocks
    plain: Floats
    labels: NDArray[np.float64]  # share of main content, NaN where unknown
    words: Ints
    shares: Shares
    plainer: Plainer | None

    @property
    def weight(self) -> float:
        """How much the page counts in the loss."""
        other = self.kind == "wcxb" and self.page.page_type != "article"
        return OTHER_PAGES if other else WEIGHTS[self.kind]

    def sample(self, tokens: TokenStats, words: WordStats, labels: NDArray[np.float64]) -> Sample:
        """The page as a training sample, its own site left out of the scores of class names and words."""
        table = TokenTable(tokens.table(self.shares, without=self.page.site))
        said = words.look(self.blocks.columns.word_hash, words.scores(without=self.page.site))
        twin = None
        if self.plainer is not None:
            heard = np.zeros_like(said) if self.plainer.wordless else said
            twin = _features(self.plainer.blocks, self.plainer.plain, table, heard)
        whole = _features(self.blocks, self.plain, table, said)
        return Sample(whole, labels, self.words, self.weight, self.kind != "snippets", twin)


def read(folder: Path, limit: int | None = None) -> Iterator[Known]:
    """Every page of the three sets that has text and something known about it."""
    for kind in data.PAGES:
        for page in data.pages(kind, folder)[:limit]:
            known = _known(page, kind)
            if known is not None:
                yield known


def token_stats(pages: Iterable[Known]) -> TokenStats:
    """What class names say on these pages."""
    return TokenStats.of((known.page.site, known.shares) for known in pages)


def word_stats(pages: Iterable[Known]) -> WordStats:
    """What words say on these pages."""
    return WordStats.of([page_words(known.page.site, known.blocks.columns, known.labels) for known in pages])


def _known(page: data.Page, kind: str) -> Known | None:
    blocks = segment_html(page.html, Settings(), page.url or None)
    if not len(blocks):
        return None
    assert blocks.markup is not None
    blocks.markup.tree.source = ""
    words = block_words(blocks)
    if kind == "snippets":
        labels = from_snippets(blocks, page.required, page.forbidden)
    elif kind == "news":
        labels = aligned(words, f"{page.title}\n{page.truth}")
        title = set(words_of(page.title))
        for index, block in enumerate(words):
            said = len(title & set(block))
            if said and said >= TITLE_SHARE * len(set(block)) and len(block) >= TITLE_SHARE * len(title):
                labels[index] = np.nan
    else:
        labels = aligned(words, page.truth or "")
        if not page.truth:
            labels[:] = np.nan
    counts = np.array([len(block) for block in words], dtype=np.int64)
    shares = page_shares(blocks.markup.tree, labels, counts)
    twin = plainer(page.html, page.url or None, blocks)
    return Known(page, kind, fold_of(page.url or page.id), blocks, plain_features(blocks), labels, counts, shares, twin)


def _features(blocks: Blocks, plain: Floats, table: TokenTable, words: Ints) -> Floats:
    """All features, with the class names scored by `table`; words: (w,) score of each word."""
    assert blocks.markup is not None
    named = token_features(blocks.markup.tree, blocks.markup.element, table)
    return np.concatenate([plain, named, lexicon_features(blocks.columns, words)], axis=1)
