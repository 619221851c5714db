"""Amounts: numbers with a unit, and what they are divided by, put together from tokens."""

from __future__ import annotations

import re

from monograph.claims.posology.bounds import Quantity, adjoins, is_one_of, is_sort, number_at, quantity_at
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.records import Basis
from monograph.names.units import Unit, convert
from monograph.text.record import Record

MOST_PIECES = 10
"""More pieces are not taken at once."""
_KIND = re.compile(r" (?!.*(?:placebo|inactive|inert) )[a-z][a-z -]* ")
_KIND_WORDS = 2
"""Words that tell which piece it is ("one film-coated tablet", "two yellow capsules")."""
RATES = {86_400: "second", 1_440: "min", 24: "hour"}
"""What claims call the time of a rate, by how many of it are a day."""
BASES: dict[float, Basis] = {1.0: "day", 7.0: "week", 30.0: "month"}
PERIODS = frozenset(BASES.values())
_SUBSTANCE = re.compile(r" (?:of (?:[a-z]+ ){0,2})?[a-z]+ ?")
_SUBSTANCE_LENGTH = 40
_CHANGED_WORDS = 4
"""Words between a change and what it starts from ("increase the onamine dosage from 160 mg to 240 mg")."""
LISTED = 12
"""No more amounts are listed before their unit; longer lists are no doses."""
SHORT = 0.9
"""Times of less than a day are rates, those of a day and more are what ``basis`` says."""


_DIVISORS = (Sort.TIME, Sort.AREA, Sort.UNIT, Sort.NUMBER, Sort.PLACE)


class Amount(Record):
    """A number or range with its unit. ``per`` and ``basis`` as in the claim; ``within`` is the unit of a
    concentration or strength ("mg/mL", "mg per tablet"), which no one takes.
    """

    low: float
    high: float
    unit: Unit
    per: str | None = None
    basis: Basis | None = None
    within: Unit | None = None

    def is_rate(self) -> bool:
        """Whether it is divided by a time within the day ("5 mg/kg/hour", "1 mL per 15 seconds")."""
        per = self.per
        return per is not None and any(word in per for word in RATES.values())


def amounts_at(tokens: list[Token], index: int, folded: str) -> tuple[list[Token], int] | None:
    """The amounts that start at ``index`` (several in "10, 20 or 40 mg") and the index after them, if any do."""
    quantities: list[tuple[Quantity, int]] = []
    at = index
    while len(quantities) < LISTED and (quantity := quantity_at(tokens, at)) is not None:
        quantities.append((quantity, at))
        at = quantity.after
        at += is_sort(tokens, at, Sort.FILLER) and is_sort(tokens, at + 1, Sort.UNIT)
        if is_sort(tokens, at, Sort.UNIT) and (adjoins(tokens, at, 0) or _is_kind(tokens, at, quantity, folded)):
            return _with_unit(tokens, quantities, at, folded)
        while at < len(tokens) and _lists(tokens[at], len(quantities)) and adjoins(tokens, at):
            at += 1
        if at == quantity.after or not adjoins(tokens, at):
            return None
    return None


def _is_kind(tokens: list[Token], at: int, quantity: Quantity, folded: str) -> bool:
    """Whether the unit at ``at`` is a piece of which words between tell the kind; its number agrees with theirs."""
    piece = tokens[at]
    if not piece.value.piece or not adjoins(tokens, at, _KIND_WORDS) or quantity.high > MOST_PIECES:
        return False
    several = folded.startswith("s", piece.end - 1)
    return several == (quantity.high > 1) and bool(_KIND.fullmatch(folded, tokens[at - 1].end, piece.start))


def _lists(token: Token, before: int) -> bool:
    """Whether a token parts numbers that share the unit after them ("10, 20 or 40 mg", "800/160 mg"); "and" does behind
    several (``before``) of them ("10, 20, and 40 mg")."""
    return (
        token.sort is Sort.OR
        or (token.sort is Sort.AND and before > 1)
        or (token.sort is Sort.SIGN and token.value in ",/")
    )


def _with_unit(
    tokens: list[Token], quantities: list[tuple[Quantity, int]], at: int, folded: str
) -> tuple[list[Token], int]:
    unit: Unit = tokens[at].value
    pair = len(quantities) == 2 and quantities[0][0].low == quantities[0][0].high
    if pair and unit.counted and quantities[0][0].low < quantities[1][0].high:
        low, high = quantities[0][0].low, quantities[1][0].high
        quantities = [(Quantity(low, high, at), quantities[0][1])]
    amounts = [Amount(quantity.low, quantity.high, unit) for quantity, _ in quantities]
    after = _divisors(tokens, at + 1, amounts[-1], folded)
    after = _other_end(tokens, after, amounts[-1], folded)
    lowered = is_sort(tokens, quantities[-1][1], Sort.FROM) and amounts[-1].low > amounts[-1].high
    if lowered or _changes(tokens, quantities[-1][1]):
        amounts[-1].low = amounts[-1].high  # "reduced from 300 mg to 200 mg" is a step to 200 mg
    found = []
    for amount, (quantity, first) in zip(amounts, quantities, strict=True):
        amount.per, amount.basis, amount.within = amounts[-1].per, amounts[-1].basis, amounts[-1].within
        last = tokens[after - 1] if amount is amounts[-1] else tokens[quantity.after - 1]
        head = tokens[first]
        found.append(Token(Sort.AMOUNT, amount, head.start, last.end, head.first, last.last))
    return found, after


def _changes(tokens: list[Token], index: int) -> bool:
    """Whether the range that starts at ``index`` is a change of dose ("increased from 5 mg to 10 mg")."""
    near = adjoins(tokens, index, _CHANGED_WORDS)
    before = tokens[index - 1] if index and is_sort(tokens, index, Sort.FROM) and near else None
    return before is not None and (
        before.sort is Sort.CHANGE or (before.sort is Sort.ROLE and before.value.use in ("step", "then", "down"))
    )


def _other_end(tokens: list[Token], at: int, amount: Amount, folded: str) -> int:
    """Reads the second end of a range that has its unit on both ends ("250 mg to 1 g", "between 5 mg and 10 mg").

    How often may stand at both ends as well ("25 mg BID to 100 mg BID"): it is read where it stands last.
    """
    first = at
    often = tokens[at].value if is_one_of(tokens, at, Sort.OFTEN, Sort.TOTAL) and adjoins(tokens, at) else None
    at += often is not None
    linked = is_sort(tokens, at, Sort.RANGE) or (is_sort(tokens, at, Sort.AND) and _opened(tokens, at, Sort.BETWEEN))
    if not linked or not adjoins(tokens, at) or amount.low != amount.high or not is_sort(tokens, at + 1, Sort.NUMBER):
        return first
    high, after = number_at(tokens, at + 1)
    if not (is_sort(tokens, after, Sort.UNIT) and adjoins(tokens, after) and adjoins(tokens, at + 1)):
        return first
    other = Amount(high, high, tokens[after].value)
    end = _divisors(tokens, after + 1, other, folded)
    converted = convert(high, other.unit.name, amount.unit.name)
    if converted is None or (amount.per is not None and amount.per != other.per):
        return first
    if often is not None and (end >= len(tokens) or tokens[end].value != often):
        return first
    amount.high, amount.per, amount.within = converted, other.per, other.within
    amount.basis = other.basis or amount.basis
    return end


def _opened(tokens: list[Token], at: int, sort: Sort) -> bool:
    return any(token.sort is sort for token in tokens[max(at - 8, 0) : at])


def _divisors(tokens: list[Token], at: int, amount: Amount, folded: str) -> int:
    """Reads what an amount is divided by ("/kg/day", "per kilogram of body weight", "per 15 seconds")."""
    parts: list[str] = []
    at = _behind_equivalent(tokens, at)
    ahead = at
    while is_sort(tokens, ahead, Sort.FILLER):
        ahead += 1  # "3 mg of elemental iron per kg"
    if _of_substance(tokens, ahead, folded):
        at = _divisor(tokens, ahead, tokens[ahead].sort is Sort.SIGN, amount, parts, folded)
    while at < len(tokens):
        if tokens[at].sort is Sort.FILLER and adjoins(tokens, at, 1) and parts:
            at += 1
            continue
        if tokens[at].sort is Sort.AREA and tokens[at].value and adjoins(tokens, at):
            parts.append("m2")
            at += 1
            continue
        slash = tokens[at].value == "/" and tokens[at].sort is Sort.SIGN
        if not (slash or tokens[at].sort is Sort.PER) or not adjoins(tokens, at):
            break
        after = _divisor(tokens, at, slash, amount, parts, folded)
        if after == at:
            break
        at = after
    if parts:
        amount.per = "/".join(parts)
    if amount.basis is None and is_sort(tokens, at, Sort.TOTAL) and adjoins(tokens, at):
        spelt = tokens[at]
        if spelt.value in PERIODS and folded.startswith("per ", spelt.start):
            amount.basis = spelt.value  # "5 mg per day" is "5 mg/day"
    return at


def _behind_equivalent(tokens: list[Token], at: int) -> int:
    """The index behind an equivalent in parentheses before the weight ("100 IU (1 mg) for every kilogram")."""
    if not is_sort(tokens, at, Sort.SIGN) or tokens[at].value != "(":
        return at
    closing = at + 3
    if (
        not is_sort(tokens, closing, Sort.SIGN)
        or tokens[closing].value != ")"
        or not is_sort(tokens, at + 2, Sort.UNIT)
    ):
        return at
    kilogram = closing + 2 + is_sort(tokens, closing + 2, Sort.NUMBER)
    weighed = is_sort(tokens, kilogram, Sort.UNIT) and tokens[kilogram].value.name == "kg"
    return closing + 1 if weighed and is_sort(tokens, closing + 1, Sort.PER) else at


def _of_substance(tokens: list[Token], at: int, folded: str) -> bool:
    """Whether words for the substance stand before the divisor at ``at`` ("3 mg of elemental iron per kg",
    "20 mg PE/kg")."""
    slash = is_sort(tokens, at, Sort.SIGN) and tokens[at].value == "/"
    if not (slash or is_sort(tokens, at, Sort.PER)) or not adjoins(tokens, at + 1):
        return False
    words = folded[tokens[at - 1].end : tokens[at].start]
    if len(words) > _SUBSTANCE_LENGTH or not _SUBSTANCE.fullmatch(words):
        return False
    divisor = tokens[at + 1]
    if divisor.sort is Sort.UNIT:
        return divisor.value.name == "kg" or (slash and divisor.value.dimension == "volume")
    return divisor.sort is Sort.AREA or (slash and divisor.sort is Sort.TIME)


def _divisor(tokens: list[Token], at: int, slash: bool, amount: Amount, parts: list[str], folded: str) -> int:
    """One divisor after the slash or the word at ``at``; the index after it, or ``at`` where there is none."""
    ahead = at + 1
    if not is_one_of(tokens, ahead, *_DIVISORS) or not adjoins(tokens, ahead):
        return at
    token = tokens[ahead]
    if token.sort is Sort.PLACE:
        parts.append(folded[token.start : token.end].replace("²", "2").replace("³", "3"))
        return ahead + 1
    if token.sort is Sort.TIME:
        return _time(token, 1.0, ahead, amount, parts)
    if token.sort is Sort.AREA:
        parts.append("m2")
        return ahead + 1
    if token.sort is Sort.NUMBER:
        number, unit_at = number_at(tokens, ahead)
        if not is_one_of(tokens, unit_at, Sort.TIME, Sort.UNIT, Sort.AREA) or not adjoins(tokens, unit_at):
            return at
        if tokens[unit_at].sort is Sort.AREA:
            parts.append(f"{number:g} m2")
            return unit_at + 1
        if tokens[unit_at].sort is Sort.TIME:
            return _time(tokens[unit_at], number, unit_at, amount, parts)
        if tokens[unit_at].value.dimension == amount.unit.dimension and slash:
            return at  # two strengths of a fixed combination ("5mg/25mg")
        if number == 1 and tokens[unit_at].value.name == "kg":
            parts.append("kg")  # "for every 1 kg"
        else:
            amount.within = tokens[unit_at].value
        return unit_at + 1
    _unit(token.value, amount, parts)
    return ahead + 1


def _unit(unit: Unit, amount: Amount, parts: list[str]) -> None:
    """A unit as divisor: a weight, each dose, or what a concentration or strength is in."""
    if unit.name == "kg":
        parts.append("kg")
    elif unit.name == "dose":
        amount.basis = "dose"
    elif not (amount.unit.counted and unit.counted):  # "tablets/capsules" are alternatives
        amount.within = unit


def _time(token: Token, number: float, at: int, amount: Amount, parts: list[str]) -> int:
    days = token.value * number
    if days < SHORT:
        unit = RATES.get(round(1 / token.value), "")
        if not unit:
            number, unit = 24 * days, "hour"  # "per half a day"
        parts.append(unit if number == 1 else f"{number:g} {unit}s")
    else:
        amount.basis = BASES.get(round(days, 1), amount.basis)
    return at + 1
