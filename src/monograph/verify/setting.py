"""What a statement stands in and under: its sentence, those before it, the labels and headings above it."""

from __future__ import annotations

from collections.abc import Iterator

from monograph.text.model import Block, Monograph, Section, Span

_LONGEST = 200
"""Letters of a sentence that are surely about one thing: flattened text has longer ones."""


def settings(text: Monograph, span: Span, *, before: bool = False) -> list[Span]:
    """Where to look for what a statement is about, the nearest first; the section's heading comes last.

    With ``before``, in the sentences before it in its block as well.
    """
    section = next((section for section in text.sections if section.start <= span.start < section.end), None)
    if section is None:
        return [span]
    block = next((block for block in section.blocks if block.start <= span.start < block.end), None)
    own, *earlier = _in_block(block, span)
    return [own, *(earlier if before else ()), *_above(section, block), section.heading]


def _in_block(block: Block | None, span: Span) -> Iterator[Span]:
    """The statement's own sentence, then those before it in its block, backwards."""
    sentences = block.sentences if block else []
    own = next((sentence for sentence in sentences if sentence.start <= span.start < sentence.end), span)
    yield Span(max(own.start, span.end - _LONGEST), min(max(own.end, span.end), span.end + _LONGEST // 2))
    yield from (sentence for sentence in reversed(sentences) if sentence.end <= own.start)


def _above(section: Section, block: Block | None) -> Iterator[Span]:
    """The labels of a block and of the blocks that introduce it; of these without a label their last words."""
    own = block
    while block is not None:
        if block.label:
            yield block.label
        elif block is not own:
            yield Span(max(block.start, block.end - _LONGEST), block.end)
        block = section.blocks[block.under] if block.under >= 0 else None
