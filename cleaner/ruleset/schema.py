"""The form of a rule file: pydantic models, from which the JSON Schema for editors comes too."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from cleaner.types import Kind

SHAPES = ("words", "chars", "link_share", "capitals", "digits")
SYNONYMS = {
    "regexp": "text", "regex": "text", "pattern": "text", "patterns": "text", "match": "text", "search": "text",
    "fullmatch": "line", "whole": "line", "category": "kind", "type": "kind", "name": "id", "description": "why",
    "reason": "why", "message": "why", "selector": "html", "css": "html", "class": "html", "role": "html",
    "where": "place", "position": "place", "zone": "place", "length": "chars", "score": "confidence",
    "weight": "confidence", "protect": "keep", "limit": "share", "examples": "removes", "tests": "removes",
    "hits": "removes", "misses": "keeps", "exclude": "not-in", "except": "not-in", "domain": "hosts", "host": "hosts",
    "lang": "language", "prefix": "starts", "prefixes": "starts", "extends": "reach", "in-run": "run",
}  # fmt: skip

_RANGE = re.compile(r"^(\d+(?:\.\d+)?)?\s*\.\.\s*(\d+(?:\.\d+)?)?$")


def _range(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("a range is written 3..10, ..10, 3.. or as one number")
    if isinstance(value, (int, float)):
        return (float(value), float(value))
    found = _RANGE.match(value.strip()) if isinstance(value, str) else None
    if found is None or value.strip() == "..":
        raise ValueError("a range is written 3..10, ..10, 3.. or as one number")
    low, high = float(found[1] or 0), float(found[2] or 1e12)
    if low > high:
        raise ValueError(f"the range {value!r} is empty")
    return (low, high)


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Span = Annotated[
    tuple[float, float],
    BeforeValidator(_range),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[0-9.]*\.\.[0-9.]*$|^[0-9.]+$"}]}),
]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Texts = Annotated[
    list[Text],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Place = Literal["head", "body", "tail", "box"]
Places = Annotated[
    list[Place],
    BeforeValidator(_several),
    WithJsonSchema({"type": ["string", "array"], "items": {"enum": ["head", "body", "tail", "box"]}}),
]
Guard = Literal["code", "table", "quote", "list", "heading", "link"]
Guards = Annotated[
    list[Guard],
    BeforeValidator(_several),
    WithJsonSchema({"type": ["string", "array"], "items": {"enum": list(get_args(Guard))}}),
]


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", alias_generator=lambda name: name.rstrip("_").replace("_", "-"), populate_by_name=False
    )


class HtmlForm(_Strict):
    """What an element must be; any one of the lines is enough."""

    css: Texts = Field(default_factory=list, description="selectors: tag, .class, #id, [attribute=value], a b, a > b")
    class_: Texts = Field(default_factory=list, description="a token of the class attribute")
    id: Texts = Field(default_factory=list)
    role: Texts = Field(default_factory=list)
    itemprop: Texts = Field(default_factory=list, description="microdata or another mark of the element")


class MarkedExample(_Strict):
    """A document and the lines of it that the rule takes."""

    text: Text | None = None
    html: Text | None = None
    goes: Texts = Field(default_factory=list)
    todo: bool = Field(default=False, description="a known miss: reported, not failing")

    @model_validator(mode="after")
    def _one(self) -> MarkedExample:
        if (self.text is None) == (self.html is None):
            raise ValueError("an example is a text or html, one of them")
        return self


Examples = Annotated[list[Text | MarkedExample], BeforeValidator(_several)]


class RuleForm(_Strict):
    """One rule."""

    id: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", description="what is found, in lower case and hyphens")
    why: str = Field(min_length=8, max_length=300, description="one sentence: what this is")
    kind: Kind | None = Field(default=None, description="the pack's kind unless said here")
    keep: bool = Field(default=False, description="protects what it matches; keep always wins")
    confidence: float = Field(default=0.95, ge=0.5, le=1, description="from .95 on the rule decides alone")
    text: Texts = Field(default_factory=list, description="patterns (regex module), searched in the line")
    line: Texts = Field(default_factory=list, description="patterns that the whole line must match")
    phrases: Texts = Field(default_factory=list, description="whole lines, compared word by word")
    starts: Texts = Field(default_factory=list, description="words a line starts with")
    ends: Texts = Field(default_factory=list, description="words a line ends with")
    contains: Texts = Field(default_factory=list, description="words that stand anywhere in the line")
    made_of: Texts = Field(
        default_factory=list, description="the only words the line may hold; asked beside the other conditions"
    )
    html: HtmlForm | None = Field(default=None, description="elements; beside the text conditions, either is enough")
    inside: HtmlForm | None = Field(default=None, description="elements around it; HTML only, asked beside the rest")
    case: bool = Field(default=False, description="whether patterns and phrases tell capitals from small letters")
    words: Span | None = None
    chars: Span | None = None
    link_share: Span | None = Field(default=None, description="characters in links / characters")
    capitals: Span | None = Field(default=None, description="capital letters / letters")
    digits: Span | None = Field(default=None, description="digits / characters")
    ends_sentence: bool | None = None
    place: Places = Field(default_factory=list)
    after: Texts = Field(default_factory=list, description="ids of rules that hit before it")
    before: Texts = Field(default_factory=list, description="ids of rules that hit behind it")
    within: int = Field(default=1, ge=1, le=10_000, description="how many filled lines away `after` and `before` look")
    run: int = Field(default=1, ge=1, le=1000, description="only inside a run of at least so many hits")
    reach: Literal["line", "block", "run", "after", "container", "section"] = "line"
    not_in: Guards = Field(default=["code", "table", "quote"])
    share: float = Field(default=0.3, gt=0, le=1, description="share of the document's words it may take")
    removes: Examples = Field(default_factory=list)
    keeps: Examples = Field(default_factory=list)
    todo: Examples = Field(default_factory=list, description="known misses: examples that should be removed one day")

    @model_validator(mode="after")
    def _matches_something(self) -> RuleForm:
        said = self.text or self.line or self.phrases or self.starts or self.ends or self.contains or self.made_of
        shaped = any(getattr(self, name) is not None for name in SHAPES) or self.run > 1 or self.after or self.before
        if not (said or self.html or shaped):
            raise ValueError(
                "says nothing to match: give text, line, phrases, starts, contains, made-of, html, a shape"
            )
        if self.case and not (self.text or self.line or self.phrases or self.starts or self.ends or self.contains):
            raise ValueError("case: true needs text, line, phrases, starts, ends or contains; nothing else hears it")
        return self


class PackForm(_Strict):
    """A rule file."""

    kind: Kind
    pack: str | None = Field(
        default=None, pattern=r"^[a-z0-9_-]+(?:/[a-z0-9_.-]+)*$", description="instead of the path"
    )
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")
    hosts: Texts = Field(default_factory=list, description="site rules: host names, subdomains included")
    measured: bool = Field(default=True, description="false where no data of the language was at hand")
    rests_on: str | None = Field(default=None, description="what the phrases of an unmeasured pack rest on")
    rules: list[RuleForm] = Field(min_length=1, max_length=2000)


def field_names(model: type[BaseModel]) -> list[str]:
    """The names that a file may use, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors."""
    schema = PackForm.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "cleaner rule file"
    return schema
