"""Records: boxes of facts, a label and a value on each line.

Sees      four lines or more in a row like "Length: 312 metres", each with a label of its own that the text
          uses once; and timelines, four lines or more that begin with ever later years.
Leaves    labels that come back (what a forum says of each member), forms without values, ways to reach
          somebody, archives by year. This heuristic only ever points to content.
Wrong on  opening hours and editors' names at the foot of a page: rules that are sure take those.
Source    texts written for measuring (benchmarks/written), whose boxes read like other stories' headlines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment import chars
from cleaner.segment.core import runs
from cleaner.segment.labels import labels
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Ints, Reason

ID = "heuristic:records"
KIND = "other"
WEIGHT, LONG_WEIGHT = 0.9, 0.97
LONG = 6  # lines, from which on a box weighs more
LEAST = 4  # lines of a box; three in a row are a member's data in a forum as often
WORDS = 20  # most words of a line
CONTACTS = 0.3  # of the lines say how to reach somebody: the foot of a page
SPAN = 20  # years, at least, from the first line of a timeline to the last: an archive's are few and close
_VALUE = re.compile(r"[\w(+€$£¥#@„“\"'«](?!ttps?:|ww\.)")
_CONTACT = re.compile(r"@|\bwww\.|[0-9]{2,5}[ )/-]+[0-9][0-9 /-]{4,}")  # an address of mail or the web, a telephone
_YEAR = re.compile(r"[^\w(]*(1[0-9]{3}|20[0-9]{2})\b\D{3}")
EXAMPLES = (
    Example(
        "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring.\n"
        "Length: 312 metres\nBuilt: 1911 to 1913\nArchitect: Ada Holm\nCost of the repair: two million\n",
        ("Length: 312 metres", "Built: 1911 to 1913", "Architect: Ada Holm", "Cost of the repair: two million"),
    ),
    Example(
        "1874 Foundation of the school\n1911 A second wing\n1969 The school closes\n2003 The clock moves in\n",
        (
            "1874 Foundation of the school",
            "1911 A second wing",
            "1969 The school closes",
            "2003 The clock moves in",
        ),
    ),
    Example(
        "Posts: 524\nJoined: 2017\nFrom: Leeds\nLikes: 12\nI agree.\nPosts: 8\nJoined: 2021\nFrom: Hull\nLikes: 0\n"
    ),
    Example("Name: *\nE-mail: *\nCity: *\nCountry: *\n"),
    Example("2021 Winners\n2022 Winners\n2023 Winners\n2024 Winners\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to the boxes and timelines of a text; pages have lists and tables for them."""
    if blocks.markup is not None:
        return
    labelled = labels(blocks)
    times = Counter(label for label, _ in labelled.values())
    facts = [
        block
        for block, (label, value) in labelled.items()
        if times[label] == 1 and blocks.columns.words[block] <= WORDS and _VALUE.match(blocks.text, value)
    ]
    for run in _rows(blocks, facts):
        reached = sum(bool(_CONTACT.search(blocks.line(block))) for block in run.tolist())
        if reached < CONTACTS * len(run):
            yield _box(run, "one of {n} lines in a row with a label and a value")
    years = _years(blocks)
    for run in _rows(blocks, list(years)):
        dated = [block for block in run.tolist() if block in years]
        told = [years[block] for block in dated]
        said = {blocks.line(block).partition(" ")[2] for block in dated}
        if told == sorted(set(told)) and told[-1] - told[0] >= SPAN and len(said) == len(dated):
            yield _box(run, "one of {n} lines in a row that begin with ever later years")


def _box(run: Ints, reason: str) -> Evidence:
    weight = LONG_WEIGHT if len(run) >= LONG else WEIGHT
    return Evidence(run, "content", weight, KIND, ID, Reason(reason, {"n": len(run)}))


def _rows(blocks: Blocks, lines: list[int]) -> list[Ints]:
    """Rows of such lines, of any number of blank ones between two, and of the line that one goes on in."""
    if len(lines) < LEAST:
        return []
    mask = np.zeros(len(blocks), dtype=np.bool_)
    mask[lines] = True
    named = mask.copy()
    mask[1:] |= named[:-1] & chars.small(blocks.columns.first[1:])
    return [run for run in runs(mask, bridge=blocks.columns.blank, at_least=LEAST) if named[run].sum() >= LEAST]


def _years(blocks: Blocks) -> dict[int, int]:
    """The year that each line begins with, by block."""
    text, columns = blocks.text, blocks.columns
    some = (columns.digits > 3) & (columns.words > 1) & (columns.words <= WORDS)
    found = dict[int, int]()
    for block in some.nonzero()[0].tolist():
        year = _YEAR.match(text, int(blocks.starts[block]), int(blocks.ends[block]))
        if year:
            found[block] = int(year[1])
    return found
