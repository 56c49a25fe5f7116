"""Which languages' rules a document is asked with, by its most common words and its script.

A few dozen function words a language settle any text of a paragraph, cost one look-up a word,
and load in a millisecond; the libraries for the task load tens of megabytes or take longer for
a document than all rules together. Texts too short to tell are asked with the rules of every
language of their script.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from cleaner.ruleset.words import hashed_words
from cleaner.segment.lookup import Lookup
from cleaner.settings import Settings
from cleaner.types import Blocks

SAMPLE_WORDS = 3_000  # spread over the document
# Function words of the best language below which a document is too short to tell. Of paragraphs of 40 words in
# fourteen languages this leaves 6 % undecided and tells .5 % wrong; 12 left 60 % undecided for .1 % wrong.
ENOUGH = 7
OF_LETTERS = 0.2  # share beyond which a script is heard
CLOSE = 0.6  # a second language with this share of the best one's words is asked as well
SCRIPTS = {
    "hangul": ((0xAC00, 0xD7A3),), "kana": ((0x3040, 0x30FF),), "han": ((0x4E00, 0x9FFF),),
    "arabic": ((0x0600, 0x06FF),), "devanagari": ((0x0900, 0x097F),), "cyrillic": ((0x0400, 0x04FF),),
    "thai": ((0x0E00, 0x0E7F),), "greek": ((0x0370, 0x03FF),), "hebrew": ((0x0590, 0x05FF),),
    "bengali": ((0x0980, 0x09FF),), "tamil": ((0x0B80, 0x0BFF),), "telugu": ((0x0C00, 0x0C7F),),
    "malayalam": ((0x0D00, 0x0D7F),), "armenian": ((0x0530, 0x058F),), "georgian": ((0x10A0, 0x10FF),),
    "ethiopic": ((0x1200, 0x139F),),
    "latin": ((0x41, 0x24F),),
}  # fmt: skip
OF_SCRIPT = {
    "hangul": ("ko",), "kana": ("ja",), "han": ("zh", "ja"), "arabic": ("ar", "fa", "ur"),
    "devanagari": ("hi", "mr", "ne"), "cyrillic": ("ru", "uk", "be", "bg", "mk", "sr", "kk"), "thai": ("th",),
    "greek": ("el",), "hebrew": ("he",), "bengali": ("bn",), "tamil": ("ta",), "telugu": ("te",),
    "malayalam": ("ml",), "armenian": ("hy",), "georgian": ("ka",),
    "ethiopic": ("am",),
}  # fmt: skip
TELLS = tuple(name for name, languages in OF_SCRIPT.items() if len(languages) == 1)  # scripts that settle it
IN_LATIN_TOO = {"sr"}
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "bs": "hr", "sh": "hr", "fil": "tl"}


def chosen(blocks: Blocks, settings: Settings, available: frozenset[str]) -> tuple[frozenset[str], str]:
    """Languages whose rules apply, and how they were come by: "given", "detected" or "undecided".

    `settings.language` decides alone; what a page declares about itself is often a template's
    word, so it is heard beside what the text says.
    """
    if settings.language:
        return frozenset({_plain(settings.language)}), "given"
    declared = frozenset({_plain(blocks.language)}) if blocks.language else frozenset()
    detected = detect(blocks)
    if detected:
        return detected | declared, "detected"
    if declared & available:
        return declared, "given"
    return _by_script(blocks, available) | declared, "undecided"


def detect(blocks: Blocks) -> frozenset[str]:
    """The language of a document, with a close second; empty where its words do not tell.

    A script of one language names it; where others hold as much of the text, words tell theirs.
    """
    scripts = _scripts(blocks)
    told = _told_by(scripts)
    spoken = {name for name in scripts if told & {*OF_SCRIPT.get(name, ())}}
    if told and sum(share for name, share in scripts.items() if name not in spoken) <= OF_LETTERS:
        return told
    return told | _told_by_words(blocks, {language for name in spoken for language in OF_SCRIPT[name]})


def _told_by(scripts: Mapping[str, float]) -> frozenset[str]:
    """Languages that the shares of scripts settle."""
    told = {OF_SCRIPT[name][0] for name in TELLS if scripts.get(name, 0) > OF_LETTERS}
    if scripts.get("han", 0) > 0.3:
        told.add("ja" if scripts.get("kana", 0) > 0.05 else "zh")
    return frozenset(told)


def _told_by_words(blocks: Blocks, but: Set[str]) -> frozenset[str]:
    """The language whose function words are the most, and a close second; `but` some that are told already."""
    names, known, counts_for = _tables()
    words = blocks.columns.word_hash
    if len(words) > SAMPLE_WORDS:
        words = words[:: len(words) // SAMPLE_WORDS]
    if not len(words):
        return frozenset()
    times = np.bincount(known.find(words)[1], minlength=len(known))
    present = times.nonzero()[0]
    scores = (times[present, np.newaxis] * counts_for[present]).sum(axis=0)
    scores[[at for at, name in enumerate(names) if name in but]] = 0
    best = int(scores.argmax())
    if scores[best] < ENOUGH:
        return frozenset()
    return frozenset(names[at] for at in (scores >= CLOSE * scores[best]).nonzero()[0].tolist())


@cache
def _tables() -> tuple[tuple[str, ...], Lookup, NDArray[np.float64]]:
    """Languages, hashes of function words, and a word's weight for each language.

    A word of several languages counts for each, but less: it tells less.
    """
    data = json.loads(resources.files(__package__).joinpath("function_words.json").read_text("utf-8"))
    names = tuple(sorted(data))
    lists = hashed_words([data[name].split() for name in names])
    hashes = np.unique(np.concatenate(lists))
    weights = np.zeros((len(hashes), len(names)))
    for column, found in enumerate(lists):
        weights[hashes.searchsorted(found), column] = 1
    return names, Lookup(hashes), weights / np.sqrt(weights.sum(axis=1, keepdims=True))


def _scripts(blocks: Blocks) -> dict[str, float]:
    """Share of each script among the letters of a sample."""
    text = blocks.text
    sample = text if len(text) < 4_000 else text[:1000] + text[len(text) // 2 :][:2000] + text[-1000:]
    codes = np.frombuffer(sample.encode("utf-32-le", "replace"), dtype=np.uint32)
    counts = np.bincount(_script_table().take(codes, mode="clip"), minlength=len(SCRIPTS) + 1)[1:].tolist()
    total = sum(counts) or 1
    return {name: count / total for name, count in zip(SCRIPTS, counts, strict=True) if count}


@cache
def _script_table() -> NDArray[np.uint8]:
    """The number of its script for each code point of the basic plane, from 1; 0 for none."""
    table = np.zeros(0x10000, dtype=np.uint8)
    for number, spans in enumerate(SCRIPTS.values(), start=1):
        for low, high in spans:
            table[low : high + 1] = number
    return table


def _by_script(blocks: Blocks, available: frozenset[str]) -> frozenset[str]:
    scripts = {name for name, share in _scripts(blocks).items() if share > 0.1}
    other = {language for languages in OF_SCRIPT.values() for language in languages} - IN_LATIN_TOO
    found = {language for name in scripts for language in OF_SCRIPT.get(name, ())}
    if "latin" in scripts or not scripts:
        found |= available - other
    return frozenset(found & available)


def _plain(language: str) -> str:
    """The language of a tag: "en-GB" and "en_US" are "en"."""
    base = language.lower().replace("_", "-").split("-")[0]
    return SAME.get(base, base)
