"""`cleaner clean`: what comes out, where it goes, and with which exit code."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

ARTICLE = (
    "The bridge was closed on Monday after a goat had been found asleep on it.\n"
    "It was the third goat this year, and the town is beginning to ask questions.\n"
)
CLUTTER = "Home | World | Sport | Weather\n"
PAGE = f"<!doctype html><title>Goat</title><nav>Home</nav><main><h1>Goat on bridge</h1><p>{ARTICLE}</p></main>"


def folder_of(base: Path) -> Path:
    pages = base / "pages"
    (pages / "deep").mkdir(parents=True)
    (pages / "a.txt").write_text(CLUTTER + ARTICLE)
    (pages / "deep" / "a.html").write_text(PAGE)
    (pages / "deep" / "b.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    (pages / "picture.png").write_bytes(b"\x89PNG")
    (pages / ".hidden.txt").write_text("hidden")
    return pages


def test_the_founding_sample_comes_out_clean_on_stdout(run, seed):
    result = run("clean", seed)
    assert result.exit_code == 0
    assert result.stdout_bytes == b"".join(seed.read_bytes().splitlines(keepends=True)[:12])
    assert result.stderr == ""


@pytest.mark.parametrize("args", [("clean",), ("clean", "-")])
def test_standard_input_is_cleaned(run, seed, args):
    assert run(*args, input=seed.read_bytes()).stdout_bytes == run("clean", seed).stdout_bytes


def test_the_record_goes_into_a_file(run, seed, tmp_path):
    run("clean", seed, "--record", tmp_path / "removed.jsonl")
    header, *removed = [json.loads(line) for line in (tmp_path / "removed.jsonl").read_text("utf-8").splitlines()]
    assert header["record"] == 1
    assert header["removals"] == len(removed) == 16
    assert {item["category"] for item in removed} == {"separator", "headline-list"}


def test_a_record_without_texts_has_offsets_only(run, seed, tmp_path):
    run("clean", seed, "--record", tmp_path / "removed.jsonl", "--record-text", "none")
    removed = [json.loads(line) for line in (tmp_path / "removed.jsonl").read_text("utf-8").splitlines()][1:]
    assert removed
    assert all("text" not in item and item["end"] > item["start"] for item in removed)


def test_a_record_is_written_when_nothing_was_removed(run, tmp_path):
    run("clean", "-", "--record", tmp_path / "r.jsonl", input=ARTICLE.encode())
    assert json.loads((tmp_path / "r.jsonl").read_text())["removals"] == 0


def test_several_texts_follow_each_other_and_one_record_holds_all(run, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}: {ARTICLE}")
    result = run("clean", tmp_path / "a.txt", tmp_path / "b.txt", "--record", tmp_path / "r.jsonl")
    assert result.stdout == f"a.txt: {ARTICLE}b.txt: {ARTICLE}"
    docs = [json.loads(line)["doc"] for line in (tmp_path / "r.jsonl").read_text().splitlines() if '"record"' in line]
    assert [Path(doc).name for doc in docs] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_has_the_documented_keys(run, tmp_path, format):
    (tmp_path / "page.html").write_text(PAGE)
    found = json.loads(run("clean", tmp_path / "page.html", "--format", format).stdout)
    keys = ["doc", "media", "title", "text", "metadata", "quality", "warnings", "stats", "removed", "record"]
    assert list(found) == keys
    assert found["media"] == "html"
    assert "goat had been found" in found["text"]


def test_an_output_file_holds_the_text(run, seed, tmp_path):
    result = run("clean", seed, "-o", tmp_path / "new" / "clean.txt")
    assert result.stdout == ""
    assert (tmp_path / "new" / "clean.txt").read_bytes() == run("clean", seed).stdout_bytes


def test_a_folder_is_mirrored_with_the_record_beside_each_text(run, tmp_path):
    result = run("clean", folder_of(tmp_path), "-o", tmp_path / "out")
    assert result.exit_code == 0
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert written == [
        "a.txt.removals.jsonl", "a.txt.txt", "deep/a.html.removals.jsonl", "deep/a.html.txt",
        "deep/b.txt.gz.removals.jsonl", "deep/b.txt.gz.txt",
    ]  # fmt: skip
    assert "3 cleaned, 0 failed; passed over: 1 .png" in result.stderr


def test_a_slash_at_the_end_makes_a_folder_for_one_input_too(run, seed, tmp_path):
    assert run("clean", seed, "-o", f"{tmp_path}/new/").exit_code == 0
    assert (tmp_path / "new" / f"{seed.name}.txt").read_bytes() == run("clean", seed).stdout_bytes
    assert (tmp_path / "new" / f"{seed.name}.removals.jsonl").is_file()
    (tmp_path / "file").write_text("")
    result = run("clean", seed, "-o", f"{tmp_path}/file/")
    assert (result.exit_code, "need an output folder" in result.stderr) == (2, True)


def test_names_with_a_dot_in_front_are_counted(run, tmp_path):
    pages = folder_of(tmp_path)
    (pages / "deep" / ".git").mkdir()
    (pages / "deep" / ".git" / "a.txt").write_text(ARTICLE)
    (pages / ".b.html").write_text(PAGE)
    result = run("clean", pages, "-o", tmp_path / "out")
    assert "3 cleaned, 0 failed; passed over: 3 hidden, 1 .png" in result.stderr
    (tmp_path / "dots").mkdir()
    (tmp_path / "dots" / ".a.txt").write_text(ARTICLE)
    assert "no file to clean; passed over: 1 hidden" in run("clean", tmp_path / "dots", "-o", tmp_path / "none").stderr


def test_an_output_folder_inside_the_input_is_not_read(run, tmp_path):
    pages = folder_of(tmp_path)
    for _ in range(2):
        assert "3 cleaned" in run("clean", pages, "-o", pages / "out").stderr


def test_a_name_without_a_known_suffix_is_told_apart_by_its_content(run, tmp_path):
    (tmp_path / "page").write_text(PAGE)
    assert json.loads(run("clean", tmp_path / "page", "--format", "json").stdout)["media"] == "html"


def test_kind_overrides_the_suffix(run, tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    found = json.loads(run("clean", tmp_path / "page.html", "--kind", "text", "--format", "json").stdout)
    assert found["media"] == "text"


def test_gzip_is_read_as_it_is(run, seed, tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(seed.read_bytes()))
    assert run("clean", tmp_path / "a.txt.gz").stdout_bytes == run("clean", seed).stdout_bytes


def test_an_encoding_can_be_given(run):
    result = run(
        "clean", "-", "--encoding", "cp1252", input="Ein schöner Tag ging zu Ende – endlich.\n".encode("cp1252")
    )
    assert result.stdout == "Ein schöner Tag ging zu Ende – endlich.\n"


def test_a_dry_run_shows_what_would_go_and_writes_nothing(run, seed, tmp_path):
    result = run("clean", seed, "--dry-run", "-o", tmp_path / "no.txt", "--record", tmp_path / "no.jsonl")
    assert "8 separator, 8 headline-list" in result.stdout
    assert "[heuristic:headline-list]" in result.stdout
    assert not list(tmp_path.iterdir())


def test_a_dry_run_of_a_clean_text_says_so(run):
    assert "nothing would go" in run("clean", "-n", "-", input=ARTICLE.encode()).stdout


def test_kinds_can_be_kept(run, seed):
    assert run("clean", seed, "--keep", "separator,headline-list").stdout_bytes == seed.read_bytes()


def test_a_removed_kind_can_be_written_out_beside_the_text(run, seed, tmp_path):
    result = run("clean", seed, "--emit", f"headline-list={tmp_path / 'heads.txt'}")
    assert len(result.stdout_bytes.splitlines()) == 12
    assert len((tmp_path / "heads.txt").read_bytes().splitlines()) == 8


def test_a_removed_kind_can_take_the_place_of_the_text(run, seed):
    lines = run("clean", seed, "--emit", "headline-list").stdout_bytes.splitlines()
    assert lines == seed.read_bytes().splitlines()[13::2]


def test_in_a_folder_a_removed_kind_has_a_file_of_its_own(run, seed, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(seed.read_bytes())
    run("clean", tmp_path / "in", "-o", tmp_path / "out", "--emit", "separator")
    assert (tmp_path / "out" / "a.txt.separator.txt").read_text() == "-\n" * 8


def test_verbose_says_a_line_for_each_document(run, seed):
    assert "kept 12 of 28 blocks; removed 8 separator, 8 headline-list" in run("clean", seed, "-v").stderr


def test_an_empty_result_has_its_reason_on_stderr(run):
    result = run("clean", "-", input=b"")
    assert result.exit_code == 0
    assert "empty: " in result.stderr
    assert run("clean", "-", "-q", input=b"").stderr == ""


def test_the_version_is_one_line(run):
    assert run("--version").stdout.startswith("cleaner 0.")


@pytest.mark.parametrize("command", [(), ("clean",), ("restore",), ("golden",), ("golden", "check"), ("rules",)])
def test_every_command_has_help(run, command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage: cleaner" in result.stdout


def test_bytes_behind_gzip_are_named_and_the_document_is_cleaned(run, tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()) + b"more\n")
    result = run("clean", tmp_path / "a.txt.gz", "--format", "json")
    assert result.exit_code == 0
    assert "a.txt.gz: gzip: 5 bytes behind the compressed data are no gzip and were not read" in result.stderr
    assert json.loads(result.stdout)["warnings"] == json.loads(result.stdout)["record"]["warnings"] != []
