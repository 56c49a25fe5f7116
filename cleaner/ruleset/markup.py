"""Elements of a page that a rule names: a small part of CSS, class and id tokens, roles, marks.

Asked of the segmenter's own lists of elements, once for each different element, so that no
parser is needed and a page of 100,000 equal elements costs one look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cleaner.errors import RuleError
from cleaner.ruleset.rule import Rule
from cleaner.types import Blocks, Bools, Ints

_SIMPLE = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]*|\*)|\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[(?P<name>class|id|role|itemprop)(?:(?P<op>[~^$*]?=)[\"']?(?P<value>[^\"'\]]+)[\"']?)?\]"
)
_GAP = re.compile(r"\s*([>\s])\s*")
_BEYOND = "selector {!r} is beyond what rules know: tag, .class, #id, [attribute=value], a b, a > b"
_FIELDS = ("tag", "classes", "id", "role", "marks")
REMEMBERED = 50_000  # values of attributes whose compounds are remembered
_KEYS = ("classes", "id", "role", "marks", "tag")  # the rarest first


@dataclass(frozen=True, slots=True)
class Compound:
    """Conditions on one element: all of them hold."""

    conditions: tuple[tuple[str, str, str], ...]  # field, operator, value

    def holds(self, element: Mapping[str, str]) -> bool:
        """Whether an element with these fields is meant."""
        return all(_holds(element[name], operator, value) for name, operator, value in self.conditions)

    def word(self, field: str) -> tuple[str, str] | None:
        """The field and the word, in lower case, that every element meant has there, if there is one."""
        for name, operator, value in self.conditions:
            if name == field and operator in ("~=", "=") and len(value.split()) == 1:
                return field, value.lower()
        return None


@dataclass(frozen=True, slots=True)
class Selector:
    """Compounds from the outermost to the element itself; `direct[i]` says that i+1 is a child of i."""

    compounds: tuple[Compound, ...]
    direct: tuple[bool, ...]


def selectors_of(html: Mapping[str, Sequence[str]]) -> tuple[Selector, ...]:
    """The selectors that an `html:` or `inside:` entry stands for. Raises RuleError for CSS beyond our part."""
    found = [parse_selector(part) for css in html.get("css", ()) for part in css.split(",")]
    for name, field in (("class", "classes"), ("id", "id"), ("role", "role"), ("itemprop", "marks")):
        found += [Selector((Compound(((field, "~=", value),)),), ()) for value in html.get(name, ())]
    return tuple(found)


def parse_selector(css: str) -> Selector:
    """`tag.class#id[role=x]` compounds, joined by spaces (inside) or `>` (child of)."""
    compounds: list[Compound] = []
    direct: list[bool] = []
    rest = css.strip()
    if not rest:
        raise RuleError("an empty selector")
    while True:
        conditions: list[tuple[str, str, str]] = []
        while found := _SIMPLE.match(rest):
            conditions += _conditions(found)
            rest = rest[found.end() :]
        if not conditions:
            raise RuleError(_BEYOND.format(css))
        compounds.append(Compound(tuple(conditions)))
        if not rest:
            return Selector(tuple(compounds), tuple(direct))
        gap = _GAP.match(rest)
        if gap is None:
            raise RuleError(_BEYOND.format(css))
        direct.append(gap[1] == ">")
        rest = rest[gap.end() :]


def _conditions(found: re.Match[str]) -> list[tuple[str, str, str]]:
    if found["tag"]:
        return [("tag", "=", found["tag"].lower())] if found["tag"] != "*" else [("tag", "?", "")]
    if found["class"]:
        return [("classes", "~=", found["class"])]
    if found["id"]:
        return [("id", "=", found["id"])]
    field = {"class": "classes", "itemprop": "marks"}.get(found["name"], found["name"])
    return [(field, found["op"] or "?", found["value"] or "")]


def _holds(value: str, operator: str, wanted: str) -> bool:
    if operator == "=":
        return value == wanted
    if operator == "~=":
        return wanted.lower() in value.lower().split()
    if operator == "^=":
        return value.startswith(wanted)
    if operator == "$=":
        return value.endswith(wanted)
    if operator == "*=":
        return wanted in value
    return True if not wanted and operator == "?" else bool(value)


class ElementIndex:
    """The selectors of many rules, asked of a page together."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.html = {number: selectors_of(rule.html) for number, rule in enumerate(rules) if rule.html}
        self.around = {number: selectors_of(rule.inside) for number, rule in enumerate(rules) if rule.inside}
        chosen = {selector for group in (*self.html.values(), *self.around.values()) for selector in group}
        self.compounds = Compounds(compound for selector in chosen for compound in selector.compounds)

    def find(self, blocks: Blocks, active: Bools) -> Iterator[tuple[int, Ints]]:
        """Rules and the blocks inside the elements that they name."""
        if blocks.markup is None or not self.html:
            return
        page = _Page(blocks.markup.tree, self.compounds)
        for number, selectors in self.html.items():
            if active[number]:
                found = page.blocks(selectors, len(blocks))
                if found.any():
                    yield number, np.flatnonzero(found)

    def inside(self, number: int, blocks: Blocks) -> Bools:
        """Blocks inside the elements that the rule asks to be around them; none in plain text."""
        if blocks.markup is None:
            return np.zeros(len(blocks), dtype=np.bool_)
        selectors = self.around[number]
        compounds = Compounds(compound for selector in selectors for compound in selector.compounds)
        return _Page(blocks.markup.tree, compounds).blocks(selectors, len(blocks))


class Compounds:
    """Compounds by one word that each of them asks for, so that an element meets few of them."""

    def __init__(self, compounds: Iterable[Compound]) -> None:
        self.all = list(dict.fromkeys(compounds))
        self.keyed: dict[tuple[str, str], list[Compound]] = {}
        self.others: list[Compound] = []
        for compound in self.all:
            key = next((key for field in _KEYS if (key := compound.word(field))), None)
            if key is None:
                self.others.append(compound)
            else:
                self.keyed.setdefault(key, []).append(compound)

        self._asked: dict[tuple[str, str], tuple[Compound, ...]] = {}

    def named(self, field: str, value: str) -> tuple[Compound, ...]:
        """Those that ask for a word of this value; remembered, since pages repeat themselves and each other."""
        found = self._asked.get((field, value))
        if found is None:
            words = set(value.lower().split())
            found = tuple(compound for word in words for compound in self.keyed.get((field, word), ()))
            if len(self._asked) >= REMEMBERED:
                self._asked.clear()
            self._asked[field, value] = found
        return found


class _Page:
    """The elements of one page, by the compounds that hold for them."""

    def __init__(self, tree: Any, compounds: Compounds) -> None:
        self.tree = tree
        self.holding: dict[Compound, list[int]] = {compound: [] for compound in compounds.all}
        columns = {name: getattr(tree, name, None) or [""] * len(tree.parent) for name in _FIELDS}

        def ask(element: int, compound: Compound) -> None:
            if compound.holds({name: column[element] for name, column in columns.items()}):
                self.holding[compound].append(element)

        for field in _KEYS:
            hot = {value: found for value in set(columns[field]) if value and (found := compounds.named(field, value))}
            if hot:
                for element, value in enumerate(columns[field]):
                    for compound in hot.get(value, ()):
                        ask(element, compound)
        for compound in compounds.others:
            for element in range(len(tree.parent)):
                ask(element, compound)

    def blocks(self, selectors: Sequence[Selector], count: int) -> Bools:
        """Blocks inside any element that one of the selectors names."""
        mask = np.zeros(count, dtype=np.bool_)
        for selector in selectors:
            for element in self.holding[selector.compounds[-1]]:
                if len(selector.compounds) == 1 or self._placed(element, selector):
                    mask[self.tree.first[element] : self.tree.last[element]] = True
        return mask

    def _placed(self, element: int, selector: Selector) -> bool:
        """Whether the compounds in front hold for ancestors, each the nearest that does."""
        parent = self.tree.parent
        at = parent[element]
        for compound, direct in zip(reversed(selector.compounds[:-1]), reversed(selector.direct), strict=True):
            meant = set(self.holding[compound])
            if direct:
                if at not in meant:
                    return False
            else:
                while at >= 0 and at not in meant:
                    at = parent[at]
                if at < 0:
                    return False
            at = parent[at]
        return True
