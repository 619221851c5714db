"""How often and how badly an effect comes: severity and frequency, as headings, sentences and remarks say."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import cast

from monograph.claims.marks import Marks
from monograph.claims.records import Severity
from monograph.names.found import Match
from monograph.names.match import Matcher
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.text.record import Record

BY_WEIGHT: tuple[Severity, ...] = ("serious", "rare", "uncommon", "common")
"""Of two severities said of one effect the first holds: serious beats rare."""

_WORDS = Matcher({row["phrase"]: row["severity"] for row in read_table("monograph.names", "severity")})
_BAND = re.compile(
    r"(?:(?:[<>≥≤]=?|more than|less than|over|up to|at least|about)\s*)?"
    r"(?:\d+(?:\.\d+)?\s*%?\s*(?:-|to|and)\s*)?\d+(?:\.\d+)?\s*(?:%|percent)"
    r"|(?:(?:more than|less than|up to|about)\s+)?1 (?:in|out of) (?:every )?\d[\d,]*"
)
_BAND_SIGNS = ("%", "percent", "1 in ", "1 out of ")
"""Of these one stands in every frequency in numbers."""
_OPENING = 12
_ADVERB = re.compile(r"(?:ly|seldom|cases|instances|occasions)\Z")
_BEFORE_MEMBER = re.compile(r"(?:^|[,;*\n]|\b(?:and|or|but))\s*(?:in\s+)?$")


class Tier(Record):
    """Severity and frequency with the words that gave them."""

    severity: Severity | None = None
    words: Span | None = None
    frequency: Span | None = None

    def over(self, outer: Tier) -> Tier:
        """A remark's tier within that of its list: the remark holds, but what is serious is never made less."""
        return outer if outer.severity == "serious" else self.within(outer)

    def within(self, outer: Tier) -> Tier:
        """A label's tier within an outer one: the label holds where it says something."""
        if self.severity or outer is NO_TIER:
            return self
        if self.frequency is None:
            return outer
        return Tier(outer.severity, outer.words, self.frequency or outer.frequency)


NO_TIER = Tier()


class Tiers:
    """The words of severity in one section, found once, asked for by span."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._folded = folded
        marks = _WORDS.find(folded, start, end)
        self._marks = Marks(marks)
        self._openers = [mark.start for mark in marks if mark.value in BY_WEIGHT and _opens(folded, mark)]

    def of(self, start: int, end: int) -> Tier:
        """The tier that the words of ``folded[start:end]`` give; those within it that open a member of a list speak
        of that alone.
        """
        best: Match[str] | None = None
        for mark in self._marks.of(start, end):
            if mark.start > start and mark.start in self._openers:
                continue
            if mark.value in BY_WEIGHT and (best is None or _weight(mark.value) < _weight(best.value)):
                best = mark
        band = _BAND.search(self._folded, start, end) if _may_tell(self._folded, start, end) else None
        frequency = Span(*band.span()) if band else None
        if best is None:
            return Tier(None, None, frequency) if frequency else NO_TIER
        return Tier(cast(Severity, best.value), Span(best.start, best.end), frequency)

    def opened(self, start: int, at: int) -> Tier:
        """The tier of a member at ``at`` of a list from ``start`` on, by the words that open it or one before it:
        "nausea and, rarely, seizures or coma".
        """
        last = bisect_left(self._openers, at) - 1
        if last < 0 or self._openers[last] < start:
            return NO_TIER
        (mark,) = self._marks.of(self._openers[last], self._openers[last] + 1)
        return Tier(cast(Severity, mark.value), Span(mark.start, mark.end))


def _may_tell(folded: str, start: int, end: int) -> bool:
    """Whether a frequency in numbers may stand somewhere: a quick look."""
    return any(folded.find(sign, start, end) >= 0 for sign in _BAND_SIGNS)


def _opens(folded: str, mark: Match[str]) -> bool:
    """Whether words of severity stand before a member of a list, parted from it by a comma or in parentheses."""
    if not _ADVERB.search(folded, mark.start, mark.end):
        return False
    before = folded[max(0, mark.start - _OPENING) : mark.start]
    apart = folded[mark.end : mark.end + 2]
    return (apart == ", " and bool(_BEFORE_MEMBER.search(before))) or (apart == ") " and before.endswith("("))


def _weight(severity: str) -> int:
    return BY_WEIGHT.index(cast(Severity, severity))
