"""What rules ask of a block's shape and place, for many pairs of a rule and a block at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.ruleset.rule import Rule
from cleaner.ruleset.zones import GUARDS, PLACES, Zones
from cleaner.types import Blocks, Bools, Ints

_ANY = (0.0, np.inf)


class Conditions:
    """The conditions of many rules as columns, one entry a rule."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        names = dict.fromkeys(name for rule in rules for name in rule.shape)
        self.shapes = {
            name: np.array([rule.shape.get(name, _ANY) for rule in rules], dtype=np.float64) for name in names
        }
        self.asked = {name: np.array([name in rule.shape for rule in rules]) for name in names}
        sentence = {None: -1, False: 0, True: 1}
        self.sentence = np.array([sentence[rule.ends_sentence] for rule in rules], dtype=np.int8)
        self.guards = np.array([_bits(rule.not_in, GUARDS) for rule in rules], dtype=np.uint8)
        self.places = np.array([_bits(rule.place, PLACES) for rule in rules], dtype=np.uint8)

    def hold(self, rules: Ints, at: Ints, blocks: Blocks, zones: Zones) -> Bools:
        """Whether each block has the shape and the place that the rule beside it asks for."""
        held = np.ones(len(rules), dtype=np.bool_)
        for name, spans in self.shapes.items():
            which = self.asked[name][rules].nonzero()[0]
            if len(which):
                values, (low, high) = _measure(name, at[which], blocks), spans[rules[which]].T
                held[which] &= (values >= low) & (values <= high)
        sentence = self.sentence[rules]
        held &= (sentence < 0) | (sentence == blocks.columns.ends_sentence[at])
        guards, places = self.guards[rules], self.places[rules]
        asked = int(np.bitwise_or.reduce(guards))
        if asked:
            held &= (guards & zones.guarded(asked)[at]) == 0
        asked = int(np.bitwise_or.reduce(places))
        if asked:
            held &= (places == 0) | ((places & zones.places(asked)[at]) != 0)
        return held


def _bits(names: Sequence[str], of: Sequence[str]) -> int:
    return sum(1 << of.index(name) for name in set(names))


def _measure(name: str, at: Ints, blocks: Blocks) -> NDArray[np.float64]:
    columns, markup = blocks.columns, blocks.markup
    if name == "words":
        return columns.words[at].astype(np.float64)
    if name == "chars":
        return columns.visible[at].astype(np.float64)
    if name == "capitals":
        return columns.upper[at] / np.maximum(columns.letters[at], 1)
    if name == "digits":
        return columns.digits[at] / np.maximum(columns.visible[at], 1)
    return markup.link_chars[at] / np.maximum(columns.visible[at], 1) if markup else np.zeros(len(at))
