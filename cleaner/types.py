"""The types that travel through the house: what each stage hands to the next.

Columns (numpy arrays, one entry a block) are the currency inside; the frozen
dataclasses here are what stages exchange and what users see.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

Media = Literal["text", "html"]
Points = Literal["boilerplate", "content"]

Kind = Literal[
    "separator", "headline-list", "related-links", "navigation", "breadcrumb", "header",
    "footer", "sidebar", "cookie-notice", "newsletter-signup", "social-share",
    "advertisement", "comments", "byline", "timestamp", "credit", "pagination", "tags",
    "table-of-contents", "legal-notice", "paywall-notice", "search-form", "repeated",
    "blank", "other",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

_LINE_END = re.compile("\r\n|[\n\r]")


@dataclass(frozen=True, slots=True)
class Source:
    """One document as it was handed in, decoded once.

    `content` is the input's characters (for HTML the markup), `undecoded` maps offsets in
    `content` to the original bytes of each U+FFFD that stands for bytes no decoder took.
    `data` is the input as it came, decompressed; `length` is in bytes of it, in UTF-8 where it was a str.
    """

    doc: str
    content: str
    media: Media
    encoding: str
    bom: bytes
    undecoded: Mapping[int, bytes]
    length: int
    data: bytes | str
    url: str | None = None
    language: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of the input's bytes, in hex; worked out when it is asked for."""
        data = self.data.encode("utf-8", "surrogatepass") if isinstance(self.data, str) else self.data
        return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Columns:
    """What is counted of every block, in characters unless said otherwise; shape (n,) each."""

    visible: Ints  # characters that are neither space nor control
    words: Ints  # words; scripts without spaces count two (CJK) or four (Thai …) characters a word
    letters: Ints
    digits: Ints
    upper: Ints
    punct: Ints  # punctuation
    symbols: Ints
    wide: Ints  # letters of scripts written without spaces
    first: Ints  # first visible code point, 0 for a blank block
    last: Ints  # last visible code point, closing quotes and brackets skipped; 0 for blank
    indent: Ints  # space characters in front of the first visible one
    ends_sentence: Bools
    marker: Ints  # 0 none, 1 bullet or dash in front, 2 a number in front ("3." "3)")
    word_block: Ints  # (w,) block of each word, words in document order
    word_hash: NDArray[np.uint64]  # (w,) case-folded hash of each word
    word_start: Ints  # (w,) offset in the visible text
    word_end: Ints  # (w,)
    line_hash: NDArray[np.uint64]  # hash of the block's words in order; equal lines, equal hash; 0 without words

    @property
    def blank(self) -> Bools:
        """Blocks without a visible character."""
        found: Bools = self.visible == 0
        return found

    @property
    def bare(self) -> Bools:
        """Blocks with visible characters, but no letter or digit among them."""
        found: Bools = (self.visible > 0) & (self.letters + self.digits == 0)
        return found

    @property
    def filled(self) -> Bools:
        """Blocks with a letter or a digit: neither blank nor bare."""
        found: Bools = (self.visible > 0) & (self.letters + self.digits > 0)
        return found


@dataclass(frozen=True, slots=True)
class Markup:
    """What only HTML tells about its blocks; sequences and arrays have one entry a block."""

    tags: Sequence[str]  # the block-level element a block's text belongs to
    paths: Sequence[str]  # nearest id and at most eight steps
    link_chars: Ints  # visible characters inside <a>
    hidden: Bools  # hidden, aria-hidden, noscript, template: flagged, never filtered
    headings: Ints  # 1–6, 0 for none
    in_list: Bools
    in_table: Bools
    in_code: Bools
    in_quote: Bools
    element: Ints  # number of the block's element in document order: key into `tree`
    tree: Any  # the segmenter's own view of elements (parent, tag, classes, id, role); see segment/html.py
    title: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)  # declared language, canonical url, description …
    unseen: Mapping[str, int] = field(default_factory=dict)  # characters of script, style, comments …: not shown


@dataclass(frozen=True, slots=True)
class Block:
    """One block as a lazy view for people: a line or hard-wrapped paragraph of a text, a block-level text of a page."""

    index: int
    text: str
    start: int
    end: int
    line: int  # 1-based line of the visible text
    tag: str
    path: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """A document as columns. The spans partition `text`: starts[0] == 0, ends[i] == starts[i+1].

    `text` is what is judged; it is the visible text, but for spaces in the place of what a tool put
    into it (`given` is then the text as it came, equally long; see segment/plain.py).
    """

    text: str
    media: Media
    starts: Ints
    ends: Ints
    columns: Columns
    markup: Markup | None = None
    language: str | None = None
    url: str | None = None
    in_code: Bools | None = None  # text: fenced code
    core: Bools | None = None  # lines that read like an article's prose; see segment/core.py
    labels: Mapping[int, tuple[str, int]] | None = None  # text: lines with a label and a colon; see segment/labels.py
    given: str | None = None
    _breaks: list[int] = field(default_factory=list, init=False, repr=False, compare=False)  # line ends

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def visible_text(self) -> str:
        """The text as it came."""
        return self.text if self.given is None else self.given

    def raw(self, index: int) -> str:
        """The block's characters as they came, with its line end or the blank line behind it."""
        return self.visible_text[self.starts[index] : self.ends[index]]

    def line(self, index: int) -> str:
        """The block's characters as they are judged, without space at either side."""
        line = self.text[self.starts[index] : self.ends[index]].strip()
        return line if self.given is None else " ".join(line.split())

    def __getitem__(self, index: int) -> Block:
        start, end = int(self.starts[index]), int(self.ends[index])
        markup, of_lines = self.markup, self.markup is None and self.given is None
        if not of_lines and not self._breaks:  # found once: to count them for each block would be quadratic
            self._breaks[:] = [found.end() for found in _LINE_END.finditer(self.visible_text)]
        return Block(
            index=index,
            text=self.raw(index),
            start=start,
            end=end,
            line=index + 1 if of_lines else bisect_right(self._breaks, start) + 1,
            tag=markup.tags[index] if markup else "",
            path=markup.paths[index] if markup else "",
        )

    def __iter__(self) -> Iterator[Block]:
        return (self[index] for index in range(len(self)))


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with numbers, put together only when somebody reads it.

    Values that are sequences hold one entry for each block of the evidence.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def read(self, position: int = 0) -> str:
        """The sentence for the block at `position` of the evidence."""
        chosen = {
            name: value[position] if isinstance(value, (np.ndarray, list, tuple)) else value
            for name, value in self.values.items()
        }
        return self.template.format(**chosen) if chosen else self.template

    def read_many(self, positions: Sequence[int]) -> list[str]:
        """The sentences for the blocks at these positions."""
        several = {name: value for name, value in self.values.items() if isinstance(value, (np.ndarray, list, tuple))}
        if not several:
            return [self.template.format(**self.values) if self.values else self.template] * len(positions)
        at = np.asarray(positions, dtype=np.int64)
        columns = {name: np.asarray(value)[at].tolist() for name, value in several.items()}
        fixed = {name: value for name, value in self.values.items() if name not in columns}
        rows = zip(*columns.values(), strict=True)
        return [self.template.format(**fixed, **dict(zip(columns, row, strict=True))) for row in rows]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule, a heuristic or a score has to say about some blocks.

    `weight` in 0–1 is |2p − 1| of the probability p it stands for: 0 says nothing, 1 is
    certain; one number, or one for each block. `sure` evidence for boilerplate decides alone
    unless something protects the block or, but for `own` rules, the list that it is part of; `sure`
    evidence for content protects it. A `hint` is for where no learned score is
    heard, which knows the same and weighs it better; beside a score it names the kind and counts
    nothing.
    """

    blocks: Ints
    points_to: Points
    weight: float | NDArray[np.float64]
    kind: str
    origin: str  # rule id, "heuristic:separator", "score:text"
    reason: Reason
    where: str = ""  # rules/en/related-links.yaml:12
    sure: bool = False
    hint: bool = False
    own: bool = False  # of a rule in the caller's packs, whose word about a line is not weighed by its neighbours


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The decision on every block, as columns; kept blocks have reasons too."""

    keep: Bools
    score: NDArray[np.float64]  # log-odds for boilerplate, all evidence together
    kind: Sequence[str]  # kind of a removed block, "" for kept ones
    decided_by: Sequence[str]  # origin of the evidence that weighed most
    evidence: Sequence[Evidence]
    deciding: Ints  # index into `evidence` of what decided each block, -1 for none
    confidence: NDArray[np.float64]
    warnings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """One removed span: whole, located, named, explained. Offsets are characters of the visible text."""

    start: int
    end: int
    line: int
    path: str
    text: str
    category: str
    rule: str
    reason: str
    confidence: float
    where: str = ""

    def as_dict(self, *, texts: bool = True) -> dict[str, Any]:
        """JSON-ready, keys in the order of the fields."""
        found = {name: getattr(self, name) for name in _REMOVAL_KEYS}
        if not texts:
            del found["text"]
        return found


_REMOVAL_KEYS = tuple(item.name for item in fields(Removal))


@dataclass(frozen=True, slots=True, eq=False)  # columns know no equality of their own: a result is equal to itself
class Result:
    """Clean text and the record of what was removed."""

    text: str
    removed: Sequence[Removal]  # put together when the first of them is read
    header: Mapping[str, Any]  # the record's header: see docs/record.md
    warnings: tuple[str, ...]
    stats: Mapping[str, Any]
    metadata: Mapping[str, Any]
    blocks: Blocks
    verdicts: Verdicts
    quality: float | None = None

    @property
    def title(self) -> str | None:
        """The document's title, where one was found."""
        found = self.metadata.get("title")
        return str(found) if found else None

    def record(self, *, texts: bool = True) -> list[dict[str, Any]]:
        """The record as JSON-ready objects: the header, then the removals; docs/record.md names the keys.

        texts: False leaves the removed texts out; such a record tells where, but cannot restore.
        """
        return [dict(self.header), *(removal.as_dict(texts=texts) for removal in self.removed)]
