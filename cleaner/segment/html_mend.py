"""What is mended around the parser: markup that would mislead it, and spaces that style alone makes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.segment.html_marks import CLOSE, MARK, OPEN
from cleaner.segment.html_tags import JOINT

_JOINT_OR_SPACE = JOINT + " \t\r\n"
_NO_SPACE_BEFORE = frozenset(".,;:!?%)]}»”’…、。，！？：；）」』】")
_NO_SPACE_BEHIND = frozenset("([{«“‘¿¡#@$€£（「『【")
_SELF_CLOSED_IFRAME = re.compile(r"<(?:iframe|IFRAME)\b[^<>]*/>")
_RAW = "script|style|title|iframe|textarea|noembed|xmp"
_SELF_CLOSED_RAW = re.compile(rf"<({_RAW})\b([^<>]*)/>", re.IGNORECASE)
_RAW_TAG = re.compile(rf"<(/?)({_RAW})\b[^<>]*>|(<!--|-->)", re.IGNORECASE)
_MARKUP_AGAIN = re.compile(r"</head|<(?:body|h1|p|div|main|article|section|table)\b", re.IGNORECASE)
_ENDS = re.compile(f"(?:{OPEN}/{CLOSE})+")
_SURROGATES = re.compile("[\ud800-\udfff]")


def without_surrogates(markup: str) -> str:
    """Lone surrogates become U+FFFD: the parser cannot give them back."""
    return _SURROGATES.sub("\ufffd", markup)


def without_closed_iframes(markup: str) -> str:
    """Markup without `<iframe … />` inside `<noscript>`: to the parser it is open, and swallows the page."""
    for name in ("<iframe", "<IFRAME"):
        at = markup.find(name)
        while at >= 0:
            end = markup.find(">", at)
            if end > 0 and markup[end - 1] == "/":
                return _in_noscript(markup)
            at = markup.find(name, at + 1) if end > 0 else -1
    return markup


def _in_noscript(markup: str) -> str:
    """The same where there is one; linear, whatever is left open."""
    for begin, close in (("<noscript", "</noscript"), ("<NOSCRIPT", "</NOSCRIPT")):
        parts, done = [], 0
        at = markup.find(begin)
        while at >= 0:
            end = markup.find(close, at)
            if end < 0:
                break
            parts += [markup[done:at], _SELF_CLOSED_IFRAME.sub("", markup[at:end])]
            done = end
            at = markup.find(begin, end)
        markup = "".join([*parts, markup[done:]])
    return markup


def reopened(markup: str) -> str:
    """Markup whose text nothing swallows: raw elements closed as in XML (`<script src="a.js"/>`), or never.

    To be asked for a page without visible text; elsewhere what a browser does is right.
    """
    markup = _SELF_CLOSED_RAW.sub(r"<\1\2></\1>", markup)
    opened: re.Match[str] | None = None
    for tag in _RAW_TAG.finditer(markup):
        if opened is None:
            opened = None if tag[1] or tag[3] == "-->" else tag
        elif tag[3] == "-->" if opened[3] else tag[1] and tag[2].lower() == opened[2].lower():
            opened = None
    if opened is None:
        return markup
    if opened[3]:  # a comment
        return markup[: opened.start()] + markup[opened.end() :]
    again = _MARKUP_AGAIN.search(markup, opened.end())
    if again is None and opened[2].lower() in ("script", "style"):  # what stands behind is code
        return markup
    at = again.start() if again and opened[2].lower() != "iframe" else opened.end()
    return f"{markup[:at]}</{opened[2]}>{markup[at:]}"


def spaced(text: str) -> str:
    """Joints become spaces where words would run together, not before a full stop or between Han characters.

    Marks are looked through: with and without them a text has the same spaces.
    """
    pieces = [piece for piece in text.strip(_JOINT_OR_SPACE).split(JOINT) if piece]
    pieces, shown = _marked(pieces) if OPEN in text else (pieces, pieces)
    if len(shown) > 1 and len(shown[0]) == 1 and "A" <= shown[0] <= "Z" and "a" <= shown[1][0] <= "z":
        pieces, shown = [pieces[0] + pieces[1], *pieces[2:]], shown[1:]  # a drop cap
    found: list[str] = []
    before = " "
    for piece, bare in zip(pieces, shown, strict=True):
        after = bare[0]
        if not (
            after in _NO_SPACE_BEFORE
            or before in _NO_SPACE_BEHIND
            or after.isspace()
            or before.isspace()
            or (_is_dense(before) and _is_dense(after))
        ):
            found.append(" ")
        found.append(piece)
        before = bare[-1]
    return "".join(found)


def _marked(pieces: Sequence[str]) -> tuple[list[str], list[str]]:
    """Pieces with their marks, and what each shows; marks alone go with what they begin or end."""
    whole: list[list[str]] = []
    shown: list[str] = []
    waiting: list[str] = []
    for piece in pieces:
        ended = _ENDS.match(piece) if whole and not waiting else None
        if ended:
            whole[-1].append(ended[0])
            piece = piece[ended.end() :]
        bare = MARK.sub("", piece)
        if bare:
            whole.append([*waiting, piece])
            shown.append(bare)
            waiting = []
        elif piece:
            waiting.append(piece)
    if waiting:
        whole.append(waiting)
        shown.append(" ")
    return list(map("".join, whole)), shown


def _is_dense(char: str) -> bool:
    """Whether a character is of a script that sets no spaces."""
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\u0e00" <= char <= "\u0eff"


def visible(parts: Sequence[str], text: str) -> int:
    """Characters of some pieces of a block's text that are not space."""
    if len(parts) == 1 and parts[0] == text:  # nothing but a link, or all of it bold
        return len(text) - text.count(" ")
    return sum(map(len, "".join(parts).split()))
