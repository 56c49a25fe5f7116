"""Tables: the same rows as Markdown for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a column's form is "text", "share" (.873), "percent" (87.3) or a format such as ".2f"."""

    title: str
    columns: tuple[str, ...]
    forms: tuple[str, ...]
    rows: list[list[Cell]] = field(default_factory=list)
    note: str = ""

    def add(self, *cells: Cell) -> None:
        """Append one row."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{len(cells)} cells for {len(self.columns)} columns in {self.title!r}")
        self.rows.append(list(cells))

    def markdown(self) -> str:
        """A heading, the table and its note."""
        head = [
            f"| {' | '.join(self.columns)} |",
            "|" + "|".join("---" if form == "text" else "---:" for form in self.forms) + "|",
        ]
        body = [
            f"| {' | '.join(shown(cell, form) for cell, form in zip(row, self.forms, strict=True))} |"
            for row in self.rows
        ]
        note = ["", self.note] if self.note else []
        return "\n".join([f"### {self.title}", "", *head, *body, *note, ""])

    def json(self) -> dict[str, Any]:
        """Title, note and one object a row."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"title": self.title, "note": self.note, "rows": rows}


def shown(cell: Cell, form: str) -> str:
    """A cell the way a reader sees it; pipes are escaped."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("|", "\\|")
    if form == "share":
        return f"{cell:.3f}".removeprefix("0") if 0 <= cell < 1 else f"{cell:.3f}"
    if form == "percent":
        return f"{100 * cell:.1f}"
    return format(cell, "" if form == "text" else form)


def same(form: str, count: int) -> tuple[str, ...]:
    """A text column in front, then `count` columns of one form."""
    return ("text", *([form] * count))


def names(first: str, rest: Sequence[str]) -> tuple[str, ...]:
    """Column names from a first one and a list."""
    return (first, *rest)
