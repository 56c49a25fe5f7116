"""What would go, and why: the table of `--dry-run`."""

from __future__ import annotations

import shutil
import sys
from collections import Counter

from cleaner.types import Removal, Result

WIDEST = 48  # characters of a removed line that are shown
PLAIN_WIDTH = 160  # where nobody looks: wide enough for a reason


def show(result: Result, shown: str, *, verbose: bool) -> None:
    """A line for each removal: where, kind, text, how sure, and the reason in words."""
    from rich.console import Console
    from rich.text import Text

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else PLAIN_WIDTH
    console = Console(width=width, highlight=False, soft_wrap=not terminal)
    stats = result.stats
    gone = int(stats["visible"]) - int(stats["kept_visible"])
    kinds = Counter(removal.category for removal in result.removed)
    console.print(Text.assemble((shown, "bold"), f": {_share(gone, int(stats['visible']))}"))
    if kinds:
        console.print(Text("  " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()), style="dim"))
    digits = len(str(max((removal.line for removal in result.removed), default=0)))
    names = max((len(removal.category) for removal in result.removed), default=0)
    texts = max((len(_short(removal.text)) for removal in result.removed), default=0)
    for removal in result.removed:
        console.print(
            Text.assemble(
                (f"  {removal.line:>{digits}} ", "dim"),
                (f"{removal.category:<{names}} ", "cyan"),
                f"{_short(removal.text):<{texts}} ",
                (f"{removal.confidence:.2f} ", "bold"),
                (_why(removal, verbose), "dim"),
            )
        )


def _share(gone: int, visible: int) -> str:
    if not gone:
        return "nothing would go"
    return f"{gone:,} of {visible:,} visible characters would go ({gone / visible:.0%})"


def _short(text: str) -> str:
    line = " ".join(text.split()) or "(blank)"
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"


def _why(removal: Removal, verbose: bool) -> str:
    where = f" ({removal.where})" if verbose and removal.where else ""
    return f"{removal.reason} [{removal.rule}]{where}"
