"""What the command looks at before it writes anything: outputs that would take each other's place, options in vain."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from cleaner.cli.inputs import STDIN, Input
from cleaner.cli.outputs import Output, identity
from cleaner.cli.talk import Talk, give_up
from cleaner.pipeline import Cleaner


def usage(paths: Sequence[Path], output: Path | None, folder: Path | None) -> None:
    """Refuse an output that has no place to go, or that is the input folder."""
    for path in paths:
        if path.is_dir() and not output:
            give_up(f"{path}: a folder needs an output folder: -o OUT")
        if folder and path.is_dir() and path.resolve() == folder.resolve():
            give_up(f"{folder}: the output folder is the input folder")
    if folder and folder.exists() and not folder.is_dir():
        give_up(f"{folder}: is a file; several inputs, or a path with a slash at its end, need an output folder")


def outputs(items: Sequence[Input], out: Output) -> None:
    """Refuse outputs that would overwrite an input or each other, before the first of them is written."""
    inputs = {identity(item.path) for item in items if item.path is not STDIN} - {None}
    writers: dict[str, Input | str] = {}
    real = cache(os.path.realpath)  # many files, few folders
    for writer, path in _targets(items, out):
        known = identity(path)
        if known in inputs:
            give_up(f"{path}: is an input; the output needs another name")
        if known is None and path.exists():  # /dev/null and pipes take what comes
            continue
        place = os.path.normcase(os.path.join(real(path.parent), path.name))
        other = writers.setdefault(place, writer)
        if other is not writer:
            give_up(f"{path}: {_clash(other, writer)}")


def rows(items: Sequence[Input], field: str | None) -> None:
    """Refuse the name of a field where no input has fields."""
    if field is not None and not any(item.reader.ROWS for item in items):
        give_up(f"--text-field {field}: none of the inputs holds rows (JSON Lines, Parquet)")


def language(cleaner: Cleaner, talk: Talk) -> None:
    """Say so where the language that was given is one without rules."""
    from cleaner.ruleset.languages import SAME

    given = cleaner.settings.language
    if given:
        base = given.lower().replace("_", "-").split("-")[0]
        if SAME.get(base, base) not in cleaner.rules.languages:
            talk.note(f"--language {given}: no rules of that language; the common ones and the shape decide")


def _targets(items: Sequence[Input], out: Output) -> Iterator[tuple[Input | str, Path]]:
    """Each file that is to be written, with the option or the input that writes it."""
    yield from out.shared()
    for item in items:
        for path in out.own(item):
            yield item, path


def _clash(one: Input | str, other: Input | str) -> str:
    if isinstance(one, str) or isinstance(other, str):
        names = [writer if isinstance(writer, str) else writer.shown for writer in (one, other)]
        return f"{names[0]} and {names[1]} would both be written here; each needs a name of its own"
    if one.path == other.path:
        return f"{one.shown} is given twice, and its output would be written twice"
    return f"{one.shown} and {other.shown} would both be written here; clean each into a folder of its own"
