"""Word-level precision, recall and F1 of a page's text, and snippets kept and dropped.

Words as WCXB counts them: `\\w+` on lower-cased text, multisets, a mean over pages (M. Foley
2026). In Japanese, Chinese and Thai visible characters are counted instead. Snippets as
trafilatura's own evaluation counts them: white space squeezed, substring.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from benchmarks.data import Page

BY_CHARACTER = frozenset({"ja", "zh", "th"})
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one page, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def tokens(text: str, language: str = "en") -> Counter[str]:
    """The multiset that is compared."""
    if language in BY_CHARACTER:
        return Counter(_SPACE.sub("", text.lower()))
    return Counter(_WORD.findall(text.lower()))


def compare(text: str, truth: str, language: str = "en") -> Score:
    """Score of a text; two empty ones agree."""
    found, wanted = tokens(text, language), tokens(truth, language)
    if not found and not wanted:
        return Score(1.0, 1.0, 1.0)
    common = (found & wanted).total()
    precision = common / found.total() if found else 0.0
    recall = common / wanted.total() if wanted else 0.0
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0)


def score(text: str, page: Page, with_title: bool) -> Score:
    """Score against a page's truth; `with_title`: a text with or without the title is right, so the better counts."""
    plain = compare(text, page.truth or "", page.language)
    if with_title and page.title:
        titled = compare(text, f"{page.title}\n{page.truth}", page.language)
        return max(plain, titled, key=lambda found: found.f1)
    return plain


@dataclass(frozen=True, slots=True)
class Snippets:
    """Counts of one page: required snippets kept and lost, forbidden ones kept and dropped."""

    kept: int
    lost: int
    left: int
    dropped: int


def snippets(text: str, page: Page) -> Snippets:
    """Which of a page's snippets a text holds."""
    squeezed = _SPACE.sub(" ", text)
    kept = sum(_SPACE.sub(" ", snippet).strip() in squeezed for snippet in page.required)
    left = sum(_SPACE.sub(" ", snippet).strip() in squeezed for snippet in page.forbidden)
    return Snippets(kept, len(page.required) - kept, left, len(page.forbidden) - left)
