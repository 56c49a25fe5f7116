"""JSON Lines: a stage in a pipeline."""

from __future__ import annotations

import gzip
import json

import pytest

TEXT = "Home | World | Sport | Weather\nThe mayor has lost her hat, and the town is looking for it with torches.\n"
CLEAN = "The mayor has lost her hat, and the town is looking for it with torches.\n"


def rows_of(data: bytes) -> list[dict]:
    return [json.loads(line) for line in data.splitlines()]


def test_the_text_is_replaced_and_the_record_put_beside_it(run, tmp_path):
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": 7, "body": TEXT, "n": None}) + "\n")
    result = run("clean", tmp_path / "docs.jsonl", "--text-field", "body")
    [row] = rows_of(result.stdout_bytes)
    assert result.exit_code == 0
    assert list(row) == ["id", "body", "n", "removed"]
    assert row["body"] == CLEAN
    assert row["removed"][0]["record"] == 1
    assert row["removed"][1]["text"] == TEXT.removesuffix(CLEAN)


@pytest.mark.parametrize(
    "rest", ['"x": 1.10', '"x": 1e5', '"x": 12345678901234567890', '"x": "\\u00e9"', '"x":{"a":[ ]}', '"x": NaN']
)
def test_other_fields_pass_through_character_for_character(run, rest):
    line = f'{{ {rest}, "text": {json.dumps(CLEAN)} }}'
    result = run("clean", "-", "--text-field", "text", input=line.encode())
    assert result.stdout.startswith(f'{{ {rest}, "text": {json.dumps(CLEAN)}, "removed": [{{')


def test_characters_stay_bare_where_the_row_has_them_bare(run):
    line = json.dumps({"text": "Der Bürgermeister hat seinen Hut verloren.\n"}, ensure_ascii=False)
    assert "Bürgermeister" in run("clean", "-", "--text-field", "text", input=line.encode()).stdout


def test_bad_rows_are_named_by_line_and_the_others_cleaned(run, tmp_path):
    good = json.dumps({"text": CLEAN})
    lines = [
        good,
        "{",
        "[1]",
        '{"text": null}',
        '{"body": "x"}',
        "",
        good,
        '{"text": "a"} x',
        '{"text": "a" "b": 1}',
        "{}",
    ]
    (tmp_path / "docs.jsonl").write_text("\n".join(lines) + "\n")
    result = run("clean", tmp_path / "docs.jsonl")
    assert result.exit_code == 1
    assert len(rows_of(result.stdout_bytes)) == 2
    named = [line.split("docs.jsonl:")[1].split(":")[0] for line in result.stderr.splitlines()]
    assert named == ["2", "3", "4", "5", "8", "9", "10"]
    assert "texts are in: body" in result.stderr


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "\xff"}',
        b'{"text": "a\nb"}',
        b'{"text": ' + b"[" * 100_000 + b"}",
        b"\xff\xfe{\x00",
        b'{"text": 1}',
        b"1",
    ],
)
def test_a_row_that_is_none_is_no_traceback(run, line):
    result = run("clean", "-", "--text-field", "text", input=line + b"\n")
    assert result.exit_code == 2
    assert "standard input:1: not cleaned: " in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_a_row_that_is_cleaned_already_is_not_cleaned_over(run):
    once = run("clean", "-", "--text-field", "text", input=json.dumps({"text": TEXT}).encode())
    twice = run("clean", "-", "--text-field", "text", input=once.stdout_bytes)
    assert twice.exit_code == 2
    assert "has a field 'removed' already" in twice.stderr


def test_pages_in_rows_are_told_apart(run):
    line = json.dumps(
        {
            "text": "<html><body><p>One paragraph about a hat, and then some.</p></body></html>",
            "url": "https://x.example/",
        }
    )
    [row] = rows_of(run("clean", "-", "--text-field", "text", input=line.encode()).stdout_bytes)
    assert row["text"] == "One paragraph about a hat, and then some.\n"
    assert row["removed"][0]["media"] == "html"


def test_rows_are_read_from_gzip_and_mirrored_in_a_folder(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "docs.jsonl.gz").write_bytes(gzip.compress((json.dumps({"text": TEXT}) + "\n").encode() * 3))
    assert run("clean", tmp_path / "in", "-o", tmp_path / "out").exit_code == 0
    assert len(rows_of((tmp_path / "out" / "docs.jsonl").read_bytes())) == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["docs.jsonl"]


def test_a_truncated_gzip_gives_the_rows_before_it_ends(run, tmp_path):
    lines = "".join(json.dumps({"text": f"{CLEAN[:-2]} number {n * 7919 % 10007}.\n"}) + "\n" for n in range(2000))
    (tmp_path / "docs.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:4000])
    result = run("clean", tmp_path / "docs.jsonl.gz")
    assert result.exit_code == 1
    assert "truncated gzip" in result.stderr
    assert rows_of(result.stdout_bytes)


def test_rows_come_out_as_texts_when_a_format_is_asked_for(run):
    result = run("clean", "-", "--text-field", "text", "--format", "text", input=json.dumps({"text": TEXT}).encode())
    assert result.stdout == CLEAN


def test_a_row_can_hold_offsets_only(run):
    line = json.dumps({"text": TEXT}).encode()
    [row] = rows_of(run("clean", "-", "--text-field", "text", "--record-text", "none", input=line).stdout_bytes)
    assert "text" not in row["removed"][1]


@pytest.mark.parametrize(
    "line",
    [
        json.dumps({"id": 7, "text": TEXT, "n": None}),
        '{"x": 1.10, "text": ' + json.dumps(TEXT) + "}",
        json.dumps({"text": "Der Bürgermeister \u2013 und sein Hut.\n"}, ensure_ascii=False),
        json.dumps({"text": "half a pair \ud800 of them, in a sentence.\n"}),
    ],
)
def test_rows_come_back_as_they_were(run, tmp_path, line):
    (tmp_path / "docs.jsonl").write_text(line + "\n", "utf-8")
    run("clean", tmp_path / "docs.jsonl", "-o", tmp_path / "clean.jsonl")
    assert run("restore", tmp_path / "clean.jsonl").stdout == line + "\n"


def test_a_record_in_the_first_field_is_taken_out_as_well(run, tmp_path):
    once = run("clean", "-", "--text-field", "text", input=json.dumps({"text": TEXT}).encode())
    row = json.loads(once.stdout)
    (tmp_path / "r.jsonl").write_text(json.dumps({"removed": row["removed"], "text": row["text"]}))
    assert json.loads(run("restore", tmp_path / "r.jsonl").stdout) == {"text": TEXT}


def test_rows_that_are_not_cleaned_cannot_come_back(run, tmp_path):
    rows = [
        '{"text": "x"}',
        '{"text": "x", "removed": []}',
        '{"text": 1, "removed": 2}',
        '{"text": "x", "removed": [1]}',
        "{",
    ]
    (tmp_path / "r.jsonl").write_text("\n".join(rows))
    result = run("restore", tmp_path / "r.jsonl")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 5
