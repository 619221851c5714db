"""Markdown to a flat run of headings and blocks, by the events of pyromark, and the view without markup.

Lists keep their depth; everything that is not text (markers, asterisks, tags) is blanked in ``plain``.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec
import pyromark

from monograph.text.model import Span
from monograph.text.source import character_offsets

PieceKind = Literal["heading", "paragraph", "item", "row"]

_PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)
_TAG = re.compile(r"<[^<>]*>")
_LEAVES = {"Paragraph": "paragraph", "HtmlBlock": "paragraph"}


class Piece(msgspec.Struct, gc=False):
    """A heading, paragraph, list item or table row, with the span of its text.

    ``level`` is a heading's level; ``depth`` the depth in lists; ``item`` numbers the list item that the piece belongs
    to (a second paragraph of an item has the number of the first). ``lead`` is the span of the bold or italic text that
    the piece starts with, ``leads`` whether that is bold.
    """

    kind: PieceKind
    start: int
    end: int
    level: int = 0
    depth: int = 0
    item: int = -1
    lead: Span | None = None
    bold: bool = False
    cells: list[Span] = []
    header: list[Span] = []


class _Reader:
    """Walks over the events once; ``pieces`` and ``plain`` are the result."""

    def __init__(self, source: str, body: int) -> None:
        self.source = source
        self.body = body
        self.offset = character_offsets(source[body:])
        self.pieces: list[Piece] = []
        self.plain: list[str] = [" " * body]
        self.done = body
        self.open: Piece | None = None
        self.depth = 0
        self.items: list[int] = []
        self.item_count = 0
        self.emphasis: list[tuple[int, bool]] = []
        self.header: list[Span] = []
        self.cells: list[Span] = []
        self.in_head = False
        self.bound = -1

    def run(self) -> None:
        for event, place in _PARSER.events_with_range(self.source[self.body :]):
            start, end = place["start"], place["end"]
            if self.offset is not None:
                start, end = self.offset(start), self.offset(end)
            start, end = self.body + start, self.body + end
            if isinstance(event, str):
                self.text(event, start, end)
                continue
            [(name, value)] = event.items()
            if name == "Start":
                self.start(value, start)
            elif name == "End":
                self.end(value, start, end)
            else:
                self.text(name, start, end)
        rest = len(self.source) - self.done
        self.plain.append(" " * rest)

    def text(self, name: str, start: int, end: int) -> None:
        if name == "Rule":
            self.close()
            return
        if name in ("SoftBreak", "HardBreak", "InlineHtml", "FootnoteReference", "TaskListMarker"):
            return
        piece = self.open
        if piece is None:
            kind: PieceKind = "item" if self.depth else "paragraph"
            piece = self.begin(kind, start)
        self.keep(start, end, name, within=piece.end > piece.start)
        piece.end = end

    def keep(self, start: int, end: int, name: str, *, within: bool) -> None:
        """Take over text, blanking what lies before it: spaces within a block, a line end between two."""
        gap = start - self.done
        if gap > 0:
            self.plain.append(" " * gap if within else " " * (gap - 1) + "\n")
        text = self.source[start:end]
        if name == "Html":
            text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
        elif name == "Code":
            text = text.replace("`", " ")
        self.plain.append(text.replace("\n", " ") if "\n" in text else text)
        self.done = end

    def begin(self, kind: PieceKind, start: int, level: int = 0) -> Piece:
        item = self.items[-1] if self.items else -1
        self.open = Piece(kind=kind, start=start, end=start, level=level, depth=self.depth, item=item)
        if self.bound >= 0:
            self.keep(self.bound, self.bound + 1, "Text", within=False)
            self.open.start, self.open.end, self.bound = self.bound, self.bound + 1, -1
        return self.open

    def close(self) -> None:
        piece, self.open = self.open, None
        if piece is not None and piece.end > piece.start:
            self.pieces.append(piece)

    def start(self, tag: Any, start: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in ("Strong", "Emphasis"):
            if self.open is None:
                self.begin("item" if self.depth else "paragraph", start)
            self.emphasis.append((start, name == "Strong"))
        elif name in _LEAVES or name == "CodeBlock":
            self.close()
            self.open = None
        elif name == "Heading":
            self.close()
            self.begin("heading", start, int(tag["Heading"]["level"][1]))
        elif name == "BlockQuote" and self.source[start + 1 : start + 3].strip()[:1].isdigit():
            self.close()
            self.bound = start  # "* >12 years: 5 mg" is a bound, which Markdown takes for a quotation
        elif name == "List":
            self.close()
            self.depth += 1
        elif name == "Item":
            self.close()
            self.items.append(self.item_count)
            self.item_count += 1
        elif name == "TableHead":
            self.close()
            self.in_head, self.cells = True, []
        elif name == "TableRow":
            self.cells = []
        elif name == "TableCell":
            self.open = Piece(kind="row", start=start, end=start)

    def end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in ("Strong", "Emphasis"):
            self.lead(end)
        elif name in ("Heading", "Paragraph", "HtmlBlock", "CodeBlock", "BlockQuote"):
            self.close()
        elif name == "List":
            self.close()
            self.depth -= 1
        elif name == "Item":
            self.close()
            self.items.pop()
        elif name == "TableCell":
            cell, self.open = self.open, None
            self.cells.append(Span(cell.start, cell.end) if cell else Span(start, start))
        elif name == "TableHead":
            self.in_head, self.header = False, self.cells
        elif name == "TableRow":
            row = Piece(
                kind="row",
                start=self.cells[0].start,
                end=self.cells[-1].end,
                cells=self.cells,
                header=self.header,
            )
            if row.end > row.start:
                self.pieces.append(row)

    def lead(self, end: int) -> None:
        if not self.emphasis:
            return
        start, bold = self.emphasis.pop()
        piece = self.open
        if piece is not None:
            if piece.lead is None and piece.kind != "heading" and not self.source[piece.start : start].strip("* _"):
                piece.lead, piece.bold = Span(start, end), bold
                piece.start = min(piece.start, start)
            piece.end = max(piece.end, end)


def read_pieces(source: str, body: int) -> tuple[list[Piece], str]:
    """The pieces of ``source`` from ``body`` on, and ``plain``: the source with all markup blanked, of equal length.

    A line end parts two pieces.

    >>> pieces, plain = read_pieces("* **Adults:** 5 mg", 0)
    >>> pieces[0].kind, plain
    ('item', '   \\nAdults:   5 mg')
    """
    reader = _Reader(source, body)
    reader.run()
    return reader.pieces, "".join(reader.plain)
