"""Amounts in exact arithmetic: no sum of doses is off by a rounding error."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from monograph.claims import words
from monograph.names.units import unit

MEASURED = frozenset({"mass", "international units", "units", "amount of substance", "equivalents"})
"""Dimensions that measure a substance itself; a tablet or a millilitre holds some of it."""


class Quantity(NamedTuple):
    """An amount in the first unit of its dimension ("mass": mg); an unknown unit is its own dimension."""

    value: Fraction
    dimension: str


def quantity(amount: Fraction, name: str) -> Quantity:
    """An amount with its unit.

    >>> quantity(Fraction("0.5"), "g")
    Quantity(value=Fraction(500, 1), dimension='mass')
    """
    known = unit(name)
    return Quantity(amount * factor(name), known.dimension if known else name.lower())


def converted(amount: Quantity, times: Fraction) -> Quantity:
    """A quantity so many times over.

    >>> converted(quantity(Fraction(5), "mg"), Fraction(60)).value
    Fraction(300, 1)
    """
    return Quantity(amount.value * times, amount.dimension)


def factor(name: str) -> Fraction:
    """How many of the first unit of its dimension one is, exactly."""
    known = unit(name)
    return Fraction(repr(known.factor)) if known else Fraction(1)


def in_words(amount: Quantity, name: str) -> str:
    """A quantity in a unit, as people write it.

    >>> in_words(quantity(Fraction(7500), "mg"), "g")
    '7.5 g'
    """
    return f"{number(amount.value / factor(name))} {name}"


def number(value: Fraction) -> str:
    """A number as people write it: exact where it has few decimals, else to four of them.

    >>> number(Fraction(1, 4)), number(Fraction(100000)), number(Fraction(10, 3))
    ('0.25', '100,000', '3.3333')
    """
    return words.number(round(float(value), 4))
