"""The command line of the benchmarks: one subcommand for each question."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks import data, questions, runs, sample
from benchmarks.options import (
    CacheOption,
    DataOption,
    FoldsOption,
    OutOption,
    PeersOption,
    QuickOption,
    SampleOption,
    SetOption,
    app,
    choose,
)
from benchmarks.report import OUT

__all__ = ["app"]

QUESTIONS = (
    questions.text, questions.curve, questions.family, questions.guard, questions.behind, questions.intact,
    questions.written, questions.html, questions.plain_markup,
    questions.calibration, questions.structure, questions.metadata,
)  # fmt: skip


@app.command()
def ablate(
    parts: Annotated[list[str], typer.Argument(help='Kinds, heuristics, rules or packs; "learned" for the score.')],
    folder: DataOption = data.DATA,
    built_in: SampleOption = False,
    quick: QuickOption = False,
    folds: FoldsOption = None,
    changes: SetOption = None,
    out: OutOption = OUT,
) -> None:
    """What each part pays on text: everything on, then each of them off."""
    from benchmarks import ablation

    choice = choose(folder, built_in, quick, "none", True, folds, changes, False, runs.CACHE, out)
    for name in ("sample-texts",) if built_in else data.TEXTS:
        choice.show(ablation.evaluate(name, choice.texts(name), choice.own, parts))


@app.command()
def speed(
    folder: DataOption = data.DATA,
    built_in: SampleOption = False,
    pages: Annotated[int, typer.Option(help="Pages, spread over the set.")] = 300,
    limit: Annotated[float, typer.Option(help="Largest input by size, in MB.")] = 50.0,
    changes: SetOption = None,
    out: OutOption = OUT,
) -> None:
    """Pages and MB a second interleaved with the peers, time by stage, time by input size."""
    from benchmarks import speed as module

    choice = choose(folder, built_in, False, "all", True, None, changes, False, runs.CACHE, out)
    ours = choice.own
    every = choice.texts("text")
    raw = [text for text in every if text.rendering.startswith("raw")] or every
    texts = raw[:: max(len(raw) // pages, 1)]
    found = sample.pages() if built_in else data.pages("wcxb", folder)
    reports = [module.text(texts, ours)]
    reports[0].tables.append(module.stages(texts, ours))
    if found:
        chosen = found[:: max(len(found) // pages, 1)]
        reports.append(module.html(chosen, ours))
        reports[1].tables.append(module.stages(chosen, ours))
        table, chart = module.sizes(module.typical(chosen), module.typical_text(texts), ours, int(limit * 1e6))
        reports[0].tables.append(table)
        reports[0].charts["sizes"] = chart
    for report in reports:
        choice.show(report)


@app.command()
def memory(
    folder: DataOption = data.DATA,
    built_in: SampleOption = False,
    limit: Annotated[float, typer.Option(help="Largest input, in MB.")] = 50.0,
    out: OutOption = OUT,
) -> None:
    """Peak memory on large inputs, each tool in a process of its own."""
    import tempfile

    from benchmarks import memory as module
    from benchmarks.speed import grown, grown_text, typical, typical_text

    choice = choose(folder, built_in, False, "all", True, None, None, False, runs.CACHE, out)
    found = sample.pages() if built_in else data.pages("wcxb", folder)
    text = typical_text(choice.texts("text"))
    with tempfile.TemporaryDirectory() as place:
        files: dict[str, tuple[Path, tuple[str, ...]]] = {}
        for size in (one for one in (1, 5, 50) if one <= limit):
            path = Path(place) / f"{size}.txt"
            path.write_text(grown_text(text, int(size * 1e6)), encoding="utf-8", errors="replace")
            files[f"text, {size} MB"] = (path, ("nothing", "cleaner text"))
            if found:
                path = Path(place) / f"{size}.html"
                path.write_text(grown(typical(found), int(size * 1e6)), encoding="utf-8", errors="replace")
                files[f"html, {size} MB"] = (path, module.TOOLS if size <= 5 else ("nothing", "cleaner html"))
        choice.show(module.evaluate(files))


@app.command()
def startup(rounds: Annotated[int, typer.Option(help="Runs of each command.")] = 7, out: OutOption = OUT) -> None:
    """Start-up of the command line and the cost of its imports."""
    from benchmarks import startup as module

    report = module.evaluate(rounds)
    print(report.markdown())
    report.write(out)


@app.command("diff")
def diff_(
    first: Annotated[Path, typer.Argument(help="A saved run: out/runs/… or one of the cache.")],
    second: Annotated[Path, typer.Argument(help="Another run of the same set.")],
    folder: DataOption = data.DATA,
    built_in: SampleOption = False,
    worst: Annotated[int, typer.Option(help="How many losers to list.")] = 40,
    out: OutOption = OUT,
) -> None:
    """Two saved runs page by page: worst losers, with an HTML view of kept and removed."""
    from benchmarks import diff as module

    one, other = runs.load(first), runs.load(second)
    if one.data != other.data:
        raise typer.BadParameter(f"{one.data} and {other.data} are runs of different sets")
    documents: Any = documents_of(one, folder, built_in)
    report = module.evaluate(documents, one, other, out, worst)
    print(report.markdown())
    report.write(out)
    print(out / "diff.html", file=sys.stderr)


def documents_of(run: runs.Run, folder: Path, built_in: bool) -> Sequence[data.Page] | Sequence[data.Text]:
    """The documents that a run saw, by the name of its set."""
    from benchmarks import family as family_module
    from benchmarks import guard as guard_module

    if built_in:
        return sample.pages() if run.data == "sample-pages" else sample.texts()
    if run.data in data.PAGES:
        return data.pages(run.data, folder)
    if run.data in data.TEXTS:
        return data.texts(run.data, folder)
    if run.data == "family":
        return family_module.documents(folder, count=1000, seed=2)
    if run.data == "guard":
        return guard_module.documents(folder, seed=2)
    return guard_module.from_markup(folder) if run.data == "guard-markup" else data.texts(run.data, folder)


@app.command("data")
def data_(folder: DataOption = data.DATA) -> None:
    """The data sets in the data folder: documents, sites, fold sizes, groups."""
    from collections import Counter

    from benchmarks.folds import fold_of

    for name in (*data.PAGES, *data.TEXTS):
        try:
            found = data.pages(name, folder) if name in data.PAGES else data.texts(name, folder)
        except data.DataError as error:
            print(error)
            continue
        folds = Counter(fold_of(one.site) for one in found)
        groups = Counter(one.language if name != "wcxb" else one.page_type for one in found)
        print(f"{name}: {len(found):,} documents of {len({one.site for one in found}):,} sites")
        print(f"  folds: {', '.join(str(folds[fold]) for fold in range(5))}")
        print(f"  {', '.join(f'{group} {count}' for group, count in groups.most_common(8))}")


@app.command("make-text")
def make_text(
    target: Annotated[Path, typer.Argument(help="The JSON Lines file to write.")],
    name: Annotated[str, typer.Option("--set", help="The set of pages with truth.")] = "wcxb",
    folder: DataOption = data.DATA,
    renderings: Annotated[str, typer.Option(help="Names apart by commas; all for none.")] = "",
) -> None:
    """Labelled texts out of pages and their truth: the way text-dev was made."""
    from benchmarks import make_text as module

    logging.disable(logging.CRITICAL)
    names = tuple(filter(None, renderings.split(",")))
    count = module.write(module.texts(data.pages(name, folder), names), target)
    print(f"{count} texts written to {target}", file=sys.stderr)


@app.command("all")
def all_(
    full: Annotated[bool, typer.Option("--full/--quick", help="All documents, or about 200 of each set.")] = False,
    folder: DataOption = data.DATA,
    built_in: SampleOption = False,
    peers: PeersOption = "all",
    folds: FoldsOption = None,
    changes: SetOption = None,
    cache: CacheOption = runs.CACHE,
    out: OutOption = OUT,
) -> None:
    """Every question, one after the other; what docs/benchmarks.md is made of."""
    choice = choose(folder, built_in, not full, peers, True, folds, changes, True, cache, out)
    for command in QUESTIONS:
        try:
            command(choice)
        except data.DataError as error:
            print(f"benchmarks: {command.__name__}: {error}", file=sys.stderr)
    startup(7 if full else 3, out)
    speed(folder, built_in, 300 if full else 60, 50.0 if full else 1.0, changes, out)
    memory(folder, built_in, 50.0 if full else 1.0, out)


@app.command()
def chart(
    figures: Annotated[Path | None, typer.Argument(help="Figures of `training.text_whole --json`.")] = None,
    folder: DataOption = data.DATA,
    built_in: SampleOption = False,
    cache: CacheOption = runs.CACHE,
    html: Annotated[Path | None, typer.Option(help="JSON of `benchmarks html` on wcxb, for quality and speed.")] = None,
    html_f1: Annotated[
        float | None, typer.Option("--html-f1", help="Our F1 out of fold, if that was in sample.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder of the charts; docs/charts by default.")] = None,
) -> None:
    """Draw the charts of README from out-of-fold figures, baselines and peers beside."""
    from benchmarks import chart as module

    choice = choose(folder, built_in, False, "all", False, None, None, False, cache, OUT)
    target = out or module.FIGURES.parent
    try:
        drawn = module.draw(module.load(figures or module.FIGURES), "text", choice.texts("text"), cache)
        if html:
            drawn["html-quality-speed"] = module.draw_speed(html, html_f1)
    except data.DataError as error:
        print(f"benchmarks: {error.args[0]}", file=sys.stderr)
        raise typer.Exit(2) from error
    for name, svg in drawn.items():
        (target / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(target / f"{name}.svg", file=sys.stderr)


@app.command()
def publish(out: OutOption = OUT) -> None:
    """Put the tables and charts of the last runs into docs/benchmarks.md."""
    from benchmarks import publish as module

    print("\n".join(module.publish(out)) or "nothing to publish: run `python -m benchmarks all --full` first")
