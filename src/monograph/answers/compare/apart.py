"""Two versions of a dose that are far apart: a lost or added zero, another unit, weekly made daily."""

from __future__ import annotations

from collections.abc import Callable

from monograph.claims.records import Dose
from monograph.names.units import convert

RISES = 2.0
"""From how many times as much on a dose is far from what it was; an ordinary change of a dose is less."""
FALLS = 10.0
"""How many times less is: a lost zero. Halving a dose is an ordinary change, and harms less than doubling it."""
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0}


def is_apart(old: Dose, new: Dose) -> bool:
    """Whether a dose became twice as much or a tenth, at once or over time, or is in a unit that cannot be compared.

    >>> once = Dose(start=0, end=0, quote="", amount_max=10, unit="mg", basis="dose", times_per_day_max=1 / 7)
    >>> daily = Dose(start=0, end=0, quote="", amount_max=10, unit="mg", basis="dose", times_per_day_max=1)
    >>> is_apart(once, daily), is_apart(once, once)
    (True, False)
    """
    if old.per != new.per:
        return True
    times = convert(1, new.unit, old.unit) if new.unit != old.unit else 1.0
    if times is None:
        return True
    measures: list[Callable[[Dose], float | None]] = [_over_time]
    if old.basis == new.basis:
        measures += [_least, _most]
    amounts = [(measure(old), measure(new)) for measure in measures]
    ratios = [after * times / before for before, after in amounts if before and after]
    return any(ratio >= RISES or ratio * FALLS <= 1 for ratio in ratios)


def _least(dose: Dose) -> float | None:
    return dose.amount_min


def _most(dose: Dose) -> float | None:
    return dose.amount_max if dose.amount_max is not None else dose.amount_min


def _over_time(dose: Dose) -> float | None:
    """The most in a day, or None where the text does not tell."""
    most = _most(dose)
    if most is None:
        return None
    if dose.basis in _DAYS:
        return most / _DAYS[dose.basis]
    return most * dose.times_per_day_max if dose.times_per_day_max else None
