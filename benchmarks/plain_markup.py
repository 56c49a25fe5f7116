"""A page as a poorer site would have written it: no headings, no landmarks, no names.

Many sites write no headings, landmarks or telling class names: everything is a `div`, names are made by a
machine. The pages of the data sets come mostly from tools that write all of it, so what an extractor owes to
it shows only where it is taken away. A change keeps every word and the order of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection

MARKUP = ("headings", "landmarks", "names")  # what `benchmarks plain-markup` takes away
_HEADINGS = re.compile(r"<(/?)h[1-6](?=[\s>])", re.I)
_LANDMARKS = re.compile(r"<(/?)(?:main|article|nav|header|footer|aside|section)(?=[\s>])", re.I)
_LISTS = re.compile(r"<(/?)(?:ul|ol|li)(?=[\s>])", re.I)
_PARAGRAPHS = re.compile(r"<(/?)p(?=[\s>])", re.I)
_TAG = re.compile(r"<[a-z][^<>]*>", re.I)
_NAMES = re.compile(r"\s(?:class|id|role|itemprop|itemtype)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.I)
_METADATA = re.compile(r"<meta\b[^>]*>|<script\b[^>]*ld\+json[^>]*>.*?</script>|<title\b[^>]*>.*?</title>", re.I | re.S)


def without(html: str, what: Collection[str]) -> str:
    """The page without these: "headings", "landmarks", "lists" and "paragraphs" become divs, "names", "metadata" go.

    Paragraphs become divs only on a page that closes all of them.
    """
    for name, elements in (("headings", _HEADINGS), ("landmarks", _LANDMARKS), ("lists", _LISTS)):
        if name in what:
            html = elements.sub(r"<\1div", html)
    if "paragraphs" in what and 2 * html.lower().count("</p>") == len(_PARAGRAPHS.findall(html)):
        html = _PARAGRAPHS.sub(r"<\1div", html)
    if "metadata" in what:
        html = _METADATA.sub("", html)
    if "names" in what:
        html = _TAG.sub(lambda tag: _NAMES.sub("", tag[0]), html)
    return html
