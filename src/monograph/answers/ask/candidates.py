"""What a monograph could answer with: its sentences, and its lists with the line that opens them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from monograph.answers.ask.words import stems
from monograph.text.model import Block, Monograph, Section, SectionKind, Span

SILENT: frozenset[SectionKind] = frozenset({"disclaimer"})
SHORTEST = 40
"""Characters of a member of a list that says nothing without the line that opens it."""
LONGEST_LIST = 700
"""Characters of the longest list that is quoted whole; of a longer one its first members are."""


class Candidate(msgspec.Struct, gc=False):
    """A passage that could answer. ``lead`` is the bold label or the question that it stands under, or None.

    ``place`` counts the sentences of an answer or a block from 0; ``whole`` is where the passage starts together
    with its label; a ``listed`` candidate is a list with the line before it.
    """

    section: SectionKind
    start: int
    end: int
    lead: Span | None = None
    place: int = 0
    whole: int = 0
    listed: bool = False
    asked: bool = False
    """Whether ``lead`` is a question of the FAQs."""


def candidates(monograph: Monograph, without: Collection[SectionKind] = ()) -> list[Candidate]:
    """All passages of a monograph in the order of their place, ``without`` some kinds of sections."""
    found: list[Candidate] = []
    for section in monograph.sections:
        if section.kind in SILENT or section.kind in without:
            continue
        found += _answers(section) if section.questions else _blocks(section, monograph.folded)
    return found


def _answers(section: Section) -> Iterator[Candidate]:
    for question in section.questions:
        for place, (start, end) in enumerate(question.sentences):
            yield Candidate(section.kind, start, end, question.question, place, start, asked=True)


def _blocks(section: Section, folded: str) -> Iterator[Candidate]:
    for index, block in enumerate(section.blocks):
        label = block.label or _label_above(section, block)
        for place, (start, end) in enumerate(block.sentences):
            whole = block.start if block.label and place == 0 else start
            if (
                end - start < SHORTEST
                and (opened := _opening(section, block)) is not None
                and end - opened < LONGEST_LIST
            ):
                start = whole = opened
            yield Candidate(section.kind, start, end, label, place, whole)
        if not block.sentences and block.label and not _opens(section, index):
            yield Candidate(section.kind, block.start, block.end, None, 0, block.start)
        if _opens(section, index):
            yield from _list(section, index, folded)


def _opening(section: Section, block: Block) -> int | None:
    """Where the line starts that opens the list which a block is a member of."""
    if block.under < 0:
        return None
    above = section.blocks[block.under]
    return above.sentences[-1].start if above.sentences else above.start


def _label_above(section: Section, block: Block) -> Span | None:
    """The label of the block that introduces one, or what stands in it where it is short."""
    if block.under < 0:
        return None
    above = section.blocks[block.under]
    return above.label or Span(above.start, above.end)


def _opens(section: Section, index: int) -> bool:
    return index + 1 < len(section.blocks) and section.blocks[index + 1].under == index


def _list(section: Section, index: int, folded: str) -> Iterator[Candidate]:
    """The list that a block opens, from its line to the last member that fits."""
    opening = section.blocks[index]
    start = opening.sentences[-1].start if opening.sentences else opening.start
    end = opening.end
    for block in section.blocks[index + 1 :]:
        if block.under < index or (block.end - start > LONGEST_LIST and end > opening.end):
            break
        end = block.end
    if end > opening.end:
        yield Candidate(section.kind, start, end, opening.label, 0, start, listed=True)


def stems_of(monograph: Monograph, candidate: Candidate) -> frozenset[str]:
    """The stems of the words of a candidate and of what it stands under."""
    found = stems(monograph.folded[candidate.start : candidate.end])
    return found | stems(monograph.folded[slice(*candidate.lead)]) if candidate.lead else found
