"""How often: frequencies put together from tokens ("two to three times daily", "every 4-6 hours")."""

from __future__ import annotations

from typing import NamedTuple

from monograph.claims.posology.bounds import adjoins, is_one_of, is_sort, quantity_at
from monograph.claims.posology.tokens import Often, Sort, Token
from monograph.claims.records import Basis

LISTED = 40
"""Alternatives and days are listed in no more tokens."""
PERIODS = {"day": 1.0, "week": 7.0, "month": 30.0}


class Frequency(NamedTuple):
    """Times a day, at least and at most (None where only divided doses are spoken of).

    ``divided`` says that the amount is a day's total; ``clock`` that only a time of day told it; ``cycle`` that it
    counts the days of a cycle.
    """

    low: float | None
    high: float | None
    basis: Basis = "dose"
    divided: bool = False
    clock: bool = False
    cycle: bool = False


def times(value: float) -> float:
    """Times a day as claims hold them: four decimals."""
    return round(value, 4)


def frequency_at(tokens: list[Token], index: int) -> tuple[Token, int] | None:
    """The frequency that starts at ``index`` and the index after it, if one does."""
    sort = tokens[index].sort
    at = index
    if sort is Sort.ROLE and tokens[index].value.name == "maximum":
        at, sort = index + 1, tokens[index + 1].sort if index + 1 < len(tokens) else sort
    if sort in (Sort.NUMBER, Sort.ONCE, Sort.BETWEEN, Sort.FROM):
        found = _counted(tokens, at) or (_spaced(tokens, at) or _portions(tokens, at) if at == index else None)
        if found is not None and at > index:
            found = found[0]._replace(low=None), found[1]  # "up to four times a day"
    elif at > index:
        found = None
    elif sort is Sort.EVERY:
        found = _interval(tokens, index)
    elif sort is Sort.OFTEN or (sort is Sort.TOTAL and tokens[index].value == "dose"):
        found = _undivided(tokens, index) or (_fixed(tokens, index) if sort is Sort.OFTEN else None)
    elif sort is Sort.DIVIDED:
        found = _divided(tokens, index)
    elif sort is Sort.TIME:
        found = _days_of_cycle(tokens, index)
    else:
        found = None
    if found is None:
        return None
    frequency, after = found
    first, last = tokens[index], tokens[after - 1]
    return Token(Sort.FREQUENCY, frequency, first.start, last.end, first.first, last.last), after


def _fixed(tokens: list[Token], index: int) -> tuple[Frequency, int]:
    """A fixed phrase, or two that are alternatives ("bid or tid", "once daily or twice daily")."""
    one: Often = tokens[index].value
    after = index + 1
    if (
        is_one_of(tokens, after, Sort.OR, Sort.RANGE)
        and is_sort(tokens, after + 1, Sort.OFTEN)
        and adjoins(tokens, after)
    ):
        other: Often = tokens[after + 1].value
        if not one.clock and not other.clock and adjoins(tokens, after + 1):
            low, high = sorted((one.times, other.times))
            return Frequency(times(low), times(high)), after + 2
    return Frequency(times(one.times), times(one.times), clock=one.clock), after


def _undivided(tokens: list[Token], index: int) -> tuple[Frequency, int] | None:
    """A day's total taken at once or in parts: "as a single dose or divided into two doses"."""
    at = index + 1
    if not is_sort(tokens, at, Sort.OR) or not adjoins(tokens, at):
        return None
    at += 1
    if is_sort(tokens, at, Sort.DIVIDED):
        parts, after = _divided(tokens, at)
    elif is_sort(tokens, at, Sort.NUMBER) and (found := _portions(tokens, at)):
        parts, after = found
    else:
        return None
    return Frequency(1.0, parts.high, "day", divided=True) if parts.high else parts, after


def _counted(tokens: list[Token], index: int) -> tuple[Frequency, int] | None:
    """So many times in a period: "three times a day", "two or three times weekly", "once or twice daily"."""
    low = high = 0.0
    at, counted = index, False
    while at < min(len(tokens), index + LISTED):
        if tokens[at].sort is Sort.ONCE:
            value, at, counted = tokens[at].value, at + 1, True
        elif tokens[at].sort is Sort.OFTEN and counted and tokens[at].value.times >= 1:
            return Frequency(low, max(high, tokens[at].value.times)), at + 1
        elif quantity := quantity_at(tokens, at):
            value, at = quantity.high, quantity.after
            low = low or quantity.low
            if is_sort(tokens, at, Sort.COUNT) and adjoins(tokens, at):
                at, counted = at + 1, True
        else:
            return None
        low, high = low or value, max(high, value)
        if not is_one_of(tokens, at, Sort.OR, Sort.RANGE) or not adjoins(tokens, at):
            break
        at += 1
    return _in_period(tokens, at, low, high) if counted else None


def _in_period(tokens: list[Token], at: int, low: float, high: float) -> tuple[Frequency, int] | None:
    """A count, and the period that follows it."""
    if not adjoins(tokens, at, 1):
        return None
    token = tokens[at]
    if token.sort is Sort.TOTAL and token.value in PERIODS:
        days = PERIODS[token.value]
    elif token.sort is Sort.OFTEN and not token.value.clock:
        days = 1 / token.value.times
    else:
        return None
    return Frequency(times(low / days), times(high / days)), at + 1


def _interval(tokens: list[Token], index: int) -> tuple[Frequency, int] | None:
    """Every so many hours, days, weeks or months; both ends may have a unit ("every 30 minutes to 1 hour")."""
    at = index + 1
    quantity = quantity_at(tokens, at)
    if quantity is None or quantity.low <= 0 or quantity.high <= 0 or not adjoins(tokens, at, 1):
        return None
    low, high, at = quantity.low, quantity.high, quantity.after
    if is_sort(tokens, at, Sort.OR) and is_sort(tokens, at + 1, Sort.NUMBER):
        high, at = tokens[at + 1].value, at + 2
    if not is_sort(tokens, at, Sort.TIME) or not adjoins(tokens, at, 1):
        return None
    unit = tokens[at].value
    at += 1
    if is_one_of(tokens, at, Sort.RANGE, Sort.OR) and is_sort(tokens, at + 1, Sort.NUMBER) and adjoins(tokens, at):
        second = quantity_at(tokens, at + 1)
        if (
            second is not None
            and second.high > 0
            and is_sort(tokens, second.after, Sort.TIME)
            and adjoins(tokens, second.after)
        ):
            return _apart(low * unit, second.high * tokens[second.after].value), second.after + 1
    return _apart(low * unit, high * unit), at


def _spaced(tokens: list[Token], index: int) -> tuple[Frequency, int] | None:
    """Time between doses as an interval: "at 4 to 6 hour intervals"; beside a change, days are between steps."""
    quantity = quantity_at(tokens, index)
    at = quantity.after if quantity is not None else 0
    if quantity is None or quantity.low <= 0 or not is_sort(tokens, at, Sort.TIME):
        return None
    if tokens[at].value >= 1 and any(_is_change(t) for t in tokens[:index]):
        return None
    if not is_sort(tokens, at + 1, Sort.INTERVAL) or not adjoins(tokens, at + 1):
        return None
    return _apart(quantity.low * tokens[at].value, quantity.high * tokens[at].value), at + 2


def _is_change(token: Token) -> bool:
    return token.sort in (Sort.CHANGE, Sort.BY) or (token.sort is Sort.ROLE and bool(token.value.step))


def _apart(shortest: float, longest: float) -> Frequency:
    """The frequency of doses so many days apart."""
    return Frequency(times(1 / longest), times(1 / shortest))


def _divided(tokens: list[Token], index: int) -> tuple[Frequency, int]:
    """Doses that a day's total is divided into: "divided into 2-4 doses", "divided into two 50 mg doses"."""
    at, most = index + 1, False
    if is_sort(tokens, at, Sort.ROLE) and tokens[at].value.name == "maximum":
        at, most = at + 1, True  # "divided into up to three doses"
    least = is_sort(tokens, at, Sort.ABOVE)  # "divided into at least four doses"
    at += least
    quantity = quantity_at(tokens, at) if adjoins(tokens, at, 2) else None
    if quantity is None:
        return _divided_by_interval(tokens, index) or (Frequency(None, None, "day", divided=True), index + 1)
    low, high, at = quantity.low, quantity.high, quantity.after
    if is_sort(tokens, at, Sort.OR) and is_sort(tokens, at + 1, Sort.NUMBER):
        high, at = tokens[at + 1].value, at + 2
    ahead = at
    while ahead < min(at + 3, len(tokens)) and not _is_dose(tokens, ahead):
        ahead += 1
    if ahead < len(tokens) and _is_dose(tokens, ahead) and tokens[ahead].first - tokens[at - 1].last <= 3:
        low = 1.0 if tokens[index].value else low  # "possibly divided into two doses"
        return Frequency(None if most else low, None if least else high, "day", divided=True), ahead + 1
    return _divided_by_interval(tokens, index) or (Frequency(None, None, "day", divided=True), index + 1)


def _divided_by_interval(tokens: list[Token], index: int) -> tuple[Frequency, int] | None:
    """A day's total divided by when its parts are given: "divided into doses given every 6 hours", "in divided doses 3
    times a day"."""
    at = index + 1
    while is_one_of(tokens, at, Sort.UNIT, Sort.GIVEN, Sort.AND) and adjoins(tokens, at, 2):
        at += 1
    if not adjoins(tokens, at, 2) or not is_one_of(tokens, at, Sort.EVERY, Sort.OFTEN, Sort.NUMBER):
        return None
    read = {Sort.EVERY: _interval, Sort.OFTEN: _fixed, Sort.NUMBER: _counted}
    found = read[tokens[at].sort](tokens, at)
    return (found[0]._replace(basis="day", divided=True), found[1]) if found is not None else None


def _portions(tokens: list[Token], index: int) -> tuple[Frequency, int] | None:
    """A number of divided doses: "in 2 to 4 divided doses"."""
    quantity = quantity_at(tokens, index)
    if quantity is None:
        return None
    low, high, at = quantity.low, quantity.high, quantity.after
    if is_sort(tokens, at, Sort.OR) and is_sort(tokens, at + 1, Sort.NUMBER):
        high, at = tokens[at + 1].value, at + 2
    if is_sort(tokens, at, Sort.FILLER):
        at += 1
    if is_sort(tokens, at, Sort.DIVIDED) and adjoins(tokens, at):
        return Frequency(low, high, "day", divided=True), at + 1
    return None


def _is_dose(tokens: list[Token], index: int) -> bool:
    return tokens[index].sort is Sort.UNIT and tokens[index].value.name == "dose"


def _days_of_cycle(tokens: list[Token], index: int) -> tuple[Frequency, int] | None:
    """Named days of a cycle: "days 1, 8 and 15 of a 28-day cycle" is three times in 28 days."""
    count, at = 0.0, index + 1
    while at < index + LISTED and (quantity := quantity_at(tokens, at)) is not None:
        count += max(quantity.high - quantity.low, 0) + 1
        at = linked = quantity.after
        while at < len(tokens) and (tokens[at].sort in (Sort.AND, Sort.OR) or tokens[at].value == ","):
            at += 1
        if at == linked:
            break
    ahead = at + is_one_of(tokens, at, Sort.EVERY, Sort.PER)
    if tokens[index].value != 1 or not is_sort(tokens, ahead, Sort.NUMBER):
        return None
    length, ahead = tokens[ahead].value, ahead + 1
    if not is_sort(tokens, ahead, Sort.TIME) or not is_sort(tokens, ahead + 1, Sort.CYCLE):
        return None
    days = length * tokens[ahead].value
    return (Frequency(times(count / days), times(count / days), cycle=True), ahead + 2) if days else None


def first_day_of_cycle(tokens: list[Token], index: int) -> tuple[list[Token], int] | None:
    """How often what is given "on day 1 of each 21-day cycle" is, which is not where treatment starts; nothing where
    the cycle has no length ("on day 1 of each cycle")."""
    at = index + 1
    named = is_one_of(tokens, at, Sort.EVERY, Sort.PER)
    at += named
    if named and is_sort(tokens, at, Sort.CYCLE):
        return [], at + 1
    if (
        not is_sort(tokens, at, Sort.NUMBER)
        or not is_sort(tokens, at + 1, Sort.TIME)
        or not is_sort(tokens, at + 2, Sort.CYCLE)
    ):
        return None
    first, last, days = tokens[index], tokens[at + 2], tokens[at].value * tokens[at + 1].value
    if days < 1 or tokens[at].first - first.last > 2 + named:
        return None
    often = Frequency(times(1 / days), times(1 / days), cycle=True)
    return [Token(Sort.FREQUENCY, often, first.start, last.end, first.first, last.last)], at + 3
