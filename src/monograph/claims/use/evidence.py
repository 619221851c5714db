"""How sure a monograph is of a use: hedged and off-label uses are uncertain."""

from __future__ import annotations

from typing import NamedTuple

from monograph.claims.marks import Marks
from monograph.claims.records import Evidence
from monograph.names.match import Matcher
from monograph.tables import read_table
from monograph.text.model import Span

_WORDS = Matcher({row["phrase"]: row["evidence"] for row in read_table("monograph.names", "evidence")})


class Sureness(NamedTuple):
    """What is said of a use, and the words that say it (None where nothing hedges it)."""

    evidence: Evidence = "established"
    words: Span | None = None


ESTABLISHED = Sureness()


class Hedges:
    """The hedging words of one section, found once, asked for by span."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._marks = Marks(mark for mark in _WORDS.find(folded, start, end) if mark.value != "none")

    def of(self, start: int, end: int, sentence_end: int = 0) -> Sureness:
        """How sure the words of ``folded[start:end]`` are, and those after it that hedge a whole sentence."""
        for mark in self._marks.of(start, max(end, sentence_end)):
            if mark.value == "denied":
                return Sureness("not-for", Span(mark.start, mark.end))
            if mark.start < end or mark.value == "wherever":
                return Sureness("uncertain", Span(mark.start, mark.end))
        return ESTABLISHED
