"""The net's twin for training: the same layers and roundings, with gradients passed straight through.

Documents of a batch stand one behind the other in a single sequence with gaps of zeros between
them, wide enough that no convolution reaches a neighbour. Numbers are carried divided by STEP,
a power of two, so that what is learned here is what cleaner/scoring/net.py computes, bit for bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from cleaner.scoring.net import LIMIT, LOGIT_LIMIT, LOGIT_STEP, STEP

GAP = 16  # zeros between documents: at least the largest dilation


def through(values: Tensor, rounded: Tensor) -> Tensor:
    """`rounded` forward, the gradient of `values` backward."""
    return values + (rounded - values).detach()


class Grid(torch.autograd.Function):
    """Rounded to the grid between two limits; half goes to even, as in numpy."""

    @staticmethod
    def forward(ctx: Any, values: Tensor, low: float, high: float) -> Tensor:
        ctx.save_for_backward(values)
        ctx.limits = (low, high)
        return (values * STEP).round_().div_(STEP).clamp_(low, high)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        (values,) = ctx.saved_tensors
        return torch.ops.aten.hardtanh_backward(gradients[0], values, *ctx.limits), None, None


def signed(values: Tensor) -> Tensor:
    """On the grid of activations, within its limits."""
    return Grid.apply(values, -LIMIT / STEP, LIMIT / STEP)  # type: ignore[no-any-return]


def positive(values: Tensor) -> Tensor:
    """ReLU on the grid of activations."""
    return Grid.apply(values, 0.0, LIMIT / STEP)  # type: ignore[no-any-return]


class Dropout(nn.Module):
    """Dropout whose masks are cut at random places from one long mask: drawing new ones is slower than the layer."""

    LENGTH = 1 << 23

    def __init__(self, share: float):
        super().__init__()
        self.share = share
        mask = (torch.rand(self.LENGTH) >= share).float() / (1 - share) if share else torch.ones(0)
        self.register_buffer("mask", mask)

    def forward(self, values: Tensor) -> Tensor:
        if not self.training or not self.share:
            return values
        at = int(torch.randint(0, self.LENGTH - values.numel(), ()))
        return values * self.mask[at : at + values.numel()].view_as(values)


class Layer(nn.Module):
    """A linear layer whose weights are integers times a scale for each output."""

    def __init__(self, inputs: int, outputs: int, gain: float = 1.0):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * gain / inputs**0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def scale(self) -> Tensor:
        """(outputs,) what one integer step of a weight is worth."""
        return (self.weight.detach().abs().amax(0) / LIMIT).clamp_min(1e-6)

    def forward(self, x: Tensor) -> Tensor:
        scale = self.scale()
        whole = self.weight / scale
        whole = through(whole, torch.round(whole).clamp(-LIMIT, LIMIT))
        return (x @ whole) * scale + self.bias

    def export(self, name: str, unit: float = 1.0) -> dict[str, NDArray[Any]]:
        """Arrays for the .npz; `unit` is what one step of the result counts as."""
        scale = self.scale()
        whole = torch.round(self.weight.detach() / scale).clamp(-LIMIT, LIMIT)
        return {
            f"{name}_w": whole.numpy().astype(np.int8),
            f"{name}_m": (scale * unit / STEP).numpy().astype(np.float32),
            f"{name}_b": (self.bias.detach() * unit).numpy().astype(np.float32),
        }


class Net(nn.Module):
    """See cleaner/scoring/net.py for the shape."""

    def __init__(
        self,
        inputs: int,
        channels: int = 64,
        dilations: Sequence[int] = (1, 2, 4, 8),
        pool_after: int = 2,
        head: int = 32,
        dropout: float = 0.1,
    ):
        super().__init__()
        assert max(dilations) <= GAP
        self.dilations = tuple(dilations)
        self.pool_after = pool_after
        self.enter = Layer(inputs, channels)
        self.convs = nn.ModuleList(Layer(3 * channels, channels, 1.4) for _ in dilations)
        self.mixes = nn.ModuleList(Layer(channels, channels, 0.3) for _ in dilations)
        self.pool = Layer(2 * channels, channels, 0.3)
        self.head = Layer(channels, head, 1.4)
        self.last = Layer(head, 1)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, document: Tensor, documents: int) -> Tensor:
        """Logits (n,). x: (n, inputs) on the grid; document: (n,) number of each row's document, -1 in gaps."""
        real = (document >= 0).unsqueeze(1).to(x.dtype)
        where = torch.where(document >= 0, document, documents)
        sizes = torch.zeros(documents + 1).index_add_(0, where, torch.ones_like(where, dtype=x.dtype)).clamp_min(1)
        state = signed(self.enter(x)) * real
        for k, (conv, mix) in enumerate(zip(self.convs, self.mixes, strict=True)):
            if k == self.pool_after:
                total = torch.zeros(documents + 1, state.shape[1]).index_add_(0, where, state)
                mean = signed(total / sizes.unsqueeze(1))
                index = where.unsqueeze(1).expand_as(state)
                most = torch.full_like(total, -LIMIT / STEP).scatter_reduce(0, index, state, "amax")
                added = signed(self.pool(torch.cat([mean, most], 1)))
                state = signed(state + added[where]) * real
            inner = positive(conv(neighbours(state, self.dilations[k])))
            state = signed(state + mix(self.dropout(inner))) * real
        logit = self.last(self.dropout(positive(self.head(state)))).squeeze(1)
        if not self.training:
            logit = torch.round(logit * LOGIT_STEP) / LOGIT_STEP
        return logit.clamp(-LOGIT_LIMIT, LOGIT_LIMIT) if not self.training else logit

    def export(self, prefix: str = "net_") -> dict[str, NDArray[Any]]:
        """Every array that cleaner.scoring.net.Net.from_arrays reads."""
        arrays: dict[str, NDArray[Any]] = {
            f"{prefix}dilations": np.array(self.dilations, dtype=np.int64),
            f"{prefix}pool_after": np.array(self.pool_after, dtype=np.int64),
        }
        named = [("enter", self.enter), ("pool", self.pool), ("head", self.head)]
        named += [(f"conv{k}", layer) for k, layer in enumerate(self.convs)]
        named += [(f"mix{k}", layer) for k, layer in enumerate(self.mixes)]
        for name, layer in named:
            arrays |= layer.export(prefix + name, STEP)
        return arrays | self.last.export(prefix + "last")


def neighbours(state: Tensor, dilation: int) -> Tensor:
    """(n, 3 · channels): each row beside those before and behind it."""
    before = functional.pad(state, (0, 0, dilation, 0))[: len(state)]
    behind = functional.pad(state, (0, 0, 0, dilation))[dilation:]
    return torch.cat([before, state, behind], 1)


class Words(nn.Module):
    """A vector for each bucket on the grid of activations, averaged over the words of a block."""

    def __init__(self, buckets: int, size: int = 16):
        super().__init__()
        self.table = nn.Parameter(torch.randn(buckets, size) * 0.1)

    def forward(self, bucket: Tensor, offsets: Tensor) -> Tensor:
        """Mean over bucket[offsets[i]:offsets[i + 1]], on the grid; (len(offsets) - 1, size)."""
        mean = functional.embedding_bag(bucket, self.rounded(), offsets, mode="mean", include_last_offset=True)
        return signed(mean)

    def rounded(self) -> Tensor:
        """The table on the grid: (buckets, size)."""
        return signed(self.table)

    def export(self) -> NDArray[np.int8]:
        """(buckets, size) for cleaner.scoring.net.WordTable."""
        return torch.round(self.table.detach() * STEP).clamp(-LIMIT, LIMIT).numpy().astype(np.int8)


def packed(sizes: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of the rows of several documents in one sequence with gaps, and the document of every place."""
    total = sum(sizes) + GAP * (len(sizes) + 1)
    document = np.full(total, -1, dtype=np.int64)
    at = GAP
    for number, size in enumerate(sizes):
        document[at : at + size] = number
        at += size + GAP
    return np.flatnonzero(document >= 0), document
