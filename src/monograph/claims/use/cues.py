"""The phrases that steer the reading of uses, found once in a section: "used to treat", "such as", "works by"."""

from __future__ import annotations

import re

from monograph.claims.marks import Marks
from monograph.names.found import Match
from monograph.names.match import Matcher
from monograph.tables import read_table

_ROWS = read_table("monograph.names", "indication_cue")
_ADVERBS = frozenset(row["phrase"] for row in _ROWS if row["kind"] == "adverb")
_ELSEWHERE = ("ends", "cuts", "stops", "adverb")
"""Kinds of phrases that others read; adverbs are read where they part a cue."""
_PARTED = {
    row["phrase"]: row["kind"]
    for row in _ROWS
    if row["kind"] not in _ELSEWHERE
    and row["phrase"].count(" ") == 1
    and row["phrase"].split(" ")[0].endswith(("ed", "en", "ful", "tive", "able", "combination", "medication"))
}
"""Cues of two words ("used for") between which an adverb may stand."""
_BEFORE = re.compile(r"(?<![^\W_])[a-z-]+ $")
_AFTER = re.compile(r" [a-z]+(?![^\W_])")
_LONGEST = 20
"""Letters of the first of two such words, at most."""
_CUES = Matcher(
    dict.fromkeys(_ADVERBS, "adverb") | {row["phrase"]: row["kind"] for row in _ROWS if row["kind"] not in _ELSEWHERE}
)


def steering(folded: str, start: int, end: int) -> Marks:
    """The phrases of ``folded[start:end]`` that steer the reading."""
    found = _over_adverbs(folded, _CUES.find(folded, start, end), end)
    return Marks(mark for mark in found if mark.value not in ("neutral", "adverb"))


def _over_adverbs(folded: str, marks: list[Match[str]], end: int) -> list[Match[str]]:
    """The cues with those that an adverb parts: "used primarily for"."""
    found: list[Match[str]] = []
    for mark in marks:
        if found and mark.start < found[-1].end:
            continue
        if folded[mark.start : mark.end] in _ADVERBS:
            first = _BEFORE.search(folded, max(0, mark.start - _LONGEST), mark.start)
            second = _AFTER.match(folded, mark.end, end) if first else None
            kind = _PARTED.get(first.group() + second.group()[1:]) if first and second else None
            if first and second and kind:
                mark = Match(first.start(), second.end(), kind)
                if found and found[-1].end > mark.start:
                    found.pop()
        found.append(mark)
    return found
