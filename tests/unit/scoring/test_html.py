"""The learned score of HTML: features, class names, words, reasons, warnings, quality; the same on every kernel."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from cleaner import clean
from cleaner.scoring import html_tokens
from cleaner.scoring.html import HtmlScorer
from cleaner.scoring.html_features import NAMES
from cleaner.scoring.html_held import Held
from cleaner.scoring.html_lexicon import Lexicon, lexicon_features
from cleaner.scoring.html_tokens import TokenTable, tokens_of
from cleaner.scoring.html_words import PHRASES
from cleaner.segment.html import segment_html
from cleaner.segment.html_tree import Tree
from cleaner.settings import Settings

PROSE = "The council of the harbour town voted on Monday evening to rebuild the old bridge over the river by spring."
PAGE = f"""<html><head><title>The old bridge | The Daily</title></head><body>
<nav class="main-menu"><ul><li><a href=/>Home</a><li><a href=/w>World</a><li><a href=/s>Sport</a></ul></nav>
<article class="post-content"><h1>The old bridge</h1><p>{PROSE}</p><p>{PROSE[:-1]}, it said, after years of talk.</p>
<p>Nobody had expected that the vote would be so clear, least of all the mayor, who had warned of it.</p></article>
<div class="related-posts"><h3>Related</h3><a href=/1>Five things to know</a> <a href=/2>Ferry delayed again</a></div>
<footer id="footer">© The Daily. All rights reserved. <a href=/p>Privacy policy</a></footer></body></html>"""
DIGEST = """
import hashlib
from tests.unit.scoring.test_html import PAGE
from cleaner.scoring.html import HtmlScorer
from cleaner.segment.html import segment_html
from cleaner.settings import Settings
blocks = segment_html(PAGE * 3, Settings())
print(hashlib.sha256(HtmlScorer.load().score(blocks).logit.tobytes()).hexdigest())
"""


def test_prose_scores_as_content_and_furniture_as_boilerplate() -> None:
    blocks = segment_html(PAGE, Settings())
    logit = HtmlScorer.load().score(blocks).logit
    content = [
        index for index in range(len(blocks)) if "council" in blocks.line(index) or "mayor" in blocks.line(index)
    ]
    furniture = [index for index in range(len(blocks)) if blocks.line(index) in ("- Home", "- Sport", "Related")]
    assert logit[content].max() < logit[furniture].min()
    assert (logit[content] < 0).all() and (logit[furniture] > 0).all()


def test_every_reason_says_something_in_words() -> None:
    scorer, blocks = HtmlScorer.load(), segment_html(PAGE, Settings())
    scores = scorer.score(blocks)
    reasons = scores.explain(np.arange(len(blocks)))
    assert len(reasons) == len(blocks)
    assert all(reasons)
    assert not any("_" in reason.partition("“")[0] for reason in reasons)


def test_features_are_finite_and_have_names_and_phrases() -> None:
    scorer = HtmlScorer.load()
    blocks = segment_html(PAGE, Settings())
    values = scorer.encode(blocks).x
    assert values.shape == (len(blocks), len(NAMES)) == (len(blocks), scorer.net.inputs)
    assert np.isfinite(values).all()
    assert len(PHRASES) == len(NAMES)


@pytest.mark.parametrize("markup", ["<p>x", "<p>…", "<table><td>1", "<li>" * 5000 + "x", "<p>x</p>" * 5000])
def test_odd_pages_have_scores_too(markup: str) -> None:
    blocks = segment_html(markup, Settings())
    assert np.isfinite(HtmlScorer.load().score(blocks).logit).all()


def test_tokens_are_whole_names_and_the_words_in_them() -> None:
    assert tokens_of("related-posts isWide", "mainNav", "") == [
        "c:related-posts", "c:iswide", "i:mainnav", "related", "posts", "is", "wide", "main", "nav",
    ]  # fmt: skip


def read(page: str, scores: dict[str, int]) -> tuple[TokenTable, Tree, Held]:
    markup = segment_html(page, Settings()).markup
    assert markup is not None
    return TokenTable(scores), markup.tree, Held(markup.tree, markup.element)


def test_an_element_has_its_highest_token_and_word_and_the_lowest_below_zero() -> None:
    table, tree, held = read("<p class='ad main-content'>x", {"c:ad": -32, "content": 16, "main": 3})
    assert table.elements(tree, held)[held.at].tolist() == [[0, 16, 32, 0]]


@pytest.mark.parametrize("name", ["class='x ad'", "class='x AD'", "id=ad", "id=AD", "role=ad"])
def test_classes_ids_and_roles_are_read_in_any_case(name: str) -> None:
    table, tree, held = read(f"<p {name}>x", {"c:ad": 2, "i:ad": 2, "r:ad": 2})
    assert table.elements(tree, held)[held.at].tolist() == [[2, 0, 0, 0]]


def test_an_element_without_text_says_nothing_about_others() -> None:
    table, tree, held = read("<i id=ad role=ad></i><p>x<p>y", {"i:ad": -9, "r:ad": -9})
    assert not table.elements(tree, held).any()


def test_names_that_were_met_before_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_tokens, "MEMO", 3)
    table = TokenTable({"c:a5": 5, "i:a5": -5})
    for number in (*range(7), 5, 6, 5):
        _, tree, held = read(f"<p class=a{number} id=a{number}>x", {})
        expected = [5, 0, 5, 0] if number == 5 else [0, 0, 0, 0]
        assert table.elements(tree, held)[held.at].tolist() == [expected]
        assert max(map(len, table.memo.values())) <= 3


def test_the_loudest_class_name_around_an_element_is_named() -> None:
    table, tree, held = read("<div class=related><p class=x>a", {"c:related": -32, "c:x": -3})
    own = table.elements(tree, held)
    assert table.strongest(tree, held, own, held.at, -1) == ["related"]
    assert table.strongest(tree, held, own, held.at, 1) == [""]


def test_words_outside_the_lexicon_say_nothing() -> None:
    blocks = segment_html("<p>cookies please</p><p>…</p>", Settings())
    hashes = blocks.columns.word_hash
    lexicon = Lexicon.from_arrays(hashes[:1] & np.uint64(0xFFFFFFFF), np.array([-16], dtype=np.int8))
    assert lexicon.of(hashes).tolist() == [-16, 0]
    found = lexicon_features(blocks.columns, lexicon.of(hashes))
    assert found.tolist() == [[-0.5, -1, 0, -1, 0.5], [0, 0, 0, 0, 0]]


def test_quality_lies_between_0_and_1_and_is_for_pages_only() -> None:
    quality = clean(PAGE, kind="html").quality
    assert quality is not None and 0 < quality <= 1
    assert clean("plain text").quality is None


@pytest.mark.parametrize("kernel", ["Haswell", "Sandybridge", "Prescott"])
def test_scores_are_the_same_under_every_kernel(kernel: str) -> None:
    def digest(**more: str) -> str:
        environment = {**os.environ, **more}
        run = subprocess.run(
            [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
        )
        return run.stdout

    assert digest(OPENBLAS_CORETYPE=kernel) == digest()
