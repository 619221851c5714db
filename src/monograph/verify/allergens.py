"""What people are allergic to beside the medicine itself: each contraindicates it for reasons of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from monograph.tables import read_table
from monograph.text.model import Span

ALLERGY_TO = "allergy to "
_DENIED = re.compile(r"\bunlikely\b|\bnot (?:including|contraindicated)\b")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = {row["allergen"]: row["words"].split("|") for row in read_table("monograph.verify", "allergens")}
    return {name: re.compile(rf"\b(?:{'|'.join(map(re.escape, some))})") for name, some in words.items()}


def allergies_in(said: str) -> list[str]:
    """The allergies that the folded words of a contraindication name.

    >>> allergies_in("if you are allergic to soya or eggs")
    ['allergy to soya', 'allergy to egg']
    """
    if _DENIED.search(said):
        return []
    return [ALLERGY_TO + name for name, pattern in _patterns().items() if pattern.search(said)]


def names_allergen(allergy: str, folded: str, spans: Iterable[Span]) -> bool:
    """Whether text names what an allergy is to."""
    pattern = _patterns()[allergy.removeprefix(ALLERGY_TO)]
    return any(pattern.search(folded, *span) for span in spans)
