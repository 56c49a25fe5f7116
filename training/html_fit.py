"""Fits the net to pages: sequences of block features, soft labels, and a loss that looks at whole pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from cleaner.scoring.net import STEP, grid
from training.net_torch import Net, packed

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Sample:
    """One page: features (n, f) float32, labels (n,) main content, NaN left out; words (n,); its weight."""

    x: Floats
    y: NDArray[np.float64]
    words: NDArray[np.int64]
    weight: float
    page_loss: bool  # whether all of the page is labelled, so that its F1 can be part of the loss
    twin: Floats | None = None  # features of the same blocks in plainer markup


@dataclass(frozen=True)
class Recipe:
    """How a net is fitted."""

    channels: int = 64
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    head: int = 32
    epochs: int = 8
    rate: float = 4e-3
    decay: float = 0.02
    dropout: float = 0.1
    batch_blocks: int = 6000
    longest: int = 3000  # blocks of a page that one step looks at
    seed: int = 0
    without: tuple[str, ...] = ()  # names of features that are left out
    plainer: float = 0.25  # of the pages that a net sees stand in plainer markup, where there is such a twin
    taught: float = 0.5  # share of a label that comes from nets which have not seen the page's site; 0 for none


def normaliser(samples: Sequence[Sample]) -> tuple[Floats, Floats]:
    """Mean and 1/deviation of each feature, each page counting alike up to 200 blocks."""
    rows = np.concatenate([s.x[:: max(1, len(s.x) // 200)] for s in samples])
    mean = rows.mean(0, dtype=np.float64)
    deviation = np.maximum(rows.std(0, dtype=np.float64), 0.05)
    return mean.astype(np.float32), (1 / deviation).astype(np.float32)


def fit(samples: Sequence[Sample], recipe: Recipe, normal: tuple[Floats, Floats]) -> Net:
    """A net for main content: positive logits mean content."""
    torch.manual_seed(recipe.seed)
    generator = np.random.default_rng(recipe.seed)
    grids = [grid(s.x.copy(), *normal) for s in samples]
    twins = [whole if s.twin is None else grid(s.twin, *normal) for s, whole in zip(samples, grids, strict=True)]
    net = Net(samples[0].x.shape[1], recipe.channels, recipe.dilations, head=recipe.head, dropout=recipe.dropout)
    plans = [_batches([len(g) for g in grids], recipe, generator) for _ in range(recipe.epochs)]
    optimizer = torch.optim.AdamW(net.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    steps = sum(map(len, plans))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=steps, pct_start=0.25)
    net.train()
    for plan in plans:
        for batch in plan:
            seen = [(twins if generator.random() < recipe.plainer else grids)[k] for k in batch]
            loss = _loss(net, [samples[k] for k in batch], seen, recipe, generator)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return net.eval()


def _batches(sizes: Sequence[int], recipe: Recipe, generator: np.random.Generator) -> list[list[int]]:
    batches: list[list[int]] = [[]]
    held = 0
    for k in generator.permutation(len(sizes)).tolist():
        size = min(sizes[k], recipe.longest)
        if batches[-1] and held + size > recipe.batch_blocks:
            batches.append([])
            held = 0
        batches[-1].append(k)
        held += size
    return batches


def _loss(
    net: Net, samples: Sequence[Sample], grids: Sequence[NDArray[np.int8]], recipe: Recipe,
    generator: np.random.Generator,
) -> Tensor:  # fmt: skip
    xs, ys, ws = [], [], []
    for sample, whole in zip(samples, grids, strict=True):
        start = int(generator.integers(0, max(len(whole) - recipe.longest, 0) + 1))
        part = slice(start, start + recipe.longest)
        xs.append(whole[part])
        ys.append(sample.y[part])
        ws.append(sample.words[part])
    places, document = packed([len(x) for x in xs])
    x = np.zeros((len(document), xs[0].shape[1]), dtype=np.float32)
    x[places] = np.concatenate(xs)
    logit = net(torch.from_numpy(x / STEP), torch.from_numpy(document), len(xs))[torch.from_numpy(places)]
    y = torch.from_numpy(np.concatenate(ys).astype(np.float32))
    known = ~torch.isnan(y)
    y = torch.nan_to_num(y)
    words = torch.from_numpy(np.concatenate(ws).astype(np.float32))
    owner = torch.from_numpy(document[places])
    weight = (words + 2) ** 0.7 * known

    def by_page(values: Tensor) -> Tensor:
        return torch.zeros(len(xs)).index_add_(0, owner, values)

    mass = by_page(weight).clamp_min(1e-6)
    entropy = by_page(weight * torch.nn.functional.binary_cross_entropy_with_logits(logit, y, reduction="none")) / mass
    p = torch.sigmoid(logit) * words * known
    both, chosen, wanted = by_page(p * y), by_page(p), by_page(words * y)
    f1 = (2 * both + 1) / (chosen + wanted + 1)
    whole_page = torch.tensor([float(s.page_loss) for s in samples])
    importance = torch.tensor([s.weight for s in samples], dtype=torch.float32)
    return ((entropy + 0.5 * whole_page * (1 - f1)) * importance).sum() / importance.sum()
