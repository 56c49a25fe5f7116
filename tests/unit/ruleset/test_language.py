"""What the fields of a rule ask: text, shape, place, neighbours, reach, guards, protection."""

from __future__ import annotations

import pytest

from cleaner.ruleset import RuleReport
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
    from cleaner.ruleset.documents import blocks_of
    from cleaner.settings import Settings

    (evidence,) = rules.find(blocks_of("The boat\n", "text", Settings()), Settings())
    assert (evidence.points_to, evidence.sure) == ("content", True)


def test_a_rule_that_would_take_too_much_is_suspended_and_named() -> None:
    broad = rule("words: 1..\nshare: 0.3", "broad")
    narrow = rule("phrases: [read next]", "narrow")
    report = RuleReport()
    assert taken(ruleset(broad + narrow), f"{PROSE}\n" * 5 + "Read next\n", report=report) == ["Read next"]
    assert report.suspended == ["mine/broad"]
    assert "more than 30%" in report.warnings[0]


def test_code_is_no_place_for_rules() -> None:
    rules = ruleset(rule("phrases: [login, email address]"))
    assert taken(rules, "```\nlogin\n```\nemail_address=\n") == []


def test_rules_of_a_site_apply_there_only() -> None:
    from cleaner.ruleset.documents import blocks_of
    from cleaner.settings import Settings

    rules = ruleset(rule("phrases: [buy a boat]"), "kind: other\nhosts: boats.example", "sites/boats.example")
    for url, hits in (("https://www.boats.example/x", 1), ("https://other.example/", 0), (None, 0)):
        assert len(list(rules.find(blocks_of("Buy a boat\n", "text", Settings(), url), Settings()))) == hits


def test_evidence_says_why_where_and_how_sure() -> None:
    from cleaner.ruleset.documents import blocks_of
    from cleaner.settings import Settings

    rules = ruleset(rule("phrases: [buy a boat]\nconfidence: 0.8"))
    (evidence,) = rules.find(blocks_of("Buy a boat\n", "text", Settings()), Settings())
    assert evidence.origin == "mine/one"
    assert evidence.where == "rules/mine.yaml:3"
    assert evidence.reason.read() == "Made up for a test"
    assert (round(float(evidence.weight), 3), evidence.sure) == (0.6, False)
