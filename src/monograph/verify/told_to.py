"""Whether a page speaks of persons who have a state, or names it only as an effect, a use or a way of working."""

from __future__ import annotations

from monograph.text.model import Monograph, SectionKind, Span
from monograph.verify.explicit import patterns

NO_ADVICE: frozenset[SectionKind] = frozenset(
    {"side-effects", "disclaimer", "usage", "generic-name", "how-it-works", "overdose", "storage"}
)
"""Sections in which a state is an effect, a use or a harm: who has it is not told that the medicine is not for him."""
_NEAR = 60
"""Letters before a state that tell what it is."""


class ToldTo:
    """The sentences of a page that warn persons of some state, each with the words that introduce it."""

    def __init__(self, text: Monograph) -> None:
        self.folded = text.folded
        self.spans: list[Span] = []
        words = patterns("told_words")
        for section in text.sections:
            if section.kind in NO_ADVICE:
                continue
            for block in section.blocks:
                above = section.blocks[block.under] if block.under >= 0 else None
                lead = f"{section.title.lower()} {self.folded[slice(above.start, above.end)] if above else ''}"
                label = [block.label] if block.label else []
                led = self.folded[slice(*block.label)] if block.label else ""
                is_warning = words["warns"].search(f"{lead} {led}") is not None
                parts = [*label, *(block.sentences or [Span(block.start, block.end)])]
                for part in parts:
                    if is_warning or part in label or words["persons"].search(self.folded, *part):
                        self.spans.append(part)

    def is_of_persons(self, place: Span) -> bool:
        """Whether what a warning names at a place is a state that somebody has, and no effect that may come."""
        before = self.folded[max(0, place.start - _NEAR) : place.start]
        behind = self.folded[place.end : place.end + _NEAR]
        words = patterns("told_words")
        return not (words["effect"].search(before) or words["effect behind"].match(behind))
