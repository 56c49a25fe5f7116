"""Markdown: headings, lists, tables, code, quotes, links and emphasis of the kept blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cleaner.segment.html_inline import Inline, inline
from cleaner.segment.html_tree import Tree
from cleaner.types import Blocks, Result
from cleaner.writers._inline import Words, images_first
from cleaner.writers._tables import Table, tables

NAME = "markdown"
SUFFIX = ".md"

_BEGINS_LIKE_MARKDOWN = re.compile(r"^(#{1,6}\s|>|[-+*]\s|\d{1,9}[.)]\s|~~~|---|===)")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)[-\s]?([A-Za-z0-9+#]+)")
_FENCES = re.compile("^`{3,}", re.MULTILINE)


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
        self.inline: Inline = inline(self.tree)
        self.words = Words(self.inline, blocks.url, images, links)
        self.marked: set[int] = set()  # list items whose marker is written
        self.pre = {block: self._pre(block) for block in kept if self.markup.in_code[block]}

    def markdown(self) -> str:
        """Every kept block in its shape, tables and code whole."""
        code = {block for block, element in self.pre.items() if element >= 0 and "\n" in self.inline.texts[block]}
        cells, words = self.tree.cell.tolist(), self.blocks.columns.words.tolist()
        found = tables(self.tree, cells, words, self.kept, code, self.markup.element)
        inside = {block: table for table in found for block in table.blocks}
        parts: list[str] = []
        before = -1
        for number, block in enumerate(self.kept):
            table = inside.get(block)
            tight = False
            if table is not None:
                text = self._table(table) if block == table.blocks[0] else ""
            elif self.pre.get(block, -1) >= 0:
                text, tight = self._code(number)
            else:
                text, tight = self._block(block)
            if text and self._goes_on(before, block):
                parts.append(f" {self.words.of(block, plain=True)}")
                before = block
            elif text:
                parts += [self._gap(before, block, tight) if parts else "", text]
                before = block
        return "".join(parts) + "\n" if parts else ""

    def _goes_on(self, before: int, block: int) -> bool:
        """Whether a block is the next line of the heading before it: a heading of Markdown has one line."""
        heading = self.markup.headings[block] and before == block - 1 and self.inline.lines[block]
        return bool(heading) and self.markup.element[before] == self.markup.element[block]

    def _gap(self, before: int, block: int, tight: bool) -> str:
        if tight and self.markup.in_list[before] and self._list(before) == self._list(block):
            return "\n"
        if before == block - 1 and self.inline.lines[block] == 1 and not self.markup.in_code[block]:
            return "  \n"
        quoted = self.markup.in_quote
        return "\n>\n" if quoted[before] and quoted[block] else "\n\n"

    def _list(self, block: int) -> int:
        """The outermost list around a block, -1 for none."""
        around = self.tree.ancestors(int(self.markup.element[block]))
        return min((at for at in around if self.tree.tag[at] in ("ul", "ol", "menu", "dir")), default=-1)

    def _block(self, block: int) -> tuple[str, bool]:
        """A block's Markdown and whether it is an item of a list that needs no blank line in front."""
        level = int(self.markup.headings[block])
        images, text = images_first(self.words.of(block, plain=level > 0))
        if text and level:
            text = f"{'#' * level} {text}"
        elif _BEGINS_LIKE_MARKDOWN.match(text):
            text = f"\\{text}" if not text[0].isdigit() else re.sub(r"^(\d+)([.)])", r"\1\\\2", text)
        return self._set(block, "\n\n".join(filter(None, (images, text))))

    def _code(self, number: int) -> tuple[str, bool]:
        """The fence of a `pre`, written at the first of its kept blocks: some pages set each line as one."""
        block = self.kept[number]
        pre = self.pre[block]
        if number and self.pre.get(self.kept[number - 1], -1) == pre:
            return "", False
        lines = []
        for other in self.kept[number:]:
            if self.pre.get(other, -1) != pre:
                break
            lines.append(self.words.verbatim(other))
        code = "\n".join(lines)
        fence = "`" * max(3, 1 + max(map(len, _FENCES.findall(code)), default=0))
        return self._set(block, f"{fence}{self._language(pre)}\n{code}\n{fence}")

    def _pre(self, block: int) -> int:
        """The `pre` around a block, -1 for none."""
        around = self.tree.ancestors(int(self.markup.element[block]))
        return next((at for at in around if self.tree.tag[at] == "pre"), -1)

    def _set(self, block: int, text: str) -> tuple[str, bool]:
        """Lines behind the quotes and list items around a block."""
        if not text:
            return "", False
        first, rest, item = self._prefix(block)
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

    def _language(self, pre: int) -> str:
        inner = self.tree.classes[pre + 1] if pre + 1 < len(self.tree) and self.tree.parent[pre + 1] == pre else ""
        around = [self.tree.classes[at] for at, _ in zip(self.tree.ancestors(pre), range(3), strict=False)]
        for classes in (around[0], inner, *around[1:]):
            found = _LANGUAGE.search(classes)
            if found:
                return found[1].lower()
        return ""

    def _table(self, table: Table) -> str:
        rows = [["<br>".join(self._in_cell(block, row == 0) for block in cell) for cell in cells]
                for row, cells in enumerate(table.rows)]  # fmt: skip
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _in_cell(self, block: int, plain: bool) -> str:
        """A block on one line; a list in a cell keeps its markers as characters."""
        return (self.inline.markers[block] + self.words.of(block, plain)).replace("|", "\\|")
