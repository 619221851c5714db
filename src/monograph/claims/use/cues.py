"""The phrases that steer the reading of uses, found once in a section: "used to treat", "such as", "works by"."""

from __future__ import annotations

from bisect import bisect_left

from monograph.names.found import Match
from monograph.names.match import Matcher
from monograph.tables import read_table

_ROWS = read_table("monograph.names", "indication_cue")
_ADVERBS = [row["phrase"] for row in _ROWS if row["kind"] == "adverb"]
_ELSEWHERE = ("ends", "cuts", "stops", "adverb")
"""Kinds of phrases that others read."""


def _spellings(phrase: str) -> list[str]:
    """A cue of two words ("used for") with the adverbs that may stand between them."""
    words = phrase.split(" ")
    if len(words) != 2 or not words[0].endswith(("ed", "en", "ful", "tive", "able", "combination", "medication")):
        return [phrase]
    return [phrase, *(f"{words[0]} {adverb} {words[1]}" for adverb in _ADVERBS)]


_CUES = Matcher(
    {spelling: row["kind"] for row in _ROWS if row["kind"] not in _ELSEWHERE for spelling in _spellings(row["phrase"])}
)


class Cues:
    """The phrases of one section that steer the reading, found once, asked for by span."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        self._marks = [mark for mark in _CUES.find(folded, start, end) if mark.value != "neutral"]
        self._starts = [mark.start for mark in self._marks]

    def of(self, start: int, end: int) -> list[Match[str]]:
        """The cues that lie in the span."""
        return self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def outside(folded: str, marks: list[Match[str]], start: int) -> list[Match[str]]:
    """The cues that do not stand in parentheses."""
    kept, at, depth = [], start, 0
    for mark in marks:
        depth = max(0, depth + folded.count("(", at, mark.start) - folded.count(")", at, mark.start))
        at = mark.start
        if not depth and folded[mark.start - 1 : mark.start] != "-":
            kept.append(mark)
    return kept
