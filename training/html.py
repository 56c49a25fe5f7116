"""Makes cleaner/scoring/html.npz: the net that tells main content from boilerplate in HTML.

    python -m training.html cv --fold-weights FOLDER    # figures by page type, out of fold
    python -m training.html final                       # the weights, from all pages

Data is read from `--data` (../shared/bench by default): wcxb-dev, news-dev, snippets-dev.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks import words
from benchmarks.data import DATA
from cleaner.scoring.html import HtmlScorer
from cleaner.scoring.html_features import NAMES
from cleaner.scoring.net import Net, grid
from training.html_data import Known, read, token_stats, word_stats
from training.html_fit import Recipe, Sample, fit, normaliser

WEIGHTS = Path(__file__).resolve().parents[1] / "cleaner" / "scoring" / "html.npz"
# Content from 1/(1 + e^0.7) = .33 on: best out of fold on all three sets once rules and heuristics join.
OFFSET = 45 / 64
FOLDS = 5  # of benchmarks/folds.py
SMALLEST = 3  # sixteenths of log-odds; weaker tokens are left out of the table


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["cv", "final"])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--limit", type=int, help="pages of each set, for a quick look")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--channels", type=int, default=Recipe.channels)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--logits", type=Path, help="cv: where to keep each page's scores")
    parser.add_argument("--fold", type=int, action="append", help="cv: only these folds, to try an idea")
    parser.add_argument("--without", nargs="*", default=(), help="features left out, by how their names begin")
    parser.add_argument("--fold-weights", type=Path, help="cv: folder for html-fold0.npz and so on, for the benchmarks")
    args = parser.parse_args()
    torch.set_num_threads(1)
    pages = list(read(args.data, args.limit))
    recipe = Recipe(epochs=args.epochs, channels=args.channels, seed=args.seed, without=tuple(args.without))
    if args.command == "cv":
        folds = args.fold or range(FOLDS)
        logits = cross_validated(pages, recipe, folds, args.fold_weights)
        pages, logits = zip(*((k, x) for k, x in zip(pages, logits, strict=True) if k.fold in folds), strict=True)
        if args.logits:
            np.savez(args.logits, **{f"{k.kind}/{k.page.id}": x for k, x in zip(pages, logits, strict=True)})
        print("\n".join(report(pages, [x > 0 for x in logits])))
    else:
        arrays = weights(pages, recipe)
        np.savez_compressed(args.out, **arrays)
        print(f"{args.out}: {args.out.stat().st_size:,} bytes, version {arrays['version']}")


def cross_validated(
    pages: Sequence[Known], recipe: Recipe, folds: Iterable[int] = range(FOLDS), folder: Path | None = None
) -> list[NDArray[np.float64]]:
    """Log-odds for main content of each page's blocks, by weights that have seen no page of its site."""
    found: list[NDArray[np.float64]] = [np.zeros(0)] * len(pages)
    began = time.time()
    for fold in folds:
        arrays = weights([known for known in pages if known.fold != fold], replace(recipe, seed=recipe.seed + fold))
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(folder / f"html-fold{fold}.npz", **arrays)
        scorer = HtmlScorer.from_arrays(arrays)
        for number, known in enumerate(pages):
            if known.fold == fold:
                found[number] = -scorer.score(known.blocks).logit
        print(f"fold {fold}: {time.time() - began:.0f} s", flush=True)
    return found


def report(pages: Sequence[Known], keep: Sequence[NDArray[np.bool_]]) -> list[str]:
    """Word F1, precision and recall by set and page type, and F1 over snippets."""
    groups: dict[str, list[words.Score]] = {}
    counts = np.zeros(4)
    for known, kept in zip(pages, keep, strict=True):
        text = "".join(known.blocks.raw(index) for index in np.flatnonzero(kept))
        if known.kind == "snippets":
            found = words.snippets(text, known.page)
            counts += (found.kept, found.lost, found.left, found.dropped)
            continue
        score = words.score(text, known.page, with_title=known.kind == "news")
        language = known.page.language if known.page.language in ("en", "de") else "other"
        kind = known.page.page_type if known.kind == "wcxb" else language
        for group in (known.kind, f"{known.kind} {kind}"):
            groups.setdefault(group, []).append(score)
    lines = [f"{'':22} pages    F1  precision  recall"]
    for group, scores in sorted(groups.items()):
        f1, precision, recall = np.mean([(s.f1, s.precision, s.recall) for s in scores], axis=0)
        lines.append(f"{group:22} {len(scores):5} {f1:.4f}   {precision:.4f}  {recall:.4f}")
    kept, lost, left, _ = counts
    if kept:
        precision, recall = kept / (kept + left), kept / (kept + lost)
        f1 = 2 * precision * recall / (precision + recall)
        lines.append(f"{'snippets':22} {'':5} {f1:.4f}   {precision:.4f}  {recall:.4f}")
    return lines


def weights(pages: Sequence[Known], recipe: Recipe) -> dict[str, Any]:
    """Every array of the weights file, learned from all pages."""
    stats, said = token_stats(pages), word_stats(pages)
    samples = [known.sample(stats, said) for known in pages]
    normal = normaliser(samples)
    normal[1][[name.startswith(recipe.without) for name in NAMES]] = 0
    exported = fit(samples, recipe, normal).export()
    table = {token: value for token, value in stats.table().items() if abs(value) >= SMALLEST}
    arrays: dict[str, Any] = {
        **exported,
        "mean": normal[0],
        "scale": normal[1],
        "token_names": np.frombuffer("\n".join(sorted(table)).encode(), dtype=np.uint8),
        "token_scores": np.array([table[token] for token in sorted(table)], dtype=np.int8),
        "word_hashes": said.arrays()[0],
        "word_scores": said.arrays()[1],
        "share": _shares(Net.from_arrays(exported), samples, normal),
        "offset": np.float64(OFFSET),
        "features": np.frombuffer("\n".join(NAMES).encode(), dtype=np.uint8),
    }
    digest = hashlib.sha256(b"".join(key.encode() + np.asarray(arrays[key]).tobytes() for key in sorted(arrays)))
    arrays["version"] = np.array(digest.hexdigest()[:12])
    return arrays


def _logits(net: Net, x: NDArray[np.float32]) -> NDArray[np.float64]:
    return net.logits(len(x), lambda start, end: x[start:end])


def _shares(net: Net, samples: Sequence[Sample], normal: tuple[Any, Any]) -> NDArray[np.float32]:
    """Ridge regression of the net's log-odds for boilerplate on its inputs: which features carry a score."""
    size = len(NAMES)
    gram, target = np.eye(size) * 1e6, np.zeros(size)
    for sample in samples:
        x = grid(sample.x, *normal).astype(np.float32)
        logit = -_logits(net, x)
        gram += x.T.astype(np.float64) @ x
        target += x.T.astype(np.float64) @ (logit - logit.mean())
    share = np.linalg.solve(gram, target).astype(np.float32)
    share[[name.startswith("page_") for name in NAMES]] = 0  # the same for every block: no reason for one of them
    return share


if __name__ == "__main__":
    main()
