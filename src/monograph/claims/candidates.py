"""Where a text may say something at all: one search over a section, so that most sentences need not be read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation

from monograph.names.patterns import any_of
from monograph.text.model import Section, Span
from monograph.text.source import places_of

_FEW = 20
"""Words up to which it is faster to look for one after the other."""


class Search:
    """Looks for words, or parts of words, of which a sentence must hold one to be worth reading.

    >>> search = Search(["pregnan", "breast"])
    >>> text = "it is white. avoid it in pregnancy."
    >>> places = search.places(text, 0, len(text))
    >>> places.are_in(Span(0, 12)), places.are_in(Span(13, 35))
    (False, True)
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._needed = sorted(set(words))
        self._automaton = AhoCorasick(self._needed, implementation=Implementation.ContiguousNFA)

    def places(self, folded: str, start: int, end: int) -> Places:
        """The places in ``folded[start:end]``, a line break being a space."""
        part = folded[start:end].replace("\n", " ")
        if len(self._needed) < _FEW:
            return Places([start + first for first in places_of(self._needed, part, 0, len(part))])
        return Places([start + first for _, first, _ in self._automaton.find_matches_as_indexes(part)])


class Stems:
    """A few beginnings of words; most texts hold none of them anywhere, which is quickly seen.

    >>> stems = Stems(["interact", "allerg"])
    >>> [stems.are_in(text, 0, len(text)) for text in ("it interacts", "nonallergic", "it is white")]
    [True, False, False]
    """

    def __init__(self, stems: Iterable[str]) -> None:
        self._stems = tuple(stems)
        self._opening = re.compile(rf"(?<![a-z0-9'.-])(?:{any_of(self._stems)})")

    def are_in(self, folded: str, start: int, end: int) -> bool:
        """Whether a word of ``folded[start:end]`` begins with one of them."""
        for stem in self._stems:
            if folded.find(stem, start, end) >= 0:
                return self._opening.search(folded, start, end) is not None
        return False


class Places:
    """Offsets of a text at which one of the words stands, in order."""

    def __init__(self, places: list[int]) -> None:
        self._places = places

    def are_in(self, span: Span | Section) -> bool:
        """Whether one of them is in a span."""
        at = bisect_left(self._places, span.start)
        return at < len(self._places) and self._places[at] < span.end
