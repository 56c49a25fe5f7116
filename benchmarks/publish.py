"""Puts measured tables into docs/benchmarks.md: what stands between `<!-- begin NAME -->` and `<!-- end NAME -->`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks.report import OUT

DOCS = Path(__file__).resolve().parents[1] / "docs"
_PLACE = re.compile(r"(<!-- begin (\S+) -->\n)(.*?)(<!-- end \2 -->)", re.DOTALL)
_CHART = re.compile(r"!\[([^\]]*)\]\(([^)]+\.svg)\)")


def publish(out: Path = OUT, docs: Path = DOCS) -> list[str]:
    """Replace every named place whose report exists in `out`; charts go to docs/charts. Names that were replaced."""
    page = docs / "benchmarks.md"
    done: list[str] = []

    def fill(match: re.Match[str]) -> str:
        report = out / f"{match[2]}.md"
        if not report.exists():
            return match[0]
        done.append(match[2])
        body = report.read_text(encoding="utf-8").split("\n", 2)[2]  # without its own heading
        return f"{match[1]}\n{_CHART.sub(lambda chart: _charted(chart, out, docs), body)}\n{match[4]}"

    text = _PLACE.sub(fill, page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8")
    return done


def _charted(match: re.Match[str], out: Path, docs: Path) -> str:
    folder = docs / "charts"
    folder.mkdir(exist_ok=True)
    if (out / match[2]).exists():
        shutil.copyfile(out / match[2], folder / match[2])
    return f"![{match[1]}](charts/{match[2]})"
