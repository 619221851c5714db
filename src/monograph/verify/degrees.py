"""Of which degrees of an illness a statement speaks, and of which ages: two statements may be of other persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from monograph.claims.posology.bounds import Bound
from monograph.claims.posology.lexer import lex
from monograph.claims.posology.measures import END_STAGE, MILD, MODERATE, SEVERE, measures_in
from monograph.claims.posology.phrases import compose
from monograph.claims.records import Precaution
from monograph.claims.scope import persons_of

_NAMES = {MILD: "mild", MODERATE: "moderate", SEVERE: "severe", END_STAGE: "end-stage"}
_BANDS = {"normal": (90, 1000), "mild": (60, 90), "moderate": (30, 60), "severe": (15, 30), "end-stage": (0, 15)}
"""Kidney function in mL/min that the words mean (KDIGO, FDA guidance on renal impairment)."""
_ROUND = 1
"""Labels write 59 or 60 for the same bound."""
_MOST = _BANDS["normal"][1]
_ADULT = 18
_TURN = re.compile(r"[,;] (?:but|and|while|whereas|however|though|although)\b|;|\. | and (?:is|are|should|must) ")
"""Where a sentence turns to other persons."""
_INCLUDED = re.compile(r" including [^,;()]*")
"""What a state includes, which does not narrow it ("renal impairment, including end-stage disease")."""


def degrees_of(said: str) -> frozenset[str]:
    """The degrees of an illness that lower-case words name; none where they speak of all.

    >>> sorted(degrees_of("in moderate to severe hepatic impairment"))
    ['moderate', 'severe']
    >>> sorted(degrees_of("not recommended if CrCl is below 30 mL/min".lower()))
    ['0-30', 'end-stage', 'severe']
    """
    if "any degree" in said:
        return frozenset()
    found = measures_in(_INCLUDED.sub("", said).replace("–", "-"))
    named = (_NAMES[degree] for degree in found.degrees)
    return frozenset([*named, *(name for bound in found.clearances for name in _bands(bound))])


def degrees_in(advice: Precaution) -> frozenset[str]:
    """The degrees of a kidney or liver disease that an advice names: in its part of the sentence, else in all of it."""
    if advice.about not in ("renal", "hepatic"):
        return frozenset()
    said = advice.quote.lower()
    at = advice.grounds["advice"].start - advice.start if "advice" in advice.grounds else 0
    turns = [0, *(turn.start() for turn in _TURN.finditer(said)), len(said)]
    own = next((said[start:end] for start, end in pairwise(turns) if start <= at < end), said)
    return degrees_of(own) or degrees_of(said)


def is_grave(about: str, said: str) -> bool:
    """Whether lower-case words are of a grave illness of an organ only.

    >>> is_grave("hepatic", "patients with severe hepatic impairment"), is_grave("hepatic", "liver disease")
    (True, False)
    """
    persons = persons_of(compose(lex(said, 0, len(said)), said, in_label=True))
    degrees = [person.bands.degree for person in persons if person.population == f"{about} impairment"]
    return any(degree is not None and (degree.bound.low or 0) >= SEVERE for degree in degrees)


def are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two statements name degrees, and none that is the same."""
    return bool(one) and bool(other) and one.isdisjoint(other)


def years_of(said: str) -> tuple[float, float] | None:
    """The ages, from and below, of which lower-case words about children speak; None where they name none.

    >>> years_of("children under 12 years")
    (0, 12.0)
    """
    ages = measures_in(said.replace("–", "-")).ages
    return (ages[0].low or 0, ages[0].high or _ADULT) if ages else None


def _bands(bound: Bound) -> Iterator[str]:
    """A range of kidney function that is given in numbers, and the words for the bands that are whole in it."""
    low, high = bound.low or 0, bound.high or _MOST
    yield f"{low:g}-{high:g}"
    for band, (least, most) in _BANDS.items():
        if low <= least + _ROUND and most <= high + _ROUND:
            yield band
