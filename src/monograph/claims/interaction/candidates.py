"""Which sentences of a section can name something that a medicine interacts with: one search over the section."""

from __future__ import annotations

from monograph.claims.candidates import Places, Search
from monograph.claims.interaction.cues import DOSING, FORBIDDING, OPENING_UNKNOWN, SPEAKING
from monograph.names.classes import NOUNS
from monograph.names.mentions import find_medicines
from monograph.text.model import Section, Span

_WORDS = Search([*NOUNS, *SPEAKING, *OPENING_UNKNOWN])
"""Words of which one is in every sentence that names something, but for one that names a medicine."""

_SPEAKING = Search([*SPEAKING, *FORBIDDING])
_SPEAKING_OF_DOSES = Search([*SPEAKING, *FORBIDDING, *DOSING])


class Nameable:
    """The places of a section at which something may be named."""

    def __init__(self, folded: str, section: Section) -> None:
        self._folded = folded
        self._words = _WORDS.places(folded, section.start, section.end)

    def is_in(self, sentence: Span) -> bool:
        """Whether a sentence can name something."""
        return self._words.are_in(sentence) or bool(find_medicines(self._folded, sentence.start, sentence.end))


def speaking(folded: str, section: Section) -> Places:
    """The places at which a section that is about something else speaks of interactions."""
    search = _SPEAKING_OF_DOSES if section.kind == "dosage" else _SPEAKING
    return search.places(folded, section.start, section.end)
