"""Numbers with their nouns, as all commands and pages say them."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "problem"), counted(2, "problem"), counted(2, "monograph of it", "monographs of it")
    ('1 problem', '2 problems', '2 monographs of it')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
