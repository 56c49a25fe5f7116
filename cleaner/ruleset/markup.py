"""Elements of a page that a rule names: a small part of CSS, class and id tokens, roles, marks.

Asked of the segmenter's own lists of elements, once for each different element, so that no
parser is needed and a page of 100,000 equal elements costs one look.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
REMEMBERED = 50_000  # values of an attribute whose compounds are remembered
Conditions = tuple[tuple[str, str, str], ...]  # field, operator, value
Met = tuple[tuple["Compound", Conditions], ...]
_KEYS = ("classes", "id", "role", "marks", "tag")  # the rarest first


@dataclass(frozen=True, slots=True)
class Compound:
    """Conditions on one element: all of them hold."""

    conditions: Conditions

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
        html = {number: selectors_of(rule.html) for number, rule in enumerate(rules) if rule.html}
        self.around = {number: selectors_of(rule.inside) for number, rule in enumerate(rules) if rule.inside}
        chosen = {selector for group in (*html.values(), *self.around.values()) for selector in group}
        self.compounds = Compounds(compound for selector in chosen for compound in selector.compounds)
        self.ending: dict[Compound, list[tuple[int, Selector]]] = {}  # rules and selectors by their last compound
        for number, selectors in html.items():
            for selector in selectors:
                self.ending.setdefault(selector.compounds[-1], []).append((number, selector))

    def page(self, blocks: Blocks) -> Page | None:
        """The elements of a page that any rule may ask about; None for plain text."""
        return Page(blocks.markup.tree, self.compounds) if blocks.markup and self.compounds.any else None

    def find(self, page: Page, active: Bools, count: int) -> Iterator[tuple[int, Ints]]:
        """Rules and the blocks inside the elements that they name; `count` is that of the page's blocks."""
        asked: dict[int, list[Selector]] = {}
        for compound in page.holding:
            for number, selector in self.ending.get(compound, ()):
                asked.setdefault(number, []).append(selector)
        for number, selectors in asked.items():
            if active[number] and (found := page.blocks(selectors, count)).any():
                yield number, np.flatnonzero(found)

    def inside(self, number: int, page: Page | None, count: int) -> Bools:
        """Blocks inside the elements that the rule asks to be around them; none in plain text."""
        return page.blocks(self.around[number], count) if page else np.zeros(count, dtype=np.bool_)


class Compounds:
    """Compounds by one condition of each, so that a value of an attribute meets few of them, and once.

    Pages repeat themselves and each other, so what a value was found to meet is remembered.
    """

    def __init__(self, compounds: Iterable[Compound]) -> None:
        self.keyed: dict[tuple[str, str], list[Compound]] = {}  # by a field and a word that it has to hold
        self.others: dict[str, list[Compound]] = {}  # by the field of their first condition
        self.any = False
        for compound in dict.fromkeys(compounds):
            self.any = True
            key = next((key for field in _KEYS if (key := compound.word(field))), None)
            if key is None:
                self.others.setdefault(compound.conditions[0][0], []).append(compound)
            else:
                self.keyed.setdefault(key, []).append(compound)
        self.fields = [field for field in _KEYS if field in self.others or any(key[0] == field for key in self.keyed)]
        self._known: dict[str, tuple[set[str], dict[str, Met]]] = {field: (set(), {}) for field in self.fields}

    def meet(self, field: str, column: Sequence[str], tree: Any) -> Iterator[tuple[int, Compound, Conditions]]:
        """Elements, compounds that they meet in this field, and what is left to ask of the other fields."""
        known, met = self._known[field]
        if len(known) >= REMEMBERED:
            known, met = self._known[field] = set(), {}
        some: Mapping[int, str] | None = _some(field, tree)
        values = tree.distinct(field).names if some is None else {"", *some.values()}
        for value in values:
            if value not in known:
                if found := tuple(self._of(field, value)):
                    met[value] = found
                known.add(value)  # last, since another thread may be reading
        here = [value in met for value in values]
        if not any(here):
            return
        if some is None:
            elements: Iterable[int] = np.flatnonzero(np.array(here)[tree.distinct(field).numbers]).tolist()
        else:
            elements = [
                element for element, value in (enumerate(column) if "" in met else some.items()) if value in met
            ]
        for element in elements:
            for compound, rest in met[column[element]]:
                yield element, compound, rest

    def _of(self, field: str, value: str) -> Iterator[tuple[Compound, Conditions]]:
        words = dict.fromkeys(value.lower().split())
        named = (compound for word in words for compound in self.keyed.get((field, word), ()))
        for compound in (*named, *self.others.get(field, ())):
            here = [condition for condition in compound.conditions if condition[0] == field]
            if all(_holds(value, operator, wanted) for _, operator, wanted in here):
                yield compound, tuple(condition for condition in compound.conditions if condition[0] != field)


def _some(field: str, tree: Any) -> Mapping[int, str] | None:
    """The elements that have such an attribute, for those that few have; None for the others."""
    return {"id": tree.ids, "role": tree.roles, "marks": {}}.get(field)


class Page:
    """The elements of one page, by the compounds that hold for them."""

    def __init__(self, tree: Any, compounds: Compounds) -> None:
        self.tree = tree
        self.holding: dict[Compound, set[int]] = {}
        columns = {name: getattr(tree, name, None) or [""] * len(tree.parent) for name in _FIELDS}
        for field in compounds.fields:
            for element, compound, rest in compounds.meet(field, columns[field], tree):
                if all(_holds(columns[name][element], operator, wanted) for name, operator, wanted in rest):
                    self.holding.setdefault(compound, set()).add(element)

    def blocks(self, selectors: Sequence[Selector], count: int) -> Bools:
        """Blocks inside any element that one of the selectors names."""
        mask = np.zeros(count, dtype=np.bool_)
        for selector in selectors:
            for element in self._named(selector):
                mask[self.tree.first[element] : self.tree.last[element]] = True
        return mask

    def _named(self, selector: Selector) -> Collection[int]:
        """The elements that a selector names: compound by compound, from the outermost on."""
        first, *others = (self.holding.get(compound, set()) for compound in selector.compounds)
        named = first
        for meant, direct in zip(others, selector.direct, strict=True):
            parent = self.tree.parent
            named = {element for element in meant if parent[element] in named} if direct else self._below(meant, named)
        return named

    def _below(self, elements: Iterable[int], outer: Collection[int]) -> set[int]:
        """Those of some elements that have one of `outer` around them; no step upwards is taken twice."""
        parent, known = self.tree.parent, {-1: False}
        found = set()
        for element in elements:
            way = []
            at = parent[element]
            while at not in known and at not in outer:
                way.append(at)
                at = parent[at]
            inside = at in outer or known[at]
            known.update(dict.fromkeys(way, inside))
            if inside:
                found.add(element)
        return found
