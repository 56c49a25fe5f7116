"""What every run prints and writes: tables as Markdown and JSON, charts as SVG, versions, sample size."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from benchmarks.tables import Table

OUT = Path(__file__).resolve().parent / "out"


@dataclass(slots=True)
class Report:
    """The outcome of one command."""

    name: str
    sample: str  # "wcxb: 1,497 pages of 1,305 sites"
    tables: list[Table] = field(default_factory=list)
    charts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)

    def markdown(self) -> str:
        """The whole report as Markdown."""
        versions = ", ".join(f"{name} {version}" for name, version in sorted(self.versions.items()))
        charts = [f"![{name}]({self.name}-{name}.svg)\n" for name in self.charts]
        foot = f"Sample: {self.sample}. Versions: {versions}; {machine()}.\n"
        return "\n".join([f"## {self.name}\n", *(table.markdown() for table in self.tables), *charts, foot])

    def write(self, folder: Path = OUT) -> list[Path]:
        """NAME.md, NAME.json and a NAME-CHART.svg for each chart."""
        folder.mkdir(parents=True, exist_ok=True)
        content = {
            "name": self.name,
            "sample": self.sample,
            "versions": self.versions,
            "machine": machine(),
            "tables": [table.json() for table in self.tables],
        }
        files = {
            f"{self.name}.md": self.markdown(),
            f"{self.name}.json": json.dumps(content, ensure_ascii=False, indent=1) + "\n",
            **{f"{self.name}-{chart}.svg": svg for chart, svg in self.charts.items()},
        }
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        return [folder / file for file in files]


def machine() -> str:
    """Python and the processor's architecture."""
    return f"Python {platform.python_version()} on {platform.machine()}"


def version(distribution: str) -> str:
    """An installed library's version, "" where it is missing."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def counted(what: str, count: int, sites: Sequence[str], more: Mapping[str, int] | None = None) -> str:
    """The sample in words."""
    extra = "".join(f", {number:,} {name}" for name, number in (more or {}).items())
    return f"{count:,} {what} of {len(set(sites)):,} sites{extra}"
