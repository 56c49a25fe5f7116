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
