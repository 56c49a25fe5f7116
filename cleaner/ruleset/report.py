"""What happened to the rules in one document: kept apart from the rules, which never change."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class RuleReport:
    """Filled by one call of `RuleSet.find`.

    languages: those whose rules were asked; `found` is how they were come by: "given",
        "detected", or "undecided" (then every language of the script was asked).
    told: languages that the text may be in, those without rules among them.
    suspended: ids of rules that exceeded their time or share.
    """

    warnings: list[str] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    found: str = ""
    evidence: str = ""
    suspended: list[str] = field(default_factory=list)

    def suspend(self, rule: str, why: str) -> None:
        """Note a rule that was switched off for this document."""
        self.suspended.append(rule)
        self.warnings.append(f"rule {rule} was switched off for this document: {why}")
