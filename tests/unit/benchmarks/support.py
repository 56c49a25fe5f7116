"""Small documents for the benchmarks' tests."""

from benchmarks.data import Page, Text
from benchmarks.family import Article


def page(html: str = "", truth: str = "", **fields: object) -> Page:
    values = {"id": "p", "url": "https://a.org/1", "site": "a.org", "page_type": "article", "language": "en", **fields}
    return Page(html=html, truth=truth, **values)  # type: ignore[arg-type]


def text(lines: list[str], labels: list[int], **fields: object) -> Text:
    values = {
        "id": "t", "page": "p", "url": "", "site": "a.org", "rendering": "raw", "page_type": "article",
        "language": "en",
        **fields,
    }  # fmt: skip
    return Text(lines=tuple(lines), labels=tuple(labels), **values)  # type: ignore[arg-type]


def article(number: int, language: str = "en") -> Article:
    lines = tuple(f"Sentence {n} of article {number} says something about the harbour." for n in range(6))
    title = f"Story number {number} about harbours and ships"
    return Article(f"a{number}", f"https://site{number}.org/x", f"site{number}.org", language, title, lines)
