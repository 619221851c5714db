"""Which sentences of a section can name something that a medicine interacts with: one search over the section."""

from __future__ import annotations

from monograph.claims.candidates import Places, Search
from monograph.claims.interaction.cues import OPENING_UNKNOWN, SPEAKING
from monograph.names.classes import NOUNS
from monograph.names.mentions import find_medicines
from monograph.text.model import Section, Span

_WORDS = Search([*NOUNS, *SPEAKING, *OPENING_UNKNOWN])
"""Words of which one is in every sentence that names something, but for one that names a medicine."""


class Nameable:
    """The places of a section at which something may be named; medicines are looked for when first needed."""

    def __init__(self, folded: str, section: Section) -> None:
        self._folded, self._section = folded, section
        self._words = _WORDS.places(folded, section.start, section.end)
        self._medicines: Places | None = None

    def is_in(self, sentence: Span) -> bool:
        """Whether a sentence can name something."""
        return self._words.are_in(sentence) or self._names_medicine(sentence)

    def _names_medicine(self, sentence: Span) -> bool:
        if self._medicines is None:
            found = find_medicines(self._folded, self._section.start, self._section.end)
            self._medicines = Places([match.start for match in found])
        return self._medicines.are_in(sentence)
