"""How sure a monograph is of a use: hedged and off-label uses are uncertain."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

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
        self._marks = [mark for mark in _WORDS.find(folded, start, end) if mark.value != "none"]
        self._starts = [mark.start for mark in self._marks]

    def of(self, start: int, end: int, sentence_end: int = 0) -> Sureness:
        """How sure the words of ``folded[start:end]`` are, and those after it that hedge a whole sentence."""
        first = bisect_left(self._starts, start)
        for mark in self._marks[first : bisect_left(self._starts, max(end, sentence_end))]:
            if mark.value == "denied":
                return Sureness("not-for", Span(mark.start, mark.end))
            if mark.start < end or mark.value == "wherever":
                return Sureness("uncertain", Span(mark.start, mark.end))
        return ESTABLISHED
