"""Whom a number bounds: ages in years and body weights in kilograms, put together from tokens."""

from __future__ import annotations

from typing import NamedTuple

from monograph.claims.posology.tokens import Sort, Token
from monograph.text.record import Record

OLDEST = 120
YEAR, MONTH = 365.0, 30.0
LATER = frozenset({Sort.FOR, Sort.AFTER, Sort.EVERY, Sort.PER, Sort.BY})
"""What makes a number of months or years a time, not an age ("for 2 years")."""


class Bound(NamedTuple):
    """A range of ages (years) or weights (kg), open where an end is None."""

    low: float | None
    high: float | None


class Quantity(Record):
    """One number or a range of two, and the index of the token after it."""

    low: float
    high: float
    after: int


def adjoins(tokens: list[Token], index: int, words: int = 0) -> bool:
    """Whether a token follows the one before it with at most ``words`` words between."""
    return 0 < index < len(tokens) and tokens[index].first - tokens[index - 1].last <= words


def is_sort(tokens: list[Token], index: int, sort: Sort) -> bool:
    """Whether there is a token at ``index`` and it is of this sort."""
    return 0 <= index < len(tokens) and tokens[index].sort is sort


def is_one_of(tokens: list[Token], index: int, *sorts: Sort) -> bool:
    """Whether there is a token at ``index`` and it is of one of these sorts."""
    return 0 <= index < len(tokens) and tokens[index].sort in sorts


def number_at(tokens: list[Token], index: int) -> tuple[float, int]:
    """The number that starts at ``index`` with its multiplier or fraction, and the index after it."""
    value = tokens[index].value
    after = index + 1
    if is_sort(tokens, after, Sort.MULTIPLIER) and adjoins(tokens, after):
        return value * tokens[after].value, after + 1
    if (
        value in (1, 2, 3)
        and is_sort(tokens, after, Sort.SIGN)
        and tokens[after].value == "/"
        and is_sort(tokens, after + 1, Sort.NUMBER)
        and tokens[after + 1].value in (2, 3, 4)
        and tokens[after + 1].start - tokens[index].end == 1
    ):
        return value / tokens[after + 1].value, after + 2
    if is_sort(tokens, after, Sort.NUMBER) and tokens[after].value < 1 and tokens[after].end - tokens[after].start == 1:
        return value + tokens[after].value, after + 1  # "1½"
    return value, after


def quantity_at(tokens: list[Token], index: int) -> Quantity | None:
    """A number or a range of numbers that starts at ``index`` ("4", "4-6", "4 to 6", "between 4 and 6")."""
    between = is_sort(tokens, index, Sort.BETWEEN)
    if between or is_sort(tokens, index, Sort.FROM):
        index += 1
    if not is_sort(tokens, index, Sort.NUMBER):
        return None
    low, after = number_at(tokens, index)
    if is_sort(tokens, after, Sort.DEVIATION) and adjoins(tokens, after) and is_sort(tokens, after + 1, Sort.NUMBER):
        return Quantity(low, low, number_at(tokens, after + 1)[1])  # "a mean dose of 16 ± 9 mL"
    link = is_sort(tokens, after, Sort.RANGE) or (between and is_sort(tokens, after, Sort.AND))
    if link and adjoins(tokens, after) and is_sort(tokens, after + 1, Sort.NUMBER) and adjoins(tokens, after + 1):
        high, after = number_at(tokens, after + 1)
        if is_sort(tokens, after - 1, Sort.MULTIPLIER) and low < high / tokens[after - 1].value * 10:
            low = low * tokens[after - 1].value if low < tokens[after - 1].value else low
        return Quantity(low, high, after)
    return Quantity(low, low, after)


def age_at(tokens: list[Token], index: int, in_label: bool) -> tuple[Token, int] | None:
    """The age that starts at ``index``, if one does; ``in_label`` where a label or the start of a block is read."""
    at, side = index, None
    aged = is_sort(tokens, at, Sort.AGED)
    at += aged
    if is_one_of(tokens, at, Sort.ABOVE, Sort.BELOW):
        side = tokens[at].sort
        at += 1
    elif is_sort(tokens, at, Sort.ROLE) and tokens[at].value.name == "maximum":
        side, at = Sort.BELOW, at + 1  # "adolescents up to 14 years"
    quantity = quantity_at(tokens, at)
    if quantity is None or quantity.high > OLDEST or (at > index and not adjoins(tokens, at, 1)):
        return None
    low, high, after = quantity.low, quantity.high, quantity.after
    years, after, unit = _in_years(tokens, after, low, high)
    if side is None and unit and is_sort(tokens, at, Sort.FROM) and years.low == years.high:
        side = Sort.ABOVE  # "from 2 years of age"
    at = after
    old = is_sort(tokens, at, Sort.OLD) and adjoins(tokens, at)
    at += old
    ends = is_one_of(tokens, at, Sort.UPWARD, Sort.DOWNWARD) and adjoins(tokens, at)
    if unit == 0.0 and not (old or ends) and is_one_of(tokens, at, Sort.UNIT, Sort.AREA):
        return None
    if ends and side is None:  # "under two years of age and older adults" are two kinds of person
        side = Sort.ABOVE if tokens[at].sort is Sort.UPWARD else Sort.BELOW
        at += 1
    if not _is_age(tokens, index, aged or old, side is not None, ends, unit, in_label):
        return None
    bound = _sided(years, side)
    bound, at = _upper_end(tokens, at, bound, low if unit == 0.0 else None)
    return Token(Sort.AGE, bound, tokens[index].start, tokens[at - 1].end, tokens[index].first, tokens[at - 1].last), at


def _in_years(tokens: list[Token], at: int, low: float, high: float) -> tuple[Bound, int, float]:
    """The range in years; a second number may have a unit of its own ("6 months to 5 years")."""
    unit = 0.0
    if is_sort(tokens, at, Sort.TIME) and adjoins(tokens, at):
        unit = tokens[at].value
        at += 1
        if (
            low == high
            and is_one_of(tokens, at, Sort.RANGE, Sort.AND)
            and is_sort(tokens, at + 1, Sort.NUMBER)
            and is_one_of(tokens, at + 2, Sort.TIME, Sort.OLD)
            and adjoins(tokens, at)
            and adjoins(tokens, at + 1)
        ):
            second = YEAR if tokens[at + 2].sort is Sort.OLD else tokens[at + 2].value  # "1 year to 17 years old"
            return Bound(_years(low, unit), _years(tokens[at + 1].value, second)), at + 3, unit
    return Bound(_years(low, unit or YEAR), _years(high, unit or YEAR)), at, unit


def _years(number: float, unit: float) -> float:
    months = {MONTH: 12.0, 7.0: 52.0}
    return round(number / months[unit], 2) if unit in months else round(number * unit / YEAR, 2)


def _is_age(
    tokens: list[Token], index: int, said: bool, bounded: bool, ends: bool, unit: float, in_label: bool
) -> bool:
    """Whether a number of that unit is an age: said so, beside a kind of person, or in a label."""
    before = index - 1
    while is_sort(tokens, before, Sort.SIGN) and tokens[before].value in "(,":
        before -= 1
    person = is_sort(tokens, before, Sort.POPULATION) and tokens[index].first - tokens[before].last <= 3
    if unit == 0.0 and person and tokens[before].value.name.endswith("impairment"):
        return False  # "eGFR ≥ 25 to <60 mL/min"
    since = index
    while is_one_of(tokens, since - 1, Sort.ABOVE, Sort.BELOW, Sort.RANGE) and adjoins(tokens, since, 1):
        since -= 1
    if is_one_of(tokens, since - 1, *LATER, Sort.ROLE) and adjoins(tokens, since, 1):
        return False  # "for 2 years", "up to 24 months"
    if is_sort(tokens, index, Sort.ROLE):
        return person and unit >= MONTH
    if unit == 0.0:
        ranged = is_sort(tokens, index + 1, Sort.RANGE)
        below = ranged and is_sort(tokens, index + 2, Sort.BELOW) and is_sort(tokens, index + 4, Sort.TIME)
        if below and tokens[index + 4].value >= MONTH:
            return person or in_label  # "children 6 to less than 17 years of age"
        return (said and not is_sort(tokens, index, Sort.NUMBER)) or (
            person and (said or bounded or (in_label and ranged))
        )
    if unit < 1:
        return False
    if unit == YEAR:
        return said or person or bounded or in_label or ends
    return said or person or (in_label and unit >= MONTH)


def _sided(years: Bound, side: Sort | None) -> Bound:
    if side is Sort.ABOVE:
        return Bound(years.low, None if years.low == years.high else years.high)
    if side is Sort.BELOW:
        return Bound(None if years.low == years.high else years.low, years.high)
    return years


def _upper_end(tokens: list[Token], at: int, bound: Bound, bare: float | None) -> tuple[Bound, int]:
    """The age with the second bound that may follow it ("2 years and older, but less than 17").

    A ``bare`` first number has the unit of the second ("4 to <6 months").
    """
    ahead = at
    while ahead < min(at + 3, len(tokens)) and (
        tokens[ahead].sort in (Sort.AND, Sort.RANGE, Sort.CONTRAST) or tokens[ahead].value == ","
    ):
        ahead += 1
    if bound.high not in (None, bound.low) or not is_sort(tokens, ahead, Sort.BELOW) or not adjoins(tokens, ahead, 1):
        return bound, at
    quantity = quantity_at(tokens, ahead + 1)
    if quantity is None or quantity.high > OLDEST or is_sort(tokens, quantity.after, Sort.UNIT):
        return bound, at
    years, at, unit = _in_years(tokens, quantity.after, quantity.low, quantity.high)
    if is_sort(tokens, at, Sort.OLD):
        at += 1
    return Bound(_years(bare, unit) if bare is not None and unit else bound.low, years.high), at


def weight_at(tokens: list[Token], index: int) -> tuple[Token, int] | None:
    """The body weight that starts at ``index``, if one does ("weighing 5-15 kg", "≤ 10 kg", "20 kg or more").

    One weight alone is that of an example ("a 70-kg patient"), no bound.
    """
    at, side = index, None
    weighing = is_sort(tokens, at, Sort.WEIGHING)
    at += weighing
    if is_one_of(tokens, at, Sort.ABOVE, Sort.BELOW):
        side = tokens[at].sort
        at += 1
    quantity = quantity_at(tokens, at)
    if quantity is not None and is_sort(tokens, quantity.after, Sort.RANGE) and side is None:
        below = quantity_at(tokens, quantity.after + 2)  # "17 to under 30 kg"
        if is_sort(tokens, quantity.after + 1, Sort.BELOW) and below and _is_kilogram(tokens, below.after):
            return _weight(tokens, index, Bound(quantity.low, below.high), below.after + 1)
    if quantity is None or not _is_kilogram(tokens, quantity.after):
        return None
    low, high, at = quantity.low, quantity.high, _after_pounds(tokens, quantity.after + 1)
    ahead = first = at + is_sort(tokens, at, Sort.UPWARD)  # "25 kg or above and below 50 kg"
    while ahead < min(at + 3, len(tokens)) and _leads_to_end(tokens, ahead):
        ahead += 1
    second = quantity_at(tokens, ahead) if ahead > first else None
    if second is not None and low == high < second.high and _is_kilogram(tokens, second.after):
        return _weight(tokens, index, Bound(low, second.high), second.after + 1)
    if is_one_of(tokens, at, Sort.UPWARD, Sort.DOWNWARD) and adjoins(tokens, at):
        side = Sort.ABOVE if tokens[at].sort is Sort.UPWARD else Sort.BELOW
        at += 1
    if side is None and low == high and not weighing:
        return None
    return _weight(tokens, index, _sided(Bound(low, high), side), at)


_ENDING = frozenset({Sort.RANGE, Sort.AND, Sort.BELOW, Sort.DOWNWARD, Sort.CONTRAST})


def _leads_to_end(tokens: list[Token], at: int) -> bool:
    """Whether a token leads to the upper end of a range of weights ("more than 25 kg and up to 35 kg")."""
    token = tokens[at]
    limit = token.sort is Sort.ROLE and token.value.name == "maximum"
    up_to = token.sort is Sort.UPWARD and is_sort(tokens, at + 1, Sort.RANGE)
    return limit or up_to or token.sort in _ENDING


def _after_pounds(tokens: list[Token], at: int) -> int:
    """The index after a weight that is given again in parentheses ("15 kg (33 lbs) to less than 30 kg (66 lbs)")."""
    number = at + 1 + is_sort(tokens, at + 1, Sort.FILLER)
    closing = number + 1
    opened = is_sort(tokens, at, Sort.SIGN) and tokens[at].value == "(" and is_sort(tokens, number, Sort.NUMBER)
    closed = is_sort(tokens, closing, Sort.SIGN) and tokens[closing].value == ")"
    return closing + 1 if opened and closed and tokens[closing].first - tokens[number].last == 1 else at


def _weight(tokens: list[Token], index: int, bound: Bound, after: int) -> tuple[Token, int]:
    last = tokens[after - 1]
    return Token(Sort.WEIGHT, bound, tokens[index].start, last.end, tokens[index].first, last.last), after


def _is_kilogram(tokens: list[Token], index: int) -> bool:
    """Whether a weight's unit stands at ``index``: kg, and not the kg of "kg/m2"."""
    return (
        is_sort(tokens, index, Sort.UNIT)
        and tokens[index].value.name == "kg"
        and adjoins(tokens, index)
        and not (
            is_sort(tokens, index + 1, Sort.SIGN) and tokens[index + 1].value == "/" and adjoins(tokens, index + 1)
        )
    )
