"""Options that the subcommands share, and what they choose."""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from benchmarks import data, runs, sample
from benchmarks.line_peers import LINE_PEERS
from benchmarks.ours import Ours, variants
from benchmarks.peers import PEERS
from benchmarks.report import OUT, Report
from cleaner import Settings
from cleaner.errors import SettingsError

app = typer.Typer(
    help="cleaner and its peers side by side. Data: see docs/benchmarks.md; --sample needs none.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip
KNOWN = ("all", "none", *PEERS, *LINE_PEERS)
QUICK = 200  # documents that tell enough while working

Document = TypeVar("Document", data.Page, data.Text)

DataOption = Annotated[Path, typer.Option("--data", help="Folder of the data sets.")]
SampleOption = Annotated[bool, typer.Option("--sample", help="The built-in sample instead of data.")]
QuickOption = Annotated[bool, typer.Option("--quick", help=f"About {QUICK} documents, whole sites.")]
PeersOption = Annotated[str, typer.Option("--peers", help='Names apart by commas, "all" or "none".')]
FoldsOption = Annotated[Path | None, typer.Option("--fold-weights", help="Folder with fold weights: see docs.")]
SetOption = Annotated[list[str] | None, typer.Option("--set", help="A setting, name=value; may be repeated.")]
OursOption = Annotated[bool, typer.Option("--ours/--no-ours", help="Whether cleaner itself runs.")]
RulesOption = Annotated[bool, typer.Option("--rules-only/--no-rules-only", help="Also the row without weights.")]
CacheOption = Annotated[Path, typer.Option("--cache", help="Where peers' runs are kept (page text!).")]
OutOption = Annotated[Path, typer.Option("--out", help="Where tables and charts go.")]


@dataclass(frozen=True, slots=True)
class Choice:
    """What every quality command is told."""

    folder: Path
    built_in: bool
    quick: bool
    peers: str
    tools: dict[str, Ours]
    cache: Path
    out: Path

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the peers that were asked for; () for all."""
        return () if self.peers == "all" else tuple(name.strip() for name in self.peers.split(","))

    @property
    def own(self) -> Ours:
        """cleaner itself, for questions that make no sense without it."""
        if not self.tools:
            raise data.DataError("this question is about cleaner itself: leave --no-ours out")
        return self.tools["cleaner"]

    def pages(self, name: str) -> Sequence[data.Page]:
        """The pages of a set, all or some."""
        return self._found(sample.pages() if self.built_in else data.pages(name, self.folder))

    def texts(self, name: str) -> Sequence[data.Text]:
        """The texts of a set, all or some."""
        return self._found(sample.texts() if self.built_in else data.texts(name, self.folder))

    def _found(self, documents: Sequence[Document]) -> Sequence[Document]:
        if not documents:
            raise data.DataError("the built-in sample has no such documents")
        return self.some(documents)

    def some(self, documents: Sequence[Document]) -> Sequence[Document]:
        """With --quick about `QUICK` documents."""
        return thinned(documents, QUICK) if self.quick else documents

    def show(self, report: Report) -> None:
        """Print a report and write its files."""
        print(report.markdown())
        for path in report.write(self.out):
            print(path, file=sys.stderr)


def thinned(documents: Sequence[Document], count: int) -> Sequence[Document]:
    """About `count` documents, always the same: whole sites, by hash."""
    if len(documents) <= count:
        return documents
    limit = count / len(documents)
    return [one for one in documents if int(hashlib.sha256(one.site.encode()).hexdigest()[:8], 16) / 2**32 < limit]


def choose(
    folder: Path, built_in: bool, quick: bool, peers: str, ours: bool, folds: Path | None, changes: list[str] | None,
    rules_only: bool, cache: Path, out: Path,
) -> Choice:  # fmt: skip
    """Options to a `Choice`."""
    unknown = [name for name in map(str.strip, peers.split(",")) if name not in KNOWN]
    if unknown:
        raise typer.BadParameter(f"unknown peer {unknown[0]!r}; peers are: {', '.join(KNOWN)}")
    logging.disable(logging.CRITICAL)  # peers log every page that they find odd
    try:
        tools = variants(settings_of(changes or []), folds, rules_only) if ours else {}
    except data.DataError as error:
        raise typer.BadParameter(str(error)) from error
    return Choice(folder, built_in, quick, peers, tools, cache, out)


def settings_of(changes: Sequence[str]) -> Settings:
    """`name=value` pairs to settings; numbers and true/false are read as such."""
    values: dict[str, Any] = {}
    for change in changes:
        name, found, text = change.partition("=")
        if not found:
            raise typer.BadParameter(f"{change!r}: write name=value")
        values[name] = {"true": True, "false": False, "none": None}.get(text.lower(), _number(text))
    try:
        return Settings(**values)
    except (TypeError, SettingsError) as error:
        raise typer.BadParameter(str(error)) from error


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def quality(command: Callable[..., None]) -> Callable[..., None]:
    """Register a quality command: all of them take the same options."""

    def run(
        folder: DataOption = data.DATA,
        built_in: SampleOption = False,
        quick: QuickOption = False,
        peers: PeersOption = "all",
        ours: OursOption = True,
        folds: FoldsOption = None,
        changes: SetOption = None,
        rules_only: RulesOption = True,
        cache: CacheOption = runs.CACHE,
        out: OutOption = OUT,
    ) -> None:
        try:
            command(choose(folder, built_in, quick, peers, ours, folds, changes, rules_only, cache, out))
        except data.DataError as error:
            print(f"benchmarks: {error.args[0]}", file=sys.stderr)
            raise typer.Exit(2) from error

    run.__doc__ = command.__doc__
    app.command(command.__name__.rstrip("_").replace("_", "-"))(run)
    return command
