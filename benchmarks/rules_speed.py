"""What rules cost as they grow: 20 rules against 2,000, and the shipped ones, on one core.

    python -m benchmarks.rules_speed [--data FOLDER] [--documents 200]

The made-up rules are as varied as the shipped ones (phrases, starts, patterns with words and
gaps, places, guards), with words drawn from the documents themselves, so that they do hit.
Times are the processor's, the best of three rounds over raw renderings of `text-dev` (or the seeds, without it).
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cleaner import Cleaner
from cleaner.ruleset import Rule, RuleReport, RuleSet
from cleaner.ruleset.documents import blocks_of
from cleaner.ruleset.literals import prefilter
from cleaner.settings import Settings
from cleaner.types import Blocks

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3


def texts(data: Path, count: int) -> list[str]:
    """Raw renderings, spread over the set."""
    file = data / "text-dev.jsonl.xz"
    if not file.exists():
        return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    with lzma.open(file, "rt", encoding="utf-8") as rows:
        raw = ["\n".join(row["lines"]) for row in map(json.loads, rows) if row["rendering"].startswith("raw")]
    return raw[:: max(len(raw) // count, 1)]


def made_up(count: int, documents: Sequence[str], seed: int = 7) -> list[Rule]:
    """Rules of every sort over words of the documents, rarer words more often than common ones."""
    words = Counter(re.findall(r"[a-z]{4,12}", " ".join(documents).lower()))
    known = [word for word, number in words.most_common(8_000)[200:]]
    draw = random.Random(seed)
    rules = []
    for number in range(count):
        first, second, third = draw.sample(known, 3)
        patterns: tuple[str, ...] = ()
        phrases: tuple[str, ...] = ()
        sort = number % 4
        if sort == 0:
            phrases = (f"{first} {second}", first, f"{second} {third} {first}")
        elif sort == 1:
            patterns = (rf"^(?:\b{first} {second}\b|\b{third}\b)",)
        elif sort == 2:
            patterns = (rf"\b(?:{first}|{second})\b.{{0,40}}\b{third}\b",)
        else:
            patterns = (rf"^\W*(?:{first}|{second})\s*[:|–-]\s*\S",)
        filters = [prefilter(one) for one in patterns]
        rules.append(
            Rule(
                id=f"bench/made-up/rule-{number}", kind="other", where="bench.yaml:1", pack="bench/made-up",
                why="Made up.",
                patterns=patterns, phrases=phrases,
                literals=tuple(tuple(one) for one, _, _ in filters), leads=tuple(leads for _, leads, _ in filters),
                also=tuple(tuple(one) for _, _, one in filters),
                shape={"words": (0.0, 25.0)}, not_in=("code", "quote"), place=("tail",) if number % 5 == 0 else (),
            )
        )  # fmt: skip
    return rules


def seconds(rules: RuleSet, documents: Sequence[Blocks], settings: Settings) -> tuple[float, int]:
    """Best time over all documents, and lines hit; patterns are compiled before the clock starts."""
    best, hits = float("inf"), 0
    for round_ in range(ROUNDS + 1):
        started = time.process_time()
        hits = sum(len(found.blocks) for blocks in documents for found in rules.find(blocks, settings, RuleReport()))
        if round_:
            best = min(best, time.process_time() - started)
    return best, hits


def whole(rules: RuleSet, raw: Sequence[str]) -> float:
    """Best time of cleaning all texts with these rules, record included."""
    cleaner = Cleaner()
    object.__setattr__(cleaner, "rules", rules)  # the only part that differs
    best = float("inf")
    for round_ in range(ROUNDS + 1):
        started = time.process_time()
        for text in raw:
            cleaner.clean(text, kind="text")
        if round_:
            best = min(best, time.process_time() - started)
    return best


def main() -> None:
    """Print the table and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--documents", type=int, default=200)
    choice = parser.parse_args()
    settings = Settings()
    raw = texts(choice.data, choice.documents)
    documents = [blocks_of(text, "text", settings) for text in raw]
    size = sum(len(text.encode("utf-8", "replace")) for text in raw) / 1e6
    print(f"{len(raw)} documents, {size:.2f} MB\n\n| rules | s / MB | lines hit | to load, ms |\n|---|---|---|---|")
    all_made_up = made_up(2_000, raw)
    took: dict[int, float] = {}
    for count in (20, 200, 2_000):
        started = time.process_time()
        rules = RuleSet(tuple(all_made_up[:count]), "made up")
        load = time.process_time() - started
        took[count], hits = seconds(rules, documents, settings)
        print(f"| {count:,} made up | {took[count] / size:.4f} | {hits} | {load * 1000:.1f} |")
    RuleSet.load(settings)
    started = time.process_time()
    rules = RuleSet.load(settings)
    load = time.process_time() - started
    shipped, hits = seconds(rules, documents, settings)
    print(f"| {len(rules):,} shipped | {shipped / size:.4f} | {hits} | {load * 1000:.1f} |")
    print(f"\nThe rules alone: 2,000 take {took[2_000] / took[20]:.2f} times as long as 20.")
    few, many = (whole(RuleSet(tuple(all_made_up[:count]), "made up"), raw[:60]) for count in (20, 2_000))
    print(f"A whole cleaning: {many / few:.2f} times.")


if __name__ == "__main__":
    main()
