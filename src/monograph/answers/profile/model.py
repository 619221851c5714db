"""A profile: what is known of a person. What is not known is None and is never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

import msgspec

Liver = Literal["normal", "mild", "moderate", "severe"]
Function = Literal["normal", "mild", "moderate", "severe", "dialysis"]
"""How well an organ works: its impairment in the words of labels; of kidneys also "dialysis"."""
CLEARANCE: dict[Function, tuple[float, float]] = {
    "dialysis": (0, 15), "severe": (15, 30), "moderate": (30, 60), "mild": (60, 90),
}  # fmt: skip
"""From and below how many mL/min impaired kidneys work, by the words of labels; below 15 as for dialysis."""
Sex = Literal["female", "male"]
Positive = Annotated[float, msgspec.Meta(gt=0)]


class Ingredient(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A substance in a product and how much of it one unit (a tablet) holds, where that is known."""

    name: str
    amount: Decimal | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        _refuse_none("amount", self.amount)


class Medicine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A medicine as a person takes it: ``amount`` of ``unit`` each time, ``times_per_day`` (0.5: every other day).

    ``ingredients`` are known of products (brands, combinations); without them ``name`` says what it is.
    """

    name: str
    amount: Decimal | None = None
    unit: str = ""
    times_per_day: Decimal | None = None
    ingredients: tuple[Ingredient, ...] = ()

    def __post_init__(self) -> None:
        _refuse_none("amount", self.amount)
        _refuse_none("times_per_day", self.times_per_day)


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is known of a person: ``age`` in years, ``weight`` in kg, allergies and conditions in plain words."""

    age: Annotated[float, msgspec.Meta(ge=0, le=130)] | None = None
    weight: Positive | None = None
    sex: Sex | None = None
    pregnant: bool | None = None
    breastfeeding: bool | None = None
    kidney: Function | None = None
    liver: Liver | None = None
    conditions: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    medicines: tuple[Medicine, ...] = ()


def _refuse_none(name: str, value: Decimal | None) -> None:
    if value is not None and not (value.is_finite() and value > 0):
        raise ValueError(f"`{name}` must be above 0")
