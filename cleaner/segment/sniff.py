"""HTML or text, told apart by how the input begins."""

from __future__ import annotations

import re

_IN_FRONT = re.compile(r"(?:[\s\ufeff\0]+|<!--.*?-->|<\?xml\b[^>]*\?>)*", re.DOTALL | re.IGNORECASE)
_BEGINS_HTML = re.compile(
    r"<!doctype\s+html\b|<(?:html|head|body|title|meta|base|link|script|style|noscript|template|frameset"
    r"|address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|header|hgroup|hr|li|main|menu|nav|ol|p|pre|search|section|summary|table|tbody|td|tfoot|th"
    r"|thead|tr|ul)(?=[\s/>])",
    re.IGNORECASE,
)
_LOOK = 100_000  # characters: a licence in a comment may stand in front of the doctype


def looks_like_html(text: str) -> bool:
    """Whether a document is HTML: after space, a BOM, comments and an XML declaration it begins with a
    doctype or a block-level tag. Markdown and code that contain tags further on are text.
    """
    head = text[:_LOOK]
    front = _IN_FRONT.match(head)
    return bool(_BEGINS_HTML.match(head, front.end() if front else 0))
