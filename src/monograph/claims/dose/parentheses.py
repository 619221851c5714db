"""What parentheses hold: the amount before them again, what it is made of, or what a thing contains."""

from __future__ import annotations

from monograph.claims.dose.cues import Reason, measures
from monograph.claims.posology.amounts import Amount
from monograph.claims.posology.bounds import is_one_of, is_sort
from monograph.claims.posology.tokens import Sort, Token

_PART_WORDS = 2
"""Words between a number and the amount that each of so many parts has ("two cartridges of 7.6 mg each")."""
_WITHIN = frozenset({Sort.FILLER, Sort.OR, Sort.AND, Sort.AMOUNT, Sort.NUMBER, Sort.GIVEN, Sort.AS})
_OFTEN = frozenset({Sort.FREQUENCY, Sort.TOTAL, Sort.ROUTE})
_MADE = frozenset({Sort.FREQUENCY, Sort.TOTAL, Sort.ROLE, Sort.ROUTE, Sort.UNIT, Sort.AFTER, Sort.TIME, Sort.NUMBER})


def reason_in_parentheses(tokens: list[Token], index: int) -> Reason | None:
    """An amount that opens parentheses right after another is the same amount again ("10 mg (2 mL)")."""
    at = index - 1
    at -= is_sort(tokens, at, Sort.COUNT) and is_sort(tokens, at - 1, Sort.NUMBER)  # "2 x 5 mg"
    if (
        is_sort(tokens, at, Sort.NUMBER)
        and tokens[index].first - tokens[at].last <= _PART_WORDS
        and _is_part(tokens, at)
    ):
        return Reason.EQUIVALENCE  # "160 mg (given as four 40 mg injections)"
    if _restates(tokens, index) or _is_made_of(tokens, index):
        return Reason.EQUIVALENCE
    while at >= 0 and tokens[at].sort in _WITHIN:
        at -= 1  # "(2 million units or 0.25 mL)"
    if at < 0 or tokens[at].value != "(" or tokens[at + 1].first > tokens[at].last:
        return _by_contents(tokens, index)
    opening = at
    at -= is_sort(tokens, at - 1, Sort.SIGN) and tokens[at - 1].value == ";"  # "5 mL; (1 tsp)"
    same = next((i for i in range(at) if tokens[i].sort is Sort.SAME and tokens[i].value), -1)
    if same >= 0 and not any(t.sort is Sort.POPULATION for t in tokens[same:at]):
        return Reason.EQUIVALENCE  # "the same as above (5 mg)"; "the same as for adults (5 mg)" is a dose of others
    at -= 1
    while at >= 0 and (tokens[at].sort in _OFTEN or (tokens[at].value == "," and tokens[at + 1].sort in _OFTEN)):
        at -= 1
    if at >= 0 and tokens[at].sort is Sort.AMOUNT and tokens[opening].first - tokens[at].last <= 5:
        return None if _is_alternative(tokens, opening, index, tokens[at].value) else Reason.EQUIVALENCE
    return _by_contents(tokens, index)


def _restates(tokens: list[Token], index: int) -> bool:
    """Whether a day's total is given again as what is taken each time ("50 mg a day given as 25 mg twice daily")."""
    given = is_sort(tokens, index - 1, Sort.AS) and is_sort(tokens, index - 2, Sort.GIVEN)
    often = tokens[index + 1].value if is_sort(tokens, index + 1, Sort.FREQUENCY) else None
    if not given or often is None or often.clock or (often.low or 0) <= 1:
        return False
    return is_sort(tokens, index - 3, Sort.TOTAL) or (
        is_sort(tokens, index - 3, Sort.AMOUNT) and tokens[index - 3].value.basis == "day"
    )


def _is_made_of(tokens: list[Token], index: int) -> bool:
    """Whether an amount is that of the parts of a dose before it ("500 mg is given as two 5 mL injections")."""
    if not (is_sort(tokens, index - 1, Sort.NUMBER) and is_sort(tokens, index - 2, Sort.AS)):
        return False
    unit, parts = tokens[index].value.unit, tokens[index - 1].value
    wholes = [t.value.unit for t in tokens[:index] if t.sort is Sort.AMOUNT]
    return any(whole.dimension != unit.dimension or parts > 1 for whole in wholes)


def _is_part(tokens: list[Token], at: int) -> bool:
    """Whether parentheses in which ``at`` stands follow an amount, so that they say what it is made of."""
    while at >= 0 and tokens[at].value != "(":
        if tokens[at].value == ")" or tokens[at].value == ";":
            return False
        at -= 1
    before = at - 1
    while before >= 0 and tokens[before].sort in _MADE:
        before -= 1
    return at > 0 and is_sort(tokens, before, Sort.AMOUNT)


def _is_alternative(tokens: list[Token], opening: int, index: int, before: Amount) -> bool:
    """Whether "or" in parentheses leads to another dose, with its own frequency or other numbers of the same unit."""
    amount: Amount = tokens[index].value
    if index != opening + 2 or tokens[opening + 1].sort is not Sort.OR:
        return False
    same = (amount.unit.name, amount.per) == (before.unit.name, before.per)
    return is_sort(tokens, index + 1, Sort.FREQUENCY) or (same and amount.high != before.high)


def _by_contents(tokens: list[Token], index: int) -> Reason | None:
    """What a counted thing holds, in the parentheses after it ("3 tablets (onamine 60 mg/twomine 360 mg)")."""
    at = index - 1
    while at >= 0 and (tokens[at].sort in _WITHIN or tokens[at].value in ("/", ",")) and tokens[at].value != "(":
        at -= 1
    thing = tokens[at - 1] if at > 0 and tokens[at].value == "(" else None
    if thing is not None and thing.last == tokens[at].first and _is_form(thing):
        taken = tokens[index].value.per or is_one_of(tokens, index + 1, Sort.FREQUENCY, Sort.TOTAL)
        return None if taken else Reason.STRENGTH  # "suppositories (100 mg or 200 mg)"
    held = thing is not None and measures(thing) and thing.last == tokens[at].first
    return Reason.STRENGTH if held and tokens[index].value.unit.dimension == "mass" else None


def _is_form(token: Token) -> bool:
    """Whether a token names a form that comes in strengths; "a lower dose (1 mg)" and "an infusion (1 mg)" do not."""
    if token.sort is Sort.UNIT:
        return bool(token.value.counted and token.value.name != "dose")
    return token.sort is Sort.ROUTE and token.value.implied and token.value.name != "intravenous"
