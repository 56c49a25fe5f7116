"""`cleaner golden`: regression tests on your own documents, by files that say what is expected."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.talk import FAILED, OK, SOME_FAILED, Talk, guarded
from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from cleaner.golden import Case

app = typer.Typer(
    name="golden",
    no_args_is_help=True,
    help="Golden files: record what comes out, and check that it still does.",
)

Folder = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="A case, or a folder of cases: each a folder with source.txt or source.html."),
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Differences only.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="A line for each case.")]


@app.command()
def record(folder: Folder, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Write down what comes out now as what is expected from now on."""
    guarded(_record)(folder, Talk(quiet=quiet, verbose=verbose))


@app.command()
def check(folder: Folder, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Compare what comes out with what is expected: text, spans and kinds. Exit code 1 on a difference."""
    guarded(_check)(folder, Talk(quiet=quiet, verbose=verbose))


def _record(folder: Path, talk: Talk) -> int:
    from cleaner import golden

    cases = golden.cases(folder)
    changed = failed = 0
    for case in cases:
        try:
            recorded = golden.record(case)
        except CleanerError as error:
            failed += 1
            talk.error(_placed(case, str(error)))
            continue
        changed += recorded
        if recorded:
            talk.note(f"{case.folder}: recorded")
        else:
            talk.detail(f"{case.folder}: {'a known failure, left as it is' if case.known_failure else 'unchanged'}")
    lost = f", {failed} failed" if failed else ""
    talk.note(f"{len(cases)} cases, {changed} recorded, {len(cases) - changed - failed} unchanged{lost}")
    if not failed:
        return OK
    return SOME_FAILED if failed < len(cases) else FAILED


def _check(folder: Path, talk: Talk) -> int:
    from cleaner import golden

    cases = golden.cases(folder)
    failed = known = 0
    for case in cases:
        outcome = golden.check(case)
        known += outcome.state == "known failure"
        if not outcome.failed:
            talk.detail(f"{case.folder}: {outcome.state}")
            continue
        failed += 1
        if outcome.state == "known failure passes":
            talk.error(f"{case.folder}: a known failure that passes now: take `known_failure` out of about.yaml")
        elif outcome.state == "different":
            talk.error(f"{case.folder}: different")
            talk.block(outcome.difference)
        else:
            talk.error(_placed(case, outcome.difference))
    talk.note(f"{len(cases)} cases, {len(cases) - failed} as expected ({known} known failures), {failed} different")
    if not failed:
        return OK
    return SOME_FAILED if failed < len(cases) else FAILED


def _placed(case: Case, message: str) -> str:
    """A message with the case in front, unless it begins with its folder."""
    return message if message.startswith(f"{case.folder}{os.sep}") else f"{case.folder}: {message}"
