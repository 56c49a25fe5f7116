"""Whatever comes in: a clean result, or one line on stderr and an exit code; never a traceback."""

from __future__ import annotations

import gzip
import zlib

import pytest

from cleaner.readers import text

TEXT = "The mayor has lost her hat, and the town is looking for it with torches.\n"


def fails(result, message: str, code: int = 2) -> None:
    assert result.exit_code == code
    assert isinstance(result.exception, SystemExit)
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_missing_file(run, tmp_path):
    fails(run("clean", tmp_path / "no.txt"), "no.txt: not cleaned: No such file or directory")


def test_a_missing_file_among_others_fails_alone(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    result = run("clean", tmp_path / "no.txt", tmp_path / "a.txt")
    fails(result, "no.txt: not cleaned: No such file or directory", code=1)
    assert result.stdout == TEXT


def test_a_folder_without_a_place_to_go(run, tmp_path):
    fails(run("clean", tmp_path), "a folder needs an output folder: -o OUT")


def test_a_folder_with_nothing_to_clean(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.png").write_bytes(b"\x89PNG")
    fails(run("clean", tmp_path / "in", "-o", tmp_path / "out"), "no file to clean; passed over: 1 .png")


def test_an_output_folder_that_is_the_input(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    fails(run("clean", tmp_path, "-o", tmp_path), "the output folder is the input folder")


@pytest.mark.parametrize("option", ["-o", "--record", "--emit"])
def test_an_output_that_is_the_input(run, tmp_path, option):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    fails(run("clean", path, option, f"footer={path}" if option == "--emit" else path), "is an input")
    assert path.read_text() == TEXT


def test_several_inputs_and_an_output_that_is_a_file(run, tmp_path):
    for name in "abc":
        (tmp_path / name).write_text(TEXT)
    fails(run("clean", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "c"), "need an output folder")


def test_an_output_that_cannot_be_written(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    fails(run("clean", tmp_path / "a.txt", "-o", tmp_path / "a.txt" / "b.txt"), "not cleaned: ")


@pytest.mark.parametrize(
    "args",
    [
        ("--keep", "nonsense"), ("--drop", "nonsense"), ("--format", "xml"), ("--favor", "speed"), ("--threshold", "2"),
        ("--emit", "nonsense"), ("--rules", "no-such-folder"), ("--encoding", "no-such-encoding"), ("--kind", "pdf"),
        ("--deadline", "-1"), ("--max-chars", "0"), ("--no-such-option",), ("--disable",),
    ],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(run, args):
    result = run("clean", "-", *args, input=TEXT.encode())
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj", b"\x89PNG\r\n\x1a\n" + bytes(100), bytes(range(256)) * 4, b"PK\x03\x04" + bytes(99)]
)
def test_binary_input(run, data):
    fails(run("clean", "-", input=data), "standard input: not cleaned: binary input")


def test_an_empty_input_says_why_the_result_is_empty(run):
    result = run("clean", "-", input=b"")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "empty: " in result.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_are_read(run, encoding):
    assert run("clean", "-", input=TEXT.encode(encoding)).stdout == TEXT


@pytest.mark.parametrize(
    "data",
    [b"a\0b\n" + TEXT.encode(), TEXT.encode() + b"\xff\xfe\xfa\n", b"\xed\xa0\x80 half a pair\n" + TEXT.encode()],
)
def test_nul_bytes_and_broken_utf8_are_no_obstacle(run, data):
    result = run("clean", "-", input=data)
    assert result.exit_code == 0
    assert TEXT in result.stdout


@pytest.mark.parametrize("cut", [1, 8, 12, 30])
def test_a_truncated_gzip(run, cut):
    fails(run("clean", "-", input=gzip.compress(TEXT.encode())[:-cut]), "gzip")


def test_a_damaged_gzip(run):
    fails(run("clean", "-", input=b"\x1f\x8b\x08" + bytes(40)), "damaged gzip")


def test_a_decompression_bomb_is_refused_before_it_unfolds(run):
    bomb = gzip.compress(bytes(20_000_000))
    fails(run("clean", "-", "--max-chars", "1000000", input=bomb), "unpacks to more than 4,000,000 bytes")


def test_a_bomb_inside_json_lines_costs_one_row(run):
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = (
        engine.compress(b'{"text": "' + b"a" * 30_000_000 + b'"}\n{"text": "A row of its own, and a good one."}\n')
        + engine.flush()
    )
    result = run("clean", "-", "--text-field", "text", "--max-chars", "1000000", input=data)
    assert result.exit_code == 1
    assert "standard input:1: not cleaned: a row of more than 4,000,000 bytes" in result.stderr
    assert "A row of its own" in result.stdout


def test_a_document_that_is_too_long(run):
    fails(run("clean", "-", "--max-chars", "10", input=TEXT.encode()), "raise")


def test_a_rule_file_that_is_wrong_names_file_and_line(run, tmp_path):
    (tmp_path / "mine.yaml").write_text("kind: footer\nrules:\n  - id: x\n    why: y\n    regexp: z\n")
    fails(run("clean", "-", "--rules", tmp_path / "mine.yaml", input=TEXT.encode()), "mine.yaml:")


def test_a_name_with_odd_bytes_can_be_shown(process, tmp_path):
    result = process("clean", tmp_path / "no\udcff.txt")
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr


def test_a_file_that_may_not_be_read(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    try:
        readable = path.read_text()
    except PermissionError:
        fails(run("clean", path), "Permission denied")
    else:
        assert readable  # root reads everything


HUGE = {
    "a 50 MB line": lambda: b"word " * 10_000_000,
    "300,000 separator lines": lambda: TEXT.encode() + b"-\n" * 300_000,
    "300,000 blank lines": lambda: TEXT.encode() + b"\n" * 300_000,
    "200,000 nested tags": lambda: b"<html><body>" + b"<div>" * 200_000 + TEXT.encode(),
    "200,000 nested spans": lambda: b"<html><body><p>" + b"<span>" * 200_000 + TEXT.encode(),
    "one tag with 100,000 attributes": lambda: b"<html><body><div "
    + b" ".join(b"a%d=1" % n for n in range(100_000)) + b"><p>" + TEXT.encode(),
    "100,000 paragraphs": lambda: b"<html><body>" + b"<p>A paragraph about a hat, and about torches.</p>" * 100_000,
    "500,000 unclosed angle brackets": lambda: b"<html><body><p>" + b"<" * 500_000 + TEXT.encode(),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_a_huge_input_takes_seconds(process, name):
    result = process("clean", "-", "-o", "/dev/null", input=HUGE[name](), timeout=240)  # a busy machine is slower
    assert result.returncode in (0, 2)
    assert b"Traceback" not in result.stderr
    assert b"of cleaner's own" not in result.stderr
    assert len(result.stderr.splitlines()) <= 1


def test_a_file_in_the_place_of_a_command_is_told_the_command(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    fails(run(tmp_path / "a.txt"), f"is no command: cleaner clean {tmp_path / 'a.txt'}")


@pytest.mark.parametrize("most", ["99999999999999999999", "1e9"])
def test_a_limit_that_is_no_number_of_characters(run, tmp_path, most):
    (tmp_path / "a.txt").write_text(TEXT)
    result = run("clean", tmp_path / "a.txt", "--max-chars", most)
    assert (result.exit_code, result.stdout, "--max-chars" in result.stderr) == (2, "", True)
    assert isinstance(result.exception, SystemExit)


def test_a_document_for_which_there_is_no_memory_fails_alone(run, tmp_path, monkeypatch):
    for name in "ab":
        (tmp_path / name).write_text(TEXT)
    read = text.read

    def short_of_memory(stream, doc, field, limit):
        if doc.endswith("a"):
            raise MemoryError
        return read(stream, doc, field, limit)

    monkeypatch.setattr(text, "read", short_of_memory)
    result = run("clean", tmp_path / "a", tmp_path / "b")
    fails(result, "a: not cleaned: there is no memory for a document of that length (lower --max-chars)", code=1)
    assert result.stdout == TEXT


def test_options_that_contradict_each_other(run):
    fails(run("clean", "-", "-q", "-v", input=TEXT.encode()), "-q and -v: errors only, or a line for each document")


def test_a_field_where_nothing_has_fields(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    message = "--text-field body: none of the inputs holds rows"
    fails(run("clean", tmp_path / "a.txt", "--text-field", "body"), message)
    fails(run("clean", tmp_path, "--text-field", "body", "-o", tmp_path / "out"), message)


def test_a_file_that_fails_the_second_time_is_named_and_what_was_there_stays(run, tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(TEXT)
    run("clean", tmp_path / "in", "-o", tmp_path / "out")
    (tmp_path / "in" / "a.txt").write_bytes(b"%PDF-1.7\n1 0 obj")
    result = run("clean", tmp_path / "in", "-o", tmp_path / "out", "-q")
    fails(result, f"{tmp_path / 'in' / 'a.txt'}: not cleaned: binary input", code=1)
    assert (tmp_path / "out" / "a.txt.txt").read_text() == TEXT
