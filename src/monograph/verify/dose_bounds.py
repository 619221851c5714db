"""Whether a dose is surely more, or surely less, than another, whatever the two leave unsaid.

Doses are compared by what they come to in a day where both tell it. Else what is left unsaid counts for the claim: an
amount that does not say how often may be given as often as anything in the label, one that does not say of what it is
may be a single dose or the total of a day.
"""

from __future__ import annotations

from monograph.claims.records import Dose
from monograph.verify.quantity import SLACK, amounts, measured, times

LIMITS = ("maximum", "unsafe-above")
"""Roles of doses that say how much is too much."""
_DAILY = 0.9
_MARGIN = 1.05
"""Amounts that differ by less are one amount, rounded or converted."""


def is_more(dose: Dose, other: Dose, often: float, factor: float = 1.0) -> bool:
    """Whether a dose comes to more than ``factor`` times another; ``often`` is how often a day that may be given.

    >>> twice = Dose(start=0, end=0, quote="", amount_min=20, amount_max=20, unit="mg", basis="dose",
    ...              times_per_day_min=2, times_per_day_max=2)
    >>> daily = Dose(start=0, end=0, quote="", amount_min=10, amount_max=30, unit="mg", basis="day")
    >>> is_more(twice, daily, 4), is_more(twice, daily, 4, factor=2)
    (True, False)
    """
    own, theirs = amounts(dose), amounts(other)
    if own is None or theirs is None:
        return False
    factor *= _MARGIN
    day, most = measured(dose, "day"), measured(other, "day")
    if is_interval(dose) and not is_interval(other):
        return own.high > theirs.high * factor  # an amount of every few weeks comes to little in a day
    if day and most:
        is_larger = dose.basis == other.basis == "dose" and own.high > theirs.high * factor
        return day.high > most.high * factor or (is_larger and day.high * SLACK > most.high)
    if "course" in (dose.basis, other.basis):
        return dose.basis == other.basis and own.high > theirs.high * factor
    if day and day.high > theirs.high * factor * (1.0 if other.role in LIMITS else often):
        return True
    unsaid = most.high if most and dose.basis == "unclear" else 0.0
    return dose.basis in ("dose", "unclear") and own.high > max(theirs.high, unsaid) * factor


def is_less(dose: Dose, other: Dose, often: float, factor: float = 1.0) -> bool:
    """Whether a dose, given ``often`` a day at most, comes to less than another, ``factor`` times over."""
    own, theirs = amounts(dose), amounts(other)
    if own is None or theirs is None:
        return False
    factor *= _MARGIN
    day, least = measured(dose, "day"), measured(other, "day")
    if day and least:
        return day.high * factor < least.least
    if "course" in (dose.basis, other.basis):
        return dose.basis == other.basis and own.high * factor < theirs.least
    if least and other.basis != "dose":
        return own.high * factor * often < least.least
    return max(day.high if day else 0.0, own.high) * factor < theirs.least


def is_interval(dose: Dose) -> bool:
    """Whether a dose is given less often than daily, so that its amount in a day says little."""
    often = times(dose)
    return dose.basis in ("week", "month") or (dose.basis == "dose" and often is not None and often.high < _DAILY)
