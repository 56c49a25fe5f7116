"""Parquet: a stage in a pipeline, where pyarrow is installed."""

from __future__ import annotations

import gzip
import json

import pytest

from cleaner.readers import Problem, named

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = "Home | World | Sport | Weather\nThe mayor has lost her hat, and the town is looking for it with torches.\n"
CLEAN = "The mayor has lost her hat, and the town is looking for it with torches.\n"


KINDS = [arrow.string(), arrow.large_string(), arrow.binary(), arrow.large_binary(), arrow.string_view(),
         arrow.binary_view(), arrow.dictionary(arrow.int8(), arrow.string()),
         arrow.dictionary(arrow.int32(), arrow.binary())]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_rows_go_out_as_rows(run, tmp_path, kind, monkeypatch):
    monkeypatch.setattr("cleaner.readers.parquet.BATCH", 64)
    texts = [TEXT, None, TEXT] * 100
    column = arrow.array([text.encode() if text and "binary" in str(kind) else text for text in texts], type=kind)
    ids = arrow.array(range(300))
    parquet.write_table(arrow.table({"id": ids, "body": column}), tmp_path / "in.parquet")
    result = run("clean", tmp_path / "in.parquet", "--text-field", "body", "-o", tmp_path / "out.parquet")
    assert result.exit_code == 1
    assert "in.parquet:2: not cleaned: column 'body' holds null" in result.stderr
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.schema.field("body").type == column.type
    assert table.column("id").to_pylist() == [n for n in range(300) if n % 3 != 1]
    first = table.slice(0, 1).to_pylist()[0]
    assert first["body"] in (CLEAN, CLEAN.encode())
    assert json.loads(first["removed"])[1]["text"] == TEXT.removesuffix(CLEAN)


def test_parquet_goes_through_pipes(process, tmp_path):
    parquet.write_table(arrow.table({"text": [TEXT]}), tmp_path / "in.parquet")
    result = process("clean", tmp_path / "in.parquet")
    assert parquet.read_table(arrow.BufferReader(result.stdout)).column("text").to_pylist() == [CLEAN]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"body": ["x"]}, "no column 'text'"),
        ({"text": [1]}, "holds int64, not texts"),
        ({"text": ["x"], "removed": [1]}, "already"),
    ],
)
def test_a_table_that_does_not_fit_is_one_line(run, tmp_path, table, message):
    parquet.write_table(arrow.table(table), tmp_path / "in.parquet")
    result = run("clean", tmp_path / "in.parquet")
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_no_parquet_is_one_line(run, tmp_path):
    (tmp_path / "in.parquet").write_bytes(b"PAR1 and then nothing")
    assert "not read as Parquet" in run("clean", tmp_path / "in.parquet").stderr


def test_a_column_beside_the_text_may_be_of_any_type(run, tmp_path):
    others = arrow.array(["a", None, "b" * 50, "c"], type=arrow.string_view())
    parquet.write_table(arrow.table({"text": [TEXT, TEXT, None, TEXT], "other": others}), tmp_path / "in.parquet")
    assert run("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet").exit_code == 1
    assert parquet.read_table(tmp_path / "out.parquet").column("other").to_pylist() == ["a", None, "c"]


def test_parquet_inside_gzip_is_unpacked(run, tmp_path):
    parquet.write_table(arrow.table({"text": [TEXT]}), tmp_path / "in.parquet")
    packed = tmp_path / "in.parquet.gz"
    packed.write_bytes(gzip.compress((tmp_path / "in.parquet").read_bytes()))
    assert run("clean", packed, "-o", tmp_path / "out.parquet").exit_code == 0
    assert parquet.read_table(tmp_path / "out.parquet").column("text").to_pylist() == [CLEAN]


@pytest.mark.parametrize(("cut", "message"), [(40, "truncated gzip"), (None, "damaged gzip")])
def test_parquet_inside_damaged_gzip_is_one_line(run, tmp_path, cut, message):
    parquet.write_table(arrow.table({"text": [TEXT]}), tmp_path / "in.parquet")
    packed = gzip.compress((tmp_path / "in.parquet").read_bytes())
    damaged = packed[:-cut] if cut else packed[:-8] + bytes(8)
    (tmp_path / "in.parquet.gz").write_bytes(damaged)
    result = run("clean", tmp_path / "in.parquet.gz")
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("texts", [[], [None, None]])
def test_of_a_table_without_usable_rows_its_columns_are_written(tmp_path, texts):
    schema = arrow.schema({"id": arrow.int64(), "text": arrow.large_string()})
    parquet.write_table(arrow.table([arrow.array([7] * len(texts)), texts], schema=schema), tmp_path / "in.parquet")
    reader = named("parquet")
    with (tmp_path / "in.parquet").open("rb") as source, (tmp_path / "out.parquet").open("wb") as target:
        documents = reader.read(source, "in.parquet", "text", 1000)
        with reader.write(target, "text", texts=True) as taker:
            assert [type(item) for item in documents] == [Problem] * len(texts)
            taker.end(documents)
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.schema.equals(schema.append(arrow.field("removed", arrow.large_string())))
    assert table.num_rows == 0


@pytest.mark.parametrize("texts", [[], [None, None]])
def test_a_table_without_usable_rows_goes_out_as_a_table(run, tmp_path, texts):
    schema = arrow.schema({"id": arrow.int64(), "text": arrow.string()})
    parquet.write_table(arrow.table([arrow.array([7] * len(texts)), texts], schema=schema), tmp_path / "in.parquet")
    run("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet")
    table = parquet.read_table(tmp_path / "out.parquet")
    assert (table.schema.names, table.num_rows) == (["id", "text", "removed"], 0)
    piped = run("clean", tmp_path / "in.parquet").stdout_bytes
    assert parquet.read_table(arrow.BufferReader(piped)).schema.equals(table.schema)


def test_to_show_what_would_go_writes_no_table(run, tmp_path):
    parquet.write_table(arrow.table({"text": arrow.array([], type=arrow.string())}), tmp_path / "in.parquet")
    assert run("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet", "--dry-run").stdout_bytes == b""
    assert not (tmp_path / "out.parquet").exists()
