"""Plain text to blocks: a block is a line with its line end, or a hard-wrapped paragraph.

The target of a Markdown link is visible, for it is in the text, and is no words of it: a menu of links
then reads as the menu does, and a sentence with a link in it as the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cleaner.errors import LimitError
from cleaner.segment.columns import line_spans, measure
from cleaner.segment.core import core_of
from cleaner.segment.labels import labels_in
from cleaner.segment.plain import plain, quotes
from cleaner.segment.wrap import joined, paragraphs
from cleaner.settings import Settings
from cleaner.types import Blocks, Bools, Ints, Source

TARGET = re.compile(r"""\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*){0,9}(?:[ \t]"[^"\n]{0,300}")?\)""")


def segment_text(source: Source, settings: Settings) -> Blocks:
    """Cut a text into lines or hard-wrapped paragraphs; raises LimitError beyond `settings.max_blocks` lines."""
    text = plain(source.content)
    starts, ends = line_spans(text)
    if len(starts) > settings.max_blocks:
        raise LimitError(f"{len(starts):,} lines, more than {settings.max_blocks:,} (raise max_blocks)")
    columns, in_code = measure(text, starts, ends, _targets(text)), _fenced(text, starts, ends)
    depth = None if text is source.content else _depth(source.content, starts)
    first = paragraphs(columns, starts, ends, in_code, depth)
    if first is not None:
        text = joined(text, starts, ends, first)
        starts, ends, in_code = starts[first], np.append(starts[first[1:]], ends[-1:]), in_code[first]
        columns = measure(text, starts, ends, _targets(text))
    return Blocks(
        text=text,
        media="text",
        starts=starts,
        ends=ends,
        columns=columns,
        language=source.language,
        url=source.url,
        in_code=in_code,
        core=core_of(columns),
        labels=labels_in(text, starts, ends),
        given=None if text is source.content else source.content,
    )


def _depth(content: str, starts: Ints) -> Ints | None:
    """(lines,) how many marks of quotes stand in front of each line; None in a text that is no quote."""
    marks = quotes(content)
    if not marks:
        return None
    depth = np.zeros(len(starts), dtype=np.int64)
    at, count = np.array(marks, dtype=np.int64).T
    depth[starts.searchsorted(at, side="right") - 1] = count
    return depth


def by_block(labels: Sequence[int], blocks: Blocks, unsure: int = -1) -> Ints:
    """(n,) the label that most of a block's characters have, from those of the lines; `unsure` where none is known.

    labels: 0 or 1 for each line, or `unsure`.
    """
    starts, ends = line_spans(blocks.visible_text)
    known = np.full(len(starts), unsure)
    known[: len(labels)] = labels[: len(starts)]
    owner = blocks.starts.searchsorted(starts, side="right") - 1
    size = (ends - starts).astype(np.float64)
    ones, zeros = (np.bincount(owner, size * (known == label), minlength=len(blocks)) for label in (1, 0))
    return np.where(ones + zeros > 0, (ones >= zeros).astype(np.int64), unsure)


def first_lines(blocks: Blocks) -> Ints:
    """(n,) the number of each block's first line in the text, from 0."""
    return line_spans(blocks.visible_text)[0].searchsorted(blocks.starts)


def _targets(text: str) -> Bools | None:
    """(characters,) the targets of Markdown links, from `](` to `)`; None where there are none."""
    if "](" not in text:
        return None
    inside = np.zeros(len(text), dtype=np.bool_)
    for match in TARGET.finditer(text):
        inside[match.start() : match.end()] = True
    return inside


def _fenced(text: str, starts: Ints, ends: Ints) -> Bools:
    """Lines of Markdown's fenced code, fences included; an unclosed fence holds nothing."""
    inside = np.zeros(len(starts), dtype=np.bool_)
    if "```" not in text and "~~~" not in text:
        return inside
    opened, mark = -1, ""
    for index, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        head = text[start : min(end, start + 80)].lstrip(" ")
        if opened < 0 and head.startswith(("```", "~~~")):
            opened, mark = index, head[:3]
        elif opened >= 0 and head.startswith(mark) and not head.strip().strip(mark[0]):
            inside[opened : index + 1] = True
            opened = -1
    return inside
