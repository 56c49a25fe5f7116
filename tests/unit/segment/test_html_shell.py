"""Pages that scripts fill: their text is read from the page's data, and only where nothing else is there."""

from __future__ import annotations

import json
import time

import pytest

from cleaner import Cleaner
from cleaner.segment.html import segment_html
from cleaner.settings import Settings
from cleaner.types import Blocks

SENTENCE = "The swing bridge stays open to boats until the end of the month, the harbour office said. "
PARAGRAPHS = [f"{number}. {SENTENCE * 3}".strip() for number in range(8)]
BODY = "\n".join(PARAGRAPHS)
SHELL = '<html><head><title>Bridge</title></head><body><div id="root"></div>{}</body></html>'


def page(script: str) -> Blocks:
    return segment_html(SHELL.format(script), Settings())


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def state(value: object) -> str:
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(value)}</script>'


def test_the_article_body_of_json_ld_becomes_the_text_of_a_shell():
    blocks = page(ld({"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "articleBody": BODY}]}))
    assert [blocks.line(index) for index in range(len(blocks))] == PARAGRAPHS
    assert blocks.markup is not None
    assert blocks.markup.paths[0] == "article#json-ld:articleBody > p"
    assert blocks.markup.tree.shell == "JSON-LD (articleBody)"


def test_a_page_with_text_is_left_alone():
    blocks = segment_html(f"<p>{SENTENCE * 6}</p>{ld({'articleBody': BODY})}", Settings())
    assert len(blocks) == 1
    assert blocks.markup is not None
    assert not blocks.markup.tree.shell


@pytest.mark.parametrize(
    "script",
    [
        state({"props": {"article": {"title": "Bridge", "contentHtml": "".join(f"<p>{p}</p>" for p in PARAGRAPHS)}}}),
        state({"props": {"blocks": [{"type": "paragraph", "text": p} for p in PARAGRAPHS]}}),
        state(["ShallowReactive", {"a": 1}, *PARAGRAPHS]),
        f"<script>window.__STATE__ = {json.dumps({'post': {'body': BODY}})};</script>",
        f"<script>window.__STATE__ = JSON.parse({json.dumps(json.dumps({'post': {'body': BODY}}))});</script>",
        f"<script>self.__next_f.push([1,{json.dumps('5:' + json.dumps(['$', 'p', {'children': BODY}]))}])</script>",
        f'<script>window.__NUXT__=(function(a,b){{return {{post:{{body:{json.dumps(BODY)}}}}}}}(1,2));</script>',
        "<script>s={\"body\":\"" + "".join(f"\\x3cp\\x3e{p}\\u003c/p\\u003e" for p in PARAGRAPHS) + '"}</script>',
    ],
)  # fmt: skip
def test_the_body_in_embedded_state_becomes_the_text_of_a_shell(script):
    blocks = page(script)
    assert [blocks.line(index) for index in range(len(blocks))] == PARAGRAPHS
    assert blocks.markup is not None
    assert blocks.markup.tree.shell.startswith("embedded state")


@pytest.mark.parametrize(
    "script",
    [
        ld({"articleBody": SENTENCE}),  # a teaser
        ld({"@type": "Product", "description": BODY}),
        state({"items": [{"summary": p} for p in PARAGRAPHS]}),
        state({"ui": [{"text": SENTENCE, "pad": ["x" * 4000]} for _ in range(20)]}),  # here and there
        state({"body": "function(){" + "return a.b.c; " * 200 + "}"}),
        f"<script>{'var a = b + c; ' * 500}</script>",
    ],
)
def test_what_is_no_article_stays_where_it_is(script):
    assert not len(page(script))


@pytest.mark.parametrize(
    "cut",
    [
        json.dumps({"articleBody": BODY, "author": [1]})[:-3],
        json.dumps({"articleBody": BODY}).replace("{", "{,,", 1),
        json.dumps({"a": 1, "articleBody": BODY}).replace("\\n", "\n"),
        json.dumps({"articleBody": BODY}) + ', "open": "never closed',
    ],
)
def test_broken_json_costs_only_its_own_strings(cut):
    assert "".join(page(f'<script type="application/ld+json">{cut}</script>').text.split()) == "".join(BODY.split())


def test_half_a_character_pair_does_not_stop_the_page():
    blocks = page('<script type="application/ld+json">{"articleBody": "\\ud83d ' + SENTENCE * 10 + '"}</script>')
    assert blocks.text.startswith("\ufffd The swing bridge")


def test_text_that_something_unclosed_swallows_leaves_the_page_as_it_was():
    blocks = page(f'{ld({"articleBody": BODY})}<textarea><plaintext><script>"')
    assert blocks.markup is not None


@pytest.mark.parametrize("part", ['<script>"', '\\"', "<script ", '<script>{"a":"\\', '{"body":'])
def test_time_is_linear_whatever_is_left_open(part):
    began = time.process_time()
    page("<script>" + part * 200_000)
    assert time.process_time() - began < 5


def test_a_warning_says_where_the_text_was_read_and_the_record_restores_it():
    result = Cleaner().clean(SHELL.format(ld({"articleBody": BODY})), kind="html")
    assert result.warnings == ("shell: no visible text; read from the page's JSON-LD (articleBody)",)
    assert "swing bridge" in result.text
