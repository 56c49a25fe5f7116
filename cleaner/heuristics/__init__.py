"""Evidence that needs no rule: one module a signal, found by scanning this folder.

A heuristic is a module with `ID`, `KIND`, `EXAMPLES` and `find(blocks, settings)`. It yields
evidence and touches nothing; heuristics know nothing of each other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from cleaner.discover import modules
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Media


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the lines (or block texts) of it that the heuristic points to; none for a look-alike."""

    text: str
    points_to: tuple[str, ...] = ()
    media: Media = "text"
    settings: Settings = field(default_factory=Settings)


class Heuristic(Protocol):
    """What a module of this folder offers."""

    ID: str
    KIND: str
    EXAMPLES: tuple[Example, ...]

    def find(self, blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
        """Evidence about the blocks."""
        ...


@cache
def load() -> tuple[Heuristic, ...]:
    """Every heuristic of this folder, in the order of their names."""
    return tuple(module for module in modules(sys.modules[__name__]) if hasattr(module, "find"))
