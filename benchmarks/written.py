"""Texts written for measuring (benchmarks/written/), with a label in front of each line."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.data import DataError, Text

FOLDER = Path(__file__).resolve().parent / "written"
LABELS = {"K": 1, "D": 0, "E": -1}
_LANGUAGE = re.compile(r"^([a-z]{2})(?:br)?[-_]|_([a-z]{2})$")  # de-…, ptbr-…, de_…, …_fr


def texts(folder: Path = FOLDER) -> list[Text]:
    """Every text, the folder as its page type; a DataError names a line without a label."""
    found = [read(path) for path in sorted(folder.glob("*/*.txt"))]
    if not found:
        raise DataError(f"no texts in {folder}")
    return found


def read(path: Path) -> Text:
    """One text."""
    lines: list[str] = []
    labels: list[int] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        label, tab, text = line.partition("\t")
        if line and (not tab or label not in LABELS):
            raise DataError(f"{path}:{number}: no label K, D or E and a tab in front")
        lines.append(text)
        labels.append(LABELS[label] if text.strip() else -1)
    named = _LANGUAGE.search(path.stem)
    language = next(filter(None, named.groups())) if named else "en"
    name = f"{path.parent.name}/{path.stem}"
    return Text(name, name, "", name, "written", path.parent.name, language, tuple(lines), tuple(labels))
