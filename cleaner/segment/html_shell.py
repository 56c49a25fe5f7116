"""Pages that scripts fill: where no text is visible, what the page's own data holds of it becomes text.

Sees      pages with next to no visible text whose scripts carry prose: `articleBody` in JSON-LD, or
          the strings under one key of the state that a framework embeds (`__NEXT_DATA__` and its like).
Leaves    every page with text of its own; teasers, descriptions and captions, which are no article.
Wrong on  state that holds several stories: those under the same key come along.

Strings are found by their quotes and not by parsing, so broken, cut-off or huge JSON costs nothing
but its own strings.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from cleaner.segment.html_mend import without_surrogates
from cleaner.segment.html_tree import Page
from cleaner.segment.html_walk import walk
from cleaner.settings import Settings

BARE = 400  # characters of all visible text up to which a page counts as a shell
LEAST = 500  # letters of a body in one string; a product's description has fewer and is no reason to guess
LEAST_OF_PIECES = 1_500  # letters of a body in several strings: what an application says in many places is none
APART = 3_000  # characters of script between two pieces of one body at most
SENTENCE = 40  # letters of the shortest string that counts as prose
DEEPEST = 3  # JSON in a string in JSON in a string is still read
BODY = "articleBody"
_NO_BODY = re.compile(
    r"desc|summary|excerpt|teaser|caption|credit|bio|legal|disclaim|terms|cookie|consent|privacy|policy|alt$|seo|meta"
    r"|message|label|tooltip|copyright|error|query|css|style|script|svg|src|url|href|keywords|abstract|intro",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b([^<>]{0,2000})>(.*?)(?:</script|\Z)", re.IGNORECASE | re.DOTALL)
_STRING = re.compile(r"\"([^\"\\]*+(?:\\.[^\"\\]*+)*+)\"", re.DOTALL)
_KEY = re.compile(r"([\w$-]{1,60})[\"']?\s{0,20}:\s{0,20}$")
_KEY_REACH = 110  # characters in front of a string in which its key stands
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_MARKUP = re.compile(r"</(?:p|div|li|h[1-6]|span|a|b|strong|em|i)>|<br\b|<p\b", re.IGNORECASE)
_ESCAPED_MARKUP = re.compile(r"&lt;/?(?:p|div|br|h[1-6])\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_WIDE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ENDS = re.compile(r"[.!?…。！？।؟۔][\"'”’»）)\]]*(?:\s|$|[\u3040-\u9fff])")
_HEX = re.compile(r"\\x([0-9a-fA-F]{2})")
_NO_ESCAPE = re.compile(r"\\([^\"\\/bfnrtu])")


def filled(page: Page, settings: Settings) -> Page:
    """The page, or where it is a shell, the page with the prose of its scripts behind what is visible.

    The text stands in an element whose id tells where it was read (`json-ld:articleBody`), and
    `tree.shell` says so in words; `tree.source` is the markup with that element in it.
    """
    seen = sum(map(len, page.runs.texts[: BARE + 1]))
    if seen > BARE or len(page.runs.texts) > BARE:
        return page
    found = body_of(page.tree.source)
    if found is None:
        return page
    origin, key, pieces = found
    name = html.escape(f"{'json-ld' if origin == 'JSON-LD' else 'json'}:{key}", quote=True)
    article = "\n".join(map(_as_markup, pieces))
    new = walk(f'{page.tree.source}\n<article id="{name}">\n{article}\n</article>', settings)
    if sum(map(len, new.runs.texts)) < seen + LEAST // 2:  # swallowed by something that was never closed
        return page
    new.tree.shell = f"{origin} ({key})" if key else origin
    return new


def body_of(markup: str) -> tuple[str, str, list[str]] | None:
    """Where the longest prose in a page's scripts was read, under which key, and its strings in order."""
    declared: dict[str, None] = {}
    groups: dict[str, list[dict[str, None]]] = {}  # strings of one key that stand close to each other
    ends: dict[str, int] = {}
    for script in _SCRIPT.finditer(markup):
        linked = "ld+json" in script[1]
        for key, value, at in _strings(script[2], script.start(2)):
            if linked and key == BODY:
                declared[value] = None
            elif not _NO_BODY.search(key) and _is_prose(value):
                if at > ends.get(key, at - APART - 1) + APART:
                    groups.setdefault(key, []).append({})
                groups[key][-1][value] = None
                ends[key] = at + len(value)
    if _letters("".join(declared)) >= LEAST:
        return "JSON-LD", BODY, list(declared)
    best: tuple[int, str, list[str]] = (0, "", [])
    for key, found in groups.items():
        for values in map(list, found):
            letters = [_letters(value) for value in values]
            if sum(letters) > best[0] and (max(letters) >= LEAST or sum(letters) >= LEAST_OF_PIECES):
                best = sum(letters), key, values
    return ("embedded state", *best[1:]) if best[0] else None


def _strings(script: str, offset: int, depth: int = 0) -> Iterator[tuple[str, str, int]]:
    """Key, value and place of every string literal that is long enough, those inside strings of JSON too."""
    at = script.find('"')
    while at >= 0:
        found = _STRING.match(script, at)
        if found is None:
            return  # never closed: to look for others inside it would take time in the square of its length
        begin, at, raw = at, script.find('"', found.end()), found[1]
        if len(raw) < SENTENCE // 2:
            continue
        named = _KEY.search(script, max(begin - _KEY_REACH, 0), begin)
        key, value = named[1] if named else "", _decoded(raw)
        if depth < DEEPEST and ('{"' in value or '["' in value):
            yield from _strings(value, offset + begin, depth + 1)
        else:
            yield key, value, offset + begin


def _decoded(raw: str) -> str:
    """What the literal stands for; "" where its escapes make no sense."""
    if "\\" not in raw:
        return raw
    for attempt in (raw, _NO_ESCAPE.sub(r"\1", _HEX.sub(r"\\u00\1", raw))):
        try:
            return without_surrogates(json.loads(f'"{attempt}"', strict=False))
        except ValueError:
            continue
    return ""


def _is_prose(value: str) -> bool:
    """Whether a string is written for readers: letters, several words, and the end of a sentence."""
    text = _plain(value)
    letters = _letters(text)
    if letters < SENTENCE or not _ENDS.search(text) or "{" in text:
        return False
    spaced = len(text.split()) >= 6 or len(_WIDE.findall(text)) >= SENTENCE // 2
    return spaced and letters >= 0.6 * len("".join(text.split()))


def _letters(value: str) -> int:
    """Letters of a string, its tags aside; those of dense scripts count twice."""
    text = _plain(value)
    return len(_LETTER.findall(text)) + len(_WIDE.findall(text))


def _plain(value: str) -> str:
    return _TAG.sub(" ", html.unescape(value)) if "&" in value or "<" in value else value


def _as_markup(value: str) -> str:
    """A string as markup: as it stands where it is markup, else a paragraph a line."""
    if _ESCAPED_MARKUP.search(value) and not _MARKUP.search(value):
        value = html.unescape(value)
    if _MARKUP.search(value):
        return f"<div>{value}</div>"
    return "".join(f"<p>{html.escape(html.unescape(line))}</p>" for line in value.splitlines() if line.strip())
