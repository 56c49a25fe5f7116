"""The same object as `json`, on one line a document."""

from __future__ import annotations

import json

from cleaner.types import Result
from cleaner.writers.json import as_dict

NAME = "jsonl"
SUFFIX = ".jsonl"


def write(result: Result, *, texts: bool = True) -> str:
    """The object on one line."""
    return json.dumps(as_dict(result, texts=texts), ensure_ascii=False) + "\n"
