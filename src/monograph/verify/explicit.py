"""The words that forbid or permit outright, and whom they name: what an advice must say before it may contradict."""

from __future__ import annotations

import re
from functools import cache

from monograph.claims.records import Precaution
from monograph.tables import read_table
from monograph.text.model import Span

NEAR = 110
"""Letters between words that forbid or permit and those that say whom."""
_CLAUSE = re.compile(r"[.;•](?=\s)|\n")
_EXCEPTION = re.compile(r"\b(?:unless|except)\b")


@cache
def explicit() -> dict[str, re.Pattern[str]]:
    """The patterns of ``explicit_words.tsv``, by their kind."""
    kinds: dict[str, list[str]] = {}
    for row in read_table("monograph.verify", "explicit_words"):
        kinds.setdefault(row["kind"], []).append(row["pattern"])
    return {kind: re.compile("|".join(patterns)) for kind, patterns in kinds.items()}


def clause_around(folded: str, place: Span, section: Span, *, near: int = NEAR) -> Span:
    """The sentence or bullet around a place in folded text, no further than ``near`` letters from it."""
    start, end = max(section.start, place.start - near), min(section.end, place.end + near)
    for cut in _CLAUSE.finditer(folded, start, place.start):
        start = cut.end()
    after = _CLAUSE.search(folded, place.end, end)
    return Span(start, after.start() if after else end)


def statement(advice: Precaution, kind: str, *, is_listed: bool = False) -> str | None:
    """The words of an advice that forbid or permit, with those close to them, where they name whom it is about.

    Among the contraindications (``is_listed``) naming them forbids, and what is excepted leaves the others forbidden.
    """
    said, words = advice.quote.lower(), explicit()
    if advice.about not in words:
        return None
    if is_listed:
        said = _EXCEPTION.split(said)[0]
    for clause in _CLAUSE.split(said):
        for found in words[advice.about if is_listed else kind].finditer(clause):
            around = clause[max(0, found.start() - NEAR) : found.end() + NEAR]
            if words[advice.about].search(around) and not is_special(advice.about, around):
                return around
    return None


def is_special(about: str, said: str) -> bool:
    """Whether words limit what is said of persons to some uses or companions, or leave it to a decision."""
    return about != "alcohol" and (explicit()["special"].search(said) or explicit()["weighed"].search(said)) is not None


def permission(advice: Precaution) -> str | None:
    """The words that permit something outright; with what narrows them, they do not."""
    said = statement(advice, "permits")
    return said if said and not explicit()["narrows"].search(said) else None
