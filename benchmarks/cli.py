"""The command line of the benchmarks: one subcommand for each question."""

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
from benchmarks.ours import Ours, variants
from benchmarks.report import OUT, Report
from cleaner import Settings
from cleaner.errors import SettingsError

app = typer.Typer(
    help="cleaner and its peers side by side. Data: see docs/benchmarks.md; --sample needs none.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip
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
        """With --quick about `QUICK` documents, always the same: whole sites, by hash."""
        if not self.quick or len(documents) <= QUICK:
            return documents
        limit = QUICK / len(documents)
        return [one for one in documents if int(hashlib.sha256(one.site.encode()).hexdigest()[:8], 16) / 2**32 < limit]

    def show(self, report: Report) -> None:
        """Print a report and write its files."""
        print(report.markdown())
        for path in report.write(self.out):
            print(path, file=sys.stderr)


def choose(
    folder: Path, built_in: bool, quick: bool, peers: str, ours: bool, folds: Path | None, changes: list[str] | None,
    rules_only: bool, cache: Path, out: Path,
) -> Choice:  # fmt: skip
    """Options to a `Choice`."""
    logging.disable(logging.CRITICAL)  # peers log every page that they find odd
    tools = variants(settings_of(changes or []), folds, rules_only) if ours else {}
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
        except (data.DataError, KeyError) as error:
            print(f"benchmarks: {error.args[0]}", file=sys.stderr)
            raise typer.Exit(2) from error

    run.__doc__ = command.__doc__
    app.command(command.__name__.rstrip("_").replace("_", "-"))(run)
    return command


@quality
def html(choice: Choice) -> None:
    """HTML quality: word F1 on wcxb and news, snippets, peers beside."""
    from benchmarks import quality_html

    for name in ("sample",) if choice.built_in else data.PAGES:
        pages = choice.pages(name)
        choice.show(quality_html.evaluate(name, pages, choice.tools, choice.names, choice.cache, choice.out / "runs"))


@quality
def text(choice: Choice) -> None:
    """Text quality: article damage and clutter left, baselines beside."""
    from benchmarks import quality_text

    for name in ("sample",) if choice.built_in else data.TEXTS:
        texts = choice.texts(name)
        found = quality_text.evaluate(name, texts, choice.tools, choice.names, choice.cache, choice.out / "runs")
        choice.show(found)


@quality
def curve(choice: Choice) -> None:
    """Article damage against clutter left over thresholds, baselines on the same chart."""
    from benchmarks import quality_text

    name = "sample" if choice.built_in else "text"
    texts = choice.texts(name)
    found = quality_text.run_all(name, texts, choice.tools, choice.names, choice.cache)
    report = quality_text.start("curve", name, texts, found)
    table, chart = quality_text.damage_curve(name, texts, choice.tools, found)
    report.tables.append(table)
    report.charts["damage"] = chart
    choice.show(report)


@quality
def behind(choice: Choice) -> None:
    """What a cleaning behind trafilatura, resiliparse and readability adds to their word F1."""
    from benchmarks import behind as module

    for name in ("sample",) if choice.built_in else ("wcxb", "news"):
        choice.show(module.evaluate(name, choice.pages(name), choice.tools, choice.cache))


@quality
def intact(choice: Choice) -> None:
    """How many texts that are clean already come back byte for byte."""
    from benchmarks import intact as module

    names = ("sample",) if choice.built_in else ("wcxb", "news")
    choice.show(module.evaluate({name: choice.pages(name) for name in names}, choice.tools))


@quality
def family(choice: Choice) -> None:
    """The seed's family: other pages' headlines set into articles."""
    from benchmarks import family as module
    from benchmarks import quality_text

    name = "seeds" if choice.built_in else "family"
    texts = sample.texts() if choice.built_in else module.documents(choice.folder, count=1000, seed=2)
    seeds = [one for one in texts if one.rendering == "seed"] if choice.built_in else choice.some(texts)
    ways: dict[str, Callable[[data.Text], str]] = {"place": module.place_of, "style": module.style_of}
    out = choice.out / "runs"
    report = quality_text.evaluate(
        name, seeds, choice.tools, choice.names, choice.cache, out, {} if choice.built_in else ways
    )
    report.name = name
    choice.show(report)


@quality
def guard(choice: Choice) -> None:
    """Texts whose lists, steps, Q&A, recipes, transcripts, verse, tables and code must stay."""
    from benchmarks import guard as module
    from benchmarks import quality_guard

    sets: dict[str, Sequence[data.Text]]
    if choice.built_in:
        sets = {"guard": [one for one in sample.texts() if one.rendering == "look-alike"]}
    else:
        prose, markup = module.documents(choice.folder, seed=2), module.from_markup(choice.folder)
        sets = {"guard": choice.some(prose), "guard-markup": choice.some(markup)}
    for name, texts in sets.items():
        found = quality_guard.evaluate(name, texts, choice.tools, choice.names, choice.cache, choice.out / "runs")
        choice.show(found)
