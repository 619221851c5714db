"""Find the words of a vocabulary in text: whole words, the longest at the leftmost place, in linear time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from monograph.names.found import Match

V = TypeVar("V")
PLURALS = ("s", "es")


class Matcher(Generic[V]):
    """Finds the phrases of a vocabulary ``{phrase: value}`` in folded text.

    Phrases are in lower case, as text is (``Monograph.folded``); one that is not could never be found
    and raises ``ValueError``. A phrase is found only as whole words: next to a letter or digit at its
    edge stands no other letter or digit, so "iron" is not in "environment" nor "vitamin b1" in "vitamin
    b12", while hyphens, apostrophes and signs part words ("iron-rich", "5%"). Where several phrases could
    start, the longest is taken, and the search goes on after its end.

    ``plural`` lets a phrase carry a final "s" or "es", which then belongs to the match.

    >>> Matcher({"folic acid": 1, "acid": 2}).find("acid, folic acid; acidic")
    [Match(start=0, end=4, value=2), Match(start=6, end=16, value=1)]
    >>> [m.end for m in Matcher({"tablet": "tablet"}, plural=True).find("tablets")]
    [7]
    """

    def __init__(self, phrases: Mapping[str, V], *, plural: bool = False) -> None:
        for phrase in phrases:
            if not phrase or phrase != phrase.lower():
                raise ValueError(f"a phrase must be lower-case words, this is not: {phrase!r}")
        self._values = list(phrases.values())
        self._plural = plural
        self._automaton = AhoCorasick(phrases, implementation=Implementation.ContiguousNFA)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Match[V]]:
        """All matches within ``text[start:end]``, in order; the edges of the range do not make words."""
        stop = len(text) if end is None else min(end, len(text))
        matches = self._automaton.find_matches_as_indexes(text[start:stop], overlapping=True)
        if not matches:
            return []
        longest: dict[int, tuple[int, int]] = {}
        for index, first, last in matches:
            first += start
            if _is_edge(text, first) and (last := self._close(text, start + last, stop)) >= 0:
                earlier = longest.get(first)
                if earlier is None or (last, index) > earlier:
                    longest[first] = last, index
        found: list[Match[V]] = []
        reached = 0
        for first in sorted(longest):
            if first >= reached:
                reached, index = longest[first]
                found.append(Match(first, reached, self._values[index]))
        return found

    def _close(self, text: str, last: int, stop: int) -> int:
        """Where a phrase that ends at ``last`` closes as whole words, with its plural ending, or -1."""
        if _is_edge(text, last):
            return last
        if self._plural:
            for ending in PLURALS:
                after = last + len(ending)
                if after <= stop and text.startswith(ending, last) and _is_edge(text, after):
                    return after
        return -1


def _is_edge(text: str, offset: int) -> bool:
    """Whether no word runs on over ``offset``."""
    return not 0 < offset < len(text) or not text[offset].isalnum() or not text[offset - 1].isalnum()
