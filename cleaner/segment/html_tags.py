"""What the segmenter knows of HTML's elements."""

from __future__ import annotations

import re

from cleaner.segment.html_tree import BOLD, CODE, DRAWING, HIDDEN, LINK, LIST, PRE, QUOTE, TABLE

JOINT = "\0"  # stands where SPACED elements begin and end; the parser leaves no NUL in text
# How an element stands in the text: within a line, set apart in a line by style, as a block of its own,
# as the end of a line, not at all, or not at all in a drawing or formula (elsewhere HTML knows no such element, and its
# text stands in the line).
INLINE, SPACED, BLOCK, FRAGMENT, BREAK, UNSEEN, FOREIGN = range(7)
_BLOCKS = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav"
    " noscript ol optgroup option p pre search section select summary table tbody td template textarea"
    " tfoot th thead tr ul video audio canvas object"
)
_UNSEEN = "script style title iframe noembed noframes datalist"
_FOREIGN = "annotation annotation-xml desc metadata"
_GIVES = {
    "noscript": HIDDEN, "template": HIDDEN, "video": HIDDEN, "audio": HIDDEN, "canvas": HIDDEN, "object": HIDDEN,
    "ul": LIST, "ol": LIST, "dl": LIST, "menu": LIST, "dir": LIST, "table": TABLE,
    "pre": CODE | PRE, "textarea": PRE, "code": CODE, "kbd": CODE, "samp": CODE, "blockquote": QUOTE,
    "a": LINK, "b": BOLD, "strong": BOLD, "th": BOLD, "svg": DRAWING, "math": DRAWING,
}  # fmt: skip
# What else an element asks for: nothing, its declaration read, its level kept (a heading's own number), …
PLAIN, *_LEVELS, DECLARES, ITEM, COUNTS, CELL, GRID, DRAWS, POINTS = range(14)
_ASKS = {
    **{f"h{level}": level for level in _LEVELS},
    **dict.fromkeys(("meta", "link", "html"), DECLARES),
    **dict.fromkeys(("ol", "ul", "menu", "dir"), COUNTS),
    "li": ITEM, "td": CELL, "th": CELL, "table": GRID, "svg": DRAWS, "a": POINTS,
}  # fmt: skip
_SHAPES = {
    **dict.fromkeys(_GIVES, INLINE),
    **dict.fromkeys(_BLOCKS.split(), BLOCK),
    **dict.fromkeys(("a", "span", "label"), SPACED),  # pages set them apart by style alone
    **dict.fromkeys(_UNSEEN.split(), UNSEEN),
    **dict.fromkeys(_FOREIGN.split(), FOREIGN),
    "br": BREAK,
}


class _Tags(dict[str, tuple[int, int, int]]):
    def __missing__(self, tag: str) -> tuple[int, int, int]:
        return 0, INLINE, PLAIN


# What an element gives, its shape, what else it asks for.
TAGS = _Tags({tag: (_GIVES.get(tag, 0), _SHAPES.get(tag, INLINE), _ASKS.get(tag, PLAIN)) for tag in {*_SHAPES, *_ASKS}})
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def hides(style: str) -> bool:
    """Whether a style attribute hides its element."""
    style = style.lower()
    return ("none" in style or "hidden" in style) and _NOT_SHOWN.search(style) is not None
