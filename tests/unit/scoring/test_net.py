"""The net gives the numbers of integer arithmetic, whatever the chunks and the BLAS kernel."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from cleaner.scoring import net as n

CHANNELS = 64
KERNELS = ("Haswell", "SkylakeX", "Sandybridge", "Prescott", "Zen")

DIGEST = """
import hashlib, numpy as np
from tests.unit.scoring.test_net import random_inputs, random_net
print(hashlib.sha256(random_net(3).logits(900, random_inputs(900, 3)).tobytes()).hexdigest())
"""


def random_layer(rng: np.random.Generator, inputs: int, outputs: int, gain: float) -> n.Layer:
    weight = rng.integers(-127, 128, (inputs, outputs)).astype(np.float32)
    scale = np.full(outputs, gain / (73 * inputs**0.5), dtype=np.float32) * rng.uniform(0.5, 1.5, outputs).astype(
        np.float32
    )
    return n.Layer(weight, scale, rng.normal(0, 8, outputs).astype(np.float32))


def random_net(seed: int, inputs: int = 150) -> n.Net:
    rng = np.random.default_rng(seed)
    return n.Net(
        enter=random_layer(rng, inputs, CHANNELS, 1.0),
        convs=tuple(random_layer(rng, 3 * CHANNELS, CHANNELS, 1.4) for _ in range(4)),
        mixes=tuple(random_layer(rng, CHANNELS, CHANNELS, 0.5) for _ in range(4)),
        dilations=(1, 2, 4, 8),
        pool=random_layer(rng, 2 * CHANNELS, CHANNELS, 0.5),
        pool_after=2,
        head=random_layer(rng, CHANNELS, 32, 1.4),
        last=random_layer(rng, 32, 1, 0.1),
    )


def random_inputs(count: int, seed: int, inputs: int = 150) -> n.Rows:
    x = np.random.default_rng(seed).integers(-127, 128, (count, inputs)).astype(np.float32)
    return lambda start, end: x[start:end].copy()


@pytest.mark.parametrize("count", [1, 7, 8, 15, 16, 17, 100, 333])
@pytest.mark.parametrize("inner", [64, 150, 192, 500, 1040])
def test_a_product_is_the_product_of_integers(count: int, inner: int) -> None:
    rng = np.random.default_rng(count)
    x, weight = rng.integers(-127, 128, (count, inner)), rng.integers(-127, 128, (inner, 64))
    assert (n.product(x.astype(np.float32), weight.astype(np.float32)) == x @ weight).all()


def test_the_largest_sums_are_exact() -> None:
    x = np.full((20, 1040), n.LIMIT, dtype=np.float32)
    assert (n.product(x, x[:3].T.copy()) == 1040 * n.LIMIT**2).all()
    assert 1040 * n.LIMIT**2 < 2**24


@pytest.mark.parametrize("count", [1, 2, 9, 500])
def test_every_text_gets_one_number_a_block(count: int) -> None:
    logits = random_net(1).logits(count, random_inputs(count, 1))
    assert logits.shape == (count,)
    assert (logits * n.LOGIT_STEP == np.rint(logits * n.LOGIT_STEP)).all()
    assert (np.abs(logits) <= n.LOGIT_LIMIT).all()


def test_no_blocks_give_no_numbers() -> None:
    assert random_net(1).logits(0, random_inputs(0, 1)).shape == (0,)


def test_rows_of_a_product_do_not_depend_on_their_neighbours() -> None:
    x = random_inputs(100, 5)(0, 100)
    weight = random_net(2).enter.weight
    whole = n.product(x, weight)
    for cut in (1, 13, 50, 99):
        assert (np.concatenate([n.product(x[:cut].copy(), weight), n.product(x[cut:].copy(), weight)]) == whole).all()


def test_a_window_reads_its_neighbours_so_that_no_edge_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    net, rows = random_net(4), random_inputs(1200, 4)
    flat = n.Layer(net.pool.weight, np.zeros_like(net.pool.scale), net.pool.bias)  # the document's mean aside
    net = n.Net(net.enter, net.convs, net.mixes, net.dilations, flat, net.pool_after, net.head, net.last)
    whole = net.logits(1200, rows)
    monkeypatch.setattr(n, "WINDOW", 300)
    assert (net.logits(1200, rows) == whole).all()


def test_memory_is_bounded_by_the_window() -> None:
    asked = []
    rows = random_inputs(3 * n.WINDOW, 6)
    random_net(6).logits(3 * n.WINDOW, lambda start, end: asked.append(end - start) or rows(start, end))  # type: ignore[func-returns-value]
    assert max(asked) <= n.WINDOW + 2 * n.HALO


def test_scores_are_the_same_under_every_blas_kernel() -> None:
    found = set()
    for kernel in KERNELS:
        environment = os.environ | {"OPENBLAS_CORETYPE": kernel}
        done = subprocess.run(
            [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1


@pytest.mark.parametrize("words", [0, 1, 2, 255, 256, 1000])
def test_the_mean_of_words_is_the_mean_of_integers(words: int) -> None:
    rng = np.random.default_rng(words)
    vectors = rng.integers(-127, 128, (50, 8))
    table = n.WordTable.from_array(vectors)
    bucket = rng.integers(0, 50, 3 + words + 2)
    first, count = np.array([0, 3, 3 + words]), np.array([3, words, 2])
    found = table.mean(bucket, first, count)
    read = bucket[3 : 3 + min(words, n.WordTable.MOST)]
    expected = np.rint(vectors[read].sum(axis=0) / max(len(read), 1))
    assert (found[1] == expected).all()


def test_no_word_gives_zeros() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert (
        n.WordTable.from_array(np.ones((5, 4), dtype=np.int8))
        .mean(nothing, np.zeros(2, np.int64), np.zeros(2, np.int64))
        .sum()
        == 0
    )
