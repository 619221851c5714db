"""The parts of a sentence that say what a medicine is for: "used to treat gout", "helps relieve pain and fever"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from monograph.claims.use.evidence import Hedges, Sureness
from monograph.claims.use.phrases import Indication, indications
from monograph.names.match import Match, Matcher
from monograph.tables import read_table
from monograph.text.model import Span

_CUES = Matcher(
    {
        row["phrase"]: row["kind"]
        for row in read_table("monograph.names", "indication_cue")
        if row["kind"] not in ("ends", "cuts")
    }
)
_CLOSING = ("mechanism", "silent")
_USES = re.compile(r"\b(?:uses?|used|conditions|infections|indications|applications|disorders|diseases|symptoms)\b")
_FRAME = re.compile(
    r"\b(?:helps?|helpful|used?|can|may|might|could|aims?|designed|indicated|it|that|which|to|in|for|supplement\w*|by)"
    r"\s+(?:\w+\s+)?$"
)


class Cues:
    """The phrases of one section that steer the reading, found once, asked for by span."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._marks = _CUES.find(folded, start, end)
        self._starts = [mark.start for mark in self._marks]

    def of(self, start: int, end: int) -> list[Match[str]]:
        """The cues that lie in the span."""
        return self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class Part(NamedTuple):
    """Indications that one part of a sentence names, how sure it is, and the words that open it."""

    indications: list[Indication]
    sureness: Sureness
    opener: Span


def parts(folded: str, cues: Cues, hedges: Hedges, start: int, end: int) -> list[Part]:
    """What the sentence ``folded[start:end]`` says that the medicine is, or is not, for."""
    marks = _outside(folded, cues.of(start, end), start)
    found: list[Part] = []
    opener: Match[str] | None = None
    at, sure, denied = start, False, None
    for mark in [*marks, Match(end, end, "end")]:
        if opener is not None:
            named = indications(folded, at, mark.start, sure=sure)
            if named:
                found.append(Part(named, _sureness(hedges, denied, start, mark.start), Span(*opener[:2])))
        if mark.value in _CLOSING or mark.value == "end":
            break
        if mark.value == "denies":
            denied, opener, at, sure = mark, mark, mark.end, True
        elif mark.value == "examples":
            if opener is None and _USES.search(folded, at, mark.start):
                opener, sure = mark, True
            at = mark.end
        elif mark.value == "helps":
            if opener is not None or _FRAME.search(folded, max(start, mark.start - 30), mark.start):
                opener, at = mark, mark.end
        else:
            opener, sure = mark, True
            at = mark.start if mark.value == "keeps" else mark.end
    return found


def _sureness(hedges: Hedges, denied: Match[str] | None, start: int, end: int) -> Sureness:
    if denied is not None:
        return Sureness("not-for", Span(denied.start, denied.end))
    return hedges.of(start, end)


def _outside(folded: str, marks: list[Match[str]], start: int) -> list[Match[str]]:
    """The cues that do not stand in parentheses."""
    kept, at, depth = [], start, 0
    for mark in marks:
        depth = max(0, depth + folded.count("(", at, mark.start) - folded.count(")", at, mark.start))
        at = mark.start
        if not depth:
            kept.append(mark)
    return kept
