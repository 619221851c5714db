"""Amounts of doses made comparable: in one unit, for a day or for one administration.

Doses are compared by what they come to in a day where both tell it. Else what is left unsaid counts for the claim: an
amount that does not say how often may be given as often as anything in the label, one that does not say of what it is
may be a single dose or the total of a day.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from monograph.claims.records import Dose
from monograph.claims.words import how_often
from monograph.names.units import Unit, unit
from monograph.tables import read_table

Measure = Literal["day", "dose", "course"]
SLACK = 1.01
"""Amounts that differ by less are one amount: "2.2 lb" and "1 kg", "0.33" and a third."""
MOST_TIMES = 12
"""More often a day nobody takes a medicine: "every 30 minutes" is meant for an hour or two."""
LIMITS = ("maximum", "unsafe-above")
"""Roles of doses that say how much is too much."""
_DAILY = 0.9
_MARGIN = 1.05
"""Amounts that differ by less are one amount, rounded or converted."""
_ALIKE = {row["dimension"]: row["alike"] for row in read_table("monograph.verify", "units_alike")}
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0}


class Range(NamedTuple):
    """A range of amounts in the first unit of its dimension; ``low`` is None where only an upper end is given."""

    low: float | None
    high: float

    @property
    def least(self) -> float:
        """The lower end, or the upper where it stands alone."""
        return self.high if self.low is None else self.low

    def within(self, other: Range) -> bool:
        """Whether all of it lies in another range."""
        return self.least * SLACK >= other.least and self.high <= other.high * SLACK


def dimension(dose: Dose) -> tuple[str, str | None]:
    """What a dose measures: the dimension of its unit and what it is divided by; only equals are compared."""
    known = unit(dose.unit)
    return (unit_kind(known) if known else dose.unit.lower(), dose.per)


def unit_kind(known: Unit) -> str:
    """What a unit measures; of units that are used for one another, one."""
    return _ALIKE.get(known.dimension, known.dimension)


def amounts(dose: Dose) -> Range | None:
    """The amount as written, in the first unit of its dimension; None where there is no upper end."""
    if dose.amount_max is None:
        return None
    known = unit(dose.unit)
    factor = known.factor if known else 1.0
    low = None if dose.amount_min is None else dose.amount_min * factor
    return Range(low, dose.amount_max * factor)


def measured(dose: Dose, measure: Measure) -> Range | None:
    """The amount in a day, in one administration or in a course, or None where the dose does not tell.

    >>> dose = Dose(start=0, end=0, quote="", amount_min=5, amount_max=10, unit="mg", basis="dose",
    ...             times_per_day_min=2, times_per_day_max=3)
    >>> measured(dose, "day"), measured(dose, "dose")
    (Range(low=10.0, high=30.0), Range(low=5.0, high=10.0))
    """
    given = amounts(dose)
    if given is None:
        return None
    low, high = given
    often = times(dose)
    fewest, most = (often.low, often.high) if often else (None, None)
    if measure == "course":
        return given if dose.basis == "course" else None
    if dose.basis in _DAYS:
        days = _DAYS[dose.basis]
        if measure == "day":
            return Range(None if low is None else low / days, high / days)
        if dose.basis == "day" and fewest and most:
            return Range(None if low is None else low / most, high / fewest)
        return None
    if dose.basis != "dose":
        return None
    if measure == "dose":
        return given
    if fewest is None or most is None:
        return None
    return Range(None if low is None else low * fewest, high * most)


def common_measure(one: Dose, other: Dose) -> Measure | None:
    """The measure in which two doses can be compared, or None."""
    for measure in ("day", "dose", "course"):
        if measured(one, measure) and measured(other, measure):
            return measure
    return None


def times(dose: Dose) -> Range | None:
    """How often a day the dose is given, or None."""
    if dose.times_per_day_min is None or dose.times_per_day_max is None or dose.times_per_day_max > MOST_TIMES:
        return None
    return Range(_monthly(dose.times_per_day_min), _monthly(dose.times_per_day_max))


def _monthly(often: float) -> float:
    """Every four weeks and once a month are one interval."""
    return 1 / _DAYS["month"] if 1 / 31.5 < often < 1 / 27.5 else often


def near(one: float, other: float) -> bool:
    """Whether two amounts are one."""
    return one <= other * SLACK and other <= one * SLACK


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


def words(dose: Dose) -> str:
    """A dose in a few words, for the sentence that says why.

    >>> words(Dose(start=0, end=0, quote="", amount_min=5, amount_max=10, unit="mg", basis="dose",
    ...            times_per_day_min=2, times_per_day_max=2))
    '5-10 mg twice a day'
    """
    low, high = dose.amount_min, dose.amount_max
    if low is None or high is None:
        amount = f"up to {_number(high)}" if high is not None else f"at least {_number(low or 0)}"
    else:
        amount = _number(high) if low == high else f"{_number(low)}-{_number(high)}"
    text = f"{amount} {dose.unit}{'/' + dose.per if dose.per else ''}"
    if dose.basis in ("day", "week", "month", "course"):
        text += f" a {dose.basis}"
    often = times(dose)
    if often is None or dose.basis == "day":
        return text
    return f"{text} {how_often(often.low, often.high)}"


def _number(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")
