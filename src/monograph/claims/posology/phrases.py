"""Tokens to phrases: amounts, frequencies, ages, weights and durations in place of the tokens they are made of."""

from __future__ import annotations

from monograph.claims.posology.amounts import MOST_PIECES, Amount, amounts_at
from monograph.claims.posology.bounds import Bound, adjoins, age_at, is_sort, quantity_at, weight_at
from monograph.claims.posology.frequency import LISTED, PERIODS, first_day_of_cycle, frequency_at
from monograph.claims.posology.tokens import RoleWord, Sort, Token

_OPENING = frozenset({Sort.BETWEEN, Sort.FROM, Sort.AGED, Sort.ABOVE, Sort.BELOW, Sort.WEIGHING, Sort.ROLE})
"""Tokens that only a number after them makes a phrase of."""
_AGEING = frozenset(
    {Sort.RANGE, Sort.BELOW, Sort.AND, Sort.TIME, Sort.OLD, Sort.UPWARD, Sort.DOWNWARD, Sort.SIGN, Sort.POPULATION}
)
_FREQUENT = frozenset({Sort.EVERY, Sort.OFTEN, Sort.DIVIDED, Sort.TIME, Sort.ONCE, Sort.TOTAL})

_DENIED = 2
"""Words between a denial and the bound that it makes a limit of: "do not take more than"."""

_ON = "on "
_Found = tuple[list[Token], int]


def compose(tokens: list[Token], folded: str, *, in_label: bool = False) -> list[Token]:
    """The tokens with every amount, frequency, age, weight and duration put together, in order."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        phrases, after = _phrase_at(tokens, at, folded, in_label) or ([tokens[at]], at + 1)
        found += phrases
        at = after
    return found


def _phrase_at(tokens: list[Token], at: int, folded: str, in_label: bool) -> _Found | None:
    """What starts at ``at``, put together, and the index after it; None where nothing does."""
    sort = tokens[at].sort
    if sort is Sort.ROLE and tokens[at].value.name == "starting" and (cycle := first_day_of_cycle(tokens, at)):
        return cycle
    if sort is Sort.ROLE and tokens[at].value.use == "then" and adjoins(tokens, at + 1):
        often = frequency_at(tokens, at + 1) if tokens[at + 1].sort in (Sort.EVERY, Sort.OFTEN) else None
        if often is not None and not is_sort(tokens, often[1], Sort.NUMBER):
            return [often[0]], often[1]  # "at weeks 0 and 4, then every 12 weeks" goes on with the same dose
    if sort is Sort.NUMBER or (sort in _OPENING and _leads_to_number(tokens, at)):
        return _numeric_at(tokens, at, folded, in_label)
    if sort in _FREQUENT:
        frequency = frequency_at(tokens, at)
        if frequency is not None:
            return [frequency[0]], frequency[1]
        return _step_at(tokens, at, folded) if sort is Sort.TIME else None
    if sort in (Sort.COUNT, Sort.AFTER) and is_sort(tokens, at + 1, Sort.TOTAL) and adjoins(tokens, at + 1):
        return [tokens[at]], at + 2  # "several times a day", "after a week": no total of a day or a week
    if sort is Sort.AFTER and tokens[at].value and (after := _named_dose(tokens, at + 1)):
        return [tokens[at]], after
    if sort is Sort.NOT:
        limit = _limit_at(tokens, at)
        return ([limit[0]], limit[1]) if limit is not None else None
    if sort is Sort.FOR:
        duration = _duration_at(tokens, at, folded)
        return ([duration[0]], duration[1]) if duration is not None else None
    return None


def _leads_to_number(tokens: list[Token], at: int) -> bool:
    return any(t.sort in (Sort.NUMBER, Sort.ONCE) for t in tokens[at + 1 : at + 3])


def _numeric_at(tokens: list[Token], at: int, folded: str, in_label: bool) -> _Found | None:
    """The weight, age, amounts or frequency that a number makes, by what stands after it."""
    number = quantity_at(tokens, at) if tokens[at].sort is Sort.NUMBER else None
    after = tokens[number.after].sort if number is not None and number.after < len(tokens) else None
    person = None
    if number is None or after in (Sort.UNIT, Sort.RANGE):
        person = weight_at(tokens, at)
    if person is None and (number is None or after is None or after in _AGEING):
        person = age_at(tokens, at, in_label or _opens(tokens, at))
    if person is not None:
        return [person[0]], person[1]
    amounts = _several_at(tokens, at, folded) or amounts_at(tokens, at, folded)
    if amounts is not None:
        return amounts
    frequency = frequency_at(tokens, at)
    return ([frequency[0]], frequency[1]) if frequency is not None else None


def _several_at(tokens: list[Token], at: int, folded: str) -> _Found | None:
    """Several pieces of one strength as what they amount to: "two 50 mg film-coated tablets", "two tablets of 50 mg"
    are 100 mg."""
    number = tokens[at]
    count = quantity_at(tokens, at) if number.sort is Sort.NUMBER else None
    if count is None or count.high > MOST_PIECES:
        return None
    named = _is_piece(tokens, count.after, 0)  # "two tablets of 50 mg"
    if named:
        of = tokens[count.after].end
        if not adjoins(tokens, count.after + 1, 1) or not folded.startswith(" of ", of):
            return None
    elif count.low != count.high or count.high <= 1 or not adjoins(tokens, count.after):
        return None
    found = amounts_at(tokens, count.after + named, folded)
    if found is None or len(found[0]) > 1:
        return None
    (strength,), after = found
    amount: Amount = strength.value
    if amount.unit.dimension != "mass" or amount.per is not None or amount.within is not None:
        return None
    if not named and not _is_piece(tokens, after, 2):
        return None
    value = Amount(amount.low * count.low, amount.high * count.high, amount.unit, basis=amount.basis)
    return [strength.changed(value=value, start=number.start, first=number.first)], after


def _is_piece(tokens: list[Token], at: int, words: int) -> bool:
    """Whether a tablet or the like stands at ``at``, with at most so many words before it."""
    return is_sort(tokens, at, Sort.UNIT) and tokens[at].value.piece and adjoins(tokens, at, words)


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether what starts at ``at`` stands as a label of its own ("1-6 months: 5 mg")."""
    return at == 0 and any(token.value == ":" and token.sort is Sort.SIGN for token in tokens[1:7])


def _step_at(tokens: list[Token], index: int, folded: str) -> _Found | None:
    """A step of a schedule, named by its days or weeks as a heading, or behind its first day ("10 mg on Day 1, 5 mg on
    Day 15"): "Days 2-7:" comes after "Day 1"; the numbers of "Days 1-7, 5 mg" are no amounts."""
    quantity = quantity_at(tokens, index + 1)
    if quantity is None or not adjoins(tokens, index + 1):
        return None
    at = index + 2 if _is_dash(tokens, index + 2) and is_sort(tokens, index + 4, Sort.UNIT) else quantity.after
    sign = tokens[at].value if is_sort(tokens, at, Sort.SIGN) else ""
    named = at == len(tokens) or sign in (":", "/") or (sign == "," and not is_sort(tokens, at + 1, Sort.AND))
    later = (
        quantity.low > 1
        and folded.endswith(_ON, 0, tokens[index].start)
        and _begun(tokens[max(0, index - LISTED) : index], folded)
    )
    if not (named or later or _is_dash(tokens, at)):
        return None
    first, last = tokens[index], tokens[at - 1]
    if quantity.low <= 1:
        return list(tokens[index:at]), at
    if later and not named:  # with its "on"
        step = RoleWord("maintenance", "after")
        return [Token(Sort.ROLE, step, first.start - len(_ON), last.end, first.first - 1, last.last)], at
    return [Token(Sort.ROLE, RoleWord("maintenance", ""), first.start, last.end, first.first, last.last)], at


def _begun(before: list[Token], folded: str) -> bool:
    """Whether one of the last tokens names the first day of a schedule."""
    return any(t.sort is Sort.ROLE and folded.endswith("day 1", t.start, t.end) for t in before)


def _named_dose(tokens: list[Token], at: int) -> int:
    """The index behind a cue of role at ``at`` that names another dose without its amount ("after the initial dose",
    "after the first intravenous dose"), or 0."""
    cue = tokens[at] if adjoins(tokens, at, 1) else None
    if cue is None or cue.sort is not Sort.ROLE or cue.value.name not in ("starting", "loading"):
        return 0
    after = at + 1 + (is_sort(tokens, at + 1, Sort.ROUTE) and adjoins(tokens, at + 1))
    return 0 if is_sort(tokens, after, Sort.NUMBER) else after


def _is_dash(tokens: list[Token], at: int) -> bool:
    """Whether a dash between blanks stands at ``at``: "Week 2 - 25 mg" is no range of amounts."""
    return (
        is_sort(tokens, at, Sort.RANGE) and tokens[at].end - tokens[at].start == 1 < tokens[at].end - tokens[at - 1].end
    )


def _limit_at(tokens: list[Token], index: int) -> tuple[Token, int] | None:
    """The limit that a denial and a bound make before an amount: "do not take more than 30 g"."""
    at = index + 1
    at += is_sort(tokens, at, Sort.GIVEN) and adjoins(tokens, at, 1)  # "you will not be given more than 80 mg"
    at += is_sort(tokens, at, Sort.TOTAL) and adjoins(tokens, at, 1)  # "do not administer single doses greater than"
    if not is_sort(tokens, at, Sort.ABOVE) or tokens[at].value or not adjoins(tokens, at, _DENIED):
        return None
    quantity = quantity_at(tokens, at + 1)
    unit = quantity.after if quantity is not None and adjoins(tokens, at + 1) else 0
    if not is_sort(tokens, unit, Sort.UNIT) or tokens[unit].value.name == "kg":
        return None
    first, last = tokens[index], tokens[at]
    return Token(Sort.ROLE, RoleWord("maximum", ""), first.start, last.end, first.first, last.last), at + 1


def _duration_at(tokens: list[Token], index: int, folded: str) -> tuple[Token, int] | None:
    """How long a course is, in days: "for 7-10 days", "for up to 2 weeks", "for at least a month"."""
    at, least, most = index + 1, False, False
    while at < len(tokens) and tokens[at].sort in (Sort.ROLE, Sort.ABOVE, Sort.FILLER) and adjoins(tokens, at, 2):
        most |= tokens[at].sort is Sort.ROLE
        least |= tokens[at].sort is Sort.ABOVE
        at += 1
    timed = (None if tokens[index].value else _one_period(tokens, at, folded)) or _periods(tokens, at)
    if timed is None or not adjoins(tokens, at, 2):
        return None
    (shortest, longest), at = timed
    days = Bound(None if most else shortest, None if least else longest)
    first, last = tokens[index], tokens[at - 1]
    return Token(Sort.DURATION, days, first.start, last.end, first.first, last.last), at


def _periods(tokens: list[Token], index: int) -> tuple[tuple[float, float], int] | None:
    """A number of days, weeks, months or years at ``index``, at least and at most in days, and the index after it."""
    quantity = quantity_at(tokens, index)
    at = quantity.after if quantity is not None else 0
    at += is_sort(tokens, at, Sort.FILLER)
    if quantity is None or not is_sort(tokens, at, Sort.TIME) or not adjoins(tokens, at) or tokens[at].value < 1:
        return None
    days = tokens[at].value
    return (quantity.low * days, quantity.high * days), at + 1


def _one_period(tokens: list[Token], at: int, folded: str) -> tuple[tuple[float, float], int] | None:
    """ "a week" or "a week or two" at ``at``: behind "for" it is how long, and not of what time an amount is the total
    ("5 mg a week")."""
    if is_sort(tokens, at, Sort.TOTAL) and tokens[at].value in PERIODS and folded.startswith("a ", tokens[at].start):
        days = PERIODS[tokens[at].value]
    elif is_sort(tokens, at, Sort.TIME) and tokens[at].value >= 1 and folded.endswith(" a ", 0, tokens[at].start):
        days = tokens[at].value  # "a year", of which no amount is the total
    else:
        return None
    more = is_sort(tokens, at + 1, Sort.OR) and is_sort(tokens, at + 2, Sort.NUMBER)
    if more and not is_sort(tokens, at + 3, Sort.UNIT):
        return (days, days * tokens[at + 2].value), at + 3
    return (days, days), at + 1
