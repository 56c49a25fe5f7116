"""`cleaner restore`: the input back from the clean text and its record."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import typer

from cleaner.cli.inputs import STDIN, in_utf8, path_of
from cleaner.cli.options import output_path
from cleaner.cli.outputs import RECORD, identity
from cleaner.cli.talk import FAILED, OK, SOME_FAILED, Talk, give_up, guarded
from cleaner.errors import CleanerError, RecordError
from cleaner.readers import jsonl, reader_for
from cleaner.record import restore as restored


def restore(
    clean: Annotated[
        str,  # a Path forgets that ./- is a file
        typer.Argument(metavar="CLEAN", help="A clean text or JSON Lines, - for stdin, or a folder from `clean -o`."),
    ],
    record: Annotated[
        str | None,
        typer.Argument(metavar="[RECORD]", show_default=False, help="The text's record; rows and folders have theirs."),
    ] = None,
    output: Annotated[
        str | None,  # a Path forgets the slash at the end
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            show_default=False,
            help="A file, or - for standard output; for a folder, or with a slash at its end, a folder.",
        ),
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
    beside = path_of(record) if record is not None else None
    guarded(_restore)(path_of(clean), beside, output, doc, text_field, Talk(quiet=quiet))


def _restore(clean: Path, record: Path | None, output: str | None, doc: str | None, text_field: str, talk: Talk) -> int:
    out, as_folder = output_path(output)
    if clean.is_dir():
        if record or not out:
            give_up(f"{clean}: a folder has its records inside and needs an output folder: -o OUT")
        return _folder(clean, out, text_field, talk)
    folder = out if out and (as_folder or out.is_dir()) else None
    if record is None and clean.suffix.lower() in jsonl.SUFFIXES:
        lines, failed = _rows(clean, text_field, talk)
        _write(b"".join(lines), _inside(folder, clean.name, [clean]) if folder else out)
        return OK if not failed else SOME_FAILED if lines else FAILED
    if record is None:
        give_up(f"{clean}: the record is missing: cleaner restore CLEAN RECORD")
    found = _documents(clean, records(record), record, doc)
    data = [_one(clean, text, one) for one, text in found]
    if folder is None:
        _write(b"".join(data), out)
        return OK
    targets = [_inside(folder, _name(one, clean), [clean, record]) for one, _ in found]
    if len({*targets}) < len(targets):
        give_up(f"{record}: holds documents of one name; restore each alone, with --doc NAME")
    for target, restored_one in zip(targets, data, strict=True):
        _write(restored_one, target)
    return OK


def _documents(
    clean: Path, found: list[list[dict[str, Any]]], path: Path, doc: str | None
) -> list[tuple[list[dict[str, Any]], str]]:
    """The records to restore, each with its clean text: one, or all where the texts stand one behind the other."""
    text = _read(clean)
    lengths = [record[0].get("clean_length") for record in found]
    if doc is None and all(isinstance(length, int) and length >= 0 for length in lengths):
        ends = list(accumulate(lengths))
        if ends[-1] == len(text):
            return [(record, text[start:end]) for record, start, end in zip(found, [0, *ends], ends, strict=False)]
    return [(_chosen(found, path, doc), text)]


def _name(record: list[dict[str, Any]], clean: Path) -> str:
    """The name of the document that a record is of, as its file would be called in a restored folder."""
    name = PurePosixPath(str(record[0].get("doc") or "")).name.removesuffix(".gz")
    if name == "-":
        return "stdin"
    return clean.name if name in ("", "..") else os.fsdecode(name.encode("utf-8", "backslashreplace"))


def _inside(folder: Path, name: str, inputs: list[Path]) -> Path:
    target = folder / name
    if (known := identity(target)) and known in [identity(path) for path in inputs]:
        give_up(f"{target}: is an input; the output needs another name")
    return target


def _write(data: bytes, path: Path | None) -> None:
    if path is None:
        sys.stdout.buffer.write(data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


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
        found = [record for record in found if record[0].get("doc") == in_utf8(doc)]
        if not found:
            raise RecordError(f"{path}: holds no document {doc!r}")
    if len(found) > 1:
        first = ", ".join(str(record[0].get("doc")) for record in found[:3])
        raise RecordError(
            f"{path}: holds {len(found)} documents ({first}, …), and this is not the text of all, one behind the "
            "other: choose one with --doc NAME"
        )
    return found[0]


def _one(clean: Path, text: str, record: list[dict[str, Any]]) -> bytes:
    try:
        return restored(text, record)
    except RecordError as error:
        raise RecordError(f"{'standard input' if clean is STDIN else clean}: {error}") from None
    except (TypeError, ValueError, LookupError) as error:
        raise RecordError(f"the record is damaged: {error}") from None


def _folder(folder: Path, output: Path, text_field: str, talk: Talk) -> int:
    """Every text with a record beside it, and rows with theirs in them, mirrored; what has no way back is counted."""
    if output.resolve() == folder.resolve():
        give_up(f"{output}: the output folder is the input folder")
    done = failed = 0
    left: Counter[str] = Counter()
    sources: dict[Path, Path] = {}
    for path in _files(folder, output):
        name = path.name.removesuffix(RECORD)
        is_record = name != path.name
        if not is_record and not _has_rows(path):
            if reader_for(path).ROWS and not path.with_name(path.stem + RECORD).exists():
                left[path.suffix] += 1
            continue
        target = output / path.relative_to(folder).with_name(name.removesuffix(".gz"))
        try:
            other = sources.setdefault(target, path.with_name(name))
            if other.name != name:
                raise RecordError(f"{target} is that of {other}; restore this one alone")
            if is_record:
                clean = path.with_name(f"{name}.txt")
                documents, wrong = [_one(clean, _read(clean), _chosen(records(path), path, None))], 0
            else:
                documents, wrong = _rows(path, text_field, talk)
            failed += wrong
            if documents:
                _write(b"".join(documents), target)
            done += len(documents)
        except (CleanerError, OSError) as error:
            failed += 1
            talk.error(f"{path.with_name(name)}: not restored: {error}")
    rest = f"; left out: {', '.join(f'{count} {suffix}' for suffix, count in left.most_common())}" if left else ""
    if not done and not failed:
        give_up(f"{folder}: no records in it (name{RECORD}); was it made by `cleaner clean -o`?{rest}")
    talk.note(f"{done:,} restored, {failed:,} failed{rest}")
    return OK if not failed else SOME_FAILED if done else FAILED


def _files(folder: Path, output: Path) -> list[Path]:
    """The files below a folder by name, without those of an output folder inside."""
    avoid = output.resolve()
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and not path.parent.resolve().is_relative_to(avoid)
    )


def _has_rows(path: Path) -> bool:
    """Whether a file holds rows with their records, as the first of them tells."""
    if path.suffix.lower() not in jsonl.SUFFIXES:
        return False
    try:
        with path.open("rb") as file:
            first = next((line for line in file if line.strip()), b"")
        return "record" in jsonl.parse(first).fields[jsonl.REMOVED].value[0]
    except OSError:
        return True  # and then it fails, with its name
    except (ValueError, LookupError, TypeError):
        return False


def _rows(path: Path, text_field: str, talk: Talk) -> tuple[list[bytes], int]:
    """Rows as they were before they were cleaned, and how many failed; a page's text is its visible text."""
    failed = 0
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
        except (CleanerError, ValueError, TypeError, LookupError, AttributeError) as error:
            failed += 1
            talk.error(f"{path}:{number}: not restored: {error}")
    return out, failed


def _read(path: Path) -> str:
    """A UTF-8 file with its line ends as they are."""
    data = sys.stdin.buffer.read() if path is STDIN else path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: not UTF-8 at byte {error.start}; clean texts and records are") from None
