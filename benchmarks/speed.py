"""Speed: our own tool and its peers interleaved in one run, time by stage, time by input size.

One process, one core. Every tool sees a page before the next page is read, so that a slow
minute of the machine hits all of them; ratios are what to look at, not times.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from typing import Any, Literal
from unittest import mock

from benchmarks import charts, line_peers, peers
from benchmarks.data import Page, Text
from benchmarks.ours import Ours
from benchmarks.report import Report, counted, version
from benchmarks.tables import Table
from cleaner import Cleaner, Removal

SIZES = (10_000, 100_000, 1_000_000, 5_000_000, 20_000_000, 50_000_000)
Times = dict[str, list[float]]


def interleaved(documents: Sequence[Any], tools: dict[str, Callable[[Any], Any]]) -> Times:
    """Seconds of every tool on every document; the order of the tools rotates."""
    times: Times = {name: [] for name in tools}
    names = list(tools)
    for name in names:  # what is loaded once is not timed
        _timed(tools[name], documents[0])
    for number, document in enumerate(documents):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            times[name].append(_timed(tools[name], document))
    return times


def _timed(tool: Callable[[Any], Any], document: Any) -> float:
    started = time.perf_counter()
    with suppress(Exception):  # a peer that raises has used its time all the same
        tool(document)
    return time.perf_counter() - started


def recorded(cleaner: Cleaner, content: str, kind: Literal["html", "text"]) -> Sequence[Removal]:
    """Clean, and read the record: removals and their reasons are put together when they are read, which is our time."""
    return cleaner.clean(content, kind=kind).removed[:]


def html(pages: Sequence[Page], ours: Ours) -> Report:
    """Pages and megabytes a second, as ratios to trafilatura's default and to the parse alone."""
    from turbohtml import parse

    tools: dict[str, Callable[[Any], Any]] = {
        "cleaner": lambda page: recorded(ours.cleaner("html", page.site), page.html, "html"),
        "parse alone (turbohtml)": lambda page: parse(page.html),
        **{peer.name: peer.make() for peer in peers.installed()},
    }
    times = interleaved(pages, tools)
    size = sum(len(page.html.encode("utf-8", "replace")) for page in pages) / 1e6
    table = _table(
        "HTML: time, interleaved in one process",
        times,
        size,
        {"trafilatura": "trafilatura", "parse": "parse alone (turbohtml)"},
        "pages/s",
    )
    report = Report("speed-html", counted("pages", len(pages), [page.site for page in pages]), [table])
    report.versions = {name: version(name) for name in ("trafilatura", "turbohtml", "resiliparse", "lxml")} | {
        "cleaner": ours.version
    }
    return report


def text(texts: Sequence[Text], ours: Ours) -> Report:
    """Megabytes a second over texts, as ratios to jusText's bare classifier and C4's line rules over the same lines."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    rules = C4QualityFilter(min_num_sentences=-1, filter_lorem_ipsum=False, filter_curly_bracket=False)
    cleaner = ours.cleaner("text", "")
    tools: dict[str, Callable[[Any], Any]] = {
        "cleaner": lambda text: recorded(cleaner, text.text, "text"),
        "jusText classifier": line_peers.LINE_PEERS["jusText classifier"].make(),
        "C4 line rules (datatrove)": lambda text: rules.filter(Document(text=text.text, id="")),
    }
    times = interleaved(texts, tools)
    size = sum(len(text.text.encode()) for text in texts) / 1e6
    table = _table(
        "Text: time, interleaved in one process",
        times,
        size,
        {"jusText": "jusText classifier", "C4": "C4 line rules (datatrove)"},
        "texts/s",
    )
    report = Report("speed-text", counted("texts", len(texts), [text.site for text in texts]), [table])
    report.versions = {name: version(name) for name in ("jusText", "datatrove", "numpy")} | {"cleaner": ours.version}
    return report


def _table(title: str, times: Times, size: float, against: dict[str, str], unit: str) -> Table:
    ratios = [f"{how} time / {short}" for short in against for how in ("total", "median")]
    columns = ("tool", "median ms", "p95 ms", unit, "MB/s", *ratios)
    table = Table(
        title, columns, ("text", ".2f", ".2f", ".0f", ".2f", *[".3f"] * len(ratios)),
        note="Ratios: of total times, and the median of the ratios document by document; under 1 is faster.",
    )  # fmt: skip
    for name, each in times.items():
        cells = []
        for base in against.values():
            cells.append(sum(each) / sum(times[base]))
            cells.append(statistics.median(one / other for one, other in zip(each, times[base], strict=True)))
        ordered = sorted(each)
        table.add(
            name, 1000 * statistics.median(each), 1000 * ordered[int(0.95 * (len(ordered) - 1))],
            len(each) / sum(each), size / sum(each), *cells,
        )  # fmt: skip
    return table


def stages(documents: Sequence[Page] | Sequence[Text], ours: Ours) -> Table:
    """Share of the time that each stage takes: the pipeline's own functions with a clock around each."""
    from cleaner import heuristics, pipeline, record, removals
    from cleaner.ruleset import RuleSet
    from cleaner.scoring import Scorers

    spent: dict[str, float] = defaultdict(float)
    places: list[tuple[Any, str, str]] = [
        (pipeline, "read_source", "decode"),
        (pipeline, "segment", "segment"),
        (Scorers, "score", "learned score"),
        (RuleSet, "find", "rules"),
        *((module, "find", "heuristics") for module in heuristics.load()),
        (pipeline, "decide", "decide"),
        (record, "build", "record"),
        (removals, "_made", "record"),
    ]
    kind: Literal["html", "text"] = "html" if isinstance(documents[0], Page) else "text"
    size, total = 0, 0.0
    with ExitStack() as patches:
        for owner, name, stage in places:
            timed = _clocked(getattr(owner, name), stage, spent)
            patches.enter_context(mock.patch.object(owner, name, timed))
        for number, document in enumerate([documents[0], *documents]):
            if number == 1:  # the first warms up
                spent.clear()
                size, total = 0, 0.0
            content = document.html if isinstance(document, Page) else document.text
            size += len(content.encode("utf-8", "replace"))
            total += _timed(partial(recorded, ours.cleaner(kind, document.site), kind=kind), content)
    table = Table(f"{kind}: time by stage", ("stage", "share %", "MB/s"), ("text", "percent", ".1f"))
    for stage in dict.fromkeys(stage for _, _, stage in places):
        if spent[stage]:
            table.add(stage, spent[stage] / total, size / 1e6 / spent[stage])
    rest = total - sum(spent.values())
    table.add("all else", rest / total, size / 1e6 / max(rest, 1e-9))
    table.add("together", 1.0, size / 1e6 / total)
    return table


def _clocked(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    """The function with its time added to a stage; what a generator yields is collected inside the clock."""

    def timed(*arguments: Any, **options: Any) -> Any:
        started = time.perf_counter()
        found = function(*arguments, **options)
        if isinstance(found, Iterator):
            found = list(found)
        spent[stage] += time.perf_counter() - started
        return found

    return timed


def sizes(page: Page, text: Text, ours: Ours, limit: int = SIZES[-1]) -> tuple[Table, str]:
    """Time over input size, 10 KB to 50 MB: documents made of one document's body, again and again."""
    table = Table("Time by input size", ("input", "MB", "seconds", "MB/s"), ("text", ".2f", ".3f", ".2f"))
    lines: dict[str, list[tuple[float, float, str]]] = {"text": [], "html": []}
    kinds: tuple[Literal["text", "html"], ...] = ("text", "html")
    for kind in kinds:
        for size in (one for one in SIZES if one <= limit):
            content = grown(page, size) if kind == "html" else grown_text(text, size)
            clean = partial(recorded, ours.cleaner(kind, ""), kind=kind)
            rounds = 3 if size <= 1_000_000 else 1
            seconds = min(_timed(clean, content) for _ in range(rounds))
            megabytes = len(content.encode("utf-8", "replace")) / 1e6
            table.add(kind, megabytes, seconds, megabytes / seconds)
            lines[kind].append((megabytes, seconds, ""))
    series = [charts.Series(kind, tuple(points), line=True) for kind, points in lines.items()]
    slow = max(point[1] for points in lines.values() for point in points)
    x, y = charts.Axis("MB", 0.01, limit / 1e6, log=True), charts.Axis("seconds", 0.001, slow * 1.5, log=True)
    return table, charts.plot("Time by input size (a straight line is linear cost)", x, y, series)


def typical(pages: Sequence[Page]) -> Page:
    """The page with the middling share of main content in its markup: large inputs are copies of it."""
    return sorted(pages, key=lambda page: len(page.truth or "") / len(page.html))[len(pages) // 2]


def typical_text(texts: Sequence[Text]) -> Text:
    """The text with the middling length of lines."""
    return sorted(texts, key=lambda text: len(text.text) / len(text.lines))[len(texts) // 2]


def grown(page: Page, size: int) -> str:
    """A page of about `size` characters: the body's inside, repeated with a number so that no two copies are equal."""
    start = page.html.lower().find("<body")
    start = page.html.find(">", start) + 1 if start >= 0 else 0
    end = page.html.lower().rfind("</body")
    body = page.html[start : end if end > start else len(page.html)]
    if len(body) > size:
        return page.html[:start] + body[:size]
    copies = [f'<section id="copy{n}"><h2>Copy {n}</h2>{body}</section>' for n in range(max(size // len(body), 1))]
    return page.html[:start] + "".join(copies) + "</body></html>"


def grown_text(text: Text, size: int) -> str:
    """A text of about `size` characters: the lines again and again, each copy numbered."""
    copies, length, n = [], 0, 0
    while length < size:
        copy = "\n".join(f"{line} {n}" if line.strip() else line for line in text.lines)
        copies.append(copy)
        length += len(copy) + 1
        n += 1
    return "\n".join(copies)[:size]
