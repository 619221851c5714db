"""The condition that a label over doses names: what is left of its words without persons, routes, ages and doses."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

from monograph.claims.use.naming import names_condition
from monograph.names.substances import known_name
from monograph.tables import read_table
from monograph.text.model import Span

_INITIALS = 2
"""Letters that name no condition."""
_WORD = re.compile(r"[a-z][a-z0-9']*")
_CONDITION = re.compile(r"[a-z][a-z0-9' /,-]*[a-z0-9]")
_WORDS = {row["kind"]: frozenset(row["words"].split("|")) for row in read_table("monograph.names", "label_words")}
_GENERAL = _WORDS["edge"]


def condition_in(folded: str, stretches: Sequence[tuple[int, int]], uses: Callable[[], Container[str]]) -> Span | None:
    """The first condition that stretches of a label name: the vocabulary of conditions knows one of its words, or it is
    one of ``uses()``, by which the monograph says what the medicine is for. The name of a medicine counts as well.
    """
    for first, last in stretches:
        for match in _CONDITION.finditer(folded, first, last):
            words = list(_WORD.finditer(folded, match.start(), match.end()))
            while words and words[0].group() in _GENERAL:
                words.pop(0)
            while words and words[-1].group() in _GENERAL:
                words.pop()
            if not words or words[-1].end() - words[0].start() <= _INITIALS:
                continue
            if any(word.group() in _WORDS["never"] for word in words):
                return None  # "CYP3A4 inhibitors (e.g., onamine)"
            named = folded[words[0].start() : words[-1].end()]
            if named not in _WORDS["alone"] and _is_known(named, [word.group() for word in words], uses):
                return Span(words[0].start(), words[-1].end())
    return None


def _is_known(named: str, words: list[str], uses: Callable[[], Container[str]]) -> bool:
    return (
        any(names_condition(word) for word in words)
        or known_name(named) is not None
        or any(word in uses() for word in words)
    )


def words_of_uses(folded: str, title: str) -> frozenset[str]:
    """The words of a text on what a medicine is for that may tell a use: not its name, nor those of doses."""
    words = {word for word in _WORD.findall(folded) if len(word) > _INITIALS}
    return frozenset(words - _GENERAL - set(_WORD.findall(title)))
