"""Units of amounts under all their spellings: what they measure, how they convert, their UCUM codes."""

from __future__ import annotations

from functools import cache

import msgspec

from monograph.tables import read_table


class Unit(msgspec.Struct, frozen=True):
    """A unit as claims name it ("mcg"). ``factor`` counts in the first unit of its ``dimension``.

    A ``counted`` unit is a thing ("tablet", "puff"), of which a ``piece`` holds what is told of one ("a 50 mg tablet");
    ``route`` is the one that such a thing tells, "" where it tells none ("drop").
    """

    name: str
    dimension: str
    factor: float
    ucum: str
    counted: bool = False
    piece: bool = False
    route: str = ""


@cache
def unit_words() -> dict[str, Unit]:
    """Every spelling of every unit, singular and plural, in lower case."""
    words: dict[str, Unit] = {}
    for row in read_table("monograph.names", "units"):
        counted, piece = row["thing"] != "", row["thing"] == "piece"
        unit = Unit(row["unit"], row["dimension"], float(row["factor"]), row["ucum"], counted, piece, row["route"])
        spellings = [row["unit"].lower(), *filter(None, row["words"].split("|"))]
        words |= {form: unit for word in spellings for form in (word, plural(word))}
    return words


def unit(word: str) -> Unit | None:
    """The unit that a word names in any spelling, or None.

    >>> unit("micrograms").ucum
    'ug'
    """
    return unit_words().get(word.lower())


def convert(amount: float, source: str, target: str) -> float | None:
    """An amount in another unit, or None where the two do not measure the same.

    >>> convert(0.5, "g", "mg")
    500.0
    >>> convert(5, "mL", "mg") is None
    True
    """
    one, other = unit(source), unit(target)
    if one is None or other is None or one.dimension != other.dimension:
        return None
    return amount * one.factor / other.factor


def plural(word: str) -> str:
    """The regular plural; a sign or a single letter has none ("us" is a word, "ls" is not).

    >>> plural("suppository"), plural("patch"), plural("IU")
    ('suppositories', 'patches', 'IUs')
    """
    if len(word) == 1 or word.endswith("s"):
        return word
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh")) else "s")
