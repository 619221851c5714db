"""When two doses speak of the same: who is treated, by which route, for what, in which unit.

A contradiction is two statements with one scope. What a statement leaves open is taken to be the ordinary case
(an adult); a route or condition that only one of them names may still be meant by the other.
"""

from __future__ import annotations

from monograph.claims.records import Dose
from monograph.names.units import unit

PHASES = {"usual": "usual", "starting": "usual", "maintenance": "usual"}
"""Roles of doses that the maximum limits."""


def same_scope(one: Dose, other: Dose) -> bool:
    """Whether two doses are for the same persons, route and condition, as far as both say."""
    return (
        _who(one) == _who(other)
        and one.per == other.per
        and _agree(one.route, other.route)
        and _agree(one.indication, other.indication)
        and measures(one) == measures(other)
    )


def measures(dose: Dose) -> str:
    """The dimension of the dose's unit; a unit that is not known is a dimension of its own."""
    known = unit(dose.unit)
    return known.dimension if known else dose.unit.lower()


def factor(dose: Dose) -> float:
    """How many of the first unit of its dimension one unit of the dose is."""
    known = unit(dose.unit)
    return known.factor if known else 1.0


def daily(dose: Dose) -> tuple[float, float] | None:
    """The least and the most in a day, in the first unit of the dose's dimension; None where the text does not tell.

    A frequency given as an interval ("every 4 to 6 hours") counts with its longer one: the shorter is for single
    doses, which a maximum is there to limit.

    >>> daily(Dose(start=0, end=0, quote="5 mg", amount_min=5, amount_max=10, unit="mg", basis="dose",
    ...            times_per_day_min=2, times_per_day_max=3))
    (10.0, 30.0)
    """
    if dose.amount_max is None:
        return None
    low = (dose.amount_min if dose.amount_min is not None else dose.amount_max) * factor(dose)
    high = dose.amount_max * factor(dose)
    if dose.basis == "day":
        return low, high
    if dose.basis != "dose" or dose.times_per_day_max is None or dose.times_per_day_max < 1:
        return None
    fewest = dose.times_per_day_min if dose.times_per_day_min is not None else dose.times_per_day_max
    return low * fewest, high * dose.times_per_day_max


def _who(dose: Dose) -> tuple[object, ...]:
    person = dose.population or "adult"
    if person == "adult" and dose.age_min is not None and dose.age_min >= 12:
        return person, None, None, dose.weight_min, dose.weight_max
    return person, dose.age_min, dose.age_max, dose.weight_min, dose.weight_max


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
