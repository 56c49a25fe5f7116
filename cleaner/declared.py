"""Author, date and site name as a page declares them: JSON-LD, meta elements, bylines, time elements, the address.

Values are plain strings: names joined by ", ", dates as YYYY-MM-DD. What nobody declares stays out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import unescape
from itertools import islice
from typing import Any

import numpy as np

from cleaner.segment.html_tree import Tree
from cleaner.types import Blocks

LONGEST_JSON = 200_000  # characters; longer ones hold catalogues
LONGEST_NAME = 100  # characters of an author, a site
MOST_OBJECTS, MOST_NAMES = 200, 20  # of JSON-LD, of one list of authors
LONGEST_SOURCE = 400_000  # characters of markup in which a byline is looked for
BYLINE_WORDS = 14
_ARTICLES = re.compile(r"Article|Posting|Report|Recipe|Review|WebPage|HowTo|CreativeWork", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_TIME = re.compile(r"<time\b[^<>]*?\bdatetime\s*=\s*[\"']?([^\"'<>]{8,40})", re.IGNORECASE)
_AUTHOR_META = (
    "author", "article:author", "sailthru.author", "parsely-author", "dc.creator", "dcterms.creator", "citation_author",
    "cxenseparse:author", "byl", "article:author_name", "og:article:author", "mediator_author",
)  # fmt: skip
_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "parsely-pub-date",
    "sailthru.date", "cxenseparse:publishtime", "publishdate", "publisheddate", "publish-date", "pubdate", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "citation_publication_date", "citation_date", "date",
    "datecreated",
)  # fmt: skip
_WRITTEN_BY = re.compile(
    r"written by|author|verfasst von|geschrieben von|écrit par|escrito por|scritto da", re.IGNORECASE
)
# The address of a link that leads to an author, and the first text in it.
_AUTHOR_LINK = re.compile(
    r"""<a\b[^<>]{0,300}?(?:\brel\s?=\s?["']?author\b|\bhref\s?=\s?["']?[^"'<>\s]{0,200}/(?:author|authors|autor|auteur|autore
    |writers|contributors?|staff|people|by|profile|team)/[^"'<>\s]{1,200})[^<>]{0,400}>
    (?:\s{0,50}<(?:span|b|strong|em|div)\b[^<>]{0,400}>){0,4}\s{0,50}([^<>\s][^<>]{2,60})<""",
    re.IGNORECASE | re.VERBOSE,
)
# An element whose class or itemprop says byline, and the first text in it.
_BYLINE = re.compile(
    r"""<(?:span|a|div|p|address|strong|h[2-6]|li|cite)\b[^<>]{0,300}?\b(?:class|itemprop)\s?=\s?["']?[^"'<>]{0,200}?
    (?<!\w)(?:byline|by-line|authors?|author[-_]+name|byline[-_]+(?:name|author)|(?:post|entry|article|blog|meta|p)[-_]+author
    |autor|auteur)(?![\w-])[^<>]{0,400}>
    (?:(?:\s|&nbsp;){0,50}(?:<[^<>]{0,400}>|(?:by|von|par|por|di|door):?(?=(?:\s|&nbsp;){0,50}<))){0,8}
    (?:\s|&nbsp;){0,50}([^<>\s][^<>]{2,80})<""",
    re.IGNORECASE | re.VERBOSE,
)
_WRITTEN = re.compile(
    r"^(?:(?:written|posted|published|reviewed|words) by|by|von|par|por|di|door|av|af)\b:?\s+(?=\w)", re.IGNORECASE
)
# What stands in front of a name and is none itself. Of the second kind many are names: Di Wu, Von Miller, Door Jansen.
_BY = re.compile(
    r"^(?:(?:view all posts|posted|written|reviewed|published|story|words|text)\s+(?:by|von|par|por|di|door|av|af|od)"
    r"|by|autor(?:in)?|author|auteur)(?:\s*:\s*|\s+|$)",
    re.IGNORECASE,
)
_OF = re.compile(r"^(von|par|por|di|door|av|af|od)(?:\s*:\s*|\s+)(?=\w)", re.IGNORECASE)
_NAME_ENDS = re.compile(
    r"\s+[|•·–—]\s+|\s*\||\s+(?:on|am)\s|\s+(?:le|el|il)\s+(?=\w*\s*\d)|,?\s+(?=(?:updated|published|posted)\b)|\s*\d"
)
_NO_NAME = re.compile(
    r"https?:|www\.|@|^\W*$|^(?:admin|administrator|webmaster|editor|user|staff|anonymous|unknown|none|null|post)$"
    # Thomas More and Emily Post are people; the same words are none in lower case, in front, or behind these
    r"|\b(?:posts|view|about|contributors?)\b|(?-i:\b(?:more|all|post)\b)|^(?:more|all|post (?:author|by))\b"
    r"|\b(?:and|read|see|show|learn|load|find|out|discover|get|browse|guest|blog|latest|recent|edit|share|next|previous"
    r"|full|new|sponsored|original|this)\s+(?:more|all|post)\b|\w\.\w+\.\w",
    re.IGNORECASE,
)


def declared(blocks: Blocks, address: str | None, thorough: bool) -> dict[str, str]:
    """Author, date and sitename as far as they are known.

    thorough: whether bylines, time elements and the address are read as well, where nothing is declared.
    """
    markup = blocks.markup
    if markup is None:
        return {}
    tree: Tree = markup.tree
    linked = list(_objects(tree.json_ld))
    site = tree.meta.get("og:site_name") or tree.meta.get("application-name") or _publisher(linked)
    names = _from_json(linked) or _from_meta(tree.meta)
    days = [*_dates(linked), *filter(None, map(tree.meta.get, _DATE_META))]
    day = next(filter(None, map(day_of, days)), "")
    if thorough:
        names = names or _bylines(blocks, tree)
        day = day or next(filter(None, map(day_of, _TIME.findall(tree.source)[:3])), "") or _in_address(address)
    author = ", ".join(names)
    found = {"author": author, "date": day, "sitename": " ".join(site.split())}
    return {name: value for name, value in found.items() if value and len(value) <= 3 * LONGEST_NAME}


def day_of(value: str) -> str:
    """The day in a date as programs write it, "" for none and for days that no calendar has."""
    match = _DATE.search(value)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return ""
    return ""


def _objects(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD, lists and graphs opened; references to authors are followed."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        if len(script) > LONGEST_JSON:
            continue
        try:
            waiting = [json.loads(script.strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and len(found) < MOST_OBJECTS:
            item = waiting.pop()
            if isinstance(item, list):
                waiting += item[:MOST_OBJECTS][::-1]
            elif isinstance(item, dict):
                found.append(item)
                waiting += [item[key] for key in ("mainEntity", "mainEntityOfPage", "@graph") if key in item]
    named = {item["@id"]: item for item in found if isinstance(item.get("@id"), str) and item.get("name")}
    for item in found:
        author = item.get("author")
        yield item | {"author": [_followed(one, named) for one in _listed(author)]} if author else item


def _listed(value: Any) -> list[Any]:
    return value[:MOST_NAMES] if isinstance(value, list) else [value]


def _followed(author: Any, named: Mapping[str, dict[str, Any]]) -> Any:
    if isinstance(author, dict) and not author.get("name"):
        return named.get(str(author.get("@id")), author)
    return author


def _articles(linked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted((item for item in linked if _ARTICLES.search(str(item.get("@type")))), key=_is_web_page)


def _is_web_page(item: Mapping[str, Any]) -> bool:
    return "WebPage" in str(item.get("@type"))


def _from_json(linked: list[dict[str, Any]]) -> list[str]:
    for item in _articles(linked):
        names = [name for author in _listed(item.get("author")) for name in _names(author)]
        if names:
            return list(dict.fromkeys(names))
    return []


def _names(author: Any) -> list[str]:
    named = _listed(author.get("name") if isinstance(author, dict) else author)
    return [name for one in named if isinstance(one, str) and (name := _name(one))]


def _dates(linked: list[dict[str, Any]]) -> Iterator[str]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        for item in _articles(linked):
            if isinstance(item.get(key), str):
                yield item[key]


def _publisher(linked: list[dict[str, Any]]) -> str:
    names = [item.get("publisher") for item in _articles(linked)]
    names += [item for item in linked if "WebSite" in str(item.get("@type"))]
    return next((str(one["name"]) for one in names if isinstance(one, dict) and one.get("name")), "")


def _from_meta(meta: Mapping[str, str]) -> list[str]:
    for number in ("1", "2"):
        label = meta.get(f"twitter:label{number}")
        if label and _WRITTEN_BY.search(label) and (name := _name(meta.get(f"twitter:data{number}", ""))):
            return [name]
    return next(([name] for said in filter(None, map(meta.get, _AUTHOR_META)) if (name := _name(said))), [])


def _bylines(blocks: Blocks, tree: Tree) -> list[str]:
    """A name behind the page's heading: in a line that begins with "by", a byline, or a link to an author's page."""
    markup = blocks.markup
    assert markup is not None
    top = np.flatnonzero(markup.headings == 1)
    first = int(top[0]) if len(top) else 0
    for block in range(max(first - 6, 0), min(first + 15, len(blocks))):
        if blocks.columns.words[block] <= BYLINE_WORDS and _WRITTEN.match(line := blocks.line(block)):
            name = _person(_NAME_ENDS.split(_WRITTEN.sub("", line))[0])
            if name:
                return [name]
    source = tree.source[:LONGEST_SOURCE]
    begin = max(source.find("<h1"), 0)
    for pattern in (_BYLINE, _AUTHOR_LINK):
        for match in islice(pattern.finditer(source, begin), 5):
            name = _person(_unsigned(unescape(match[1]).strip()))
            if name:
                return [name]
    return []


def _unsigned(byline: str) -> str:
    """The name in a visible byline; "Von Ada Brandt" says by whom, "Von Miller" is one."""
    line = _NAME_ENDS.split(byline)[0]
    name = _BY.sub("", line)
    of = _OF.match(name) if name == line else None
    if of and (of[1].islower() or len(name[of.end() :].split()) > 1):
        name = name[of.end() :]
    return name


def _person(text: str) -> str:
    """A text that reads like a name: two to six words, the first and the last one with a capital."""
    name = _name(text)
    words = name.split()
    good = 2 <= len(words) <= 6 and words[0][0].isupper() and words[-1][0].isupper() and not name.isupper()
    return name if good and not any(map(str.isdigit, name)) else ""


def _in_address(address: str | None) -> str:
    match = _IN_ADDRESS.search(address or "")
    return day_of(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else ""


def _name(value: str) -> str:
    """A name as it is declared, "" for what is none; "by" and "author" are no part of it, but "von" may be."""
    name = _BY.sub("", " ".join(unescape(value).split()).strip(" ,;:|-"))
    return "" if len(name) > LONGEST_NAME or _NO_NAME.search(name) else name
