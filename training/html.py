"""Makes cleaner/scoring/html.npz: the net that tells main content from boilerplate in HTML.

    python -m training.html cv --fold-weights FOLDER    # figures by page type, out of fold: half an hour
    python -m training.html ablate --fold 1 --taught 0  # what each group of features is worth
    python -m training.html final                       # the weights, from all pages: eight minutes

Data is read from `--data` (../shared/bench by default): wcxb-dev, news-dev, snippets-dev.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks import words
from benchmarks.data import DATA
from cleaner.scoring import html_features as F
from cleaner.scoring.html import HtmlScorer
from cleaner.scoring.html_features import NAMES
from cleaner.scoring.html_lexicon import NAMES as LEXICON_NAMES
from cleaner.scoring.html_tokens import TOKEN_NAMES
from cleaner.scoring.net import Net, grid
from training.html_data import Known, read, token_stats, word_stats
from training.html_fit import Recipe, Sample, fit, normaliser

Floats = NDArray[np.float64]
WEIGHTS = Path(__file__).resolve().parents[1] / "cleaner" / "scoring" / "html.npz"
# Content from 1/(1 + e^0.7) = .33 on: best out of fold on all three sets once rules and heuristics join.
OFFSET = 45 / 64
FOLDS = 5  # of benchmarks/folds.py
GROUPS: dict[str, tuple[str, ...]] = {
    "the text's own numbers": F.TEXT_NAMES,
    "tags and markup": (*F.MARKUP_NAMES, *(f"tag_{tag}" for tag in F.TAGS), *(f"in_{tag}" for tag in F.AROUND)),
    "place and page": (*F.PLACE_NAMES, *F.PAGE_NAMES),
    "containers": tuple(name for name in NAMES if name.startswith("box")),
    "siblings": F.SIBLING_NAMES,
    "class names": TOKEN_NAMES,
    "words": LEXICON_NAMES,
}
SMALLEST = 3  # sixteenths of log-odds; weaker tokens are left out of the table


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["cv", "ablate", "final"])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--limit", type=int, help="pages of each set, for a quick look")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--channels", type=int, default=Recipe.channels)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--taught", type=float, default=Recipe.taught, help="0 is five times faster")
    parser.add_argument("--plainer", type=float, default=Recipe.plainer, help="share of pages in plainer markup")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--logits", type=Path, help="cv: where to keep each page's scores")
    parser.add_argument("--fold", type=int, action="append", help="cv, ablate: only these folds")
    parser.add_argument("--fold-weights", type=Path, help="cv: folder for html-fold0.npz and so on, for the benchmarks")
    args = parser.parse_args()
    torch.set_num_threads(1)
    pages = list(read(args.data, args.limit))
    recipe = Recipe(
        epochs=args.epochs, channels=args.channels, seed=args.seed, taught=args.taught, plainer=args.plainer
    )
    folds = args.fold or list(range(FOLDS))
    tested = [known for known in pages if known.fold in folds]
    if args.command == "cv":
        logits = cross_validated(pages, recipe, folds, args.fold_weights)
        if args.logits:
            np.savez(args.logits, **{f"{k.kind}/{k.page.id}": x for k, x in zip(tested, logits, strict=True)})
        print("\n".join(report(tested, [x > 0 for x in logits])))
    elif args.command == "ablate":
        for group, names in {"nothing": (), **GROUPS}.items():
            logits = cross_validated(pages, replace(recipe, without=names), folds)
            print(f"without {group}", *report(tested, [x > 0 for x in logits]), sep="\n", flush=True)
    else:
        arrays = weights(pages, recipe)
        np.savez_compressed(args.out, **arrays)
        print(f"{args.out}: {args.out.stat().st_size:,} bytes, version {arrays['version']}")


def cross_validated(
    pages: Sequence[Known], recipe: Recipe, folds: Sequence[int] = tuple(range(FOLDS)), folder: Path | None = None
) -> list[NDArray[np.float64]]:
    """Log-odds for main content of the blocks of each page in some folds, by weights that have not seen its site."""
    found: dict[int, NDArray[np.float64]] = {}
    began = time.time()
    for fold in folds:
        arrays = weights([known for known in pages if known.fold != fold], replace(recipe, seed=recipe.seed + fold))
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(folder / f"html-fold{fold}.npz", **arrays)
        scorer = HtmlScorer.from_arrays(arrays)
        found |= {n: -scorer.score(known.blocks).logit for n, known in enumerate(pages) if known.fold == fold}
        print(f"fold {fold}: {time.time() - began:.0f} s", flush=True)
    return [found[number] for number in sorted(found)]


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
    """Every array of the weights file, learned from all pages and from what other nets say about them."""
    labels = [known.labels for known in pages]
    return learned(pages, softened(pages, recipe) if recipe.taught else labels, recipe)


def softened(pages: Sequence[Known], recipe: Recipe) -> list[Floats]:
    """Labels that are in part what nets say which have not seen the page's site, and wholly so where nothing is known.

    A label is noisy (truths stop early, alignment slips), and such a net's score is what is likely to be
    right about it: knowledge distillation (Hinton, Vinyals and Dean 2015) with teachers out of fold.
    """
    found: list[Floats] = [np.zeros(0)] * len(pages)
    for fold in sorted({known.fold for known in pages}):
        others = [known for known in pages if known.fold != fold]
        teaching = replace(recipe, seed=recipe.seed + 100 + 10 * fold)
        teacher = HtmlScorer.from_arrays(learned(others, [known.labels for known in others], teaching))
        for number, known in enumerate(pages):
            if known.fold == fold:
                said = 1 / (1 + np.exp(teacher.score(known.blocks).logit + OFFSET))
                unknown = said if known.kind == "snippets" else np.nan  # a title on news is neither right nor wrong
                mixed = recipe.taught * said + (1 - recipe.taught) * known.labels
                found[number] = np.where(np.isnan(known.labels), unknown, mixed)
    return found


def learned(pages: Sequence[Known], labels: Sequence[Floats], recipe: Recipe) -> dict[str, Any]:
    """Every array of the weights file, from pages and the labels of their blocks."""
    stats, said = token_stats(pages), word_stats(pages)
    samples = [known.sample(stats, said, label) for known, label in zip(pages, labels, strict=True)]
    normal = normaliser(samples)
    normal[1][[name in recipe.without for name in NAMES]] = 0
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
        x = grid(sample.x.copy(), *normal).astype(np.float32)
        logit = -_logits(net, x)
        gram += x.T.astype(np.float64) @ x
        target += x.T.astype(np.float64) @ (logit - logit.mean())
    share = np.linalg.solve(gram, target).astype(np.float32)
    share[[name.startswith("page_") for name in NAMES]] = 0  # the same for every block: no reason for one of them
    return share


if __name__ == "__main__":
    main()
