"""The guard: texts whose lists, steps, Q&A, recipes, transcripts, verse, tables and code must stay.

Beside the seed's family, because whoever removes lists of headlines is tempted to remove these.
Every line is main content. Some documents are truths that hold such a structure themselves
(`found`); for what truths seldom hold, an article's own sentences are set as verse, as a
transcript or as steps (`made`); tables and code come out of the pages' markup where the
truth has their words, between paragraphs of the same truth.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import data
from benchmarks.family import Article, read_articles

PROSE_KINDS = ("list", "steps", "qa", "recipe", "transcript", "verse")
MARKUP_KINDS = ("table", "code")
MAX_LINES = 300  # longer truths are round-ups that would outweigh all the others

Marked = list[tuple[str, str]]  # (line, what it is: a kind or "prose")

_BULLET = re.compile(r"^\s*[-*•–‣▪·] +\S")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|(?:step|schritt|paso|étape) \d{1,2})[:.)]?\s+\S", re.IGNORECASE)
_SPEAKER = re.compile(r"^([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}|[A-Z]{1,3}):\s+\S")
_QUANTITY = re.compile(
    r"^\W*(?:\d+|[½¼¾⅓⅔]|\d+/\d+)[\d ./½¼¾⅓⅔–-]*"
    r"(?:cups?|tbsp|tsp|tablespoons?|teaspoons?|g|kg|ml|l|oz|ounces?|pounds?|lbs?|cloves?|pinch|el|tl|large|small|medium)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])")


def documents(folder: Path = data.DATA, seed: int = 1, kinds: Sequence[str] = PROSE_KINDS) -> list[data.Text]:
    """Guard texts of articles: lists, steps, Q&A, recipes, transcripts, verse."""
    articles = list(read_articles(folder))
    return [*(text for text in found(articles) if text.rendering.split("/")[0] in kinds), *made(articles, seed, kinds)]


def found(articles: Sequence[Article]) -> Iterator[data.Text]:
    """Article truths that hold a structure of their own, as they are."""
    for article in articles:
        if 6 <= len(article.lines) <= MAX_LINES:
            marked = mark(article.lines)
            kinds = {kind for _, kind in marked}
            for kind in ("recipe", "transcript", "qa", "steps", "list"):  # named after the rarest
                if kind in kinds:
                    yield _text(article, f"{kind}/found", marked)
                    break


def mark(lines: Sequence[str]) -> Marked:
    """Name the structure that each line belongs to; later kinds in the list below give way to earlier ones."""
    kinds = ["prose"] * len(lines)
    quantities = [bool(_QUANTITY.match(line)) for line in lines]
    speakers = [(match[1] if (match := _SPEAKER.match(line)) else "") for line in lines]
    often = {name for name, count in Counter(filter(None, speakers)).items() if count >= 3}
    asks = [line.rstrip().endswith("?") and len(line.split()) <= 25 for line in lines]
    flags = {
        "recipe": quantities,
        "transcript": [name in often and len(often) >= 2 for name in speakers],
        "steps": [bool(_NUMBER.match(line)) for line in lines],
        "list": [
            bool(_BULLET.match(line)) or (0 < len(line.split()) <= 9 and line[-1:] not in '.!?:…”"') for line in lines
        ],
    }
    for kind, wanted in (("recipe", 3), ("transcript", 4), ("steps", 3), ("list", 4)):
        for start, end in _runs(flags[kind], wanted):
            for at in range(start, end):
                if kinds[at] == "prose":
                    kinds[at] = kind
    answered = [
        at for at in range(len(lines) - 1) if asks[at] and not asks[at + 1] and len(lines[at + 1].split()) >= 10
    ]
    if len(answered) >= 3:
        for at in answered:
            kinds[at] = kinds[at + 1] = "qa"
    return list(zip(lines, kinds, strict=True))


def made(articles: Sequence[Article], seed: int = 1, kinds: Sequence[str] = PROSE_KINDS) -> Iterator[data.Text]:
    """An article's own sentences set as verse, transcript, steps or list, between its paragraphs."""
    for article in articles:
        rng = random.Random(f"{seed}:guard:{article.id}")
        prose = [at for at, line in enumerate(article.lines) if len(line.split()) >= 25]
        if rng.random() > 0.25 or len(prose) < 6 or len(article.lines) > MAX_LINES:
            continue
        kind = rng.choice([kind for kind in _MAKERS if kind in kinds] or [""])
        if kind:
            start = rng.choice(prose[1:-3])
            body = article.lines[start : start + rng.randint(1, 3)]
            sentences = [piece for line in body for piece in _SENTENCE.split(line) if 4 <= len(piece.split()) <= 40]
            if len(sentences) >= 4:
                marked = [(line, "prose") for line in article.lines]
                marked[start : start + len(body)] = _MAKERS[kind](sentences, rng)
                yield _text(article, f"{kind}/made", marked)


def from_markup(folder: Path = data.DATA, limit: int = 400) -> list[data.Text]:
    """Guard texts with tables and code, from pages of any type whose truth has the same words."""
    from lxml import html

    texts: list[data.Text] = []
    for page in data.pages("wcxb", folder):
        if len(texts) >= limit:
            break
        if not page.truth or ("<table" not in page.html and "<pre" not in page.html):
            continue
        words = set(re.findall(r"\w+", page.truth.lower()))
        prose = [line.strip() for line in page.truth.split("\n") if len(line.split()) >= 12]
        for number, (kind, lines) in enumerate(_structures(html.document_fromstring(page.html.encode()))):
            own = re.findall(r"\w+", " ".join(lines).lower())
            if (
                len(prose) >= 4
                and len(own) >= 8
                and sum(word in words for word in own) >= 0.95 * len(own)
                and number < 20
            ):
                half = min(len(prose) // 2, 4)
                marked = [(line, "prose") for line in prose[:half]]
                marked += [(line, kind) for line in lines]
                marked += [(line, "prose") for line in prose[half : 2 * half]]
                article = Article(f"{page.id}-{number}", page.url, page.site, page.language, page.title, ())
                texts.append(_text(article, f"{kind}/found", marked, page.page_type))
                if number >= 1:  # two structures of a page are enough
                    break
    return texts


def _structures(root: object) -> Iterator[tuple[str, list[str]]]:
    """Tables of three rows and two columns or more, with " | " between cells, and code of three lines or more."""
    for element in root.iter("table", "pre"):  # type: ignore[attr-defined]
        if element.tag == "pre":
            lines = [line.rstrip() for line in element.text_content().strip("\n").split("\n")]
            if 3 <= len(lines) <= 80:
                yield "code", lines
        elif not element.findall(".//table"):
            rows = [
                [" ".join(cell.text_content().split()) for cell in row if cell.tag in ("td", "th")]
                for row in element.iter("tr")
            ]
            rows = [row for row in rows if any(row)]
            if (
                3 <= len(rows) <= 60
                and min(map(len, rows)) >= 2
                and max(len(cell) for row in rows for cell in row) < 200
            ):
                yield "table", [" | ".join(row) for row in rows]


def _as_verse(sentences: Sequence[str], rng: random.Random) -> Marked:
    lines: Marked = []
    for number, sentence in enumerate(sentences[:8]):
        words = sentence.split()
        while words:
            take = rng.randint(4, 8)
            line, words = " ".join(words[:take]), words[take:]
            lines.append((line[:1].upper() + line[1:], "verse"))
        if number % 2:
            lines.append(("", "blank"))
    return lines


def _as_transcript(sentences: Sequence[str], rng: random.Random) -> Marked:
    one, other = rng.choice((("Interviewer", "Dr. Hale"), ("Q", "A"), ("ANNA", "MARK"), ("Host", "Guest")))
    return [(f"{other if number % 2 else one}: {line}", "transcript") for number, line in enumerate(sentences)]


def _as_steps(sentences: Sequence[str], rng: random.Random) -> Marked:
    form = rng.choice(("{n}. {line}", "{n}) {line}", "Step {n}: {line}"))
    lead = rng.choice(("How to do it:", "Follow these steps:", "Instructions"))
    return [(lead, "steps"), *((form.format(n=n, line=line), "steps") for n, line in enumerate(sentences, 1))]


def _as_list(sentences: Sequence[str], rng: random.Random) -> Marked:
    pieces = [
        piece.strip() for sentence in sentences for piece in re.split(r"[,;:–—]| and | und ", sentence.rstrip(".!?"))
    ]
    items = [piece for piece in pieces if 2 <= len(piece.split()) <= 9][:12]
    form = rng.choice(("- {}", "• {}", "* {}", "{}"))
    lead = rng.choice(("You will need:", "What to know:", "The main points are:", "These include:"))
    return [(lead, "list"), *((form.format(item), "list") for item in items)]


def _as_recipe(sentences: Sequence[str], rng: random.Random) -> Marked:
    units = ("cup", "tbsp", "tsp", "g", "ml", "large", "pinch of", "oz")
    foods = (
        "flour", "brown sugar", "butter, melted", "eggs", "sea salt", "olive oil", "garlic, crushed", "lemon juice",
        "chopped parsley", "whole milk", "yeast", "red onion, sliced", "cumin", "tomatoes", "basmati rice",
    )  # fmt: skip
    amounts = ("1", "2", "½", "1/2", "3", "250", "100", "1 1/2")
    chosen = rng.sample(foods, rng.randint(5, 10))
    bullet = rng.choice(("", "- ", "• "))
    items = [(f"{bullet}{rng.choice(amounts)} {rng.choice(units)} {food}", "recipe") for food in chosen]
    steps = [(f"{n}. {line}", "recipe") for n, line in enumerate(sentences, 1)]
    return [("Ingredients", "recipe"), *items, (rng.choice(("Method", "Directions", "Instructions")), "recipe"), *steps]


_MAKERS: dict[str, Callable[[Sequence[str], random.Random], Marked]] = {
    "verse": _as_verse, "transcript": _as_transcript, "steps": _as_steps, "list": _as_list,
    "recipe": _as_recipe,
}  # fmt: skip


def _runs(flags: Sequence[bool], at_least: int) -> Iterator[tuple[int, int]]:
    start = 0
    for at, flag in enumerate([*flags, False]):
        if not flag:
            if at - start >= at_least:
                yield start, at
            start = at + 1


def _text(article: Article, rendering: str, marked: Marked, page_type: str = "article") -> data.Text:
    return data.Text(
        id=f"guard-{rendering.replace('/', '-')}-{article.id}",
        page=article.id,
        url=article.url,
        site=article.site,
        rendering=rendering,
        page_type=page_type,
        language=article.language,
        lines=tuple(line for line, _ in marked),
        labels=tuple(1 if line.strip() else -1 for line, _ in marked),
        marks=tuple(kind for _, kind in marked),
    )
