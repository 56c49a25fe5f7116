"""What every heuristic owes: names, a manual page, examples that hold, and hands off the input."""

from __future__ import annotations

from types import ModuleType
from typing import Any, cast

import numpy as np
import pytest

from cleaner import heuristics
from cleaner.heuristics import Example
from cleaner.segment import segment
from cleaner.settings import Settings
from cleaner.source import read_source
from cleaner.types import KINDS, Blocks, Evidence
from tests.helpers import fixtures, seeds

LOADED = cast("tuple[ModuleType, ...]", heuristics.load())
CASES = [(module, example) for module in LOADED for example in module.EXAMPLES]
ASKED_FOR = {"heuristic:second-opinion"}  # silent until a setting asks for them
SECTIONS = ("Sees", "Leaves", "Wrong on", "Source")


def blocks_for(text: str | bytes, media: Any) -> Blocks:
    return segment(read_source(text, kind=media), Settings())


def evidence_of(module: ModuleType, blocks: Blocks, settings: Settings | None = None) -> list[Evidence]:
    return list(module.find(blocks, settings or Settings()))


def name_of(value: object) -> str | None:
    return value.__name__.rpartition(".")[2] if isinstance(value, ModuleType) else None


@pytest.mark.parametrize(("module", "example"), CASES, ids=name_of)
def test_an_example_points_to_what_it_says(module: ModuleType, example: Example) -> None:
    blocks = blocks_for(example.text, example.media)
    found = {blocks.line(int(at)) for item in evidence_of(module, blocks, example.settings) for at in item.blocks}
    assert {line.removeprefix("- ") for line in found} >= {line.removeprefix("- ") for line in example.points_to}
    if not example.points_to:
        assert not found


@pytest.mark.parametrize("module", [module for module in LOADED if module.ID not in ASKED_FOR], ids=name_of)
def test_a_heuristic_has_an_example_that_it_points_to(module: ModuleType) -> None:
    assert any(example.points_to for example in module.EXAMPLES)


@pytest.mark.parametrize("module", LOADED, ids=name_of)
def test_a_heuristics_docstring_is_its_manual_page(module: ModuleType) -> None:
    assert module.__doc__ is not None
    for section in SECTIONS:
        assert f"\n{section}" in module.__doc__, section


@pytest.mark.parametrize("module", LOADED, ids=name_of)
def test_names_are_of_the_house(module: ModuleType) -> None:
    assert module.ID.startswith("heuristic:") and module.KIND in KINDS


def test_no_two_heuristics_share_an_id() -> None:
    assert len({module.ID for module in LOADED}) == len(LOADED)


@pytest.mark.parametrize("module", LOADED, ids=name_of)
@pytest.mark.parametrize("text", ["", "\n", "-\n", "one word\n", "\n\n\n", "•\n•\n•\n", "a" * 5000])
def test_a_heuristic_bears_texts_with_nothing_in_them(module: ModuleType, text: str) -> None:
    evidence_of(module, blocks_for(text, "text"))


@pytest.mark.parametrize("module", LOADED, ids=name_of)
@pytest.mark.parametrize("page", ["", "<p></p>", "<nav></nav>", "<p>x", "<a href=x>y</a>"])
def test_a_heuristic_bears_pages_with_nothing_in_them(module: ModuleType, page: str) -> None:
    evidence_of(module, blocks_for(page, "html"))


@pytest.mark.parametrize("module", LOADED, ids=name_of)
def test_evidence_is_sound_on_every_sample(module: ModuleType) -> None:
    for sample in (*seeds(), *fixtures()):
        blocks = blocks_for(sample.source, sample.kind)
        for item in evidence_of(module, blocks):
            weights = np.broadcast_to(np.asarray(item.weight, dtype=np.float64), item.blocks.shape)
            assert len(item.blocks) and ((weights >= 0) & (weights <= 1)).all()
            assert (np.diff(item.blocks) > 0).all() and item.blocks[0] >= 0 and item.blocks[-1] < len(blocks)
            assert item.kind in KINDS and item.origin == module.ID and item.points_to in ("boilerplate", "content")
            for position in range(len(item.blocks)):
                sentence = item.reason.read(position)
                assert sentence and "{" not in sentence


@pytest.mark.parametrize("module", LOADED, ids=name_of)
def test_the_same_blocks_give_the_same_evidence(module: ModuleType) -> None:
    for sample in seeds()[:5]:
        blocks = blocks_for(sample.source, sample.kind)
        once, twice = evidence_of(module, blocks), evidence_of(module, blocks)
        assert [(e.blocks.tolist(), np.asarray(e.weight).tolist()) for e in once] == [
            (e.blocks.tolist(), np.asarray(e.weight).tolist()) for e in twice
        ]
