"""Texts written for measuring: labels in front of lines, and every text in the repository has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import written
from benchmarks.data import DataError


def test_labels_stand_in_front_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "kinds" / "recipe_de.txt"
    path.parent.mkdir()
    path.write_text("D\tMenü\n\nK\tEin\tKuchen\nE\tvon Ida\n", encoding="utf-8")
    text = written.read(path)
    assert (text.id, text.page_type, text.language) == ("kinds/recipe_de", "kinds", "de")
    assert text.lines == ("Menü", "", "Ein\tKuchen", "von Ida", "")
    assert text.labels == (0, -1, 1, -1, -1)


def test_a_line_without_a_label_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kinds" / "a.txt"
    path.parent.mkdir()
    path.write_text("K\tA line\nanother\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.txt:2"):
        written.texts(tmp_path)


def test_every_text_of_the_repository_can_be_read() -> None:
    texts = written.texts()
    assert len(texts) > 100 and len({text.language for text in texts}) > 30
    folders = {"europe", "world", "kinds", "residual", "own-lists", "look-alikes", "shapes"}
    folders |= {"page-types", "news", "genres", "second-look", "third-look", "own-voice"}
    assert {text.page_type for text in texts} == folders
    assert all(1 in text.labels for text in texts)
