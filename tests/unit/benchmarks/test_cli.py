"""The commands on the built-in sample."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.cli import app


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("command", ["text", "family", "guard"])
def test_the_sample_gives_a_table_with_versions(command: str, tmp_path: Path) -> None:
    output = run(
        command,
        "--sample",
        "--peers",
        "keep all,under five words",
        "--cache",
        str(tmp_path / "c"),
        "--out",
        str(tmp_path),
    )
    assert "| under five words |" in output
    assert "Versions: " in output
    content = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert content["sample"]
    assert content["tables"][0]["rows"][0]["tool"].startswith("cleaner")


def test_the_sample_does_not_get_worse(tmp_path: Path) -> None:
    """A floor for figures of the fixtures and seeds; lower it only with a reason."""
    run("text", "--sample", "--peers", "none", "--out", str(tmp_path))
    row = json.loads((tmp_path / "text-sample-texts.json").read_text(encoding="utf-8"))["tables"][0]["rows"][0]
    assert row["damage"] <= 0.01
    assert row["left"] <= 0.25


def test_fold_weights_are_chosen_by_domain(tmp_path: Path) -> None:
    from benchmarks.ours import Ours
    from cleaner import Settings, scoring

    (tmp_path / "folds.json").write_text('{"a.org": 1}', encoding="utf-8")
    for fold in range(2):
        shutil.copyfile(Path(scoring.__file__).parent / "text.npz", tmp_path / f"text-fold{fold}.npz")
    ours = Ours.load(Settings(), tmp_path)
    assert str(ours.cleaner("text", "a.org").text_weights).endswith("text-fold1.npz")
    assert ours.held_out("text")
    assert not ours.held_out("html")


def test_missing_fold_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "text-fold1.npz").touch()
    result = CliRunner().invoke(app, ["text", "--sample", "--fold-weights", str(tmp_path)])
    assert result.exit_code == 2
    assert "text-fold0.npz" in re.sub(r"[\s│]", "", result.output), "wherever the panel breaks its lines"


def test_a_wrong_setting_is_named() -> None:
    result = CliRunner().invoke(app, ["text", "--sample", "--set", "favour=recall"])
    assert result.exit_code == 2


def test_missing_data_is_a_message_and_not_a_traceback(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["text", "--data", str(tmp_path), "--no-ours"])
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_an_unknown_peer_is_named() -> None:
    result = CliRunner().invoke(app, ["text", "--sample", "--peers", "C5"])
    assert result.exit_code == 2
    assert "C5" in result.output
