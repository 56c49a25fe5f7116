"""Measures what survives in Markdown: headings, list items, table cells, code lines and link targets.

    python -m training.html_markdown --every 5

Of the elements of a page whose text lies in the true main content, the share whose text stands in
the Markdown in the right shape; ours beside trafilatura's.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
from selectolax.lexbor import LexborHTMLParser

from benchmarks import data
from cleaner import Cleaner
from cleaner.writers.markdown import to_markdown

SHAPES = {
    "headings": "h1, h2, h3, h4, h5, h6",
    "list items": "li",
    "table cells": "td, th",
    "code lines": "pre",
    "link targets": "p a[href], li a[href]",
}
SHORTEST = 8  # letters; shorter texts match by chance


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=data.DATA)
    parser.add_argument("--every", type=int, default=5, help="each n-th page of WCXB")
    args = parser.parse_args()
    cleaner = Cleaner()

    def ours(page: data.Page) -> str:
        return to_markdown(cleaner.clean(page.html, kind="html", url=page.url or None))

    def trafilatura(page: data.Page) -> str:
        from trafilatura import extract

        found = extract(page.html, output_format="markdown", include_links=True, include_formatting=True)
        return found or ""

    pages = data.pages("wcxb", args.data)[:: args.every]
    table = {name: measure(pages, make) for name, make in (("cleaner", ours), ("trafilatura", trafilatura))}
    print(f"{'':14}" + "".join(f"{name:>14}" for name in table) + f"{'of':>9}")
    for shape in SHAPES:
        kept = "".join(f"{table[name][shape][0]:14.1%}" for name in table)
        print(f"{shape:14}{kept}{int(table['cleaner'][shape][1]):9,}")


def measure(pages: list[data.Page], make: Callable[[data.Page], str]) -> dict[str, tuple[float, int]]:
    """For each shape: the share that survives and how many there are."""
    counts = {shape: np.zeros(2) for shape in SHAPES}
    for page in pages:
        truth = _letters(page.truth or "")
        if not truth:
            continue
        markdown = make(page)
        shaped = _shaped(markdown)
        tree = LexborHTMLParser(page.html)
        for shape, selector in SHAPES.items():
            for wanted in _wanted(tree, shape, selector, truth):
                counts[shape] += (wanted in shaped[shape], 1)
    return {shape: (float(kept / max(all_, 1)), int(all_)) for shape, (kept, all_) in counts.items()}


def _wanted(tree: LexborHTMLParser, shape: str, selector: str, truth: str) -> set[str]:
    """What ought to be there, as letters; of links the address' letters."""
    found = set()
    for node in tree.css(selector):
        texts = node.text().split("\n") if shape == "code lines" else [node.text()]
        for text in texts:
            letters = _letters(text)
            if len(letters) < SHORTEST or letters not in truth:
                continue
            if shape == "link targets":
                target = node.attributes.get("href") or ""
                if target.startswith(("#", "javascript:")) or len(_letters(target)) < SHORTEST:
                    continue
                letters = _letters(target.rpartition("//")[2])[-60:]
            found.add(letters)
    return found


def _shaped(markdown: str) -> dict[str, str]:
    """The letters of the Markdown's lines of each shape."""
    fenced = re.findall(r"^\s*(?:```|~~~)[^\n]*\n(.*?)^\s*(?:```|~~~)", markdown, re.DOTALL | re.MULTILINE)
    lines = markdown.split("\n")
    plain = re.sub(r"\]\([^)]*\)", "]", markdown).split("\n")

    def those(pattern: str) -> str:
        return _letters("\n".join(line for line in plain if re.match(pattern, line)))

    return {
        "headings": those(r"\s*(?:>\s*)*(?:[-*]\s+)*#{1,6}\s"),
        "list items": those(r"\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s"),
        "table cells": those(r"\s*\|"),
        "code lines": _letters("\n".join(fenced)),
        "link targets": "\n".join(_letters(found) for line in lines for found in re.findall(r"\]\(([^)\s]*)", line)),
    }


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text.lower()))


if __name__ == "__main__":
    main()
