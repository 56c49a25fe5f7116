"""The features of HTML blocks in words, for the reasons in the record."""

from __future__ import annotations

from cleaner.scoring.html_features import NAMES

# What is said of a block whose value lies below and above the average of all blocks.
_WORDS: dict[str, tuple[str, str]] = {
    "log_words": ("few words", "many words"),
    "log_chars": ("few characters", "many characters"),
    "word_length": ("short words", "long words"),
    "digits": ("few digits", "many digits"),
    "upper": ("few capitals", "many capitals"),
    "punct": ("little punctuation", "much punctuation"),
    "symbols": ("few symbols", "many symbols"),
    "wide": ("no Han, Kana or Thai", "Han, Kana or Thai"),
    "sentence": ("no sentence end", "a sentence end"),
    "bullet": ("no bullet", "a bullet in front"),
    "number": ("no number in front", "a number in front"),
    "link_density": ("few of its characters in links", "many of its characters in links"),
    "log_links": ("few links", "many links"),
    "all_link": ("not all link", "nothing but a link"),
    "bold": ("not bold", "bold"),
    "question": ("no question", "a question"),
    "colon": ("no colon at its end", "a colon at its end"),
    "first_upper": ("no capital in front", "a capital in front"),
    "one_word": ("more than one word", "a single word"),
    "copies": ("not said twice on the page", "said several times on the page"),
    "copy_before": ("not said before", "said before on the page"),
    "in_title": ("shares no words with the title", "shares words with the title"),
    "in_description": ("shares no words with the description", "shares words with the description"),
    "is_title": ("not the title", "the title"),
    "h_any": ("no heading", "a heading"),
    "h_level": ("no heading", "a heading"),
    "hidden": ("not hidden", "hidden"),
    "list": ("not in a list", "in a list"),
    "table": ("not in a table", "in a table"),
    "code": ("not in code", "in code"),
    "quote": ("not in a quote", "in a quote"),
    "depth": ("nested less than most", "nested deep"),
    "same_element": ("alone in its element", "goes on in the same element"),
    "new_parent": ("beside its neighbour", "begins a new box"),
    "at_block": ("near the head of the page", "near the tail of the page"),
    "at_word": ("in the first half of the words", "in the last half of the words"),
    "after_h1": ("before the first main heading", "after the first main heading"),
    "since_h1": ("before or near the main heading", "far from the main heading"),
    "since_heading": ("near a heading", "far from a heading"),
    "images_before": ("no image in front", "an image in front"),
    "controls_before": ("no form control in front", "a form control in front"),
    "page_words": ("a short page", "a long page"),
    "page_blocks": ("a page of few blocks", "a page of many blocks"),
    "page_links": ("a page of few links", "a page of many links"),
    "page_sentences": ("a page of few sentences", "a page of many sentences"),
    "page_og_article": ("a page not declared an article", "a page declared an article"),
    "page_h1s": ("a page of few main headings", "a page of several main headings"),
    "page_hidden": ("a page that hides little", "a page that hides much"),
    "siblings": ("no siblings alike", "one of many siblings alike"),
    "siblings_around": ("not in a repeated box", "in a repeated box"),
    "template": ("a shape seen once on the page", "a shape repeated on the page"),
    "template_words": ("its like have few words", "its like have many words"),
}
_BOX: dict[str, tuple[str, str]] = {
    "words": ("a box of few words", "a box of many words"),
    "share": ("a box with little of the page's text", "a box with most of the page's text"),
    "links": ("a box of few links", "a box of many links"),
    "sentences": ("a box of few sentences", "a box of many sentences"),
    "per_block": ("a box of short blocks", "a box of long blocks"),
    "at": ("at the head of its box", "at the tail of its box"),
    "images": ("a box of few images", "a box of many images"),
    "controls": ("a box without form controls", "a box with form controls"),
    "headings": ("a box of few headings", "a box of many headings"),
}
_NAMES = {"class": "class name", "word": "word of a class name", "lexicon": "word"}


def _phrase(name: str) -> tuple[str, str, str]:
    if name in _WORDS:
        return (*_WORDS[name], "")
    kind, _, rest = name.partition("_")
    if kind == "tag":
        return f"not in <{rest}>", f"text of <{rest}>", ""
    if kind == "in":
        return f"outside any <{rest}>", f"inside <{rest}>", ""
    if kind.startswith("box"):
        return (*_BOX[rest], "")
    what = _NAMES[kind]
    return "", "", what


PHRASES: tuple[tuple[str, str, str], ...] = tuple(map(_phrase, NAMES))
