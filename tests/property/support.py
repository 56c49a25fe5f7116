"""The record of a result as it would be read back from its file."""

from __future__ import annotations

import json
from typing import Any

from cleaner import Result


def record_of(result: Result) -> list[dict[str, Any]]:
    """Header and removals, once through JSON."""
    rows: list[dict[str, Any]] = json.loads(json.dumps(result.record()))
    return rows
