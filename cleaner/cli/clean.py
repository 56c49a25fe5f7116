"""`cleaner clean`: clean text on stdout, or a folder of it, and a record of what was removed."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.cli import checks
from cleaner.cli import options as opt
from cleaner.cli.inputs import Input, find, opened, path_of
from cleaner.cli.outputs import Choices, Output
from cleaner.cli.talk import FAILED, OK, SOME_FAILED, Talk, give_up, guarded, told
from cleaner.errors import CleanerError
from cleaner.pipeline import Cleaner
from cleaner.readers import Document, Problem
from cleaner.settings import Settings
from cleaner.types import KINDS, Media, Result
from cleaner.writers import load

DEFAULTS = Settings()


def clean(
    context: typer.Context,
    inputs: Annotated[
        list[str] | None,  # a Path forgets that ./- is a file
        typer.Argument(
            metavar="[FILE|FOLDER|-]...", show_default=False, help="What to clean; - or nothing is standard input."
        ),
    ] = None,
    output: opt.Out = None,
    format: opt.Format = "text",
    record: opt.Record = None,
    record_text: opt.RecordText = opt.RecordTexts.whole,
    emit: opt.Emit = None,
    dry_run: opt.DryRun = False,
    favor: opt.Favor = opt.Favors.balanced,
    keep: opt.Keep = None,
    drop: opt.Drop = None,
    threshold: opt.Threshold = None,
    rules: opt.Rules = None,
    disable: opt.Disable = None,
    no_learned: opt.NoLearned = False,
    kind: opt.Kind = None,
    encoding: opt.Encoding = None,
    language: opt.Language = None,
    text_field: opt.TextField = None,
    url: opt.Url = None,
    metadata: opt.Metadata = False,
    second_opinion: opt.SecondOpinion = False,
    include_comments: opt.IncludeComments = False,
    include_tables: opt.IncludeTables = True,
    include_links: opt.IncludeLinks = True,
    include_images: opt.IncludeImages = False,
    max_chars: opt.MaxChars = DEFAULTS.max_chars,
    deadline: opt.Deadline = None,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
) -> None:
    """Take the clutter out of texts and web pages; what was removed is in the record.

    The clean text goes to standard output, talk to standard error. Files are text or HTML by their suffix,
    everything else by how it begins; gzip is read as it is. In JSON Lines the text of each row is replaced
    and its record put beside it. Exit code 1: some documents failed; 2: wrong usage, or nothing could be cleaned.
    """
    if quiet and verbose:
        give_up("-q and -v: errors only, or a line for each document; choose one")
    if not inputs and sys.stdin.isatty():
        typer.echo(context.get_help())
        raise typer.Exit(FAILED)
    given = context.get_parameter_source("format")
    chosen: dict[str, Any] = {
        "favor": favor.value, "language": language, "encoding": encoding, "threshold": threshold,
        "learned": not no_learned, "second_opinion": second_opinion, "metadata": metadata,
        "rules": tuple(map(str, rules or ())), "disable": opt.names(disable),
        "include_comments": include_comments, "include_tables": include_tables,
        "include_links": include_links, "include_images": include_images,
        "max_chars": max_chars, "deadline": deadline, "drop": opt.names(drop),
    }  # fmt: skip
    chosen["keep"] = DEFAULTS.keep | opt.names(keep)
    job = guarded(_run)
    job(
        [path_of(value) for value in inputs or ["-"]],
        chosen,
        output,
        Path(record) if record else None,
        format,
        emit or [],
        text_field,
        texts=record_text is opt.RecordTexts.whole,
        as_rows=given is None or given.name == "DEFAULT",
        kind=kind.value if kind else None,
        url=url,
        dry_run=dry_run,
        talk=Talk(quiet=quiet, verbose=verbose),
    )


def _run(
    paths: list[Path],
    settings: dict[str, Any],
    output_value: str | None,
    record: Path | None,
    format_name: str,
    emit: list[str],
    text_field: str | None,
    *,
    texts: bool,
    as_rows: bool,
    kind: Media | None,
    url: str | None,
    dry_run: bool,
    talk: Talk,
) -> int:
    cleaner = Cleaner(Settings(**settings))
    choices = Choices(load(format_name), texts, text_field or "text", as_rows, _emits(emit))
    many = len(paths) > 1 or any(path.is_dir() for path in paths)
    output, as_folder = opt.output_path(output_value)
    folder = output if output and (many or as_folder or output.is_dir()) else None
    if not dry_run:
        checks.usage(paths, output, folder)
    inputs, unknown = find(paths, rows=text_field is not None, avoid=folder)
    if not inputs:
        give_up(f"{', '.join(map(str, paths))}: no file to clean{_passed_over(unknown)}")
    checks.rows(inputs, text_field)
    work = _Work(cleaner, talk, kind, url, text_field or "text", dry_run)
    out = Output(choices, None if folder else output, record, folder)
    if not dry_run:
        checks.outputs(inputs, out)
    checks.language(cleaner, talk)
    try:
        with talk.progress(len(inputs) if output and not dry_run else 0):  # a bar and data on one screen get mixed
            for item in inputs:
                work.one(item, out)
                talk.advance()
    finally:
        out.files.close()
    if any(path.is_dir() for path in paths):
        talk.note(f"{work.cleaned:,} cleaned, {work.failed:,} failed{_passed_over(unknown)}")
    if work.failed:
        return SOME_FAILED if work.cleaned else FAILED
    return OK


_OURS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


class _Work:
    """Cleans inputs one after the other and counts how it went."""

    def __init__(
        self, cleaner: Cleaner, talk: Talk, kind: Media | None, url: str | None, field: str, dry_run: bool
    ) -> None:
        self.cleaner = cleaner
        self.talk = talk
        self.kind = kind
        self.url = url
        self.field = field
        self.dry_run = dry_run
        self.cleaned = 0
        self.failed = 0

    def one(self, item: Input, out: Output) -> None:
        """Read, clean and write one input, whatever it holds."""
        limit = 4 * self.cleaner.settings.max_chars
        try:
            with opened(item) as stream, out.sink(item) as sink:
                documents = item.reader.read(stream, item.doc, self.field, limit)
                for found in documents:
                    shown = item.shown + found.doc.removeprefix(item.doc)
                    if isinstance(found, Problem):
                        self._fail(shown, found.message)
                        continue
                    result = self._clean(found, shown)
                    if result is None:
                        continue
                    if self.dry_run:
                        from cleaner.cli.show import show

                        show(result, shown, verbose=self.talk.verbose)
                    else:
                        sink.add(found, result)
                    self.cleaned += 1
                if not self.dry_run:
                    sink.end(documents)
        except BrokenPipeError:
            raise
        except CleanerError as error:
            self._fail(item.shown, told(error))
        except OSError as error:
            named = f"{error.filename}: " if error.filename else ""
            self._fail(item.shown, f"{named}{error.strerror or error}")
        except MemoryError:
            self._fail(item.shown, "there is no memory for a document of that length (lower --max-chars)")

    def _clean(self, found: Document, shown: str) -> Result | None:
        try:
            kind = self.kind or found.kind
            result = self.cleaner.clean(found.data, kind=kind, doc=found.doc, url=self.url or found.url)
        except CleanerError as error:
            self._fail(shown, told(error))
            return None
        except _OURS as error:
            self._fail(shown, f"an error of cleaner's own, please report it: {type(error).__name__}: {error}")
            self.talk.trace()
            return None
        for warning in result.warnings:
            self.talk.note(f"{shown}: {warning}")
        if self.talk.verbose:
            kinds = Counter(removal.category for removal in result.removed)
            gone = ", ".join(f"{count} {name}" for name, count in kinds.most_common()) or "nothing"
            kept, blocks = result.stats["kept_blocks"], result.stats["blocks"]
            self.talk.detail(f"{shown}: kept {kept} of {blocks} blocks; removed {gone}")
        return result

    def _fail(self, shown: str, message: str) -> None:
        self.failed += 1
        self.talk.error(f"{shown}: not cleaned: {message}")


def _emits(emit: list[str]) -> dict[str, Path | None]:
    found: dict[str, Path | None] = {}
    for value in emit:
        name, equals, path = value.partition("=")
        if name not in KINDS:
            give_up(f"--emit {value}: unknown kind {name!r}; kinds are: {', '.join(KINDS)}")
        if equals and path in ("", "-"):
            give_up(f"--emit {value}: no file; `--emit {name}` writes to standard output, ./- is a file of that name")
        found[name] = Path(path) if equals else None
    return found


def _passed_over(unknown: Counter[str]) -> str:
    if not unknown:
        return ""
    names = ", ".join(f"{count} {suffix}" for suffix, count in unknown.most_common(5))
    return f"; passed over: {names}{', …' if len(unknown) > 5 else ''}"
