"""`cleaner restore`: the input back, byte for byte."""

from __future__ import annotations

import gzip
import json

import pytest

LINES = (
    "Home | World | Sport | Weather\nThe mayor has lost her hat, and the town is looking.\n\n"
    "It was green – and très vieux.\n"
)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", LINES.encode(), LINES.encode().rstrip(), LINES.replace("\n", "\r\n").encode(),
        LINES.replace("\n", "\r").encode(), b"\xef\xbb\xbf" + LINES.encode(), LINES.encode("utf-16"),
        LINES.encode("utf-16-le"), LINES.encode("utf-32"), LINES.encode("cp1252"),
        LINES.encode() + b"broken \xff\xfe byte\n",
        LINES.encode() + b"a\0b\n",
    ],
)  # fmt: skip
def test_the_input_comes_back_byte_for_byte(run, tmp_path, data):
    (tmp_path / "in.txt").write_bytes(data)
    assert run("clean", tmp_path / "in.txt", "-o", tmp_path / "c.txt", "--record", tmp_path / "r.jsonl").exit_code == 0
    assert run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl").stdout_bytes == data


def test_a_page_comes_back_as_its_visible_text(run, tmp_path):
    (tmp_path / "p.html").write_text(
        "<nav><a href=/>Home</a></nav><article><p>One long paragraph about a hat.</p></article>"
    )
    run("clean", tmp_path / "p.html", "-o", tmp_path / "c.txt", "--record", tmp_path / "r.jsonl")
    assert (
        run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl").stdout == "Home\n\nOne long paragraph about a hat.\n"
    )


def test_a_folder_comes_back_as_it_was(run, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_bytes(LINES.encode("utf-16"))
    (tmp_path / "in" / "deep" / "b.txt.gz").write_bytes(gzip.compress(LINES.encode()))
    run("clean", tmp_path / "in", "-o", tmp_path / "out")
    result = run("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert "2 restored, 0 failed" in result.stderr
    assert (tmp_path / "back" / "a.txt").read_bytes() == LINES.encode("utf-16")
    assert (tmp_path / "back" / "deep" / "b.txt").read_bytes() == LINES.encode()


def test_one_document_of_many_is_chosen_by_its_name(run, tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{LINES}{name}\n")
    run("clean", tmp_path / "a.txt", tmp_path / "b.txt", "--record", tmp_path / "r.jsonl")
    clean_b = tmp_path / "clean-b.txt"
    clean_b.write_bytes(run("clean", tmp_path / "b.txt").stdout_bytes)
    failed = run("restore", clean_b, tmp_path / "r.jsonl")
    assert failed.exit_code == 2
    assert "holds 2 documents" in failed.stderr
    chosen = run("restore", clean_b, tmp_path / "r.jsonl", "--doc", tmp_path / "b.txt")
    assert chosen.stdout == f"{LINES}b\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text, record: (text + "x", record), "the clean text has"),
        (lambda text, record: (text.replace("hat", "cat"), record), "its digest differs"),
        (lambda text, record: (text[:10], record), "the clean text"),
        (lambda text, record: (text, record[:1]), "removals and holds 0"),
        (lambda text, record: (text, record[1:]), "a removal without a header"),
        (lambda text, record: (text, ["{"]), "r.jsonl:1: not a line of JSON"),
        (lambda text, record: (text, ["[]"]), "r.jsonl:1: not an object"),
        (lambda text, record: (text, []), "no record in it"),
        (lambda text, record: (text, [record[0].replace('"record": 1', '"record": 99')]), "format 99"),
        (lambda text, record: (text, ['{"record": 1}']), "header has no"),
        (lambda text, record: (text, [record[0].replace('"bom": ""', '"bom": "zz"'), *record[1:]]), "damaged"),
        (lambda text, record: (text, [record[0], record[1].replace('"start": 0', '"start": "x"')]), "no usable span"),
    ],
)
def test_what_does_not_belong_together_is_one_line_and_exit_code_2(run, tmp_path, change, message):
    clean, record = tmp_path / "c.txt", tmp_path / "r.jsonl"
    run("clean", "-", "-o", clean, "--record", record, input=LINES.encode())
    text, lines = change(clean.read_bytes().decode(), record.read_text("utf-8").splitlines())
    clean.write_bytes(text.encode())
    record.write_text("\n".join(lines), "utf-8")
    result = run("restore", clean, record)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_record_of_offsets_alone_cannot_restore(run, tmp_path):
    run(
        "clean",
        "-",
        "-o",
        tmp_path / "c.txt",
        "--record",
        tmp_path / "r.jsonl",
        "--record-text",
        "none",
        input=LINES.encode(),
    )
    assert "a record of offsets alone cannot restore" in run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl").stderr


def test_the_record_is_missing(run, tmp_path):
    (tmp_path / "c.txt").write_text("x")
    assert "the record is missing" in run("restore", tmp_path / "c.txt").stderr
    assert run("restore", tmp_path / "c.txt", tmp_path / "none.jsonl").exit_code == 2


def test_a_record_is_json_on_every_line(run, tmp_path):
    run("clean", "-", "--record", tmp_path / "r.jsonl", input=LINES.encode())
    assert [json.loads(line) for line in (tmp_path / "r.jsonl").read_text("utf-8").splitlines()]


def rows_of(*texts: str) -> str:
    return "".join(json.dumps({"id": number, "body": text, "n": 1.50}) + "\n" for number, text in enumerate(texts))


def test_rows_in_a_folder_come_back_beside_the_texts(run, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(LINES, "utf-8")
    (tmp_path / "in" / "deep" / "r.jsonl").write_text(rows_of(LINES, "A text of one line.\n"))
    run("clean", tmp_path / "in", "-o", tmp_path / "out", "--text-field", "body")
    result = run("restore", tmp_path / "out", "-o", tmp_path / "back", "--text-field", "body")
    assert (result.exit_code, result.stderr) == (0, "cleaner: 3 restored, 0 failed\n")
    for name in ("a.txt", "deep/r.jsonl"):
        assert (tmp_path / "back" / name).read_bytes() == (tmp_path / "in" / name).read_bytes()


def test_what_a_folder_holds_without_a_way_back_is_counted(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(LINES, "utf-8")
    out = tmp_path / "out"
    run("clean", tmp_path / "in", "-o", out, "--record", out / "all.jsonl")
    (out / "t.parquet").write_bytes(b"PAR1")
    result = run("restore", out, "-o", out / "back")
    assert (result.exit_code, result.stderr) == (0, "cleaner: 1 restored, 0 failed; left out: 1 .jsonl, 1 .parquet\n")
    assert run("restore", out, "-o", out / "back").stderr == result.stderr


def test_a_row_that_fails_in_a_folder_is_named(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "r.jsonl").write_text(rows_of(LINES, "A text of one line.\n"))
    run("clean", tmp_path / "in", "-o", tmp_path / "out", "--text-field", "body")
    path = tmp_path / "out" / "r.jsonl"
    path.write_text(path.read_text().replace("one line", "two lines"))
    result = run("restore", tmp_path / "out", "-o", tmp_path / "back", "--text-field", "body")
    assert result.exit_code == 1
    assert f"{path}:2: not restored: " in result.stderr
    assert "1 restored, 1 failed" in result.stderr


def test_a_text_beside_the_same_text_packed_is_not_overwritten(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("first\n")
    (tmp_path / "in" / "a.txt.gz").write_bytes(gzip.compress(b"second\n"))
    run("clean", tmp_path / "in", "-o", tmp_path / "out")
    result = run("restore", tmp_path / "out", "-o", tmp_path / "back")
    assert result.exit_code == 1
    assert "not restored: " in result.stderr
    assert (tmp_path / "back" / "a.txt").read_text() in ("first\n", "second\n")
    assert "1 restored, 1 failed" in result.stderr


def test_a_folder_is_not_restored_into_itself(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "r.jsonl").write_text(rows_of(LINES))
    run("clean", tmp_path / "in", "-o", tmp_path / "out", "--text-field", "body")
    before = (tmp_path / "out" / "r.jsonl").read_bytes()
    result = run("restore", tmp_path / "out", "-o", tmp_path / "out", "--text-field", "body")
    assert result.exit_code == 2
    assert "the output folder is the input folder" in result.stderr
    assert (tmp_path / "out" / "r.jsonl").read_bytes() == before


def test_a_slash_at_the_end_asks_for_a_folder(run, tmp_path):
    (tmp_path / "in.txt").write_text(LINES, "utf-8")
    run("clean", tmp_path / "in.txt", "-o", tmp_path / "c.txt", "--record", tmp_path / "r.jsonl")
    assert run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl", "-o", f"{tmp_path}/back/").exit_code == 0
    assert (tmp_path / "back" / "in.txt").read_bytes() == LINES.encode()
    (tmp_path / "rows.jsonl").write_text(rows_of(LINES))
    run("clean", tmp_path / "rows.jsonl", "-o", f"{tmp_path}/out/", "--text-field", "body")
    rows = tmp_path / "out" / "rows.jsonl"
    assert run("restore", rows, "-o", f"{tmp_path}/back/", "--text-field", "body").exit_code == 0
    assert (tmp_path / "back" / "rows.jsonl").read_text() == rows_of(LINES)
    inside = run("restore", rows, "-o", f"{tmp_path}/out/", "--text-field", "body")
    assert (inside.exit_code, "rows.jsonl: is an input" in inside.stderr) == (2, True)


@pytest.mark.parametrize("doc", ["..", "a/..", "", "/"])
def test_a_document_is_restored_inside_the_folder_whatever_its_record_calls_it(run, tmp_path, doc):
    record = tmp_path / "r.jsonl"
    run("clean", "-", "-o", tmp_path / "c.txt", "--record", record, input=LINES.encode())
    header, rest = record.read_text("utf-8").split("\n", 1)
    record.write_text(json.dumps({**json.loads(header), "doc": doc}) + f"\n{rest}", "utf-8")
    assert run("restore", tmp_path / "c.txt", record, "-o", f"{tmp_path}/back/").exit_code == 0
    assert [path.name for path in (tmp_path / "back").iterdir()] == ["c.txt"]


def test_texts_that_stand_one_behind_the_other_come_back_together(run, tmp_path):
    inputs = {name: f"{LINES}{name}\n".encode(encoding) for name, encoding in (("a.txt", "utf-8"), ("b.txt", "utf-16"))}
    for name, data in inputs.items():
        (tmp_path / name).write_bytes(data)
    joined = run("clean", *(tmp_path / name for name in inputs), "--record", tmp_path / "r.jsonl").stdout_bytes
    (tmp_path / "c.txt").write_bytes(joined)
    assert run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl").stdout_bytes == b"".join(inputs.values())
    assert run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl", "-o", f"{tmp_path}/back/").exit_code == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "back").iterdir()} == inputs
    (tmp_path / "c.txt").write_bytes(joined.replace(b"hat", b"cat"))
    assert "its digest differs" in run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl").stderr
    (tmp_path / "c.txt").write_bytes(joined[:-1])
    failed = run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl")
    assert (failed.exit_code, len(failed.stderr.splitlines())) == (2, 1)
    assert "and this is not the text of all, one behind the other: choose one with --doc NAME" in failed.stderr


def test_documents_of_one_name_do_not_take_each_others_place(run, tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(f"{LINES}{name}\n", "utf-8")
    inputs = [tmp_path / name / "x.txt" for name in "ab"]
    (tmp_path / "c.txt").write_bytes(run("clean", *inputs, "--record", tmp_path / "r.jsonl").stdout_bytes)
    result = run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl", "-o", f"{tmp_path}/back/")
    assert (result.exit_code, "documents of one name" in result.stderr) == (2, True)
    assert not (tmp_path / "back").exists()
