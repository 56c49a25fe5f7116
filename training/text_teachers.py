"""Softer labels for plain text: what nets for HTML, which see the page's markup, say of the same words.

A label of `text-dev` is noisy: its truth was drafted by a model, stops early, or holds what another
page says. A net for HTML that has not seen the page's site knows better than such a label in many
places, and sees what the text has lost (learning with privileged information, V. Vapnik and A. Vashist
2009; with teachers' probabilities as labels, D. Lopez-Paz et al. 2016).

Out of fold means out of both folds: a label of fold j in a net that is measured on fold i comes from a
teacher that has seen neither. For the weights that are shipped the teacher has not seen fold j.
"""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from cleaner.scoring.html import HtmlScorer
from training.html import FOLDS, learned
from training.html_data import Known, read
from training.html_fit import Recipe
from training.html_labels import MOST_WORDS, block_words, matched, words_of
from training.text_data import Document

TAUGHT = 0.5  # share of a label that comes from the teacher
ENOUGH = 0.7  # share of a line's words that must be found on the page
Floats = NDArray[np.float32]
Opinions = dict[str, dict[int | None, Floats]]  # by text and held-out fold: (lines,) how likely boilerplate, or NaN


def taught(documents: Sequence[Document], opinions: Opinions, held: int | None) -> list[Floats]:
    """Labels for boilerplate of each document's lines, (m,), softened by teachers; below 0 where nothing is known.

    held: the fold that the net will be measured on, None for the weights from all data.
    The labels of newspapers were made by hand and stay as they are, and a title is main content without a doubt.
    """
    found = []
    for document in documents:
        label = document.learned().astype(np.float32)
        said = opinions.get(document.id, {}).get(held) if document.set == "text" else None
        if said is not None:
            there = said[document.line]
            mixed = TAUGHT * there + (1 - TAUGHT) * label
            label = np.where(np.isnan(there) | (label < 0), label, mixed).astype(np.float32)
            if document.title >= 0:
                label[document.title] = 0.0
        found.append(label)
    return found


def load(folder: Path, scratch: Path) -> Opinions:
    """What the teachers say of every text of `text-dev`; from the scratch folder where it is there."""
    path = scratch / "teachers.pkl"
    if not path.exists():
        path.write_bytes(pickle.dumps(_opinions(folder), protocol=5))
    found: Opinions = pickle.loads(path.read_bytes())
    return found


def _opinions(folder: Path) -> Opinions:
    pages = list(read(folder))
    scores = _scores(pages)
    texts: dict[str, list[data.Text]] = {}
    for text in data.texts("text", folder):
        texts.setdefault(text.page, []).append(text)
    found: Opinions = {}
    for known in pages:
        if known.kind != "wcxb":
            continue
        words = block_words(known.blocks)
        for text in texts.get(known.page.id, ()):
            found[text.id] = {
                held: _by_line(text.lines, words, of_page[known.page.id])
                for held, of_page in scores.items()
                if known.page.id in of_page
            }
    return found


def _scores(pages: Sequence[Known]) -> dict[int | None, dict[str, NDArray[np.float64]]]:
    """By held-out fold and page: how likely each block is boilerplate, from a net that saw neither fold."""
    found: dict[int | None, dict[str, NDArray[np.float64]]] = {fold: {} for fold in (*range(FOLDS), None)}
    for number, unseen in enumerate([*itertools.combinations(range(FOLDS), 2), *((fold,) for fold in range(FOLDS))]):
        seen = [known for known in pages if known.fold not in unseen]
        recipe = replace(Recipe(taught=0.0), seed=500 + number)
        teacher = HtmlScorer.from_arrays(learned(seen, [known.labels for known in seen], recipe))
        print(f"teacher without {unseen}", flush=True)
        for known in pages:
            if known.kind == "wcxb" and known.fold in unseen:
                others = [fold for fold in unseen if fold != known.fold]
                # at the teacher's own threshold, a third (training/html.py): its doubt counts for the content
                said = 1 / (1 + np.exp(-teacher.score(known.blocks).logit))
                found[others[0] if others else None][known.page.id] = said
    return found


def _by_line(lines: Sequence[str], blocks: Sequence[Sequence[str]], said: NDArray[np.float64]) -> Floats:
    """(lines,) the mean over a line's words of what is said of the blocks that they stand in.

    Words are matched in order, by the longest common subsequence of text and page.
    """
    split = [words_of(line) for line in lines]
    block = np.repeat(np.arange(len(blocks)), [len(words) for words in blocks])[:MOST_WORDS]
    owner, at = matched(split, [word for words in blocks for word in words][:MOST_WORDS])
    there = at >= 0
    hits = np.bincount(owner[there], minlength=len(lines))
    total = np.bincount(owner[there], weights=said[block[at[there]]], minlength=len(lines))
    enough = (hits > 0) & (hits >= ENOUGH * np.array([len(words) for words in split]))
    return np.where(enough, total / np.maximum(hits, 1), np.nan).astype(np.float32)
