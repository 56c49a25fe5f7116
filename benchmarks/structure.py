"""Structure that survives in Markdown: headings, list items, table cells, code lines, link targets.

Word F1 sees neither order nor tables nor code. Here the items of the page's own markup whose
words stand in the truth are looked for in a tool's Markdown, each as what it is: a heading
behind `#`, an item behind a bullet or a number, a cell in a row of pipes, a code line inside a
fence, a link with its target.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import lxml.html

from benchmarks import runs
from benchmarks.data import Page
from benchmarks.ours import Ours
from benchmarks.quality_html import label
from benchmarks.report import Report, counted, version
from benchmarks.tables import Table

KINDS = ("heading", "list item", "table cell", "code line", "link")
Items = dict[str, set[str]]
_MARKS = re.compile(r"[\W_]+")
_LINK = re.compile(r"\]\(<?([^)\s>]+)")


def plain(text: str) -> str:
    """Letters and digits of a text in lower case: what two renderings of the same words share."""
    return _MARKS.sub("", text.lower())


def wanted(page: Page) -> Items:
    """Items of the page's main content: markup whose words stand in the truth, four letters and more."""
    items: Items = {kind: set() for kind in KINDS}
    truth = plain(page.truth or "")
    lines = {plain(line) for line in (page.truth or "").split("\n")}
    try:
        root = lxml.html.document_fromstring(
            page.html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (lxml.etree.ParserError, ValueError):
        return items
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre", "a"):
        if element.tag == "pre":
            for line in element.text_content().split("\n"):
                if len(plain(line)) >= 4 and plain(line) in truth:
                    items["code line"].add(plain(line))
            continue
        text = plain(element.text_content())
        if not 4 <= len(text) <= 400 or text not in truth:
            continue
        if element.tag[0] == "h" and text in lines:
            items["heading"].add(text)
        elif element.tag == "li" and element.find(".//li") is None and text in lines:
            items["list item"].add(text)
        elif element.tag in ("td", "th") and element.find(".//table") is None:
            items["table cell"].add(text)
        elif element.tag == "a" and len(text) >= 8 and element.get("href", "#")[:1] not in "#":
            items["link"].add(_target(element.get("href", "")))
    return items


def found(markdown: str) -> Items:
    """Items of a tool's Markdown."""
    items: Items = {kind: set() for kind in KINDS}
    fenced = False
    for line in markdown.split("\n"):
        stripped = line.strip()
        if stripped.startswith(("```", "~~~")):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            items["code line"].add(plain(line))
        elif re.match(r"#{1,6} ", stripped):
            items["heading"].add(plain(_unlinked(stripped)))
        if not fenced:
            if marker := re.match(r"(?:[-*+•]|\d+[.)])\s+", stripped):
                items["list item"].add(plain(_unlinked(stripped[marker.end() :])))
            if "|" in stripped:
                items["table cell"] |= {plain(_unlinked(cell)) for cell in stripped.split("|")}
            items["link"] |= {_target(unescape(target)) for target in _LINK.findall(line)}
    return items


def _unlinked(text: str) -> str:
    return re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)


def _target(href: str) -> str:
    """The last part of a target, so that absolute and relative ones agree."""
    return href.strip().split("#")[0].rstrip("/").rsplit("/", 1)[-1].lower()


def _trafilatura() -> Callable[[Page], str]:
    from trafilatura import extract

    options: dict[str, Any] = {
        "output_format": "markdown",
        "include_links": True,
        "include_formatting": True,
        "include_tables": True,
    }
    return lambda page: extract(page.html, **options) or ""


def _resiliparse() -> Callable[[Page], str]:
    """Its reduced HTML, the richest that it writes, with the same marks as Markdown."""
    from resiliparse.extract.html2text import extract_plain_text

    marks = (
        (r"<h([1-6])[^>]*>", "\n# "),
        (r"<li[^>]*>", "\n- "),
        (r"</?pre[^>]*>", "\n```\n"),
        (r"<br[^>]*>|</?p[^>]*>", "\n"),
    )

    def extract(page: Page) -> str:
        text = extract_plain_text(page.html, main_content=True, preserve_formatting="minimal_html", links=True)
        text = re.sub(r'(?s)<a[^>]*href="([^"]*)"[^>]*>(.*?)</a>', r"[\2](\1)", text)
        for pattern, mark in marks:
            text = re.sub(pattern, mark, text)
        return unescape(re.sub(r"<[^>]+>", "", text))

    return extract


def _ours(ours: Ours) -> Callable[[Page], str]:
    from cleaner.writers import load

    linked = Ours(ours.settings.with_(include_links=True), ours.folder, ours.folds, ours.counts)
    writer = load("markdown")
    return lambda page: writer.write(linked.cleaner("html", page.site).clean(page.html, kind="html"))


def evaluate(name: str, pages: Sequence[Page], tools: dict[str, Ours], cache: Path = runs.CACHE) -> Report:
    """Share of the items of main content that each tool's Markdown has, by kind, as sums over pages."""
    total = dict.fromkeys(KINDS, 0)
    items = {page.id: wanted(page) for page in pages}
    for page in pages:
        for kind in KINDS:
            total[kind] += len(items[page.id][kind])
    every = [
        runs.execute(label(tool, ours), ours.version, f"{name}-markdown", pages, _ours(ours))
        for tool, ours in tools.items()
    ]
    for peer, make in (("trafilatura", _trafilatura), ("resiliparse", _resiliparse)):
        if version(peer):
            every.append(runs.cached(peer, version(peer), f"{name}-markdown", pages, make, cache))
    columns = ("tool", *(f"{kind}s ({total[kind]:,})" for kind in KINDS), "errors")
    table = Table(f"{name}: structure that survives in Markdown (%)", columns, ("text", *["percent"] * len(KINDS), "d"))
    for run in every:
        hits = dict.fromkeys(KINDS, 0)
        for page in pages:
            have = found(run.outputs[page.id].text)
            for kind in KINDS:
                hits[kind] += len(items[page.id][kind] & have[kind])
        table.add(run.tool, *(hits[kind] / max(total[kind], 1) for kind in KINDS), run.errors)
    report = Report("structure", f"{name}: {counted('pages', len(pages), [page.site for page in pages])}", [table])
    report.versions = {run.tool: run.version for run in every}
    return report
