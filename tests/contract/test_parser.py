"""What the walk over a page takes for granted of the parser beyond its text; see cleaner/segment/html_walk.py."""

from __future__ import annotations

from turbohtml import Element, XPath, parse

PAGE = "<!doctype html><!-- a --><p id=x hidden>b<b>ü𝒳&amp;</b><template><i>c</i></template><svg><title>d</title></svg>"
document = parse(PAGE, positions=False, allow_declarative_shadow_roots=False)
nodes = list(document.descendants)


def test_a_node_is_one_object_as_long_as_it_lives() -> None:
    assert all(one is other for one, other in zip(nodes, document.descendants, strict=True))
    assert {node for node in nodes if isinstance(node, Element)} == set(document.select("*"))


def test_every_node_comes_after_its_parent_and_before_its_parents_next_sibling() -> None:
    around = [document]
    for node in nodes:
        while around[-1] is not node.parent:
            around.pop()
        around.append(node)


def test_what_a_template_holds_is_among_the_descendants() -> None:
    assert [node.tag for node in nodes if isinstance(node, Element)] == (
        ["html", "head", "body", "p", "b", "template", "i", "svg", "title"]
    )


def test_the_length_of_an_elements_text_is_counted_in_characters() -> None:
    for element in document.select("*"):
        assert XPath("string-length(.)")(element) == len(element.text)


def test_attributes_say_whether_they_are_there_with_or_without_a_value() -> None:
    paragraph = document.select_one("p")
    assert paragraph is not None
    assert [name in paragraph.attrs for name in ("id", "hidden", "class")] == [True, True, False]
