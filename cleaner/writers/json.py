"""One JSON object a document: text, title and other metadata, removals. docs/command-line.md names the keys."""

from __future__ import annotations

import json
from typing import Any

from cleaner.types import Result

NAME = "json"
SUFFIX = ".json"


def write(result: Result, *, texts: bool = True) -> str:
    """The object, indented for people; `jq -c` and `--format jsonl` put it on one line."""
    return json.dumps(as_dict(result, texts=texts), ensure_ascii=False, indent=2) + "\n"


def as_dict(result: Result, *, texts: bool = True) -> dict[str, Any]:
    """Everything about a document, JSON-ready. `record` is the record's header, `removed` its removals."""
    return {
        "doc": result.header["doc"],
        "media": result.header["media"],
        "title": result.title,
        "text": result.text,
        "metadata": {key: value for key, value in result.metadata.items() if key != "title" and value is not None},
        "quality": result.quality,
        "warnings": list(result.warnings),
        "stats": dict(result.stats),
        "removed": [removal.as_dict(texts=texts) for removal in result.removed],
        "record": dict(result.header),
    }
