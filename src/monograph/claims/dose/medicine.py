"""Whose dose it is: the medicine that the words beside an amount name, where it is not the monograph's own."""

from __future__ import annotations

import re

from monograph.claims.posology.lexer import Token
from monograph.names.substances import known_name
from monograph.tables import read_table
from monograph.text.model import Monograph

_BEFORE = re.compile(r"([a-z][a-z0-9-]*)?(?: |^)([a-z][a-z0-9-]+) ?\(?(?:typically |usually |about |approximately )?$")
_AFTER = re.compile(r" of (?:oral |iv |intravenous )?([a-z][a-z0-9-]+)(?: ([a-z][a-z0-9-]+))?")
_REACH = 60
_CONSTITUENTS = frozenset(
    words for row in read_table("monograph.names", "constituents") for words in row["words"].split("|")
)


def own_names(monograph: Monograph) -> str:
    """The folded text in which a monograph names its own medicine: the title and the Generic Name section."""
    named = [monograph.folded[section.start : section.end] for section in monograph.of_kind("generic-name")]
    return " ".join([monograph.title.lower(), *named])


def other_medicine(folded: str, amount: Token, own: str) -> str | None:
    """The medicine named right before or after an amount ("25 mg of onamine", "onamine (25 mg"), unless in ``own``.

    >>> amount = Token(1, None, 20, 25, 0, 2)
    >>> other_medicine("take with probenecid 500 mg.", amount._replace(start=21, end=27), "cefalexin")
    'probenecid'
    """
    after = _AFTER.match(folded, amount.end)
    if after is not None:
        return _other((after[1], after[2] or ""), own)
    before = _BEFORE.search(folded, max(amount.start - _REACH, 0), amount.start)
    return _other((before[2], ""), own, before[1] or "") if before is not None else None


def _other(words: tuple[str, str], own: str, first: str = "") -> str | None:
    if not _CONSTITUENTS.isdisjoint((*words, first)):
        return None
    for name in (f"{first} {words[0]}".strip(), f"{words[0]} {words[1]}".strip(), words[0]):
        if len(name) > 3 and known_name(name) is not None:
            return None if name in own else name
    return None
