"""What rules and heuristics said about every line, for the net that reads the lines in their order.

Rules know words in 60 languages; the net knows what its training pages taught it. Told of both,
the net takes what stands beside a line that a rule knows for its like, in languages too of which it
has seen a handful of pages. Rules of the caller's own are left out: a score has to be the same for
everybody, and such a rule speaks for itself. Left out as well is what is newer than the nets, which keep
the marks of all that they were trained with: they never learned what stands beside the line that a new
rule takes, and a rule is added without moving a score. Only weights as the evidence has them are
compared, and nothing is summed, so that no machine gets other features than another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.types import Evidence, Ints

Feature = tuple[str, str, NDArray[Any]]  # group, name, one number a line

HEURISTIC = "heuristic:"  # how the origin of a heuristic begins
GROUPS: dict[str, tuple[str, ...]] = {
    "menus": ("navigation", "breadcrumb", "footer", "search-form", "pagination", "legal-notice"),
    "share bars": ("social-share",),
    "notices": ("cookie-notice", "paywall-notice", "newsletter-signup", "advertisement"),
    "other stories": ("headline-list", "related-links", "table-of-contents", "tags"),
    "comments": ("comments",),
    "bylines and credits": ("byline", "timestamp", "credit"),
}
_GROUP_OF = {kind: number for number, kinds in enumerate(GROUPS.values()) for kind in kinds}
_SAYS = ("a rule against it", "a rule for it", "a heuristic against it", "a heuristic for it", "sure against it",
         "sure for it")  # fmt: skip
NAMES = (*_SAYS, *(f"a rule for {group}" for group in GROUPS))


@lru_cache(maxsize=20_000)
def mark(origin: str) -> int:
    """A number of 32 bits for a rule or heuristic: what weights remember of those that they were trained with."""
    return int.from_bytes(blake2b(origin.encode(), digest_size=4).digest(), "little")


def heard(evidence: Sequence[Evidence], at: Ints, count: int) -> Iterator[Feature]:
    """The strongest weight of each sort of evidence for each line.

    at: (m,) block of each line that is described, of `count` blocks. Without evidence every feature is 0.
    """
    said = np.zeros((len(NAMES), count), dtype=np.float32)
    for item in evidence:
        if item.own:
            continue
        against = item.points_to == "boilerplate"
        rows = [2 * item.origin.startswith(HEURISTIC) + (not against)]
        if item.sure:
            said[5 - against, item.blocks] = 1
        if against and item.kind in _GROUP_OF:
            rows.append(len(_SAYS) + _GROUP_OF[item.kind])
        for row in rows:
            said[row, item.blocks] = np.maximum(said[row, item.blocks], item.weight)
    for name, values in zip(NAMES, said[:, at], strict=True):
        yield "rules", name, values
