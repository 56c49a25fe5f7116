"""HTML to blocks: one canonical visible text, a block for each run of text in a block-level element.

A block's span holds its own text and the separator behind it, so the spans partition the
visible text: a blank line between blocks, a line end between `<br>` lines of one element,
items of one list and rows of one table, " | " between the cells of a row.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from cleaner.errors import LimitError
from cleaner.segment import columns
from cleaner.segment.core import core_of
from cleaner.segment.html_mend import reopened, without_surrogates
from cleaner.segment.html_meta import cheap_metadata, title_of
from cleaner.segment.html_shell import filled
from cleaner.segment.html_tree import CODE, HIDDEN, LIST, QUOTE, TABLE, Page, Paths, Runs, Tree
from cleaner.segment.html_walk import walk
from cleaner.settings import Settings
from cleaner.types import Blocks, Markup

BARE = 100  # characters; a page with less of visible text is looked at for what swallowed the rest


def segment_html(markup: str, settings: Settings, url: str | None = None) -> Blocks:
    """Segment a page into blocks; raises LimitError beyond `max_depth` or `max_blocks`."""
    try:
        return _segmented(markup, settings, url)
    except UnicodeError:  # lone surrogates: asking for them first would cost as much as parsing
        return _segmented(without_surrogates(markup), settings, url)


def _segmented(markup: str, settings: Settings, url: str | None) -> Blocks:
    page = filled(_walked(markup, settings), settings)
    count = len(page.runs.texts)
    if count > settings.max_blocks:
        raise LimitError(f"more than {settings.max_blocks:,} blocks (raise max_blocks)")
    pieces = [
        marker + text + gap
        for marker, text, gap in zip(page.runs.markers, page.runs.texts, separators(page.tree, page.runs), strict=True)
    ]
    ends = np.cumsum(np.fromiter(map(len, pieces), dtype=np.int64, count=count))
    starts = np.concatenate([np.zeros(min(count, 1), dtype=np.int64), ends[:-1]])
    text = "".join(pieces)
    measured = columns.measure(text, starts, ends)
    return Blocks(
        text=text,
        media="html",
        starts=starts,
        ends=ends,
        columns=measured,
        core=core_of(measured),
        markup=_markup(page, url),
        language=page.meta.get("language"),
        url=url,
    )


def _walked(markup: str, settings: Settings) -> Page:
    page = walk(markup, settings)
    seen = sum(map(len, page.runs.texts[: BARE + 1]))
    if seen < BARE:
        mended = reopened(page.tree.source)
        least = seen + BARE if seen else 0  # where nothing is visible, anything is better
        if mended != page.tree.source and sum(map(len, (other := walk(mended, settings)).runs.texts)) > least:
            return other
    return page


def separators(tree: Tree, runs: Runs) -> list[str]:
    """What stands behind each block."""
    count = len(runs.texts)
    gaps = ["\n\n"] * count
    if not count:
        return gaps
    gaps[-1] = "\n"
    crowded = {tree.parent[cell] for cell, blocks in Counter(runs.cell).items() if cell >= 0 and blocks > 1}
    listed = np.array(runs.flags, dtype=np.int64) & LIST
    lines, cells = np.array(runs.lines, dtype=np.int64), np.array(runs.cell, dtype=np.int64)
    odd = (lines[1:] != 0) | ((cells[:-1] >= 0) & (cells[1:] >= 0)) | ((listed[:-1] & listed[1:]) != 0)
    for index in odd.nonzero()[0].tolist():  # all others are paragraphs
        after = index + 1
        if runs.lines[after]:
            gaps[index] = "\n" if runs.lines[after] == 1 else "\n\n"
            continue
        here, there = runs.cell[index], runs.cell[after]
        if here >= 0 and there >= 0 and here != there:
            row, next_row = tree.parent[here], tree.parent[there]
            if row not in crowded and next_row not in crowded:
                if row == next_row:
                    gaps[index] = " | "
                elif _table(tree, row) == _table(tree, next_row):
                    gaps[index] = "\n"
            continue
        if runs.flags[index] & runs.flags[after] & LIST and (
            (runs.markers[after] and runs.item[index] >= 0) or tree.tag[runs.element[after]] in ("dd", "option")
        ):
            gaps[index] = "\n"
    return gaps


def _table(tree: Tree, row: int) -> int:
    section = tree.parent[row]
    return tree.parent[section] if section >= 0 and tree.tag[section] in ("tbody", "thead", "tfoot") else section


def _markup(page: Page, url: str | None) -> Markup:
    tree, runs = page.tree, page.runs
    flags = np.array(runs.flags, dtype=np.int64)
    element = np.array(runs.element, dtype=np.int64)
    headings = np.array(runs.heading, dtype=np.int64)
    title = title_of(page.meta, [runs.texts[at] for at in (headings == 1).nonzero()[0].tolist()])
    tree.links = np.array(runs.links, dtype=np.int64)
    tree.bold_chars = np.array(runs.bold_chars, dtype=np.int64)
    tree.item = np.array(runs.item, dtype=np.int64)
    tree.cell = np.array(runs.cell, dtype=np.int64)
    return Markup(
        tags=list(map([*tree.tag, ""].__getitem__, runs.element)),  # the last for none, which is -1
        paths=Paths(tree, runs.element),
        link_chars=np.array(runs.link_chars, dtype=np.int64),
        hidden=(flags & HIDDEN) != 0,
        headings=headings,
        in_list=(flags & LIST) != 0,
        in_table=(flags & TABLE) != 0,
        in_code=(flags & CODE) != 0,
        in_quote=(flags & QUOTE) != 0,
        element=element,
        tree=tree,
        title=title,
        meta=cheap_metadata(page.meta, title, url),
        unseen=page.unseen,
    )
