"""Markdown inside a block: emphasis, code, links, images, and what a page's own characters must not become."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from cleaner.segment.html_inline import Inline

# Noncharacters stand for what is written, until the block is whole: nested and adjacent marks are told apart by them.
_ESCAPE = "\ufdd2"
_OPENS = {"b": "\ufdd3", "strong": "\ufdd3", "i": "\ufdd5", "em": "\ufdd5", "del": "\ufdd7", "s": "\ufdd7"}
_CLOSES = {opening: chr(ord(opening) + 1) for opening in _OPENS.values()}
_WRITTEN = str.maketrans({_ESCAPE: "\\", "\ufdd3": "**", "\ufdd4": "**", "\ufdd5": "*", "\ufdd6": "*"} | {
    "\ufdd7": "~~", "\ufdd8": "~~",
})  # fmt: skip
_CODE_OPENS, _CODE_CLOSES = "\ufdd9", "\ufdda"
_CODE = re.compile("\ufdd9([^\ufdda]*)\ufdda")
_STRAY = re.compile("[\ufdd2-\ufdda]")  # the page's own noncharacters
_TOUCHING = re.compile("\ufdd4\ufdd3|\ufdd6\ufdd5|\ufdd8\ufdd7|\ufdda\ufdd9")  # <b>a</b><b>b</b>
# Emphasis beside a strong one: three stars in a row would be read as neither.
_BESIDE_STRONG = re.compile("\ufdd5([^\ufdd5\ufdd6]*)\ufdd6(?=\ufdd3)|(?<=\ufdd4)\ufdd5([^\ufdd5\ufdd6]*)\ufdd6")
_MARK_BEFORE_END = re.compile("([:;.,!?]+)([\ufdd4\ufdd6\ufdd8])(?=\\w)")  # "**a:**b" is no emphasis, "**a**:b" is

_HTML = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)|\((?<=\]\()")
_STARS = re.compile(r"\*+(?=[^\s*])")
_LINES = re.compile(r"(?<!\w)_+(?=[^\s_])")
_TICKS = re.compile("`+")
_SLASH = re.compile(r"\\(?![^\W_]|\s)")  # in front of punctuation it would vanish; "C:\new" stays
_IMAGES = re.compile(r"(?:\[?!\[[^\[\]]*\]\([^()\s]*\)(?:\]\([^()\s]*\))?\s*)+")


class Words:
    """The inline Markdown of a page's blocks."""

    def __init__(self, inline: Inline, url: str | None, images: bool, links: bool) -> None:
        texts = [_escaped(_STRAY.sub("", text)) for text in inline.texts]
        self._inline = Inline(texts, inline.markers, inline.lines, inline.targets)
        self._url = url
        self._images = images
        self._links = links

    def of(self, block: int, plain: bool = False) -> str:
        """A block's text on one line; plain: without emphasis, for headings."""
        text = " ".join(self._inline.render(block, lambda *mark: self._mark(plain, *mark)).split())
        text = _MARK_BEFORE_END.sub(r"\2\1", _TOUCHING.sub("", text))
        text = _BESIDE_STRONG.sub(lambda match: f"_{match[1] or match[2]}_", text)
        return _CODE.sub(_code, text).translate(_WRITTEN)

    def verbatim(self, block: int) -> str:
        """A block's characters as they are."""
        return self._inline.render(block, lambda name, text, alt, target: text).replace(_ESCAPE, "")

    def _mark(self, plain: bool, name: str, text: str, alt: str, target: str) -> str:
        if name == "img":
            address = self._address(target) if self._images else ""
            return f"![{_balanced(alt)}]({address})" if address else ""
        inner = text.strip()
        if not inner:
            return text
        before, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if name == "a":
            address = self._address(target) if self._links else ""
            return f"{before}[{_balanced(inner)}]({address}){behind}" if address else text
        if name in ("code", "kbd", "samp"):
            return f"{before}{_CODE_OPENS}{inner}{_CODE_CLOSES}{behind}"
        if plain:
            return text
        opening = _OPENS[name]
        closing = _CLOSES[opening]
        return f"{before}{opening}{inner.replace(opening, '').replace(closing, '')}{closing}{behind}"

    def _address(self, target: str) -> str:
        """An absolute address, "" for those that lead nowhere outside a browser."""
        target = target.strip()
        if not target or target.lower().startswith(("#", "javascript:", "data:", "vbscript:")):
            return ""
        try:
            whole = urljoin(self._url or "", target)
        except ValueError:
            whole = target
        return "".join(_IN_ADDRESS.get(char, char) for char in whole)


_IN_ADDRESS = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\n": "", "\r": "", "\t": ""}


def images_first(text: str) -> tuple[str, str]:
    """Images in front of a block's Markdown, and the rest: the page had them on lines of their own."""
    found = _IMAGES.match(text) if text.startswith(("![", "[![")) else None
    return (found[0].rstrip(), text[found.end() :]) if found else ("", text)


def _escaped(text: str) -> str:
    """A text with an escape in front of what Markdown would read as markup; lone stars and ticks stay."""
    if "\\" in text:
        text = _SLASH.sub(_each, text)
    if "<" in text or "&" in text or "](" in text:
        text = _HTML.sub(lambda match: _ESCAPE + match[0], text)
    if text.count("*") > 1:
        text = _STARS.sub(_each, text)
    if text.count("_") > 1:
        text = _LINES.sub(_each, text)
    return _TICKS.sub(_each, text) if text.count("`") > 1 else text


def _each(match: re.Match[str]) -> str:
    return "".join(_ESCAPE + char for char in match[0])


def _balanced(text: str) -> str:
    """The text of a link, its brackets escaped where they would end it early."""
    if text.count("[") == text.count("]"):
        return text
    return text.replace("[", f"{_ESCAPE}[").replace("]", f"{_ESCAPE}]")


def _code(match: re.Match[str]) -> str:
    text = match[1].replace(_ESCAPE, "")
    ticks = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{ticks}{space}{text}{space}{ticks}"
