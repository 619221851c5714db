"""What narrows a precaution ("severe", "third trimester", "under 12 years"), and what is a manner of use only."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.names.phrases import READERS, PhraseBook, Words
from monograph.tables import read_table
from monograph.text.model import Span

_NEAR = 24
"""Characters between a state and the words that narrow it."""
_PAUSES = frozenset(",;:.")
_BOOK = PhraseBook({row["phrase"]: row["kind"] for row in read_table("monograph.names", "scopes")}, shelf=READERS)


def scopes(words: Words) -> list[Span]:
    """The places in the text of the words that narrow what is said.

    >>> from monograph.names.phrases import words_of
    >>> text = "avoid in the third trimester"
    >>> scopes(words_of(text, 0, len(text)))
    [Span(start=13, end=28)]
    """
    return [Span(*words.span(match.first, match.last)) for match in _BOOK.find(words) if match.value == "scope"]


def nearest(found: Sequence[Span], folded: str, start: int, end: int) -> Span | None:
    """The one of the scopes that stands in ``folded[start:end]`` or a few words before or after it, or None."""
    for scope in found:
        between = folded[scope.end : start] if scope.end <= start else folded[end : scope.start]
        if len(between) <= _NEAR and not _PAUSES.intersection(between):
            return scope
    return None


def is_manner(words: Words) -> bool:
    """Whether a sentence speaks of how the medicine is used: sudden stopping, long use, a missed dose."""
    return any(match.value == "manner" for match in _BOOK.find(words))
