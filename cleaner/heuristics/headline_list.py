"""Headline lists: the titles of other stories, set one below the other.

Sees      runs of lines of title length that do not end in a full stop and share few words with
          the document's core. Separator lines between them make the run sure; in the tail or
          head of the text, length and number of the lines weigh.
Leaves    lists that a lead-in announces ("You will need:"), counted steps and marked lists under
          a heading of their own, facts with labels, lines beside prose that share its words, tables, code, and texts
          without any core.
Wrong on  a round-up whose headlines are the article: `--keep headline-list` is the answer.
Source    link-free cousin of link density (Kohlschütter et al. 2010); the founding sample.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from cleaner.heuristics import Example
from cleaner.segment import chars
from cleaner.segment.core import overlap, prose, runs, underlines
from cleaner.segment.labels import labels
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Columns, Evidence, Ints, Reason

Floats = NDArray[np.float64]

ID = "heuristic:headline-list"
KIND = "headline-list"
TITLE_WORDS = (3, 28)  # 98 % of the titles in wcxb-dev; two words and fewer are navigation's business
MIN_RUN = 3
SEPARATED_RUN = 2  # between separators two are enough: prose is never set like that
TAIL_RUN = 4  # behind the last prose, with hardly a word of it: of their characters 97 % are clutter in text-dev
TAIL_COUNTED = 6  # of numbered lines: four or five are as often the steps of what the prose tells
TAIL_OVERLAP = 0.1
TAIL_WEIGHT = 0.9
MAX_FACTS = 0.5  # of such lines have a label of their own: facts in a box as often
MAX_FIGURES = 0.5  # of the lines hold digits: beyond it they are results, times or distances
MEAN_WORDS = 4.5  # shorter runs are menus, ingredients, table cells
TITLE_OVERLAP = 0.2  # titles share more of their content words with their own article, headlines mostly none
MAX_OVERLAP = 0.45  # share of the run's content words that the core has too
RULERS = "-–—―_=~*•·‣▪■□◆●○►▸▶|¦/»›→+#・"  # what separator lines are made of; brackets and commas are code
MAX_LOWER = 0.3  # of a run's lines begin with a small letter: titles do not, torn sentences and code do
STOPS = ".。:;,।：،"
CASELESS = 0x590  # Latin, Greek, Cyrillic, Armenian lie below; scripts without capitals above
BRACKETS = "[({<>})]"
EXAMPLES = (
    Example(
        "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring.\n"
        "-\nStorm warning issued for northern coast\n-\nTeacher wins national chess title\n"
        "-\nNew ferry line opens in May\n",
        ("Storm warning issued for northern coast", "Teacher wins national chess title", "New ferry line opens in May"),
    ),
    Example(
        "Mix the flour with the butter and leave the dough to rest in a cold place for an hour before baking it.\n"
        "You will need:\n300 g of plain flour\n150 g of cold butter\n2 spoons of sugar\n"
    ),
    Example(
        "The soup is for days on which there is nothing in the house but bread and a hen in a good mood.\n"
        "Preparation\n1. Brown the garlic in oil\n2. Stir the bread until it rings\n3. Add the stock and wait\n"
        "4. Break an egg for each guest\n"
    ),
    Example("Storm warning issued\nTeacher wins title\nNew ferry line\n"),
    Example(
        "The old bridge\n--------------\nThe council voted on Monday evening to rebuild the old bridge by the spring.\n"
        "How it was built\n----------------\nIt was built of granite and of oak in the year of the great flood.\n"
        "What it will cost\n-----------------\nNobody in the hall knew what it would cost, and nobody asked.\n"
    ),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Weigh each run of title-like lines."""
    columns = blocks.columns
    core = prose(blocks)
    if not core.any():
        return
    low, high = TITLE_WORDS
    title_like = (columns.words >= low) & (columns.words <= high) & ~chars.among(columns.last, STOPS) & ~core
    title_like &= ~_outside(blocks)
    passed = columns.blank | columns.bare
    ruled = columns.bare & chars.among(columns.first, RULERS) & (columns.visible <= columns.symbols + columns.punct)
    ruled &= ~underlines(blocks)
    rulers = np.concatenate(([0], ruled.cumsum()))  # up to each block
    small = np.concatenate(([0], np.cumsum(_small(columns.first) & title_like)))
    found = [
        run
        for run in runs(title_like, bridge=passed, at_least=SEPARATED_RUN)
        if (len(run) >= MIN_RUN or rulers[run[-1]] > rulers[run[0]])
        and small[run[-1] + 1] - small[run[0]] <= MAX_LOWER * len(run)
    ]
    if not found:
        return
    inside = np.zeros(len(blocks), dtype=np.bool_)
    inside[np.concatenate(found)] = True
    shared = overlap(blocks, inside, core)
    core_at = core.nonzero()[0]
    named = labels(blocks) if blocks.markup is None else {}
    for run in found:
        evidence = _weigh(blocks, run, shared, core_at, ruled, passed, named)
        if evidence is not None:
            yield evidence


def _weigh(
    blocks: Blocks,
    run: Ints,
    shared: Floats,
    core_at: Ints,
    ruled: Bools,
    passed: Bools,
    named: Mapping[int, tuple[str, int]],
) -> Evidence | None:
    columns = blocks.columns
    inside = ruled[run[0] : run[-1]].nonzero()[0] + run[0]
    split = 0.0
    if len(inside) and (columns.first[inside] == columns.first[inside[0]]).all():
        separated = np.bincount(run.searchsorted(inside), minlength=len(run))[1:] > 0  # each line but the first
        split = float(separated.mean())
    lead = int(run[0])
    if split >= 0.7:
        unruled = not ruled[max(lead - 1, 0)] and not ruled[max(lead - 2, 0)]
        if lead < core_at[0] and unruled and shared[lead] >= TITLE_OVERLAP:
            run = run[1:]  # the title of the article stands right in front of the first separator
        run = _without_title(run, inside, core_at, shared, passed)
        if len(run) < SEPARATED_RUN:
            return None
    elif len(run) < MIN_RUN:
        return None
    words = columns.words[run]
    total = int(words.sum())
    mean, common = total / len(run), float((shared[run] * words).sum()) / max(total, 1)
    if mean < MEAN_WORDS and split < 0.7:
        return None
    if common > MAX_OVERLAP or _announced(blocks, lead, passed):
        return None
    counted = np.count_nonzero(columns.marker[run] == 2) * 2 > len(run)
    if counted and split < 0.7 and not (run[0] > core_at[-1]):
        return None
    if split < 0.7 and run[0] > core_at[-1]:
        run = _without_steps(run, columns, passed)
        if len(run) < MIN_RUN:
            return None
    inner = bool(core_at[0] < run[0] and run[-1] < core_at[-1])
    sure, hint = False, True
    if split >= 0.7:
        weight, sure, hint = 0.97, len(run) >= 3, False
    elif (
        run[0] > core_at[-1]
        and len(run) >= (TAIL_COUNTED if counted else TAIL_RUN)
        and common < TAIL_OVERLAP
        and len({named[block][0] for block in run.tolist() if block in named}) < MAX_FACTS * len(run)
        and (counted or np.count_nonzero(columns.digits[run]) <= MAX_FIGURES * len(run))
    ):
        weight, hint = TAIL_WEIGHT, False
    else:  # never enough alone
        weight = 0.15 + 0.05 * min(len(run), 6) - 0.5 * common - (0.25 if inner else 0.0)
        if counted:  # steps as often as headlines
            weight -= 0.2
        if run[0] < core_at[0]:  # the title and subtitle stand above the core
            weight -= 0.3
    if weight <= 0.05:
        return None
    reason = Reason(
        "one of {n} title-like lines in a row, {split:.0%} of them after a separator; "
        "{common:.0%} of their words occur in the article",
        {"n": len(run), "split": split, "common": common},
    )
    return Evidence(run, "boilerplate", weight, KIND, ID, reason, sure=sure, hint=hint)


def _without_title(run: Ints, rulers: Ints, core_at: Ints, shared: Floats, passed: Bools) -> Ints:
    """The run without the title and subtitle of the prose right behind it.

    Behind the last separator stands one headline more, or the title; at the head of a document, and
    where nothing else comes before prose that shares its words, it is the title.
    """
    behind = core_at[core_at > run[-1]]
    if not len(behind) or not bool(passed[run[-1] + 1 : behind[0]].all()):
        return run
    rest = run[run > rulers[-1]] if len(rulers) else run[:0]
    if run[0] < core_at[0]:  # at the head all of it may be title and subtitle
        return run[: len(run) - len(rest)]
    if len(rest) > 1:
        upto: Ints = run[run <= rest[0]]
        return upto
    return run[:-1] if len(rest) and shared[rest[0]] >= TITLE_OVERLAP else run


def _without_steps(run: Ints, columns: Columns, passed: Bools) -> Ints:
    """The run without its marked lines, where a heading of their own stands in front: ingredients, steps."""
    marked = columns.marker[run] > 0
    if not marked.any():
        return run
    front = (~passed[: run[marked][0]]).nonzero()[0]
    return run if not len(front) or columns.ends_sentence[front[-1]] else run[~marked]


def _announced(blocks: Blocks, first: int, passed: Bools) -> bool:
    """Whether the line before the run ends in a colon."""
    at = first - 1
    while at >= 0 and passed[at]:
        at -= 1
    return at >= 0 and int(blocks.columns.last[at]) in (ord(":"), ord("："))


def _small(first: Ints) -> Bools:
    """Lines whose first character is a small letter of a script that has capitals, or a bracket."""
    bits = chars.classes(first.astype(np.uint32))
    small: Bools = ((bits & (chars.LETTER | chars.UPPER)) == chars.LETTER) & (first < CASELESS)
    return small | chars.among(first, BRACKETS)


def _outside(blocks: Blocks) -> Bools:
    """Code, tables and quotes, where lines follow other laws."""
    outside = np.zeros(len(blocks), dtype=np.bool_)
    if blocks.in_code is not None:
        outside |= blocks.in_code
    if blocks.markup is not None:
        outside |= (
            blocks.markup.in_table | blocks.markup.in_code | blocks.markup.in_quote | (blocks.markup.headings > 0)
        )
    return outside
