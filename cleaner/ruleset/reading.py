"""A small reading of patterns: which strings each part can be, must hold, or begins with.

In the manner of Cox 2012 (regular expression matching with a trigram index): each part is a set
of strings that it is exactly one of, or unknown. Parts that follow each other multiply while the
set stays small. What is not understood is unknown, so a wrong guess costs speed and never a hit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from cleaner.ruleset.wording import lowered

MAX_SET = 24  # strings in a set; beyond, parts are looked at apart
MIN_LITERAL = 2.5  # characters, counted as `_length` does
MIN_SECOND = 2  # of what must occur beside: it is looked for in few lines
_RARE = frozenset("©®™»«›→←▶►")
_PLAIN_ESCAPES = frozenset(".^$*+?{}[]\\|()/-&#~\"'!%,:;<=>@` _")
_BOUNDARIES = frozenset("bBAZmM")
_LETTERS = re.compile(r"[^\\^$.|?*+()\[\]{}]+(?![?*+{])")  # characters for themselves, but for one with a quantifier


@dataclass
class Part:
    """What is known of a stretch of pattern.

    exact: it is one of these strings, or None; needed: one of these must occur in it, or in the line
    around it where it looks ahead; also: and one of these; opens: it begins with one of these;
    digit: a digit must occur in it.
    """

    exact: frozenset[str] | None
    needed: frozenset[str] | None = None
    also: frozenset[str] | None = None
    opens: frozenset[str] | None = None
    digit: bool = False
    looks: bool = False  # around itself, and holds nothing

    @property
    def begins(self) -> frozenset[str] | None:
        """Strings with one of which it begins."""
        return self.exact if self.exact is not None else self.opens


@dataclass
class Parts:
    """Parts that follow each other."""

    parts: list[Part] = field(default_factory=list)

    def close(self) -> Part:
        candidates: list[frozenset[str]] = []
        running: frozenset[str] = frozenset({""})
        whole = True
        for part in self.parts:
            if part.looks:
                whole = whole and not part.needed
                candidates += filter(None, (part.needed, part.also))
                continue
            if part.exact is not None and len(running) * len(part.exact) <= MAX_SET:
                running = frozenset(left + right for left in running for right in part.exact)
                continue
            candidates.append(running)
            whole = False
            if part.exact is not None:
                running = part.exact
            else:
                running = frozenset({""})
                candidates += filter(None, (part.needed, part.also))
        digit = any(part.digit for part in self.parts)
        if whole:
            return Part(running, running, digit=digit)
        candidates.append(running)
        best = max(candidates, key=quality, default=None)
        rest = [found for found in candidates if found is not best and shortest(found) >= MIN_SECOND]
        return Part(None, best, max(rest, key=shortest, default=None), self.opens(), digit)

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


def quality(strings: frozenset[str]) -> float:
    """Higher is rarer; 0 and less is useless."""
    if not strings:
        return -1
    worst = shortest(strings)
    return worst - 0.05 * len(strings) if worst >= MIN_LITERAL else -1


def shortest(strings: frozenset[str]) -> float:
    """The length of the shortest of some strings, which are not none."""
    return min(map(_length, strings))


@lru_cache(maxsize=1 << 14)  # the same few strings are weighed again and again while a pattern is read
def _length(text: str) -> float:
    """Characters, those written without spaces and other scripts' counted more, spaces and signs less.

    Two Han or Kana are as rare as three letters, and a © is rare by itself.
    """
    return sum(map(_rarity, text))


@cache
def _rarity(char: str) -> float:
    if char in _RARE:
        return 3
    if char.isalnum():
        return 1.5 if char > "\u2e80" else 1
    return 0.5 if char == " " else 0.75


class Unknown(Exception):
    """The pattern holds what this reading does not know."""


class Reader:
    """Reads a pattern from `at` on."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def peek(self, width: int = 1) -> str:
        return self.pattern[self.at : self.at + width]

    def alternatives(self) -> Part:
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
        if all(found and quality(found) > 0 for found in needs):
            needed = frozenset().union(*(found for found in needs if found))
        also = None
        if needed and all(branch.also for branch in branches):
            also = frozenset().union(*(branch.also for branch in branches if branch.also))
        starts = [branch.begins for branch in branches]
        opens = None
        if all(found and "" not in found for found in starts):
            opens = frozenset().union(*(found for found in starts if found))
        digit = all(branch.digit for branch in branches)
        return Part(exact if exact is not None and len(exact) <= 4 * MAX_SET else None, needed, also, opens, digit)

    def sequence(self) -> Part:
        found = Parts()
        while self.at < len(self.pattern) and self.peek() not in "|)":
            if letters := _LETTERS.match(self.pattern, self.at):
                self.at = letters.end()
                found.parts.append(Part(frozenset({lowered(letters[0])})))
                continue
            part = self.atom()
            low, high = self.quantifier()
            if (low, high) == (1, 1):
                found.parts.append(part)
            elif (low, high) == (0, 1) and part.exact is not None:
                found.parts.append(Part(part.exact | {""}))
            elif low == 0:
                found.parts.append(Part(None))
            else:
                needed = part.exact if part.exact is not None else part.needed
                found.parts.append(Part(None, needed, part.also, part.begins, part.digit))
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
                raise Unknown
            low = int(first or 0)
            high = int(last or 99) if comma else low
            self.at = end + 1
        else:
            return low, high
        if self.peek() in ("?", "+") and self.peek():
            self.at += 1
        return low, high

    def atom(self) -> Part:
        char = self.peek()
        self.at += 1
        if char == "(":
            return self.group()
        if char == "[":
            return self.one_of()
        if char == "\\":
            return self.escape()
        if char in "^$":
            return Part(frozenset({""}))
        if char == ".":
            return Part(None)
        return Part(frozenset({lowered(char)}))

    def group(self) -> Part:
        looks, must = False, False
        if self.peek() == "?":
            if self.peek(3) in ("?<=", "?<!") or self.peek(2) in ("?=", "?!"):
                looks, must = True, self.peek(3) == "?<=" or self.peek(2) == "?="
                self.at += 3 if self.peek(2) == "?<" else 2
            elif self.peek(2) in ("?:", "?>"):
                self.at += 2
            elif self.peek(3) == "?i:" or self.peek(4) == "?-i:":
                self.at = self.pattern.index(":", self.at) + 1
            elif self.peek(3) == "?P<" or self.peek(2) == "?<":
                self.at = self.pattern.index(">", self.at) + 1
            else:
                raise Unknown
        part = self.alternatives()
        if self.peek() != ")":
            raise Unknown
        self.at += 1
        if looks:  # adds nothing to the match; what it must see stands in the line all the same
            seen = part.exact if part.exact is not None else part.needed
            if not must:
                return Part(frozenset({""}), looks=True)
            return Part(frozenset({""}), seen, part.also, digit=part.digit, looks=True)
        return part

    def one_of(self) -> Part:
        if self.peek() == "^":
            self.skip_class()
            return Part(None)
        start = self.at
        self.skip_class()
        inner = self.pattern[start : self.at - 1]
        plain = inner.replace("\\", "") if not any(f"\\{char}" in inner for char in "pPwWdDsSbnrtuxhN") else ""
        if not plain or "[" in inner or "&&" in inner or "--" in inner or "||" in inner or "~~" in inner:
            return Part(None)
        if "-" in plain[1:-1] or len(set(plain)) > 4:
            return Part(None)
        return Part(frozenset(lowered(plain)))

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

    def escape(self) -> Part:
        char = self.peek()
        self.at += 1
        if char in _BOUNDARIES:
            return Part(frozenset({""}))
        if char in _PLAIN_ESCAPES:
            return Part(frozenset({char}))
        if char in "pP" and self.peek() == "{":
            self.at = self.pattern.index("}", self.at) + 1
            return Part(None)
        if char in "wWdDsShvRX":
            return Part(None, digit=char == "d")
        raise Unknown
