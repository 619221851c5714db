"""The words without which a sentence names nothing that a medicine interacts with, but for names of medicines."""

from __future__ import annotations

from monograph.claims.candidates import Places, Search
from monograph.claims.interaction.cues import OPENING_UNKNOWN, SPEAKING
from monograph.names.classes import NOUNS
from monograph.names.mentions import find_medicines
from monograph.text.model import Span

NAMED = Search([*NOUNS, *SPEAKING, *OPENING_UNKNOWN])


def may_name(folded: str, sentence: Span, places: Places) -> bool:
    """Whether a sentence can name something: one of the ``places`` of the section is in it, or a medicine."""
    return places.are_in(sentence) or bool(find_medicines(folded, *sentence))
