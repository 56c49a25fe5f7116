"""Corpora to try rules on: folders of texts and pages, JSON Lines with or without labels."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from cleaner.errors import InputError
from cleaner.ruleset.coverage import Labelled

_PAGES = (".html", ".htm", ".xhtml")


def documents(path: Path, limit: int | None = None) -> Iterator[Labelled]:
    """The documents of a folder, a JSON Lines file (plain, .gz or .xz) or one text.

    Rows hold `lines` and `labels` (1 main content, 0 clutter, -1 unsure), or `text`, or `html`;
    `language` and `url` are read where they stand. Raises InputError.
    """
    for number, document in enumerate(_all(path)):
        if limit is not None and number >= limit:
            return
        yield document


def _all(path: Path) -> Iterator[Labelled]:
    if path.is_dir():
        for file in sorted(found for found in path.rglob("*") if found.is_file()):
            if file.suffix in (".txt", ".md", *_PAGES):
                yield _text(file)
    elif ".jsonl" in path.suffixes:
        yield from _rows(path)
    elif path.is_file():
        yield _text(path)
    else:
        raise InputError(f"{path}: no such file or folder")


def _text(file: Path) -> Labelled:
    content = file.read_bytes().decode("utf-8", "replace")
    return Labelled(content, site=file.name, kind="html" if file.suffix in _PAGES else "text")


def _rows(path: Path) -> Iterator[Labelled]:
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, 1):
                try:
                    yield _row(json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError):
                    raise InputError(f"{path}:{number}: a row needs `lines` and `labels`, `text` or `html`") from None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def _row(row: dict[str, Any]) -> Labelled:
    site = str(row.get("url") or row.get("page") or row.get("id") or "")
    site = site.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")
    language = row.get("language")
    if "lines" in row:
        lines = [" ".join(line.splitlines()) for line in row["lines"]]  # a line end inside would shift the labels
        return Labelled("\n".join(lines), row.get("labels"), language, site)
    if "text" in row:
        return Labelled(row["text"], None, language, site)
    return Labelled(row["html"], None, language, site, "html")
