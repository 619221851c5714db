"""A file's bytes to a ``Monograph``, or to the reason why it is none. Never raises for any input."""

from __future__ import annotations

import re

from monograph.tables import read_table
from monograph.text.front_matter import read_front_matter
from monograph.text.layout import read_sections
from monograph.text.markdown import read_pieces
from monograph.text.model import Monograph, Unreadable
from monograph.text.pieces import Piece
from monograph.text.source import decode, fold, line_starts

_CITATION = re.compile(r"\[s\d+\]")  # "[s1]" names a source of the front matter (docs/writing.md) and states nothing
_REFUSAL = re.compile("|".join(rf"\b{re.escape(row['phrase'])}\b" for row in read_table("monograph.text", "refusals")))
_KNOWN = frozenset(
    {"usage", "dosage", "side-effects", "how-it-works", "precautions", "contraindications", "interactions"}
)


def read_monograph(data: bytes, doc: str) -> Monograph | Unreadable:
    """The monograph that a file holds. ``doc`` is its path relative to the folder, for messages and claims.

    >>> monograph = read_monograph(b"# Aspirin\\n### Usage\\nFor pain.\\n", "a/aspirin.md")
    >>> [section.kind for section in monograph.sections]
    ['usage']
    """
    source = decode(data, doc)
    if isinstance(source, Unreadable):
        return source
    front = read_front_matter(source, doc)
    if isinstance(front, Unreadable):
        return front
    front_matter, body = front
    pieces, plain = read_pieces(source, body)
    folded = _CITATION.sub(lambda mark: " " * len(mark[0]), fold(plain))
    written, pieces = _take_title(pieces, plain)
    title = _title(front_matter, written)
    sections = read_sections(pieces, plain, folded, title)
    monograph = Monograph(doc, source, plain, folded, title, front_matter, sections, line_starts(source))
    return _why_unreadable(monograph, body) or monograph


def _take_title(pieces: list[Piece], plain: str) -> tuple[str, list[Piece]]:
    """The first heading of level 1 and the pieces without it."""
    for index, piece in enumerate(pieces):
        if piece.kind == "heading" and piece.level == 1:
            return plain[piece.start : piece.end].strip(), pieces[:index] + pieces[index + 1 :]
    return "", pieces


def _title(front_matter: dict[str, object], heading: str) -> str:
    """The title in single spaces, without a full stop that was left standing apart from it."""
    title = front_matter.get("title")
    return " ".join(str(title if title is not None else heading).split()).removesuffix(" .")


def _why_unreadable(monograph: Monograph, body: int) -> Unreadable | None:
    """A document without any section tells nothing that can be read: it refuses, is empty, or runs on."""
    doc = monograph.doc
    line = monograph.line_of(min(body, max(len(monograph.source) - 1, 0)))
    if any(section.kind in _KNOWN and section.blocks for section in monograph.sections):
        return None
    if not monograph.plain.strip():
        return Unreadable(doc, line, "empty", "the file holds no text")
    if not monograph.title:
        return Unreadable(doc, line, "no-content", "no title: neither a 'title' in the front matter nor a '# ' heading")
    blocks = [block for section in monograph.sections for block in section.blocks]
    refusal = _REFUSAL.search(monograph.folded, body)
    if refusal:
        words = monograph.source[refusal.start() : refusal.end()]
        message = f'a refusal ("{words} ...") and no section; write the monograph or remove the file'
        return Unreadable(doc, monograph.line_of(refusal.start()), "refusal", message)
    first = monograph.line_of(blocks[0].start) if blocks else line
    message = "no section (Usage, Dosage, Side Effects, ...), only running text; put headings over its parts"
    return Unreadable(doc, first, "no-sections", message)
