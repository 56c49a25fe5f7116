"""Makes a set of labelled texts out of pages and their truth: the way `text-dev` was made.

Each page is rendered as plain text by tools that show all of it (raw) and by extractors that
keep too much (residual). A rendering's words are aligned with the truth's in order (longest
common subsequence); the share of a line's words that is aligned labels it: main content from
70 %, clutter up to 15 %, unsure between.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import LCSseq

from benchmarks.data import Page, Text
from benchmarks.words import BY_CHARACTER

MAIN, CLUTTER = 0.7, 0.15  # between them a line is unsure: partly in the truth, or of everyday words
MAX_WORDS = 30_000  # the alignment is quadratic
_WORD = re.compile(r"\w+")


def renderings() -> dict[str, Callable[[str], str]]:
    """The renderings by name."""
    from boilerpy3 import extractors
    from bs4 import BeautifulSoup
    from inscriptis import get_text
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text
    from trafilatura import extract

    def soup(html: str) -> str:
        found = BeautifulSoup(html, "lxml")
        for tag in found(["script", "style", "noscript", "template"]):
            tag.decompose()
        return found.get_text("\n", strip=True)

    return {
        "raw-inscriptis": get_text,
        "raw-soup": soup,
        "raw-resiliparse": lambda html: extract_plain_text(html, main_content=False, alt_texts=False),
        "residual-trafilatura-recall": lambda html: extract(html, favor_recall=True) or "",
        "residual-readability": lambda html: soup(Document(html).summary()),
        "residual-resiliparse": lambda html: extract_plain_text(html, main_content=True, alt_texts=False),
        "residual-boilerpy": lambda html: extractors.DefaultExtractor().get_content(html),
    }


def texts(pages: Sequence[Page], names: Sequence[str] = ()) -> Iterator[Text]:
    """Labelled renderings of pages; one that a tool cannot render, or without any line, is left out."""
    chosen = {name: render for name, render in renderings().items() if not names or name in names}
    for page in pages:
        for name, render in chosen.items():
            try:
                lines = [line.rstrip() for line in render(page.html).splitlines()]
            except Exception:  # a rendering less; the page's others count
                continue
            lines = squeezed(lines)
            if page.truth and any(line.strip() for line in lines):
                labels = tuple(label(lines, f"{page.title}\n{page.truth}", page.language))
                yield Text(
                    f"{page.id}-{name}", page.id, page.url, page.site, name, page.page_type, page.language,
                    tuple(lines), labels,
                )  # fmt: skip


def label(lines: Sequence[str], truth: str, language: str = "en") -> list[int]:
    """1 main content, 0 clutter, -1 unsure or without words, for each line."""
    split = _characters if language in BY_CHARACTER else _words
    owners: list[int] = []
    found: list[str] = []
    for number, line in enumerate(lines):
        tokens = split(line)
        found += tokens
        owners += [number] * len(tokens)
    wanted = split(truth)
    if len(found) > MAX_WORDS or len(wanted) > MAX_WORDS:
        return [-1] * len(lines)
    numbers: dict[str, int] = {}
    codes = [[numbers.setdefault(token, len(numbers)) for token in tokens] for tokens in (found, wanted)]
    aligned = [0] * len(lines)
    for step in LCSseq.opcodes(*codes):
        if step.tag == "equal":
            for at in range(step.src_start, step.src_end):
                aligned[owners[at]] += 1
    totals = [0] * len(lines)
    for owner in owners:
        totals[owner] += 1
    return [_label(hit, total) for hit, total in zip(aligned, totals, strict=True)]


def write(found: Iterator[Text], path: Path) -> int:
    """Write texts as JSON Lines in the format of docs/benchmarks.md; the number of texts."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for text in found:
            row: dict[str, Any] = {
                "id": text.id, "page": text.page, "url": text.url, "rendering": text.rendering,
                "page_type": text.page_type, "language": text.language, "lines": text.lines, "labels": text.labels,
            }  # fmt: skip
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _label(hit: int, total: int) -> int:
    if not total:
        return -1
    share = hit / total
    return 1 if share >= MAIN else 0 if share <= CLUTTER else -1


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _characters(text: str) -> list[str]:
    return [char for char in text.lower() if char.isalnum()]


def squeezed(lines: Sequence[str]) -> list[str]:
    """At most one blank line in a row, none at the ends."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1].strip()):
            kept.append(line)
    return kept[:-1] if kept and not kept[-1].strip() else kept
