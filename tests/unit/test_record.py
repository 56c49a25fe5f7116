"""The record: whole, located, and enough to restore the input or to say why not."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from cleaner import KINDS, RecordError, Result, clean, restore
from tests.helpers import PROSE, ROOT, fixtures, seeds
from tests.property.support import record_of

HEADLINES = (
    "Storm warning issued for northern coast",
    "Teacher wins national chess title",
    "New ferry line opens in May",
)
TEXT = f"{PROSE}\n{PROSE}\n" + "".join(f"-\n{headline}\n" for headline in HEADLINES)


@pytest.fixture(scope="module")
def result() -> Result:
    return clean(TEXT)


def changed(rows: list[dict[str, Any]], at: int, **values: object) -> list[dict[str, Any]]:
    return [{**row, **values} if index == at else row for index, row in enumerate(rows)]


def test_every_removal_is_whole_and_located(result: Result) -> None:
    assert len(result.removed) == 6
    for removal in result.removed:
        assert TEXT[removal.start : removal.end] == removal.text
        assert TEXT.count("\n", 0, removal.start) + 1 == removal.line
        assert removal.category in KINDS and removal.rule and removal.reason
        assert 0 <= removal.confidence <= 1


def test_removals_are_the_tuple_of_them(result: Result) -> None:
    everything = tuple(result.removed)
    assert result.removed == everything and hash(result.removed) == hash(everything)
    assert result.removed[-1] == everything[-1] and result.removed[1:3] == everything[1:3]
    assert pickle.loads(pickle.dumps(result.removed)) == everything and repr(result.removed) == repr(everything)


def test_the_record_is_json_with_a_header_first(result: Result) -> None:
    header, *removals = json.loads(json.dumps(result.record()))
    assert header["record"] == 1 and header["removals"] == len(removals) == 6
    assert header["visible_length"] == len(TEXT) and header["clean_length"] == len(result.text)


def test_the_record_is_written_when_nothing_was_removed() -> None:
    untouched = clean("A line.\n")
    assert len(untouched.record()) == 1
    assert restore(untouched.text, untouched.record()) == b"A line.\n"


def test_the_input_comes_back(result: Result) -> None:
    assert restore(result.text, record_of(result)) == TEXT.encode()


def test_every_record_follows_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json.loads((ROOT / "docs" / "record.schema.json").read_text("utf-8")))
    for sample in (*seeds(), *fixtures()):
        header, *removals = record_of(clean(sample.source, kind=sample.kind))
        for row in (header, *removals[:1]):  # the rows of a document differ in values only
            validator.validate(row)


def test_another_clean_text_is_refused(result: Result) -> None:
    with pytest.raises(RecordError, match=r"digest|characters"):
        restore(result.text.replace("harbour", "Harbour"), record_of(result))


def test_a_shorter_clean_text_is_refused_and_the_place_named(result: Result) -> None:
    with pytest.raises(RecordError, match=r"ends at|characters"):
        restore(result.text[:-20], record_of(result))


def test_a_lost_removal_is_noticed(result: Result) -> None:
    with pytest.raises(RecordError, match="6 removals"):
        restore(result.text, record_of(result)[:-1])


def test_a_changed_removal_is_noticed(result: Result) -> None:
    rows = record_of(result)
    with pytest.raises(RecordError):
        restore(result.text, changed(rows, 2, text=rows[2]["text"].upper()))


def test_overlapping_removals_are_refused(result: Result) -> None:
    rows = record_of(result)
    with pytest.raises(RecordError, match="overlaps"):
        restore(result.text, changed(rows, 2, start=rows[1]["start"], end=rows[1]["start"] + len(rows[2]["text"])))


@pytest.mark.parametrize("value", ["x", None, [], {}, float("inf"), float("nan")])
def test_a_span_that_is_no_number_is_refused(result: Result, value: object) -> None:
    with pytest.raises(RecordError):
        restore(result.text, changed(record_of(result), 1, start=value))


@pytest.mark.parametrize("rows", [[], [{}], [{"start": 1}], [{"record": 99}], [{"record": 1}]])
def test_what_is_no_record_is_refused(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(RecordError):
        restore("text", rows)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("encoding", "klingon"), ("encoding", "hex"), ("encoding", None), ("encoding", "a\0b"), ("encoding", "idna"),
        ("bom", "x"), ("bom", None), ("bom", 7), ("undecoded", None), ("undecoded", [3]), ("undecoded", [[0, "x"]]),
        ("undecoded", [["a", "ff"]]), ("undecoded", [[0.5, "ff"]]), ("undecoded", [[0, 255]]), ("undecoded", "ab"),
    ],
)  # fmt: skip
def test_a_damaged_header_is_refused_and_the_key_named(result: Result, key: str, value: object) -> None:
    with pytest.raises(RecordError, match=f"header is damaged: '{key}'"):
        restore(result.text, changed(record_of(result), 0, **{key: value}))


@pytest.mark.parametrize(
    "values", [{"encoding": "utf-16"}, {"undecoded": [[-3, "ff"]]}, {"undecoded": [[10**9, "ff"]]}]
)
def test_a_header_of_another_input_is_refused(result: Result, values: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="digest"):
        restore(result.text, changed(record_of(result), 0, **values))


def test_an_encoding_that_lacks_the_texts_characters_is_refused() -> None:
    result = clean("Über die Brücke.\n")
    with pytest.raises(RecordError, match="cannot be encoded as ascii"):
        restore(result.text, changed(record_of(result), 0, encoding="ascii"))


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_clean_text_with_lone_surrogates_is_refused(text: str) -> None:
    with pytest.raises(RecordError, match="digest"):
        restore(text, changed(clean("x" * len(text)).record(), 0))


@pytest.mark.parametrize("rows", [[7], ["record"], [["record"]], [None]])
def test_rows_that_are_no_objects_are_no_record(rows: list[Any]) -> None:
    with pytest.raises(RecordError, match="not a record"):
        restore("text", rows)


def test_a_record_of_offsets_alone_cannot_restore_and_says_so(result: Result) -> None:
    rows = [{k: v for k, v in row.items() if k != "text"} for row in record_of(result)]
    with pytest.raises(RecordError, match="offsets alone"):
        restore(result.text, rows)


def test_broken_bytes_stand_in_the_header(result: Result) -> None:
    data = "ä".encode() * 9 + b"\xff\xfe\n"
    rows = record_of(clean(data, kind="text"))
    assert rows[0]["undecoded"] == [[9, "fffe"]]


def test_settings_that_differ_from_the_defaults_are_recorded() -> None:
    header = clean("A line.\n", favor="recall", keep={"comments"}).record()[0]
    assert header["settings"]["favor"] == "recall" and header["settings"]["keep"] == ["comments"]


def test_blocks_of_a_page_come_apart_by_one_blank_line() -> None:
    for sample in fixtures():
        if sample.kind == "html":
            text = clean(sample.source, kind="html").text
            assert "\n\n\n" not in text and not text.startswith("\n")


def test_a_result_that_is_empty_says_why() -> None:
    for page in ("<html><body><script>x()</script><div id=app></div></body></html>", "<p></p>"):
        assert any(warning.startswith("empty") for warning in clean(page, kind="html").warnings)
    assert any(warning.startswith("empty") for warning in clean("").warnings)
    assert any(warning.startswith("empty") for warning in clean(" \n\n").warnings)
