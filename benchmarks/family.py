"""The seed's family: other pages' titles set as headline lists into articles.

The founding sample is an article with a list of headlines of other stories in it, a lone mark
between them. This makes its relatives: any separator or none, bullets and numbers on the line,
"read more" leads; at the head, in the middle, at the tail; 3 to 40 headlines. Titles come
from pages of the same language and the same fold as the article, so that a model never saw in
training what it is measured on (languages with a handful of pages borrow from all folds).
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import data
from benchmarks.folds import fold_of

# A mark on a line of its own between the headlines; "" is a blank line, None nothing at all.
SEPARATORS: tuple[str | None, ...] = ("-", "•", "*", "|", "–", "—", "---", "***", "", None)
PREFIXES = ("• ", "- ", "{n}. ", "{n}) ")
PLACES = ("head", "middle", "tail")
# fmt: off
LEADS = {
    "en": ("Read more:", "Also read:", "Related:", "See also:", "More stories:",
           "Don't miss:", "READ |", "Recommended:"),
    "de": ("Lesen Sie auch:", "Mehr zum Thema:", "Weiterlesen:", "Auch interessant:", "Siehe auch:"),
    "fr": ("À lire aussi :", "Lire aussi :", "Voir aussi :", "Sur le même sujet :"),
    "es": ("Lea también:", "Le puede interesar:", "Vea también:", "Leer más:"),
    "it": ("Leggi anche:", "Potrebbe interessarti:"),
    "pt": ("Leia também:", "Veja também:", "Leia mais:"),
    "nl": ("Lees ook:", "Lees meer:"), "da": ("Læs også:",), "sv": ("Läs också:", "Läs mer:"),
    "no": ("Les også:", "Les mer:"), "is": ("Lestu einnig:",), "pl": ("Czytaj także:", "Zobacz też:"),
    "cs": ("Čtěte také:", "Přečtěte si:"), "tr": ("Ayrıca okuyun:", "İlgili haber:"),
    "ja": ("関連記事：", "あわせて読みたい"), "ko": ("관련기사", "함께 보면 좋은 기사:"),
    "ar": ("اقرأ أيضا:",), "vi": ("Xem thêm:", "Đọc thêm:"), "sw": ("Soma pia:",),
}
# fmt: on
_SITE = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,40}$")  # " | Name of the site" behind a page's own title


@dataclass(frozen=True, slots=True)
class Article:
    """A clean text to set headlines into, and its title."""

    id: str
    url: str
    site: str
    language: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by language and fold: headlines for other pages' articles."""

    by_fold: dict[tuple[str, int], list[tuple[str, str]]]  # (title, site)
    k: int

    def of(self, article: Article) -> list[str]:
        """Titles that may stand in this article: its language and fold (any fold where that has too few)."""
        found = self.by_fold.get((article.language, fold_of(article.site, self.k)), [])
        if len(found) < 4:
            found = [entry for fold in range(self.k) for entry in self.by_fold.get((article.language, fold), [])]
        own = set(article.lines) | {article.title}
        return [title for title, site in found if title not in own and (site != article.site or len(found) < 12)]


def documents(folder: Path = data.DATA, count: int = 1500, seed: int = 1, k: int = 5) -> list[data.Text]:
    """`count` members of the family, made from the articles of the development data."""
    articles = list(read_articles(folder))
    return list(generate(articles, count, seed, k))


def read_articles(folder: Path = data.DATA) -> Iterator[Article]:
    """Article truths of both page sets that have any, as lines."""
    for name in ("wcxb", "news"):
        for page in data.pages(name, folder):
            lines = tuple(line.rstrip() for line in (page.truth or "").split("\n") if line.strip())
            if page.page_type == "article" and page.title:
                yield Article(page.id, page.url, page.site, page.language, page.title.strip(), lines)


def generate(articles: Sequence[Article], count: int, seed: int = 1, k: int = 5) -> Iterator[data.Text]:
    """Members of the family, the same for the same seed; every article serves before one serves twice."""
    titles = collect(articles, k)
    usable = [article for article in articles if len(article.lines) >= 4 and len(titles.of(article)) >= 3]
    order = random.Random(f"{seed}:order")
    turn: list[Article] = []
    for number in range(count if usable else 0):
        if not turn:
            turn = usable.copy()
            order.shuffle(turn)
        article = turn.pop()
        yield compose(article, titles.of(article), random.Random(f"{seed}:{article.id}:{number}"), number)


def collect(articles: Iterable[Article], k: int = 5) -> Titles:
    """The titles of all articles, by language and fold."""
    by_fold: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for article in articles:
        title = _SITE.sub("", article.title)
        if len(title) >= 12:
            by_fold[article.language, fold_of(article.site, k)].append((title, article.site))
    return Titles(dict(by_fold), k)


def compose(article: Article, titles: Sequence[str], rng: random.Random, number: int = 0) -> data.Text:
    """One member: the article with one list of headlines (sometimes two) in it."""
    body: list[tuple[str, int, str]] = [(line, 1, "article") for line in article.lines]
    if rng.random() < 0.5 and article.lines[0] != article.title:
        body.insert(0, (article.title, 1, "title"))
    place = rng.choice(PLACES)
    name, block = _headlines(titles, article.language, rng)
    at = {"head": rng.choice((0, 1)), "middle": rng.randint(2, max(2, len(body) - 2)), "tail": len(body)}[place]
    body[at:at] = block
    if rng.random() < 0.15:  # a second list, at the end, in a style of its own
        other, more = _headlines(titles, article.language, rng)
        body += more
        name = f"{name}+{other}"
    if rng.random() < 0.3:  # paragraphs apart by a blank line, as many extractors write them
        body = [line for entry in body for line in (entry, ("", -1, "blank"))][:-1]
    return data.Text(
        id=f"family-{number}-{article.id}",
        page=article.id,
        url=article.url,
        site=article.site,
        rendering=f"{place}/{name}",
        page_type="article",
        language=article.language,
        lines=tuple(line for line, _, _ in body),
        labels=tuple(label for _, label, _ in body),
        marks=tuple(mark for _, _, mark in body),
    )


def _headlines(titles: Sequence[str], language: str, rng: random.Random) -> tuple[str, list[tuple[str, int, str]]]:
    """The name of a style, and the lines of a list in it."""
    wanted = round(3 * (40 / 3) ** rng.random())  # 3 to 40, short lists more often than long ones
    chosen = rng.sample(list(titles), min(wanted, len(titles)))
    leads = LEADS.get(language, LEADS["en"])
    lead = rng.choice(leads)
    style = rng.choice(("separator", "separator", "separator", "prefix", "prefix", "lead", "each"))
    if style == "each":  # "Read more: headline", each on a line of its own
        return "lead-each", [(f"{lead} {title}", 0, "headline") for title in chosen]
    if style == "prefix":
        prefix = rng.choice(PREFIXES)
        lines = [(prefix.format(n=n) + title, 0, "headline") for n, title in enumerate(chosen, 1)]
        return prefix.format(n=1).strip(), _led(lines, lead, rng.random() < 0.25)
    separator = rng.choice(SEPARATORS) if style == "separator" else None
    lines = []
    outside = rng.choice((True, True, False))  # the founding sample begins with a mark
    for n, title in enumerate(chosen):
        if separator is not None and (n or outside):
            lines.append((separator, 0 if separator else -1, "separator"))
        lines.append((title, 0, "headline"))
    if separator and rng.random() < 0.2:
        lines.append((separator, 0, "separator"))
    name = {None: "none", "": "blank"}.get(separator, separator) or "none"
    return ("lead" if style == "lead" else name), _led(lines, lead, style == "lead")


def _led(lines: list[tuple[str, int, str]], lead: str, wanted: bool) -> list[tuple[str, int, str]]:
    return [(lead, 0, "lead"), *lines] if wanted else lines


def place_of(text: data.Text) -> str:
    """Where the list stands: head, middle or tail."""
    return text.rendering.split("/")[0]


def style_of(text: data.Text) -> str:
    """The style of the (first) list: its separator, its prefix or its lead."""
    return text.rendering.split("/", 1)[1].split("+")[0]
