"""Structure that survives in Markdown: headings, list items, table cells, code lines, link targets.

Word F1 sees neither order nor tables nor code. Here the items of the page's own markup whose
words stand in the truth are looked for in a tool's Markdown, each as what it is: a heading
behind `#`, an item behind a bullet or a number, a cell in a row of pipes, a code line inside a
fence, a link with its target.

What is missing was removed with its block, or lost by the writer; a second table says of our own
tool how much of what it kept is written in its shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html

from benchmarks import runs
from benchmarks.data import Page
from benchmarks.ours import Ours
from benchmarks.quality_html import label
from benchmarks.report import Report, counted, version
from benchmarks.tables import Table, same
from cleaner import Result
from cleaner.segment.html_inline import inline

OF_TAG = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "list item", "td": "table cell", "th": "table cell", "pre": "code line",
}  # fmt: skip
KINDS = ("heading", "list item", "table cell", "code line", "link")
Items = dict[str, set[str]]
_MARKS = re.compile(r"[\W_]+")
_QUOTE = re.compile(r"^(?:\s*>)+ ?")
_HEADING = re.compile(r"(?:(?:[-*+]|\d+[.)])\s+)*#{1,6} ")  # in a list too
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
        line = _QUOTE.sub("", line)
        stripped = line.strip()
        if stripped.startswith(("```", "~~~")):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            items["code line"].add(plain(line))
        elif _HEADING.match(stripped):
            items["heading"].add(plain(_unlinked(_HEADING.sub("", stripped))))
        if not fenced:
            if marker := re.match(r"(?:[-*+•]|\d+[.)])\s+", stripped):
                items["list item"].add(plain(_unlinked(stripped[marker.end() :])))
            if "|" in stripped:
                cells = stripped.replace("<br>", " ").replace("\\|", " ").split("|")
                items["table cell"] |= {plain(_unlinked(cell)) for cell in cells}
            items["link"] |= {_target(unescape(target)) for target in _LINK.findall(line)}
    return items


def _unlinked(text: str) -> str:
    return re.sub(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)", r"\1", text)


def _target(href: str) -> str:
    """The last part of a target, so that absolute and relative ones agree."""
    return unquote(href.strip()).split("#")[0].rstrip("/").rsplit("/", 1)[-1].lower()


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
    """Its reduced HTML, the richest that it writes, with the same marks as Markdown; tabs stand between cells."""
    from resiliparse.extract.html2text import extract_plain_text

    marks = (
        (r"\t+", " | "),
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


def _ours(ours: Ours, kept: dict[str, Items]) -> Callable[[Page], str]:
    """Our own Markdown; `kept` takes the items whose blocks stay, by page."""
    from cleaner.writers import load

    linked = Ours(ours.settings.with_(include_links=True), ours.folder, ours.folds, ours.counts)
    writer = load("markdown")

    def write(page: Page) -> str:
        result = linked.cleaner("html", page.site).clean(page.html, kind="html")
        kept[page.id] = kept_items(result)
        return writer.write(result)

    return write


def kept_items(result: Result) -> Items:
    """The items of a page all of whose blocks stay."""
    items: Items = {kind: set() for kind in KINDS}
    if result.blocks.markup is None:
        return items
    tree, keep = result.blocks.markup.tree, result.verdicts.keep
    texts = [plain(block.text) for block in result.blocks]
    for tag, first, last in zip(tree.tag, tree.first, tree.last, strict=True):
        kind = OF_TAG.get(tag)
        if kind and all(keep[block] for block in range(first, last) if texts[block]):
            items[kind].add("".join(texts[first:last]))
            if kind == "code line":
                lines = (line for block in range(first, last) for line in result.blocks[block].text.split("\n"))
                items[kind].update(map(plain, lines))
    marked = inline(tree)

    def note(name: str, text: str, alt: str, target: str) -> str:
        if name == "a" and text.strip():
            items["link"].add(_target(target))
        return text

    for block in keep.nonzero()[0].tolist():
        marked.render(block, note)
    return items


def evaluate(name: str, pages: Sequence[Page], tools: dict[str, Ours], cache: Path = runs.CACHE) -> Report:
    """Share of the items of main content that each tool's Markdown has, by kind, as sums over pages."""
    total = dict.fromkeys(KINDS, 0)
    items = {page.id: wanted(page) for page in pages}
    for page in pages:
        for kind in KINDS:
            total[kind] += len(items[page.id][kind])
    every, kept = [], {}
    for tool, ours in tools.items():
        kept[label(tool, ours)] = by_page = dict[str, Items]()
        every.append(runs.execute(label(tool, ours), ours.version, f"{name}-markdown", pages, _ours(ours, by_page)))
    for peer, make in (("trafilatura", _trafilatura), ("resiliparse", _resiliparse)):
        if version(peer):
            every.append(runs.cached(peer, version(peer), f"{name}-marked", pages, make, cache))
    columns = ("tool", *(f"{kind}s ({total[kind]:,})" for kind in KINDS), "errors")
    table = Table(f"{name}: structure that survives in Markdown (%)", columns, ("text", *["percent"] * len(KINDS), "d"))
    note = (
        "Of the items whose blocks were kept; the rest went with its block, clutter that repeats a line of the truth."
    )
    written = Table(
        f"{name}: what is kept is written in its shape (%)", ("tool", *KINDS), same("percent", 5), note=note
    )
    for run in every:
        hits, stayed = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
        for page in pages:
            have = found(run.outputs[page.id].text)
            for kind in KINDS:
                there = items[page.id][kind] & have[kind]
                hits[kind] += len(there)
                if run.tool in kept:
                    stayed[kind] += len(there | items[page.id][kind] & kept[run.tool][page.id][kind])
        table.add(run.tool, *(hits[kind] / max(total[kind], 1) for kind in KINDS), run.errors)
        if run.tool in kept:
            written.add(run.tool, *(hits[kind] / max(stayed[kind], 1) for kind in KINDS))
    sample = counted("pages", len(pages), [page.site for page in pages])
    report = Report("structure", f"{name}: {sample}", [table, written] if kept else [table])
    report.versions = {run.tool: run.version for run in every}
    return report
