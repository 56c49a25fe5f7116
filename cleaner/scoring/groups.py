"""Equal numbers of an array brought together, in one sort."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.types import Ints


def groups(keys: NDArray[np.int64] | NDArray[np.uint64]) -> tuple[Ints, Ints, Ints]:
    """Equal keys: their indices group by group, in any order within each; where each group begins; its size."""
    order = keys.argsort()
    ranked = keys[order]
    begins = np.empty(len(keys), dtype=np.bool_)
    begins[:1] = True
    np.not_equal(ranked[1:], ranked[:-1], out=begins[1:])
    first = begins.nonzero()[0]
    size = np.empty(len(first), dtype=np.int64)
    np.subtract(first[1:], first[:-1], out=size[:-1])
    size[-1:] = len(keys) - first[-1:]
    return order, first, size
