"""What tests build on: the repository's samples, and blocks made from lines without any parser."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from cleaner.segment.columns import measure
from cleaner.types import Blocks, Evidence, Media

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
FIXTURES = ROOT / "fixtures"
PROSE = (
    "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring, "
    "although the price has doubled since the flood."
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A document and what a careful reader would want of it."""

    name: str
    source: bytes
    expected: str | None
    kind: Media
    removals: tuple[dict[str, Any], ...] | None = None
    known_failure: str | None = None

    def __str__(self) -> str:
        return self.name


def blocks_of(*lines: str, code: tuple[int, ...] = ()) -> Blocks:
    """Blocks from lines, without decoding or parsing; `code` are indices of lines inside a fence."""
    pieces = [line + "\n" for line in lines]
    ends = np.cumsum([len(piece) for piece in pieces], dtype=np.int64)
    starts = np.concatenate([np.zeros(min(len(pieces), 1), dtype=np.int64), ends[:-1]])
    text = "".join(pieces)
    columns = measure(text, starts, ends)
    in_code = np.zeros(len(pieces), dtype=np.bool_)
    in_code[list(code)] = True
    return Blocks(text=text, media="text", starts=starts, ends=ends, columns=columns, in_code=in_code)


def pointed_to(blocks: Blocks, evidence: list[Evidence], points_to: str | None = None) -> set[str]:
    """The lines that evidence points to, without space at the sides."""
    return {
        blocks.line(int(index))
        for item in evidence
        if points_to in (None, item.points_to)
        for index in item.blocks
    }  # fmt: skip


def known_failures_marked(samples: Iterable[Sample], *, strict: bool = True) -> list[Any]:
    """Parameters for pytest: one a sample, a strict xfail with its reason where one is known to fail."""
    return [
        pytest.param(
            sample,
            id=sample.name,
            marks=[pytest.mark.xfail(reason=sample.known_failure, strict=strict)] if sample.known_failure else [],
        )
        for sample in samples
    ]


@cache
def seeds() -> tuple[Sample, ...]:
    """Every text of seeds/; `expected` is None where nobody wrote it down."""
    known = SEEDS / "known-failures.yaml"
    failures = yaml.safe_load(known.read_text(encoding="utf-8")) if known.exists() else {}
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        if path.name.endswith(".expected.txt"):
            continue
        beside = path.with_name(f"{path.stem}.expected.txt")
        expected = beside.read_bytes().decode("utf-8") if beside.exists() else None
        found.append(Sample(path.stem, path.read_bytes(), expected, "text", known_failure=failures.get(path.stem)))
    return tuple(found)


@cache
def fixtures() -> tuple[Sample, ...]:
    """Every folder of fixtures/; `expected` and `removals` are None where the golden file is missing."""
    return tuple(_fixture(folder) for folder in sorted(FIXTURES.iterdir()) if folder.is_dir())


def _fixture(folder: Path) -> Sample:
    page, golden, record = folder / "source.html", folder / "expected.txt", folder / "expected.removals.jsonl"
    about = yaml.safe_load((folder / "about.yaml").read_text(encoding="utf-8"))
    source = page if page.exists() else folder / "source.txt"
    return Sample(
        name=folder.name,
        source=source.read_bytes(),
        expected=golden.read_bytes().decode("utf-8") if golden.exists() else None,
        kind="html" if page.exists() else "text",
        removals=tuple(json.loads(line) for line in record.read_bytes().decode("utf-8").split("\n") if line)
        if record.exists()
        else None,
        known_failure=about.get("known_failure"),
    )
