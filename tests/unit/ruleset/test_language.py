"""What the fields of a rule ask: text, shape, place, neighbours, reach, guards, protection."""

from __future__ import annotations

import time

import pytest

from cleaner.ruleset import RuleReport
from cleaner.ruleset.documents import blocks_of
from cleaner.settings import Settings
from tests.unit.ruleset.support import PROSE, rule, ruleset, taken

HTML = "<html><body>{}</body></html>"


@pytest.mark.parametrize(
    ("fields", "hit", "missed"),
    [
        ("text: '^read more:'", "Read more: the bridge", "They read more: books"),
        ("line: 'page \\d+'", "Page 12", "Page 12 is missing"),
        ("phrases: [read next]", "READ  NEXT »", "read next week"),
        ("phrases: [don't miss]", "Don’t miss", "Don’t miss it"),
        ("starts: [see also]", "See also the bridge", "We see also the bridge"),
        ("ends: [via wire]", "A picture via wire.", "via wire we heard it all"),
        ("contains: [newsletter]", "our newsletter now", "our newsletters now"),
        ("made-of: [share, on, facebook]", "Share on Facebook", "Share on paper"),
        ("made-of: [share, on, facebook]\ntext: facebook", "Share Facebook", "Share on share"),
        ("text: share\nwords: ..3", "share this now", "share this with all of us"),
        ("text: share\nchars: ..8", "share it", "share this with us"),
        ("text: 'abc'\ncase: true", "abc", "ABC"),
        ("phrases: [Buy a Boat]\ncase: true", "• Buy  a Boat »", "Buy a boat"),
        ("phrases: [Don't Miss]\ncase: true", "Don’t Miss", "Don’t miss"),
        ("phrases: [Buy, SELL]\ncase: true\nmade-of: [buy, sell]", "SELL", "sell"),
        ("text: share\nends-sentence: false", "share this", "Share this."),
        ("text: share\ncapitals: 0.9..", "SHARE THIS", "share this"),
        ("text: share\ndigits: 0.3..", "share 12345", "share this"),
        ("words: 2\nends-sentence: false", "two words", "three words here"),
        ("text: share\nnot-in: quote", "share it", "“share it”"),
        ("text: share\nnot-in: list", "share it", "- share it"),
        ("contains: [関連記事]", "関連記事一覧", "記事"),
    ],
)
def test_a_field_takes_what_it_says(fields: str, hit: str, missed: str) -> None:
    rules = ruleset(rule(fields))
    assert taken(rules, f"{hit}\n") == [hit]
    assert taken(rules, f"{missed}\n") == []


@pytest.mark.parametrize(
    ("words", "capitals"),
    [
        ("Gizlilik politikası", "GİZLİLİK POLİTİKASI"),
        ("ılık ışık", "ILIK IŞIK"),
        ("Όροι χρήσης", "ΌΡΟΙ ΧΡΉΣΗΣ"),
        ("Όροι χρήσης", "ΟΡΟΙ ΧΡΗΣΗΣ"),
        ("Προϊόντα", "ΠΡΟΪΟΝΤΑ"),
        ("μαΐου", "ΜΑΪΟΥ"),
        ("Über uns", "ÜBER UNS"),
        ("Политика", "ПОЛИТИКА"),
    ],
)
@pytest.mark.parametrize(
    "field",
    ["phrases: [{}]", "starts: [{}]", "ends: [{}]", "contains: [{}]", "text: '^{}'", "line: '{}'", "made-of: {}"],
)
def test_capitals_do_not_matter(words: str, capitals: str, field: str) -> None:
    for said, line in ((words, capitals), (capitals, words), (words, words), (capitals, capitals)):
        rules = ruleset(rule(field.format(said.split() if field.startswith("made") else said)))
        assert taken(rules, f"{line}\n") == [line]


def test_letters_of_a_class_and_its_ends_are_read_as_those_of_a_line() -> None:
    rules = ruleset(rule("text: '^[ά-ώ]{4} [^ı]ος$'"))
    assert taken(rules, "όροι μος\nόροι ιος\nοροι ios\n") == ["όροι μος", "όροι ιος"]


@pytest.mark.parametrize(
    "fields",
    [
        "phrases: [read next]",
        "starts: [read next]",
        "text: '^read next$'",
        "line: 'read next'",
        "contains: [read next]",
    ],
)
@pytest.mark.parametrize(
    "line",
    [
        "[Read next](https://x.example/y)",
        "* [Read next](https://x.example/y_(z))",
        "- [Read next](#main)",
        '[Read next](/y "The title")',
        "[![Read next](arrow.png)](/y)",
        "### [Read](/x) [next](/y)",
    ],
)
def test_a_markdown_link_is_compared_by_its_text(fields: str, line: str) -> None:
    assert taken(ruleset(rule(fields)), f"{PROSE}\n{line}\r\n{PROSE}\n") == [line]


def test_a_target_is_nothing_that_a_pattern_sees() -> None:
    rules = ruleset(rule("contains: [facebook]"))
    text = "[The bridge](https://facebook.example/share)\nfacebook [the bridge](/x)\n[not a link] (facebook)\n"
    assert taken(rules, text) == text.splitlines()[1:]


@pytest.mark.parametrize(
    ("place", "expected"), [("head", ["menu one"]), ("tail", ["menu three"]), ("body", ["menu two"])]
)
def test_zones_are_measured_in_prose(place: str, expected: list[str]) -> None:
    rules = ruleset(rule(f"starts: [menu]\nplace: {place}"))
    assert taken(rules, f"menu one\n{PROSE}\nmenu two\n{PROSE}\n{PROSE}\nmenu three\n") == expected


def test_a_rule_waits_for_another_before_or_behind_it() -> None:
    heading = rule("phrases: [more stories]", "heading")
    after = rule("words: 3..6\nafter: heading\nwithin: 2", "title")
    assert taken(
        ruleset(heading + after),
        "A line of five words\nMore stories\nThe bridge is open\nThe ferry is back\nOne more is far\n",
    ) == [
        "More stories",
        "The bridge is open",
        "The ferry is back",
    ]
    before = rule("words: 3..6\nbefore: heading", "title")
    assert taken(ruleset(before + heading), "The bridge is open\nMore stories\n") == [
        "The bridge is open",
        "More stories",
    ]


def test_a_run_needs_so_many_hits_in_a_row() -> None:
    rules = ruleset(rule("phrases: [home, news, sport]\nrun: 3"))
    assert taken(rules, "Home\nNews\n\nSport\n") == ["Home", "News", "Sport"]
    assert taken(rules, "Home\nNews\nThe bridge is open again\nSport\n") == []


def test_reach_after_is_a_boundary() -> None:
    rules = ruleset(rule("phrases: [related stories]\nreach: after\nshare: 0.9"))
    assert taken(rules, f"{PROSE}\nRelated stories\nThe bridge\nThe ferry\n") == [
        "Related stories",
        "The bridge",
        "The ferry",
    ]


def test_reach_run_ends_where_prose_begins() -> None:
    rules = ruleset(rule("phrases: [related stories]\nreach: run\nshare: 0.9"))
    text = f"{PROSE}\nRelated stories\nThe bridge is open\nThe ferry is back\n\n{PROSE}\nThe end\n"
    assert taken(rules, text)[0] == "Related stories"
    assert PROSE not in taken(rules, text)
    assert "The end" not in taken(rules, text)


def test_reach_block_is_the_paragraph() -> None:
    rules = ruleset(rule("contains: [our newsletter]\nreach: block"))
    assert taken(rules, "Kept.\n\nSign up for\nour newsletter\nand be glad.\n\nKept.\n") == [
        "Sign up for", "our newsletter", "and be glad.",
    ]  # fmt: skip


def test_reach_container_takes_the_box() -> None:
    rules = ruleset(rule("phrases: [more stories]\nreach: container\nshare: 0.9"))
    page = HTML.format(f"<main><p>{PROSE}</p></main><div><h3>More stories</h3><ul><li>A bridge<li>A ferry</ul></div>")
    assert taken(rules, page, html=True) == ["More stories", "- A bridge", "- A ferry"]


@pytest.mark.parametrize(
    "html",
    [
        "class: promo",
        "id: box",
        "role: note",
        "css: 'div.promo'",
        "css: 'section > .promo'",
        "css: '[class*=rom]'",
        "css: 'body #box'",
    ],
)
def test_elements_are_named_by_class_id_role_or_selector(html: str) -> None:
    rules = ruleset(rule(f"html: {{{html}}}"))
    page = HTML.format(
        f'<p>{PROSE}</p><section><div class="big promo" id="box" role="note"><p>Buy a boat</p></div></section>'
    )
    assert taken(rules, page, html=True) == ["Buy a boat"]
    assert taken(rules, "Buy a boat\n") == []


@pytest.mark.parametrize(
    ("css", "hits"),
    [
        ("div p", ["one", "two", "three"]),
        ("div > p", ["two", "three"]),
        ("section p", ["one", "three"]),
        ("section > div > p", ["three"]),
        ("body > section p", ["three"]),
        ("main > div ul p", ["one"]),
        ("body > div section p", []),
        ("div section", ["one"]),
    ],
)
def test_elements_are_named_by_what_stands_around_them(css: str, hits: list[str]) -> None:
    rules = ruleset(rule(f"html: {{css: '{css}'}}\nshare: 1"))
    inner = "<div><section><ul><li><p>one</p></li></ul></section></div>"
    page = HTML.format(
        f"<main>{inner}<div><p>two</p></div></main><section><div><p>three</p></div></section><p>four</p>"
    )
    assert [line.removeprefix("- ") for line in taken(rules, page, html=True)] == hits


def test_of_many_elements_around_any_will_do() -> None:
    rules = ruleset(rule("html: {css: 'main > div p'}"))
    assert taken(rules, HTML.format("<main><div><article><div><p>x</p></div></article></div></main>"), html=True) == [
        "x"
    ]


@pytest.mark.parametrize("css", ["div p", "main div p", "div > p", "section p"])
@pytest.mark.parametrize("deep", [False, True])
def test_what_stands_around_many_elements_is_found_in_linear_time(css: str, deep: bool) -> None:
    rules = ruleset(rule(f"html: {{css: '{css}'}}\nshare: 1"))
    many = "<div>" * 5_000 + "<p>x</p>" * 5_000 if deep else "<div><p>x</p></div>" * 20_000
    blocks = blocks_of(HTML.format(f"<main>{many}</main>"), "html", Settings())
    started = time.process_time()
    list(rules.find(blocks, Settings()))
    assert time.process_time() - started < 2


def test_the_same_rule_takes_a_line_and_an_element() -> None:
    rules = ruleset(rule("phrases: [buy a boat]\nhtml: {class: promo}"))
    assert taken(rules, "Buy a boat\n") == ["Buy a boat"]
    assert taken(rules, HTML.format('<div class="promo">Anything</div><p>Buy a boat</p>'), html=True) == [
        "Anything",
        "Buy a boat",
    ]


def test_inside_asks_for_elements_around() -> None:
    rules = ruleset(rule("contains: [boat]\ninside: {css: aside}"))
    assert taken(rules, HTML.format("<aside><p>a boat</p></aside><p>a boat too</p>"), html=True) == ["a boat"]


def test_a_keep_rule_protects() -> None:
    rules = ruleset(rule("phrases: [the boat]\nkeep: true"))
    (evidence,) = rules.find(blocks_of("The boat\n", "text", Settings()), Settings())
    assert (evidence.points_to, evidence.sure) == ("content", True)


def test_a_rule_that_would_take_too_much_is_suspended_and_named() -> None:
    broad = rule("words: 1..\nshare: 0.3", "broad")
    narrow = rule("phrases: [read next]", "narrow")
    report = RuleReport()
    assert taken(ruleset(broad + narrow), f"{PROSE}\n" * 5 + "Read next\n", report=report) == ["Read next"]
    assert report.suspended == ["mine/broad"]
    assert "more than 30%" in report.warnings[0]


@pytest.mark.parametrize(("words", "hits"), [(60, 1), (61, 0)])
def test_of_a_short_text_a_rule_may_take_sixty_words(words: int, hits: int) -> None:
    line = "share " * words
    assert len(taken(ruleset(rule("starts: [share]\nwords: 1..")), f"{line}\n{PROSE}\n")) == hits


def test_code_is_no_place_for_rules() -> None:
    rules = ruleset(rule("phrases: [login, email address]"))
    assert taken(rules, "```\nlogin\n```\nemail_address=\n") == []


def test_rules_of_a_site_apply_there_only() -> None:
    rules = ruleset(rule("phrases: [buy a boat]"), "kind: other\nhosts: boats.example", "sites/boats.example")
    for url, hits in (("https://www.boats.example/x", 1), ("https://other.example/", 0), (None, 0)):
        assert len(list(rules.find(blocks_of("Buy a boat\n", "text", Settings(), url), Settings()))) == hits


def test_evidence_says_why_where_and_how_sure() -> None:
    rules = ruleset(rule("phrases: [buy a boat]\nconfidence: 0.8"))
    (evidence,) = rules.find(blocks_of("Buy a boat\n", "text", Settings()), Settings())
    assert evidence.origin == "mine/one"
    assert evidence.where == "rules/mine.yaml:3"
    assert evidence.reason.read() == "Made up for a test"
    assert (round(float(evidence.weight), 3), evidence.sure) == (0.6, False)
