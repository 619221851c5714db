"""What a document is cut into before its sections are known."""

from __future__ import annotations

from typing import Literal

from monograph.text.model import Span
from monograph.text.record import Record

PieceKind = Literal["heading", "paragraph", "item", "row"]


class Piece(Record):
    """A heading, paragraph, list item or table row, with the span of its text.

    ``level`` is a heading's level; ``depth`` the depth in lists; ``item`` numbers the list item that the piece belongs
    to (a second paragraph of an item has the number of the first). ``lead`` is the span of the bold or italic text that
    the piece starts with, ``bold`` whether that is bold; ``cells`` and ``header`` are those of a row.
    """

    kind: PieceKind
    start: int
    end: int
    level: int = 0
    depth: int = 0
    item: int = -1
    lead: Span | None = None
    bold: bool = False
    cells: list[Span] | None = None
    header: list[Span] | None = None
