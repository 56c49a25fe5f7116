"""The commands on the built-in sample."""

import json
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
    from cleaner import Settings

    (tmp_path / "folds.json").write_text('{"a.org": 3}', encoding="utf-8")
    ours = Ours.load(Settings(), tmp_path)
    assert ours.folds == {"a.org": 3}
    assert not ours.held_out("text")


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
