"""Start-up of the command line, and what its imports cost."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.report import Report
from benchmarks.tables import Table

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import numpy'": ["-c", "import numpy"],
    "python -c 'import cleaner'": ["-c", "import cleaner"],
    "cleaner --version": ["-m", "cleaner", "--version"],
    "cleaner --help": ["-m", "cleaner", "--help"],
    "cleaner clean, 1 KB of text": ["-m", "cleaner", "clean", "-"],
    "python -c 'import trafilatura'": ["-c", "import trafilatura"],
}
HEAVY = ("trafilatura", "lxml", "pyarrow", "typer", "rich", "pydantic", "torch", "spacy")
_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)")


def evaluate(rounds: int = 7) -> Report:
    """Median time of commands, and the dearest imports of `import cleaner`."""
    times = Table(f"Start-up, median of {rounds} runs", ("command", "ms", "best ms"), ("text", ".0f", ".0f"))
    for name, arguments in COMMANDS.items():
        measured = [_run(arguments) for _ in range(rounds + 1)][1:]
        if all(measured):
            times.add(name, 1000 * statistics.median(measured), 1000 * min(measured))
    found = imports("import cleaner")
    dear = Table("Dearest imports of `import cleaner`", ("module", "ms with what it imports"), ("text", ".1f"))
    for module, cost in sorted(found.items(), key=lambda item: -item[1])[:12]:
        dear.add(module, cost)
    heavy = [name for name in HEAVY if name in found]
    dear_note = f"Heavy libraries that `import cleaner` loads: {', '.join(heavy) or 'none'}."
    report = Report(
        "startup", f"{rounds} runs each", [times, Table(dear.title, dear.columns, dear.forms, dear.rows, dear_note)]
    )
    return report


def _run(arguments: list[str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, input=b"A line of text.\n" * 64, check=False
    )
    return time.perf_counter() - started if done.returncode == 0 else 0.0


def imports(statement: str) -> dict[str, float]:
    """Milliseconds of each imported module, its own imports included (`-X importtime`)."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", statement], cwd=ROOT, capture_output=True, text=True, check=False
    )
    matches = (_LINE.match(line) for line in done.stderr.splitlines())
    return {match[4]: int(match[2]) / 1000 for match in matches if match}
