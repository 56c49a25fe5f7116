"""What every reader and every writer keeps to; a new file in their folders is tested by being there."""

from __future__ import annotations

import inspect
import io
import json
from pathlib import Path

import jsonschema
import pytest

from cleaner import Cleaner, SettingsError, restore
from cleaner.readers import Document, Problem, Reader, load, named, reader_for, suffix_of, suffixes
from cleaner.writers import load as writer_named
from cleaner.writers import names, record_lines

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = b"Home | World | Sport\nThe mayor has lost her hat.\n\nThe town is looking for it \xe2\x80\x93 with torches.\n"
PAGE = (
    b"<html><head><title>Hat</title></head><body><nav>Home</nav>"
    b"<main><h1>Hat</h1><p>The mayor has lost her hat.</p></main>"
)

readers = pytest.mark.parametrize("reader", load(), ids=lambda reader: reader.NAME)
writers = pytest.mark.parametrize("name", names())


@readers
def test_a_reader_is_called_like_its_file_and_has_suffixes_of_its_own(reader: Reader) -> None:
    assert inspect.getmodule(reader.read).__name__ == f"cleaner.readers.{reader.NAME}"
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.SUFFIXES)
    others = [suffix for other in load() if other is not reader for suffix in other.SUFFIXES]
    assert not set(reader.SUFFIXES) & set(others)
    assert reader.__doc__


@readers
def test_a_reader_of_rows_can_write_them(reader: Reader) -> None:
    assert hasattr(reader, "write") == reader.ROWS


@pytest.mark.parametrize("reader", [reader for reader in load() if not reader.ROWS], ids=lambda reader: reader.NAME)
def test_a_reader_of_one_document_hands_on_its_bytes(reader: Reader) -> None:
    [document] = reader.read(io.BytesIO(SAMPLE), f"a{reader.SUFFIXES[0]}", "text", 1000)
    assert isinstance(document, Document)
    assert (document.data, document.kind) == (SAMPLE, reader.NAME)


def test_rows_that_are_cleaned_and_restored_are_what_they_were() -> None:
    reader, out, cleaner = named("jsonl"), io.BytesIO(), Cleaner()
    rows = [
        {"id": 1, "text": SAMPLE.decode()},
        {"id": 2, "text": PAGE.decode(), "url": "https://x.example/"},
        {"id": 3, "text": ""},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
    with reader.write(out, "text", texts=True) as taker:
        for document in reader.read(io.BytesIO(lines), "rows", "text", 1000):
            assert isinstance(document, Document)
            taker.add(document, cleaner.clean(document.data, doc=document.doc))
    cleaned = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [row["id"] for row in cleaned] == [1, 2, 3]
    assert restore(cleaned[0]["text"], cleaned[0]["removed"]) == SAMPLE


def test_a_row_with_a_bom_and_blank_lines_around_keeps_its_number() -> None:
    found = list(
        named("jsonl").read(io.BytesIO(b'\xef\xbb\xbf{"text": "a"}\n\n\r\n{"text": 1}\n'), "rows", "text", 100)
    )
    assert [item.doc for item in found] == ["rows:1", "rows:4"]
    assert isinstance(found[1], Problem)


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("a.txt", "text"),
        ("a.HTML", "html"),
        ("a.html.gz", "html"),
        ("a.jsonl.gz", "jsonl"),
        ("a", "text"),
        ("a.gz", "text"),
        ("a.log", "text"),
    ],
)
def test_a_suffix_finds_its_reader(name: str, reader: str) -> None:
    assert reader == reader_for(Path(name)).NAME


def test_suffixes_are_those_of_all_readers() -> None:
    assert {".txt", ".html", ".jsonl"} <= suffixes()
    assert suffix_of(Path("deep/page.HTML.gz")) == ".html"


@writers
@pytest.mark.parametrize("source", [SAMPLE, PAGE, b"", b"\n"], ids=["text", "page", "nothing", "blank"])
def test_a_writer_is_called_like_its_file_and_writes_any_result(name: str, source: bytes) -> None:
    writer, result = writer_named(name), Cleaner().clean(source, doc="x")
    assert name == writer.NAME
    assert writer.SUFFIX.startswith(".")
    for texts in (True, False):
        written = writer.write(result, texts=texts)
        assert isinstance(written, str)
        assert written.endswith("\n") or not result.text


def test_no_writer_is_loaded_by_a_name_that_is_none() -> None:
    with pytest.raises(SettingsError, match="formats are: "):
        writer_named("os")


@pytest.mark.parametrize("texts", [True, False])
@pytest.mark.parametrize("source", [SAMPLE, PAGE, b"", b"a \xff b\n"], ids=["text", "page", "nothing", "broken"])
def test_every_record_fits_the_published_schema(source: bytes, texts: bool) -> None:
    schema = json.loads((ROOT / "docs" / "record.schema.json").read_text("utf-8"))
    lines = record_lines(Cleaner().clean(source, doc="x"), texts=texts).splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
