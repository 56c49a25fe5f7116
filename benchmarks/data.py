"""Data sets: pages with their truth, and texts with a label a line.

A set is a file of JSON Lines (`.jsonl`, `.jsonl.gz` or `.jsonl.xz`) in the data folder; the
formats are described in docs/benchmarks.md. Whoever has other pages writes such a file.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.folds import registered_domain

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench"

# Set -> file names, tried in order; the first names are those of development.
FILES = {
    "wcxb": ("wcxb-dev", "wcxb"),
    "news": ("news-dev", "news"),
    "snippets": ("snippets-dev", "snippets"),
    "text": ("text-dev", "text"),
    "news-text": ("news-text-dev", "news-text"),
}
PAGES = ("wcxb", "news", "snippets")
TEXTS = ("text", "news-text")


class DataError(Exception):
    """A data set is missing or not in the format that docs/benchmarks.md describes."""


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page. `truth` is the main content, None where only snippets are known."""

    id: str
    url: str
    site: str  # registered domain, or the id where the URL is missing
    page_type: str
    language: str
    html: str
    truth: str | None = None
    title: str = ""
    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    author: str = ""
    date: str = ""  # YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class Text:
    """One plain text; labels: 1 main content, 0 clutter, -1 unsure or blank (left out of scoring)."""

    id: str
    page: str
    url: str
    site: str
    rendering: str
    page_type: str
    language: str
    lines: tuple[str, ...]
    labels: tuple[int, ...]
    marks: tuple[str, ...] = field(default=())  # what a line is in generated texts, else empty

    @property
    def text(self) -> str:
        """The lines as one text, the way a user has it."""
        return "\n".join(self.lines)


def site_of(url: str | None, page: str) -> str:
    """The registered domain of a page, or the page's id where it has no URL."""
    return registered_domain(url) if url else page


def find(name: str, folder: Path = DATA) -> Path:
    """The file of a set in the data folder."""
    for stem in FILES.get(name, (name,)):
        for suffix in (".jsonl.xz", ".jsonl.gz", ".jsonl"):
            path = folder / f"{stem}{suffix}"
            if path.exists():
                return path
    raise DataError(f"no data set {name!r} in {folder}: pass --data, or --sample for the built-in sample")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, compressed or not."""
    opened: Any = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)
    with opened(path, "rb") as raw:
        for number, line in enumerate(io.TextIOWrapper(raw, encoding="utf-8"), 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise DataError(f"{path}:{number}: not a JSON object: {error}") from error


def pages(name: str, folder: Path = DATA) -> list[Page]:
    """The pages of a set, in the order of the file."""
    return [_page(row) for row in rows(find(name, folder))]


def texts(name: str, folder: Path = DATA) -> list[Text]:
    """The texts of a set, in the order of the file."""
    return [_text(row) for row in rows(find(name, folder))]


def _page(row: dict[str, Any]) -> Page:
    truth = row.get("ground_truth") or {}
    url = row.get("url") or ""
    return Page(
        id=str(row["id"]),
        url=url,
        site=site_of(url, str(row["id"])),
        page_type=row.get("page_type") or "article",
        language=row.get("language") or "en",
        html=row["html"],
        truth=None if "with" in row else row.get("body", truth.get("main_content") or ""),
        title=row.get("title") or truth.get("title") or "",
        required=tuple(row.get("with") or truth.get("with") or ()),
        forbidden=tuple(row.get("without") or truth.get("without") or ()),
        author=truth.get("author") or "",
        date=truth.get("publish_date") or "",
    )


def _text(row: dict[str, Any]) -> Text:
    url = row.get("url") or ""
    return Text(
        id=row["id"],
        page=row.get("page") or row["id"],
        url=url,
        site=site_of(url, row.get("page") or row["id"]),
        rendering=row.get("rendering") or "text",
        page_type=row.get("page_type") or "article",
        language=row.get("language") or "en",
        lines=tuple(row["lines"]),
        labels=tuple(row["labels"]),
    )
