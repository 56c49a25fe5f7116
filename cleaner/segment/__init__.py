"""Source to blocks: lines of a text, block-level texts of a page."""

from __future__ import annotations

from dataclasses import replace

from cleaner.segment.core import prose
from cleaner.segment.text import segment_text
from cleaner.settings import Settings
from cleaner.types import Blocks, Source


def segment(source: Source, settings: Settings) -> Blocks:
    """Cut a document into blocks whose spans partition its visible text."""
    if source.media == "text":
        blocks = segment_text(source, settings)
    else:
        from cleaner.segment.html import segment_html  # the parser comes only when a page does

        blocks = segment_html(source.content, settings, source.url)
    return blocks if blocks.core is not None else replace(blocks, core=prose(blocks))
