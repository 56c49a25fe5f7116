"""No output takes the place of an input, or of another output of the same run."""

from __future__ import annotations

import gzip
import json
import os

import pytest

from cleaner.cli.inputs import find
from cleaner.cli.outputs import Choices, Files, Output
from cleaner.errors import InputError
from cleaner.writers import load

TEXT = "The ferry has lost its bell, and the town is looking for it with boats.\n"


def two_of_a_name(base, name: str = "x.txt") -> tuple[str, ...]:
    """The paths of two files of one name, and of their folders."""
    for folder in "ab":
        (base / folder).mkdir()
        (base / folder / name).write_text(f"{folder}: {TEXT}")
    return tuple(str(base / place) for place in (f"a/{name}", f"b/{name}", "a", "b"))


def refused(result, *parts: object) -> None:
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    for part in parts:
        assert str(part) in result.stderr


def test_two_files_of_one_name_are_both_named_and_nothing_is_written(run, tmp_path):
    one, other, *_ = two_of_a_name(tmp_path)
    result = run("clean", one, other, "-o", tmp_path / "out")
    refused(result, "x.txt.txt: ", f"{one} and {other} would both be written here")
    assert not (tmp_path / "out").exists()


def test_two_folders_with_a_file_of_one_name(run, tmp_path):
    one, other, *folders = two_of_a_name(tmp_path)
    refused(run("clean", *folders, "-o", tmp_path / "out"), one, other)
    assert not (tmp_path / "out").exists()


def test_two_folders_without_a_name_in_common_are_one(run, tmp_path):
    _, other, *folders = two_of_a_name(tmp_path)
    os.rename(other, tmp_path / "b" / "y.txt")
    assert run("clean", *folders, "-o", tmp_path / "out").exit_code == 0
    assert {path.name for path in (tmp_path / "out").glob("*.txt")} == {"x.txt.txt", "y.txt.txt"}


def test_rows_beside_the_same_rows_packed(run, tmp_path):
    (tmp_path / "in").mkdir()
    row = json.dumps({"text": TEXT}).encode() + b"\n"
    (tmp_path / "in" / "r.jsonl").write_bytes(row)
    (tmp_path / "in" / "r.jsonl.gz").write_bytes(gzip.compress(row))
    refused(run("clean", tmp_path / "in", "-o", tmp_path / "out"), "r.jsonl and ", "r.jsonl.gz would both")
    assert not (tmp_path / "out").exists()


def test_an_input_that_is_given_twice(run, tmp_path):
    one, _, folder, _ = two_of_a_name(tmp_path)
    refused(run("clean", folder, one, "-o", tmp_path / "out"), f"{one} is given twice")
    assert run("clean", one, one).stdout == f"a: {TEXT}" * 2


@pytest.mark.parametrize(
    ("args", "names"),
    [
        (("-o", "same.txt", "--record", "same.txt"), ("-o", "--record")),
        (("-o", "same.txt", "--record", "deep/../same.txt"), ("-o", "--record")),
        (("--record", "same.txt", "--emit", "footer=same.txt"), ("--record", "--emit …=same.txt")),
        (("-o", "out/", "--record", "out/x.txt.txt"), ("--record", "a/x.txt")),
        (("-o", "out/", "--record", "out/x.txt.removals.jsonl"), ("--record", "a/x.txt")),
    ],
)
def test_two_options_with_one_file(run, tmp_path, monkeypatch, args, names):
    two_of_a_name(tmp_path)
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path)
    refused(run("clean", "a/x.txt", *args), " and ".join(names))
    assert sorted(os.listdir()) == ["a", "b", "deep"]


def test_two_kinds_may_share_a_file_and_the_null_device_takes_all(run, seed, tmp_path):
    both = tmp_path / "both.txt"
    assert run("clean", seed, "--emit", f"separator={both}", "--emit", f"headline-list={both}").exit_code == 0
    assert len(both.read_text("utf-8").splitlines()) == 16
    assert run("clean", seed, "-o", os.devnull, "--record", os.devnull).exit_code == 0


@pytest.mark.parametrize("target", [".", "./"])
def test_rows_that_would_be_written_over_themselves(run, tmp_path, monkeypatch, target):
    row = json.dumps({"text": TEXT}) + "\n"
    (tmp_path / "r.jsonl").write_text(row)
    monkeypatch.chdir(tmp_path)
    refused(run("clean", "r.jsonl", "-o", target), "r.jsonl: is an input; the output needs another name")
    assert (tmp_path / "r.jsonl").read_text() == row


def test_a_record_that_would_take_the_place_of_a_file_in_an_input_folder(run, tmp_path):
    one, _, folder, _ = two_of_a_name(tmp_path)
    refused(run("clean", folder, "-o", tmp_path / "out", "--record", one), f"{one}: is an input")
    assert (tmp_path / "a" / "x.txt").read_text() == f"a: {TEXT}"


def test_what_an_earlier_run_wrote_is_replaced(run, tmp_path):
    one, *_ = two_of_a_name(tmp_path)
    for _ in range(2):
        assert run("clean", one, "-o", tmp_path / "out.txt", "--record", tmp_path / "out.jsonl").exit_code == 0
    assert (tmp_path / "out.txt").read_text() == f"a: {TEXT}"


def test_links_to_one_file_are_seen_when_the_second_is_opened(tmp_path):
    (tmp_path / "one").write_text("old")
    (tmp_path / "other").hardlink_to(tmp_path / "one")
    written: set[tuple[int, int]] = set()
    first, second = Files(written), Files(written)
    first(tmp_path / "one").write(b"new")
    with pytest.raises(InputError, match="holds another output of this run already"):
        second(tmp_path / "other")
    first.close()
    assert (tmp_path / "one").read_text() == "new"


def test_outputs_that_are_one_by_a_link_fail_alone(run, tmp_path):
    for name in ("x.txt", "y.txt"):
        (tmp_path / name).write_text(f"{name}: {TEXT}")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.txt.txt").write_text("")
    (tmp_path / "out" / "y.txt.txt").symlink_to(tmp_path / "out" / "x.txt.txt")
    result = run("clean", tmp_path / "x.txt", tmp_path / "y.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "y.txt: not cleaned: " in result.stderr
    assert (tmp_path / "out" / "x.txt.txt").read_text() == f"x.txt: {TEXT}"


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_the_planned_files_are_those_that_are_written(run, seed, tmp_path, format):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(seed.read_bytes())
    (tmp_path / "in" / "r.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": TEXT}).encode()))
    args = ("--format", format) if format != "text" else ()
    run("clean", tmp_path / "in", "-o", tmp_path / "out", "--emit", "separator", *args)
    choices = Choices(load(format), rows=not args, emit={"separator": None})
    out = Output(choices, None, None, tmp_path / "out")
    planned = {path for item in find([tmp_path / "in"], rows=False)[0] for path in out.own(item)}
    assert planned == {path for path in (tmp_path / "out").rglob("*") if path.is_file()}
