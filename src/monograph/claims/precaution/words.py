"""The words of ``names/data/statement_words.tsv``, by kind."""

from __future__ import annotations

import re

from monograph.tables import read_table

_ROWS = read_table("monograph.names", "statement_words")


def words_that(kind: str) -> frozenset[str]:
    """The words of a kind.

    >>> sorted(words_that("gloss"))
    ['indicating', 'meaning']
    """
    return frozenset(row["words"] for row in _ROWS if row["kind"] == kind)


def any_of(kind: str) -> str:
    """A regular expression for the words of a kind, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words_that(kind), key=lambda word: (-len(word), word)))
