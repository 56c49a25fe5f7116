"""What a shop filters by goes, what it says of a product stays."""

from __future__ import annotations

import pytest

from cleaner.heuristics import facets, specifications
from cleaner.settings import Settings
from tests.helpers import PROSE, blocks_of, pointed_to

BOX = ("Colour", "Black (39)", "Blue (73)", "Moss green (1,206)", "Brand", "Nordhem (12)")
SHEET = ("Material", "Stoneware", "Weight", "410 g", "Made in", "Portugal")


def found(module: object, *lines: str) -> set[str]:
    blocks = blocks_of(*lines)
    return pointed_to(blocks, list(module.find(blocks, Settings())))  # type: ignore[attr-defined]


def weights(*lines: str) -> list[float]:
    blocks = blocks_of(*lines)
    return [float(item.weight) for item in facets.find(blocks, Settings())]


def test_a_filter_box_goes_from_its_first_count_to_its_last() -> None:
    assert found(facets, PROSE, *BOX, PROSE) == set(BOX[1:])


@pytest.mark.parametrize("word", ["Filter by", "Trier par", "Filtry", "絞り込み", "筛选", "Сортировать по", "필터"])
def test_beside_a_word_for_filters_it_is_nearly_sure(word: str) -> None:
    assert weights(word, *BOX) == [facets.WEIGHT]
    assert weights(*BOX) == [facets.HINT_WEIGHT]


def test_a_word_for_filters_far_away_is_of_something_else() -> None:
    far = (PROSE,) * (facets.NEAR + 1)
    assert weights("Filter by", *far, *BOX) == weights(*BOX, *far, "Filter by") == [facets.HINT_WEIGHT]
    assert weights("Filter by", *far[3:], *BOX) == weights(*BOX, *far[3:], "Filter by") == [facets.WEIGHT]


def test_a_count_may_stand_on_a_line_of_its_own() -> None:
    lines = "Sort by", "Black", "(39)", "Blue", "(73)", "Green", "(6)"
    assert found(facets, *lines) == set(lines[2:])


@pytest.mark.parametrize(
    "lines",
    [
        ("Haaland (14)", "Kane (12)", "Salah (11)"),  # three scorers, and nothing that speaks of a filter
        ("sort(1)", "cut(1)", "uniq(1)", "join(1)"),
        ("Album (2020)", "Single (2021)", "Tour (2022)", "Live (2023)"),
        ("5 (6)", "12 (14)", "41 (47)", "10 (11)"),
        ("Python ★★★★★(13)", "Introduction ★★★★☆(8)", "Advanced ★★★★☆(2)", "Learning ★★★★★(3)"),
    ],
)
def test_other_numbers_in_brackets_stay(lines: tuple[str, ...]) -> None:
    assert not found(facets, PROSE, *lines)


def test_a_sheet_of_labels_and_values_stays() -> None:
    assert found(specifications, "Details", *SHEET, "Add to basket") == set(SHEET)


@pytest.mark.parametrize(
    "lines",
    [
        ("原材料名", "緑茶", "内容量", "100g", "保存方法", "冷暗所"),
        ("Größe", "42", "Maße", "30 × 20 cm", "Gewicht", "410 g"),
        ("Μέγεθος", "42", "Βάρος", "410 g", "Υλικό", "πηλός"),
        ("MATERIAL", "Stoneware", "Weight:", "410 g", "• Made in", "Portugal"),
    ],
)
def test_labels_are_known_however_they_are_written(lines: tuple[str, ...]) -> None:
    assert found(specifications, *lines) == set(lines)


def test_a_label_that_nobody_knows_may_stand_between() -> None:
    lines = (*SHEET[:4], "Glaze", "Matt, lead-free", *SHEET[4:])
    assert found(specifications, *lines) == set(lines)


@pytest.mark.parametrize(
    "lines",
    [
        SHEET[:4],  # two known labels
        ("Colour", "Black", "Blue", "Green", "Size", "S", "M", "L", "Brand", "Alder", "Moss", "Nordhem"),
        ("Material", f"{PROSE} {PROSE}", "Weight", "410 g", "Made in", "Portugal"),
    ],
)
def test_other_lines_are_no_sheet(lines: tuple[str, ...]) -> None:
    assert not found(specifications, *lines)
