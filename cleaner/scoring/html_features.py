"""What the net sees of each block of a page: numbers for its text, its markup and its place.

All of it is computed for the whole page at once. What an element hands down to the text inside
it (tags around it, scores of class names) runs down the tree by pointer doubling: log2(depth)
steps, however deep the page.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.html_lexicon import NAMES as LEXICON_NAMES
from cleaner.scoring.html_lexicon import Lexicon, lexicon_features
from cleaner.scoring.html_tokens import STEP, TokenTable
from cleaner.segment import columns
from cleaner.segment.html_tree import Tree
from cleaner.types import Blocks, Ints

TAGS = (
    "p", "div", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "pre", "blockquote", "figcaption", "button",
    "option", "span", "a", "section", "article", "body", "header", "footer", "nav", "aside", "summary", "label",
    "address", "legend", "form",
)  # fmt: skip
AROUND = (
    "article", "main", "section", "aside", "nav", "header", "footer", "form", "table", "ul", "ol", "dl", "figure", "a",
    "button", "details", "li", "td", "blockquote", "pre", "dialog", "noscript", "template", "select", "p", "address",
)  # fmt: skip
CONTAINERS = (2, 6, 20, 60)  # blocks that a container holds at least
_TAG_NUMBER = {tag: number for number, tag in enumerate(TAGS)}
_BIT = {tag: 1 << number for number, tag in enumerate(AROUND)}
_CONTROLS = frozenset({"input", "select", "textarea", "button"})
_CLIMB = 64  # steps up to a container at most
DECAY = 0.75  # of a class name's score, from an element to its child

TEXT_NAMES = (
    "log_words", "log_chars", "word_length", "digits", "upper", "punct", "symbols", "wide", "sentence", "bullet",
    "number", "link_density", "log_links", "all_link", "bold", "question", "colon", "first_upper", "one_word",
    "copies", "copy_before", "in_title", "in_description", "is_title",
)  # fmt: skip
MARKUP_NAMES = ("h_any", "h_level", "hidden", "list", "table", "code", "quote", "depth", "same_element", "new_parent")
PLACE_NAMES = ("at_block", "at_word", "after_h1", "since_h1", "since_heading", "images_before", "controls_before")
PAGE_NAMES = ("page_words", "page_blocks", "page_links", "page_sentences", "page_og_article", "page_h1s", "page_hidden")
CONTAINER_NAMES = ("words", "share", "links", "sentences", "per_block", "at", "images", "controls", "headings")
SIBLING_NAMES = ("siblings", "siblings_around", "template", "template_words")
TOKEN_NAMES = tuple(
    f"{what}_{how}" for how in ("own", "parent", "lowest", "highest", "sum") for what in ("class", "word")
)
NAMES: tuple[str, ...] = (
    *TEXT_NAMES,
    *MARKUP_NAMES,
    *(f"tag_{tag}" for tag in TAGS),
    *(f"in_{tag}" for tag in AROUND),
    *PLACE_NAMES,
    *PAGE_NAMES,
    *(f"box{size}_{name}" for size in CONTAINERS for name in CONTAINER_NAMES),
    *SIBLING_NAMES,
    *TOKEN_NAMES,
    *LEXICON_NAMES,
)
Floats = NDArray[np.float32]


def features(blocks: Blocks, table: TokenTable, lexicon: Lexicon) -> Floats:
    """(blocks, len(NAMES)) float32; the blocks come from HTML and are not none."""
    markup = blocks.markup
    assert markup is not None
    named = token_features(markup.tree, markup.element, table)
    said = lexicon_features(blocks.columns, lexicon.of(blocks.columns.word_hash))
    return np.concatenate([plain_features(blocks), named, said], axis=1)


def plain_features(blocks: Blocks) -> Floats:
    """Everything but the scores of class names and words."""
    sums = _Sums(blocks)
    parts = [
        _text(blocks, sums),
        _markup(blocks, sums),
        _place(blocks, sums),
        _containers(blocks, sums),
        _siblings(sums),
    ]
    return np.concatenate(parts, axis=1, dtype=np.float32)


def token_features(tree: Tree, element: Ints, table: TokenTable) -> Floats:
    """Scores of class names, ids and roles: own, parent's, lowest, highest and decayed sum of those around."""
    held = Held(tree)
    own = np.zeros((len(held.some) + 1, 2))  # the last row is the parent of the root
    own[:-1] = table.elements(tree, held.some.tolist())
    own /= STEP
    lowest, highest, total = own.copy(), own.copy(), own.copy()
    decay, above = DECAY, held.parent
    while True:
        np.minimum(lowest, lowest[above], out=lowest)
        np.maximum(highest, highest[above], out=highest)
        total += decay * total[above]
        decay *= decay
        above = above[above]
        if (above == len(held.some)).all():
            break
    at = held.place[element]
    parts = [own[at], own[held.parent[at]], lowest[at], highest[at], np.clip(total[at], -12, 12)]
    return np.concatenate(parts, axis=1, dtype=np.float32)


class Held:
    """The elements that hold blocks, a third of all: what is handed down passes through no others.

    some: their numbers; place: of every element, its row among them; parent: the row of each one's
    parent. One row more, the last, stands for the parent of the root.
    """

    def __init__(self, tree: Tree) -> None:
        self.some = np.flatnonzero(np.array(tree.first, dtype=np.int64) < np.array(tree.last, dtype=np.int64))
        self.place = np.full(len(tree) + 1, len(self.some), dtype=np.int64)
        self.place[self.some] = np.arange(len(self.some))
        parent = np.array([*tree.parent, -1], dtype=np.int64)
        self.parent = np.append(self.place[parent[self.some]], len(self.some))


class _Sums:
    """Arrays that several features share."""

    def __init__(self, blocks: Blocks) -> None:
        markup = blocks.markup
        assert markup is not None
        tree: Tree = markup.tree
        c = blocks.columns
        self.count = len(blocks)
        self.tree = tree
        self.element = markup.element
        self.parent = np.array([*tree.parent, -1], dtype=np.int64)
        self.parent[self.parent < 0] = len(tree)
        self.first = np.array([*tree.first, 0], dtype=np.int64)
        self.last = np.array([*tree.last, self.count], dtype=np.int64)
        self.words = np.maximum(c.words - (c.marker == 2), 0)
        self.visible = np.maximum(c.visible, 1)
        self.word_sum = _prefix(self.words)
        self.char_sum = _prefix(c.visible)
        self.link_sum = _prefix(markup.link_chars)
        self.sentence_sum = _prefix(np.where(c.ends_sentence & (c.words > 4), self.words, 0))
        self.heading_sum = _prefix(markup.headings > 0)
        self.images = self._before("img", "picture", "svg", "video")
        self.controls = self._before(*_CONTROLS)

    def _before(self, *tags: str) -> Ints:
        """(blocks + 1,) how many such elements begin before each block."""
        wanted = frozenset(tags)
        at = [first for first, tag in zip(self.tree.first, self.tree.tag, strict=True) if tag in wanted]
        return np.cumsum(np.bincount(np.array(at, dtype=np.int64), minlength=self.count + 1))[: self.count + 1]


def _prefix(values: NDArray[np.int64] | NDArray[np.bool_]) -> Ints:
    result = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=result[1:])
    return result


def _text(blocks: Blocks, sums: _Sums) -> NDArray[np.float64]:
    c, markup = blocks.columns, blocks.markup
    assert markup is not None
    seen = sums.visible
    words = np.maximum(sums.words, 1)
    density = markup.link_chars / seen
    _, inverse, copies = np.unique(c.line_hash, return_inverse=True, return_counts=True)
    first_seen = np.full(len(copies), sums.count, dtype=np.int64)
    np.minimum.at(first_seen, inverse, np.arange(sums.count))
    title, description = _overlaps(blocks)
    title_words = len((markup.title or "").split())
    return np.stack(
        [
            np.log1p(sums.words), np.log1p(c.visible), np.minimum(c.letters / words, 20), c.digits / seen,
            c.upper / seen, c.punct / seen, c.symbols / seen, c.wide / seen, c.ends_sentence, c.marker == 1,
            c.marker == 2, np.minimum(density, 1), np.log1p(markup.tree.links), density > 0.9,
            np.minimum(markup.tree.bold_chars / seen, 1), c.last == 63, c.last == 58, (c.upper > 0) & (c.first < 91),
            sums.words == 1, np.log1p(copies[inverse] - 1), first_seen[inverse] < np.arange(sums.count),
            title / words, description / words, (title >= 0.8 * words) & (title >= 0.6 * title_words) & (title > 0),
        ],
        axis=1,
    )  # fmt: skip


def _overlaps(blocks: Blocks) -> list[NDArray[np.float64]]:
    """How many words of each block the title holds too, and how many the page's description."""
    c, markup = blocks.columns, blocks.markup
    assert markup is not None
    title = f"{markup.title or ''}\n"
    both = title + (markup.meta.get("description") or "") + "\n"
    edges = np.array([0, len(title), len(both)], dtype=np.int64)
    head = columns.measure(both, edges[:-1], edges[1:])
    found = []
    for part in (0, 1):
        known = np.unique(head.word_hash[head.word_block == part])
        hit = np.zeros(len(c.word_hash), dtype=np.bool_)
        if len(known):
            hit = known[np.minimum(np.searchsorted(known, c.word_hash), len(known) - 1)] == c.word_hash
        found.append(np.bincount(c.word_block[hit], minlength=len(blocks)).astype(np.float64))
    return found


def _markup(blocks: Blocks, sums: _Sums) -> NDArray[np.float64]:
    markup, tree = blocks.markup, sums.tree
    assert markup is not None
    element, up, held = sums.element, sums.parent, Held(tree)
    bits = np.array([*(_BIT.get(tree.tag[at], 0) for at in held.some.tolist()), 0], dtype=np.int64)
    depth = np.ones(len(held.parent), dtype=np.int64)
    depth[-1] = 0
    above = held.parent
    while True:
        bits |= bits[above]
        depth += depth[above]
        above = above[above]
        if (above == len(held.some)).all():
            break
    at = held.place[element]
    number = np.array([_TAG_NUMBER.get(tag, -1) for tag in markup.tags], dtype=np.int64)
    before = np.concatenate([[-1], element[:-1]])
    flags = [
        markup.headings > 0, markup.headings, markup.hidden, markup.in_list, markup.in_table, markup.in_code,
        markup.in_quote, np.minimum(depth[at], 60), element == before, up[element] != up[before],
    ]  # fmt: skip
    tags = number[:, None] == np.arange(len(TAGS))
    around = (bits[at][:, None] >> np.arange(len(AROUND))) & 1
    return np.concatenate([np.stack(flags, axis=1), tags, around], axis=1, dtype=np.float64)


def _place(blocks: Blocks, sums: _Sums) -> NDArray[np.float64]:
    c, markup = blocks.columns, blocks.markup
    assert markup is not None
    count, index = sums.count, np.arange(sums.count)
    all_words, all_chars = max(int(sums.word_sum[-1]), 1), max(int(sums.char_sum[-1]), 1)
    h1 = np.flatnonzero((markup.headings == 1) & (c.visible > 0))
    first_h1 = int(h1[0]) if len(h1) else 0
    heading_at = np.maximum.accumulate(np.where(markup.headings > 0, index, -50))
    place = [
        index / count, sums.word_sum[:-1] / all_words, index > first_h1 if len(h1) else np.zeros(count),
        np.sign(index - first_h1) * np.log1p(np.abs(index - first_h1)), np.log1p(np.minimum(index - heading_at, 50)),
        np.minimum(np.diff(sums.images), 3), np.minimum(np.diff(sums.controls), 3),
    ]  # fmt: skip
    kind = str(sums.tree.meta.get("og:type", "")).lower()
    page = [
        np.log1p(all_words), np.log1p(count), int(sums.link_sum[-1]) / all_chars,
        int(sums.sentence_sum[-1]) / all_words, kind == "article", np.log1p(len(h1)),
        int(c.visible[markup.hidden].sum()) / all_chars,
    ]  # fmt: skip
    return np.concatenate([np.stack(place, axis=1), np.broadcast_to(np.array(page), (count, len(page)))], axis=1)


def _containers(blocks: Blocks, sums: _Sums) -> NDArray[np.float64]:
    index = np.arange(sums.count)
    size = sums.last - sums.first
    box = sums.element.copy()
    all_words = max(int(sums.word_sum[-1]), 1)
    found = []
    for least in CONTAINERS:
        for _ in range(_CLIMB):
            small = (size[box] < least) & (box < len(sums.tree))
            if not small.any():
                break
            box = np.where(small, sums.parent[box], box)
        a, b = sums.first[box], sums.last[box]
        held = np.maximum(b - a, 1)
        words = sums.word_sum[b] - sums.word_sum[a]
        some = np.maximum(words, 1)
        found += [
            np.log1p(words), words / all_words,
            (sums.link_sum[b] - sums.link_sum[a]) / np.maximum(sums.char_sum[b] - sums.char_sum[a], 1),
            (sums.sentence_sum[b] - sums.sentence_sum[a]) / some, np.log1p(words / held), (index - a) / held,
            (sums.images[b] - sums.images[a]) / held, (sums.controls[b] - sums.controls[a]) / held,
            (sums.heading_sum[b] - sums.heading_sum[a]) / held,
        ]  # fmt: skip
    return np.asarray(np.minimum(np.stack(found, axis=1), 20))


def _siblings(sums: _Sums) -> NDArray[np.float64]:
    tree, element, up = sums.tree, sums.element, sums.parent
    numbers: dict[tuple[str, str], int] = {}
    name = np.array(
        [numbers.setdefault(key, len(numbers)) for key in zip(tree.tag, tree.classes, strict=True)] + [-1],
        dtype=np.int64,
    )
    of_parent = up * (len(numbers) + 1) + name
    _, inverse, same = np.unique(of_parent, return_inverse=True, return_counts=True)
    siblings = np.log(same[inverse].astype(np.float64))
    siblings[-1] = 0.0
    around, above = siblings.copy(), up
    for _ in range(3):  # eight steps up
        np.maximum(around, around[above], out=around)
        above = above[above]
    template = name[element] * (len(numbers) + 1) + name[up[element]]
    _, inverse, same = np.unique(template, return_inverse=True, return_counts=True)
    words = np.bincount(inverse, weights=sums.words)
    return np.stack(
        [siblings[element], around[element], np.log(same[inverse]), np.log1p(words[inverse] / same[inverse])], axis=1
    )
