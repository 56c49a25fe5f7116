"""A document's language decides whose rules are asked."""

# ruff: noqa: E501 (sentences)

from __future__ import annotations

import pytest

from cleaner.ruleset import RuleReport, RuleSet
from cleaner.ruleset.documents import blocks_of
from cleaner.ruleset.languages import detect
from cleaner.settings import Settings
from tests.unit.ruleset.support import taken

TEXTS = {
    "am": "ጀልባዋ በወንዙ ላይ ነበረች፤ ጓደኞቻቸውን ይዘው ሊያዩዋት ሲመጡ ለረጅም ጊዜ እዚያው ቆይታ ነበር።",
    "en": "The boat was on the river and it had been there for a long time when they came to look at it with their friends.",
    "de": "Das Boot lag auf dem Fluss und es war schon lange dort, als sie mit ihren Freunden kamen, um es sich anzusehen.",
    "fr": "Le bateau était sur la rivière et il y avait longtemps qu’il était là quand ils sont venus le voir avec leurs amis.",
    "es": "El barco estaba en el río y hacía mucho tiempo que estaba allí cuando ellos vinieron a verlo con sus amigos y no lo más.",
    "it": "La barca era sul fiume e c’era da molto tempo quando sono venuti a vederla con i loro amici per la prima volta.",
    "pl": "Łódź była na rzece i już od dawna tam była, kiedy przyszli ją zobaczyć ze swoimi przyjaciółmi, bo to nie jest tak, że się da.",
    "ru": "Лодка была на реке, и она уже давно была там, когда они пришли, чтобы посмотреть на неё, и это не было для них ново.",
    "ja": "船は川にあり、長いあいだそこにありました。友人たちと見に来たときのことです。",
    "ko": "배는 강에 있었고 친구들과 함께 보러 왔을 때 이미 오래전부터 그곳에 있었다.",
    "mr": "नाव नदीत होती आणि ते आपल्या मित्रांसह ती पाहण्यासाठी आले तेव्हा ती तिथे खूप काळापासून होती, पण हे त्यांच्यासाठी नवीन नव्हते.",
    "sk": "Loď bola na rieke a bola tam už dávno, keď sa na ňu prišli pozrieť so svojimi priateľmi, ale to nebolo všetko, čo by chceli, pretože ešte nie sú doma.",
    "ur": "کشتی دریا میں تھی اور وہ وہاں بہت عرصے سے تھی جب وہ اپنے دوستوں کے ساتھ اسے دیکھنے آئے، لیکن یہ ان کے لیے نیا نہیں تھا۔",
    "zh": "船在河上，他们和朋友一起来看它的时候，它已经在那里很久了。",
    "th": "เรืออยู่ในแม่น้ำและอยู่ที่นั่นมานานแล้ว",
    "bg": "Лодката беше на реката и вече отдавна беше там, когато те дойдоха да я видят с приятелите си, но това не беше всичко, което искаха.",
    "bn": "নৌকাটি নদীতে ছিল এবং তারা বন্ধুদের সঙ্গে দেখতে আসার অনেক আগে থেকেই সেখানে ছিল।",
    "cs": "Loď byla na řece a byla tam už dlouho, když se na ni přišli podívat se svými přáteli, ale to nebylo vše, co by chtěli.",
    "hi": "नाव नदी में थी और वह वहाँ बहुत समय से थी जब वे अपने दोस्तों के साथ उसे देखने आए, लेकिन यह उनके लिए नया नहीं था।",
    "hr": "Brod je bio na rijeci i već je dugo bio tamo kad su došli da ga vide sa svojim prijateljima, ali to nije bilo sve što su htjeli.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_paragraph_tells_its_language(language: str) -> None:
    assert language in detect(blocks_of(TEXTS[language] * 2, "text", Settings()))


GREEK = "Η γέφυρα της πόλης θα ανοίξει ξανά την άνοιξη, είπε χθες ο δήμαρχος στους κατοίκους."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([TEXTS["en"]] * 4 + [GREEK] * 3, {"en", "el"}),
        ([TEXTS["en"]] * 4 + [TEXTS["ko"]] * 4, {"en", "ko"}),
        ([TEXTS["de"]] * 2 + [TEXTS["ja"]] * 2, {"de", "ja"}),
        ([TEXTS["fr"]] * 2 + [TEXTS["zh"]] * 4, {"fr", "zh"}),
        ([TEXTS["en"]] * 9 + [GREEK], {"en"}),
        ([GREEK] * 9 + [TEXTS["en"]], {"el"}),
        ([TEXTS["ja"]] * 12 + [TEXTS["en"]], {"ja"}),
        ([TEXTS["ja"]] * 9, {"ja"}),
        ([GREEK, "Harbour Town Ferry Company"], {"el"}),
    ],
)
def test_words_tell_the_rest_of_a_text_in_two_scripts(lines: list[str], expected: set[str]) -> None:
    assert detect(blocks_of("\n".join(lines), "text", Settings())) == expected


def test_a_banner_goes_out_of_an_article_with_a_few_lines_in_another_script() -> None:
    lines = [TEXTS["en"]] * 4 + [GREEK] * 3 + ["Accept all cookies"]
    assert taken(RuleSet.load(Settings()), "\n".join(lines) + "\n") == lines[-1:]


def _report(text: str, **settings: object) -> RuleReport:
    choice, report = Settings(**settings), RuleReport()  # type: ignore[arg-type]
    list(RuleSet.load(choice).find(blocks_of(text, "text", choice), choice, report))
    return report


def test_the_callers_language_decides_alone() -> None:
    assert _report(TEXTS["en"], language="de-AT").languages == ("de",)


def test_a_text_too_short_to_tell_is_asked_with_every_language_of_its_script() -> None:
    found = _report("Menu\n")
    assert found.found == "undecided"
    assert {"en", "de", "fr"} <= set(found.languages)


def test_a_language_without_rules_is_said_so() -> None:
    assert _report(TEXTS["en"], language="eo").evidence == "no phrase rules for eo; shape only"


def test_neighbours_in_one_script_are_told_apart() -> None:
    found = {language: detect(blocks_of(TEXTS[language], "text", Settings())) for language in ("bg", "hi", "mr", "ur")}
    assert found == {"bg": {"bg"}, "hi": {"hi"}, "mr": {"mr"}, "ur": {"ur"}}


@pytest.mark.parametrize("language", ["sk", "hr"])
def test_a_paragraph_is_enough_where_languages_are_close(language: str) -> None:
    assert language in detect(blocks_of(TEXTS[language], "text", Settings()))


@pytest.mark.parametrize(("big", "small"), [("İzlə", "izlə"), ("İLGİLİ HABERLER", "ilgili haberler")])
def test_a_dotted_capital_is_compared_as_i(big: str, small: str) -> None:
    lines = blocks_of(f"{big}\n{small}\n", "text", Settings()).columns.line_hash
    assert lines[0] == lines[1]


def test_serbian_is_asked_for_in_both_its_scripts() -> None:
    assert {"sr", "bg"} <= set(_report("Почетна\n").languages)
    assert {"sr", "hr"} <= set(_report("Početna\n").languages)
    assert "ta" not in _report("Menu\n").languages
