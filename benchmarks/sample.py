"""The built-in sample: this project's own fixtures and seeds, as data sets. Works without any data."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import Page, Text

ROOT = Path(__file__).resolve().parents[1]


def pages(root: Path = ROOT) -> list[Page]:
    """Fixtures of HTML: source.html with expected.txt as the truth."""
    found = []
    for source in sorted((root / "fixtures").glob("*/source.html")):
        name = source.parent.name
        expected = source.with_name("expected.txt")
        if expected.exists():
            html = source.read_bytes().decode("utf-8", "replace")
            truth = expected.read_text(encoding="utf-8")
            found.append(Page(name, "", name, "article", "en", html, truth))
    return found


def texts(root: Path = ROOT) -> list[Text]:
    """Fixtures and seeds of plain text; a line is main content where the expected text has it, in order."""
    return [_text(name, *pair) for name, pair in _pairs(root)]


def _pairs(root: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    for source in sorted((root / "fixtures").glob("*/source.txt")):
        expected = source.with_name("expected.txt")
        if expected.exists():
            yield source.parent.name, (_read(source), _read(expected))
    for expected in sorted((root / "seeds").glob("*.expected.txt")):
        source = expected.with_name(expected.name.replace(".expected.txt", ".txt"))
        if source.exists():
            yield source.stem, (_read(source), _read(expected))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _text(name: str, source: str, expected: str) -> Text:
    lines, wanted = source.splitlines(), expected.splitlines()
    matcher = difflib.SequenceMatcher(None, lines, wanted, autojunk=False)
    kept = {at for start, _, size in matcher.get_matching_blocks() for at in range(start, start + size)}
    labels = [-1 if not line.strip() else int(at in kept) for at, line in enumerate(lines)]
    family = "seed" if "--" not in name else "look-alike" if name.startswith("look-alike") else "clutter"
    return Text(name, name, "", name, family, "article", "en", tuple(lines), tuple(labels))
