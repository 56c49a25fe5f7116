"""Tables and charts."""

import xml.etree.ElementTree as ET

import pytest

from benchmarks import charts
from benchmarks.report import Report
from benchmarks.tables import Table, shown


@pytest.mark.parametrize(
    ("cell", "form", "expected"),
    [
        (0.8731, "share", ".873"),
        (1.0, "share", "1.000"),
        (0.0123, "percent", "1.2"),
        (None, "share", ""),
        ("a|b", "text", r"a\|b"),
    ],
)
def test_cells_read_well(cell: object, form: str, expected: str) -> None:
    assert shown(cell, form) == expected  # type: ignore[arg-type]


def test_a_row_must_fit_its_table() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Table("t", ("a", "b"), ("text", "text")).add("x")


def test_a_report_says_versions_and_sample() -> None:
    text = Report(
        "r", "3 pages of 2 sites", [Table("t", ("a",), ("text",), [["x"]])], versions={"peer": "1.2"}
    ).markdown()
    assert "Sample: 3 pages of 2 sites." in text
    assert "peer 1.2" in text


def test_a_chart_is_well_formed_svg() -> None:
    series = [charts.Series("a & b", ((0.5, 1.0, "<x>"), (20.0, 3.0, "")), line=True)]
    svg = charts.plot("Title", charts.Axis("x", 0.1, 100, log=True), charts.Axis("y", 0, 4), series)
    assert ET.fromstring(svg).tag.endswith("svg")
    assert ET.fromstring(charts.bars("Bars", [("cleaner", 0.9), ("peer", 0.8)])).tag.endswith("svg")


def test_labels_of_neighbouring_points_do_not_cover_each_other() -> None:
    points = tuple((10.0 + n / 10, 2.0, f"point number {n}") for n in range(4))
    svg = charts.plot("T", charts.Axis("x", 0, 20), charts.Axis("y", 0, 4), [charts.Series("", points)])
    places = [(text.get("x"), text.get("y")) for text in ET.fromstring(svg).iter() if (text.text or "").startswith("p")]
    assert len(places) == 4
    assert len({y for _, y in places}) >= 2
