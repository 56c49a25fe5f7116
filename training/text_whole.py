"""The figures of the whole pipeline on plain text, out of fold: rules and heuristics with scores from other sites.

Run     python -m training.text_whole --data ../shared/bench --scratch /tmp/text [--favor recall] [--rules-only]
        after `python -m training.text --scratch /tmp/text --only validate`.
        --json FILE puts the figures into FILE, beside those of other settings: `benchmarks chart` draws them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import data, family, guard
from benchmarks.data import DATA, Text
from cleaner.decide import decide
from cleaner.pipeline import Cleaner, gather
from cleaner.ruleset import RuleReport
from cleaner.scoring import policy
from cleaner.scoring.scores import Scores
from cleaner.scoring.text_settle import settled
from cleaner.settings import Favor, Settings
from training import text_data, text_eval, text_markdown
from training.text import load, out_of_fold
from training.text_data import Document

Key = tuple[str, str]  # set and id of a document
Floats = NDArray[np.float64]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--favor", choices=tuple(policy.TEXT), default="balanced")
    parser.add_argument("--rules-only", action="store_true", help="without the learned score")
    parser.add_argument("--json", type=Path, help="figures of all settings that were run, for `benchmarks chart`")
    chosen = parser.parse_args()
    scores = {} if chosen.rules_only else out_of_fold(chosen.scratch)
    every = load(chosen.data, chosen.scratch)["documents"]
    documents, gone = removed(every, scores, texts_of(chosen.data), chosen.favor, chosen.rules_only)
    print(text_eval.table(documents, gone))
    if chosen.json:
        figures = {row: found for row in text_eval.ROWS if (found := text_eval.figures(documents, gone, row))}
        store(chosen.json, "rules-only" if chosen.rules_only else chosen.favor, figures)


def removed(
    documents: Sequence[Document],
    scores: Mapping[Key, Floats],
    texts: Mapping[Key, Text],
    favor: Favor,
    rules_only: bool = False,
) -> tuple[list[Document], list[NDArray[np.bool_]]]:
    """The documents with scores and texts, and which of their lines the whole pipeline takes with those scores."""
    cleaner = Cleaner(Settings(favor=favor))
    measured, gone = [], []
    for document in documents:
        key = document.set, document.id
        if key not in texts or not (rules_only or key in scores):
            continue
        blocks = text_data.blocks_of(texts[key])
        report, thresholds = RuleReport(), None
        evidence = list(gather(blocks, cleaner, report))
        if not rules_only:
            logit = np.zeros(len(blocks))
            logit[document.at] = scores[key]
            logit = settled(blocks, logit)
            evidence += Scores(logit, "score:text", lambda indices: [""] * len(indices)).evidence()
            thresholds = policy.thresholds(logit, blocks, favor, report.told)
        verdicts = decide(blocks, evidence, cleaner.settings, thresholds)
        measured.append(document)
        gone.append(~verdicts.keep[document.at])
    return measured, gone


def store(file: Path, setting: str, figures: dict[str, dict[str, float]]) -> None:
    """Figures of one setting into a file that may hold those of others: {setting: {row: {figure: percent}}}."""
    held = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    rounded = {row: {name: round(value, 2) for name, value in found.items()} for row, found in figures.items()}
    file.write_text(json.dumps(held | {setting: rounded}, indent=1) + "\n", encoding="utf-8")


def texts_of(folder: Path) -> dict[tuple[str, str], Text]:
    """The texts that are measured, by set and id, as training/text.py draws them."""
    found = {("text", text.id): text for text in data.texts("text", folder)}
    found |= {("news", text.id): text for text in data.texts("news-text", folder)}
    found |= {("family-eval", text.id): text for text in family.documents(folder, 1500, 1)}
    found |= {("guard-eval", text.id): text for text in guard.documents(folder, 1)}
    found |= {("markup", text.id): text for text in guard.from_markup(folder)}
    found |= {("markdown", text.id): text for text in text_markdown.documents(folder, 11)}
    return found | {("clean", text.id): text for text in text_data.clean_texts(folder)}


if __name__ == "__main__":
    main()
