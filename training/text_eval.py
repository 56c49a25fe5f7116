"""The figures that plain text is judged by, for given removals: damage, clutter left and what hides behind sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from training.text_data import Document

Removed = Sequence[NDArray[np.bool_]]
SHORT_WORDS = 8


def _raw(document: Document) -> bool:
    return document.rendering.startswith("raw")


# fmt: off
ROWS: dict[str, Callable[[Document], bool]] = {
    "text-dev, all": lambda d: d.set == "text",
    "articles, all renderings": lambda d: d.set == "text" and d.page_type == "article",
    "articles, residual": lambda d: d.set == "text" and d.page_type == "article" and not _raw(d),
    "articles, raw": lambda d: d.set == "text" and d.page_type == "article" and _raw(d),
    "other page types": lambda d: d.set == "text" and d.page_type != "article",
    "news raw, English": lambda d: d.set == "news" and _raw(d) and d.language == "en",
    "news raw, German": lambda d: d.set == "news" and _raw(d) and d.language == "de",
    "news raw, others": lambda d: d.set == "news" and _raw(d) and d.language not in ("en", "de"),
    "news residual": lambda d: d.set == "news" and not _raw(d),
    "family": lambda d: d.set == "family-eval",
    "guard": lambda d: d.set == "guard-eval",
    "tables and code": lambda d: d.set == "markup",
    "clean, articles": lambda d: d.set == "clean" and d.rendering == "clean-wcxb",
    "clean, news": lambda d: d.set == "clean" and d.rendering == "clean-news",
    "hard-wrapped": lambda d: d.set == "wrapped",
    "Markdown": lambda d: d.set == "markdown",
}
# fmt: on


def figures(documents: Sequence[Document], removed: Removed, row: str) -> dict[str, float]:
    """Percentages for one row.

    damage, left, short (main lines lost), fifth (documents that lose so much), whole (untouched ones), title (of the
    lines that are a page's title, whatever their label, those lost).
    """
    chosen = [(d, r) for d, r in zip(documents, removed, strict=True) if ROWS[row](d)]
    if not chosen:
        return {}
    target = np.concatenate([d.target for d, _ in chosen])
    visible = np.concatenate([d.visible for d, _ in chosen]).astype(np.float64)
    words = np.concatenate([d.words for d, _ in chosen])
    gone = np.concatenate([r for _, r in chosen])
    main, clutter = target == 0, target == 1
    short = main & (words < SHORT_WORDS)
    titled = [(d, r) for d, r in chosen if d.title >= 0]
    lost = [share(d.visible[(d.target == 0) & r].sum(), d.visible[d.target == 0].sum()) for d, r in chosen]
    return {
        "documents": len(chosen),
        "damage": share(visible[main & gone].sum(), visible[main].sum()),
        "left": share(visible[clutter & ~gone].sum(), visible[clutter].sum()),
        "short": share((short & gone).sum(), short.sum()),
        "fifth": 100.0 * float(np.mean(np.array(lost) > 20)),
        "whole": 100.0 * float(np.mean([not r.any() for _, r in chosen])),
        "title": share(sum(bool(r[d.title]) for d, r in titled), len(titled)),
    }


def share(part: float, whole: float) -> float:
    """A percentage; 0 of nothing."""
    return 100.0 * float(part) / float(whole) if whole else 0.0


def table(documents: Sequence[Document], removed: Removed) -> str:
    """Every row as a Markdown table."""
    columns = (
        "documents", "damage", "clutter left", "short main lines lost", "documents that lose a fifth", "untouched",
        "titles lost",
    )  # fmt: skip
    lines = [f"| | {' | '.join(columns)} |"]
    lines.append("|---" * (len(columns) + 1) + "|")
    for row in ROWS:
        found = figures(documents, removed, row)
        if found:
            cells = (f"{found[key]:.2f}" for key in ("damage", "left", "short", "fifth", "whole", "title"))
            lines.append(f"| {row} | {found['documents']:.0f} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
