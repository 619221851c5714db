"""The symptoms of a disease: a page that relieves them, of a disease that the label gives, says what the label does."""

from __future__ import annotations

import re
from functools import cache

from monograph.claims.records import Use
from monograph.tables import read_table
from monograph.text.model import Monograph, Span
from monograph.verify.terms import content_words, find_phrase, forms, phrase_places, spellings

Disease = tuple[str, ...]
"""A disease by its names."""

_SYMPTOM = re.compile(r"\bsymptoms?\b|\bsigns?\b")
_OF = re.compile(r" (?:of|in|from|with|associated with|caused by|due to|related to) ")
"""Words between a symptom and its disease."""
_LETTERS = 300
"""Letters before a sentence within which it is said whose symptoms these are."""


def symptom_place(claim: Use, page: Monograph, folded: str, spans: list[Span]) -> Span | None:
    """Where a text gives the disease of which a page names a symptom.

    The sentence must name the disease, or call it a symptom after it was named: what relieves the pain of gout is no
    painkiller.
    """
    for disease in _diseases_with(claim.indication):
        if disease == _spoken_of(page, claim):
            return next((place for name in disease if (place := find_phrase(folded, spans, name))), None)
    return None


def _spoken_of(page: Monograph, claim: Use) -> Disease | None:
    """The disease of whose symptoms a sentence speaks: the one that it names, or, of symptoms, the last before it."""
    said, at = page.folded[claim.start : claim.end], claim.start
    before = page.folded[max(0, at - _LETTERS) : at] if _SYMPTOM.search(said) else ""
    return _last_named(said) or _last_named(before)


def _last_named(said: str) -> Disease | None:
    whole = [Span(0, len(said))]
    found = [
        (place.end, len(name), disease)
        for disease in dict.fromkeys(one for several in _diseases().values() for one in several)
        for name in disease
        for place in phrase_places(said, whole, name)
    ]
    return max(found)[-1] if found else None


def _diseases_with(indication: str) -> list[Disease]:
    """The diseases that have this symptom."""
    named = [part for form in forms(indication) for part in (form, _OF.split(form)[0])]
    return [disease for part in dict.fromkeys(named) for disease in _diseases().get(_key(part), ())]


def _key(symptom: str) -> tuple[str, ...]:
    return tuple(sorted(content_words(symptom)))


@cache
def _diseases() -> dict[tuple[str, ...], list[Disease]]:
    found: dict[tuple[str, ...], list[Disease]] = {}
    for row in read_table("monograph.verify", "symptoms"):
        names = tuple(spelled for name in row["disease"].split("|") for spelled in spellings(name))
        for symptom in row["symptoms"].split("|"):
            found.setdefault(_key(symptom), []).append(names)
    found.pop((), None)
    return found
