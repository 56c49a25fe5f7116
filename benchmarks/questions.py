"""Subcommands that ask about quality: html, plain-markup, text, curve, behind, intact, family, guard, written,
structure, metadata, calibration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from benchmarks import data, sample
from benchmarks.options import Choice, quality, thinned

CURVE = 800  # texts: the curve cleans them with eleven settings


@quality
def html(choice: Choice) -> None:
    """HTML quality: word F1 on wcxb and news, snippets, peers beside."""
    from benchmarks import quality_html

    for name in ("sample-pages",) if choice.built_in else data.PAGES:
        pages = choice.pages(name)
        choice.show(quality_html.evaluate(name, pages, choice.tools, choice.names, choice.cache, choice.out / "runs"))


@quality
def plain_markup(choice: Choice) -> None:
    """HTML quality on the same pages without headings, landmarks and names (class, id, role)."""
    from benchmarks import plain_markup as module
    from benchmarks import quality_html

    for name in ("sample-pages",) if choice.built_in else ("wcxb", "news"):
        pages = [replace(page, html=module.without(page.html, module.MARKUP)) for page in choice.pages(name)]
        report = quality_html.evaluate(name, pages, choice.tools, choice.names, choice.cache)
        report.name = f"plain-markup-{name}"
        report.sample += ", without headings, landmarks and names"
        choice.show(report)


@quality
def text(choice: Choice) -> None:
    """Text quality: article damage and clutter left, baselines beside."""
    from benchmarks import quality_text

    for name in ("sample-texts",) if choice.built_in else data.TEXTS:
        texts = choice.texts(name)
        found = quality_text.evaluate(name, texts, choice.tools, choice.names, choice.cache, choice.out / "runs")
        choice.show(found)


@quality
def curve(choice: Choice) -> None:
    """Article damage against clutter left over thresholds, baselines on the same chart."""
    from benchmarks import quality_text

    name = "sample-texts" if choice.built_in else "text"
    texts = thinned(choice.texts(name), CURVE)
    own = choice.own
    found = quality_text.run_all(name, texts, choice.tools, choice.names, choice.cache)
    report = quality_text.start("curve", name, texts, found)
    table, chart = quality_text.damage_curve(name, texts, own, found)
    report.tables.append(table)
    report.charts["damage"] = chart
    choice.show(report)


@quality
def behind(choice: Choice) -> None:
    """What a cleaning behind trafilatura, resiliparse and readability adds to their word F1."""
    from benchmarks import behind as module

    for name in ("sample-pages",) if choice.built_in else ("wcxb", "news"):
        choice.show(module.evaluate(name, choice.pages(name), choice.tools, choice.cache))


@quality
def intact(choice: Choice) -> None:
    """How many texts that are clean already come back byte for byte."""
    from benchmarks import intact as module

    names = ("sample-pages",) if choice.built_in else ("wcxb", "news")
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


@quality
def written(choice: Choice) -> None:
    """Texts written for measuring: many languages, kinds and shapes that the data sets lack."""
    from benchmarks import quality_text
    from benchmarks import written as module

    texts = choice.some(module.texts())
    ways: dict[str, Callable[[data.Text], str]] = {"folder": lambda text: text.page_type}
    found = quality_text.evaluate("written", texts, choice.tools, choice.names, choice.cache, choice.out / "runs", ways)
    choice.show(found)


@quality
def structure(choice: Choice) -> None:
    """Headings, list items, table cells, code lines and links that survive in Markdown."""
    from benchmarks import structure as module

    name = "sample-pages" if choice.built_in else "wcxb"
    choice.show(module.evaluate(name, choice.pages(name), choice.tools, choice.cache))


@quality
def metadata(choice: Choice) -> None:
    """Title, author and date: right, wrong or missing, beside trafilatura's."""
    from benchmarks import page_metadata as module

    name = "sample-pages" if choice.built_in else "wcxb"
    choice.show(module.evaluate(name, choice.pages(name), choice.own, choice.cache))


@quality
def calibration(choice: Choice) -> None:
    """Whether the quality estimate is true: estimate against the F1 that pages really got."""
    from benchmarks import calibration as module

    for name in ("sample-pages",) if choice.built_in else ("wcxb", "news"):
        choice.show(module.evaluate(name, choice.pages(name), choice.own))
