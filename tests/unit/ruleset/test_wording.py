"""The text that patterns are asked of: spelled in one way, every character with its place."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.ruleset.documents import blocks_of
from cleaner.ruleset.wording import lowered, spelled, wording
from cleaner.settings import Settings


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("[Read more](https://x.example/y)\n", "Read more\n"),
        ("a [b [c] d](u) e\n", "a b [c] d e\n"),
        ("[![alt](i.png)](u) x\n", "alt x\n"),
        ("[](#top)\nnext\n", "\nnext\n"),
        ("[a](b c)\n[d](e", "[a](b c)\n[d](e"),
        ("a](b)\n", "a](b)\n"),
        ("[a\nb](c)\n", "[a\nb](c)\n"),
        ("[a] (b) [c][d]\n", "[a] (b) [c][d]\n"),
        ("don’t\xa0[go](/x)\u202fthere\n", "don't go there\n"),
    ],
)
def test_of_a_link_its_text_is_left(text: str, seen: str) -> None:
    assert wording(blocks_of(text, "text", Settings())).text == seen


@given(st.text(st.sampled_from("[]()! \n\rab’ΐς")))
def test_every_character_knows_its_place_and_every_block_its_span(text: str) -> None:
    blocks = blocks_of(text, "text", Settings())
    found, text = wording(blocks), blocks.text
    if found.origin is None:
        assert found.text == spelled(text)
        return
    assert found.text == "".join(spelled(text)[at] for at in found.origin)
    for block, (start, end) in enumerate(zip(found.starts.tolist(), found.ends.tolist(), strict=True)):
        inside = found.origin[start:end]
        assert ((inside >= blocks.starts[block]) & (inside < blocks.ends[block])).all()
    assert sum((found.ends - found.starts).tolist()) == len(found.text)


@given(st.text())
def test_a_spelling_changes_no_length(text: str) -> None:
    assert len(lowered(spelled(text))) == len(spelled(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    ["[" * 300_000 + "](", "[a](" * 100_000, "[a" * 200_000 + "](b)", "[a](" + "(b" * 200_000, "[a](b)" * 60_000],
)
def test_many_brackets_are_no_burden(text: str) -> None:
    blocks = blocks_of(text, "text", Settings())
    started = time.process_time()
    wording(blocks)
    assert time.process_time() - started < 2
