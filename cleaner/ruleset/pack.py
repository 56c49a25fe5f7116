"""The text of one rule file to checked rules, with errors that name file, line and field."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from cleaner.errors import RuleError
from cleaner.ruleset import yamlfile
from cleaner.ruleset.literals import holds_digit, prefilter
from cleaner.ruleset.markup import selectors_of
from cleaner.ruleset.patterns import checked, patterns_of
from cleaner.ruleset.rule import Rule
from cleaner.ruleset.schema import SHAPES, SYNONYMS, HtmlForm, MarkedExample, PackForm, RuleForm, field_names

ANY_LANGUAGE = ("common", "sites")
DEFAULT_WORDS = (0.0, 40.0)  # a rule that removes by text takes lines, not paragraphs, unless it says so


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule file: its rules for the matcher, and its forms with examples for people."""

    name: str
    where: str
    language: str
    form: PackForm
    rules: tuple[Rule, ...]


def parse(text: str, name: str, where: str, trusted: bool = False) -> Pack:
    """Check one file; raises RuleError for the first thing that is wrong.

    trusted: its patterns are not compiled, which takes longer than all the rest; for files that
    `cleaner rules check` has seen.
    """
    data = yamlfile.read(text, where)
    if not isinstance(data, yamlfile.Marked):
        raise RuleError(f'{where}:1: a rule file starts with "kind:" and "rules:"')
    try:
        form = PackForm.model_validate(data)
    except ValidationError as error:
        raise _explained(error, data, where) from None
    name = form.pack or name
    folder = name.split("/")[0]
    language = form.language or ("" if folder in ANY_LANGUAGE or "/" not in name else folder)
    hosts = list(form.hosts)
    if folder == "sites" and not hosts:
        hosts = [name.split("/")[-1]]
    rules = []
    seen: dict[str, int] = {}
    for entry, marked in zip(form.rules, data["rules"], strict=True):
        line = marked.lines.get("id", marked.line)
        if entry.id in seen:
            raise RuleError(f"{where}:{line}: rule {entry.id!r} stands here twice (first on line {seen[entry.id]})")
        seen[entry.id] = line
        for pattern in () if trusted else patterns_of(entry):
            checked(pattern, entry.case, entry.id, f"{where}:{line}")
        rules.append(_rule(entry, form.kind, name, language, tuple(map(str.lower, hosts)), f"{where}:{line}"))
    return Pack(name, where, language, form, tuple(rules))


def _rule(entry: RuleForm, kind: str, pack: str, language: str, hosts: tuple[str, ...], where: str) -> Rule:
    patterns = patterns_of(entry)
    for html in (_html(entry.html), _html(entry.inside)):
        try:
            selectors_of(html or {})
        except RuleError as error:
            raise RuleError(f'{where}: rule "{entry.id}": {error}') from None
    shape = {name: span for name in SHAPES if (span := getattr(entry, name)) is not None}
    if (patterns or entry.made_of) and not entry.keep and "words" not in shape and "chars" not in shape:
        shape["words"] = DEFAULT_WORDS

    def full(names: list[str]) -> tuple[str, ...]:
        return tuple(name if "/" in name else f"{pack}/{name}" for name in names)

    filters = [prefilter(pattern) for pattern in patterns]
    return Rule(
        id=f"{pack}/{entry.id}",
        kind=entry.kind or kind,
        where=where,
        pack=pack,
        why=entry.why,
        language=language,
        hosts=hosts,
        keep=entry.keep,
        confidence=entry.confidence,
        patterns=patterns,
        literals=tuple(tuple(sorted(literals)) for literals, _, _ in filters),
        leads=tuple(leads for _, leads, _ in filters),
        also=tuple(tuple(sorted(also)) for _, _, also in filters),
        digits=tuple(holds_digit(pattern) for pattern in patterns),
        phrases=tuple(entry.phrases),
        made_of=tuple(entry.made_of),
        html=_html(entry.html),
        inside=_html(entry.inside),
        case=entry.case,
        shape=shape,
        ends_sentence=entry.ends_sentence,
        place=tuple(entry.place),
        after=full(entry.after),
        before=full(entry.before),
        within=entry.within,
        run=entry.run,
        reach=entry.reach,
        not_in=tuple(entry.not_in),
        share=entry.share,
    )


def _html(form: HtmlForm | None) -> dict[str, tuple[str, ...]] | None:
    if form is None:
        return None
    found = {name.rstrip("_"): tuple(value) for name in HtmlForm.model_fields if (value := getattr(form, name))}
    return found or None


def _explained(error: ValidationError, data: yamlfile.Marked, where: str) -> RuleError:
    """The first problem in the order of the file, in words."""
    problems = sorted(((_line(data, found["loc"]), found) for found in error.errors()), key=lambda pair: pair[0])
    line, found = problems[0]
    location = [part for part in found["loc"] if isinstance(part, str) and not _internal(part)]
    field = location[-1] if location else ""
    named = _rule_name(data, found["loc"])
    inside = f' in rule "{named}"' if named else ""
    if found["type"] == "extra_forbidden":
        model = _model(location)
        hint = _hint(field, field_names(model))
        return RuleError(f'{where}:{line}: unknown field "{field}"{inside}{hint}')
    if found["type"] == "missing":
        return RuleError(f'{where}:{line}: field "{field}" is missing{inside}')
    message = found["msg"].removeprefix("Value error, ")
    return RuleError(f'{where}:{line}: field "{field}"{inside}: {message}' if field else f"{where}:{line}: {message}")


def _internal(part: str) -> bool:
    """pydantic names its own machinery in a location: function-before[…], constrained-str, list[…]."""
    return "[" in part or "(" in part or part in ("constrained-str", "MarkedExample", "str")


def _model(location: list[str]) -> type[BaseModel]:
    parent = location[-2] if len(location) > 1 else ""
    if parent in ("html", "inside"):
        return HtmlForm
    if parent in ("removes", "keeps", "todo"):
        return MarkedExample
    return RuleForm if parent == "rules" else PackForm


def _hint(field: str, names: list[str]) -> str:
    plain = field.replace("_", "-").lower()
    close = SYNONYMS.get(plain)
    if close not in names:
        close = next(iter(difflib.get_close_matches(plain, names, 1, 0.6)), None)
    return f' (did you mean "{close}"?)' if close else f" (fields are: {', '.join(names)})"


def _line(data: Any, location: tuple[int | str, ...]) -> int:
    line, here = 1, data
    for part in location:
        if isinstance(here, yamlfile.Marked):
            line = here.lines.get(str(part), here.line) or line
            if part in here:
                here = here[str(part)]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
            line = here.line if isinstance(here, yamlfile.Marked) else line
    return line


def _rule_name(data: yamlfile.Marked, location: tuple[int | str, ...]) -> str:
    if len(location) > 1 and location[0] == "rules" and isinstance(location[1], int):
        entry = data["rules"][location[1]]
        if isinstance(entry, yamlfile.Marked):
            return str(entry.get("id", f"number {location[1] + 1}"))
    return ""
