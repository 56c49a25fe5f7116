"""One rule as the matcher sees it: plain values, checked before they get here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Range = tuple[float, float]  # both ends belong to it

SURE = 0.95  # from this confidence on a rule decides alone


@dataclass(frozen=True, slots=True)
class Rule:
    """What one entry of a pack says; docs/rules.md explains every field.

    `patterns` are searched in the line, `phrases` are whole lines compared word by word,
    `made_of` are the words that a line may be made of. `shape` maps a measure to its range.
    `share` is the part of a document's words that the rule may take before it is suspended. `own` are
    rules of the caller's packs.
    """

    id: str
    kind: str
    where: str
    pack: str
    why: str
    language: str = ""  # "" for every language
    hosts: tuple[str, ...] = ()
    keep: bool = False
    confidence: float = 0.95
    patterns: tuple[str, ...] = ()
    literals: tuple[tuple[str, ...], ...] = ()  # of each pattern, for the pre-filter; () where there are none
    leads: tuple[bool, ...] = ()  # whether a line begins with a pattern's literals, signs aside
    also: tuple[tuple[str, ...], ...] = ()  # of each pattern, one of which a line holds beside
    digits: tuple[bool, ...] = ()  # whether a line that a pattern matches holds a digit
    phrases: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()
    html: Mapping[str, tuple[str, ...]] | None = None
    inside: Mapping[str, tuple[str, ...]] | None = None
    case: bool = False
    shape: Mapping[str, Range] = dataclasses.field(default_factory=dict)
    ends_sentence: bool | None = None
    place: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    within: int = 1
    run: int = 1
    reach: str = "line"
    not_in: tuple[str, ...] = ()
    share: float = 0.3
    own: bool = False

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Rule:
        """The rule from its JSON form (lists become tuples)."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()
        }
        for name in ("html", "inside"):
            if values.get(name):
                values[name] = {key: tuple(found) for key, found in values[name].items()}
        for name in ("literals", "also"):
            values[name] = tuple(tuple(found) for found in values.get(name, ()))
        values["shape"] = {key: (low, high) for key, (low, high) in values.get("shape", {}).items()}
        return cls(**values)

    def plain(self) -> dict[str, Any]:
        """The JSON form: fields that differ from their defaults."""
        found: dict[str, Any] = {}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            default = field.default
            if field.default_factory is not dataclasses.MISSING:
                default = field.default_factory()
            if value != default:
                found[field.name] = value
        return found

    @property
    def sure(self) -> bool:
        """Whether the rule decides alone."""
        return self.confidence >= SURE

    @property
    def weight(self) -> float:
        """|2p − 1| of its confidence."""
        return abs(2 * self.confidence - 1)
