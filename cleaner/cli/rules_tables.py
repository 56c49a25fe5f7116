"""Tables of `cleaner rules coverage`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cleaner.ruleset.coverage import Coverage
from cleaner.ruleset.examples import cases
from cleaner.ruleset.pack import Pack

OVERLAPS = 10  # pairs shown


def by_language(packs: Sequence[Pack]) -> dict[str, dict[str, int | bool]]:
    """How many rules and examples each language has, and whether all of its packs were measured."""
    rows: dict[str, Counter[str]] = {}
    for pack in packs:
        row = rows.setdefault(pack.language or "every", Counter())
        row["rules"] += len(pack.rules)
        row["unmeasured"] += 0 if pack.form.measured else 1
        row.update(case.want for case in cases(pack))
    counts = ("rules", "removes", "keeps", "todo")
    return {
        name: {**{key: row[key] for key in counts}, "measured": not row["unmeasured"]}
        for name, row in sorted(rows.items())
    }


def languages(packs: Sequence[Pack]) -> str:
    """The same as a table."""
    rows = by_language(packs)
    lines = [f"{'language':10s} {'rules':>6s} {'removes':>8s} {'keeps':>6s} {'todo':>5s}  measured"]
    for name, row in rows.items():
        measured = "yes" if row["measured"] else "no"
        lines.append(f"{name:10s} {row['rules']:6d} {row['removes']:8d} {row['keeps']:6d} {row['todo']:5d}  {measured}")
    total = sum(row["removes"] + row["keeps"] + row["todo"] for row in rows.values())
    lines.append(f"{total} examples, {sum(row['keeps'] for row in rows.values())} of them to keep")
    return "\n".join(lines) + "\n"


def coverage(found: Coverage) -> str:
    """Rules by hits, then those that never hit, what overlaps, and shares by language."""
    lines = [f"{found.documents} documents", ""]
    lines.append(f"{'rule':48s} {'lines':>7s} {'sites':>6s} {'precision':>9s} {'wrong':>6s} {'alone':>7s}")
    hit = sorted(((name, count) for name, count in found.rules.items() if count.lines), key=lambda pair: -pair[1].lines)
    for name, count in hit:
        precision = f"{count.precision:.3f}" if count.precision is not None else "–"
        lines.append(
            f"{name:48s} {count.lines:7d} {len(count.sites):6d} {precision:>9s} {count.wrong:6d} {count.alone:7d}"
        )
        lines += [f"    {'!' if label == 1 else ' '} {line}" for label, line in count.samples]
    never = [name for name, count in found.rules.items() if not count.lines]
    if never:
        lines += ["", f"never hit ({len(never)}): {', '.join(never)}"]
    if found.overlaps:
        lines += ["", "overlaps:"]
        lines += [f"{number:7d} {left} + {right}" for (left, right), number in found.overlaps.most_common(OVERLAPS)]
    if found.suspended:
        lines += ["", "suspended:", *(f"{number:7d} {name}" for name, number in found.suspended.most_common())]
    if found.main or found.clutter:
        lines += ["", "of the characters labelled so, taken by rules that decide alone:"]
        lines.append(f"{'language':10s} {'main content':>14s} {'clutter':>9s}")
        for language in sorted(found.clutter | found.main, key=lambda name: -found.clutter[name]):
            main = found.main_taken[language] / max(found.main[language], 1)
            clutter = found.clutter_taken[language] / max(found.clutter[language], 1)
            lines.append(f"{language or '?':10s} {main:14.3%} {clutter:9.2%}")
        main = found.main_taken.total() / max(found.main.total(), 1)
        clutter = found.clutter_taken.total() / max(found.clutter.total(), 1)
        lines.append(f"{'all':10s} {main:14.3%} {clutter:9.2%}")
    return "\n".join(lines) + "\n"


def plain(found: Coverage) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "documents": found.documents,
        "rules": {
            name: {
                "lines": count.lines, "right": count.right, "wrong": count.wrong, "precision": count.precision,
                "chars": count.chars, "alone": count.alone,
                "sites": len(count.sites), "wrong_sites": len(count.wrong_sites),
            }
            for name, count in found.rules.items()
        },
        "overlaps": [[left, right, number] for (left, right), number in found.overlaps.most_common(100)],
        "suspended": dict(found.suspended),
        "main": dict(found.main), "main_taken": dict(found.main_taken),
        "clutter": dict(found.clutter), "clutter_taken": dict(found.clutter_taken),
    }  # fmt: skip
