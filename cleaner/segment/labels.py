"""Lines that begin with a label and a colon: facts in a box, turns of a conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.types import Blocks, Ints

LONGEST, MOST_WORDS = 40, 4  # characters and words of a label
IN_FRONT = 30  # characters that may stand before one: a bullet, a time
_TIME = r"[0-9]{1,2}(?:[:.][0-9]{2}){1,2}"
_COLON = re.compile(r"[:：](?!//|(?<=[0-9].)[0-9])")  # not that of an address or a time
_LABEL = re.compile(rf"[^\w\n(]*(?:{_TIME}[^\w\n]*)?([^\W\d_][^.!?\n]{{0,{LONGEST - 1}}})")
_VALUE = re.compile(r"[^\S\n]*(?=\S)")


def labels(blocks: Blocks) -> Mapping[int, tuple[str, int]]:
    """The label of each line that has one, by block and case-folded, and the offset of what follows the colon.

    Bullets and a time in front are passed over; a line that ends behind its colon has none.
    """
    return blocks.labels if blocks.labels is not None else labels_in(blocks.text, blocks.starts, blocks.ends)


def labels_in(text: str, begins: Ints, stops: Ints) -> dict[int, tuple[str, int]]:
    """The same from the text and its spans: what the segmenter hands on, so that it is looked for once."""
    found = dict[int, tuple[str, int]]()
    colons = [match.start() for match in _COLON.finditer(text)]
    if not colons:
        return found
    owners = begins.searchsorted(colons, side="right") - 1
    starts, ends = begins[owners].tolist(), stops[owners].tolist()
    last = -1
    for block, colon, start, end in zip(owners.tolist(), colons, starts, ends, strict=True):
        if block == last or colon - start > LONGEST + IN_FRONT:
            continue
        last = block  # what stands behind its first colon is no label
        label, value = _LABEL.fullmatch(text, start, colon), _VALUE.match(text, colon + 1, end)
        if label and value and len(label[1].split()) <= MOST_WORDS:
            found[block] = label[1].strip().casefold(), value.end()
    return found
