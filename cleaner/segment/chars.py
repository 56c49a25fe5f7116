"""Classes of characters, looked up for a whole document at once.

The table ships with the package (made by training/make_chars.py) because `unicodedata`
differs between Python versions and verdicts must not.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

SPACE = 1
LETTER = 2
DIGIT = 4
UPPER = 8
PUNCT = 16
SYMBOL = 32
TERMINAL = 64  # what a sentence ends with, in any script
CLOSER = 128  # closing quotes and brackets
CJK = 256  # Han and Kana: written without spaces, about two characters a word
SPACELESS = 512  # Thai, Lao, Khmer, Burmese: about four characters a word
MARK = 1024
JOIN = 2048  # joins two letters to one word: don't, twenty-one
BAR = 4096  # stands between the names of a menu
SMALL = 8192  # a small letter of a script that is written with capitals

Codes = NDArray[np.uint32]
Classes = NDArray[np.uint16]


@cache
def _tables() -> tuple[Classes, Codes, Codes]:
    with resources.files(__package__).joinpath("chars.npz").open("rb") as file, np.load(file) as data:
        return data["classes"], data["lower"], data["bare"]


def codepoints(text: str) -> Codes:
    """Code points of a text, shape (len(text),). The text holds no lone surrogates."""
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


def classes(codes: Codes) -> Classes:
    """The class bits of each code point."""
    return _tables()[0].take(codes)  # a third of the time of an index


@cache
def _members(marks: str) -> NDArray[np.bool_]:
    table = np.zeros(0x10000, dtype=np.bool_)
    table[[ord(mark) for mark in marks]] = True
    table[0xFFFF] = False
    return table


def among(codes: NDArray[Any], marks: str) -> NDArray[np.bool_]:
    """Whether each code point is one of a few characters (of the basic plane)."""
    found: NDArray[np.bool_] = _members(marks)[np.minimum(codes, 0xFFFF)]
    return found


def lowered(codes: Codes) -> Codes:
    """Code points in lower case, where lower case is a single character, and bare as `bare` makes them."""
    table = _tables()[1]
    if not len(codes) or int(codes.max()) < len(table):
        return table.take(codes)
    return np.where(codes < len(table), table.take(codes, mode="clip"), codes)


def bare(text: str) -> str:
    """A text of the same length without what its words lose in capitals.

    Greek letters without their accents, σ for ς, i for ı and I for İ; all others as they are.
    """
    if text.isascii() or not _dressed().take(np.frombuffer(text.encode("utf-16-le"), dtype="<u2")).any():
        return text  # two bytes a character are enough to see that, and quick to make
    codes, table = codepoints(text), _tables()[2]
    plain = np.where(codes < len(table), table.take(codes, mode="clip"), codes)
    return plain.astype("<u4").tobytes().decode("utf-32-le")


@cache
def _dressed() -> NDArray[np.bool_]:
    """Whether `bare` makes another of each code point of the basic plane."""
    found, table = np.zeros(0x10000, dtype=np.bool_), _tables()[2]
    found[: len(table)] = table != np.arange(len(table))
    return found


def small(codes: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each code point is a small letter of a script that is written with capitals."""
    return (classes(codes) & SMALL) != 0
