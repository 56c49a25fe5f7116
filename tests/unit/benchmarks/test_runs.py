"""Runs are saved, reused and compared."""

from pathlib import Path

import pytest

from benchmarks import data, diff, runs
from benchmarks.data import Text
from tests.unit.benchmarks.support import page, text

TEXTS = [text(["a b", "c"], [1, 0], id="one"), text(["d"], [1], id="two")]


def everything(one: Text) -> list[bool]:
    return [True] * len(one.lines)


def nothing(one: Text) -> list[bool]:
    return [False] * len(one.lines)


def test_a_saved_run_comes_back(tmp_path: Path) -> None:
    run = runs.execute("tool", "1", "set", TEXTS, everything)
    runs.save(run, tmp_path / "run.jsonl.gz")
    assert {key: one.keep for key, one in runs.load(tmp_path / "run.jsonl.gz").outputs.items()} == {
        "one": (True, True),
        "two": (True,),
    }


def test_a_peer_runs_once(tmp_path: Path) -> None:
    calls: list[str] = []

    def make() -> object:
        calls.append("made")
        return everything

    for _ in range(2):
        runs.cached("tool", "1", "set", TEXTS, make, tmp_path)  # type: ignore[arg-type]
    assert calls == ["made"]


def test_an_exception_is_counted_and_the_others_go_on() -> None:
    def broken(one: Text) -> list[bool]:
        raise ValueError("no")

    run = runs.execute("tool", "1", "set", TEXTS, broken)
    assert run.errors == len(run.outputs) == 2


def test_the_worst_loser_comes_first_and_has_a_view(tmp_path: Path) -> None:
    first, second = (runs.execute("tool", str(n), "set", TEXTS, one) for n, one in enumerate((everything, nothing)))
    report = diff.evaluate(TEXTS, first, second, tmp_path)
    assert report.tables[1].rows[0][:2] == ["two", "raw"]
    assert "only by" in (tmp_path / "diff" / "two.html").read_text(encoding="utf-8")
    assert "two.html" in (tmp_path / "diff.html").read_text(encoding="utf-8")


def test_a_page_is_scored_by_its_words() -> None:
    assert diff.score(page(truth="a b"), runs.Output("p", 0.0, text="a b"), "wcxb") == 1


def test_a_missing_set_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(data.DataError, match="pass --data, or --sample"):
        data.pages("wcxb", tmp_path)


def test_a_broken_line_is_located(tmp_path: Path) -> None:
    (tmp_path / "text.jsonl").write_text('{"id": 1', encoding="utf-8")
    with pytest.raises(data.DataError, match=r"text\.jsonl:1: not a JSON object"):
        data.texts("text", tmp_path)
