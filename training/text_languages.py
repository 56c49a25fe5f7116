"""How newspapers in other languages are cleaned by nets that were trained on English alone.

Run     python -m training.text_languages --data ../shared/bench --scratch /tmp/text
        after `python -m training.text --scratch /tmp/text --only validate`; five minutes on one core.
Prints  the whole pipeline's figures twice: with nets that are not told what rules and heuristics said
        (scoring/text_heard.py), and with nets that are. Rules and heuristics are heard in both.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.data import DATA
from cleaner.scoring.text_heard import NAMES
from cleaner.scoring.tokens import SHAPES
from training import text_eval
from training.text import TRAINED, load
from training.text_data import Document
from training.text_fit import fit, members, predict
from training.text_whole import removed, texts_of

ENGLISH = ("en", "")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--scratch", type=Path, required=True)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    dataset = load(chosen.data, chosen.scratch)
    buckets = SHAPES + len(dataset["vocabulary"])
    for name, documents in (("not told", [_deaf(d) for d in dataset["documents"]]), ("told", dataset["documents"])):
        seen = [d for d in documents if d.set in TRAINED and d.language in ENGLISH]
        others = [d for d in documents if d.set == "news" and d.language not in ENGLISH]
        scores = dict(zip(((d.set, d.id) for d in others), _mean_logits(seen, others, buckets), strict=True))
        measured, gone = removed(others, scores, texts_of(chosen.data), "balanced")
        print(f"{name} what rules and heuristics said\n\n{text_eval.table(measured, gone)}\n", flush=True)


def _deaf(document: Document) -> Document:
    """The document without what rules and heuristics said of its lines, which are the last features."""
    dense = document.dense.copy()
    dense[:, -len(NAMES) :] = 0
    return replace(document, dense=dense)


def _mean_logits(seen: Sequence[Document], others: Sequence[Document], buckets: int) -> list[NDArray[np.float64]]:
    each = [predict(fit(seen, buckets, options, say=False), others) for options in members()]
    return [np.mean(both, axis=0) for both in zip(*each, strict=True)]


if __name__ == "__main__":
    main()
