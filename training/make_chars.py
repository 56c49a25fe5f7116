"""Make cleaner/segment/chars.npz: a class for each code point, so that no machine's Unicode tables matter.

Run     python -m training.make_chars
Source  Python's unicodedata; the version is stored beside the table.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import numpy as np

from cleaner.segment import chars as c

TERMINAL = set(".!?…。！？．｡؟۔।॥։።᙮⁇⁈⁉‽᠃᠉﹒﹖﹗")
QUOTES = set("\"'“”‘’«»‹›")  # each closes in some language: „…“ »…« “…”
JOINS = set("'’-‐‑")
BARS = set("|›»·•/▸→")
CJK = [
    (0x3041, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x3FFFF),
]
SPACELESS = [(0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)]  # Thai, Lao, Myanmar, Khmer
GREEK = [(0x0370, 0x03FF), (0x1F00, 0x1FFF)]
GEORGIAN = (0x10A0, 0x10FF)  # has capitals in Unicode, and is written without
BARE = {"ς": "σ", "ı": "i", "İ": "I"}  # the small letters of one capital, and the other way round


def class_of(code: int) -> int:
    """The bits of one code point."""
    char = chr(code)
    category = unicodedata.category(char)
    bits = 0
    if char.isspace() or category in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return c.SPACE
    if category[0] == "L":
        bits |= c.LETTER
    if category[0] == "M":
        bits |= c.MARK
    if category[0] == "N":
        bits |= c.DIGIT
    if category in ("Lu", "Lt"):
        bits |= c.UPPER
    if category[0] == "P":
        bits |= c.PUNCT
    if category[0] == "S":
        bits |= c.SYMBOL
    if char in TERMINAL:
        bits |= c.TERMINAL
    if category in ("Pe", "Pf") or char in QUOTES:
        bits |= c.CLOSER
    if char in JOINS:
        bits |= c.JOIN
    if char in BARS:
        bits |= c.BAR
    if bits & (c.LETTER | c.MARK):
        if any(low <= code <= high for low, high in CJK):
            bits |= c.CJK
        if any(low <= code <= high for low, high in SPACELESS):
            bits |= c.SPACELESS
    return bits


def bare_of(char: str) -> str:
    """The character without what its word loses in capitals: Greek accents, dotless i and final sigma."""
    if char in BARE:
        return BARE[char]
    if any(low <= ord(char) <= high for low, high in GREEK):
        parts = unicodedata.normalize("NFD", char)
        if unicodedata.category(parts[0]) in ("Lu", "Ll") and all(
            unicodedata.category(mark) == "Mn" for mark in parts[1:]
        ):
            return parts[0]
    return char


def lower_of(char: str) -> str:
    """The character in lower case, where that is a single one."""
    lower = char.lower()
    return lower if len(lower) == 1 else char


def small_letters() -> list[int]:
    """Letters of the basic plane that have a capital."""
    pairs = [(char, lower_of(char)) for char in map(chr, range(0xFFFF))]
    found = {ord(lower) for char, lower in pairs if lower != char} | {ord("ı")}
    return [
        code
        for code in sorted(found)
        if unicodedata.category(chr(code))[0] == "L" and not GEORGIAN[0] <= code <= GEORGIAN[1]
    ]  # ⅱ and ⓑ are numbers


def main() -> None:
    """Write the tables."""
    classes = np.array([class_of(code) for code in range(sys.maxunicode + 1)], dtype=np.uint16)
    classes[small_letters()] |= c.SMALL
    bare = np.array([ord(bare_of(chr(code))) for code in range(0x2000)], dtype=np.uint32)
    lower = np.array([ord(lower_of(bare_of(chr(code)))) for code in range(0x1F000)], dtype=np.uint32)
    target = Path(c.__file__).with_name("chars.npz")
    unicode = np.array(unicodedata.unidata_version)
    np.savez_compressed(target, classes=classes, lower=lower, bare=bare, unicode=unicode)
    print(f"{target.name}: {target.stat().st_size:,} bytes, Unicode {unicodedata.unidata_version}")


if __name__ == "__main__":
    main()
