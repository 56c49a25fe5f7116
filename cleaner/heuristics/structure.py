"""Structure of the article itself: titles, announced lists, code.

Sees      a title-like line right above prose, those between a list's last separator and the prose, the
          items of a list that a line with a colon announces, a short sentence right behind prose, the
          heading or line that is a page's title, fenced or marked code.
Leaves    everything else; this heuristic only ever points to content.
Wrong on  "Read also:" above a list of links: rules name such lead-ins and are sure.
Source    look-alikes in fixtures/: what line filters take with the clutter (C4, Gopher).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.segment import chars
from cleaner.segment.core import prose, sentences_behind
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Evidence, Ints, Reason

ID = "heuristic:structure"
KIND = "other"
TITLE_WEIGHT = 0.5
HEAD_WEIGHT = 0.65
MAX_HEADS = 2  # title and standfirst
LIST_WEIGHT = 0.6
SENTENCE_WEIGHT = 0.5  # out of fold: .02 points of damage less for .1 points of clutter
CODE_WEIGHT = 0.9
TOP_WEIGHT = 0.97
TITLE_WORDS = 25
MAX_TOP = 3  # a site's name may stand in front; pages with more use the level for anything
NAMES = re.compile(r"\s+[|–—·»:/-]\s+")  # between a page's title and the site's name
TITLE_CHARS, MAX_SPACES = 6, 4  # of a title that a line of the page repeats; characters around it
MAX_SYMBOLS = 1  # a menu's bars are symbols, a title has a currency sign at most
COLONS = ":："
EXAMPLES = (
    Example(
        "The old bridge\n"
        "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring.\n",
        ("The old bridge",),
    ),
    Example("You will need:\n- flour\n- butter\n\nSport\nMenu\n", ("- flour", "- butter")),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to the parts of an article that look like clutter and are not."""
    columns = blocks.columns
    solid = np.flatnonzero(columns.filled)
    if not len(solid):
        return
    page = blocks.markup is not None  # a page's own score knows its headings, lists and code
    code = _code(blocks)
    if code.any():
        at = np.flatnonzero(code & (columns.visible > 0))
        yield Evidence(at, "content", CODE_WEIGHT, KIND, ID, Reason("a line of a code block"), hint=page)
    if blocks.markup is not None:
        top = title_heading(blocks)
        if len(top):
            yield Evidence(top, "content", TOP_WEIGHT, KIND, ID, Reason("the heading that is the page's title"))
        elif len(top := title_line(blocks)):
            yield Evidence(top, "content", TOP_WEIGHT, KIND, ID, Reason("the line that is the page's title"))
    core = prose(blocks)[solid]
    front = solid[:-1]
    title_like = (
        (columns.words[front] <= TITLE_WORDS) & ~columns.ends_sentence[front] & (columns.symbols[front] <= MAX_SYMBOLS)
    )
    titles = front[~core[:-1] & core[1:] & title_like]
    if len(titles):
        yield Evidence(
            titles, "content", TITLE_WEIGHT, KIND, ID, Reason("a title-like line right above a paragraph"), hint=page
        )
    heads = _heads(blocks, solid, core, title_like) if not page else solid[:0]
    if len(heads):
        yield Evidence(
            heads, "content", HEAD_WEIGHT, KIND, ID, Reason("a title behind the last separator above the text")
        )
    behind = sentences_behind(blocks).nonzero()[0] if not page else solid[:0]
    if len(behind):
        reason = Reason("a sentence that follows the article's prose")
        yield Evidence(behind, "content", SENTENCE_WEIGHT, KIND, ID, reason)
    listed = _announced(solid, columns.last, columns.marker, blocks)
    if len(listed):
        yield Evidence(
            listed, "content", LIST_WEIGHT, KIND, ID, Reason("an item of a list that a line with a colon announces")
        )


def _heads(blocks: Blocks, solid: Ints, core: Bools, title_like: Bools) -> Ints:
    """Title-like lines between a separator and the first prose below it: where a list ends and the article begins.

    core: (solid,) prose; title_like: (solid - 1,). Nothing else may stand between, no blank line either.
    """
    first = int(core.argmax())
    low = first
    while low > max(first - MAX_HEADS, 0) and title_like[low - 1] and solid[low] - solid[low - 1] == 1:
        low -= 1
    apart = low > 0 and blocks.columns.bare[solid[low - 1] + 1 : solid[low]].any()
    return solid[low:first] if core.any() and apart else solid[:0]


def title_heading(blocks: Blocks) -> Ints:
    """The heading of the first level that a page's title begins with, or else the longest that it holds; one or none.

    A logo is a heading of the first level as well: titles hold the site's name at their end, or it is short.
    """
    markup = blocks.markup
    title = (markup.title or "").casefold() if markup is not None else ""
    if markup is None or not title:
        return np.zeros(0, dtype=np.int64)
    top = np.flatnonzero((markup.headings == 1) & (blocks.columns.visible > 0))[:MAX_TOP]
    lines = {block: blocks.line(block).casefold() for block in top.tolist()}
    said = [block for block, line in lines.items() if line in title or title in line]
    said.sort(key=lambda block: (not title.startswith(lines[block]), -len(lines[block])))
    return np.array(said[:1], dtype=np.int64)


def title_line(blocks: Blocks) -> Ints:
    """The block that says what a page's title says before the site's name, where no heading does; one or none.

    Of several the last above the first prose below them: what stands further up is the end of a breadcrumb.
    """
    columns, markup = blocks.columns, blocks.markup
    title = (markup.title or "").casefold() if markup is not None else ""
    pieces = {piece.strip() for piece in NAMES.split(title)[:2] if len(piece.strip()) >= TITLE_CHARS}
    if markup is None or not pieces:
        return np.zeros(0, dtype=np.int64)
    long = blocks.ends - blocks.starts
    alike = (columns.visible >= TITLE_CHARS - MAX_SPACES) & (long <= max(map(len, pieces)) + MAX_SPACES)
    at = np.flatnonzero(alike & (2 * markup.link_chars < columns.visible) & ~markup.hidden).tolist()
    said = [block for block in at if blocks.line(block).strip().casefold() in pieces]
    if len(said) > 1:
        below = np.flatnonzero(prose(blocks)[said[0] :])
        said = [block for block in said if not len(below) or block < said[0] + below[0]][-1:]
    return np.array(said[:1], dtype=np.int64)


def _announced(solid: Ints, last: Ints, marker: Ints, blocks: Blocks) -> Ints:
    """Marked lines in an unbroken row behind a line that ends in a colon."""
    colon = chars.among(last[solid], COLONS)
    marked = marker[solid] > 0
    if blocks.markup is not None:
        marked = marked | blocks.markup.in_list[solid]
    marked &= ~colon
    row = np.cumsum(~marked)  # the number of the unmarked line that each row hangs on
    head = np.flatnonzero(~marked)
    announced = np.zeros(len(solid) + 1, dtype=np.bool_)
    announced[1 : len(head) + 1] = colon[head]
    return solid[marked & announced[row]]


def _code(blocks: Blocks) -> Bools:
    code = np.zeros(len(blocks), dtype=np.bool_)
    if blocks.in_code is not None:
        code |= blocks.in_code
    if blocks.markup is not None:
        code |= blocks.markup.in_code
    return code
