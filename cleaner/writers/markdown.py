"""Markdown: headings, lists, tables, code, quotes, links and emphasis of the kept blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

import numpy as np

from cleaner.segment.html_inline import Inline, inline
from cleaner.segment.html_tree import Tree
from cleaner.types import Blocks, Result
from cleaner.writers._tables import Table, tables

NAME = "markdown"
SUFFIX = ".md"

_BEGINS_LIKE_MARKDOWN = re.compile(r"^(#{1,6}\s|>|[-+*]\s|\d{1,9}[.)]\s|```|~~~|---|===)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)[-\s]?([A-Za-z0-9+#]+)")
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~"}


def write(result: Result, *, texts: bool = True) -> str:
    """The kept blocks as Markdown, with a last newline; a text is as it is."""
    return to_markdown(result)


def to_markdown(result: Result, images: bool | None = None, links: bool | None = None) -> str:
    """Markdown of a result; images, links: None for the settings `include_images`, `include_links` of the cleaning."""
    blocks = result.blocks
    if blocks.markup is None:
        return result.text
    chosen = result.header.get("settings", {})
    if images is None:
        images = bool(chosen.get("include_images", False))
    if links is None:
        links = bool(chosen.get("include_links", True))
    page = _Page(blocks, np.flatnonzero(result.verdicts.keep).tolist(), images, links)
    return page.markdown()


class _Page:
    """One page being written."""

    def __init__(self, blocks: Blocks, kept: Sequence[int], images: bool, links: bool) -> None:
        assert blocks.markup is not None
        self.blocks = blocks
        self.markup = blocks.markup
        self.tree: Tree = blocks.markup.tree
        self.kept = kept
        self.images = images
        self.links = links
        self.inline: Inline = inline(self.tree)
        self.marked: set[int] = set()  # list items whose marker is written

    def markdown(self) -> str:
        """Every kept block in its shape, tables whole."""
        found = tables(self.tree, self.tree.cell.tolist(), self.blocks.columns.words.tolist(), self.kept)
        inside = {block: table for table in found for block in table.blocks}
        parts: list[str] = []
        before = -1
        for block in self.kept:
            table = inside.get(block)
            if table is not None:
                if block == table.blocks[0]:
                    self._append(parts, self._table(table), "\n\n", "")
                    before = block
                continue
            text, tight = self._block(block)
            if text:
                self._append(parts, text, self._gap(before, block, tight), "\n\n")
                before = block
        return "".join(parts) + "\n" if parts else ""

    def _append(self, parts: list[str], text: str, gap: str, usual: str) -> None:
        if parts:
            parts.append(gap or usual)
        parts.append(text)

    def _gap(self, before: int, block: int, tight: bool) -> str:
        if tight and before >= 0 and self.markup.in_list[before]:
            return "\n"
        if before == block - 1 and before >= 0 and self.inline.lines[block] == 1 and not self.markup.in_code[block]:
            return "  \n"
        quoted = self.markup.in_quote
        return "\n>\n" if before >= 0 and quoted[before] and quoted[block] else "\n\n"

    def _block(self, block: int) -> tuple[str, bool]:
        """A block's Markdown and whether it is an item of a list that needs no blank line in front."""
        first, rest, item = self._prefix(block)
        level = int(self.markup.headings[block])
        if self.markup.tags[block] == "pre" or (self.markup.in_code[block] and "\n" in self.inline.texts[block]):
            code = self.inline.render(block, lambda name, text, alt, target: text)
            fence = "```" if "```" not in code else "~~~~"
            text = f"{fence}{self._language(block)}\n{code}\n{fence}"
        else:
            text = self._inline(block, plain=level > 0)
            if not text:
                return "", False
            if level:
                text = f"{'#' * level} {text}"
            elif _BEGINS_LIKE_MARKDOWN.match(text):
                text = f"\\{text}" if not text[0].isdigit() else re.sub(r"^(\d+)([.)])", r"\1\\\2", text)
        lines = text.split("\n")
        return "\n".join([first + lines[0], *(rest + line if line else rest.rstrip() for line in lines[1:])]), item

    def _prefix(self, block: int) -> tuple[str, str, bool]:
        """What stands before a block's first line and before its other lines: quotes and list items around it."""
        first = rest = ""
        item = False
        for at in reversed(list(self.tree.ancestors(int(self.markup.element[block])))):
            tag = self.tree.tag[at]
            if tag == "blockquote":
                first, rest, item = f"{first}> ", f"{rest}> ", False
            elif tag == "li":
                marker = self._marker(at)
                blank = " " * len(marker)
                item = at not in self.marked
                first += marker if item else blank
                rest += blank
                self.marked.add(at)
            if len(rest) > 40:
                break
        return first, rest, item

    def _marker(self, item: int) -> str:
        for block in range(self.tree.first[item], self.tree.last[item]):
            if self.inline.markers[block]:
                return self.inline.markers[block] if int(self.tree.item[block]) == item else "- "
        return "- "

    def _inline(self, block: int, plain: bool = False) -> str:
        return " ".join(self.inline.render(block, lambda *mark: self._mark(plain, *mark)).split())

    def _mark(self, plain: bool, name: str, text: str, alt: str, target: str) -> str:
        if name == "img":
            return f"![{alt}]({self._address(target)})" if self.images and target else ""
        inner = text.strip()
        if not inner:
            return text
        before, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if name == "a":
            address = self._address(target) if self.links else ""
            return f"{before}[{inner}]({address}){behind}" if address else text
        if name in ("code", "kbd", "samp"):
            fence = "``" if "`" in inner else "`"
            return f"{before}{fence}{inner}{fence}{behind}"
        return text if plain else f"{before}{_EMPHASIS[name]}{inner}{_EMPHASIS[name]}{behind}"

    def _address(self, target: str) -> str:
        """An absolute address, "" for those that lead nowhere outside a browser."""
        target = target.strip()
        if not target or target.startswith(("#", "javascript:", "data:", "vbscript:")):
            return ""
        try:
            whole = urljoin(self.blocks.url or "", target)
        except ValueError:
            whole = target
        return whole.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("\n", "")

    def _language(self, block: int) -> str:
        element = int(self.markup.element[block])
        inner = self.tree.classes[element + 1] if element + 1 < len(self.tree) else ""
        around = [self.tree.classes[at] for at, _ in zip(self.tree.ancestors(element), range(3), strict=False)]
        for classes in (around[0], inner, *around[1:]):
            found = _LANGUAGE.search(classes)
            if found:
                return found[1].lower()
        return ""

    def _table(self, table: Table) -> str:
        rows = [
            ["<br>".join(self._inline(block, plain=row == 0).replace("|", "\\|") for block in cell) for cell in cells]
            for row, cells in enumerate(table.rows)
        ]
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
