"""One small convolutional net over the blocks of a document, the same numbers on every machine.

Weights and activations are integers of eight bits held in float32, so every partial sum of a
product stays below 2**24 and is exact in whatever order a BLAS kernel adds. Between products
there are only single multiplications, additions and roundings, which IEEE 754 fixes.

Shape   input layer, residual blocks (a dilated convolution over three neighbours, then a mix of
        channels), the mean and maximum of the document added half-way, one logit a block.
Twin    training/net_torch.py learns with the same roundings; its export is read here.
Source  He et al. 2016 (residual), Yu and Koltun 2016 (dilation), Jacob et al. 2018 (quantisation).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEP = 16  # activations are counted in sixteenths
LIMIT = 127  # and lie in -127 … 127
WINDOW = 4096  # blocks that share one document mean; longer documents are read window by window
HALO = 64  # blocks on either side that a window sees beside its own; more than the convolutions reach
LOGIT_STEP = 64  # logits are rounded to 64ths
LOGIT_LIMIT = 12.0
_ROWS = 16  # rows of one product: small enough that no BLAS starts threads for it, and as fast

_NONE, _MOST = np.float32(0), np.float32(LIMIT)

_SHIFTS = np.arange(0, 64, 16, dtype=np.uint64)[:, None]  # of the four numbers in a lane of a WordTable

Floats = NDArray[np.float32]
Rows = Callable[[int, int], Floats]


@dataclass(frozen=True, slots=True)
class Layer:
    """A product of integers, then a multiplier and a bias for each output."""

    weight: Floats  # (inputs, outputs), integers in -127 … 127
    scale: Floats  # (outputs,)
    bias: Floats  # (outputs,)

    def __call__(self, x: Floats) -> Floats:
        """x: (n, inputs) integers; the result (n, outputs) is not yet rounded."""
        result = product(x, self.weight)
        result *= self.scale
        result += self.bias
        return result


@dataclass(frozen=True, slots=True)
class Net:
    """The layers of one set of weights."""

    enter: Layer
    convs: tuple[Layer, ...]
    mixes: tuple[Layer, ...]
    dilations: tuple[int, ...]
    pool: Layer
    pool_after: int
    head: Layer
    last: Layer

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], prefix: str = "net_") -> Net:
        """The net in the arrays of an .npz: `<prefix><layer>_w` (int8), `_m` and `_b` (float32)."""

        def layer(name: str) -> Layer:
            parts = [np.ascontiguousarray(arrays[f"{prefix}{name}_{part}"], dtype=np.float32) for part in "wmb"]
            return Layer(*parts)

        dilations = tuple(int(d) for d in arrays[f"{prefix}dilations"])
        return cls(
            enter=layer("enter"),
            convs=tuple(layer(f"conv{k}") for k in range(len(dilations))),
            mixes=tuple(layer(f"mix{k}") for k in range(len(dilations))),
            dilations=dilations,
            pool=layer("pool"),
            pool_after=int(arrays[f"{prefix}pool_after"]),
            head=layer("head"),
            last=layer("last"),
        )

    @property
    def inputs(self) -> int:
        """How many numbers describe a block."""
        return int(self.enter.weight.shape[0])

    def logits(self, count: int, rows: Rows) -> NDArray[np.float64]:
        """Log-odds of the positive class for each of `count` blocks.

        `rows(start, end)` gives the inputs of some blocks: float32 (end - start, inputs), integers
        in -127 … 127, in sixteenths. Memory is bounded by WINDOW, time is linear in `count`.
        """
        result = np.zeros(count, dtype=np.float64)
        windows = -(-count // WINDOW)
        edges = [count * k // windows for k in range(windows + 1)] if windows else []
        for start, end in pairwise(edges):
            low, high = max(start - HALO, 0), min(end + HALO, count)
            result[start:end] = self.window(rows(low, high))[start - low : end - low]
        return result

    def window(self, x: Floats) -> NDArray[np.float64]:
        """Logits of one stretch of blocks that is read as a whole; x as `rows` gives it."""
        state = signed(self.enter(x))
        for k, (conv, mix) in enumerate(zip(self.convs, self.mixes, strict=True)):
            if k == self.pool_after:
                state = signed(state + signed(self.pool(pooled(state))))
            inner = positive(conv(neighbours(state, self.dilations[k])))
            state = signed(state + mix(inner))
        logit = self.last(positive(self.head(state)))[:, 0].astype(np.float64)
        return np.clip(np.rint(logit * LOGIT_STEP) / LOGIT_STEP, -LOGIT_LIMIT, LOGIT_LIMIT)


def product(x: Floats, weight: Floats) -> Floats:
    """x @ weight in pieces of a few rows each."""
    count, inner = x.shape
    rows = _ROWS if inner <= 256 else _ROWS // 2
    whole = count - count % rows
    result = np.empty((count, weight.shape[1]), dtype=np.float32)
    if whole:
        np.matmul(x[:whole].reshape(-1, rows, inner), weight, out=result[:whole].reshape(-1, rows, weight.shape[1]))
    if whole < count:
        np.matmul(x[whole:], weight, out=result[whole:])
    return result


def neighbours(state: Floats, dilation: int) -> Floats:
    """Each block beside those `dilation` before and behind it, zeros beyond the ends: (n, 3 · channels)."""
    count, channels = state.shape
    wide = np.zeros((count, 3 * channels), dtype=np.float32)
    wide[:, channels : 2 * channels] = state
    if count > dilation:
        wide[dilation:, :channels] = state[:-dilation]
        wide[:-dilation, 2 * channels :] = state[dilation:]
    return wide


def pooled(state: Floats) -> Floats:
    """Mean (rounded) and maximum of each channel: (1, 2 · channels); the sums stay below 2**24, so they are exact."""
    mean = np.rint(np.add.reduce(state, axis=0).astype(np.float64) / len(state))
    return np.concatenate([mean.astype(np.float32), np.maximum.reduce(state, axis=0)])[None, :]


def signed(values: Floats) -> Floats:
    """Rounded to integers within ±LIMIT, in place."""
    np.rint(values, out=values)
    return values.clip(-_MOST, _MOST, out=values)


def positive(values: Floats) -> Floats:
    """ReLU, rounded to integers up to LIMIT, in place."""
    np.rint(values, out=values)
    return values.clip(_NONE, _MOST, out=values)


def grid(values: Floats, mean: Floats, scale: Floats) -> NDArray[np.int8]:
    """Features on the net's grid: (values - mean) · scale in sixteenths, rounded, within ±LIMIT.

    values: float32, changed in place; mean, scale: float32 that broadcast against it.
    """
    values -= mean
    values *= scale * np.float32(STEP)
    return signed(values).astype(np.int8)


@dataclass(frozen=True, slots=True)
class WordTable:
    """A vector of small integers for each bucket; their mean over the words of a block is exact.

    Four numbers of one byte travel in one 64-bit integer, sixteen bits each, so that up to
    MOST words are added by integer sums over flat arrays.
    """

    lanes: tuple[NDArray[np.uint64], ...]  # (buckets,) each
    vectors: Floats  # (buckets, size), integers in -127 … 127

    MOST = 255  # words of a block that are read; the sum of more could overflow its sixteen bits

    @classmethod
    def from_array(cls, table: NDArray[Any]) -> WordTable:
        """table: (buckets, size) integers in -127 … 127; size is a multiple of four."""
        shifted = (np.asarray(table, dtype=np.int64) + 128).astype(np.uint64)
        powers = np.array([1 << (16 * k) for k in range(4)], dtype=np.uint64)
        lanes = [(shifted[:, at : at + 4] * powers).sum(axis=1, dtype=np.uint64) for at in range(0, table.shape[1], 4)]
        return cls(tuple(lanes), np.asarray(table, dtype=np.float32))

    @property
    def size(self) -> int:
        """Numbers in a vector."""
        return int(self.vectors.shape[1])

    def mean(self, bucket: NDArray[np.int64], first: NDArray[np.int64], count: NDArray[np.int64]) -> Floats:
        """Mean vector of the words of each block, rounded: (n, size); zeros for blocks without words.

        bucket: (w,) of each word; the words of block i are bucket[first[i] : first[i] + count[i]].
        """
        result = np.zeros((len(first), self.size), dtype=np.float32)
        filled = np.flatnonzero(count > 0)
        if not len(filled):
            return result
        begin, some = first[filled], np.minimum(count[filled], self.MOST)
        bucket = bucket[begin[0] : begin[-1] + some[-1]]  # a window's words, not the whole document's
        begin = begin - begin[0]
        cuts = np.empty(2 * len(filled), dtype=np.int64)
        cuts[0::2], cuts[1::2] = begin, begin + some
        if cuts[-1] == len(bucket):
            cuts = cuts[:-1]
        sums = np.empty((len(self.lanes), len(filled)), dtype=np.uint64)
        for at, lane in enumerate(self.lanes):
            sums[at] = np.add.reduceat(lane.take(bucket), cuts)[0::2]
        parts = (sums[:, None] >> _SHIFTS) & np.uint64(0xFFFF)
        means = parts.reshape(self.size, -1).astype(np.float64)
        means -= 128 * some
        means /= some
        result[filled] = np.rint(means, out=means).T
        return result
