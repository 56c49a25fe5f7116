"""Features and scores of texts of every shape, the empty one included."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import resources

import numpy as np
import pytest

from cleaner.pipeline import Cleaner, gather
from cleaner.ruleset import RuleReport
from cleaner.scoring import policy
from cleaner.scoring.text import TextScorer, feature_names
from cleaner.scoring.text_features import features, lines_of, log
from cleaner.scoring.text_heard import mark
from cleaner.scoring.tokens import look
from cleaner.segment.text import segment_text
from cleaner.settings import Settings
from cleaner.source import read_source
from cleaner.types import Blocks, Evidence, Reason

ARTICLE = (
    "Home | About\n\nThe council voted on Monday to build the stadium after a long night of talks.\n"
    "It was close, said the mayor, who had hoped for more support from her own party.\n\nRead more\nShare\n"
)
TEXTS = [
    "", "\n", "\n\n \t\n", "x", "-", "One line without an end", ARTICLE,
    "昨日、市議会は新しい競技場の建設を可決した。\n関連記事\n",
    "اقرأ أيضا\nصوت المجلس يوم الاثنين\n",
    "a\r\nb\rc\n", "word " * 40_000, "- x\n" * 300, "\ufffd\u200b\n👍\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def scorer() -> TextScorer:
    return TextScorer.load(resources.files("cleaner.scoring").joinpath("text.npz"))


def blocks_of(text: str) -> Blocks:
    return segment_text(read_source(text, kind="text"), Settings())


@pytest.mark.parametrize("text", TEXTS)
def test_every_block_gets_a_finite_score(scorer: TextScorer, text: str) -> None:
    blocks = blocks_of(text)
    scores = scorer.score(blocks)
    assert scores.logit.shape == (len(blocks),)
    assert np.isfinite(scores.logit).all()
    assert (scores.logit[blocks.columns.visible == 0] == 0).all()


@pytest.mark.parametrize("text", TEXTS)
def test_every_feature_has_one_finite_number_a_line(text: str) -> None:
    blocks = blocks_of(text)
    lines, words = lines_of(blocks.columns), look(blocks.text, blocks.columns)
    if len(lines.at):
        for _, name, values in features(blocks, lines, words, np.zeros(len(words.length), dtype=np.bool_)):
            assert np.shape(values) == (len(lines.at),), name
            assert np.isfinite(np.asarray(values, dtype=np.float64)).all(), name


def test_the_weights_belong_to_the_features(scorer: TextScorer) -> None:
    assert len(scorer.mean) == len(scorer.scale) == len(feature_names())
    assert len(scorer.surrogate) == len(scorer.mean) + sum(member.table.size for member in scorer.members)


def test_feature_names_are_different() -> None:
    names = [name for _, name in feature_names()]
    assert len(set(names)) == len(names)


def test_the_logarithm_is_exact_at_powers_of_two() -> None:
    assert log(np.array([0, 1, 3, 7, 2**20 - 1])).tolist() == [0, 1, 2, 3, 20]


def test_a_menu_scores_above_a_paragraph(scorer: TextScorer) -> None:
    blocks, cleaner = blocks_of(ARTICLE), Cleaner()
    logit = scorer.score(blocks, list(gather(blocks, cleaner, RuleReport()))).logit
    assert logit[0] > 0 > logit[2]


def test_a_score_is_explained_in_words(scorer: TextScorer) -> None:
    scores = scorer.score(blocks_of(ARTICLE))
    phrases = scores.explain(np.array([0, 1, 2]))
    assert len(phrases) == 3
    assert phrases[0] and phrases[2]
    assert phrases[1] == ""  # blank


def test_a_scorer_pickles_and_scores_the_same(scorer: TextScorer) -> None:
    blocks = blocks_of(ARTICLE)
    assert (pickle.loads(pickle.dumps(scorer)).score(blocks).logit == scorer.score(blocks).logit).all()


def test_threads_share_a_scorer(scorer: TextScorer) -> None:
    blocks = blocks_of(ARTICLE * 20)
    alone = scorer.score(blocks).logit
    with ThreadPoolExecutor(4) as pool:
        assert all((scores.logit == alone).all() for scores in pool.map(lambda _: scorer.score(blocks), range(8)))


@pytest.mark.parametrize("text", TEXTS)
def test_favor_moves_thresholds_as_its_names_say(scorer: TextScorer, text: str) -> None:
    blocks = blocks_of(text)
    logit = scorer.score(blocks).logit
    precision, balanced, recall = (
        policy.thresholds(logit, blocks, favor) for favor in ("precision", "balanced", "recall")
    )
    assert precision.shape == (len(blocks),)
    assert (precision >= balanced).all() and (balanced >= recall).all()


DIGEST = """
import hashlib
from importlib import resources
from cleaner.pipeline import Cleaner, gather
from cleaner.ruleset import RuleReport
from cleaner.scoring import policy
from cleaner.scoring.text import TextScorer
from tests.unit.scoring.test_text import TEXTS, blocks_of
scorer, cleaner = TextScorer.load(resources.files("cleaner.scoring").joinpath("text.npz")), Cleaner()
digest = hashlib.sha256()
for blocks in map(blocks_of, TEXTS):
    logit = scorer.score(blocks, list(gather(blocks, cleaner, RuleReport()))).logit
    digest.update(logit.tobytes() + policy.thresholds(logit, blocks).tobytes())
print(digest.hexdigest())
"""


def test_shipped_weights_score_the_same_under_every_blas_kernel() -> None:
    found = set()
    for kernel in ("Haswell", "SkylakeX", "Prescott"):
        environment = os.environ | {"OPENBLAS_CORETYPE": kernel}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1


def test_a_rule_newer_than_the_weights_moves_no_score(scorer: TextScorer) -> None:
    blocks = segment_text(read_source(ARTICLE, kind="text"), Settings())
    line = np.array([3], dtype=np.int64)
    known, new = (
        Evidence(line, "boilerplate", 0.97, "navigation", origin, Reason("a rule"), sure=True)
        for origin in ("en/navigation/skip-link", "en/navigation/of-next-year")
    )
    assert mark(known.origin) in scorer.told
    assert mark(new.origin) not in scorer.told
    silent = scorer.score(blocks).logit
    assert (scorer.score(blocks, [new]).logit == silent).all()
    assert (scorer.score(blocks, [known]).logit != silent).any()
