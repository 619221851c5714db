"""The phrases of a vocabulary that stand in a section: found once, asked for by span."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from monograph.names.found import Match


class Marks:
    """Phrases found in a text, in the order of their places."""

    def __init__(self, found: Iterable[Match[str]]) -> None:
        self._found = list(found)
        self._starts = [mark.start for mark in self._found]

    def of(self, start: int, end: int) -> list[Match[str]]:
        """Those that begin in a span."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def outside(folded: str, marks: list[Match[str]], start: int) -> list[Match[str]]:
    """Those of a sentence at ``start`` that do not stand in parentheses.

    >>> text = "it may cause (but need not cause) pain"
    >>> marks = [Match(text.index(word), text.index(word) + 4, word) for word in ("may", "need", "pain")]
    >>> [mark.value for mark in outside(text, marks, 0)]
    ['may', 'pain']
    """
    kept, at, depth = [], start, 0
    for mark in marks:
        depth = max(0, depth + folded.count("(", at, mark.start) - folded.count(")", at, mark.start))
        at = mark.start
        if not depth:
            kept.append(mark)
    return kept
