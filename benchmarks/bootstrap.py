"""Bootstrap over sites: how far a figure would move with other sites in the sample.

Pages of one site resemble each other, so whole sites are drawn again, never pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROUNDS = 1000


def by_site(rows: Floats, sites: Sequence[str]) -> Floats:
    """Sums of the rows (documents, measures) of each site: (sites, measures)."""
    _, inverse = np.unique(np.asarray(sites), return_inverse=True)
    sums = np.zeros((int(inverse.max(initial=-1)) + 1, rows.shape[1]))
    np.add.at(sums, inverse, rows)
    return sums


def interval(
    rows: Floats, sites: Sequence[str], figure: Callable[[Floats], Floats], rounds: int = ROUNDS, seed: int = 1
) -> tuple[float, float, float]:
    """The figure and its 95 % interval.

    rows: (documents, measures); figure: sums (…, measures) to figures (…). A mean over pages
    is the ratio of two measures, the second of them 1 on every page.
    """
    sums = by_site(rows, sites)
    value = float(figure(rows.sum(axis=0, keepdims=True))[0])
    if len(sums) < 2:
        return value, value, value
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=rounds)
    low, high = np.nanpercentile(figure(draws @ sums), (2.5, 97.5))
    return value, float(low), float(high)


def ratio(over: int, under: int) -> Callable[[Floats], Floats]:
    """The figure that divides one measure by another; 0 where there is nothing to divide by."""

    def figure(sums: Floats) -> Floats:
        top, bottom = sums[..., over], sums[..., under]
        return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)

    return figure
