"""The marks that a walk sets around links, emphasis, code and images; html_inline.py reads them."""

from __future__ import annotations

import re
from typing import Any

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: no page means anything by them
MARK = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
MARKED = frozenset({"a", "b", "strong", "i", "em", "code", "kbd", "samp", "del", "s", "img"})


def mark(parts: list[str], targets: list[tuple[str, str]], tag: str, node: Any) -> None:
    """Mark where an inline element begins; images are whole."""
    if tag == "img":
        targets.append((" ".join((node.attr("alt") or "").split()), _picture(node)))
        parts.append(f" {OPEN}img{len(targets) - 1}{CLOSE} ")
    else:
        targets.append(("", node.attr("href") or ""))
        parts.append(f"{OPEN}{tag}{len(targets) - 1}{CLOSE}")


def _picture(node: Any) -> str:
    """Where an image lies; many pages put a placeholder there and the address where their script finds it."""
    for name in ("src", "data-src", "data-lazy-src", "data-original", "srcset", "data-srcset"):
        address = (node.attr(name) or "").strip()
        if address and not address.startswith("data:"):
            return address.split()[0].rstrip(",") if name.endswith("srcset") else address
    return ""
