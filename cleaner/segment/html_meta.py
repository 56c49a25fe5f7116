"""What a page declares about itself: title, description, language, canonical address."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

_BETWEEN_TITLE_AND_SITE = re.compile(r"\s+[|•·»«–—-]+\s+|\s*\|\s*|\s+::+\s+|\s+›\s+")
_WORD = re.compile(r"\w+")
MAX_TITLE = 300  # characters; longer ones are paragraphs in the wrong tag
MAX_META = 500  # names


def declare(meta: dict[str, str], tag: str, get: Callable[[str], str | None]) -> None:
    """Add what a meta, link or html element says, whose attributes `get` reads; what is said first stays."""
    if tag == "meta":
        key, value = (get("property") or get("name") or get("itemprop") or ""), get("content")
        if not key and (get("http-equiv") or "").lower() == "refresh":
            key = "refresh"
        if key and value and len(meta) < MAX_META:
            meta.setdefault(key.strip().lower(), value.strip())
    elif tag == "link":
        if "canonical" in (get("rel") or "").lower().split():
            meta.setdefault("canonical", (get("href") or "").strip())
    elif tag == "html":
        language = get("lang") or get("xml:lang")
        if language:
            meta.setdefault("language", language.strip())


def title_of(meta: Mapping[str, str], headings: Sequence[str]) -> str | None:
    """The page's title, from its level-one headings, og:title and <title> in agreement.

    A heading that the declared title holds is the title as readers see it; without one, the
    declared title loses the site's name at either end.
    """
    declared = meta.get("og:title") or meta.get("twitter:title") or ""
    tab = meta.get("title", "")
    known = _words(f"{declared} {tab}")
    best, best_score = "", 0.0
    site = meta.get("og:site_name", "")
    parts = _BETWEEN_TITLE_AND_SITE.split(tab)
    names = {site.strip().lower(), parts[-1].strip().lower() if len(parts) > 1 else ""}
    for heading in headings[:20]:
        words = _words(heading)
        if not words or len(heading) > MAX_TITLE:
            continue
        share = sum(word in known for word in words) / len(words)
        score = share * min(len(words), 6) * (0.4 if heading.strip().lower() in names else 1.0)
        if share >= 0.5 and score > best_score:
            best, best_score = heading, score
    if best and best.strip().lower() != site.strip().lower():
        return best
    for candidate in (declared, tab):
        if candidate:
            return _without_site(candidate, site)[:MAX_TITLE]
    return next((heading for heading in headings if len(heading) <= MAX_TITLE), None)


def cheap_metadata(meta: Mapping[str, str], title: str | None, url: str | None) -> dict[str, str]:
    """Title, description, language and url as far as the page declares them."""
    found = {
        "title": title,
        "description": meta.get("og:description") or meta.get("description") or meta.get("twitter:description"),
        "language": meta.get("language"),
        "canonical": meta.get("canonical") or meta.get("og:url"),
        "url": url,
    }
    return {name: value for name, value in found.items() if value}


def _without_site(title: str, site: str) -> str:
    parts = [part for part in _BETWEEN_TITLE_AND_SITE.split(title) if part.strip()]
    if len(parts) < 2:
        return title.strip()
    wanted = [part for part in parts if not site or part.strip().lower() != site.strip().lower()] or parts
    if len(wanted) == len(parts):  # no part is the site's name: the longest one speaks
        return max(parts, key=len).strip()
    return title[title.index(wanted[0]) : title.rindex(wanted[-1]) + len(wanted[-1])].strip()


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
