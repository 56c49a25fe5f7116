"""The options that `cleaner clean` takes, in the panels of its help."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.talk import give_up
from cleaner.settings import MOST
from cleaner.types import KINDS
from cleaner.writers import names as formats

OUT = "Out"
WHAT = "What goes"
IN = "In"
PAGES = "Web pages"
LIMITS = "Limits and talk"


class Favors(StrEnum):
    """Sides of the curve between article damage and clutter left."""

    balanced = "balanced"
    precision = "precision"
    recall = "recall"


class RecordTexts(StrEnum):
    """What the record holds of a removal's text."""

    whole = "whole"
    none = "none"


class Medias(StrEnum):
    """What a document is read as."""

    text = "text"
    html = "html"


def names(values: Sequence[str] | None) -> frozenset[str]:
    """Names given once or many times, each with or without commas."""
    return frozenset(name.strip() for value in values or () for name in value.split(",") if name.strip())


def output_path(value: str | None) -> tuple[Path | None, bool]:
    """The path of `-o`, None for standard output, and whether a slash at its end asks for a folder."""
    if value == "":
        give_up("-o: the path is empty")
    if value is None or value == "-":
        return None, False
    return Path(value), value.endswith(("/", os.sep))


def _format(value: str) -> str:
    if value not in formats():
        raise typer.BadParameter(f"{value!r} is none of: {', '.join(formats())}")
    return value


def _file(value: str | None) -> str | None:
    if value == "-":
        raise typer.BadParameter("standard output is for the text; a file of that name is ./-")
    if value == "":
        raise typer.BadParameter("the path is empty")
    return value


def _kinds(values: list[str] | None) -> list[str] | None:
    unknown = sorted(names(values) - set(KINDS))
    if unknown:
        raise typer.BadParameter(f"unknown kind {unknown[0]!r}; kinds are: {', '.join(KINDS)}")
    return values


def complete_kinds(incomplete: str) -> list[str]:
    """Kinds for the shell's completion."""
    return [kind for kind in KINDS if kind.startswith(incomplete)]


Out = Annotated[
    str | None,  # a Path forgets the slash at the end that asks for a folder
    typer.Option("-o", "--output", metavar="PATH", rich_help_panel=OUT, show_default=False,
                 help="A file, or - for standard output; for a folder, for several inputs or with a slash at its end "
                 "a folder, with the record beside each text."),
]  # fmt: skip
Format = Annotated[
    str,
    typer.Option("--format", "-f", metavar="FORMAT", callback=_format, rich_help_panel=OUT,
                 help=f"{', '.join(formats())}. JSON Lines come out as rows unless this is given."),
]  # fmt: skip
Record = Annotated[
    str | None,  # a Path forgets that ./- is a file
    typer.Option("--record", metavar="FILE", callback=_file, rich_help_panel=OUT, show_default=False,
                 help="Write the record of all documents here, as JSON Lines."),
]  # fmt: skip
RecordText = Annotated[
    RecordTexts,
    typer.Option("--record-text", rich_help_panel=OUT,
                 help="none: offsets only, where removed text must not be kept (then nothing can be restored)."),
]  # fmt: skip
Emit = Annotated[
    list[str] | None,
    typer.Option("--emit", metavar="KIND[=FILE]", rich_help_panel=OUT, show_default=False,
                 autocompletion=complete_kinds,
                 help="The removed texts of a kind: into FILE, or to stdout instead of the clean text."),
]  # fmt: skip
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", "-n", rich_help_panel=OUT, help="Show what would go, and why; write nothing."),
]
Favor = Annotated[
    Favors,
    typer.Option("--favor", rich_help_panel=WHAT,
                 help="precision: lose next to nothing of the article. recall: leave less clutter."),
]  # fmt: skip
Keep = Annotated[
    list[str] | None,
    typer.Option("--keep", metavar="KINDS", callback=_kinds, rich_help_panel=WHAT, show_default=False,
                 autocompletion=complete_kinds,
                 help="Kinds that always stay: --keep comments,credit. Rules leave byline and timestamp anyway; the "
                 "learned score does when they are named here."),
]  # fmt: skip
Drop = Annotated[
    list[str] | None,
    typer.Option("--drop", metavar="KINDS", callback=_kinds, rich_help_panel=WHAT, show_default=False,
                 autocompletion=complete_kinds,
                 help="Kinds whose rules wait to be asked: --drop byline,timestamp"),
]  # fmt: skip
Threshold = Annotated[
    float | None,
    typer.Option("--threshold", metavar="P", rich_help_panel=WHAT, show_default=False,
                 help="A block goes above this probability of clutter, between 0 and 1."),
]  # fmt: skip
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PATH", rich_help_panel=WHAT, show_default=False,
                 help="Rules of your own, a pack or a folder; the same id takes the place of a shipped rule."),
]  # fmt: skip
Disable = Annotated[
    list[str] | None,
    typer.Option("--disable", metavar="NAMES", rich_help_panel=WHAT, show_default=False,
                 help="Ids of rules and heuristics, kinds or packs that are switched off."),
]  # fmt: skip
NoLearned = Annotated[
    bool,
    typer.Option("--no-learned", rich_help_panel=WHAT, help="Rules and heuristics alone, without the learned score."),
]
Kind = Annotated[
    Medias | None,
    typer.Option("--kind", rich_help_panel=IN, show_default=False, help="Read everything as text or as HTML."),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", rich_help_panel=IN, show_default=False,
                 help="Decode with this encoding instead of finding it out."),
]  # fmt: skip
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", rich_help_panel=IN, show_default=False,
                 help="The documents' language (en, de, …) instead of finding it out."),
]  # fmt: skip
TextField = Annotated[
    str | None,
    typer.Option("--text-field", metavar="NAME", rich_help_panel=IN, show_default="text",
                 help="JSON Lines and Parquet: the field that holds the document."),
]  # fmt: skip
Url = Annotated[
    str | None,
    typer.Option("--url", rich_help_panel=PAGES, show_default=False,
                 help="Where the page is from; site rules look at it."),
]  # fmt: skip
Metadata = Annotated[
    bool,
    typer.Option("--metadata", rich_help_panel=PAGES, help="Look for author, date and site name in the text too."),
]
SecondOpinion = Annotated[
    bool,
    typer.Option("--second-opinion", rich_help_panel=PAGES, help="Hear trafilatura's choice as well (slower)."),
]
IncludeComments = Annotated[
    bool,
    typer.Option("--include-comments", rich_help_panel=PAGES, help="Readers' comments stay."),
]
IncludeTables = Annotated[
    bool,
    typer.Option("--include-tables/--no-tables", rich_help_panel=PAGES, help="Whether tables stay."),
]
IncludeLinks = Annotated[
    bool,
    typer.Option("--include-links/--no-links", rich_help_panel=PAGES, help="Link targets in Markdown."),
]
IncludeImages = Annotated[
    bool,
    typer.Option("--include-images", rich_help_panel=PAGES, help="Images in Markdown."),
]
MaxChars = Annotated[
    int,
    typer.Option("--max-chars", metavar="N", min=1, max=MOST, rich_help_panel=LIMITS,
                 help="Refuse documents that are longer."),
]  # fmt: skip
Deadline = Annotated[
    float | None,
    typer.Option("--deadline", metavar="SECONDS", min=0.0, rich_help_panel=LIMITS, show_default=False,
                 help="Give up on a document that takes longer."),
]  # fmt: skip
Quiet = Annotated[bool, typer.Option("-q", "--quiet", rich_help_panel=LIMITS, help="Errors only.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", rich_help_panel=LIMITS, help="A line for each document.")]
