"""What narrows a precaution ("severe", "third trimester", "under 12 years"), and what is a manner of use only."""

from __future__ import annotations

from monograph.names.phrases import PhraseBook, Words
from monograph.tables import read_table

_BOOK = PhraseBook({row["phrase"]: row["kind"] for row in read_table("monograph.names", "scopes")})


def scope_of(words: Words) -> tuple[int, int] | None:
    """The place in the text of the first words that narrow what is said, or None.

    >>> from monograph.names.phrases import words_of
    >>> text = "avoid in the third trimester"
    >>> scope_of(words_of(text, 0, len(text)))
    (13, 28)
    """
    for match in _BOOK.find(words):
        if match.value == "scope":
            return words[match.first].start, words[match.last - 1].end
    return None


def is_manner(words: Words) -> bool:
    """Whether a sentence speaks of how the medicine is used: sudden stopping, long use, a missed dose."""
    return any(match.value == "manner" for match in _BOOK.find(words))
