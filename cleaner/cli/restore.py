"""`cleaner restore`: the input back from the clean text and its record."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.cli.inputs import STDIN
from cleaner.cli.talk import FAILED, OK, SOME_FAILED, Talk, give_up, guarded
from cleaner.errors import CleanerError, RecordError
from cleaner.readers import jsonl
from cleaner.record import restore as restored

BESIDE = ".removals.jsonl"


def restore(
    clean: Annotated[
        Path,
        typer.Argument(metavar="CLEAN", help="A clean text or JSON Lines, - for stdin, or a folder from `clean -o`."),
    ],
    record: Annotated[
        Path | None,
        typer.Argument(metavar="[RECORD]", show_default=False, help="The text's record; rows and folders have theirs."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", show_default=False, help="A file; for a folder a folder."),
    ] = None,
    doc: Annotated[
        str | None,
        typer.Option("--doc", metavar="NAME", show_default=False, help="Which document, if the record holds several."),
    ] = None,
    text_field: Annotated[
        str, typer.Option("--text-field", metavar="NAME", help="JSON Lines: the field that holds the clean text.")
    ] = "text",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Errors only.")] = False,
) -> None:
    """Put removed text back: the input, byte for byte; for a web page its visible text."""
    guarded(_restore)(clean, record, output, doc, text_field, Talk(quiet=quiet))


def _restore(
    clean: Path, record: Path | None, output: Path | None, doc: str | None, text_field: str, talk: Talk
) -> int:
    if clean.is_dir():
        if record or not output:
            give_up(f"{clean}: a folder has its records inside and needs an output folder: -o OUT")
        return _folder(clean, output, talk)
    if record is None and clean.suffix.lower() in jsonl.SUFFIXES:
        return _rows(clean, output, text_field, talk)
    if record is None:
        give_up(f"{clean}: the record is missing: cleaner restore CLEAN RECORD")
    data = _one(clean, _chosen(records(record), record, doc))
    if output:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
    return OK


def records(path: Path) -> list[list[dict[str, Any]]]:
    """The records in a file: each a header and its removals. Raises RecordError with the line."""
    found: list[list[dict[str, Any]]] = []
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            raise RecordError(f"{path}:{number}: not a line of JSON") from None
        if not isinstance(item, dict):
            raise RecordError(f"{path}:{number}: not an object")
        if "record" in item:
            found.append([item])
        elif found:
            found[-1].append(item)
        else:
            raise RecordError(f"{path}:{number}: a removal without a header in front")
    if not found:
        raise RecordError(f"{path}: no record in it")
    return found


def _chosen(found: list[list[dict[str, Any]]], path: Path, doc: str | None) -> list[dict[str, Any]]:
    if doc is not None:
        found = [record for record in found if record[0].get("doc") == doc]
        if not found:
            raise RecordError(f"{path}: holds no document {doc!r}")
    if len(found) > 1:
        first = ", ".join(str(record[0].get("doc")) for record in found[:3])
        raise RecordError(f"{path}: holds {len(found)} documents ({first}, …): choose one with --doc NAME")
    return found[0]


def _one(clean: Path, record: list[dict[str, Any]]) -> bytes:
    try:
        return restored(_read(clean), record)
    except RecordError as error:
        raise RecordError(f"{'standard input' if clean == STDIN else clean}: {error}") from None
    except (TypeError, ValueError, LookupError) as error:
        raise RecordError(f"the record is damaged: {error}") from None


def _folder(folder: Path, output: Path, talk: Talk) -> int:
    """Every text with a record beside it, mirrored; the formats that are not text have no way back."""
    done = failed = 0
    for path in _beside(folder):
        name = path.name.removesuffix(BESIDE)
        target = output / path.relative_to(folder).with_name(name.removesuffix(".gz"))
        try:
            data = _one(path.with_name(f"{name}.txt"), _chosen(records(path), path, None))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            done += 1
        except (CleanerError, OSError) as error:
            failed += 1
            talk.error(f"{path.with_name(name)}: not restored: {error}")
    if not done and not failed:
        give_up(f"{folder}: no records in it (name{BESIDE}); was it made by `cleaner clean -o`?")
    talk.note(f"{done:,} restored, {failed:,} failed")
    return OK if not failed else SOME_FAILED if done else FAILED


def _rows(path: Path, output: Path | None, text_field: str, talk: Talk) -> int:
    """Rows as they were before they were cleaned; a page's text is its visible text."""
    done = failed = 0
    out: list[bytes] = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = jsonl.parse(line)
            for name in (text_field, jsonl.REMOVED):
                if name not in row.fields:
                    raise RecordError(f"no field {name!r}")
            text, record = row.fields[text_field].value, row.fields[jsonl.REMOVED].value
            if not isinstance(text, str) or not isinstance(record, list):
                raise RecordError("a text and the list of its record were expected")
            back = restored(text, record).decode("utf-8", "surrogatepass")
            out.append(f"{row.restored(text_field, back)}\n".encode())
            done += 1
        except (CleanerError, ValueError, TypeError, LookupError, AttributeError) as error:
            failed += 1
            talk.error(f"{path}:{number}: not restored: {error}")
    if output:
        output.write_bytes(b"".join(out))
    else:
        sys.stdout.buffer.write(b"".join(out))
    return OK if not failed else SOME_FAILED if done else FAILED


def _beside(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob(f"*{BESIDE}") if path.is_file()))


def _read(path: Path) -> str:
    """A UTF-8 file with its line ends as they are."""
    data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: not UTF-8 at byte {error.start}; clean texts and records are") from None
