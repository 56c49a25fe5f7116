"""What was asked for: parts of a page that the settings leave out.

Sees      the cells of tables, where `include_tables` is off.
Leaves    everything else, and every page where the setting is on.
Wrong on  pages that are laid out by tables: there it takes the article.
Source    trafilatura's option of the same name.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.heuristics import Example
from cleaner.settings import Settings
from cleaner.types import Blocks, Evidence, Reason

ID = "heuristic:asked"
KIND = "other"
PAGE = "<body><p>Tides.</p><table><tr><td>High</td><td>3 m</td></tr></table></body>"
EXAMPLES = (
    Example(PAGE, ("High |", "3 m"), "html", Settings(include_tables=False)),
    Example(PAGE, (), "html"),
)


def find(blocks: Blocks, settings: Settings) -> Iterator[Evidence]:
    """Point to tables that nobody asked for."""
    if blocks.markup is None or settings.include_tables:
        return
    cells = np.flatnonzero(blocks.markup.in_table)
    if len(cells):
        yield Evidence(cells, "boilerplate", 1.0, KIND, ID, Reason("tables were not asked for"), sure=True)
