"""Make cleaner/scoring/text.npz: cross-validation for the figures, then the weights from all the data.

Run     python -m training.text --data ../shared/bench --scratch /tmp/text
        One core, about an hour; `--fold 0` alone takes three minutes behind the teachers' twenty, which come first.
Writes  scratch/dataset.pkl and scratch/teachers.pkl (read again when they are there), scratch/oof-*.pkl
        (log-odds of every line from nets that never saw its site), the table of figures, and the weights;
        with --fold-weights those of each fold, so that benchmarks can measure the whole tool on sites that
        its weights never saw.
"""

from __future__ import annotations

import argparse
import pickle
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks import family, guard
from benchmarks.data import DATA, Text
from cleaner import heuristics
from cleaner.pipeline import Cleaner
from cleaner.scoring import policy
from cleaner.scoring.net import STEP
from cleaner.scoring.text import SURROGATE_STEP
from cleaner.scoring.text_heard import mark
from cleaner.scoring.tokens import SHAPES, Vocabulary
from training import text_data, text_eval, text_teachers, text_titles
from training.text_fit import TextNet, batch_of, fit, members, predict

FOLDS = 5
VERSION = "1.3.0"
TRAINED = ("text", "news", "family", "guard", "markup", "clean", "wrapped", "markdown")
HELD_OUT = ("family-eval", "guard-eval")  # other draws of the same generators
OUT = Path(__file__).resolve().parents[1] / "cleaner" / "scoring" / "text.npz"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--fold-weights", type=Path, help="folder for text-fold0.npz … (benchmarks --fold-weights)")
    parser.add_argument("--fold", type=int, action="append", help="only these folds, and no weights")
    parser.add_argument("--member", type=int, action="append", help="only these of the averaged nets")
    parser.add_argument("--only", choices=("validate", "train", "table"), help="one of the steps alone")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    chosen.scratch.mkdir(parents=True, exist_ok=True)
    dataset = load(chosen.data, chosen.scratch)
    if chosen.only != "table":
        dataset["opinions"] = text_teachers.load(chosen.data, chosen.scratch)
    numbers = chosen.member or list(range(len(members())))
    if chosen.only in (None, "validate"):
        for number in numbers:
            for fold in chosen.fold or range(FOLDS):
                validate(dataset, number, fold, chosen.scratch)
    if chosen.fold_weights:
        chosen.fold_weights.mkdir(parents=True, exist_ok=True)
        for fold in chosen.fold or range(FOLDS):
            paths = [chosen.scratch / f"fold-{number}-{fold}.pt" for number in range(len(members()))]
            seen = [d for d in dataset["documents"] if d.set in TRAINED and d.fold != fold]
            write(dataset, paths, seen, chosen.fold_weights / f"text-fold{fold}.npz")
    if chosen.only in (None, "validate", "table"):
        print(table(dataset, chosen.scratch))
    if chosen.only in (None, "train") and not chosen.fold:
        train(dataset, numbers, chosen.scratch, chosen.out)


def load(folder: Path, scratch: Path) -> dict[str, Any]:
    """Documents as arrays, vocabulary and scaling; from the scratch folder where they are there."""
    path = scratch / "dataset.pkl"
    if not path.exists():
        with path.open("wb") as file:
            pickle.dump(build(folder), file, protocol=5)
    with path.open("rb") as file:
        found: dict[str, Any] = pickle.load(file)
    return found


def build(folder: Path) -> dict[str, Any]:
    """Everything that training and figures need."""
    texts = text_data.collect(folder, TRAINED, seed=11)
    texts += [("family-eval", text) for text in family.documents(folder, 1500, 1)]
    texts += [("guard-eval", text) for text in guard.documents(folder, 1)]
    every = [(name, text, text_data.blocks_of(text)) for name, text in texts]
    every = [entry for entry in every if bool((entry[2].columns.visible > 0).any())]
    hashes = text_data.vocabulary([entry for entry in every if entry[0] in ("text", "news", "clean")])
    known, cleaner = Vocabulary.from_hashes(hashes), Cleaner()
    some = [blocks for name, _, blocks in every if name in ("text", "news", "family", "clean")]
    sample = random.Random(0).sample(some, min(900, len(some)))
    mean, scale = text_data.scaling([text_data.raw_features(blocks, known, cleaner)[0] for blocks in sample])
    titles = text_titles.headings(folder)
    documents = [
        text_data.document(name, text, blocks, known, cleaner, mean, scale, _title(name, text, titles))
        for name, text, blocks in every
    ]
    told = [rule.id for rule in cleaner.rules.rules] + [heuristic.ID for heuristic in heuristics.load()]
    marks = np.array(sorted(map(mark, told)), dtype=np.uint32)
    return {"vocabulary": hashes, "mean": mean, "scale": scale, "told": marks, "documents": documents}


def _title(name: str, text: Text, titles: dict[tuple[str, str], str]) -> int:
    """The line of a rendering that is its page's title, -1 for none."""
    if name not in ("text", "news", "markdown"):
        return -1
    heading = titles.get(("wcxb", text.page)) or titles.get(("news", text.page))
    return text_titles.title_line(text, heading) if heading else -1


def validate(dataset: dict[str, Any], number: int, fold: int, scratch: Path) -> None:
    """Train one member without a fold and write its log-odds for the fold's documents."""
    path = scratch / f"oof-{number}-{fold}.pkl"
    if path.exists():
        return
    documents = dataset["documents"]
    training = [d for d in documents if d.fold != fold and d.set in TRAINED]
    held = [d for d in documents if d.fold == fold and d.set not in ("family", "guard")]
    print(f"member {number}, fold {fold}: {len(training)} documents")
    labels = text_teachers.taught(training, dataset["opinions"], fold)
    model = fit(training, SHAPES + len(dataset["vocabulary"]), members()[number], labels)
    torch.save(model.state_dict(), scratch / f"fold-{number}-{fold}.pt")
    found = {(d.set, d.id): logit.astype(np.float32) for d, logit in zip(held, predict(model, held), strict=True)}
    path.write_bytes(pickle.dumps(found))


def out_of_fold(scratch: Path) -> dict[tuple[str, str], NDArray[np.float64]]:
    """Mean log-odds of the members for every document that all of them have."""
    parts: dict[int, dict[tuple[str, str], NDArray[np.float64]]] = {}
    for path in sorted(scratch.glob("oof-*.pkl")):
        parts.setdefault(int(path.stem.split("-")[1]), {}).update(pickle.loads(path.read_bytes()))
    keys = set.intersection(*(set(part) for part in parts.values()))
    return {key: sum(part[key].astype(np.float64) for part in parts.values()) / len(parts) for key in keys}


def table(dataset: dict[str, Any], scratch: Path) -> str:
    """The figures out of fold at each setting of `favor`, the learned score alone."""
    found = out_of_fold(scratch)
    documents = [d for d in dataset["documents"] if (d.set, d.id) in found]
    parts = []
    for favor, threshold in policy.TEXT.items():
        removed = []
        for d in documents:
            logit = found[d.set, d.id]
            removed.append(logit > policy.of_lines(logit, d.visible, d.words, threshold))
        parts.append(f"favor {favor}\n\n{text_eval.table(documents, removed)}\n")
    return "\n".join(parts)


def train(dataset: dict[str, Any], numbers: list[int], scratch: Path, out: Path) -> None:
    """The weights from all documents; members trained before are read from the scratch folder."""
    documents = [d for d in dataset["documents"] if d.set in TRAINED]
    buckets = SHAPES + len(dataset["vocabulary"])
    paths: list[Path] = []
    for number, options in enumerate(members()):
        paths.append(scratch / f"model-{number}.pt")
        if not paths[-1].exists():
            if number not in numbers:
                return
            labels = text_teachers.taught(documents, dataset["opinions"], None)
            torch.save(fit(documents, buckets, options, labels).state_dict(), paths[-1])
    write(dataset, paths, documents, out)


def write(dataset: dict[str, Any], paths: list[Path], documents: list[text_data.Document], out: Path) -> None:
    """The weights file of members that were trained before; `documents` are for the explanations' linear copy."""
    models = []
    for path, options in zip(paths, members(), strict=True):
        model = TextNet(documents[0].dense.shape[1], SHAPES + len(dataset["vocabulary"]), options)
        model.load_state_dict(torch.load(path))
        models.append(model)
    arrays: dict[str, Any] = {
        "version": np.array(VERSION),
        "members": np.array(len(models)),
        "vocabulary": dataset["vocabulary"],
        "mean": dataset["mean"],
        "scale": dataset["scale"],
        "told": dataset["told"],
        "surrogate": surrogate(models, documents),
    }
    for number, model in enumerate(models):
        arrays |= model.net.export(f"{number}_net_") | {f"{number}_words": model.words.export()}
    np.savez_compressed(out, **arrays)
    print(f"{out}: {out.stat().st_size:,} bytes")


def surrogate(models: list[TextNet], documents: list[text_data.Document]) -> NDArray[np.int32]:
    """The best linear copy of the members' mean, over features and mean words; for explanations only."""
    some = random.Random(0).sample(documents, min(600, len(documents)))
    target = np.concatenate([np.mean(both, axis=0) for both in zip(*(predict(m, some) for m in models), strict=True)])
    wide = some[0].dense.shape[1]
    parts = [np.concatenate([d.dense for d in some]).astype(np.float64)]
    with torch.no_grad():
        for model in models:
            size = model.words.table.shape[1]
            rows = [model.inputs(batch_of([d]))[:, wide : wide + size] for d in some]
            parts.append(torch.cat(rows).double().numpy() * STEP)
    x = np.concatenate([*parts, np.ones((len(target), 1))], axis=1)
    weights = np.linalg.solve(x.T @ x + 1e4 * np.eye(x.shape[1]), x.T @ target)
    left = float(((target - x @ weights) ** 2).sum() / ((target - target.mean()) ** 2).sum())
    print(f"the linear copy leaves {left:.0%} of the variance")
    return np.rint(weights[:-1] * SURROGATE_STEP).astype(np.int32)


if __name__ == "__main__":
    main()
