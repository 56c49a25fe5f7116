"""Golden files: what a document's clean text and removals should be, and whether they still are.

A case is a folder with `source.txt` or `source.html`, `expected.txt`, `expected.removals.jsonl` and
`about.yaml` (`what`, and where needed `known_failure`, `url`, `settings`); paths of rules in it begin at
the folder. Text, spans and kinds are compared; rules, reasons and confidences are written down for the
reader and not compared.
"""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from cleaner.errors import CleanerError, InputError, SettingsError
from cleaner.pipeline import Cleaner
from cleaner.ruleset import yamlfile
from cleaner.settings import Settings
from cleaner.types import Result

SOURCES = ("source.txt", "source.html")
TEXT = "expected.txt"
REMOVALS = "expected.removals.jsonl"
ABOUT = "about.yaml"
COMPARED: dict[str, type] = {"start": int, "end": int, "category": str, "text": str}
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
        lacking = next((name for name in (TEXT, REMOVALS) if not (case.folder / name).exists()), None)
        if lacking:
            return Outcome(case, "missing", f"no {lacking}: take it with `cleaner golden record`")
        difference = _difference(case, result)
    except CleanerError as error:
        return Outcome(case, "error", str(error))
    if case.known_failure:
        return Outcome(case, "known failure" if difference else "known failure passes", difference)
    return Outcome(case, "different" if difference else "same", difference)


def record(case: Case) -> bool:
    """Write what comes out now as what is expected; whether that changed text, spans or kinds.

    A known failure's expectation is what should come out, so it stays as it is. Raises what cleaning raises, and
    InputError where something else than an expectation stands in its place.
    """
    if case.known_failure:
        return False
    result = run(case)
    if (case.folder / TEXT).exists() and (case.folder / REMOVALS).exists() and not _difference(case, result):
        return False
    (case.folder / TEXT).write_bytes(result.text.encode("utf-8"))
    removals = [removal.as_dict() for removal in result.removed]
    for removal in removals:  # rules of the case's own are there wherever the folder lies
        removal["where"] = removal["where"].removeprefix(f"{case.folder}{os.sep}")
    lines = "".join(json.dumps(removal, ensure_ascii=False) + "\n" for removal in removals)
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
    about = yamlfile.read(_read(path), str(path))
    if about is None:
        return Case(folder, source)
    if not isinstance(about, yamlfile.Marked):
        raise SettingsError(f"{path}: fields were expected: {', '.join(sorted(_KEYS))}")
    unknown = sorted(set(about) - _KEYS)
    if unknown:
        raise SettingsError(f"{path}: unknown field {unknown[0]!r}; fields are: {', '.join(sorted(_KEYS))}")
    url = about.get("url")
    if not isinstance(url, str | None):
        raise SettingsError(f"{path}:{about.lines['url']}: an address was expected, not {url!r}")
    return Case(
        folder,
        source,
        what=str(about.get("what") or ""),
        known_failure=str(about.get("known_failure") or ""),
        url=url,
        settings=_settings(about, path),
    )


def _settings(about: yamlfile.Marked, path: Path) -> Mapping[str, Any]:
    """The settings of a case, paths of rules from its folder on; raises SettingsError with file and line."""
    settings = about.get("settings")
    if settings is None:
        return {}
    if not isinstance(settings, yamlfile.Marked):
        raise SettingsError(f"{path}:{about.lines['settings']}: settings are fields with values, not {settings!r}")
    expected = get_type_hints(Settings)
    for name, value in settings.items():
        where = f"{path}:{settings.lines[name]}"
        if name not in expected:
            raise SettingsError(f"{where}: unknown setting {name!r}")
        if not _fits(value, expected[name]):
            raise SettingsError(f"{where}: {name} is {_called(expected[name])}, not {value!r}")
        try:
            known = Settings(**{name: value})
        except SettingsError as error:
            raise SettingsError(f"{where}: {error}") from None
        if name == "rules":
            settings[name] = [str(path.parent / rules) for rules in known.rules]
    return settings


def _fits(value: Any, expected: Any) -> bool:
    """Whether a value of YAML can be a setting of some type; words can stand for lists of them."""
    origin = get_origin(expected)
    if origin is UnionType:
        return any(_fits(value, one) for one in get_args(expected))
    if origin in (frozenset, tuple):
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    if expected in (int, float):
        return isinstance(value, (int, expected)) and not isinstance(value, bool)
    return isinstance(value, str if origin is Literal else expected)


def _called(expected: Any) -> str:
    """What a setting of some type holds, in words."""
    names = {int: "a whole number", float: "a number", bool: "true or false", str: "a word", NoneType: "null",
             frozenset: "a list of names", tuple: "a list of paths", Literal: "a word"}  # fmt: skip
    origin = get_origin(expected)
    return " or ".join(map(_called, get_args(expected))) if origin is UnionType else names[origin or expected]


def _read(path: Path) -> str:
    """A file's text; raises InputError with the line of what is not UTF-8."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}: not UTF-8") from None


def _difference(case: Case, result: Result) -> str:
    """Text, spans and kinds that differ, as two short diffs; empty when all are the same."""
    expected_text = _read(case.folder / TEXT)
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
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            if not all(isinstance(item[key], kind) for key, kind in COMPARED.items()):
                raise TypeError("a value is of another type")
            found.append(item)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
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
