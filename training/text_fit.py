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

THRESHOLD, SOFTNESS = 1.0, 0.7  # log-odds at which a line goes, and how sharply, for the loss of whole documents
ALLOWED = 0.05  # share of its main text that a document may lose without a penalty


@dataclass(frozen=True)
class Options:
    """How to train. Set weights multiply the loss of a set's lines."""

    channels: int = 64
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    size: int = 16  # numbers in a word's vector
    epochs: int = 4
    rate: float = 3e-3
    decay: float = 0.05
    dropout: float = 0.1
    smooth: float = 0.02  # of labels, a few percent of which are wrong
    word_dropout: float = 0.1
    batch: int = 6000  # lines
    power: float = 0.5  # of a line's visible characters
    care: float = 2.0  # weight of newspapers' main lines beside their clutter, whose labels no teacher doubts
    loss_of_text: float = 0.5  # weight of the share of its main text that a document would lose
    seed: int = 0
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "text": 1.0, "news": 8.0, "family": 2.5, "guard": 1.5, "markup": 1.0, "clean": 1.5, "wrapped": 0.5,
            "markdown": 0.5,
        }
    )  # fmt: skip


class TextNet(nn.Module):
    """Features, the mean of a line's words, its first and its last word, read by the net."""

    def __init__(self, features: int, buckets: int, options: Options):
        super().__init__()
        self.words = Words(buckets, options.size)
        self.net = Net(features + 3 * options.size, options.channels, options.dilations, dropout=options.dropout)
        self.word_dropout = options.word_dropout

    def inputs(self, batch: Batch) -> Tensor:
        """What the net reads of every line: (lines, inputs)."""
        bucket, last = batch.bucket, batch.last
        first = bucket[batch.offsets[:-1].clamp(max=len(bucket) - 1)] if len(bucket) else last.clamp(min=0)
        if self.training and self.word_dropout:
            bucket, last, first = (self.lose(part) for part in (bucket, last, first))
        some = (batch.offsets[1:] > batch.offsets[:-1]).unsqueeze(1)
        table = self.words.rounded()
        parts = [batch.dense, self.words(bucket, batch.offsets), table[first] * some, table[last.clamp(min=0)] * some]
        return torch.cat(parts, 1)

    def lose(self, bucket: Tensor) -> Tensor:
        """Some words taken for strangers, so that the net does not lean on them."""
        return torch.where(torch.rand(len(bucket)) < self.word_dropout, torch.zeros_like(bucket), bucket)

    def forward(self, batch: Batch) -> Tensor:
        found = self.inputs(batch)
        x = torch.zeros(len(batch.document), found.shape[1]).index_copy(0, batch.place, found)
        return self.net(x, batch.document, batch.documents)[batch.place]


@dataclass
class Batch:
    """Several documents as tensors."""

    dense: Tensor
    bucket: Tensor
    last: Tensor
    offsets: Tensor
    place: Tensor
    document: Tensor
    documents: int


def batch_of(documents: Sequence[Document]) -> Batch:
    """Documents one behind the other."""
    place, document = packed([len(d.at) for d in documents])
    count = np.concatenate([d.count for d in documents])
    return Batch(
        dense=torch.from_numpy(np.concatenate([d.dense for d in documents])).float() / STEP,
        bucket=torch.from_numpy(np.concatenate([d.bucket for d in documents]).astype(np.int64)),
        last=torch.from_numpy(np.concatenate([d.last for d in documents]).astype(np.int64)),
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


def members(seed: int = 0) -> list[Options]:
    """The nets that are averaged: a wide one trained long, a narrow one trained short and against overconfidence.

    Taught by teachers the wide one is as good by itself on the development data; beside it the narrow one
    keeps sentences at the edges of short texts, which such data hardly has.
    """
    plain = dict.fromkeys(Options().weights, 1.0) | {"news": 8.0, "family": 2.5, "wrapped": 0.5, "markdown": 0.5}
    return [
        Options(
            channels=80, epochs=6, dropout=0.05, word_dropout=0.4, smooth=0.0, decay=0.02, seed=seed, weights=plain,
        ),
        Options(channels=48, epochs=4, seed=seed + 1),
    ]  # fmt: skip


def fit(
    documents: Sequence[Document],
    buckets: int,
    options: Options,
    labels: Sequence[NDArray[np.float32]] | None = None,
    say: bool = True,
) -> TextNet:
    """Train on all documents given.

    labels: how far each line is boilerplate, (m,) for each document, below 0 where nothing is known; the
    documents' own unless given.
    """
    known = [d.learned().astype(np.float32) for d in documents] if labels is None else labels
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    model = TextNet(documents[0].dense.shape[1], buckets, options)
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=options.decay)
    weight = [_weights(d, label, options) for d, label in zip(documents, known, strict=True)]
    mean_weight = float(np.mean(np.concatenate(weight)))
    steps = len(batches(documents, options.batch, np.arange(len(documents)))) * options.epochs
    total = steps + options.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, total_steps=total, pct_start=0.15)
    for epoch in range(options.epochs):
        begun, losses = time.time(), []
        model.train()
        for numbers in batches(documents, options.batch, rng.permutation(len(documents))):
            chosen = [documents[n] for n in numbers]
            logit = model(batch_of(chosen))
            target = torch.from_numpy(np.concatenate([d.learned() for d in chosen]).astype(np.float32))
            w = torch.from_numpy(np.concatenate([weight[n] for n in numbers]).astype(np.float32))
            label = torch.from_numpy(np.concatenate([known[n] for n in numbers]))
            soft = label.clamp(min=0) * (1 - 2 * options.smooth) + options.smooth
            loss = (functional.binary_cross_entropy_with_logits(logit, soft, reduction="none") * w).sum()
            loss = loss / (mean_weight * len(w)) + options.loss_of_text * lost_share(logit, target, chosen)
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


def lost_share(logit: Tensor, target: Tensor, documents: Sequence[Document]) -> Tensor:
    """Mean over documents of the share of main text beyond ALLOWED that would go at the usual threshold.

    Lines alone, summed up, leave the damage to few documents that lose most of their text; one
    threshold at 2 % damage took a fifth from 3.7 % of the texts of a fold without this, from 1.5 % with it.
    """
    owner = torch.from_numpy(np.repeat(np.arange(len(documents)), [len(d.at) for d in documents]))
    visible = torch.from_numpy(np.concatenate([d.visible for d in documents]).astype(np.float32))
    main = visible * (target == 0)
    nothing = torch.zeros(len(documents))
    total = nothing.index_add(0, owner, main)
    gone = nothing.index_add(0, owner, main * torch.sigmoid((logit - THRESHOLD) / SOFTNESS))
    real = torch.tensor([1.0 if d.set in ("text", "news", "markdown") else 0.5 for d in documents])
    return (torch.relu(gone / total.clamp_min(1) - ALLOWED) * real * (total > 0)).mean()


def _weights(document: Document, label: NDArray[np.float32], options: Options) -> NDArray[np.float64]:
    weight = np.where(label >= 0, document.visible.astype(np.float64) ** options.power, 0.0)
    if document.set == "news":
        weight[label < 0.5] *= options.care
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
