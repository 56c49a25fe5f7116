"""What a caller meets: inputs of any kind, settings by name, results that explain themselves."""

from __future__ import annotations

import gzip
import pickle
import warnings
from pathlib import Path

import pytest

import cleaner
from cleaner import Cleaner, CleanerError, InputError, LimitError, Settings, SettingsError, clean
from cleaner.pipeline import kind_of
from cleaner.types import Media
from tests.helpers import PROSE

PAGE = f"<!DOCTYPE html><title>Bridge - Gazette</title><nav><a href=/>Home</a></nav><h1>Bridge</h1><p>{PROSE}</p>"
HEADLINES = ("Storm warning issued for coast", "Teacher wins chess title", "Ferry line opens in May")
WITH_HEADLINES = f"{PROSE}\n{PROSE}\n" + "".join(f"-\n{headline}\n" for headline in HEADLINES)


@pytest.mark.parametrize(
    "source", [PAGE, PAGE.encode(), f"\n\n{PAGE}", PAGE.encode("utf-16"), gzip.compress(PAGE.encode())]
)
def test_a_page_is_told_from_a_text_by_itself(source: str | bytes) -> None:
    result = clean(source)
    assert result.header["media"] == "html" and result.blocks.markup is not None


def test_the_caller_has_the_last_word_about_the_kind() -> None:
    assert clean(PAGE, kind="text").blocks.text == PAGE
    assert clean("no tags at all", kind="html").text == "no tags at all\n"


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"{PROSE} &amp; so on", encoding="utf-8")
    result = clean(path)
    assert result.header["media"] == "html" and result.header["doc"] == "page.html" and "& so on" in result.text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "html"),
        ("a.HTM", "html"),
        ("a.html.gz", "html"),
        ("a.txt", "text"),
        ("a.md", "text"),
        ("a.md.gz", "text"),
        ("a.dat", None),
        ("a", None),
        (".html", None),
    ],
)
def test_a_suffix_tells_the_kind(name: str, kind: str | None) -> None:
    assert kind_of(Path(name)) == kind


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt"):
        clean(tmp_path / "missing.txt")
    with pytest.raises(InputError):
        clean(tmp_path)


@pytest.mark.parametrize("name", ["page.html", "folder/article.txt", "notes.md"])
def test_a_name_handed_in_as_a_text_is_warned_about(name: str) -> None:
    with pytest.warns(UserWarning, match="Path"):
        assert clean(name).text == name


@pytest.mark.parametrize("text", ["Hello", "See page.html for more.", "a.b", "<p>page.html</p>", ""])
def test_other_short_texts_are_not(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        clean(text)


def test_a_cleaner_can_be_pickled() -> None:
    settings = Settings(favor="recall", keep=frozenset({"comments"}))
    again = pickle.loads(pickle.dumps(Cleaner(settings)))
    assert again.settings == settings
    assert again.clean(PAGE).text == Cleaner(settings).clean(PAGE).text


def test_many_documents_are_cleaned_one_by_one() -> None:
    assert [result.text for result in Cleaner().clean_many(["one\n", b"two\n"])] == ["one\n", "two\n"]


def test_a_deadline_is_looked_at_between_stages() -> None:
    with pytest.raises(LimitError, match="deadline"):
        clean(PROSE, deadline=0.0)
    assert clean(PROSE, deadline=600.0).text == PROSE


def test_the_header_says_what_a_verdict_can_be_replayed_with() -> None:
    versions = clean(PROSE).header["versions"]
    assert versions["engine"] == cleaner.__version__ and versions["rules"]


def test_without_learned_scores_rules_and_heuristics_decide() -> None:
    result = clean(PAGE, learned=False)
    assert not any(item.origin.startswith("score:") for item in result.verdicts.evidence)
    assert "Home" not in result.text and PROSE in result.text


def test_a_heuristic_can_be_switched_off() -> None:
    assert clean(WITH_HEADLINES, learned=False).text != WITH_HEADLINES
    assert clean(WITH_HEADLINES, learned=False, disable={"headline-list", "separator"}).text == WITH_HEADLINES
    assert clean(WITH_HEADLINES, learned=False, disable={"heuristic:headline-list"}).text == WITH_HEADLINES


def test_kinds_can_be_kept() -> None:
    assert clean(WITH_HEADLINES, learned=False, keep="headline-list,separator").text == WITH_HEADLINES


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"favor": "speed"}, "favor"),
        ({"keep": {"clutter"}}, "unknown kind"),
        ({"threshold": 1.5}, "threshold"),
        ({"drop": "everything"}, "unknown kind"),
    ],
)
def test_a_setting_with_a_wrong_value_is_an_error_that_names_it(settings: dict[str, object], says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        clean(PROSE, **settings)


def test_settings_take_names_with_commas_or_sets() -> None:
    assert Settings(keep="comments, credit").keep == Settings(keep={"credit", "comments"}).keep  # type: ignore[arg-type]


def test_every_documented_error_is_a_cleaner_error() -> None:
    errors = [getattr(cleaner, name) for name in cleaner.__all__ if name.endswith("Error")]
    assert len(errors) >= 6 and all(issubclass(error, CleanerError) for error in errors)


def test_public_names_exist() -> None:
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)


def test_the_title_of_a_page_is_found() -> None:
    assert clean(PAGE).title == "Bridge"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Old bridge to be rebuilt\n{PROSE}\n", "Old bridge to be rebuilt"),
        (f"# Old bridge\n\n{PROSE}\n", "Old bridge"),
        (f"{PROSE}\n{PROSE}\n", None),
        ("One line\n", None),
        ("", None),
    ],
)
def test_the_title_of_a_text_is_its_first_line_when_it_reads_like_one(text: str, title: str | None) -> None:
    assert clean(text).title == title


def test_blocks_can_be_looked_at_one_by_one() -> None:
    result = clean(PAGE)
    blocks = list(result.blocks)
    assert "".join(block.text for block in blocks) == result.blocks.text
    assert {block.tag for block in blocks} >= {"h1", "p"}
    assert all(result.blocks.text.count("\n", 0, block.start) + 1 == block.line for block in blocks)


@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_result_goes_to_another_process_whole(kind: Media) -> None:
    source = "Home | News\n\nThe mayor lost her hat on Monday, and the council looked for it.\n\nRead more\n"
    if kind == "html":
        source = "<nav><a href=/>Home</a> <a href=/n>News</a></nav><p>The mayor lost her hat on Monday.</p>"
    result = clean(source, kind=kind)
    there = pickle.loads(pickle.dumps(result))
    assert there.text == result.text
    assert there.record() == result.record()
    assert [e.reason.read(0) for e in there.verdicts.evidence] == [e.reason.read(0) for e in result.verdicts.evidence]


@pytest.mark.parametrize("folder", ["rules", "mine"])
def test_a_rule_of_the_callers_own_takes_an_item_out_of_a_list(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pack = Path(folder, "tides.yaml")
    pack.parent.mkdir()
    pack.write_text(
        "kind: other\nrules:\n  - id: tide\n    why: The table of the tides.\n"
        "    text: '^tide times by\\b.*\\bhigh water \\d'\n"
        '    removes: ["Tide times by the office: high water 14:20"]\n    keeps: ["Tide times vary."]\n'
    )
    tide = "- Tide times by the Harbour Office: high water 14:20\n"
    text = f"The news of the harbour:\n- The ferry is late.\n{tide}- The mill opens in May.\n- The lamp is lit.\n"
    result = Cleaner(Settings(rules=[str(pack)])).clean(text, kind="text")
    assert [removal.text for removal in result.removed] == [tide]


@pytest.mark.parametrize("kind", ["HTML", "TEXT", "xml", ""])
def test_a_kind_that_there_is_not_is_refused(kind: str) -> None:
    with pytest.raises(SettingsError, match="kind is text or html"):
        clean("a line\n", kind=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", [None, 5, memoryview(b"a line\n"), ["a line"]])
def test_what_is_no_document_is_refused(source: object) -> None:
    with pytest.raises(InputError, match="a document is a str, bytes"):
        clean(source)  # type: ignore[arg-type]


def test_a_result_is_equal_to_itself_alone() -> None:
    one, other = clean(PROSE), clean(PROSE)
    assert one == one and one != other
    assert len({one, other, one}) == 2


def test_a_name_to_switch_off_that_is_none_is_an_error_in_the_library_too() -> None:
    for known in ("headline-list", "heuristic:zones", "en/breadcrumb/trail", "en/breadcrumb", "en"):
        Cleaner(Settings(disable=known))
    with pytest.raises(SettingsError, match=r"disable: 'zones' is no rule.*'heuristic:zones'"):
        Cleaner(Settings(disable={"en", "zones"}))


def test_the_name_of_a_file_in_the_record_is_utf8(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    path.write_text(PROSE)
    assert clean(path).header["doc"] == r"caf\xe9.txt"
