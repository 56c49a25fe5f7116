"""Rule files written in a test, and what they find in lines."""

from __future__ import annotations

from pathlib import Path

from cleaner.ruleset import RuleReport, RuleSet
from cleaner.ruleset.documents import blocks_of
from cleaner.ruleset.pack import parse
from cleaner.settings import Settings

WHY = "Made up for a test."
PROSE = (
    "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring, "
    "although the price has doubled since the flood."
)


def ruleset(rules: str, head: str = "kind: other", name: str = "mine") -> RuleSet:
    """Rules from the YAML of their entries, indented by two spaces."""
    text = f"{head}\nrules:\n{rules}"
    return RuleSet(parse(text, name, f"rules/{name}.yaml").rules, "test")


def rule(fields: str, ident: str = "one") -> str:
    """One entry; `fields` are lines of YAML."""
    body = "\n".join(f"    {line}" for line in fields.strip().splitlines())
    return f"  - id: {ident}\n    why: {WHY}\n{body}\n"


def taken(
    rules: RuleSet, text: str, *, html: bool = False, report: RuleReport | None = None, **settings: object
) -> list[str]:
    """The lines that rules point to as boilerplate, in order."""
    choice = Settings(**settings)  # type: ignore[arg-type]
    blocks = blocks_of(text, "html" if html else "text", choice)
    at = sorted(
        {
            int(block)
            for evidence in rules.find(blocks, choice, report)
            if evidence.points_to == "boilerplate"
            for block in evidence.blocks
        }
    )
    return [blocks.line(block) for block in at if blocks.line(block)]


def written(folder: Path, text: str, name: str = "mine.yaml") -> str:
    """A rule file's path, after it was written."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)
