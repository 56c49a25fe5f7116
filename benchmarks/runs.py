"""Runs: what one tool made of one set, saved so that peers run once and runs can be compared.

A run is a gzipped file of JSON Lines: a header, then one object a document. It holds text of
pages, so it lives outside the repository.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.data import Page, Text

CACHE = Path(os.environ.get("CLEANER_BENCH_CACHE") or Path.home() / ".cache" / "cleaner-benchmarks")


@dataclass(frozen=True, slots=True)
class Output:
    """One document's outcome: the text (pages) or the kept lines (texts); what was removed and why, where known."""

    id: str
    seconds: float
    text: str = ""
    keep: tuple[bool, ...] = ()
    error: str = ""
    removed: tuple[tuple[str, str, str], ...] = ()  # text, category, reason
    quality: float | None = None


@dataclass(slots=True)
class Run:
    """One tool over one set."""

    tool: str
    version: str
    data: str  # name of the set
    digest: str  # of the documents' ids and sizes
    outputs: dict[str, Output] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Time for all documents."""
        return sum(output.seconds for output in self.outputs.values())

    @property
    def errors(self) -> int:
        """Documents on which the tool raised."""
        return sum(bool(output.error) for output in self.outputs.values())


def digest_of(documents: Sequence[Any]) -> str:
    """Says whether two runs saw the same documents."""
    sizes = (len(one.html) if isinstance(one, Page) else sum(map(len, one.lines)) for one in documents)
    names = "\n".join(f"{one.id} {size}" for one, size in zip(documents, sizes, strict=True))
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def execute(
    tool: str, version: str, name: str, documents: Sequence[Any], one: Callable[[Any], Output | str | list[bool]]
) -> Run:
    """Run a tool over the documents, one after the other; an exception is an empty outcome and is counted."""
    run = Run(tool, version, name, digest_of(documents))
    if documents:
        _guarded(documents[0], one)  # what is loaded once is not timed
    for document in documents:
        started = time.perf_counter()
        output = _guarded(document, one)
        took = time.perf_counter() - started
        if isinstance(output, Output):
            fields = {name: getattr(output, name) for name in ("text", "keep", "error", "removed", "quality")}
            run.outputs[document.id] = Output(document.id, took, **fields)
        elif isinstance(output, str):
            run.outputs[document.id] = Output(document.id, took, text=output)
        else:
            run.outputs[document.id] = Output(document.id, took, keep=tuple(output))
    return run


def _guarded(document: Page | Text, one: Callable[[Any], Output | str | list[bool]]) -> Output | str | list[bool]:
    try:
        return one(document)
    except Exception as error:
        message = f"{type(error).__name__}: {error}"[:200]
        print(f"{document.id}: {message}", file=sys.stderr)
        keep = (True,) * len(document.lines) if isinstance(document, Text) else ()
        return Output(document.id, 0.0, keep=keep, error=message)


def cached(
    tool: str,
    version: str,
    name: str,
    documents: Sequence[Any],
    make: Callable[[], Callable[[Any], Output | str | list[bool]]],
    folder: Path = CACHE,
) -> Run:
    """The saved run of this tool, version and set, or a new one, saved."""
    path = folder / f"{slug(name)}--{slug(tool)}--{slug(version)}--{digest_of(documents)}.jsonl.gz"
    if path.exists():
        return load(path)
    print(f"running {tool} {version} over {name} ({len(documents)})", file=sys.stderr)
    run = execute(tool, version, name, documents, make())
    save(run, path)
    return run


def save(run: Run, path: Path) -> None:
    """Write a run; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with gzip.open(part, "wt", encoding="utf-8") as file:
        header = {"tool": run.tool, "version": run.version, "data": run.data, "digest": run.digest}
        _line(file, header)
        for output in run.outputs.values():
            row: dict[str, Any] = {"id": output.id, "seconds": round(output.seconds, 6)}
            row |= {"keep": "".join("01"[kept] for kept in output.keep)} if output.keep else {"text": output.text}
            row |= {key: value for key in ("error", "removed", "quality") if (value := getattr(output, key))}
            _line(file, row)
    part.replace(path)


def _line(file: Any, row: dict[str, Any]) -> None:
    file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")


def load(path: Path) -> Run:
    """Read a run."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        header = json.loads(next(file))
        run = Run(**header)
        for line in file:
            row = json.loads(line)
            row["keep"] = tuple(mark == "1" for mark in row.get("keep", ""))
            row["removed"] = tuple(map(tuple, row.get("removed", ())))
            run.outputs[row["id"]] = Output(**row)
    return run


def slug(name: str) -> str:
    """A name fit for a file."""
    return re.sub(r"[^\w.]+", "-", name).strip("-")


def list_runs(folder: Path = CACHE) -> Iterable[Path]:
    """Saved runs, newest first."""
    return sorted(folder.glob("*.jsonl.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
