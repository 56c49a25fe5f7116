"""What would go, and why: the table of `--dry-run`."""

from __future__ import annotations

import sys
from collections import Counter

from cleaner.types import Removal, Result

WIDEST = 48  # characters of a removed line that are shown


def show(result: Result, shown: str, *, verbose: bool) -> None:
    """A line for each removal: where, kind, text, how sure, and the reason in words."""
    if sys.stdout.isatty():
        _for_eyes(result, shown, verbose)
        return
    print(f"{shown}: {_share(result)}")
    if result.removed:
        print(f"  {_kinds(result)}")
    rows = [_row(removal, verbose) for removal in result.removed]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for line, kind, text, confidence, why in rows:
        print(f"  {line:>{widths[0]}} {kind:<{widths[1]}} {text:<{widths[2]}} {confidence} {why}")


def _for_eyes(result: Result, shown: str, verbose: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text.assemble((shown, "bold"), f": {_share(result)}"))
    if not result.removed:
        return
    console.print(Text(f"  {_kinds(result)}", style="dim"))
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", style="dim")
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(ratio=2, no_wrap=True, overflow="ellipsis")
    table.add_column(style="bold")
    table.add_column(ratio=3, style="dim")
    for row in (_row(removal, verbose) for removal in result.removed):
        table.add_row(*map(Text, row))
    console.print(table)


def _row(removal: Removal, verbose: bool) -> tuple[str, str, str, str, str]:
    return (
        str(removal.line), removal.category, _short(removal.text), f"{removal.confidence:.2f}", _why(removal, verbose)
    )  # fmt: skip


def _kinds(result: Result) -> str:
    kinds = Counter(removal.category for removal in result.removed)
    return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())


def _share(result: Result) -> str:
    visible = int(result.stats["visible"])
    gone = visible - int(result.stats["kept_visible"])
    if not result.removed:
        return "nothing would go"
    return f"{gone:,} of {visible:,} visible characters would go ({gone / max(visible, 1):.0%})"


def _short(text: str) -> str:
    line = " ".join(text.split()) or "(blank)"
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"


def _why(removal: Removal, verbose: bool) -> str:
    where = f" ({removal.where})" if verbose and removal.where else ""
    return f"{removal.reason} [{removal.rule}]{where}"
