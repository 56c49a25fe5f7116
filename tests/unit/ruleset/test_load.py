"""Rule files are read strictly, overridden by id, switched off by name, and cached."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaner.errors import RuleError
from cleaner.ruleset import RuleSet, load
from cleaner.ruleset.documents import blocks_of
from cleaner.ruleset.examples import all_packs
from cleaner.ruleset.pack import parse
from cleaner.settings import Settings
from tests.unit.ruleset.support import rule, written

HEAD = "kind: other\nrules:\n"
GOOD = HEAD + rule("phrases: [buy a boat]")


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_cache(cache, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setattr(load, "_known", {})  # as in a process of its own


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + rule("regexp: x"), 'x.yaml:5: unknown field "regexp" in rule "one" (did you mean "text"?)'),
        (HEAD + rule("phrase: x"), '(did you mean "phrases"?)'),
        (HEAD + rule("phrases: x\nconfidence: high"), 'field "confidence" in rule "one"'),
        (HEAD + rule("phrases: x\nwords: many"), "a range is written 3..10"),
        (HEAD + rule("phrases: x\nwords: 9..3"), "is empty"),
        (HEAD + rule("text: '(unclosed'"), "is wrong"),
        (HEAD + "  - why: Made up for a test.\n    text: x\n", 'field "id" is missing'),
        (HEAD + rule("place: top\ntext: x"), 'field "place"'),
        (HEAD + rule("confidence: 0.9"), "says nothing to match"),
        ("kind: nonsense\nrules:\n" + rule("text: x"), 'field "kind"'),
        (GOOD + rule("text: x"), "stands here twice"),
        (GOOD + "kind: other\n", "'kind' stands here twice (first on line 1)"),
        ("- a\n- b\n", "a rule file starts with"),
        ("kind: other\nrules: []\n", "at least 1"),
        ("kind: &a other\nrules: *a\n", "aliases"),
        (
            "kind: !!python/object/apply:os.system ['true']\nrules: 1\n",
            "x.yaml:1: tags (!!python/object/apply:os.system",
        ),
        (HEAD + rule("phrases: [a,\n  !!binary Ym9hdA==]"), "x.yaml:6: tags (!!binary) are not allowed"),
        (HEAD + rule("phrases: !!set {a, b}"), "x.yaml:5: tags (!!set)"),
        (HEAD + rule("phrases: [!!timestamp 2024-01-02]"), "x.yaml:5: tags (!!timestamp)"),
        (HEAD + rule("phrases: [!!str a]"), "x.yaml:5: tags (!!str)"),
        (HEAD + rule("phrases: [!own a]"), "x.yaml:5: tags (!own)"),
        (HEAD + rule("made-of: [a, b]\ncase: true"), "case: true needs text, line, phrases"),
        ("kind: other\nrules: " + "[" * 40 + "]" * 40, "nested deeper"),
        ("kind: other\n\trules: 1\n", "x.yaml:2:"),
        ("kind: other\nrules:\n" + rule("html: {css: 'a:hover'}"), "beyond what rules know"),
        ("kind: other\nrules:\n" + rule("html: {klass: promo}"), 'did you mean "class"?'),
        (HEAD + rule("phrases: [a]\nkeeps:\n  - {txet: b}"), "keeps"),
    ],
)
def test_a_wrong_file_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(RuleError) as raised:
        parse(text, "x", "x.yaml")
    assert message in str(raised.value)
    assert str(raised.value).startswith("x.yaml:")


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "12:30", "2024-01-02", "1_000", "0x1f", "1e3"])
def test_a_word_stays_a_word(word: str) -> None:
    (entry,) = parse(HEAD + rule(f"phrases: [{word}]"), "x", "x.yaml").form.rules
    assert entry.phrases == [word]


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(RuleError, match="larger than"):
        parse("# " + "x" * 3_000_000, "x", "x.yaml")


def test_a_users_pack_overrides_a_shipped_rule_by_id(tmp_path) -> None:
    mine = written(
        tmp_path, "kind: breadcrumb\nrules:\n" + rule("phrases: [way home]", "trail"), "packs/en/breadcrumb.yaml"
    )
    rules = {one.id: one for one in RuleSet.load(Settings(rules=(str(tmp_path / "packs"),))).rules}
    assert rules["en/breadcrumb/trail"].phrases == ("way home",)
    assert mine.endswith("breadcrumb.yaml")


@pytest.mark.parametrize("name", ["en/breadcrumb/trail", "en/breadcrumb", "en", "breadcrumb"])
def test_rules_are_switched_off_by_id_pack_folder_or_kind(name: str) -> None:
    everything, without = RuleSet.load(Settings()), RuleSet.load(Settings(disable=name))
    assert "en/breadcrumb/trail" in {one.id for one in everything.rules}
    assert "en/breadcrumb/trail" not in {one.id for one in without.rules}
    assert everything.digest != without.digest


def test_the_second_load_reads_the_cache_and_finds_the_same(cache, monkeypatch) -> None:
    first = load.load_rules(Settings())
    assert list(cache.rglob("rules-*.json"))
    monkeypatch.delattr(load, "read_pack")
    load._known.clear()
    assert load.load_rules(Settings()) == first


def test_a_changed_pack_of_the_callers_is_read_again_and_no_other(monkeypatch, tmp_path) -> None:
    RuleSet.load(Settings())
    read, reader = [], load.read_pack
    monkeypatch.setattr(
        load, "read_pack", lambda file, *rest, **more: read.append(file.name) or reader(file, *rest, **more)
    )
    for phrase in ("buy a boat", "buy a hat"):
        found = RuleSet.load(Settings(rules=(written(tmp_path, HEAD + rule(f"phrases: [{phrase}]")),)))
        assert found.rules[-1].phrases == (phrase,)
    assert read == ["mine", "mine"]


def test_a_process_remembers_the_rules_of_the_same_files(cache, monkeypatch) -> None:
    first = load.load_rules(Settings())
    monkeypatch.delattr(load, "read_pack")
    for file in cache.rglob("rules-*.json"):
        file.unlink()
    assert load.load_rules(Settings()) == first


def test_a_broken_cache_is_no_harm(cache) -> None:
    first = load.load_rules(Settings())
    for file in cache.rglob("rules-*.json"):
        file.write_text("[{]", encoding="utf-8")
    load._known.clear()
    assert load.load_rules(Settings()) == first


@pytest.mark.parametrize("folder", ["sites", "de", "common"])
def test_a_file_holds_for_the_same_documents_by_itself_as_in_its_folder(folder: str, tmp_path, monkeypatch) -> None:
    mine = written(tmp_path, GOOD, f"{folder}/example.org.yaml")
    monkeypatch.chdir(tmp_path / folder)
    for given in (mine, str(tmp_path / folder), str(tmp_path), "example.org.yaml", "."):
        found = RuleSet.load(Settings(rules=(given,))).rules[-1]
        assert found.id == f"{folder}/example.org/one", given
        assert (found.hosts, found.language) == {
            "sites": (("example.org",), ""), "de": ((), "de"), "common": ((), ""),
        }[folder]  # fmt: skip


def test_a_shipped_file_that_is_named_is_not_there_twice(tmp_path) -> None:
    named = load.shipped_root() / "en" / "breadcrumb.yaml"
    packs = all_packs(Settings(rules=(str(named), written(tmp_path, GOOD))))
    assert sorted(pack.name for pack in packs) == sorted([*(file.name for file in load.shipped_files()), "mine"])
    assert [pack.where for pack in packs if pack.name == "en/breadcrumb"] == [str(named)]


def test_a_file_in_any_other_folder_is_for_every_document(tmp_path) -> None:
    found = RuleSet.load(Settings(rules=(written(tmp_path, GOOD, "home/mine.yaml"),))).rules[-1]
    assert (found.id, found.hosts, found.language) == ("mine/one", (), "")


def test_a_host_is_the_same_in_capitals() -> None:
    (found,) = parse("kind: other\nhosts: Boats.Example\nrules:\n" + rule("phrases: [a]"), "x", "x.yaml").rules
    assert found.hosts == ("boats.example",)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(RuleError, match=r"nowhere\.yaml: no such rule file"):
        RuleSet.load(Settings(rules=("nowhere.yaml",)))


def test_a_rule_that_waits_for_itself_or_for_nobody_is_refused(tmp_path) -> None:
    circle = HEAD + rule("text: x\nafter: two", "one") + rule("text: y\nafter: one", "two")
    with pytest.raises(RuleError, match="waits for itself"):
        RuleSet.load(Settings(rules=(written(tmp_path, circle),)))
    with pytest.raises(RuleError, match="does not exist"):
        RuleSet.load(Settings(rules=(written(tmp_path, HEAD + rule("text: x\nafter: three")),)))


def test_a_trusted_pattern_that_is_wrong_is_named_when_a_line_asks_for_it() -> None:
    """Patterns of a wheel's packs are compiled late; `rules check` and a checkout compile them at once."""
    found = RuleSet(parse(HEAD + rule("text: '^newsletter (?<'"), "odd", "rules/odd.yaml", trusted=True).rules, "")
    with pytest.raises(RuleError, match=r'rules/odd.yaml:3: rule "odd/one": pattern .* is wrong'):
        list(found.find(blocks_of("newsletter for all\n", "text", Settings()), Settings()))


def test_a_shipped_file_that_is_edited_is_read_again_whatever_its_time_says(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(load, "shipped_root", lambda: tmp_path)
    for phrase in ("buy a boat", "buy a goat"):
        (tmp_path / "odd.yaml").write_text(HEAD + rule(f"phrases: [{phrase}]"), encoding="utf-8")
        os.utime(tmp_path / "odd.yaml", (0, 0))
        assert RuleSet.load(Settings()).rules[0].phrases == (phrase,)


def test_the_same_files_give_the_same_rules_and_others_do_not(tmp_path) -> None:
    assert RuleSet.load(Settings()) is RuleSet.load(Settings(favor="recall"))
    assert RuleSet.load(Settings(disable=frozenset({"en"}))) is not RuleSet.load(Settings())
    mine = written(tmp_path, GOOD)
    assert RuleSet.load(Settings(rules=(mine,))) is not RuleSet.load(Settings())


def test_a_user_without_a_home_has_no_cache_there(monkeypatch) -> None:
    def homeless(path: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "expanduser", homeless)
    assert load.cache_folder().name == "cleaner"


def test_a_cache_that_cannot_be_written_is_none(monkeypatch, tmp_path) -> None:
    (tmp_path / "cleaner").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(load, "shipped_root", lambda: tmp_path)
    (tmp_path / "odd.yaml").write_text(GOOD, encoding="utf-8")
    assert len(RuleSet.load(Settings())) == 1
