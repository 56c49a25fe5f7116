"""Every fixture comes out as its golden files say: text, spans and kinds."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.helpers import FIXTURES, Sample, fixtures, known_failures_marked


@pytest.mark.parametrize("sample", known_failures_marked(fixtures()))
def test_a_fixture_comes_out_as_its_golden_files_say(sample: Sample) -> None:
    assert sample.expected is not None, f"fixtures/{sample.name}/expected.txt is missing"
    assert sample.removals is not None, f"fixtures/{sample.name}/expected.removals.jsonl is missing"
    result = clean(sample.source, kind=sample.kind)
    assert result.text == sample.expected
    assert [(r.start, r.end, r.category, r.text) for r in result.removed] == [
        (r["start"], r["end"], r["category"], r["text"]) for r in sample.removals
    ]


@pytest.mark.parametrize("sample", fixtures(), ids=str)
def test_a_golden_record_and_its_text_partition_the_source(sample: Sample) -> None:
    assert sample.expected is not None and sample.removals is not None
    page = sample.kind == "html"  # the visible text of a page is the segmenter's
    source = clean(sample.source, kind="html").blocks.text if page else sample.source.decode("utf-8")
    kept, at = [], 0
    for removal in sample.removals:
        assert source[removal["start"] : removal["end"]] == removal["text"]
        kept.append(source[at : removal["start"]])
        at = removal["end"]
    assert "".join([*kept, source[at:]]) == sample.expected


@pytest.mark.parametrize("sample", [s for s in fixtures() if s.name.startswith("look-alike--")], ids=str)
def test_a_look_alike_loses_nothing(sample: Sample) -> None:
    assert sample.expected is not None and sample.expected.encode("utf-8") == sample.source


def test_there_are_many_look_alikes() -> None:
    names = [sample.name for sample in fixtures() if sample.kind == "text"]
    assert sum(name.startswith("look-alike--") for name in names) >= 50


@pytest.mark.parametrize("folder", sorted(path.name for path in FIXTURES.iterdir() if path.is_dir()))
def test_a_fixture_is_named_by_its_kind(folder: str) -> None:
    kind, dashes, slug = folder.partition("--")
    assert kind and dashes and slug
