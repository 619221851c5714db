"""A ``Monograph`` put together from parts that are known already, such as the sections of an official label.

The parts become the same pieces that Markdown gives, so that labels, introductions and sentences are found in one
way, and the readers of claims cannot tell where a monograph came from.
"""

from __future__ import annotations

from collections.abc import Sequence

from monograph.text.blocks import CAPTION, make_blocks
from monograph.text.model import Monograph, Section, SectionKind, Span
from monograph.text.pieces import Piece, PieceKind
from monograph.text.source import fold, line_starts

Run = tuple[str, bool]
"""A stretch of text and whether it is emphasised."""


class Composer:
    """Collects sections, paragraphs, list items and table rows; ``finish`` gives the monograph.

    >>> composer = Composer("x", "Examplol")
    >>> composer.section("dosage", "Dosage")
    >>> composer.paragraph([("Adults:", True), (" 5 mg daily.", False)])
    >>> monograph = composer.finish()
    >>> label = monograph.sections[0].blocks[0].label
    >>> monograph.source[label.start : label.end]
    'Adults'
    """

    def __init__(self, doc: str, title: str) -> None:
        self._doc = doc
        self._title = title
        self._text: list[str] = []
        self._at = 0
        self._sections: list[Section] = []
        self._pieces: list[list[Piece]] = []
        self._items = 0
        self._head: list[Span] = []

    def section(self, kind: SectionKind, title: str, component: str = "") -> None:
        """Open a section; what follows belongs to it. A part before the first section is refused (``IndexError``)."""
        self._close_section()
        heading = self._write(_normal(title))
        start, end = heading
        self._sections.append(Section(kind, title, heading, start, end, component))
        self._pieces.append([])

    def subheading(self, title: str, level: int = 1) -> None:
        """A heading within the section: it governs what follows up to the next of its level (1 the top) or above."""
        self._piece("paragraph", [(title, True)], depth=0, level=level)

    def caption(self, title: str) -> None:
        """The caption of the table or the list that follows: it governs nothing behind that."""
        self.subheading(title, CAPTION)

    def row_group(self, title: str) -> None:
        """A line across a table: it governs the rows up to the next such line or the end of the table."""
        self.subheading(title, CAPTION + 1)

    def paragraph(self, runs: Sequence[Run]) -> None:
        """A paragraph; emphasis at its start may become its label."""
        self._piece("paragraph", runs, depth=0)

    def item(self, runs: Sequence[Run], depth: int = 1, *, further: bool = False) -> None:
        """A list item at a depth counted from 1, or a ``further`` paragraph of the item before."""
        self._items += not further
        self._piece("item", runs, depth=depth)

    def table_head(self, cells: Sequence[str]) -> None:
        """The head of the table whose rows follow."""
        self._head = [self._write(_normal(cell)) for cell in cells]

    def row(self, cells: Sequence[str]) -> None:
        """A row of a table, under the head given last."""
        spans = [self._write(_normal(cell), after=" | ") for cell in cells]
        if spans and spans[-1].end > spans[0].start:
            piece = Piece(kind="row", start=spans[0].start, end=spans[-1].end, cells=spans, header=self._head)
            self._pieces[-1].append(piece)

    def end_table(self) -> None:
        """Forget the head of the table."""
        self._head = []

    def finish(self, front_matter: dict[str, object] | None = None) -> Monograph:
        """The monograph of all that was given."""
        self._close_section()
        source = "".join(self._text)
        folded = fold(source)
        for section, pieces in zip(self._sections, self._pieces, strict=True):
            section.blocks = make_blocks(pieces, source)
        lines = line_starts(source)
        return Monograph(self._doc, source, source, folded, self._title, front_matter or {}, self._sections, lines)

    def _piece(self, kind: PieceKind, runs: Sequence[Run], depth: int, level: int = 0) -> None:
        text, lead = _join(runs)
        if not text:
            return
        start, end = self._write(text)
        span = Span(start, start + lead) if lead else None
        piece = Piece(kind, start, end, level=level, depth=depth, item=self._items, lead=span, bold=lead > 0)
        self._pieces[-1].append(piece)

    def _write(self, text: str, after: str = "\n") -> Span:
        start = self._at
        self._text += (text, after)
        self._at += len(text) + len(after)
        return Span(start, start + len(text))

    def _close_section(self) -> None:
        if self._sections:
            self._sections[-1].end = self._at


def _normal(text: str) -> str:
    return " ".join(text.split())


def _join(runs: Sequence[Run]) -> tuple[str, int]:
    """The text of the runs in single spaces, and how many characters of emphasis it starts with."""
    opening = 0
    for text, emphasised in runs:
        if text.strip() and not emphasised:
            break
        opening += 1
    lead = _normal("".join(text for text, _ in runs[:opening]))
    return _normal("".join(text for text, _ in runs)), len(lead)
