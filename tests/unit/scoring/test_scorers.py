"""Whose weights are heard: the shipped ones may be left out, those that a caller names must be sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner, CleanerError, SettingsError, scoring
from cleaner.scoring import Scorers

SHIPPED = Path(scoring.__file__).parent
TEXT = "Home | News | Sport\nThe ferry has lost its bell, and the town is looking for it with boats.\n"
MEDIA = ["text", "html"]


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("name", ["nowhere.npz", "", "."])
def test_weights_that_are_not_there(media: str, name: str, tmp_path: Path) -> None:
    path = str(tmp_path / name) if name == "nowhere.npz" else name
    with pytest.raises(SettingsError, match=f"no such file of {media} weights"):
        Cleaner(**{f"{media}_weights": path})


def damaged(case: str, media: str) -> bytes:
    data = (SHIPPED / f"{media}.npz").read_bytes()
    other = (SHIPPED / f"{'html' if media == 'text' else 'text'}.npz").read_bytes()
    middle = len(data) // 2
    return {
        "empty": b"", "a text": b"no weights at all\n", "cut": data[:middle],
        "a byte": data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :], "the other's": other,
    }[case]  # fmt: skip


@pytest.mark.parametrize("media", MEDIA)
@pytest.mark.parametrize("case", ["empty", "a text", "cut", "a byte", "the other's"])
def test_weights_that_are_damaged(media: str, case: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.npz"
    path.write_bytes(damaged(case, media))
    with pytest.raises(CleanerError, match=f"mine.npz: damaged, or no {media} weights"):
        Cleaner(**{f"{media}_weights": path})


@pytest.mark.parametrize("media", MEDIA)
def test_sound_weights_of_the_callers_are_heard(media: str) -> None:
    mine = Cleaner(**{f"{media}_weights": str(SHIPPED / f"{media}.npz")})
    assert mine.clean(TEXT).record() == Cleaner().clean(TEXT).record()


def test_shipped_weights_that_are_left_out_leave_rules_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(scoring, "_shipped", lambda name: tmp_path / name)
    assert Cleaner().clean(TEXT).text == Cleaner().clean(TEXT).text
    assert Scorers().versions(Cleaner().settings) == {}


def test_shipped_weights_that_are_damaged_are_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(scoring, "_shipped", lambda name: tmp_path / name)
    (tmp_path / "text.npz").write_bytes(b"PK\x03\x04")
    with pytest.raises(SettingsError, match=r"text\.npz: damaged"):
        Cleaner().clean(TEXT)
