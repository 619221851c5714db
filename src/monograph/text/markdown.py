"""Markdown to a flat run of headings and blocks, by the events of pyromark, and the view without markup.

Lists keep their depth; everything that is not text (markers, asterisks, tags) is blanked in ``plain``.
"""

from __future__ import annotations

from typing import Any

import pyromark

from monograph.text.model import Span
from monograph.text.pieces import Piece, PieceKind
from monograph.text.source import continuation_bytes, make_span

_PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)
_LEAVES = frozenset({"Paragraph", "HtmlBlock", "CodeBlock"})
_EMPHASIS = frozenset({"Strong", "Emphasis"})
_NO_TEXT = frozenset({"Rule", "SoftBreak", "HardBreak", "Html", "InlineHtml", "FootnoteReference", "TaskListMarker"})
"""Of a block in HTML as well nothing is read: the cells of a table in one line would be said of one another."""


class _Reader:
    """Walks over the events once; ``pieces`` and ``plain`` are the result."""

    def __init__(self, source: str, body: int) -> None:
        self.source = source
        self.body = body
        self.beyond = continuation_bytes(source[body:])
        self.passed = 0
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
        self.bound = -1

    def run(self) -> None:
        for event, place in list(_PARSER.events_with_range(self.source[self.body :])):
            if isinstance(event, str):
                self.text(event, self.at(place["start"]), self.at(place["end"]))
                continue
            for name, value in event.items():  # it has one
                if name == "Start":
                    self.start(value, self.at(place["start"]))
                elif name == "End":
                    self.end(value, self.at(place["end"]))
                else:
                    self.text(name, self.at(place["start"]), self.at(place["end"]))
        self.plain.append(" " * (len(self.source) - self.done))

    def at(self, offset: int) -> int:
        """The offset into the source of one into its bytes. It counts on from the one asked before, which is near."""
        if not self.beyond:
            return self.body + offset
        while self.passed < len(self.beyond) and self.beyond[self.passed] < offset:
            self.passed += 1
        while self.passed and self.beyond[self.passed - 1] >= offset:
            self.passed -= 1
        return self.body + offset - self.passed

    def text(self, name: str, start: int, end: int) -> None:
        if name in _NO_TEXT:
            if name == "Rule":
                self.close()
            return
        piece = self.open or self.begin("item" if self.depth else "paragraph", start)
        self.keep(start, end, name, within=piece.end > piece.start)
        piece.end = end

    def keep(self, start: int, end: int, name: str, *, within: bool) -> None:
        """Take over text, blanking what lies before it: spaces within a block, a line end between two."""
        gap = start - self.done
        if gap > 0:
            self.plain.append(" " * gap if within else " " * (gap - 1) + "\n")
        text = self.source[start:end]
        if name == "Code":
            text = text.replace("`", " ")
        self.plain.append(text.replace("\n", " ") if "\n" in text else text)
        self.done = end

    def begin(self, kind: PieceKind, start: int, level: int = 0) -> Piece:
        item = self.items[-1] if self.items else -1
        piece = self.open = Piece(kind, start, start, level, self.depth, item)
        if self.bound >= 0:
            self.keep(self.bound, self.bound + 1, "Text", within=False)
            piece.start, piece.end, self.bound = self.bound, self.bound + 1, -1
        return piece

    def close(self) -> None:
        piece, self.open = self.open, None
        if piece is not None and piece.end > piece.start:
            self.pieces.append(piece)

    def start(self, tag: Any, start: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "Item":
            self.close()
            self.items.append(self.item_count)
            self.item_count += 1
        elif name in _EMPHASIS:
            if self.open is None:
                self.begin("item" if self.depth else "paragraph", start)
            self.emphasis.append((start, name == "Strong"))
        elif name in _LEAVES:
            self.close()
        elif name == "Heading":
            self.close()
            self.begin("heading", start, int(tag["Heading"]["level"][1]))
        elif name == "List":
            self.close()
            self.depth += 1
        elif name == "BlockQuote" and self.source[start + 1 : start + 3].strip()[:1].isdigit():
            self.close()
            self.bound = start  # "* >12 years: 5 mg" is a bound, which Markdown takes for a quotation
        elif name == "TableHead":
            self.close()
            self.cells = []
        elif name == "TableRow":
            self.cells = []
        elif name == "TableCell":
            self.open = Piece("row", start, start)

    def end(self, tag: Any, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "Item":
            self.close()
            self.items.pop()
        elif name in _EMPHASIS:
            self.lead(end)
        elif name in _LEAVES or name in ("Heading", "BlockQuote"):
            self.close()
        elif name == "List":
            self.close()
            self.depth -= 1
        elif name == "TableCell":
            cell, self.open = self.open, None
            self.cells.append(Span(cell.start, cell.end) if cell else Span(end, end))
        elif name == "TableHead":
            self.header = self.cells
        elif name == "TableRow":
            row = Piece("row", self.cells[0].start, self.cells[-1].end, cells=self.cells, header=self.header)
            if row.end > row.start:
                self.pieces.append(row)

    def lead(self, end: int) -> None:
        if not self.emphasis:
            return
        start, bold = self.emphasis.pop()
        piece = self.open
        if piece is not None:
            if piece.lead is None and piece.kind != "heading" and not self.source[piece.start : start].strip("* _"):
                piece.lead, piece.bold = make_span(start, end), bold
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
