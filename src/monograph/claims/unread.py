"""Tells where a text states something that no rule has read, so that a claim can say what it leaves open."""

from __future__ import annotations

import re

from monograph.names.patterns import any_of
from monograph.names.phrases import Words
from monograph.tables import read_table

_ROWS = read_table("monograph.names", "unread_words")


def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in _ROWS if row["kind"] == kind)


_OBLIGING = _words("obliging")
_ALTERING = _words("altering")
_NARROWED = re.compile(rf"[^.,;]{{0,20}}?(?:{any_of(_words('comparing'))})\s?\d")
"""A comparison with a number, a few words after what it narrows."""


def obliges(words: Words) -> bool:
    """Whether a sentence asks for something to be done.

    >>> from monograph.names.phrases import words_of
    >>> obliges(words_of("patients should be premedicated", 0, 31))
    True
    """
    return not _OBLIGING.isdisjoint(words.texts)


def alters(words: Words) -> bool:
    """Whether a sentence tells that something happens to a medicine or its effect."""
    return not _ALTERING.isdisjoint(words.texts)


def is_narrowed(folded: str, start: int, end: int) -> bool:
    """Whether a comparison with a number begins within a few words of ``start``: "renal impairment (CrCl < 30)"."""
    return _NARROWED.match(folded, start, end) is not None
