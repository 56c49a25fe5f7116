"""Fits the quality estimate of pages (cleaner/scoring/quality.py) and shows how well it is calibrated.

    python -m training.html cv --logits cv.npz
    python -m training.html_quality cv.npz

Scores are out of fold, and so is each estimate: a model fitted on the other folds.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import words
from benchmarks.data import DATA
from cleaner import Cleaner
from cleaner.decide import decide
from cleaner.pipeline import gather
from cleaner.ruleset import RuleReport
from cleaner.scoring import policy
from cleaner.scoring.quality import GOOD, NAMES, page_numbers
from cleaner.scoring.scores import Scores
from cleaner.types import Verdicts
from training.html import report
from training.html_data import Known, read

Floats = NDArray[np.float64]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("logits", type=Path, help="of `python -m training.html cv --logits`")
    parser.add_argument("--data", type=Path, default=DATA)
    args = parser.parse_args()
    with np.load(args.logits) as stored:
        pages = list(read(args.data))
        run(pages, [stored[f"{known.kind}/{known.page.id}"] for known in pages])


def run(pages: Sequence[Known], logits: Sequence[Floats]) -> None:
    """Print figures with rules and heuristics in, the curve, and the model's numbers."""
    cleaner = Cleaner()
    verdicts = [_verdicts(known, logit, cleaner) for known, logit in zip(pages, logits, strict=True)]
    print("\n".join(report(pages, [v.keep for v in verdicts])))
    some = [(k, v) for k, v in zip(pages, verdicts, strict=True) if k.kind != "snippets" and v.keep.any()]
    x = np.array([page_numbers(known.blocks, v) for known, v in some])
    f1 = np.array([_f1(known, v) for known, v in some])
    folds = np.array([known.fold for known, _ in some])
    good = f1 >= GOOD
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = (x - mean) / scale
    chance = np.zeros(len(good))
    for fold in range(5):
        model = LogisticRegression(C=1.0).fit(z[folds != fold], good[folds != fold])
        chance[folds == fold] = model.predict_proba(z[folds == fold])[:, 1]
    base = float(np.mean((good - good.mean()) ** 2))
    print(f"\ngood pages (F1 >= {GOOD}): {good.mean():.1%} of {len(good)}")
    print(f"Brier score {np.mean((chance - good) ** 2):.4f} (always the mean: {base:.4f})")
    print("estimate     pages  mean estimate  good   mean F1")
    for low, high in zip(np.arange(0, 1, 0.1), np.arange(0.1, 1.1, 0.1), strict=True):
        at = (chance >= low) & (chance < high + (high > 0.99))
        if at.any():
            means = f"{chance[at].mean():12.2f} {good[at].mean():8.2f} {f1[at].mean():8.3f}"
            print(f"{low:.1f} – {high:.1f}   {at.sum():6} {means}")
    model = LogisticRegression(C=1.0).fit(z, good)
    for name, values in (("MEAN", mean), ("SCALE", scale), ("WEIGHTS", model.coef_[0])):
        print(f"{name} = np.array([{', '.join(f'{value:.4f}' for value in values)}])")
    print(f"BIAS = {model.intercept_[0]:.4f}")
    for name, weight in sorted(zip(NAMES, model.coef_[0], strict=True), key=lambda pair: -abs(pair[1])):
        print(f"{name:16} {weight:+.2f}")


def _verdicts(known: Known, logit: Floats, cleaner: Cleaner) -> Verdicts:
    score = Scores(-logit, "score:html", lambda at: [""] * len(at))
    evidence = [*gather(known.blocks, cleaner, RuleReport()), *score.evidence()]
    return decide(known.blocks, evidence, cleaner.settings, policy.thresholds(-logit, known.blocks))


def _f1(known: Known, verdicts: Verdicts) -> float:
    text = "".join(known.blocks.raw(index) for index in np.flatnonzero(verdicts.keep))
    return words.score(text, known.page, with_title=known.kind == "news").f1


if __name__ == "__main__":
    main()
