"""Thresholds of pages: the choice with the highest expected F1, and never far from the middle."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from cleaner.scoring import policy
from tests.helpers import blocks_of


def expected_f1(content: np.ndarray, size: np.ndarray, keep: np.ndarray) -> float:
    kept = float(size[keep].sum())
    return 2 * float((size * content)[keep].sum()) / (kept + float((size * content).sum())) if kept else 0.0


@pytest.mark.parametrize("seed", range(20))
def test_no_other_choice_of_blocks_has_a_higher_expected_f1(seed: int) -> None:
    generator = np.random.default_rng(seed)
    logit = generator.normal(-0.6, 0.8, 9)
    size = generator.integers(1, 400, 9)
    content = 1 / (1 + np.exp(logit + policy.LEANING))
    threshold = policy.of_page(logit, size)
    best = max(expected_f1(content, size, np.array(keep)) for keep in product([False, True], repeat=9))
    if policy.LOWEST < threshold < policy.HIGHEST:
        assert expected_f1(content, size, logit <= threshold) == pytest.approx(best, abs=1e-3)
    else:
        assert min(abs(threshold - policy.LOWEST), abs(threshold - policy.HIGHEST)) < 0.01


def test_a_page_in_doubt_keeps_more_than_one_that_is_clear() -> None:
    size = np.full(40, 100)
    clear = policy.of_page(np.repeat([-8.0, 8.0], 20), size)
    doubted = policy.of_page(np.repeat([-0.4, 0.4], 20), size)
    assert clear < doubted


@pytest.mark.parametrize("size", [np.zeros(0, np.int64), np.zeros(3, np.int64), np.array([1])])
def test_pages_with_next_to_nothing_have_a_threshold(size: np.ndarray) -> None:
    assert policy.LOWEST <= policy.of_page(np.zeros(len(size)), size) <= policy.HIGHEST + 0.01


LATIN = "The boat lay on the river for a long time.\n"
JAPANESE = "船は長いあいだ川に浮かんでいて、友だちと見に行った。\n"
CHINESE = "小船在河上停了很久，孩子们跟着老师去看它。\n"


@pytest.mark.parametrize(
    ("text", "more"), [(LATIN, 0.0), (LATIN * 3 + CHINESE, 0.0), (JAPANESE, policy.SPACELESS), (CHINESE, policy.UNSEEN)]
)
def test_scripts_that_training_hardly_knows_need_more(text: str, more: float) -> None:
    blocks = blocks_of(*text.splitlines())
    logit = np.zeros(len(blocks))
    lines = policy.of_lines(logit, blocks.columns.visible, blocks.columns.words, policy.TEXT["balanced"])
    assert policy.thresholds(logit, blocks) - lines == pytest.approx(np.full(len(blocks), more), abs=policy.SENTENCE)
    assert (policy.thresholds(logit, blocks) - lines).min() == pytest.approx(more)


@pytest.mark.parametrize(
    ("languages", "clutter", "more"),
    [
        (frozenset(), 9, 0.0),
        (frozenset({"en"}), 9, 0.0),
        (frozenset({"de", "nl"}), 9, 0.0),
        (frozenset({"pl"}), 9, policy.FOREIGN),
        (frozenset({"yo"}), 9, policy.FOREIGN),
        (frozenset({"pl"}), 1, 0.0),
    ],
)
def test_whole_pages_in_languages_of_which_training_has_few_need_more(
    languages: frozenset[str], clutter: int, more: float
) -> None:
    blocks = blocks_of(*[LATIN] * 20)
    logit = np.full(len(blocks), -6.0)
    logit[:clutter] = 6.0
    usual, found = policy.thresholds(logit, blocks), policy.thresholds(logit, blocks, "balanced", languages)
    assert found - usual == pytest.approx(np.full(len(blocks), more))
