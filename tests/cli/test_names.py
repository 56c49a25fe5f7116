"""Names of files: bytes that are no UTF-8, `-`, and what in a folder is no file."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

TEXT = "Home | World | Sport | Weather\nThe ferry has lost its bell, and the town is looking for it with boats.\n"
ODD = "caf\udce9.txt"  # as Python holds the byte E9, which is no UTF-8


@pytest.fixture
def names(tmp_path):
    """A folder with a file of an odd name between two others."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", ODD, "z.txt"):
        (folder / name).write_text(TEXT)
    return folder


@pytest.mark.parametrize("args", [(), ("--format", "json")])
def test_a_name_that_is_no_utf8_is_written_under_its_bytes(run, names, tmp_path, args):
    out, record = tmp_path / "out", tmp_path / "all.jsonl"
    result = run("clean", names, "-o", out, "--record", record, *args)
    assert (result.exit_code, result.stderr) == (0, "cleaner: 3 cleaned, 0 failed\n")
    ending = ".json" if args else ".txt"
    made = {os.fsencode(path.name) for path in out.iterdir()}
    assert made == {f"{name}{end}".encode() for name in "az" for end in (f".txt{ending}", ".txt.removals.jsonl")} | {
        b"caf\xe9.txt" + end.encode() for end in (ending, ".removals.jsonl")
    }
    headers = [json.loads(line) for line in record.read_text("utf-8").splitlines() if '"record"' in line]
    assert [header["doc"] for header in headers] == ["a.txt", r"caf\xe9.txt", "z.txt"]


def test_a_name_that_is_no_utf8_is_shown_and_restored(run, names, tmp_path):
    shown = run("clean", names / ODD, "-n")
    assert (shown.exit_code, r"caf\xe9.txt: 24 of" in shown.stdout) == (0, True)
    assert json.loads(run("clean", names / ODD, "--format", "json").stdout)["doc"].endswith(r"caf\xe9.txt")
    run("clean", names, "-o", tmp_path / "out")
    assert run("restore", tmp_path / "out", "-o", tmp_path / "back").exit_code == 0
    assert (tmp_path / "back" / ODD).read_text() == TEXT
    one = run("clean", names / ODD, names / "z.txt", "--record", tmp_path / "r.jsonl").stdout
    (tmp_path / "c.txt").write_text(one[: len(one) // 2])
    assert run("restore", tmp_path / "c.txt", tmp_path / "r.jsonl", "--doc", names / ODD).stdout == TEXT


def test_a_name_beyond_ascii_where_the_locale_has_ascii(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ü.txt").write_text(TEXT)
    command = [sys.executable, "-m", "cleaner"]
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    arguments = ["clean", "in", "-o", "out", "--record", "r.jsonl"]
    done = subprocess.run([*command, *arguments], capture_output=True, timeout=60, cwd=tmp_path, env=plain)
    assert (done.returncode, done.stderr) == (0, b"cleaner: 1 cleaned, 0 failed\n")
    assert (tmp_path / "out" / "ü.txt.txt").is_file()
    assert json.loads((tmp_path / "r.jsonl").read_text("utf-8").splitlines()[0])["doc"] == "ü.txt"
    arguments = ["restore", "out/ü.txt.txt", "r.jsonl", "-o", "back/"]
    done = subprocess.run([*command, *arguments], capture_output=True, timeout=60, cwd=tmp_path, env=plain)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "back" / "ü.txt").read_text() == TEXT


def test_a_dash_is_standard_output(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("clean", "-", "-o", "-", "--record", "r.jsonl", input=TEXT.encode())
    assert (result.exit_code, result.stdout) == (0, TEXT.split("\n", 1)[1])
    back = run("restore", "-", "r.jsonl", "-o", "-", input=result.stdout_bytes)
    assert (back.exit_code, back.stdout) == (0, TEXT)
    assert os.listdir() == ["r.jsonl"]


def test_a_file_that_is_called_dash(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("clean", "-", "-o", "./-", "--record", "./-r", input=TEXT.encode()).stdout == ""
    assert (tmp_path / "-").read_text() == TEXT.split("\n", 1)[1]
    assert run("clean", "./-").stdout == TEXT.split("\n", 1)[1]
    assert run("restore", "./-", "./-r").stdout == TEXT


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--record", "-"), "standard output is for the text"), (("--record", ""), "the path is empty"),
        (("-o", ""), "-o: the path is empty"), (("--emit", "footer=-"), "--emit footer=-: no file"),
        (("--emit", "footer="), "--emit footer=: no file"),
    ],
)  # fmt: skip
def test_a_place_that_is_no_file(run, tmp_path, monkeypatch, args, message):
    monkeypatch.chdir(tmp_path)
    result = run("clean", "-", *args, input=TEXT.encode())
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert not os.listdir()


def test_a_pipe_in_a_folder_is_passed_over(process, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "gone.txt").symlink_to("nowhere")
    os.mkfifo(tmp_path / "in" / "p.txt")
    result = process("clean", tmp_path / "in", "-o", tmp_path / "out")
    assert result.returncode == 1
    assert b"gone.txt: not cleaned: No such file" in result.stderr
    assert b"1 cleaned, 1 failed; passed over: 1 no regular file" in result.stderr
