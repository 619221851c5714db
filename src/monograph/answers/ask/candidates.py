"""What a monograph could answer with: its sentences, and its lists with the line that opens them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from monograph.answers.ask.words import stems
from monograph.text.model import Block, Monograph, Section, SectionKind, Span

SILENT: frozenset[SectionKind] = frozenset({"disclaimer"})
LONGEST_LIST = 700
"""Characters of the longest list that is quoted whole; of a longer one its first members are."""


class Candidate(msgspec.Struct, gc=False):
    """A passage that could answer. ``lead`` is the bold label or the question that it stands under, or None.

    ``place`` counts the sentences of an answer or a block from 0; ``whole`` is where the passage starts together
    with its label; ``under`` are all the lines above that say of whom or what it is, the outermost first; a
    ``listed`` candidate is a list with the line before it.
    """

    section: SectionKind
    start: int
    end: int
    lead: Span | None = None
    place: int = 0
    whole: int = 0
    under: tuple[Span, ...] = ()
    listed: bool = False
    asked: bool = False
    """Whether ``lead`` is a question of the FAQs."""


def candidates(monograph: Monograph, without: Collection[SectionKind] = ()) -> list[Candidate]:
    """All passages of a monograph in the order of their place, ``without`` some kinds of sections."""
    found: list[Candidate] = []
    for section in monograph.sections:
        if section.kind in SILENT or section.kind in without:
            continue
        found += _answers(section) if section.questions else _blocks(section)
    return found


def _answers(section: Section) -> Iterator[Candidate]:
    for question in section.questions:
        for place, (start, end) in enumerate(question.sentences):
            yield Candidate(section.kind, start, end, question.question, place, start, (question.question,), asked=True)


def _blocks(section: Section) -> Iterator[Candidate]:
    for index, block in enumerate(section.blocks):
        label = block.label or _label_above(section, block)
        above = (*_openings(section, block), *([block.label] if block.label else []))
        for place, (start, end) in enumerate(block.sentences):
            whole = block.start if block.label and place == 0 else start
            yield Candidate(section.kind, start, end, label, place, whole, above)
        if not block.sentences and block.label and not _opens(section, index):
            yield Candidate(section.kind, block.start, block.end, None, 0, block.start, above)
        if _opens(section, index):
            yield from _list(section, index, above)


def _openings(section: Section, block: Block) -> tuple[Span, ...]:
    """The lines that open the lists which a block is a member of, the outermost first."""
    if block.under < 0:
        return ()
    above = section.blocks[block.under]
    line = above.label or (above.sentences[-1] if above.sentences else Span(above.start, above.end))
    return (*_openings(section, above), line)


def _label_above(section: Section, block: Block) -> Span | None:
    """The label of the block that introduces one, or what stands in it where it is short."""
    if block.under < 0:
        return None
    above = section.blocks[block.under]
    return above.label or Span(above.start, above.end)


def _opens(section: Section, index: int) -> bool:
    return index + 1 < len(section.blocks) and section.blocks[index + 1].under == index


def _list(section: Section, index: int, above: tuple[Span, ...]) -> Iterator[Candidate]:
    """The list that a block opens, from its line to the last member that fits."""
    opening = section.blocks[index]
    start = opening.sentences[-1].start if opening.sentences else opening.start
    end = opening.end
    for block in section.blocks[index + 1 :]:
        if block.under < index or (block.end - start > LONGEST_LIST and end > opening.end):
            break
        end = block.end
    if end > opening.end:
        yield Candidate(section.kind, start, end, opening.label, 0, start, above, listed=True)


def stems_of(monograph: Monograph, candidate: Candidate) -> frozenset[str]:
    """The stems of the words of a candidate and of what it stands under."""
    found = stems(monograph.folded[candidate.start : candidate.end])
    return found | stems(monograph.folded[slice(*candidate.lead)]) if candidate.lead else found
