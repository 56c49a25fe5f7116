"""`cleaner golden`: what was recorded is checked, and differences are shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CLUTTER = "Home | World | Sport | Weather\n"
TEXT = "The mayor has lost her hat, and the town is looking for it with torches.\n"


@pytest.fixture
def cases(run, tmp_path) -> Path:
    """A folder with two recorded cases."""
    (tmp_path / "navigation--bar").mkdir()
    (tmp_path / "navigation--bar" / "source.txt").write_text(CLUTTER + TEXT)
    (tmp_path / "html--page").mkdir()
    (tmp_path / "html--page" / "source.html").write_text(f"<html><body><p>{TEXT}</p></body></html>")
    assert run("golden", "record", tmp_path).exit_code == 0
    return tmp_path


def test_what_was_recorded_is_as_expected(run, cases):
    result = run("golden", "check", cases)
    assert result.exit_code == 0
    assert "2 cases, 2 as expected" in result.stderr
    assert result.stdout == ""


def test_a_recorded_case_has_text_and_removals(cases):
    folder = cases / "navigation--bar"
    [removal] = [json.loads(line) for line in (folder / "expected.removals.jsonl").read_text().splitlines()]
    assert (folder / "expected.txt").read_text() == TEXT
    assert (removal["start"], removal["end"], removal["text"]) == (0, len(CLUTTER), CLUTTER)
    assert {"category", "rule", "reason", "confidence"} <= set(removal)
    assert (folder / "about.yaml").exists()


def test_recording_again_changes_nothing(run, cases):
    assert "2 cases, 0 recorded, 2 unchanged" in run("golden", "record", cases).stderr


def test_a_single_case_can_be_named(run, cases):
    assert "1 cases, 1 as expected" in run("golden", "check", cases / "html--page").stderr


def test_another_text_is_shown_as_a_difference(run, cases):
    (cases / "navigation--bar" / "expected.txt").write_text(TEXT.replace("hat", "cat"))
    result = run("golden", "check", cases)
    assert result.exit_code == 1
    assert "navigation--bar: different" in result.stderr
    assert "-The mayor has lost her cat" in result.stderr
    assert "+The mayor has lost her hat" in result.stderr


@pytest.mark.parametrize(("field", "value"), [("category", "footer"), ("end", 3), ("text", "x")])
def test_spans_kinds_and_texts_are_compared(run, cases, field, value):
    path = cases / "navigation--bar" / "expected.removals.jsonl"
    path.write_text(json.dumps({**json.loads(path.read_text()), field: value}) + "\n")
    result = run("golden", "check", cases / "navigation--bar")
    assert result.exit_code == 2
    assert "why now: " in result.stderr


@pytest.mark.parametrize(
    ("field", "value"), [("confidence", 0.1), ("reason", "x"), ("rule", "y"), ("line", 9), ("where", "z")]
)
def test_confidence_and_wording_are_not_compared(run, cases, field, value):
    path = cases / "navigation--bar" / "expected.removals.jsonl"
    path.write_text(json.dumps({**json.loads(path.read_text()), field: value}) + "\n")
    assert run("golden", "check", cases).exit_code == 0


def test_a_missing_expectation_fails(run, cases):
    (cases / "html--page" / "expected.txt").unlink()
    result = run("golden", "check", cases)
    assert result.exit_code == 1
    assert "html--page: no expected.txt: take it with `cleaner golden record`" in result.stderr


def test_a_known_failure_is_allowed_to_differ_and_not_recorded_over(run, cases):
    folder = cases / "navigation--bar"
    (folder / "expected.txt").write_text("what should come out\n")
    (folder / "about.yaml").write_text("what: a bar\nknown_failure: not yet\n")
    assert "(1 known failures)" in run("golden", "check", cases).stderr
    run("golden", "record", cases)
    assert (folder / "expected.txt").read_text() == "what should come out\n"


def test_a_known_failure_that_passes_fails(run, cases):
    (cases / "navigation--bar" / "about.yaml").write_text("what: a bar\nknown_failure: not yet\n")
    result = run("golden", "check", cases)
    assert result.exit_code == 1
    assert "a known failure that passes now" in result.stderr


def test_a_case_can_have_settings_of_its_own(run, cases):
    folder = cases / "navigation--bar"
    (folder / "about.yaml").write_text("what: kept\nsettings:\n  keep: [navigation, breadcrumb, header, other]\n")
    run("golden", "record", folder)
    assert (folder / "expected.txt").read_text() == CLUTTER + TEXT


WRONG = [
    (b"wat: x\n", ": unknown field 'wat'"),
    (b"settings:\n  speed: 9\n", ":2: unknown setting 'speed'"),
    (b"- x\n", ": fields were expected"),
    (b"a: [", ":"),
    (b"what: x\nsettings:\n  threshold: abc\n", ":3: threshold is a number or null, not 'abc'"),
    (b"settings: {threshold: 2}\n", ":1: threshold lies between 0 and 1"),
    (b"settings: 5\n", ":1: settings are fields with values, not 5"),
    (b"settings: false\n", ":1: settings are fields with values, not False"),
    (b"settings: [keep]\n", ":1: settings are fields with values"),
    (b"settings: {rules: 5}\n", ":1: rules is a list of paths, not 5"),
    (b"settings: {keep: [1]}\n", ":1: keep is a list of names, not [1]"),
    (b"settings: {keep: [hats]}\n", ":1: unknown kind 'hats'"),
    (b'settings: {max_chars: "x"}\n', ":1: max_chars is a whole number, not 'x'"),
    (b"settings: {max_chars: 1.5}\n", ":1: max_chars is a whole number, not 1.5"),
    (b"settings: {max_chars: true}\n", ":1: max_chars is a whole number, not True"),
    (b"settings: {learned: 1}\n", ":1: learned is true or false, not 1"),
    (b"settings: {favor: [recall]}\n", ":1: favor is a word, not ['recall']"),
    (b"settings: {deadline: soon}\n", ":1: deadline is a number or null, not 'soon'"),
    (b"what: x\nurl: 5\n", ":2: an address was expected, not 5"),
    (b"what: x\n# caf\xe9\n", ":2: not UTF-8"),
]


@pytest.mark.parametrize(
    ("command", "about", "message"),
    [*(("check", *case) for case in WRONG), *(("record", *WRONG[at]) for at in (0, 4, -1))],
)
def test_a_wrong_about_file_is_one_line(run, cases, command, about, message):
    path = cases / "html--page" / "about.yaml"
    path.write_bytes(about)
    result = run("golden", command, cases)
    assert result.exit_code == 2
    [line] = result.stderr.splitlines()
    assert line.startswith(f"cleaner: {path}{message}")


@pytest.mark.parametrize(
    "about", ["", "settings:\n", "settings: {}\n", "settings: {deadline: 60, threshold: null, keep: 'credit, other'}\n"]
)
def test_settings_may_be_left_out_and_written_in_several_ways(run, cases, about):
    (cases / "html--page" / "about.yaml").write_text(about)
    assert run("golden", "check", cases).exit_code == 0


@pytest.mark.parametrize("command", ["record", "check"])
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("expected.txt", b"a\nb\ncaf\xe9\n", ":3: not UTF-8"),
        ("expected.removals.jsonl", b"\n\xff\n", ":2: not UTF-8"),
        ("expected.removals.jsonl", b"[]\n", ":1: not a removal with start, end, category, text"),
        (
            "expected.removals.jsonl",
            b'{"start": 0, "end": [1], "category": "x", "text": "y"}\n',
            ":1: not a removal with",
        ),
    ],
)
def test_a_damaged_expectation_is_one_line_and_the_other_cases_are_looked_at(
    run, cases, command, name, content, message
):
    (cases / "html--page" / name).write_bytes(content)
    result = run("golden", command, cases)
    assert result.exit_code == 1
    error, summary = result.stderr.splitlines()
    assert error.startswith(f"cleaner: {cases / 'html--page' / name}{message}")
    assert summary.startswith("cleaner: 2 cases, ")
    assert (cases / "html--page" / name).read_bytes() == content


def test_a_source_that_cannot_be_recorded_is_named(run, cases):
    (cases / "html--page" / "source.html").write_bytes(b"%PDF-1.7\n%\xe2\xe3\n")
    result = run("golden", "record", cases)
    assert result.exit_code == 1
    assert f"{cases / 'html--page'}: binary input: a PDF file" in result.stderr
    assert "2 cases, 0 recorded, 1 unchanged, 1 failed" in result.stderr


def test_rules_of_a_case_are_looked_for_in_its_folder(run, cases, tmp_path, monkeypatch):
    folder = cases / "html--page"
    (folder / "mine.yaml").write_text(
        "kind: credit\nrules:\n  - id: hat\n    why: Tells of a hat.\n    text: 'lost her hat'\n"
        "    confidence: .99\n    removes:\n      - The mayor has lost her hat.\n"
        "    keeps:\n      - The mayor has a hat.\n"
    )
    (folder / "about.yaml").write_text("what: a rule of its own\nsettings: {rules: mine.yaml}\n")
    elsewhere = tmp_path / ".elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run("golden", "record", folder).exit_code == 0
    [removal] = [json.loads(line) for line in (folder / "expected.removals.jsonl").read_text().splitlines()]
    assert (removal["rule"], removal["where"]) == ("mine/hat", "mine.yaml:3")
    assert run("golden", "check", cases).exit_code == 0


@pytest.mark.parametrize("command", ["record", "check"])
def test_a_folder_without_cases_is_one_line(run, tmp_path, command):
    (tmp_path / "x").mkdir()
    assert "no source.txt or source.html in it" in run("golden", command, tmp_path).stderr
    assert run("golden", command, tmp_path / "no").exit_code == 2
    assert "no golden files" in run("golden", command, tmp_path / "x").stderr
