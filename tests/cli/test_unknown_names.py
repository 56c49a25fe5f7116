"""A name that nobody knows is an error that says what was meant, before anything is cleaned."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

import cleaner
from cleaner import LimitError, Settings
from cleaner.cli import clean as command
from cleaner.cli.talk import REMEDIES, told

TEXT = b"The ferry has lost its bell, and the town is looking for it with boats.\n"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("typo", "no rule, pack, heuristic or kind; `cleaner rules list` names the rules"),
        ("zones", "(did you mean 'heuristic:zones'?)"),
        ("heuristic:zone", "'heuristic:zones'"),
        ("en/breadcrum", "(did you mean 'en/breadcrumb'"),
        ("headline-lists", "'headline-list'"),
        ("click-to-share", "'en/social-share/click-to-share'"),
    ],
)
def test_a_name_to_switch_off_that_is_none(run, name, meant):
    result = run("clean", "-", "--disable", f"separator,{name}", input=TEXT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert f"cleaner: disable: {name!r} is no rule" in result.stderr
    assert meant in result.stderr


def test_names_of_every_sort_are_switched_off(run, tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("kind: footer\nrules:\n  - id: bell\n    why: Of a town\n    phrases: [the bell of the town]\n")
    names = "en/breadcrumb/trail,en/breadcrumb,en,heuristic:zones,tags,blank,mine/bell,mine"
    result = run("clean", "-", "--rules", mine, "--disable", names, input=TEXT)
    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, TEXT, "")


@pytest.mark.parametrize(
    ("given", "meant"), [("english", "'en'"), ("Germn", "'de'"), ("eng_Latn", "'en'"), ("jp", "'ja'")]
)
def test_a_language_that_is_no_code(run, given, meant):
    result = run("clean", "-", "--language", given, input=TEXT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"unknown language {given!r} (did you mean {meant}?); a language is a code" in result.stderr


@pytest.mark.parametrize(("given", "noted"), [("eo", True), ("en-GB", False), ("nb", False), ("gsw", True)])
def test_a_language_without_rules_is_named(run, given, noted):
    result = run("clean", "-", "--language", given, input=TEXT)
    assert (result.exit_code, result.stdout_bytes) == (0, TEXT)
    assert (f"--language {given}: no rules of that language" in result.stderr) is noted
    assert run("clean", "-", "-q", "--language", given, input=TEXT).stderr == ""


def test_rules_in_a_folder_that_is_no_language(run, tmp_path):
    (tmp_path / "shop").mkdir()
    pack = "kind: footer\nrules:\n  - id: bell\n    why: Of a town\n    phrases: [a bell]\n    removes: [A bell]\n"
    (tmp_path / "shop" / "x.yaml").write_text(pack)
    result = run("rules", "test", tmp_path)
    assert result.exit_code == 2
    assert "shop/x.yaml: unknown language 'shop'" in result.stderr


@pytest.mark.parametrize(
    ("limits", "data", "remedy"),
    [
        ({"max_chars": 10}, TEXT, "(raise --max-chars)"),
        ({"max_blocks": 1}, TEXT * 2, "(split it, or use Python: Settings(max_blocks=…))"),
        ({"max_depth": 10}, b"<html><body>" + b"<div>" * 20 + TEXT, "(use Python: Settings(max_depth=…))"),
        ({"deadline": 1e-9}, TEXT, "(raise --deadline)"),
    ],
)
def test_a_limit_says_what_a_user_of_the_command_can_do(run, monkeypatch, limits, data, remedy):
    """The command sets two of the limits itself, so that smaller ones are put into its hands here."""
    monkeypatch.setattr(command, "Settings", lambda **chosen: partial(Settings, **chosen)(**limits))
    result = run("clean", "-", input=data)
    assert result.exit_code == 2
    assert remedy in result.stderr


def test_every_limit_of_the_library_has_a_remedy():
    source = "\n".join(path.read_text("utf-8") for path in Path(cleaner.__file__).parent.rglob("*.py"))
    limits = set(re.findall(r"\(raise ([a-z_]+)\)", source))
    assert limits == set(REMEDIES)
    assert told(LimitError("9 lines (raise max_blocks)")).startswith("9 lines (split it")


def test_the_help_says_what_takes_bylines(run):
    shown = " ".join(re.sub(r"[│╭╮╰╯─]", " ", run("clean", "--help").stdout).split())
    assert "besides byline and timestamp" not in shown
    assert "the learned score does when they are named here" in shown
