"""Metadata: what libraries find, and nothing where they stumble."""

from __future__ import annotations

import pytest

from cleaner import clean

PAGE = "<html><head><title>Hat</title></head><body><p>The mayor has lost her hat.</p></body></html>"


def test_markup_that_a_library_stumbles_over_is_cleaned_without_its_help() -> None:
    result = clean("<object><area><b>A hat", kind="html", metadata=True)
    assert result.text == "A hat\n"
    assert "author" not in result.metadata


@pytest.mark.parametrize("error", [AssertionError, KeyError, RuntimeError, OSError, MemoryError])
def test_whatever_a_library_raises_is_no_metadata_from_it(monkeypatch: pytest.MonkeyPatch, error: type) -> None:
    def stumble(*args: object, **kwargs: object) -> None:
        raise error("odd markup")

    monkeypatch.setattr("trafilatura.metadata.extract_metadata", stumble)
    assert clean(PAGE, metadata=True).metadata["title"] == "Hat"
