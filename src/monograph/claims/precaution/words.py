"""The words of ``names/data/statement_words.tsv``, by kind."""

from __future__ import annotations

from monograph.tables import read_table

_ROWS = read_table("monograph.names", "statement_words")


def words_that(kind: str) -> frozenset[str]:
    """The words of a kind.

    >>> sorted(words_that("gloss"))
    ['indicating', 'meaning']
    """
    return frozenset(row["words"] for row in _ROWS if row["kind"] == kind)
