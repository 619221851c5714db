"""How often an amount is given, from the words of its clause: the count that speaks of it and what is beside it."""

from __future__ import annotations

from monograph.claims.dose.clauses import Clause
from monograph.claims.posology.frequency import Frequency
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.records import Basis

_STEPS = frozenset({Sort.CHANGE, Sort.INCREMENT, Sort.AMOUNT})
_FEW = 3
"""More doses a day have one at bedtime among them."""


def often_in(clause: Clause) -> Token | None:
    """The frequency that speaks of the amount: after it before before it, counts before times of day."""
    after = [t for t in clause.right if t.sort is Sort.FREQUENCY]
    before = [t for t in clause.left if t.sort is Sort.FREQUENCY]
    for token in clause.left:
        if token.sort in _STEPS or (token.sort is Sort.ROLE and token.value.use in ("step", "then", "down")):
            before = []  # how often a dose is raised is not how often it is taken
        elif token.sort is Sort.ROLE and token.value.use == "next":
            before = [t for t in before if t.start > token.start]
    if any(t.sort is Sort.TOTAL and t.value != "dose" for t in clause.right):
        before = []
    for tokens in (after, before):
        counted = next((t for t in tokens if not t.value.clock and (t.value.low or t.value.high)), None)
        if counted is not None:
            return _alternative(clause.right, counted) if counted in clause.right else counted
    if after:
        return after[0]
    return before[-1] if before else None


def _once_or(right: list[Token], at: int) -> bool:
    """Whether "daily or" stands before the frequency at ``at``."""
    return (
        at > 1 and right[at - 1].sort is Sort.OR and right[at - 2].sort is Sort.TOTAL and right[at - 2].value == "day"
    )


def _and_clock(right: list[Token], at: int) -> bool:
    """Whether a time of day is added to the frequency at ``at``."""
    if at + 2 >= len(right) or right[at + 1].sort is not Sort.AND or right[at + 1].first != right[at].last:
        return False
    clock = right[at + 2]
    counted = 1 < (right[at].value.low or 0) <= (right[at].value.high or 0) <= _FEW
    return clock.sort is Sort.FREQUENCY and clock.value.clock and counted


def _alternative(right: list[Token], counted: Token) -> Token:
    """A frequency with the one that it may also be ("twice daily (BID) or three times daily (TID)")."""
    at = right.index(counted)
    if counted.value.low is not None and _once_or(right, at):  # "daily or every other day", "daily or twice daily"
        once = {"high": 1.0} if counted.value.low < 1 else {"low": 1.0}
        return counted.changed(value=counted.value._replace(**once))
    if counted.value.low is None:
        return counted
    if _and_clock(right, at):  # "three times a day and at bedtime"
        value = counted.value._replace(low=counted.value.low + 1, high=(counted.value.high or counted.value.low) + 1)
        return counted.changed(value=value, end=right[at + 2].end)
    linked = False
    for token in right[at + 1 :]:
        if token.sort is Sort.OR:
            linked = True
        elif token.sort is Sort.FREQUENCY and linked and token.value.low is not None and not token.value.clock:
            low, high = sorted((counted.value.low, token.value.high))
            basis: Basis = "day" if token.value.divided else counted.value.basis
            value = Frequency(low, high, basis, token.value.divided)
            return counted.changed(value=value, end=token.end)
        elif token.sort not in (Sort.FREQUENCY, Sort.SIGN):
            break
    return counted
