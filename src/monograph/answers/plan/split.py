"""A day's amount in doses: exact, in whole products where a strength is given, never more than was asked for."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from monograph.answers.amounts import number
from monograph.answers.plan.model import RefusalError
from monograph.names.units import Unit, unit

LARGEST_LOSS = Fraction(1, 10)
"""The part of a day's amount that rounding to whole products may take away."""
FINEST = Fraction(1, 100)
_AMOUNT = re.compile(r"\s*(\d+(?:[.,]\d+)*)\s*([^\W\d][^\d/]*?)\s*(?:/\s*(kg))?\s*(?:(?:a|per) day|/day|/d|daily)?\s*")
_STEP = re.compile(r"(.+?)(?:\s+for\s+(\d{1,3})\s+days?)?\s*")


class Written(NamedTuple):
    """An amount as a person wrote it: a number and its unit; ``per_kg`` where it is for each kilogram."""

    amount: Fraction
    unit: Unit
    per_kg: bool


def read_amount(text: str) -> Written:
    """The amount that a person wrote.

    Raises ``ValueError`` where it is none.

    >>> read_amount("2.5g").amount, read_amount("10 mg/kg a day").per_kg
    (Fraction(5, 2), True)
    """
    match = _AMOUNT.fullmatch(text.lower())
    known = unit(match[2].strip()) if match else None
    if match is None or known is None:
        raise ValueError(f"“{text}” is no amount: write a number and a unit, as in “15 g” or “10 mg/kg”")
    amount = Fraction(match[1].replace(",", ""))
    if amount <= 0:
        raise ValueError(f"“{text}” must be above 0")
    return Written(amount, known, match[3] is not None)


def read_step(text: str) -> tuple[str, int | None]:
    """The amount of a step and its days; the last step may have none and lasts to the end.

    >>> read_step("5 g a day for 3 days"), read_step("10 g")
    (('5 g a day', 3), ('10 g', None))
    """
    match = _STEP.fullmatch(text.strip())
    if match is None or (match[2] and int(match[2]) == 0):
        raise ValueError(f"“{text}” is no step: write “5 g for 3 days”")
    return match[1], int(match[2]) if match[2] else None


def split(daily: Fraction, times: int, strength: Fraction | None, unit_name: str) -> tuple[list[Fraction], str]:
    """The doses of a day, the larger first, and the line of arithmetic that shows it.

    With a strength only whole products are given, and never more than the amount asked for.

    >>> split(Fraction(15), 3, Fraction(5), "g")
    ([Fraction(5, 1), Fraction(5, 1), Fraction(5, 1)], '15 g ÷ 5 g = 3 products a day: 1 + 1 + 1')
    >>> split(Fraction(10), 3, None, "g")[1]
    '10 g ÷ 3 = 3.34 g + 3.33 g + 3.33 g'
    """
    if strength is None:
        grain = _grain(daily, times)
        doses = _shares(int(daily / grain), times, grain)
        shown = f"{number(doses[0])} {unit_name}"
        if len(set(doses)) > 1:
            shown = " + ".join(f"{number(dose)} {unit_name}" for dose in doses)
        return doses, f"{number(daily)} {unit_name} ÷ {times} = {shown}"
    products = int(daily / strength)
    if products < times or (daily - products * strength) / daily > LARGEST_LOSS:
        raise RefusalError(
            f"{number(daily)} {unit_name} a day cannot be given in {times} doses of whole products of"
            f" {number(strength)} {unit_name}"
        )
    doses = _shares(products, times, strength)
    line = (
        f"{number(daily)} {unit_name} ÷ {number(strength)} {unit_name} = {number(daily / strength)} products a day: "
        + " + ".join(str(int(dose / strength)) for dose in doses)
    )
    given = products * strength
    return doses, line if given == daily else f"{line} (rounded down to {number(given)} {unit_name})"


def _shares(grains: int, times: int, grain: Fraction) -> list[Fraction]:
    each, more = divmod(grains, times)
    return [(each + (place < more)) * grain for place in range(times)]


def _grain(daily: Fraction, times: int) -> Fraction:
    """The finest part that a day's amount is divided in: what makes equal doses, if that has few decimals."""
    each = daily / times
    if (each * 1000).denominator == 1:
        return each
    grain = FINEST
    while (daily / grain).denominator != 1 or daily / grain < 100 * times:
        grain /= 10
    return grain
