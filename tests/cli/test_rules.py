"""`cleaner rules`: every command, on files of its own and on the shipped ones."""

from __future__ import annotations

import json

import pytest
import yaml

from tests.unit.ruleset.support import rule, written

GOOD = "kind: sidebar\nlanguage: en\nrules:\n" + rule(
    "starts: [tide times by]\nremoves: Tide times by the Pilots 3:05\nkeeps: Tide times change from day to day.", "tide"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_cache(cache, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


def test_list_names_rules_by_kind_language_and_site(run, tmp_path) -> None:
    lines = run("rules", "list", "--kind", "breadcrumb", "--language", "en").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["en/breadcrumb/trail", "en/breadcrumb/path"]
    site = written(tmp_path, GOOD.replace("language: en", "hosts: [boats.example]"))
    assert "mine/tide" in run("rules", "list", "--site", "www.boats.example", "--rules", site).stdout
    assert run("rules", "list", "--site", "other.example", "--rules", site).stdout == ""


def test_show_gives_the_rule_its_examples_and_its_hits(run, tmp_path) -> None:
    text = tmp_path / "walk.txt"
    text.write_text("Home > Walks > The dyke\nThe sea was calm.\n", encoding="utf-8")
    result = run("rules", "show", "en/breadcrumb/trail", text)
    assert result.exit_code == 0
    assert "A trail that begins at the front page" in result.stdout
    assert "walk.txt:1: en/breadcrumb/trail: Home > Walks > The dyke" in result.stdout


def test_show_of_an_unknown_rule_says_where_to_look(run) -> None:
    result = run("rules", "show", "en/nothing")
    assert result.exit_code == 2
    assert "see `cleaner rules list`" in result.stderr


def test_examples_that_hold_and_that_fail(run, tmp_path) -> None:
    good = run("rules", "test", written(tmp_path, GOOD))
    assert (good.exit_code, good.stdout) == (0, "2 examples (1 to keep): 2 hold, 0 fail, 0 known misses\n")
    bad = run(
        "rules", "test", written(tmp_path, GOOD.replace("Tide times change", "Tide times by heart change"), "bad.yaml")
    )
    assert bad.exit_code == 1
    assert "bad/tide: keeps: “Tide times by heart change from day to day.” is taken by" in bad.stdout


def test_one_shipped_pack_by_name(run) -> None:
    assert run("rules", "test", "en/breadcrumb").exit_code == 0
    assert run("rules", "test", "rules/en/nothing").exit_code == 2


def test_check_names_what_is_to_mend(run, tmp_path) -> None:
    assert run("rules", "check", written(tmp_path, GOOD)).exit_code == 0
    bare = written(tmp_path, "kind: other\nrules:\n" + rule("phrases: [a boat]"), "bare.yaml")
    result = run("rules", "check", bare)
    assert result.exit_code == 1
    assert "rule 'bare/one': has no examples" in result.stdout


def test_a_wrong_file_is_one_line_on_stderr(run, tmp_path) -> None:
    bad = written(tmp_path, GOOD.replace("starts:", "regexp:"), "bad.yaml")
    result = run("rules", "test", bad)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f'cleaner: {bad}:6: unknown field "regexp" in rule "tide" (did you mean "text"?)\n'


def test_new_writes_a_pack_that_passes_and_never_overwrites(run, tmp_path) -> None:
    path = tmp_path / "packs" / "My tides.yaml"
    assert run("rules", "new", path, "--kind", "sidebar").exit_code == 0
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["rules"][0]["id"] == "my-tides"
    assert run("rules", "test", path).exit_code == 0
    assert run("rules", "new", path).exit_code == 2
    assert run("rules", "new", tmp_path / "x.yaml", "--kind", "nonsense").exit_code == 2


def test_coverage_measures_rules_against_labels(run, tmp_path) -> None:
    rows = tmp_path / "rows.jsonl"
    row = {
        "lines": ["Home > Walks", "The sea was calm and the dyke lay in the sun.", "Home > Boats"],
        "labels": [0, 1, 1],
    }
    rows.write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = json.loads(run("rules", "coverage", rows, "--json").stdout)
    assert found["rules"]["en/breadcrumb/trail"]["precision"] == 0.5
    assert "0.500" in run("rules", "coverage", rows, "--samples", "1").stdout


def test_coverage_counts_examples_by_language_without_a_corpus(run) -> None:
    assert "examples," in run("rules", "coverage").stdout


def test_the_schema_is_json_and_knows_the_fields(run) -> None:
    schema = json.loads(run("rules", "schema").stdout)
    assert {"not-in", "made-of", "phrases"} <= schema["$defs"]["RuleForm"]["properties"].keys()


def test_docs_are_written_by_language(run, tmp_path) -> None:
    assert run("rules", "docs", tmp_path / "pages").exit_code == 0
    assert "### en/breadcrumb/trail" in (tmp_path / "pages" / "en.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("list",), ("new", "x.yaml")])
@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--kind", "breadcrum"), "unknown kind 'breadcrum' (did you mean 'breadcrumb'?); kinds are: separator, "),
        (("--language", "klingon"), "unknown language 'klingon'"),
        (("--language", "german"), "unknown language 'german' (did you mean 'de'?)"),
    ],
)
def test_a_kind_or_a_language_that_there_is_not(run, tmp_path, monkeypatch, command, option, message) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("rules", *command, *option)
    assert (result.exit_code, result.stdout, message in result.stderr) == (2, "", True)
    assert not list(tmp_path.iterdir())


def test_common_is_a_language_to_list(run) -> None:
    assert "common/breadcrumb/trail" in run("rules", "list", "--language", "common").stdout


def test_coverage_without_a_corpus_as_json(run) -> None:
    found = json.loads(run("rules", "coverage", "--json").stdout)
    assert found["en"]["rules"] > 0
    assert set(found["every"]) == {"rules", "removes", "keeps", "todo", "measured"}


def test_coverage_of_rows_whose_language_is_no_code(run, tmp_path) -> None:
    rows = tmp_path / "rows.jsonl"
    row = {"lines": ["Home > Walks", "The sea was calm and the dyke lay in the sun."], "labels": [0, 1]}
    labels = ["en", "klingon", 5, ["en"], None]
    rows.write_text("".join(json.dumps({**row, "language": label}) + "\n" for label in labels), encoding="utf-8")
    found = json.loads(run("rules", "coverage", rows, "--json").stdout)
    assert found["documents"] == 5
    assert set(found["clutter"]) == {"en", ""}
    assert found["clutter"][""] == 4 * found["clutter"]["en"]
    assert run("rules", "coverage", rows).exit_code == 0
