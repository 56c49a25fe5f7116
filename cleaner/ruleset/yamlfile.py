"""YAML from strangers: safe, strict, bounded, and every value knows its line.

No tags, no aliases, no duplicate keys; `yes`, `no`, dates and `1:30` stay the
words that they are written as, so that a list of languages can hold `no`.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from cleaner.errors import RuleError

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # PyYAML without its C part
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

MAX_BYTES = 2_000_000  # the largest pack that we ship has 60 kB
MAX_DEPTH = 12  # a pack needs six


class Marked(dict[str, Any]):
    """A mapping that remembers the line of each key and its own."""

    line: int = 0
    lines: dict[str, int]


class _Loader(_Base):
    """The safe loader; what plain words turn into is said below."""


_Loader.yaml_implicit_resolvers = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]{0,15})$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?[0-9]{0,15}\.[0-9]{1,15}$"), list("-.0123456789")
)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Marked:
    found = Marked()
    found.line = node.start_mark.line + 1
    found.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise _problem(line, f"a key is a word, not {key!r}")
        if key in found:
            raise _problem(line, f"{key!r} stands here twice (first on line {found.lines[key]})")
        found[key] = loader.construct_object(value_node, deep=True)
        found.lines[key] = line
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


class _Problem(Exception):
    line: int = 1


def _problem(line: int, message: str) -> _Problem:
    problem = _Problem(message)
    problem.line = line
    return problem


def read(text: str, where: str) -> Any:
    """The data of one YAML file; `where` is its name in errors. Raises RuleError with file and line."""
    if len(text) > MAX_BYTES:
        raise RuleError(f"{where}: larger than {MAX_BYTES:,} characters")
    try:
        _bounded(text)
        return yaml.load(text, Loader=_Loader)
    except _Problem as problem:
        raise RuleError(f"{where}:{problem.line}: {problem}") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise RuleError(f"{where}:{line}: {error.problem or error.context}") from None
    except yaml.reader.ReaderError as error:
        raise RuleError(f"{where}: {error.reason}") from None


def _bounded(text: str) -> None:
    """Refuse what nests deep or refers back before anything is built from it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise _problem(line, "aliases (*name) are not allowed")
        tag = getattr(event, "tag", None)  # None where the file writes none
        if tag is not None:
            raise _problem(line, f"tags ({tag.replace('tag:yaml.org,2002:', '!!')}) are not allowed")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _problem(line, f"nested deeper than {MAX_DEPTH}")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
