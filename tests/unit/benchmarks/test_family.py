"""The seed's family: what is generated, and from what."""

from benchmarks.family import collect, generate, place_of, style_of
from benchmarks.folds import fold_of
from tests.unit.benchmarks.support import article

ARTICLES = [article(number) for number in range(120)]
TEXTS = list(generate(ARTICLES, 200, seed=3))


def test_the_same_seed_gives_the_same_texts() -> None:
    assert list(generate(ARTICLES, 200, seed=3)) == TEXTS
    assert list(generate(ARTICLES, 200, seed=4)) != TEXTS


def test_article_lines_keep_their_order_and_are_main_content() -> None:
    for text in TEXTS:
        kept = [line for line, mark in zip(text.lines, text.marks, strict=True) if mark == "article"]
        assert kept == list(ARTICLES[int(text.page[1:])].lines)


def test_headlines_are_clutter_and_blank_lines_are_nothing() -> None:
    labels = {(mark, label) for text in TEXTS for mark, label in zip(text.marks, text.labels, strict=True)}
    assert {("article", 1), ("headline", 0), ("title", 1), ("blank", -1)} <= labels
    assert ("headline", 1) not in labels


def test_headlines_come_from_other_sites_of_the_same_fold() -> None:
    titles = {one.title: one for one in ARTICLES}
    for text in TEXTS:
        for line, mark in zip(text.lines, text.marks, strict=True):
            if mark == "headline" and line in titles:
                assert titles[line].site != text.site
                assert fold_of(titles[line].site) == fold_of(text.site)


def test_all_places_and_many_styles_occur() -> None:
    assert {place_of(text) for text in TEXTS} == {"head", "middle", "tail"}
    assert {"-", "•", "***", "none", "lead", "lead-each", "1."} <= {style_of(text) for text in TEXTS}


def test_the_site_name_behind_a_title_is_cut() -> None:
    one = article(1)
    named = type(one)(one.id, one.url, one.site, "en", "Ships in the harbour | The Daily Post", one.lines)
    assert [title for found in collect([named]).by_fold.values() for title, _ in found] == ["Ships in the harbour"]
