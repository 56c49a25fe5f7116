"""Facets: the filter boxes of shops and directories, names with how many results each has.

Sees      four lines or more like "Black (39)", with the headings between them ("Colour"), and the same
          with the number on a line of its own. Sure of itself only beside a word that says what
          the box is for ("Filter by", "Sort by", in the languages listed here).
Leaves    years, stars, functions of a manual (`sort(1)`), tables of numbers with percentages.
Wrong on  lists of scorers and medals in an article, where no such word is near: there it is a hint.
Source    texts of shops written for measuring; counted on the development texts, docs/text-quality.md.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import regex

from cleaner.heuristics import Example
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Evidence, Ints, Reason

ID = "heuristic:facets"
KIND = "search-form"
WEIGHT, HINT_WEIGHT = 0.85, 0.4
LEAST = 4  # counted lines of a box
LEAST_BESIDE = 3  # beside a word for filters
BETWEEN = 2  # short lines in a row between two counted ones
WORDS, HEADING_WORDS = 7, 4  # most words of a counted line, and of a line between
NEAR = 25  # lines, bare and blank ones aside, between a box and the word that tells what it is

_COUNT = r"\((?!(?:19|20)\d\d\))\d{1,3}(?:[.,\u00a0 ]?\d{3})*\)"
_COUNTED = regex.compile(rf"(?:[^\n()★☆]*[^\s()★☆\x21-\x7e]|[^\n()★☆]*[\p{{L}}€$£¥+0-9] )\s*{_COUNT}\s*")
_ALONE = regex.compile(rf"\s*{_COUNT}\s*")
_LETTER = regex.compile(r"[\p{L}€$£¥]")
_WORD = regex.compile(
    r"\b(?:filter(?:s|n|e|en|ed|ing|by|a|y|ek)?|filtr\w{0,6}|suodat\w*|szűrő\w*|szűrés\w*|refine"
    r"|sort(?:ed)? (?:by|results)|narrow (?:by|your)|shop by"
    r"|sortier\w*|eingrenzen|trier par|affiner|ordina per|affina|ordenar|refinar|sorteer\w*"
    r"|sorter\w*|sortera\w*|järjestä\w*|sortuj|sortowani\w*|řadit|seřadit|řazení|zoradiť|rendezés|sorteaz\w*|sırala\w*"
    r"|sắp xếp|lọc|urutkan|saring|сортир\w*|сортув\w*|фильтр\w*|фільтр\w*|φίλτρα|ταξινόμηση)\b"
    r"|絞り込|並べ替え|並び替え|筛选|篩選|排序|필터|정렬|เรียงตาม|ตัวกรอง|تصفية|فرز|ترتيب|סינון|מיון|فیلتر|مرتب|फ़िल्टर|क्रमबद्ध",
    regex.IGNORECASE,
)
EXAMPLES = (
    Example(
        "Filter by\nColour\nBlack (39)\nBlue (73)\nMoss green (6)\nBrand\nNordhem (12)\nAlder & Sons (4)\n",
        ("Black (39)", "Blue (73)", "Moss green (6)", "Brand", "Nordhem (12)", "Alder & Sons (4)"),
    ),
    Example("See sort(1)\ncut(1)\nuniq(1)\njoin(1)\nSort by\n"),
    Example("Filter by\n2019 (2019)\nAlbum (2020)\nSingle (2021)\nTour (2022)\n"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to the lines of filter boxes."""
    if blocks.text.count(")") < LEAST_BESIDE:
        return
    solid = blocks.columns.filled.nonzero()[0]
    counted = _counted(blocks, solid)
    if int(counted.sum()) < LEAST_BESIDE:
        return
    told = _told(blocks, solid)
    for first, last in _boxes(counted, _between(blocks, solid)):
        box = solid[first : last + 1]
        some = int(counted[first : last + 1].sum())
        behind = int(told.searchsorted(first - NEAR))
        beside = behind < len(told) and int(told[behind]) <= last + NEAR
        if some < (LEAST_BESIDE if beside else LEAST):
            continue
        why = "one of {n} names in a row with a number of results" + ", beside a filter" * beside
        reason = Reason(why, {"n": some})
        yield Evidence(box, "boilerplate", WEIGHT if beside else HINT_WEIGHT, KIND, ID, reason)


def _counted(blocks: Blocks, solid: Ints) -> Bools:
    """Which of some lines name something and how many of it there are, on the line or on the one below."""
    columns = blocks.columns
    found = np.zeros(len(solid), dtype=np.bool_)
    last = columns.last[solid]  # before the closing bracket
    asked = (last >= ord("0")) & (last <= ord("9")) & (columns.words[solid] <= WORDS)
    asked &= columns.punct[solid] > 1
    for at in asked.nonzero()[0].tolist():
        line = blocks.line(int(solid[at]))
        if _ALONE.fullmatch(line):
            found[at] = at > 0 and 0 < columns.words[solid[at - 1]] <= WORDS
        else:
            found[at] = bool(_COUNTED.fullmatch(line)) and bool(_LETTER.search(line))
    return found


def _between(blocks: Blocks, solid: Ints) -> Bools:
    """Which may stand between counted lines: the headings of a box."""
    columns = blocks.columns
    return (columns.words[solid] <= HEADING_WORDS) & ~columns.ends_sentence[solid]


def _boxes(counted: Bools, between: Bools) -> Iterator[tuple[int, int]]:
    """First and last place of each run of counted lines with short lines between."""
    hits = counted.nonzero()[0].tolist()
    first = last = hits[0]
    for hit in [*hits[1:], len(counted) + BETWEEN + 1]:
        if hit - last - 1 > BETWEEN or not between[last + 1 : hit].all():
            yield first, last
            first = hit
        last = hit


def _told(blocks: Blocks, solid: Ints) -> Ints:
    """Places of short lines with a word for filters."""
    short = blocks.columns.words[solid] <= WORDS
    found = [at for at in short.nonzero()[0].tolist() if _WORD.search(blocks.line(int(solid[at])))]
    return np.array(found, dtype=np.int64)
