"""What rules do on a corpus: hits, precision against labels, share of clutter, overlaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from cleaner.errors import SettingsError
from cleaner.ruleset import RuleReport, RuleSet
from cleaner.ruleset.documents import blocks_of
from cleaner.segment.text import by_block
from cleaner.settings import Settings
from cleaner.types import Evidence

UNSURE = -1


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document and, where there are labels, one for each line: 1 main content, 0 clutter, -1 unsure."""

    text: str
    labels: Sequence[int] | None = None
    language: str | None = None
    site: str = ""
    kind: str = "text"


@dataclass(slots=True)
class RuleCount:
    """How often one rule hit, in lines."""

    lines: int = 0
    right: int = 0
    wrong: int = 0
    chars: int = 0
    alone: int = 0  # lines that no other rule took
    sites: set[str] = field(default_factory=set)
    wrong_sites: set[str] = field(default_factory=set)
    samples: list[tuple[int, str]] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Right among right and wrong lines; None without labels."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None


@dataclass(slots=True)
class Coverage:
    """All rules over a corpus, in visible characters where not said otherwise.

    Taken is what rules take that decide alone; hints below that confidence are counted rule by rule only.
    """

    documents: int = 0
    rules: dict[str, RuleCount] = field(default_factory=dict)
    overlaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    suspended: Counter[str] = field(default_factory=Counter)
    main: Counter[str] = field(default_factory=Counter)  # by language
    main_taken: Counter[str] = field(default_factory=Counter)
    clutter: Counter[str] = field(default_factory=Counter)
    clutter_taken: Counter[str] = field(default_factory=Counter)


def measure(
    rules: RuleSet,
    documents: Iterable[Labelled],
    settings: Settings | None = None,
    samples: int = 0,
    detect: bool = True,
) -> Coverage:
    """Run the rules over documents. Kinds that the settings keep count like any other.

    samples: how many hits of each rule are kept, wrong ones first come.
    detect: languages are found in the text; otherwise the document's own label is believed.
    """
    settings = settings or Settings()
    found = Coverage(rules={rule.id: RuleCount() for rule in rules.rules})
    for document in documents:
        found.documents += 1
        _count(rules, document, settings, samples, detect, found)
    return found


def _count(rules: RuleSet, document: Labelled, settings: Settings, samples: int, detect: bool, found: Coverage) -> None:
    blocks = blocks_of(document.text, "html" if document.kind == "html" else "text", settings)
    language = _language(document)
    asked = settings if detect or not language else settings.with_(language=language)
    labels = by_block(document.labels or (), blocks, UNSURE)
    filled = blocks.columns.visible > 0
    labels[~filled] = UNSURE
    report = RuleReport()
    evidence = list(rules.find(blocks, asked, report))
    found.suspended.update(report.suspended)
    protected = np.zeros(len(blocks), dtype=np.bool_)
    takers = np.zeros(len(blocks), dtype=np.int64)
    for one in evidence:
        if one.points_to == "content":
            protected[one.blocks] = True
        elif one.sure:
            takers[one.blocks] += 1
    takers[protected] = 0
    chars = blocks.columns.visible
    for one in evidence:
        at = one.blocks[filled[one.blocks]]
        if one.points_to == "boilerplate":
            at = at[~protected[at]]
        if not len(at):
            continue
        count = found.rules[one.origin]
        wanted = 0 if one.points_to == "boilerplate" else 1
        count.lines += len(at)
        count.right += int((labels[at] == wanted).sum())
        wrong = at[labels[at] == 1 - wanted]
        count.wrong += len(wrong)
        count.chars += int(chars[at].sum())
        count.alone += int((takers[at] == 1).sum())
        count.sites.add(document.site)
        if len(wrong):
            count.wrong_sites.add(document.site)
        for line in [*wrong.tolist(), *at.tolist()][: max(samples - len(count.samples), 0)]:
            count.samples.append((int(labels[line]), blocks.line(line)))
    _overlaps(evidence, len(blocks), found)
    taken = takers > 0
    for label, total, part in ((1, found.main, found.main_taken), (0, found.clutter, found.clutter_taken)):
        total[language] += int(chars[labels == label].sum())
        part[language] += int(chars[(labels == label) & taken].sum())


def _language(document: Labelled) -> str:
    """The document's language, empty where its label is no code of one."""
    try:
        return Settings(language=document.language).language or ""
    except SettingsError:
        return ""


def _overlaps(evidence: Sequence[Evidence], size: int, found: Coverage) -> None:
    owners: list[list[str]] = [[] for _ in range(size)]
    for one in evidence:
        for at in one.blocks.tolist():
            owners[at].append(one.origin)
    for names in owners:
        for first, left in enumerate(names):
            for right in names[first + 1 :]:
                found.overlaps[min(left, right), max(left, right)] += 1
