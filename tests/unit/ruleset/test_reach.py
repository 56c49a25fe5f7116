"""How far the heading of a list of other stories reaches in a text."""

from __future__ import annotations

import pytest

from tests.unit.ruleset.support import PROSE, rule, ruleset, taken

LEAD_IN = ruleset(rule('phrases: [See also]\nreach: run\nremoves: ["See also"]\nkeeps: ["See also the map."]'))
STORIES = ("Storm warning for the coast", "Teacher wins the chess title")


@pytest.mark.parametrize("below", ["", "\n"])
def test_a_blank_line_ends_titles_that_stood_close(below: str) -> None:
    text = "\n".join(("See also", *STORIES, "", "The rules of the house", below + "Nobody smokes:", "", PROSE))
    assert taken(LEAD_IN, text) == ["See also", *STORIES]


def test_titles_between_blank_lines_go_on() -> None:
    text = "\n\n".join(("See also", *STORIES, "A third story", PROSE))
    assert taken(LEAD_IN, text) == ["See also", *STORIES]


def test_where_no_prose_comes_behind_a_blank_line_ends_nothing() -> None:
    text = "\n".join((PROSE, "See also", *STORIES, "", "A third story"))
    assert taken(LEAD_IN, text) == ["See also", *STORIES, "A third story"]
