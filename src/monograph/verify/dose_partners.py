"""Whose a dose is that names no medicine: that of the dose which it goes on with in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from monograph.claims.records import AnyClaim, Dose
from monograph.names.mentions import find_medicines
from monograph.text.model import Monograph

_GIVEN_WITH = re.compile(r"\b(?:with|and|or|plus|after|on|to|than|receiving|taking)[^,.]*$")
"""Words before a medicine that a dose is given beside."""
_APART = re.compile(r"[,;:]|.{30}")
_BETWEEN = 12
"""Letters between two doses of which the second goes on where the first ends."""


def with_medicines(text: Monograph, claims: Iterable[AnyClaim]) -> Iterator[Dose]:
    """The doses of a text; "20 mg of dexamethasone, followed by 8 mg twice a day" are two of one medicine."""
    end, medicine = -1, None
    for dose in claims:
        if not isinstance(dose, Dose):
            continue
        named = dose.medicine or _named(dose)
        goes_on = 0 <= dose.start - end <= _BETWEEN and "\n" not in text.folded[end : dose.start]
        is_silent = named is None and not find_medicines(dose.quote.lower())
        if goes_on and is_silent and ". " not in text.folded[end - 2 : dose.start]:
            dose = structs.replace(dose, medicine=medicine)
        elif dose.start != end:
            medicine = named
        end = dose.end
        yield dose


def _named(dose: Dose) -> str | None:
    """The medicine whose dose a clause says to be told ("the dosage of X is", "X, 20 mg"), where it names one."""
    said = dose.quote.lower()
    before = said[: dose.grounds["amount"].start - dose.start] if "amount" in dose.grounds else ""
    found = find_medicines(before)
    if not found or _GIVEN_WITH.search(before, 0, found[-1].start) or _APART.search(before, found[-1].end):
        return None
    return found[-1].value
