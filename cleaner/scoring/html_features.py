"""What the net sees of each block of a page: numbers for its text, its markup and its place.

All of it is computed for the whole page at once, and written feature by feature: a page has some
hundred blocks, so that what costs time is the number of calls and not what they count.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.scoring.groups import groups
from cleaner.scoring.html_held import Held
from cleaner.scoring.html_lexicon import NAMES as LEXICON_NAMES
from cleaner.scoring.html_lexicon import lexicon_rows
from cleaner.scoring.html_tokens import TOKEN_NAMES, Spans, token_rows
from cleaner.scoring.html_tokens import token_features as token_features  # training takes all features from here
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
_CONTROLS = frozenset({"input", "select", "textarea", "button"})
_IMAGES = frozenset({"img", "picture", "svg", "video"})

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
_PLAIN = len(NAMES) - len(TOKEN_NAMES) - len(LEXICON_NAMES)

# Every tag that a feature asks for has a number of its own, and these tables say what it is.
_KNOWN = {tag: number for number, tag in enumerate(dict.fromkeys((*TAGS, *AROUND, *sorted(_IMAGES | _CONTROLS))))}
_TAG_NUMBER = np.array([*(TAGS.index(tag) if tag in TAGS else -1 for tag in _KNOWN), -1])
_BITS = np.array([*(1 << AROUND.index(tag) if tag in AROUND else 0 for tag in _KNOWN), 0])
_IS_IMAGE = np.array([*(tag in _IMAGES for tag in _KNOWN), False])
_IS_CONTROL = np.array([*(tag in _CONTROLS for tag in _KNOWN), False])
_TAG_ROWS = np.arange(len(TAGS))[:, None]
_AROUND_ROWS = (1 << np.arange(len(AROUND)))[:, None]

Floats = NDArray[np.float32]
_WORDS, _CHARS, _LINKS, _SENTENCES, _IMAGES_BEFORE, _CONTROLS_BEFORE, _HEADINGS = range(7)  # rows of the sums


def features(page: Page, tokens: Spans, words: Ints) -> Floats:
    """(blocks, len(NAMES)) float32, column after column in memory; the page has blocks.

    tokens: as `TokenTable.elements` gives them; words: (w,) score of each word.
    """
    found = np.empty((len(NAMES), page.count), dtype=np.float32)
    _plain(page, found)
    token_rows(page.held, tokens, found[_PLAIN : _PLAIN + len(TOKEN_NAMES)])
    lexicon_rows(page.blocks.columns, words, found[_PLAIN + len(TOKEN_NAMES) :])
    return found.T


def plain_features(blocks: Blocks) -> Floats:
    """Everything but the scores of class names and words."""
    page = Page(blocks)
    found = np.empty((_PLAIN, page.count), dtype=np.float32)
    _plain(page, found)
    return found.T


def _plain(page: Page, found: Floats) -> None:
    start = 0
    for rows, part in _PARTS:
        part(page, found[start : start + rows])
        start += rows


class Page:
    """A page's blocks, which come from HTML and are not none, and the arrays that several features share.

    kinds: the number in `_KNOWN` of each tag of the page, one more for all others, and for none at the end.
    tag: of each row of `held`, the number of its tag on the page, the last one of none.
    each: (7, blocks) words, characters, characters in links, words of sentences, images and controls
    in front, headings; sums: (7, blocks + 1) the same of all blocks before.
    """

    def __init__(self, blocks: Blocks) -> None:
        c, markup = blocks.columns, blocks.markup
        assert markup is not None
        self.blocks, self.markup = blocks, markup
        self.tree: Tree = markup.tree
        self.held = Held(self.tree, markup.element)
        self.count = len(blocks)
        self.index = np.arange(self.count)
        self.kinds = np.array([_KNOWN.get(tag, len(_KNOWN)) for tag in (*self.held.tag_names, "")])
        self.tag = np.empty(len(self.held), dtype=np.int64)
        self.tag[:-1] = self.held.tags[self.held.some]
        self.tag[-1] = len(self.held.tag_names)
        self.words = np.maximum(c.words - (c.marker == 2), 0)
        self.visible = np.maximum(c.visible, 1)
        self.each = np.empty((7, self.count))
        self.each[_WORDS] = self.words
        self.each[_CHARS] = c.visible
        self.each[_LINKS] = markup.link_chars
        np.multiply(self.words, c.ends_sentence & (c.words > 4), out=self.each[_SENTENCES])
        self.each[_IMAGES_BEFORE] = self._before(_IS_IMAGE)
        self.each[_CONTROLS_BEFORE] = self._before(_IS_CONTROL)
        self.each[_HEADINGS] = markup.headings > 0
        self.sums = np.zeros((7, self.count + 1))
        np.add.accumulate(self.each, axis=1, out=self.sums[:, 1:])

    def _before(self, wanted: NDArray[np.bool_]) -> Ints:
        """How many such elements begin in front of each block but the first, or of the page's end, and no other."""
        found: Ints = np.bincount(
            self.held.first.compress(wanted[self.kinds][self.held.tags]), minlength=self.count + 1
        )
        return found[1 : self.count + 1]


def _text(page: Page, found: Floats) -> None:
    c, markup = page.blocks.columns, page.markup
    words, tree = np.maximum(page.words, 1), page.tree
    order, first, size = groups(c.line_hash)
    copies = np.empty(page.count)
    copies[order] = size.repeat(size)
    again = np.ones(page.count, dtype=np.bool_)
    again[np.minimum.reduceat(order, first)] = False
    title, description = _overlaps(page)
    title_words = len((markup.title or "").split())

    found[0:2] = np.log1p(page.each[:2])
    found[2] = np.minimum(c.letters / words, 20)
    parts = np.empty((7, page.count))
    counts = (c.digits, c.upper, c.punct, c.symbols, c.wide, markup.link_chars, tree.bold_chars)
    for part, values in zip(parts, counts, strict=True):
        part[:] = values
    parts /= page.visible
    density = parts[5]
    found[3:8] = parts[:5]
    found[8] = c.ends_sentence
    found[9] = c.marker == 1
    found[10] = c.marker == 2
    np.minimum(parts[5:], 1, out=parts[5:])
    found[11] = density
    found[12] = np.log1p(tree.links)
    found[13] = density > 0.9
    found[14] = parts[6]
    found[15] = c.last == 63
    found[16] = c.last == 58
    found[17] = (c.upper > 0) & (c.first < 91)
    found[18] = page.words == 1
    found[19] = np.log1p(copies - 1)
    found[20] = again
    found[21] = title / words
    found[22] = description / words
    found[23] = (title >= 0.8 * words) & (title >= 0.6 * title_words) & (title > 0)


def _overlaps(page: Page) -> list[Ints]:
    """How many words of each block the title holds too, and how many the page's description."""
    c, markup = page.blocks.columns, page.markup
    title = f"{markup.title or ''}\n"
    both = title + (markup.meta.get("description") or "") + "\n"
    hashes, start = columns.word_hashes(both)
    inside = int(start.searchsorted(len(title)))
    # Few of a page's words are in either: the low bits of their hashes tell most of the others apart.
    table = np.zeros(1 << 12, dtype=np.bool_)
    table[hashes & np.uint64(0xFFF)] = True
    near = table.take((c.word_hash & np.uint64(0xFFF)).view(np.int64)).nonzero()[0]
    if not len(near):
        return [np.zeros(page.count, dtype=np.int64)] * 2
    hash_of, block_of = c.word_hash[near], c.word_block[near]
    found = []
    for known in (hashes[:inside], hashes[inside:]):
        known = np.sort(known)
        hit = known.take(known.searchsorted(hash_of), mode="clip") == hash_of if len(known) else near < 0
        found.append(np.bincount(block_of.compress(hit), minlength=page.count))
    return found


def _markup(page: Page, found: Floats) -> None:
    markup, held = page.markup, page.held
    bits = _BITS[page.kinds][page.tag]
    depth = np.ones(len(held), dtype=np.int64)
    depth[-1] = 0
    for above in held.above:
        bits |= bits[above]
        depth += depth[above]
    element, parents = markup.element, held.above[0][held.at]
    found[0] = markup.headings > 0
    found[1] = markup.headings
    found[2] = markup.hidden
    found[3] = markup.in_list
    found[4] = markup.in_table
    found[5] = markup.in_code
    found[6] = markup.in_quote
    found[7] = np.minimum(depth[held.at], 60)
    found[8, 0], found[9, 0] = element[0] == -1, parents[0] != len(held) - 1
    np.equal(element[1:], element[:-1], out=found[8, 1:])
    np.not_equal(parents[1:], parents[:-1], out=found[9, 1:])
    tags = found[10 : 10 + len(TAGS)]
    np.equal(_TAG_NUMBER[page.kinds][page.tag[held.at]], _TAG_ROWS, out=tags)
    np.not_equal(bits[held.at] & _AROUND_ROWS, 0, out=found[10 + len(TAGS) :])


def _place(page: Page, found: Floats) -> None:
    c, markup = page.blocks.columns, page.markup
    count, index = page.count, page.index
    totals = page.sums[:, -1].tolist()
    all_words, all_chars = max(totals[_WORDS], 1.0), max(totals[_CHARS], 1.0)
    h1 = np.flatnonzero((markup.headings == 1) & (c.visible > 0))
    first_h1 = int(h1[0]) if len(h1) else 0
    since_h1 = index - first_h1
    heading_at = np.maximum.accumulate(np.where(markup.headings > 0, index, -50))
    found[0] = index / count
    found[1] = page.sums[_WORDS, :-1] / all_words
    found[2] = (since_h1 > 0) if len(h1) else 0
    found[3] = np.sign(since_h1) * np.log1p(np.abs(since_h1))
    found[4] = np.log1p(np.minimum(index - heading_at, 50))
    found[5:7] = np.minimum(page.each[_IMAGES_BEFORE : _CONTROLS_BEFORE + 1], 3)
    article = str(page.tree.meta.get("og:type", "")).lower() == "article"
    hidden = int(np.add.reduce(c.visible[markup.hidden]))
    logs = np.log1p([all_words, count, len(h1)]).tolist()
    shares = totals[_LINKS] / all_chars, totals[_SENTENCES] / all_words
    found[7:14] = np.array([*logs[:2], *shares, article, logs[2], hidden / all_chars])[:, None]


def _containers(page: Page, found: Floats) -> None:
    """Nine numbers for each of the boxes around a block, all sizes at once."""
    first, last = page.held.sizes(page.count)
    boxes = np.array(list(page.held.containers(last - first, CONTAINERS)))
    a, b = first[boxes], last[boxes]
    inside = page.sums.take(last, axis=1)
    inside -= page.sums.take(first, axis=1)
    sums = inside.take(boxes, axis=1)  # (7, sizes, blocks)
    held = np.maximum(b - a, 1)
    numbers = np.empty((len(CONTAINER_NAMES), *boxes.shape))
    words = sums[_WORDS]
    np.divide(words, held, out=numbers[4])
    numbers[0] = words
    np.log1p(numbers[0:5:4], out=numbers[0:5:4])
    np.divide(words, max(float(page.sums[_WORDS, -1]), 1.0), out=numbers[1])
    np.divide(sums[_LINKS], np.maximum(sums[_CHARS], 1), out=numbers[2])
    np.divide(sums[_SENTENCES], np.maximum(words, 1), out=numbers[3])
    np.divide(page.index - a, held, out=numbers[5])
    np.divide(sums[_IMAGES_BEFORE:], held, out=numbers[6:])
    found.reshape(*boxes.shape[:1], len(CONTAINER_NAMES), page.count)[:] = np.minimum(numbers, 20).transpose(1, 0, 2)


def _siblings(page: Page, found: Floats) -> None:
    """How many siblings share an element's tag and class, and how many blocks such a pair of elements."""
    held = page.held
    order, _, size = groups(held.parent * held.many + held.kinds)
    alike = np.empty(len(order))
    alike[order] = np.log(size.astype(np.float64)).repeat(size)
    siblings = np.zeros(len(held))
    siblings[:-1] = alike[held.some]
    around = siblings
    for above in held.above[:3]:  # eight steps up
        around = np.maximum(around, around[above])

    order, first, size = groups(held.kind[held.at] * held.many + held.kind[held.above[0][held.at]])
    words = np.add.reduceat(page.words[order], first)
    found[0] = siblings[held.at]
    found[1] = around[held.at]
    found[2:, order] = np.repeat(np.array([np.log(size.astype(np.float64)), np.log1p(words / size)]), size, axis=1)


_PARTS = (
    (len(TEXT_NAMES), _text),
    (len(MARKUP_NAMES) + len(TAGS) + len(AROUND), _markup),
    (len(PLACE_NAMES) + len(PAGE_NAMES), _place),
    (len(CONTAINERS) * len(CONTAINER_NAMES), _containers),
    (len(SIBLING_NAMES), _siblings),
)
