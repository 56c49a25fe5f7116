"""The one way through the house: source, blocks, evidence, verdicts, result. Read this first."""

from __future__ import annotations

import os
import time
import warnings as python_warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from cleaner import heuristics, record
from cleaner._version import __version__
from cleaner.decide import decide
from cleaner.errors import InputError, LimitError, SettingsError
from cleaner.ruleset import RuleReport, RuleSet
from cleaner.ruleset.amid import weighed
from cleaner.ruleset.load import load_rules
from cleaner.scoring import Scorers
from cleaner.scoring.quality import quality
from cleaner.segment import segment
from cleaner.settings import Settings
from cleaner.source import read_source
from cleaner.types import Blocks, Evidence, Media, Result, Source, Verdicts

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
TEXT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text", ".rst"})


def clean_source(source: Source, cleaner: Cleaner) -> Result:
    """Separate the main content of one document from its boilerplate."""
    clock, report = _Clock(cleaner.settings.deadline), RuleReport()
    blocks = segment(source, cleaner.settings)
    clock.check("segment")
    evidence = list(gather(blocks, cleaner, report))
    clock.check("rules and heuristics")
    scores = cleaner.scorers.score(blocks, cleaner.settings, evidence)
    evidence += scores.evidence() if scores else ()
    clock.check("score")
    thresholds = cleaner.scorers.thresholds(scores, blocks, cleaner.settings, report.told)
    verdicts = decide(blocks, evidence, cleaner.settings, thresholds)
    clock.check("decide")
    return record.build(
        source,
        blocks,
        verdicts,
        cleaner.settings,
        versions=cleaner.versions,
        metadata=_metadata(source, blocks, verdicts, cleaner.settings, report),
        heard={
            "rules": cleaner.rules.digest,
            "languages": list(report.languages),
            "language": report.found,
            "note": report.evidence,
            "suspended": list(report.suspended),
            "score": scores.origin if scores else "",
        },
        warnings=[*source.meta.get("warnings", ()), *report.warnings, *_warnings(blocks, verdicts)],
        quality=quality(blocks, verdicts),
    )


def gather(blocks: Blocks, cleaner: Cleaner, report: RuleReport) -> Iterator[Evidence]:
    """Everything that rules and heuristics have to say about the blocks."""
    if not len(blocks):
        return
    settings = cleaner.settings
    yield from weighed(list(cleaner.rules.find(blocks, settings, report)), blocks)
    for heuristic in heuristics.load():
        if heuristic.ID not in settings.disable and heuristic.KIND not in settings.disable:
            yield from heuristic.find(blocks, settings)


@dataclass(frozen=True)
class Cleaner:
    """Settings, rules and weights, loaded once and used for any number of documents.

    Safe to share between threads and to pickle: a worker loads its own rules and weights again.
    text_weights, html_weights: paths of other weights than the shipped ones.
    """

    settings: Settings = field(default_factory=Settings)
    text_weights: str | Path | None = None
    html_weights: str | Path | None = None
    rules: RuleSet = field(init=False, repr=False, compare=False)
    scorers: Scorers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._check_disabled()
        object.__setattr__(self, "rules", RuleSet.load(self.settings))
        object.__setattr__(self, "scorers", Scorers(self.text_weights, self.html_weights))

    def __reduce__(self) -> tuple[Any, ...]:
        return Cleaner, (self.settings, self.text_weights, self.html_weights)

    @property
    def versions(self) -> dict[str, str]:
        """What a verdict can be replayed with: engine, rules and weights."""
        return {"engine": __version__, "rules": self.rules.digest, **self.scorers.versions(self.settings)}

    def clean(
        self,
        source: str | bytes | Path,
        *,
        kind: Media | None = None,
        doc: str | None = None,
        url: str | None = None,
        charset: str | None = None,
    ) -> Result:
        """Clean one document: text or HTML as str or bytes, or the path of a file.

        kind: "text" or "html"; None tells them apart, for a path by its suffix first.
        Raises a CleanerError for input that cannot be cleaned.
        """
        if kind not in (None, *get_args(Media)):
            raise SettingsError(f"kind is {' or '.join(get_args(Media))}, not {kind!r}")
        if not isinstance(source, (str, bytes, bytearray, Path)):
            raise InputError(f"a document is a str, bytes or a pathlib.Path, not {type(source).__name__}")
        extra = None
        if isinstance(source, Path):
            kind = kind or kind_of(source)
            doc = doc if doc is not None else os.fsencode(source.name).decode("utf-8", "backslashreplace")
            data: str | bytes = read_file(source)
        else:
            data = source
            if isinstance(source, str) and kind is None and _is_name(source):
                extra = f"{source!r} was cleaned as a text; for the file of that name pass pathlib.Path({source!r})"
                python_warnings.warn(extra, UserWarning, stacklevel=2)
        read = read_source(data, doc=doc or "", kind=kind, settings=self.settings, url=url, charset=charset)
        return clean_source(read, self)

    def clean_many(self, sources: Iterable[str | bytes | Path]) -> Iterator[Result]:
        """Clean documents one after the other; no result depends on another."""
        return (self.clean(source) for source in sources)

    def _check_disabled(self) -> None:
        """Raise SettingsError for a name in `disable` that no rule, pack, heuristic or kind has."""
        if not self.settings.disable:
            return
        names = {heuristic.ID for heuristic in heuristics.load()}
        for rule in load_rules(self.settings.with_(disable=()))[0]:
            folders = rule.id.split("/")
            names.update("/".join(folders[: end + 1]) for end in range(len(folders)))
        self.settings.check_disabled(names)


def kind_of(path: Path) -> Media | None:
    """What a file's suffix says, gzip's own suffix set aside."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    last = suffixes[-1] if suffixes else ""
    return "html" if last in HTML_SUFFIXES else "text" if last in TEXT_SUFFIXES else None


def read_file(path: Path) -> bytes:
    """A file's bytes, or an InputError that says why not."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None


def _metadata(
    source: Source, blocks: Blocks, verdicts: Verdicts, settings: Settings, report: RuleReport
) -> dict[str, Any]:
    from cleaner.metadata import metadata

    found = metadata(source, blocks, verdicts, settings)
    if not found.get("language") and report.found == "detected" and len(report.languages) == 1:
        found["language"] = report.languages[0]
    return found


def _warnings(blocks: Blocks, verdicts: Verdicts) -> Iterator[str]:
    """Never an empty result without a reason."""
    if blocks.markup is not None:
        from cleaner.scoring.pagekind import page_warnings

        yield from page_warnings(blocks, verdicts)
        return
    if not bool((blocks.columns.visible > 0).any()):
        yield "empty: no visible text"
    elif not bool((verdicts.keep & (blocks.columns.visible > 0)).any()):
        yield "empty: all of it was taken for clutter"


def _is_name(text: str) -> bool:
    return (
        len(text) < 260 and not any(char.isspace() or char in "<>" for char in text) and kind_of(Path(text)) is not None
    )


class _Clock:
    """Looks between stages whether a document has used up its time."""

    def __init__(self, deadline: float | None) -> None:
        self.deadline = deadline
        self.started = time.monotonic()

    def check(self, stage: str) -> None:
        if self.deadline is not None and time.monotonic() - self.started > self.deadline:
            raise LimitError(f"took longer than {self.deadline:g} s, stopped after stage {stage!r} (raise deadline)")
