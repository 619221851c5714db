"""Pieces to sections, for every layout that real monographs have: headings that name a section, carry its value or a
component; bold labels in place of headings; no sections at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monograph.tables import read_table
from monograph.text.blocks import make_blocks
from monograph.text.headings import read_heading
from monograph.text.model import Block, Section, SectionKind, Span
from monograph.text.pieces import Piece
from monograph.text.questions import read_questions
from monograph.text.source import make_span

_DISCLAIMER = re.compile("|".join(re.escape(row["opening"]) for row in read_table("monograph.text", "disclaimers")))

_CLOSED_BY_DISCLAIMER = ("faqs", "preamble")


def read_sections(pieces: Sequence[Piece], plain: str, folded: str, title: str) -> list[Section]:
    """The sections of a document, in order; text before the first heading is a section of kind "preamble"."""
    sections: list[Section] = []
    waiting: list[Piece] = []
    heading: Piece | None = None
    component = ""
    for piece in [*pieces, None]:
        if piece is not None and piece.kind != "heading":
            waiting.append(piece)
            continue
        if piece is not None and heading is not None and _is_below(piece, heading, plain, folded, title):
            lead = make_span(*_trim(plain, piece.start, piece.end))
            waiting.append(Piece("paragraph", *lead, level=piece.level, lead=lead, bold=True))
            continue
        if heading is not None or waiting:
            opened = _open(heading, waiting, plain, folded)
            component = _component_of(opened, title) or component
            opened.component = opened.component or component
            sections.extend(_split_by_labels(opened, waiting, plain, folded))
        heading, waiting = piece, []
    parts = [
        part
        for section in sections
        for part in (
            _split_disclaimer(section, folded)
            if section.kind in _CLOSED_BY_DISCLAIMER or section is sections[-1]
            else [section]
        )
    ]
    for section in parts:
        if section.kind == "faqs":
            section.questions = read_questions(section, plain, folded)
    return parts


def _is_below(piece: Piece, heading: Piece, plain: str, folded: str, title: str) -> bool:
    """Whether a heading only parts the known section that is open: "#### Starting doses" below "### Dosage"."""
    if piece.level <= heading.level or not plain[piece.start : piece.end].strip():
        return False
    kind, outer = (read_heading(folded[slice(*_trim(plain, one.start, one.end))]).kind for one in (piece, heading))
    return kind == "other" != outer and not _is_component(plain[piece.start : piece.end], title)


def _open(heading: Piece | None, pieces: Sequence[Piece], plain: str, folded: str) -> Section:
    """The section under a heading, without its blocks; a value that the heading carries becomes the first piece."""
    if heading is None:
        start, end = pieces[0].start, pieces[-1].end
        return Section(kind="preamble", title="", heading=Span(start, start), start=start, end=end)
    start, stop = _trim(plain, heading.start, heading.end)
    read = read_heading(folded[start:stop])
    value = make_span(start + read.value[0], start + read.value[1])
    name_end = value.start if read.value != (0, 0) else stop
    title = plain[start:name_end].strip().rstrip(": ")
    component = plain[start + read.component[0] : start + read.component[1]] if read.component != (0, 0) else ""
    if read.value != (0, 0):
        pieces.insert(0, Piece(kind="paragraph", start=value.start, end=value.end))  # type: ignore[attr-defined]
    end = pieces[-1].end if pieces else heading.end
    return Section(
        kind=read.kind,
        title=title,
        heading=make_span(start, stop),
        start=heading.start,
        end=end,
        component=component,
    )


def _component_of(section: Section, title: str) -> str:
    """The component of a combination that a heading such as "### Alprazolam" stands for."""
    return section.title if section.kind == "other" and _is_component(section.title, title) else ""


def _is_component(heading: str, title: str) -> bool:
    words = heading.strip().lower()
    parts = [part.strip().lower() for part in title.split("+")]
    return len(parts) > 1 and any(words == part or words.startswith(part) for part in parts)


def _split_by_labels(section: Section, pieces: Sequence[Piece], plain: str, folded: str) -> list[Section]:
    """Sections that bold labels open inside a part that is no known section ("**Usage:** text"); else the section."""
    openings = _label_openings(pieces, folded, plain) if section.kind in ("preamble", "other") else []
    if not openings:
        section.blocks = make_blocks(pieces, plain)
        return [section]
    parts = []
    if openings[0][0] > 0 or section.kind == "other":
        before = pieces[: openings[0][0]]
        section.blocks = make_blocks(before, plain)
        section.end = before[-1].end if before else section.heading.end
        parts.append(section)
    ends = [index for index, _, _ in openings[1:]] + [len(pieces)]
    for (index, start, stop), after in zip(openings, ends, strict=True):
        parts.append(_labelled(pieces[index:after], start, stop, plain, folded, section.component))
    return parts


def _label_openings(pieces: Sequence[Piece], folded: str, plain: str) -> list[tuple[int, int, int]]:
    """Where a bold label opens a section: index of the piece, start and end of the label.

    A label of the section that is open already ("Serious side effects" among the side effects) opens none.
    """
    openings = []
    kind = ""
    for index, piece in enumerate(pieces):
        if piece.lead is None or not piece.bold or piece.depth:
            continue
        start, stop = _trim(plain, piece.lead.start, piece.lead.end)
        read = read_heading(folded[start:stop])
        ends = stop >= piece.end - 2 or ":" in (folded[stop - 1], folded[piece.lead.end :].lstrip()[:1])
        if read.kind not in ("other", kind) and (ends or read.value != (0, 0)):
            openings.append((index, start, stop))
            kind = read.kind
    return openings


def _labelled(pieces: Sequence[Piece], start: int, stop: int, plain: str, folded: str, component: str) -> Section:
    first = pieces[0]
    read = read_heading(folded[start:stop])
    value = start + read.value[0] if read.value != (0, 0) else -1
    body = value if value >= 0 else _after_colon(plain, first.lead.end if first.lead else stop, first.end)
    rest = list(pieces[1:])
    if plain[body : first.end].strip():
        begin, _ = _trim(plain, body, first.end)
        rest.insert(0, Piece(kind="paragraph", start=begin, end=first.end))
    if read.component != (0, 0):
        component = plain[start + read.component[0] : start + read.component[1]]
    title = plain[start : value if value >= 0 else stop].strip().rstrip(": ")
    section = Section(
        kind=read.kind,
        title=title,
        heading=Span(start, stop),
        start=first.start,
        end=pieces[-1].end,
        component=component,
    )
    section.blocks = make_blocks(rest, plain)
    return section


def _split_disclaimer(section: Section, folded: str) -> list[Section]:
    """The disclaimer that closes a section as a section of its own."""
    if section.kind == "disclaimer":
        return [section]
    for index, block in enumerate(section.blocks):
        if (
            block.depth == 0
            and _DISCLAIMER.match(folded, _first_letter(folded, block.start, block.end))
            and (section.kind != "preamble" or index == len(section.blocks) - 1)
        ):
            return _cut(section, index)
    return [section]


def _cut(section: Section, index: int) -> list[Section]:
    blocks: list[Block] = section.blocks[index:]
    for block in blocks:
        block.under = -1
    label = blocks[0].label
    kind: SectionKind = "disclaimer"
    heading = label if label is not None else Span(blocks[0].start, blocks[0].start)
    disclaimer = Section(kind=kind, title="", heading=heading, start=blocks[0].start, end=section.end, blocks=blocks)
    section.blocks = section.blocks[:index]
    section.end = section.blocks[-1].end if section.blocks else section.heading.end
    if section.kind == "preamble" and not section.blocks:
        return [disclaimer]
    return [section, disclaimer]


def _after_colon(plain: str, at: int, end: int) -> int:
    while at < end and plain[at] in " :":
        at += 1
    return at


def _first_letter(folded: str, start: int, end: int) -> int:
    while start < end and not folded[start].isalnum():
        start += 1
    return start


def _trim(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start].isspace():
        start += 1
    while start < end and plain[end - 1].isspace():
        end -= 1
    return start, end
