"""Rules from files: `RuleSet` finds in a document what they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.ruleset.load import load_rules
from cleaner.ruleset.match import Matcher
from cleaner.ruleset.report import RuleReport
from cleaner.ruleset.rule import Rule
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence

__all__ = ["Rule", "RuleReport", "RuleSet"]


LOADED = 8  # sets of rules that are kept at hand
_loaded: dict[str, RuleSet] = {}


@dataclass(frozen=True)
class RuleSet:
    """Rules, compiled for matching; the same for any number of documents."""

    rules: tuple[Rule, ...]
    digest: str
    _matcher: Matcher = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_matcher", Matcher(self.rules))

    @classmethod
    def load(cls, settings: Settings | None = None) -> RuleSet:
        """The shipped rules and the caller's own; raises RuleError for a file that is wrong.

        The same files give the same object: its tables take longer to build than a text to clean.
        """
        rules, digest = load_rules(settings or Settings())
        found = _loaded.get(digest)
        if found is None:
            if len(_loaded) >= LOADED:
                _loaded.clear()
            found = _loaded[digest] = cls(rules, digest)
        return found

    def find(self, blocks: Blocks, settings: Settings, report: RuleReport | None = None) -> Iterator[Evidence]:
        """What the rules have to say about a document; rules that were switched off for it are in `report`."""
        return self._matcher.find(blocks, settings, report if report is not None else RuleReport())

    @property
    def languages(self) -> frozenset[str]:
        """Languages that have phrase rules."""
        return frozenset(rule.language for rule in self.rules if rule.language)

    def __len__(self) -> int:
        return len(self.rules)

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Rule, ...], str]]:
        return RuleSet, (self.rules, self.digest)
