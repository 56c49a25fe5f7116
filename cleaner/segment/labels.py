"""Lines that begin with a label and a colon: facts in a box, turns of a conversation."""

from __future__ import annotations

import re

from cleaner.types import Blocks

LONGEST, MOST_WORDS = 40, 4  # characters and words of a label
_TIME = r"[0-9]{1,2}(?:[:.][0-9]{2}){1,2}"
_COLON = r"[:：](?!//|(?<=[0-9].)[0-9])"  # not that of an address or a time
_LABELLED = re.compile(
    rf"^[^\w\n(]*(?:{_TIME}[^\w\n]*)?(?P<label>[^\W\d_][^.!?:：\n]{{0,{LONGEST - 1}}}){_COLON}[^\S\n]*(?P<value>\S)",
    re.MULTILINE,
)


def labels(blocks: Blocks) -> dict[int, tuple[str, int]]:
    """The label of each line that has one, by block and case-folded, and the offset of what follows the colon.

    Bullets and a time in front are passed over; a line that ends behind its colon has none.
    """
    text = blocks.text
    if ":" not in text and "：" not in text:
        return {}
    found = [match for match in _LABELLED.finditer(text) if len(match["label"].split()) <= MOST_WORDS]
    owners = blocks.starts.searchsorted([match.start() for match in found], side="right") - 1
    return {
        block: (match["label"].strip().casefold(), match.start("value"))
        for block, match in zip(owners.tolist(), found, strict=True)
    }
