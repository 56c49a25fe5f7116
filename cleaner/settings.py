"""Settings: one frozen value with every choice that a caller can make."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from cleaner.errors import SettingsError
from cleaner.types import KINDS

OPTIONAL_KINDS = frozenset({"byline", "timestamp"})  # content for some readers: their rules wait to be asked

Favor = Literal["balanced", "precision", "recall"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to clean. Defaults are what was measured; see docs/design.md for each.

    favor: which side of the curve between article damage and clutter left.
    keep: kinds that are never removed.
    drop: kinds that are content for some readers (bylines and timestamps) and go only when
        named here; a kind named in both stays out of `keep`.
    threshold: probability of boilerplate above which a block goes; None for `favor`'s own.
    learned: whether the learned score is heard; without it rules and heuristics decide alone.
    second_opinion: whether trafilatura's choice is heard for HTML.
    metadata: whether author, date and site name are looked for beyond what the page declares (slower).
    include_comments: readers' comments stay, as with `keep={"comments"}`.
    include_tables: False takes the tables of pages out.
    include_links, include_images: whether Markdown holds link targets and images.
    rules: paths of user packs, files or folders; same id overrides a shipped rule.
    disable: rule ids, kinds or packs that are switched off.
    max_chars, max_blocks, max_depth: limits; beyond them a LimitError.
    deadline: seconds for one document, looked at between stages; None for no limit.
    rule_timeout: seconds that one rule may spend on one document before it is switched off for it.
    """

    favor: Favor = "balanced"
    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()
    language: str | None = None
    encoding: str | None = None
    threshold: float | None = None
    learned: bool = True
    second_opinion: bool = False
    metadata: bool = False
    rules: tuple[str, ...] = ()
    disable: frozenset[str] = frozenset()
    include_comments: bool = False
    include_tables: bool = True
    include_links: bool = True
    include_images: bool = False
    max_chars: int = 200_000_000
    max_blocks: int = 5_000_000
    max_depth: int = 500_000
    deadline: float | None = None
    rule_timeout: float = 1.0

    def __post_init__(self) -> None:
        for name in ("keep", "drop", "disable"):
            object.__setattr__(self, name, frozenset(_names(getattr(self, name))))
        object.__setattr__(self, "rules", tuple(str(path) for path in _names(self.rules)))
        unknown = sorted((self.keep | self.drop) - set(KINDS))
        if unknown:
            raise SettingsError(f"unknown kind {unknown[0]!r}; kinds are: {', '.join(KINDS)}")
        if self.favor not in get_args(Favor):
            raise SettingsError(f"favor is {' or '.join(get_args(Favor))}, not {self.favor!r}")
        if self.threshold is not None and not 0 < self.threshold < 1:
            raise SettingsError(f"threshold lies between 0 and 1, not at {self.threshold}")

    @property
    def kept_kinds(self) -> frozenset[str]:
        """Kinds that nothing may remove."""
        return (self.keep | {"comments"} if self.include_comments else self.keep) - self.drop

    @property
    def silent_kinds(self) -> frozenset[str]:
        """Kinds whose rules name what they see and remove nothing."""
        return OPTIONAL_KINDS - self.drop

    def with_(self, **changes: Any) -> Settings:
        """A copy with some fields changed."""
        return dataclasses.replace(self, **changes)


def _names(value: str | Iterable[str]) -> Iterable[str]:
    return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value
