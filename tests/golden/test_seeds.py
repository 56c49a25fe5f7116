"""The samples in the founding shape come out as the text beside them."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.helpers import Sample, known_failures_marked, seeds

FOUNDING = seeds()[0]


@pytest.mark.parametrize("sample", known_failures_marked(seeds()))
def test_a_seed_comes_out_as_the_text_beside_it(sample: Sample) -> None:
    assert sample.expected is not None, f"seeds/{sample.name}.expected.txt is missing"
    assert clean(sample.source, kind="text").text == sample.expected


def test_the_founding_sample_keeps_exactly_its_first_twelve_lines() -> None:
    lines = FOUNDING.source.decode("utf-8").splitlines(keepends=True)
    assert clean(FOUNDING.source).text == "".join(lines[:12])


def test_the_founding_sample_has_eight_separators_and_eight_headlines_in_its_record() -> None:
    removed = clean(FOUNDING.source).removed
    assert [removal.category for removal in removed] == ["separator", "headline-list"] * 8
    assert [removal.line for removal in removed] == list(range(13, 29))


@pytest.mark.parametrize("mark", ["•", "*", "|", "–", "---", "—", "·", "***", "▪", "#", "* * *", "=====", "~"])
def test_the_founding_sample_holds_with_other_separators(mark: str) -> None:
    text = FOUNDING.source.decode("utf-8").replace("\n-\n", f"\n{mark}\n")
    assert clean(text).text == "".join(text.splitlines(keepends=True)[:12])


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_founding_sample_holds_with_other_line_ends(end: str) -> None:
    text = FOUNDING.source.decode("utf-8").replace("\n", end)
    assert clean(text, kind="text").text == "".join(text.splitlines(keepends=True)[:12])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-le"])
def test_the_founding_sample_holds_in_other_encodings(encoding: str) -> None:
    text = FOUNDING.source.decode("utf-8")
    assert clean(text.encode(encoding)).text == "".join(text.splitlines(keepends=True)[:12])


def test_the_founding_sample_holds_with_the_list_at_the_head() -> None:
    lines = FOUNDING.source.decode("utf-8").splitlines()
    text = "\n".join([*lines[12:], "-", *lines[:12]]) + "\n"
    assert clean(text).text == "\n".join(lines[:12]) + "\n"


@pytest.mark.parametrize("after", [4, 6, 9])
def test_the_founding_sample_holds_with_the_list_in_the_middle(after: int) -> None:
    lines = FOUNDING.source.decode("utf-8").splitlines()
    text = "\n".join([*lines[:after], *lines[12:], "-", *lines[after:12]]) + "\n"
    assert clean(text).text == "\n".join(lines[:12]) + "\n"


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 8])
def test_the_founding_sample_holds_with_fewer_headlines(count: int) -> None:
    lines = FOUNDING.source.decode("utf-8").splitlines(keepends=True)
    assert clean("".join(lines[: 12 + 2 * count])).text == "".join(lines[:12])


def test_the_founding_sample_holds_with_headlines_behind_bullets_on_their_line() -> None:
    lines = FOUNDING.source.decode("utf-8").splitlines()
    text = "\n".join(lines[:12] + [f"• {line}" for line in lines[13::2]]) + "\n"
    assert clean(text).text == "\n".join(lines[:12]) + "\n"


def test_the_founding_sample_holds_with_counted_headlines() -> None:
    lines = FOUNDING.source.decode("utf-8").splitlines()
    text = "\n".join(lines[:12] + [f"{n}. {line}" for n, line in enumerate(lines[13::2], 1)]) + "\n"
    assert clean(text).text == "\n".join(lines[:12]) + "\n"


@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_founding_sample_holds_without_separators(gap: str) -> None:
    lines = FOUNDING.source.decode("utf-8").splitlines()
    text = "\n".join(lines[:12]) + "\n" + gap + ("\n" + gap).join(lines[13::2]) + "\n"
    assert clean(text).text == "\n".join(lines[:12]) + "\n"
