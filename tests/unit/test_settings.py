"""Settings say what is wrong with a value when they are made."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import pickle
import sys
from pathlib import Path

import numpy as np
import pytest

from cleaner import CleanerError, Settings, SettingsError


@pytest.mark.parametrize(
    "language", ["en", "EN", "en-GB", "pt_BR", "zh-Hant-TW", "eo", "nb", "iw", "fil", "gsw", "ceb", "sr-Latn", "", None]
)
def test_a_code_is_a_language(language: str | None) -> None:
    assert Settings(language=language).language == language


@pytest.mark.parametrize(
    ("language", "meant"),
    [
        ("english", "en"), ("German", "de"), ("deutsch", "de"), ("potuguese", "pt"), ("eng", "en"), ("ger", "de"),
        ("spa_Latn", "es"), ("jp", "ja"), ("cz", "cs"), ("chinese", "zh"), ("francais", "fr"),
    ],
)  # fmt: skip
def test_what_is_no_code_is_an_error_that_names_the_code(language: str, meant: str) -> None:
    with pytest.raises(SettingsError, match=f"unknown language '{language}' .did you mean '{meant}'"):
        Settings(language=language)
    with pytest.raises(CleanerError):
        Settings().with_(language=language)


@pytest.mark.parametrize("language", ["xx", "e", "12", "klingon", "en.UTF-8", " en", "-", "e1x"])
def test_what_is_like_no_language_is_an_error_as_well(language: str) -> None:
    with pytest.raises(SettingsError, match="unknown language"):
        Settings(language=language)


def test_names_to_switch_off_are_checked_against_those_that_there_are() -> None:
    known = {"en/share/bar", "en/share", "en", "heuristic:zones"}
    Settings(disable="en/share,heuristic:zones,footer").check_disabled(known)
    with pytest.raises(SettingsError, match=r"disable: 'bar' is no rule.* 'en/share/bar'"):
        Settings(disable="bar").check_disabled(known)
    with pytest.raises(SettingsError, match=r"disable: 'fr' is no rule, pack, heuristic or kind; "):
        Settings(disable={"en", "fr"}).check_disabled(known)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("keep", None), ("keep", 5), ("drop", {5}), ("disable", b"en"), ("rules", 5), ("rules", [None]),
        ("threshold", "0.5"), ("threshold", True), ("threshold", float("nan")), ("language", 5), ("language", ["en"]),
        ("encoding", 5), ("max_chars", "5"), ("max_chars", 10**20), ("max_chars", 1.5), ("max_blocks", None),
        ("max_depth", -1), ("deadline", "5"), ("deadline", float("nan")), ("rule_timeout", "1"),
        ("rule_timeout", None),
    ],
)  # fmt: skip
def test_a_value_of_a_wrong_type_is_an_error_that_names_the_field(field: str, value: object) -> None:
    with pytest.raises(SettingsError, match=rf"^{field} (is|takes|lies)\b.*not "):
        Settings().with_(**{field: value})


@pytest.mark.parametrize("rules", [Path("my rules/x.yaml"), "my rules/x.yaml", [Path("my rules/x.yaml")]])
def test_one_path_of_rules_is_taken_as_it_is(rules: Path | str | list[Path]) -> None:
    assert Settings(rules=rules).rules == (str(Path("my rules/x.yaml")),)


def test_numbers_of_every_sort_are_numbers() -> None:
    Settings(threshold=np.float32(0.5), max_chars=np.int64(5), deadline=5, rule_timeout=np.float64(1))


def test_settings_stay_small_frozen_and_alike() -> None:
    chosen = Settings(keep=["credit"], disable="en, heuristic:zones", rules=["a.yaml"])
    assert (chosen.keep, chosen.disable) == (frozenset({"credit"}), frozenset({"en", "heuristic:zones"}))
    assert pickle.loads(pickle.dumps(chosen)) == chosen == dataclasses.replace(chosen)
    assert len({chosen, chosen.with_(learned=False).with_(learned=True)}) == 1
    assert not hasattr(chosen, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        chosen.keep = frozenset()  # type: ignore[misc]


def test_what_type_checkers_see_of_the_constructor_are_the_fields() -> None:
    """They read a signature that admits sets, lists and texts; at run time it is the dataclass's own."""
    tree = ast.parse(inspect.getsource(sys.modules["cleaner.settings"]))
    (seen,) = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "__init__"]
    fields = [field.name for field in dataclasses.fields(Settings)]
    assert [argument.arg for argument in seen.args.args] == ["self", *fields]
    assert [ast.unparse(default) for default in seen.args.defaults] == fields
    types = {argument.arg: ast.unparse(argument.annotation) for argument in seen.args.args if argument.annotation}
    wide = {"keep": "Names", "drop": "Names", "disable": "Names", "rules": "Paths"}
    assert types == {field.name: wide.get(field.name, field.type) for field in dataclasses.fields(Settings)}
