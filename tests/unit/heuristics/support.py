"""Heuristics on blocks built from lines: what they point to, and what they would take alone."""

from __future__ import annotations

from types import ModuleType

import numpy as np

from cleaner import heuristics
from cleaner.decide import decide
from cleaner.settings import Settings
from cleaner.types import Blocks, Points
from tests.helpers import PROSE, pointed_to

SECOND = (
    "Engineers expect that the work will take two winters, because the ice on the water makes it hard to bring stones "
    "to the middle pier from either bank."
)
THIRD = (
    "Until then people will have to walk by the mill, as their grandparents did, or wait for the small boat that the "
    "school sends out at seven and at four."
)
ARTICLE = ("Old bridge to be rebuilt by spring", PROSE, SECOND, THIRD)
HEADLINES = (
    "Storm warning issued for northern coast", "Teacher wins national chess title", "New ferry line opens in May",
    "Court orders publisher to pulp memoir", "Rare comet visible to naked eye", "Doctors accept pay offer after strike",
    "Zoo asks public to name baby tapir", "Power station closes two years early",
)  # fmt: skip


def between(mark: str, lines: tuple[str, ...] = HEADLINES) -> tuple[str, ...]:
    """Each line behind a mark of its own."""
    return tuple(part for line in lines for part in (mark, line))


def said(module: ModuleType, blocks: Blocks, to: Points = "boilerplate") -> set[str]:
    """The lines that one heuristic points to."""
    return pointed_to(blocks, list(module.find(blocks, Settings())), to)


def taken(blocks: Blocks) -> set[str]:
    """The lines that all heuristics together take, without rules and without a learned score."""
    evidence = [item for module in heuristics.load() for item in module.find(blocks, Settings())]
    verdicts = decide(blocks, evidence, Settings())
    return {blocks.line(int(index)) for index in np.flatnonzero(~verdicts.keep)} - {""}
