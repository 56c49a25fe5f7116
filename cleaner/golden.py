"""Golden files: what a document's clean text and removals should be, and whether they still are.

A case is a folder with `source.txt` or `source.html`, `expected.txt`, `expected.removals.jsonl` and
`about.yaml` (`what`, and where needed `known_failure`, `url`, `settings`). Text, spans and kinds are
compared; rules, reasons and confidences are written down for the reader and not compared.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cleaner.errors import CleanerError, InputError, SettingsError
from cleaner.pipeline import Cleaner
from cleaner.ruleset import yamlfile
from cleaner.settings import Settings
from cleaner.types import Result

SOURCES = ("source.txt", "source.html")
TEXT = "expected.txt"
REMOVALS = "expected.removals.jsonl"
ABOUT = "about.yaml"
COMPARED = ("start", "end", "category", "text")
_KEYS = {"what", "known_failure", "url", "settings"}

State = Literal["same", "different", "missing", "known failure", "known failure passes", "error"]


@dataclass(frozen=True, slots=True)
class Case:
    """One document and what is expected of it."""

    folder: Path
    source: Path
    what: str = ""
    known_failure: str = ""
    url: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case went; `difference` is for people to read."""

    case: Case
    state: State
    difference: str = ""

    @property
    def failed(self) -> bool:
        """Whether somebody has to look."""
        return self.state in ("different", "missing", "known failure passes", "error")


def cases(folder: Path) -> list[Case]:
    """The folder itself where it is a case, otherwise all cases right below it, by name.

    Raises InputError where there are none, or where one is incomplete.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: not a folder")
    own = _source(folder)
    if own:
        return [_case(folder, own)]
    found = []
    for below in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        source = _source(below)
        if source is None:
            raise InputError(f"{below}: no {' or '.join(SOURCES)} in it")
        found.append(_case(below, source))
    if not found:
        raise InputError(f"{folder}: no golden files; a case is a folder with a {' or '.join(SOURCES)}")
    return found


def run(case: Case) -> Result:
    """Clean a case's source with its settings."""
    return Cleaner(Settings(**dict(case.settings))).clean(case.source, doc=case.source.name, url=case.url)


def check(case: Case) -> Outcome:
    """Clean a case again and compare."""
    try:
        result = run(case)
    except CleanerError as error:
        return Outcome(case, "error", str(error))
    text_path, removals_path = case.folder / TEXT, case.folder / REMOVALS
    if not text_path.exists() or not removals_path.exists():
        lacking = TEXT if not text_path.exists() else REMOVALS
        return Outcome(case, "missing", f"no {lacking}: take it with `cleaner golden record`")
    difference = _difference(case, result)
    if case.known_failure:
        return Outcome(case, "known failure" if difference else "known failure passes", difference)
    return Outcome(case, "different" if difference else "same", difference)


def record(case: Case) -> bool:
    """Write what comes out now as what is expected; whether that changed text, spans or kinds.

    A known failure's expectation is what should come out, so it stays as it is.
    """
    if case.known_failure:
        return False
    result = run(case)
    if (case.folder / TEXT).exists() and (case.folder / REMOVALS).exists() and not _difference(case, result):
        return False
    (case.folder / TEXT).write_bytes(result.text.encode("utf-8"))
    lines = "".join(json.dumps(removal.as_dict(), ensure_ascii=False) + "\n" for removal in result.removed)
    (case.folder / REMOVALS).write_bytes(lines.encode("utf-8"))
    about = case.folder / ABOUT
    if not about.exists():
        about.write_text('what: ""\n', encoding="utf-8")
    return True


def _source(folder: Path) -> Path | None:
    return next((folder / name for name in SOURCES if (folder / name).is_file()), None)


def _case(folder: Path, source: Path) -> Case:
    path = folder / ABOUT
    if not path.exists():
        return Case(folder, source)
    about = yamlfile.read(path.read_text(encoding="utf-8"), str(path)) or {}
    if not isinstance(about, dict):
        raise SettingsError(f"{path}: fields were expected: {', '.join(sorted(_KEYS))}")
    unknown = sorted(set(about) - _KEYS)
    if unknown:
        raise SettingsError(f"{path}: unknown field {unknown[0]!r}; fields are: {', '.join(sorted(_KEYS))}")
    settings = about.get("settings") or {}
    wrong = sorted(set(settings) - set(Settings.__dataclass_fields__))
    if wrong:
        raise SettingsError(f"{path}: unknown setting {wrong[0]!r}")
    return Case(
        folder,
        source,
        what=str(about.get("what") or ""),
        known_failure=str(about.get("known_failure") or ""),
        url=about.get("url"),
        settings=settings,
    )


def _difference(case: Case, result: Result) -> str:
    """Text, spans and kinds that differ, as two short diffs; empty when all are the same."""
    expected_text = (case.folder / TEXT).read_bytes().decode("utf-8")
    parts = []
    if expected_text != result.text:
        parts += _diff(_lines(expected_text), _lines(result.text), "expected text", "text now")
    now = [removal.as_dict() for removal in result.removed]
    expected = _expected_removals(case.folder / REMOVALS)
    if [_compared(item) for item in expected] != [_compared(item) for item in now]:
        before, after = [_shown(item) for item in expected], [_shown(item) for item in now]
        parts += _diff(before, after, "expected removals", "removals now")
        same = {tuple(_compared(item).values()) for item in expected}
        for item in now:
            if tuple(_compared(item).values()) not in same:
                parts.append(f"  why now: {item['reason']} [{item['rule']}, confidence {item['confidence']:.2f}]")
    return "\n".join(parts)


def _expected_removals(path: Path) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            found.append({**item, **{key: item[key] for key in COMPARED}})
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path}:{number}: not a removal with {', '.join(COMPARED)} ({error})") from None
    return found


def _compared(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: item[key] for key in COMPARED}


def _shown(item: Mapping[str, Any]) -> str:
    return f"{item['start']}–{item['end']} {item['category']} {json.dumps(item['text'], ensure_ascii=False)}"


def _lines(text: str) -> list[str]:
    """Lines with what cannot be seen made visible, so that a lost carriage return shows."""
    return [line.replace("\r", "␍") for line in text.split("\n")]


def _diff(before: list[str], after: list[str], old: str, new: str) -> list[str]:
    return [f"  {line}" for line in difflib.unified_diff(before, after, old, new, lineterm="", n=1)]
