"""Fitting the text net: batches of whole documents, rounding from the first step on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from cleaner.scoring.net import STEP
from training.net_torch import Net, Words, packed
from training.text_data import Document


@dataclass(frozen=True)
class Options:
    """How to train. Set weights multiply the loss of a set's lines."""

    channels: int = 64
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    size: int = 16  # numbers in a word's vector
    epochs: int = 6
    rate: float = 3e-3
    decay: float = 0.02
    dropout: float = 0.1
    word_dropout: float = 0.1
    batch: int = 6000  # lines
    power: float = 0.5  # of a line's visible characters
    seed: int = 0
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "text": 1.0, "news": 8.0, "family": 1.0, "guard": 1.0, "markup": 1.0, "clean": 1.0, "wrapped": 0.5,
        }
    )  # fmt: skip


class TextNet(nn.Module):
    """Features, the mean of a line's words, its first and its last word, read by the net."""

    def __init__(self, features: int, buckets: int, options: Options):
        super().__init__()
        self.words = Words(buckets, options.size)
        self.net = Net(features + 3 * options.size, options.channels, options.dilations, dropout=options.dropout)
        self.word_dropout = options.word_dropout

    def forward(self, batch: Batch) -> Tensor:
        bucket = batch.bucket
        if self.training and self.word_dropout:
            lost = torch.rand(len(bucket)) < self.word_dropout
            bucket = torch.where(lost, torch.zeros_like(bucket), bucket)
        size = self.words.table.shape[1]
        mean = self.words(bucket, batch.offsets)
        table = self.words.rounded()
        some = (batch.offsets[1:] > batch.offsets[:-1]).unsqueeze(1)
        if len(bucket):
            first = table[bucket[batch.offsets[:-1].clamp(max=len(bucket) - 1)]] * some
            last = table[bucket[(batch.offsets[1:] - 1).clamp(min=0)]] * some
        else:
            first = last = torch.zeros(len(batch.place), size)
        x = torch.zeros(len(batch.document), batch.dense.shape[1] + 3 * size)
        x = x.index_copy(0, batch.place, torch.cat([batch.dense, mean, first, last], 1))
        return self.net(x, batch.document, batch.documents)[batch.place]


@dataclass
class Batch:
    """Several documents as tensors."""

    dense: Tensor
    bucket: Tensor
    offsets: Tensor
    place: Tensor
    document: Tensor
    documents: int


def batch_of(documents: Sequence[Document]) -> Batch:
    place, document = packed([len(d.at) for d in documents])
    count = np.concatenate([d.count for d in documents])
    return Batch(
        dense=torch.from_numpy(np.concatenate([d.dense for d in documents])).float() / STEP,
        bucket=torch.from_numpy(np.concatenate([d.bucket for d in documents]).astype(np.int64)),
        offsets=torch.from_numpy(np.concatenate([[0], np.cumsum(count)])),
        place=torch.from_numpy(place),
        document=torch.from_numpy(document),
        documents=len(documents),
    )


def batches(documents: Sequence[Document], lines: int, order: NDArray[np.int64]) -> list[list[int]]:
    """Numbers of documents, in the given order, about `lines` lines a batch."""
    found: list[list[int]] = [[]]
    total = 0
    for number in order.tolist():
        if total >= lines:
            found.append([])
            total = 0
        found[-1].append(number)
        total += len(documents[number].at)
    return found


def fit(documents: Sequence[Document], buckets: int, options: Options, say: bool = True) -> TextNet:
    """Train on all documents given."""
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    model = TextNet(documents[0].dense.shape[1], buckets, options)
    words = [p for n, p in model.named_parameters() if n.startswith("words")]
    others = [p for n, p in model.named_parameters() if not n.startswith("words")]
    optimiser = torch.optim.AdamW(
        [{"params": others, "weight_decay": options.decay}, {"params": words, "weight_decay": options.decay}],
        lr=options.rate, betas=(0.9, 0.98),
    )  # fmt: skip
    weight = [_weights(d, options) for d in documents]
    mean_weight = float(np.mean(np.concatenate(weight)))
    steps = len(batches(documents, options.batch, np.arange(len(documents)))) * options.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, total_steps=steps + options.epochs, pct_start=0.15)
    for epoch in range(options.epochs):
        begun, losses = time.time(), []
        model.train()
        for numbers in batches(documents, options.batch, rng.permutation(len(documents))):
            chosen = [documents[n] for n in numbers]
            logit = model(batch_of(chosen))
            target = torch.from_numpy(np.concatenate([d.target for d in chosen]).astype(np.float32))
            w = torch.from_numpy(np.concatenate([weight[n] for n in numbers]).astype(np.float32))
            loss = (functional.binary_cross_entropy_with_logits(logit, target.clamp(min=0), reduction="none") * w).sum()
            loss = loss / (mean_weight * len(w))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            if schedule.last_epoch < steps:
                schedule.step()
            losses.append(loss.item())
        if say:
            print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.time() - begun:.0f} s", flush=True)
    return model


def _weights(document: Document, options: Options) -> NDArray[np.float64]:
    weight = np.where(document.target >= 0, document.visible.astype(np.float64) ** options.power, 0.0)
    return weight * options.weights.get(document.set, 0.0)


def predict(model: TextNet, documents: Sequence[Document]) -> list[NDArray[np.float64]]:
    """Logits of boilerplate for each document's lines."""
    model.eval()
    found: list[NDArray[np.float64]] = [np.zeros(0)] * len(documents)
    with torch.no_grad():
        for numbers in batches(documents, 20000, np.arange(len(documents))):
            chosen = [documents[n] for n in numbers]
            logit = model(batch_of(chosen)).double().numpy()
            edges = np.cumsum([len(d.at) for d in chosen])[:-1]
            for n, part in zip(numbers, np.split(logit, edges), strict=True):
                found[n] = part
    return found
