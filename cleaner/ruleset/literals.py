"""Literals that a pattern cannot match without: what the pre-filter looks for.

A small reading of the pattern, in the manner of Cox 2012 (regular expression matching with a
trigram index): each part is a set of strings that it is exactly one of, or unknown. Parts that
follow each other multiply while the set stays small. What is not understood is unknown, so a
wrong guess costs speed and never a hit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_SET = 24  # strings in a set; beyond, parts are looked at apart
MIN_LITERAL = 2.5  # characters, counted as `_length` does
_RARE = frozenset("©®™»«›→←▶►")
_PLAIN_ESCAPES = frozenset(".^$*+?{}[]\\|()/-&#~\"'!%,:;<=>@` _")
_BOUNDARIES = frozenset("bBAZmM")


@dataclass
class _Part:
    """What is known of a stretch of pattern.

    exact: it is one of these strings, or None; needed: one of these must occur in it;
    opens: it begins with one of these.
    """

    exact: frozenset[str] | None
    needed: frozenset[str] | None = None
    opens: frozenset[str] | None = None

    @property
    def begins(self) -> frozenset[str] | None:
        return self.exact if self.exact is not None else self.opens


@dataclass
class _Sequence:
    parts: list[_Part] = field(default_factory=list)

    def close(self) -> _Part:
        candidates: list[frozenset[str]] = []
        running: frozenset[str] = frozenset({""})
        whole = True
        for part in self.parts:
            if part.exact is not None and len(running) * len(part.exact) <= MAX_SET:
                running = frozenset(left + right for left in running for right in part.exact)
                continue
            candidates.append(running)
            whole = False
            if part.exact is not None:
                running = part.exact
            else:
                running = frozenset({""})
                if part.needed:
                    candidates.append(part.needed)
        if whole:
            return _Part(running, running)
        candidates.append(running)
        return _Part(None, max(candidates, key=_quality, default=None), self.opens())

    def opens(self) -> frozenset[str] | None:
        """What the parts begin with, as far as that is known."""
        running: frozenset[str] = frozenset({""})
        for part in self.parts:
            begins = part.begins
            if begins is None or len(running) * len(begins) > 4 * MAX_SET:
                break
            running = frozenset(left + right for left in running for right in begins)
            if part.exact is None:
                break
        return running if "" not in running else None


FRONT = 4  # characters that a place at the front of the line is worth when literals are chosen


def prefilter(pattern: str) -> tuple[frozenset[str], bool]:
    """What to look for before a pattern is asked, and whether it stands at the front of the line."""
    inside, front = literals_of(pattern), opening_of(pattern)
    if front and (not inside or _quality(front) + FRONT >= _quality(inside)):
        return front, True
    return inside or frozenset(), False


def literals_of(pattern: str) -> frozenset[str] | None:
    """Lower-case strings of which every match holds at least one; None where there are none to rely on."""
    reader = _Reader(pattern)
    try:
        part = reader.alternatives()
    except (IndexError, _Unknown):
        return None
    if reader.at != len(pattern):
        return None
    found = _usable(part.exact if part.exact is not None else part.needed)
    return found and frozenset(text for text in found if not any(other != text and other in text for other in found))


def opening_of(pattern: str) -> frozenset[str] | None:
    """Lower-case strings with one of which a matched line begins, signs in front of it aside; None where unknown."""
    if not pattern.startswith("^"):
        return None
    rest = pattern[1:]
    for signs in (r"\W*", r"\(?", r"[(\[]?"):
        rest = rest.removeprefix(signs)
    reader = _Reader(rest)
    try:
        part = reader.alternatives()
    except (IndexError, _Unknown):
        return None
    found = _usable(part.begins) if reader.at == len(rest) and not _forks(rest) else None
    return found and frozenset(
        one for one in found if not any(other != one and one.startswith(other) for other in found)
    )


def _forks(pattern: str) -> bool:
    """Whether a `|` stands outside of groups, where the anchor in front holds for the first branch only."""
    depth = at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            reader = _Reader(pattern)
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
    return frozenset(text.lower() for text in found) if found and _quality(found) > 0 else None


def _quality(strings: frozenset[str]) -> float:
    """Higher is rarer; 0 and less is useless."""
    if not strings:
        return -1
    worst = min(_length(text) for text in strings)
    return worst - 0.05 * len(strings) if worst >= MIN_LITERAL else -1


def _length(text: str) -> float:
    """Characters, those written without spaces and other scripts' counted more, spaces and signs less.

    Two Han or Kana are as rare as three letters, and a © is rare by itself.
    """
    return sum(_rarity(char) for char in text)


def _rarity(char: str) -> float:
    if char in _RARE:
        return 3
    if char.isalnum():
        return 1.5 if char > "\u2e80" else 1
    return 0.5 if char == " " else 0.75


class _Unknown(Exception):
    pass


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def peek(self, width: int = 1) -> str:
        return self.pattern[self.at : self.at + width]

    def alternatives(self) -> _Part:
        branches = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence())
        if len(branches) == 1:
            return branches[0]
        exacts = [branch.exact for branch in branches]
        exact = None
        if all(found is not None for found in exacts):
            exact = frozenset().union(*(found for found in exacts if found is not None))
        needs = [branch.exact if branch.exact is not None else branch.needed for branch in branches]
        needed = None
        if all(found and _quality(found) > 0 for found in needs):
            needed = frozenset().union(*(found for found in needs if found))
        starts = [branch.begins for branch in branches]
        opens = None
        if all(found and "" not in found for found in starts):
            opens = frozenset().union(*(found for found in starts if found))
        return _Part(exact if exact is not None and len(exact) <= 4 * MAX_SET else None, needed, opens)

    def sequence(self) -> _Part:
        found = _Sequence()
        while self.at < len(self.pattern) and self.peek() not in "|)":
            part = self.atom()
            low, high = self.quantifier()
            if (low, high) == (1, 1):
                found.parts.append(part)
            elif (low, high) == (0, 1) and part.exact is not None:
                found.parts.append(_Part(part.exact | {""}))
            elif low == 0:
                found.parts.append(_Part(None))
            else:
                found.parts.append(_Part(None, part.exact if part.exact is not None else part.needed, part.begins))
        return found.close()

    def quantifier(self) -> tuple[int, int]:
        low, high = 1, 1
        char = self.peek()
        if char in ("?", "*", "+") and char:
            low, high = {"?": (0, 1), "*": (0, 99), "+": (1, 99)}[char]
            self.at += 1
        elif char == "{" and (end := self.pattern.find("}", self.at)) > 0:
            inner = self.pattern[self.at + 1 : end]
            first, comma, last = inner.partition(",")
            if not (first.isdigit() or first == "") or not (last.isdigit() or last == "") or inner == "":
                raise _Unknown
            low = int(first or 0)
            high = int(last or 99) if comma else low
            self.at = end + 1
        else:
            return low, high
        if self.peek() in ("?", "+") and self.peek():
            self.at += 1
        return low, high

    def atom(self) -> _Part:
        char = self.peek()
        self.at += 1
        if char == "(":
            return self.group()
        if char == "[":
            return self.one_of()
        if char == "\\":
            return self.escape()
        if char in "^$":
            return _Part(frozenset({""}))
        if char == ".":
            return _Part(None)
        return _Part(frozenset({char.lower()}))

    def group(self) -> _Part:
        negative = False
        if self.peek() == "?":
            if self.peek(3) in ("?<=", "?<!") or self.peek(2) in ("?=", "?!"):
                negative = True  # looks around: adds nothing that must stand in the match
                self.at += 3 if self.peek(2) == "?<" else 2
            elif self.peek(2) in ("?:", "?>"):
                self.at += 2
            elif self.peek(3) == "?i:" or self.peek(4) == "?-i:":
                self.at = self.pattern.index(":", self.at) + 1
            elif self.peek(3) == "?P<" or self.peek(2) == "?<":
                self.at = self.pattern.index(">", self.at) + 1
            else:
                raise _Unknown
        part = self.alternatives()
        if self.peek() != ")":
            raise _Unknown
        self.at += 1
        return _Part(frozenset({""})) if negative else part

    def one_of(self) -> _Part:
        if self.peek() == "^":
            self.skip_class()
            return _Part(None)
        start = self.at
        self.skip_class()
        inner = self.pattern[start : self.at - 1]
        plain = inner.replace("\\", "") if not any(f"\\{char}" in inner for char in "pPwWdDsSbnrtuxhN") else ""
        if not plain or "[" in inner or "&&" in inner or "--" in inner or "||" in inner or "~~" in inner:
            return _Part(None)
        if "-" in plain[1:-1] or len(set(plain)) > 4:
            return _Part(None)
        return _Part(frozenset(plain.lower()))

    def skip_class(self) -> None:
        depth, first = 1, True
        if self.peek() == "^":
            self.at += 1
        while depth:
            char = self.pattern[self.at]
            self.at += 1
            if char == "\\":
                self.at += 1
            elif char == "[":
                depth += 1
            elif char == "]" and not first:
                depth -= 1
            first = False

    def escape(self) -> _Part:
        char = self.peek()
        self.at += 1
        if char in _BOUNDARIES:
            return _Part(frozenset({""}))
        if char in _PLAIN_ESCAPES:
            return _Part(frozenset({char}))
        if char in "pP" and self.peek() == "{":
            self.at = self.pattern.index("}", self.at) + 1
            return _Part(None)
        if char in "wWdDsShvRX":
            return _Part(None)
        raise _Unknown
