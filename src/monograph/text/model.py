"""The shape of a read monograph: sections, blocks and sentences, each with its span.

All offsets are Unicode code points into ``Monograph.source``, half-open, so that ``source[start:end]`` is the
part. ``plain`` and ``folded`` are views of the same length: a reader matches on them and the offsets hold in
the source. ``plain`` has every character of markup blanked (``**``, list markers, ``#``, tags); ``folded`` is
``plain`` in lower case with straight quotes, plain hyphens for en dashes and plain spaces.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

import msgspec

SectionKind = Literal[
    "preamble", "generic-name", "usage", "dosage", "side-effects", "how-it-works", "precautions", "faqs",
    "interactions", "contraindications", "overdose", "storage", "disclaimer", "other",
]  # fmt: skip
BlockKind = Literal["paragraph", "item", "row"]


class Span(NamedTuple):
    """A half-open range of code points: ``source[start:end]``."""

    start: int
    end: int


class Block(msgspec.Struct, gc=False):
    """A paragraph, a list item or a table row.

    ``start``/``end`` hold the block's own text without its list marker and without the blocks nested in it.
    ``depth`` is 0 outside lists and counts list levels from 1. ``label`` is the bold lead ("Adults" in
    ``**Adults:** 5 mg``), without asterisks and colon; ``body`` is where the text after it starts (``start``
    where there is no label). ``under`` is the index, in the section's blocks, of the block that introduces
    this one (the enclosing list item, the line ending in a colon, the label that stands alone), or -1.
    ``sentences`` cover the body. ``cells`` are the spans of a row's cells, ``header`` those of its table's head.
    """

    kind: BlockKind
    start: int
    end: int
    depth: int = 0
    label: Span | None = None
    body: int = 0
    under: int = -1
    sentences: list[Span] = []
    cells: list[Span] = []
    header: list[Span] = []


class Question(msgspec.Struct, gc=False):
    """A question of the FAQs and its answer; ``answer`` is empty (start == end) where none is given."""

    question: Span
    answer: Span
    sentences: list[Span] = []


class Section(msgspec.Struct, gc=False):
    """A part under one heading (or bold label standing for one).

    ``title`` is the heading as written without markup; ``heading`` its span. ``component`` names the part of a
    combination that the heading speaks of ("Omeprazole" in ``### Dosage (Omeprazole)``), else "".
    ``questions`` are filled in sections of kind "faqs"; their blocks stay in ``blocks`` as well.
    """

    kind: SectionKind
    title: str
    heading: Span
    start: int
    end: int
    component: str = ""
    blocks: list[Block] = []
    questions: list[Question] = []


class Monograph(msgspec.Struct, gc=False):
    """One document about one medicine, as read. ``doc`` is its path relative to the folder given."""

    doc: str
    source: str
    plain: str
    folded: str
    title: str
    front_matter: dict[str, object]
    sections: list[Section]
    lines: list[int]
    """Offsets at which the lines start."""
    routes: list[str] = []
    """The routes that an official label is registered with; a monograph has none."""

    def line_of(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return bisect_right(self.lines, offset)

    def column_of(self, offset: int) -> int:
        """The column of an offset in its line, counted from 1."""
        return offset - self.lines[self.line_of(offset) - 1] + 1

    def of_kind(self, *kinds: SectionKind) -> list[Section]:
        """The sections of these kinds, in order."""
        return [section for section in self.sections if section.kind in kinds]


class Unreadable(msgspec.Struct, frozen=True):
    """Said of a file that is no monograph: where, why, and what to do about it."""

    doc: str
    line: int
    reason: str
    """One of: binary, encoding, too-large, front-matter, empty, no-content, refusal, no-sections, no-permission,
    outside-folder."""
    message: str
