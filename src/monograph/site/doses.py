"""Doses in plain words: "5 to 30 g a day", "500 mg twice a day"."""

from __future__ import annotations

from monograph.claims.records import Dose
from monograph.claims.words import how_often, measured, population
from monograph.tables import read_table

ROUTES = {row["route"]: row["words"] for row in read_table("monograph.site", "routes")}
_BASIS = {"day": " a day", "dose": " a dose", "week": " a week", "month": " a month", "course": " a course"}
_COUNTED = {"tablet", "capsule", "drop", "spray", "puff", "application", "sachet", "dose", "suppository", "patch"}
_PLURALS = {"suppository": "suppositories", "patch": "patches"}


def number(value: float) -> str:
    """A number as people write it: no needless decimals, commas from ten thousand on.

    >>> number(0.5), number(30.0), number(600000.0)
    ('0.5', '30', '600,000')
    """
    if value == int(value):
        return f"{int(value):,}" if value >= 10_000 else str(int(value))
    return f"{value:.6g}"


def between(low: float | None, high: float | None) -> str:
    """A range of numbers, "" where neither end is stated.

    >>> between(5, 30), between(None, 30), between(2, 2)
    ('5 to 30', 'up to 30', '2')
    """
    if low is None:
        return "" if high is None else f"up to {number(high)}"
    if high is None:
        return f"from {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def amount(dose: Dose) -> str:
    """The amount with its unit: "5 to 30 g", "2 tablets", "10 mg/kg"."""
    low, high, unit = dose.amount_min, dose.amount_max, dose.unit
    limit = low is None and high is not None and dose.role in ("maximum", "unsafe-above")
    numbers = number(high or 0) if limit else between(low, high)
    if unit in _COUNTED and (high or low) != 1:
        unit = _PLURALS.get(unit, unit + "s")
    space = "" if unit == "%" else "\N{NO-BREAK SPACE}"
    return f"{numbers}{space}{unit}" + (f"/{dose.per}" if dose.per else "")


def dose_words(dose: Dose) -> str:
    """The whole dose in a line, only from what the claim states."""
    low, high = dose.times_per_day_min, dose.times_per_day_max
    if dose.basis == "day" and (high or low or 0) > 1:
        return f"{amount(dose)} a day, in {between(low, high)} doses"
    if dose.basis in ("dose", "unclear") and (often := how_often(low, high)):
        return f"{amount(dose)}{',' if often[0].isdigit() else ''} {often}"
    return amount(dose) + _BASIS.get(dose.basis, "")


def persons(dose: Dose, besides: str | None = None) -> str:
    """Population, age, weight, clearance and body surface in a line; not the population that goes without saying."""
    parts = [one for one in (population(dose), measured(dose)) if one and one != besides]
    if dose.age_min is not None or dose.age_max is not None:
        parts.append(f"{between(dose.age_min, dose.age_max)} years")
    if dose.weight_min is not None or dose.weight_max is not None:
        parts.append(f"{between(dose.weight_min, dose.weight_max)}\N{NO-BREAK SPACE}kg")
    return ", ".join(parts)


def for_whom(dose: Dose, besides: str | None = None) -> str:
    """Whom, by which route and for what a dose is, in a line; not the population that goes without saying."""
    parts = [persons(dose, besides)]
    if dose.route:
        parts.append(ROUTES.get(dose.route, dose.route))
    if dose.indication:
        parts.append(
            dose.indication if dose.indication.startswith(("for ", "as ", "in ")) else f"for {dose.indication}"
        )
    return ", ".join(part for part in parts if part)
