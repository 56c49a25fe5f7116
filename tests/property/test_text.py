"""What holds for every text: nothing is lost, nothing is invented, nothing surprises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import Cleaner, CleanerError, Result, Settings, restore
from tests.helpers import Sample, fixtures, known_failures_marked, seeds
from tests.property.strategies import byte_strings, documents, texts
from tests.property.support import record_of

CLEANER = Cleaner(Settings())
ANOTHER = Cleaner(Settings())
TEXTS = [*seeds(), *(sample for sample in fixtures() if sample.kind == "text")]
EAGER = Cleaner(Settings(favor="recall", keep=frozenset()))


def cleaned(data: str | bytes, cleaner: Cleaner = CLEANER) -> Result | None:
    """The result, or None for input that the documented errors refuse."""
    try:
        return cleaner.clean(data, kind="text")
    except CleanerError as error:
        assert str(error)
        return None


def assert_partition(result: Result) -> None:
    visible, at, kept = result.blocks.visible_text, 0, []
    for removal in result.removed:
        assert at <= removal.start < removal.end
        assert visible[removal.start : removal.end] == removal.text
        kept.append(visible[at : removal.start])
        at = removal.end
    kept.append(visible[at:])
    assert "".join(kept) == result.text


@pytest.mark.parametrize("cleaner", [CLEANER, EAGER], ids=["default", "recall"])
@given(text=texts)
@example(text="")
@example(text="\n")
@example(text="\r\r\n\n\r")
@example(text="-\n" * 50)
def test_kept_and_removed_partition_any_text(cleaner: Cleaner, text: str) -> None:
    result = cleaned(text, cleaner)
    if result is not None:
        assert_partition(result)


@given(text=texts)
@example(text="a\ud800b\n")
@example(text="\x00\n")
@example(text="\ufeffa\n")
@example(text="no line end")
@example(text="a\r\nb\rc\n")
def test_a_text_is_restored_exactly(text: str) -> None:
    result = cleaned(text, EAGER)
    if result is not None:
        assert restore(result.text, record_of(result)) == text.encode("utf-8", "surrogatepass")


@given(data=byte_strings)
@example(data=b"\xef\xbb\xbfa\r\nb")
@example(data=b"\xff\xfea\x00\n\x00")
@example(data=b"\xff\xfea\x00\n\x00\x00\xd8")
@example(data=b"\xff\xfea\x00\n")
@example(data=b"caf\xe9 \xff\xfe\x80")
@example(data=b"ok \xf0\x9f\x98 broken \xed\xa0\x80\n")
@example(data=b"a\x00b\n")
@example(data=b"\x1b$B%F%9%H\x1b(B\n")
def test_bytes_are_restored_exactly(data: bytes) -> None:
    result = cleaned(data, EAGER)
    if result is not None:
        assert restore(result.text, record_of(result)) == data


@given(text=documents)
def test_the_same_text_gives_the_same_result(text: str) -> None:
    first, second = cleaned(text), cleaned(text, ANOTHER)
    assert first is not None and second is not None
    assert first.text == second.text
    assert record_of(first) == record_of(second)


@given(before=documents, text=documents)
def test_a_result_does_not_depend_on_the_document_before_it(before: str, text: str) -> None:
    fresh = cleaned(text)
    _, after = CLEANER.clean_many([before, text])
    assert fresh is not None
    assert record_of(fresh) == record_of(after)


@given(data=st.one_of(texts, byte_strings))
def test_no_input_raises_anything_but_the_documented_errors(data: str | bytes) -> None:
    try:
        CLEANER.clean(data)
    except CleanerError as error:
        assert str(error) and "\n" not in str(error)


@pytest.mark.parametrize("sample", known_failures_marked(TEXTS, strict=False))
def test_cleaning_the_clean_text_of_a_sample_changes_nothing(sample: Sample) -> None:
    once = CLEANER.clean(sample.source, kind="text").text
    assert CLEANER.clean(once, kind="text").text == once


@pytest.mark.parametrize("sample", [*seeds(), *fixtures()], ids=str)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n\n",
        lambda text: "\ufeff" + text,
    ],
    ids=["crlf", "no-last-line-end", "blank-tail", "bom"],
)
def test_a_sample_is_restored_whatever_its_line_ends(sample: Sample, change: Callable[[str], str]) -> None:
    data = change(sample.source.decode("utf-8")).encode("utf-8")
    result = CLEANER.clean(data, kind="text")
    assert restore(result.text, record_of(result)) == data


def test_a_paragraph_of_two_hundred_thousand_characters_stays() -> None:
    paragraph = " ".join(f"The keeper of light number {n} wrote down the wind and went to bed." for n in range(3000))
    text = f"The long watch\n\n{paragraph}\n"
    assert len(text) > 200_000
    assert CLEANER.clean(text).text == text
