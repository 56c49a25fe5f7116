"""Pages of the rules for people, made from the files: what, why, examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cleaner.ruleset.examples import Case, cases
from cleaner.ruleset.pack import Pack
from cleaner.ruleset.rule import Rule

HEAD = "<!-- Made by `cleaner rules docs`; change the rule files instead. -->"


def write(packs: Sequence[Pack], folder: Path) -> list[Path]:
    """Write a page for each language and an index into a folder; pages that are made no more are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {folder / f"{name}.md": page(name, mine) for name, mine in _by_folder(packs).items()}
    pages[folder / "README.md"] = index(packs)
    for old in folder.glob("*.md"):
        if old not in pages and old.read_text(encoding="utf-8").startswith(HEAD):
            old.unlink()
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
    return sorted(pages)


def _by_folder(packs: Sequence[Pack]) -> dict[str, list[Pack]]:
    """Packs by the first part of their names: a language, `common`, `sites`."""
    found: dict[str, list[Pack]] = {}
    for pack in sorted(packs, key=lambda pack: pack.name):
        found.setdefault(pack.name.split("/")[0], []).append(pack)
    return found


def index(packs: Sequence[Pack]) -> str:
    """All languages, with how many packs, rules and examples each has."""
    lines = [
        HEAD,
        "",
        "# Rules",
        "",
        "How to write one: [the tutorial](../rule-tutorial.md), [the language](../rules.md).",
        "",
    ]
    lines += ["| | packs | rules | examples | kept look-alikes | measured |", "|---|---|---|---|---|---|"]
    for name, mine in _by_folder(packs).items():
        wants = Counter(case.want for pack in mine for case in cases(pack))
        measured = "yes" if all(pack.form.measured for pack in mine) else "no"
        rules = sum(len(pack.rules) for pack in mine)
        numbers = f"{len(mine)} | {rules} | {sum(wants.values())} | {wants['keeps']}"
        lines.append(f"| [{name}]({name}.md) | {numbers} | {measured} |")
    return "\n".join(lines) + "\n"


def page(name: str, packs: Sequence[Pack]) -> str:
    """The rules of one folder as Markdown, pack by pack."""
    lines = [HEAD, "", f"# Rules: {name}"]
    for pack in packs:
        form = pack.form
        lines += ["", f"## {pack.name}", "", f"Kind `{form.kind}`, file `{pack.where}`."]
        if not form.measured:
            lines += ["", f"**Not measured**, for want of data. Rests on: {form.rests_on or 'not said'}."]
        by_rule: dict[str, list[Case]] = {}
        for case in cases(pack):
            by_rule.setdefault(case.rule.id, []).append(case)
        for rule in pack.rules:
            lines += ["", rule_text(rule, by_rule.get(rule.id, []), "###")]
    return "\n".join(lines) + "\n"


def rule_text(rule: Rule, examples: Sequence[Case], level: str = "##") -> str:
    """One rule: why, what it matches, where, and its examples."""
    lines = [f"{level} {rule.id}", "", rule.why, ""]
    lines += [f"- {line}" for line in described(rule)]
    for want, title in (("removes", "Removes"), ("keeps", "Keeps"), ("todo", "Known misses")):
        mine = [case for case in examples if case.want == want]
        if mine:
            lines += ["", f"{title}:", "", "```text", *(_shown(case) for case in mine), "```"]
    return "\n".join(lines)


def _shown(case: Case) -> str:
    lines = case.text.strip().splitlines()
    marked = [f"[x] {line}" if case.goes and line.strip() in case.goes else line for line in lines]
    return "\n".join(marked).replace("```", "'''") + ("\n" if len(lines) > 1 else "")


def described(rule: Rule) -> list[str]:
    """What a rule asks, in words."""
    decides = "decides alone" if rule.sure else "a hint that other evidence has to join"
    found = [f"{'protects' if rule.keep else 'kind'} `{rule.kind}`, confidence {rule.confidence:g} ({decides})"]
    for name, values in (("phrases", rule.phrases), ("made of the words", rule.made_of)):
        if values:
            shown = ", ".join(values[:12])
            found.append(f"{name}: {shown}{f' … ({len(values)} in all)' if len(values) > 12 else ''}")
    found += [f"pattern: `{pattern}`" for pattern in rule.patterns]
    for label, html in (("elements", rule.html), ("inside", rule.inside)):
        if html:
            found.append(f"{label}: " + "; ".join(f"{key} {', '.join(values)}" for key, values in html.items()))
    found += [f"{name.replace('_', ' ')}: {_span(low, high)}" for name, (low, high) in rule.shape.items()]
    if rule.ends_sentence is not None:
        found.append("ends as a sentence" if rule.ends_sentence else "does not end as a sentence")
    near = (("place", rule.place), ("after", rule.after), ("before", rule.before), ("not in", rule.not_in))
    for label, names in near:
        if names:
            found.append(f"{label}: {', '.join(names)}")
    if rule.run > 1:
        found.append(f"only in a run of at least {rule.run}")
    if rule.reach != "line":
        found.append(f"reaches: {rule.reach}, at most {rule.share:.0%} of the document's words")
    if rule.hosts:
        found.append(f"on: {', '.join(rule.hosts)}")
    return found


def _span(low: float, high: float) -> str:
    if low == high:
        return f"{low:g}"
    return f"{f'{low:g}' if low else ''}..{f'{high:g}' if high < 1e11 else ''}"
