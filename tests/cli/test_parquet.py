"""Parquet: a stage in a pipeline, where pyarrow is installed."""

from __future__ import annotations

import json

import pytest

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = "Home | World | Sport | Weather\nThe mayor has lost her hat, and the town is looking for it with torches.\n"
CLEAN = "The mayor has lost her hat, and the town is looking for it with torches.\n"


@pytest.mark.parametrize("kind", ["string", "large_string", "binary", "large_binary"])
def test_rows_go_out_as_rows(run, tmp_path, kind, monkeypatch):
    monkeypatch.setattr("cleaner.readers.parquet.BATCH", 64)
    texts = [TEXT, None, TEXT] * 100
    column = arrow.array(
        [text.encode() if text and "binary" in kind else text for text in texts], type=getattr(arrow, kind)()
    )
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
