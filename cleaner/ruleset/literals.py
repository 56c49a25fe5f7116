"""Literals that a pattern cannot match without: what the pre-filter looks for."""

from __future__ import annotations

from functools import lru_cache

from cleaner.ruleset.reading import Part, Reader, Unknown, quality
from cleaner.ruleset.wording import lowered

FRONT = 4  # characters that a place at the front of the line is worth when literals are chosen


def prefilter(pattern: str) -> tuple[frozenset[str], bool, frozenset[str]]:
    """What to look for before a pattern is asked, whether it stands at the front of the line, and what else must."""
    inside, front, also = literals_of(pattern), opening_of(pattern), _beside(pattern)
    if front and (not inside or quality(front) + FRONT >= quality(inside)):
        apart = inside and not any(one in other or other in one for one in front for other in inside)
        return front, True, (inside if apart else also) or frozenset()
    return inside or frozenset(), False, also or frozenset()


def literals_of(pattern: str) -> frozenset[str] | None:
    """Lower-case strings of which every match holds at least one; None where there are none to rely on."""
    part = _whole(pattern)
    found = _usable(part.exact if part.exact is not None else part.needed) if part else None
    if found is None:
        return None
    short = sorted(found, key=len)  # a longer one holds a shorter one, never the other way round
    return frozenset(text for number, text in enumerate(short) if not any(other in text for other in short[:number]))


def _beside(pattern: str) -> frozenset[str] | None:
    """Lower-case strings one of which every match holds beside those of `literals_of`; None where none are known."""
    part = _whole(pattern)
    return frozenset(map(lowered, part.also)) if part and part.exact is None and part.also else None


def holds_digit(pattern: str) -> bool:
    """Whether every match holds a digit."""
    part = _whole(pattern)
    return part is not None and part.digit


@lru_cache(maxsize=8192)  # a rule's patterns are asked for their literals, then for their digits, and again in checks
def _whole(pattern: str) -> Part | None:
    """What is known of a pattern; None where not all of it is understood."""
    reader = Reader(pattern)
    try:
        part = reader.alternatives()
    except (IndexError, ValueError, Unknown):
        return None
    return part if reader.at == len(pattern) else None


def opening_of(pattern: str) -> frozenset[str] | None:
    """Lower-case strings with one of which a matched line begins, signs in front of it aside; None where unknown."""
    if not pattern.startswith("^"):
        return None
    rest = pattern[1:]
    for signs in (r"\W*", r"\(?", r"[(\[]?"):
        rest = rest.removeprefix(signs)
    part = _whole(pattern if rest == pattern[1:] else rest)  # read already, where nothing was taken off
    found = _usable(part.begins) if part and not _forks(rest) else None
    return found and frozenset(one for one in found if not any(one[:end] in found for end in range(1, len(one))))


def _forks(pattern: str) -> bool:
    """Whether a `|` stands outside of groups, where the anchor in front holds for the first branch only."""
    depth = at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            reader = Reader(pattern)
            reader.at = at + 1
            reader.skip_class()
            at = reader.at - 1
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            return True
        at += 1
    return False


def _usable(found: frozenset[str] | None) -> frozenset[str] | None:
    """The set in lower case; None where one of it is too common to look for."""
    return frozenset(lowered(text) for text in found) if found and quality(found) > 0 else None
