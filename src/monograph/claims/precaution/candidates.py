"""Where a text may name a person or state at all: one search over a section spares the reading of most sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import product

from ahocorasick_rs import AhoCorasick, Implementation

from monograph.tables import read_table
from monograph.text.model import Span


def _telling(phrase: str) -> list[str]:
    """The words of which one stands in every spelling of a phrase: those of its word that is never short."""
    needed = [word.split("|") for word in phrase.split() if not word.endswith("?") and word not in ("...", "N")]
    return max(needed, key=lambda options: min(map(len, options)))


def _openings(phrase: str) -> Iterator[str]:
    """The first two words of each spelling of a phrase, with the marks that may stand between them."""
    first, *rest = phrase.split()
    marks = [""] + [word[:-1] for word in rest[:1] if word.endswith("?")]
    following = next((word for word in rest if not word.endswith("?")), "")
    for one, mark, two in product(first.split("|"), marks, following.split("|")):
        yield f"{one}{mark} {two}".strip()


def _names() -> Iterator[str]:
    for row in read_table("monograph.names", "conditions"):
        if row["kind"] in ("person", "organ"):
            yield from _telling(row["phrase"])
    for row in read_table("monograph.names", "openers"):
        if row["kind"] == "person":
            yield from _openings(row["phrase"])


_NAMES = AhoCorasick(sorted(set(_names())), implementation=Implementation.DFA)


class Candidates:
    """The places of a part of a folded text at which a person, a state or a list of them may be named."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        part = folded[start:end].replace("\n", " ")
        self._places = [start + first for _, first, _ in _NAMES.find_matches_as_indexes(part)]

    def are_in(self, span: Span) -> bool:
        """Whether one of them is in a span.

        >>> text = "it is white. avoid it in pregnancy."
        >>> found = Candidates(text, 0, len(text))
        >>> found.are_in(Span(0, 12)), found.are_in(Span(13, 35))
        (False, True)
        """
        at = bisect_left(self._places, span.start)
        return at < len(self._places) and self._places[at] < span.end
