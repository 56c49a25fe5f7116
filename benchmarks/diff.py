"""Differences between two runs, page by page: the worst losers, with a view of what each kept.

This is what one works with when improving quality: save a run, change something, save another,
look at what became worse and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from benchmarks import runs, words
from benchmarks.data import Page, Text
from benchmarks.lines import AT, measures
from benchmarks.report import Report
from benchmarks.tables import Table

CSS = """
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse}td,th{padding:.2em .7em;text-align:right;border-bottom:1px solid #8884}
td:first-child,th:first-child{text-align:left}.line{white-space:pre-wrap;padding:.1em .6em;border-left:4px solid #8883}
.both{border-color:#2a7}.a{border-color:#d80;background:#d802}.b{border-color:#27c;background:#27c2}
.none{color:#888;border-color:#8883}.truth::after{content:" ✓";color:#2a7}.clutter::after{content:" ✗";color:#c33}
.unsure::after{content:" ?";color:#888}.key span{padding:.1em .6em;margin-right:1em;border-left:4px solid}
.why{color:#888;font-size:85%}
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One document: its score in both runs (higher is better)."""

    id: str
    url: str
    group: str
    before: float
    after: float

    @property
    def gain(self) -> float:
        """What the second run is better by."""
        return self.after - self.before


def changes(documents: Sequence[Page] | Sequence[Text], first: runs.Run, second: runs.Run) -> list[Change]:
    """Documents by what they lost, worst first."""
    found = []
    for one in documents:
        if one.id in first.outputs and one.id in second.outputs:
            before, after = (score(one, run.outputs[one.id], first.data) for run in (first, second))
            group = one.rendering if isinstance(one, Text) else one.page_type
            found.append(Change(one.id, one.url, group, before, after))
    return sorted(found, key=lambda change: change.gain)


def score(one: Page | Text, output: runs.Output, data: str) -> float:
    """Word F1 of a page; of a snippet page F1 over snippets; of a text the share of characters decided rightly."""
    if isinstance(one, Text):
        row = measures(one, output.keep)
        total = row[AT["main"]] + row[AT["clutter"]]
        return float(1 - (row[AT["main_removed"]] + row[AT["clutter_kept"]]) / total) if total else 1.0
    if one.truth is None:
        counts = words.snippets(output.text, one)
        return 2 * counts.kept / max(2 * counts.kept + counts.lost + counts.left, 1)
    return words.score(output.text, one, data == "news").f1


def evaluate(
    documents: Sequence[Page] | Sequence[Text], first: runs.Run, second: runs.Run, out: Path, worst: int = 40
) -> Report:
    """The worst losers and the best winners, each linked to its view in `out`."""
    found = changes(documents, first, second)
    by_id = {one.id: one for one in documents}
    folder = out / "diff"
    folder.mkdir(parents=True, exist_ok=True)
    columns = ("document", "group", "before", "after", "change", "view")
    forms = ("text", "text", "share", "share", "+.3f", "text")
    losers = Table("Worst losers", columns, forms)
    winners = Table("Best winners", columns, forms)
    for table, chosen in ((losers, found[:worst]), (winners, found[::-1][: worst // 2])):
        for change in chosen:
            if change.gain:
                name = f"{runs.slug(change.id)}.html"
                page = view(by_id[change.id], first, second, change)
                (folder / name).write_text(page, encoding="utf-8", errors="replace")
                link = f"[view](diff/{name})"
                table.add(change.id, change.group, change.before, change.after, change.gain, link)
    mean = Table("Mean over documents", ("run", "score", "better", "worse", "same"), ("text", ".4f", "d", "d", "d"))
    count = max(len(found), 1)
    better, worse = sum(change.gain > 0 for change in found), sum(change.gain < 0 for change in found)
    same = len(found) - better - worse
    mean.add(f"{first.tool} {first.version}", sum(change.before for change in found) / count, worse, better, same)
    mean.add(f"{second.tool} {second.version}", sum(change.after for change in found) / count, better, worse, same)
    report = Report("diff", f"{first.data}: {len(found):,} documents", [mean, losers, winners])
    (out / "diff.html").write_text(index(report, [losers, winners]), encoding="utf-8")
    return report


def index(report: Report, tables: Sequence[Table]) -> str:
    """The list of documents as a page, with links to the views."""
    parts = []
    for table in tables:
        parts.append(f"<h2>{table.title}</h2><table><tr><th>document<th>group<th>before<th>after<th>change</tr>")
        for name, group, before, after, gain, link in table.rows:
            href = escape(str(link)[7:-1])
            parts.append(
                f'<tr><td><a href="{href}">{escape(str(name))}</a><td>{escape(str(group))}'
                f"<td>{before:.3f}<td>{after:.3f}<td>{gain:+.3f}</tr>"
            )
        parts.append("</table>")
    return _page("Differences", report.sample, "\n".join(parts))


def view(one: Page | Text, first: runs.Run, second: runs.Run, change: Change) -> str:
    """One document with what each run kept; self-contained."""
    before, after = first.outputs[one.id], second.outputs[one.id]
    rows = _text_rows(one, before, after) if isinstance(one, Text) else _page_rows(one, before, after)
    why = {
        line.strip(): f"{category}: {reason}"
        for text, category, reason in (*before.removed, *after.removed)
        for line in text.splitlines()
    }
    lines = []
    names = {(True, True): "both", (True, False): "a", (False, True): "b", (False, False): "none"}
    for line, in_first, in_second, truth in rows:
        kept = names[in_first, in_second]
        reason = why.get(line.strip(), "")
        note = f' <span class="why">{escape(reason)}</span>' if reason and kept != "both" else ""
        lines.append(f'<div class="line {kept} {truth}">{escape(line) or "&nbsp;"}{note}</div>')
    key = (
        '<p class="key"><span class="both">kept by both</span>'
        f'<span class="a">only by {escape(first.tool)} {escape(first.version)}</span>'
        f'<span class="b">only by {escape(second.tool)} {escape(second.version)}</span>'
        '<span class="none">by neither</span> ✓ main content, ✗ clutter, ? unsure</p>'
    )
    head = f"{change.before:.3f} → {change.after:.3f}"
    return _page(f"{one.id}: {head}", one.url, key + "\n".join(lines))


def _text_rows(one: Text, before: runs.Output, after: runs.Output) -> list[tuple[str, bool, bool, str]]:
    names = {1: "truth", 0: "clutter", -1: "unsure"}
    together = zip(one.lines, before.keep, after.keep, one.labels, strict=True)
    return [(line, first, second, names[label]) for line, first, second, label in together]


def _page_rows(one: Page, before: runs.Output, after: runs.Output) -> list[tuple[str, bool, bool, str]]:
    """Lines of all visible text, then kept lines that it does not have; a line is found by its squeezed text."""
    from benchmarks.peers import PEERS

    def squeezed(text: str) -> str:
        return "".join(text.split())

    every = [line.strip() for line in PEERS["resiliparse (all text)"].make()(one).splitlines()]
    first, second, truth = squeezed(before.text), squeezed(after.text), squeezed(one.truth or "")
    rows = []
    for line in filter(None, every):
        short = squeezed(line.lstrip("•-* "))
        label = "truth" if short in truth else "clutter" if one.truth else "unsure"
        rows.append((line, short in first, short in second, label))
    return rows


def _page(title: str, sub: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>{CSS}</style>'
        f"<h1>{escape(title)}</h1><p>{escape(sub)}</p>{body}</html>\n"
    )
