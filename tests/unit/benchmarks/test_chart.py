"""README's curve from figures that training measured."""

import json
from pathlib import Path

import pytest

from benchmarks import chart
from benchmarks.data import DataError
from tests.unit.benchmarks.support import text

FIGURES = {
    setting: {row: {"damage": 1.5, "left": 40.0} for row in ("text-dev, all", "articles, residual")}
    for setting in ("rules-only", "precision", "balanced", "recall")
}


def test_every_setting_stands_on_the_chart_beside_the_baselines(tmp_path: Path) -> None:
    texts = [text(["One line of an article that goes on for some words.", "Menu"], [1, 0])]
    svg = chart.draw(FIGURES, "t", texts, tmp_path)["text-curve"]
    for label in ("--favor precision", "default", "--favor recall", "rules only", "under five words"):
        assert f">{label}<" in svg


def test_figures_that_lack_a_setting_are_named(tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text(json.dumps({"balanced": {}}), encoding="utf-8")
    with pytest.raises(DataError, match=r"training\.text_whole --json"):
        chart.load(tmp_path / "f.json")


def test_the_figures_of_the_repository_are_whole() -> None:
    assert set(chart.load(chart.FIGURES)) == set(FIGURES)


def test_quality_against_speed_is_never_drawn_in_sample(tmp_path: Path) -> None:
    rows = [{"tool": "cleaner (in sample)", "F1": 0.95, "pages/s": 60.0}, {"tool": "peer", "F1": 0.8, "pages/s": 20.0}]
    path = tmp_path / "html.json"
    path.write_text(json.dumps({"sample": "3 pages", "tables": [{"rows": rows}]}), encoding="utf-8")
    with pytest.raises(DataError, match="in sample"):
        chart.draw_speed(path, None)
    assert ">cleaner<" in chart.draw_speed(path, 0.88)
