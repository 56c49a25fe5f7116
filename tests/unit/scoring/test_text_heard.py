"""What the text score is told of rules and heuristics."""

from __future__ import annotations

import numpy as np

from cleaner import Cleaner, Settings
from cleaner.pipeline import gather
from cleaner.ruleset import RuleReport
from cleaner.scoring.text_heard import NAMES, heard
from cleaner.segment.text import segment_text
from cleaner.source import read_source
from cleaner.types import Evidence, Reason

AT = np.arange(3)


def said(**changes: object) -> dict[str, list[float]]:
    """The features of three lines that one piece of evidence about the second brings."""
    given = {"points_to": "boilerplate", "weight": 0.5, "kind": "comments", "origin": "en/comments/form"} | changes
    item = Evidence(np.array([1]), reason=Reason("because"), **given)  # type: ignore[arg-type]
    return {name: values.tolist() for _, name, values in heard([item], AT, 3)}


def test_a_rule_is_heard_by_its_weight_and_its_group() -> None:
    found = said()
    assert found["a rule against it"] == found["a rule for comments"] == [0, 0.5, 0]
    assert sum(map(sum, found.values())) == 1


def test_a_sure_heuristic_is_heard_as_both() -> None:
    found = said(origin="heuristic:headline-list", kind="headline-list", sure=True, weight=np.array([0.25]))
    assert found["a heuristic against it"] == found["a rule for other stories"] == [0, 0.25, 0]
    assert found["sure against it"] == [0, 1, 0]


def test_what_speaks_for_a_line_names_no_group() -> None:
    found = said(points_to="content", sure=True)
    assert found["a rule for it"] == [0, 0.5, 0]
    assert found["sure for it"] == [0, 1, 0]
    assert not any(found["a rule for comments"])


def test_the_strongest_of_two_is_heard() -> None:
    items = [
        Evidence(np.array([0]), "boilerplate", weight, "comments", "en/comments/form", Reason("because"))
        for weight in (0.25, 0.75, 0.5)
    ]
    assert {name: values.tolist() for _, name, values in heard(items, AT, 3)}["a rule for comments"][0] == 0.75


def test_without_evidence_everything_is_nought() -> None:
    found = list(heard([], AT, 3))
    assert [name for _, name, _ in found] == list(NAMES)
    assert not any(values.any() for _, _, values in found)


def test_rules_of_the_callers_own_do_not_change_the_score(tmp_path) -> None:
    text = "The mayor has lost her hat in the river, and the town is looking for it.\nA boat for sale\nShare this\n" * 3
    pack = tmp_path / "mine.yaml"
    pack.write_text(
        "kind: other\nrules:\n  - id: boat\n    why: A boat that is for sale.\n    phrases: [a boat for sale]\n"
        "    confidence: 0.9\n"
        "    removes: A boat for sale\n    keeps: A boat for sale sank.\n"
    )

    def score(settings: Settings) -> list[float]:
        cleaner = Cleaner(settings)
        blocks = segment_text(read_source(text, kind="text"), settings)
        scores = cleaner.scorers.score(blocks, settings, list(gather(blocks, cleaner, RuleReport())))
        assert scores is not None
        return scores.logit.tolist()

    assert score(Settings(rules=(str(pack),))) == score(Settings())
