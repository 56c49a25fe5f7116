"""Characters that words lose in capitals, and small letters."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.segment import chars


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Όροι χρήσης", "Οροι χρησησ"),
        ("ΐΰϊϋΆΈΉΊΌΎΏ", "ιυιυΑΕΗΙΟΥΩ"),
        ("ᾧ Ἀθῆναι ῥέω", "ω Αθηναι ρεω"),
        ("İstanbul ılık", "Istanbul ilik"),
        ("\ufeffΆ 😀", "\ufeffΑ 😀"),
        ("naïve Über ñandú ўй ё 한", "naïve Über ñandú ўй ё 한"),
        ("ʹ ΄ ͺ ΅ · «»", "ʹ ΄ ͺ ΅ · «»"),
    ],
)
def test_a_bare_text_has_no_greek_accents_no_final_sigma_and_one_i(text: str, plain: str) -> None:
    assert chars.bare(text) == plain


def test_no_other_letter_is_made_bare() -> None:
    """Hashes of words that hold none of these are what they were when the weights were learned."""
    every = [chr(code) for code in range(0x1F000) if not 0xD800 <= code < 0xE000]
    changed = {char for char in every if chars.bare(char) != char}
    assert [char for char in changed - {"ı", "İ"} if not unicodedata.name(char).startswith("GREEK")] == []
    codes = np.arange(0x2000, dtype=np.uint32)  # beyond, Unicode still adds capitals
    pairs = zip(map(chr, codes.tolist()), map(chr, chars.lowered(codes).tolist()), strict=True)
    assert [char for char, lower in pairs if char not in changed and lower != char.lower()] == []


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_are_compared_bare(text: str) -> None:
    assert chars.lowered(chars.codepoints(text)).tolist() == chars.lowered(chars.codepoints(chars.bare(text))).tolist()


def test_small_letters_are_those_with_a_capital() -> None:
    small = [ord(char) for char in "aßäıάжһϊ"]
    other = [ord(char) for char in "AİΆЖ1 .ªაა橋ـⓑⅱ"]
    assert chars.small(np.array(small)).all()
    assert not chars.small(np.array(other)).any()
