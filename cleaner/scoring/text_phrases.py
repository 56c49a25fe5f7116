"""What a feature of a line is called when it is much, and when it is little."""

from __future__ import annotations

# name -> (much, little); "" says nothing worth reading
PHRASES: dict[str, tuple[str, str]] = {
    "characters": ("a long line", "a short line"),
    "words": ("many words", "few words"),
    "words that the prose uses": ("words that the article uses", "words that the article does not use"),
    "lines until prose": ("far above the next paragraph", "right above a paragraph"),
    "lines since prose": ("far behind the last paragraph", "right behind a paragraph"),
}


def phrase(name: str, much: bool) -> str:
    """The words for a feature that is above (`much`) or below its mean."""
    if name in PHRASES:
        return PHRASES[name][0 if much else 1]
    return f"{'much' if much else 'little'}: {name}"
