"""The text of a new rule file: it passes its own tests before anything is changed."""

from __future__ import annotations

from pathlib import Path

from cleaner.errors import RuleError

TEMPLATE = """\
# What these lines are, in one sentence.
kind: {kind}
language: {language}
rules:
  - id: {name}
    why: What the line is, and why it is no main content, in one sentence.
    starts: ["Lines that start so"]
    words: ..20
    removes:
      - "Lines that start so annoy me"
    keeps:
      - "Not every line that starts like this is clutter."
"""


def new(path: Path, kind: str = "other", language: str = "en") -> None:
    """Write a template; raises RuleError when the file is there already."""
    if path.suffix not in (".yaml", ".yml"):
        raise RuleError(f"{path}: a rule file's name ends in .yaml")
    if path.exists():
        raise RuleError(f"{path}: exists already")
    parts = "".join(char if char.isascii() and char.isalnum() else " " for char in path.stem.lower()).split()
    text = TEMPLATE.format(kind=kind, language=language, name="-".join(parts) or "my-rule")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RuleError(f"{path}: {error.strerror or error}") from None
