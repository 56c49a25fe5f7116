"""Documents of the text set as arrays: features on the net's grid, word buckets, labels, weights."""

from __future__ import annotations

import random
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import data, family, guard
from benchmarks.data import Text
from benchmarks.folds import fold_of
from cleaner.pipeline import Cleaner, gather
from cleaner.ruleset import RuleReport
from cleaner.scoring.net import WordTable, grid
from cleaner.scoring.text_features import features, lines_of
from cleaner.scoring.tokens import Vocabulary, look
from cleaner.segment.text import by_block, first_lines, segment_text
from cleaner.settings import Settings
from cleaner.types import Blocks, Source
from training import text_markdown

MIN_SITES = 6  # sites that a word occurs on before it gets a bucket of its own
MAX_WORDS = 6000
WRAPPED = 0.1  # of the texts come a second time, hard-wrapped


@dataclass(slots=True)
class Document:
    """One document's non-blank lines: m of them."""

    id: str
    set: str  # text, news, family, guard, markup, clean, wrapped, markdown
    language: str
    rendering: str
    page_type: str
    fold: int
    at: NDArray[np.int64]  # (m,) block of the document: its line, or hard-wrapped paragraph
    dense: NDArray[np.int8]  # (m, features)
    bucket: NDArray[np.int16]  # words of all lines, at most WordTable.MOST a line
    count: NDArray[np.int64]  # (m,) words of each line
    last: NDArray[np.int16]  # (m,) bucket of each line's last word, -1 for none
    target: NDArray[np.int8]  # (m,) 1 boilerplate, 0 main content, -1 masked
    visible: NDArray[np.int64]  # (m,)
    words: NDArray[np.int64]  # (m,)
    line: NDArray[np.int64]  # (m,) the first line of each
    title: int = -1  # which of the m lines is the page's title, -1 where none is known to be

    def learned(self) -> NDArray[np.int8]:
        """(m,) the labels to learn from: a title is main content, whatever the truth leaves out."""
        labels = self.target.copy()
        if self.title >= 0:
            labels[self.title] = 0
        return labels


def blocks_of(text: Text) -> Blocks:
    """A text set's document, segmented as a user's text is."""
    content = "\n".join(line.replace("\r", " ").replace("\n", " ") for line in text.lines)
    source = Source(text.id, content, "text", "utf-8", b"", {}, 0, "")
    return segment_text(source, Settings())


def clean_texts(folder: Path) -> list[Text]:
    """Truths as a user has them after a perfect extractor: the title on top, every line main content."""
    texts = []
    for name in ("wcxb", "news"):
        for page in data.pages(name, folder):
            lines = [line.rstrip() for line in (page.truth or "").split("\n")]
            if not any(lines) or (name == "wcxb" and page.page_type != "article"):
                continue
            if page.title and lines[0] != page.title and (name == "news" or len(page.id) % 2):
                lines = [page.title, "", *lines]
            labels = tuple(1 if line.strip() else -1 for line in lines)
            texts.append(
                Text(f"clean-{page.id}", page.id, page.url, page.site, f"clean-{name}", page.page_type, page.language,
                     tuple(lines), labels)
            )  # fmt: skip
    return texts


def wrapped(text: Text, width: int) -> Text:
    """A text hard-wrapped at `width` columns, paragraphs apart by a blank line."""
    lines: list[str] = []
    labels: list[int] = []
    for line, label in zip(text.lines, text.labels, strict=True):
        pieces = textwrap.wrap(line, width) or [""]
        lines += pieces
        labels += [label if piece.strip() else -1 for piece in pieces]
        if len(pieces) > 1:
            lines.append("")
            labels.append(-1)
    name = f"{text.id}-wrapped"
    return replace(text, id=name, rendering="wrapped", lines=tuple(lines), labels=tuple(labels), marks=())


def collect(folder: Path, sets: Sequence[str], seed: int) -> list[tuple[str, Text]]:
    """All texts by set. Synthetic ones are made of pages of one fold each, titles included."""
    found: list[tuple[str, Text]] = []
    if "text" in sets:
        found += [("text", text) for text in data.texts("text", folder)]
    if "news" in sets:
        found += [("news", text) for text in data.texts("news-text", folder)]
    if "family" in sets:
        found += [("family", text) for text in family.documents(folder, 1500, seed)]
    if "guard" in sets:
        found += [("guard", text) for text in guard.documents(folder, seed)]
    if "markup" in sets:
        found += [("markup", text) for text in guard.from_markup(folder)]
    if "clean" in sets:
        found += [("clean", text) for text in clean_texts(folder)]
    if "wrapped" in sets:
        rng = random.Random(seed)
        some = [text for name, text in found if name in ("text", "news", "clean") and rng.random() < WRAPPED]
        found += [("wrapped", wrapped(text, rng.choice((60, 66, 72, 80)))) for text in some]
    if "markdown" in sets:
        found += [("markdown", text) for text in text_markdown.documents(folder, seed)]
    return found


def vocabulary(found: Iterable[tuple[str, Text, Blocks]]) -> NDArray[np.uint32]:
    """Low halves of the hashes of words that occur on several sites, the most widespread first."""
    sites: dict[str, set[int]] = {}
    for _, text, blocks in found:
        sites.setdefault(text.site, set()).update((blocks.columns.word_hash & np.uint64(0xFFFFFFFF)).tolist())
    counts = Counter(word for words in sites.values() for word in words)
    chosen = [(-count, word) for word, count in counts.items() if count >= MIN_SITES]
    return np.array([word for _, word in sorted(chosen)[:MAX_WORDS]], dtype=np.uint32)


def raw_features(
    blocks: Blocks, known_words: Vocabulary, cleaner: Cleaner
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """(m, features) before scaling, and the bucket of every word; the cleaner's rules are heard."""
    lines, words = lines_of(blocks.columns), look(blocks.text, blocks.columns)
    bucket, known = known_words.buckets(blocks.columns.word_hash, words)
    evidence = list(gather(blocks, cleaner, RuleReport()))
    values = [np.asarray(v, dtype=np.float32) for _, _, v in features(blocks, lines, words, known, evidence)]
    return np.stack(values, axis=1), bucket


def scaling(samples: Sequence[NDArray[np.float32]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and one over the deviation of each feature, rounded to sixteen bits of mantissa."""
    every = np.concatenate(samples).astype(np.float64)
    mean, deviation = every.mean(0), every.std(0)
    scale = 1.0 / np.maximum(deviation, 0.05)
    return mean.astype(np.float16).astype(np.float64), scale.astype(np.float16).astype(np.float64)


def document(
    name: str,
    text: Text,
    blocks: Blocks,
    known_words: Vocabulary,
    cleaner: Cleaner,
    mean: NDArray[np.float64],
    scale: NDArray[np.float64],
    title: int = -1,
) -> Document:
    """One document as arrays. title: the line that is the page's title, -1 for none."""
    raw, bucket = raw_features(blocks, known_words, cleaner)
    lines = lines_of(blocks.columns)
    dense = grid(raw, mean.astype(np.float32), scale.astype(np.float32))
    count = np.minimum(lines.words_count, WordTable.MOST)
    rank = np.arange(len(bucket)) - np.repeat(lines.words_first, lines.words_count)
    kept = rank < WordTable.MOST
    short = bucket.astype(np.int16)
    some = lines.words_count > 0
    last = np.full(len(count), -1, dtype=np.int16)
    last[some] = short[(lines.words_first + lines.words_count - 1)[some]]
    labels = by_block(text.labels, blocks)[lines.at] if len(text.labels) else np.zeros(len(lines.at), np.int8)
    target = np.where(labels == 1, 0, np.where(labels == 0, 1, -1)).astype(np.int8)
    return Document(
        id=text.id, set=name, language=text.language, rendering=text.rendering, page_type=text.page_type,
        fold=fold_of(text.site or text.id), at=lines.at, dense=dense,
        bucket=short[kept], count=count, last=last, target=target,
        visible=blocks.columns.visible[lines.at], words=blocks.columns.words[lines.at],
        line=first_lines(blocks)[lines.at], title=_place(title, lines.at, blocks),
    )  # fmt: skip


def _place(title: int, at: NDArray[np.int64], blocks: Blocks) -> int:
    """Which of the blocks `at` holds the line that is the title; -1 for none, or where a paragraph swallowed it."""
    if title < 0 or blocks.given is not None:
        return -1
    return int(at.searchsorted(title)) if title in at else -1
