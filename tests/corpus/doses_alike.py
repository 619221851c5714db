"""When a dose that the program read is the one that a person read: by the keys of CLAIMS.md, within rounding."""

from __future__ import annotations

from typing import Any

FREQUENCY = ("times_per_day_min", "times_per_day_max")
EVERYTHING = (*FREQUENCY, "route", "population", "age_min", "age_max", "weight_min", "weight_max", "role")

Record = dict[str, Any]


def agreed(gold: list[Record], read: list[Record], keys: tuple[str, ...]) -> list[tuple[Record, Record]]:
    """The doses that both read, each once; ``open`` in a person's dose names keys that may be anything."""
    left, pairs = list(read), []
    for dose in gold:
        partner = next((other for other in left if alike(dose, other, keys)), None)
        if partner is not None:
            left.remove(partner)
            pairs.append((dose, partner))
    return pairs


def alike(one: Record, other: Record, keys: tuple[str, ...]) -> bool:
    bases = {one["basis"], other["basis"]}
    asked = [key for key in keys if key not in one.get("open", ())]
    return (
        amounts(one) == amounts(other)
        and (not keys or len(bases) == 1 or "unclear" in bases)
        and all(same(one.get(key), other.get(key)) for key in asked)
    )


def amounts(dose: Record) -> tuple[Any, ...]:
    low, high = dose.get("amount_min"), dose.get("amount_max")
    return (None if low == high else low, high, dose["unit"], dose.get("per"))


def same(one: object, other: object) -> bool:
    if isinstance(one, dict) or isinstance(other, dict):
        return bands(one) == bands(other)
    both = isinstance(one, float | int) and isinstance(other, float | int)
    return one == other or (both and abs(one - other) < 0.02 * max(one, 0.01))  # type: ignore[operator,type-var]


def bands(value: object) -> dict[str, tuple[object, ...]]:
    return {name: tuple(band) for name, band in value.items()} if isinstance(value, dict) else {}
