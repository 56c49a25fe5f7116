"""Whole pages as Markdown, labelled like `text-dev`: what scrapers that write Markdown hand on.

All the visible text of a page, menus too, with its headings, lists, links and images, written by
cleaner's own writer. Without such texts the net takes Markdown for a sign of an article: the Markdown
that it saw was tables and code of articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks import data
from benchmarks.data import Text
from benchmarks.make_text import label, squeezed
from cleaner.pipeline import Cleaner
from cleaner.segment.text import TARGET
from cleaner.settings import Settings
from cleaner.writers.markdown import to_markdown

SHARE = {"wcxb": 0.3, "news": 1.0}  # of each set's pages; newspapers are few and in many languages
LONGEST = 1500  # lines; longer pages are few, and each would weigh as much as ten others
BULLETS = ("- ", "* ", "+ ")


def documents(folder: Path, seed: int) -> Iterator[Text]:
    """Labelled Markdown of some pages, with images or without, and with one mark or another in front of items."""
    rng = random.Random(seed)
    cleaner = Cleaner(Settings(learned=False))
    for name, share in SHARE.items():
        for page in data.pages(name, folder):
            if rng.random() < share and page.truth:
                found = _text(page, cleaner, rng)
                if found is not None:
                    yield found


def _text(page: data.Page, cleaner: Cleaner, rng: random.Random) -> Text | None:
    result = cleaner.clean(page.html, kind="html")
    everything = replace(result.verdicts, keep=np.ones(len(result.blocks), dtype=np.bool_))
    images, bullet = rng.random() < 0.5, rng.choice(BULLETS)
    written = to_markdown(replace(result, verdicts=everything), images=images, links=True)
    lines = squeezed([line.rstrip() for line in written.split("\n")])
    lines = [f"{bullet}{line[2:]}" if line.startswith("- ") else line for line in lines]
    if not lines or len(lines) > LONGEST:
        return None
    plain = [TARGET.sub("]", line) for line in lines]
    labels = tuple(label(plain, f"{page.title}\n{page.truth}", page.language))
    return Text(
        f"{page.id}-markdown", page.id, page.url, page.site, "markdown", page.page_type, page.language,
        tuple(lines), labels,
    )  # fmt: skip
