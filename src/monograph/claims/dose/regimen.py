"""What the words of a clause make of its amount: role, basis and frequency, shared among equals."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.claims.dose.clauses import Clause, speaks_back
from monograph.claims.dose.nondose import increments
from monograph.claims.dose.often import often_in
from monograph.claims.dose.role import OWN, role_said
from monograph.claims.posology.amounts import Amount
from monograph.claims.posology.bounds import Bound
from monograph.claims.posology.frequency import Frequency, times
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.records import Basis, Role
from monograph.claims.scope import IMPAIRMENTS, Person, Routed, Scope, persons_of, routes_of
from monograph.text.model import Span
from monograph.text.record import Record

_CAPPED = 8
"""Words between an amount by weight and the most that it may come to."""
WEEKLY = times(1 / 7)
_WITHIN_HOUR = 24


class Regimen(Record):
    """An amount with what its sentence says of it; what is None the sentence leaves open."""

    clause: Clause
    amount: Amount
    persons: tuple[Person, ...]
    routes: tuple[Routed, ...]
    frequency: Frequency | None = None
    frequency_said: Span | None = None
    total: Basis | None = None
    total_said: Span | None = None
    total_first: bool = False
    duration: Bound | None = None
    duration_said: Span | None = None
    restated: bool = False
    """A day's total is given again as what is taken each time ("100 mg daily (50 mg twice daily)")."""
    role: Role | None = None
    role_said: Span | None = None
    role_use: str = ""
    limited: bool = False
    """Only the upper end of the amount counts ("up to 30 mg")."""
    medicine: str | None = None
    """Another medicine that the words beside the amount name."""
    least: bool = False
    """Only the lower end of the amount counts ("at least 30 mg")."""

    def hear(self, often: Token | None, *, told: bool) -> None:
        """Takes how often it is given from a sentence before that said it, where its own leaves it open; a first dose
        only where it is ``told`` ("It is taken once daily. The starting dose is 5 mg."), and not the cell beside."""
        day = {self.total, self.amount.basis} - {None} <= {"day"}
        apart = self.role in OWN and not (told and self.role == "starting")
        if often is None or self.frequency is not None or self.limited or not day or apart or self.amount.is_rate():
            return
        self.frequency, self.frequency_said = often.value, often.span
        if self.total == "day":
            self.amount.basis = "day"

    def sum_up(self, total: Token | None) -> None:
        """Takes what its amount is the total of from the label before it ("Maximum daily dose: 450 mg")."""
        if total is not None and self.frequency is None and self.total is None and self.amount.basis is None:
            self.total, self.total_said, self.total_first = total.value, total.span, True

    def hear_of(self, other: Regimen) -> None:
        """Takes how often it is given from another amount of its sentence, where it leaves it open itself."""
        if self.frequency is None and self.total is None and self.amount.basis is None:
            self.frequency, self.frequency_said = other.frequency, other.frequency_said


def regimens(found: Sequence[Clause]) -> list[Regimen]:
    """One regimen for each clause of a sentence, with what equals share."""
    read = [_regimen(clause) for clause in found]
    partners = [0] * len(read)
    for at in range(1, len(read)):
        partners[at] = partners[at - 1] if read[at - 1].clause.inside and not read[at].clause.inside else at - 1
    for at in range(len(read) - 1, 0, -1):
        if read[at].clause.linked:
            _share_backward(read[partners[at]], read[at])
        elif _caps(read[partners[at]], read[at]):
            read[partners[at]].hear_of(read[at])
    for at in range(1, len(read)):
        one, other = read[partners[at]], read[at]
        _share_forward(one, other)
        if other.role_use in ("step", "then", "next") and other.role == "maintenance":
            _start(read, partners[at], other.role_said)
    for at, one in enumerate(read):
        if one.role_use == "weak" and not any(_goes_on(other) for other in read[at + 1 :]):
            first = next((t for t in one.clause.left if t.sort is Sort.ROLE and _starts(t)), None)
            one.role, one.role_use = ("starting" if first else None), ""
            one.role_said = first.span if first else None
    return read


def _start(read: list[Regimen], at: int, said: Span | None) -> None:
    """What a next step follows is the first, and so are its equals ("5 mg/kg or 100 mg, followed by 50 mg")."""
    while at >= 0 and read[at].role is None:
        read[at].role, read[at].role_said = "starting", said
        equal = read[at].clause.linked and read[at].frequency_said == read[at - 1].frequency_said
        at = at - 1 if equal else -1


def _caps(one: Regimen, other: Regimen) -> bool:
    """Whether an amount is the most that the one by weight or surface right before it may come to ("10 mg/kg up to a
    maximum of 400 mg twice daily")."""
    capped = one.amount.per in ("kg", "m2") and other.limited and other.amount.per is None
    return capped and other.clause.amount.first - one.clause.amount.last <= _CAPPED


def _starts(cue: Token) -> bool:
    return bool(cue.value.name == "starting" and cue.value.use != "weak")


def _goes_on(regimen: Regimen) -> bool:
    """Whether an amount goes on from the one before it ("a bolus of 1 mg, followed by 2 mg/hour")."""
    return regimen.role == "maintenance" or regimen.amount.is_rate()


def _regimen(clause: Clause) -> Regimen:
    """What the words of one clause say by themselves."""
    clause.right = _reach(clause)
    around = [*clause.left, *clause.right]
    near = [*clause.left, *_before_next(clause.right)]
    routes = routes_of(_headed(clause.left)) or routes_of(near)
    regimen = Regimen(clause, clause.amount.value, persons_of(around), routes)
    _read_total(regimen)
    duration = _duration_in(clause)
    if duration is not None:
        regimen.duration, regimen.duration_said = duration.value, duration.span
    often = often_in(clause)
    if often is not None:
        _read_frequency(regimen, often)
    said = role_said(clause)
    regimen.role, regimen.role_said, regimen.role_use = said.role, said.said, said.use
    regimen.limited, regimen.least = said.limited, said.least
    return regimen


def _read_total(regimen: Regimen) -> None:
    """Of what the amount is the total ("a total of 5 mg", "5 mg a week"): words before it, else those behind."""
    clause = regimen.clause
    before = next((t for t in clause.left[::-1] if t.sort in (Sort.TOTAL, Sort.AMOUNT)), None)
    first = before is not None and before.sort is Sort.TOTAL
    total = before if first else next((t for t in clause.right if t.sort is Sort.TOTAL), None)
    if total is not None:
        regimen.total, regimen.total_said, regimen.total_first = total.value, total.span, first
    elif _counted_doses(clause):
        regimen.total, regimen.total_said = "dose", clause.left[-1].span


def _read_frequency(regimen: Regimen, often: Token) -> None:
    """How often the amount is given; nothing where the words say when it is repeated or how often a course comes
    round."""
    clause = regimen.clause
    regimen.restated = any(t.sort is Sort.AMOUNT and t.end < often.start for t in clause.right)
    edge = clause.left[-1] if clause.left else None
    if edge is not None and edge.sort is Sort.SUM and often.end <= edge.start:
        regimen.amount.basis = "day"  # "twice daily, for a total of 10 mg"
    if _only_repeats(clause, often):
        regimen.total = regimen.total or "dose"
    elif not _is_course(regimen, often):
        regimen.frequency, regimen.frequency_said = often.value, often.span


def _duration_in(clause: Clause) -> Token | None:
    """How long the amount is given, after it before before it; not how long something must last for it to be given
    ("if it is tolerated for 7 days, increase to 10 mg")."""
    conditional = False
    before: Token | None = None
    for token in clause.left:
        conditional = token.sort is Sort.IF or (conditional and token.value != ",")
        if token.sort is Sort.DURATION and not conditional:
            before = before or token
    return next((t for t in clause.right if t.sort is Sort.DURATION), before)


def _counted_doses(clause: Clause) -> bool:
    """Whether an amount is that of each of several doses ("six doses of 5 g")."""
    before = clause.left[-1] if clause.left else None
    counted = before is not None and before.sort is Sort.AMOUNT and before.value.unit.name == "dose"
    return counted and before is not None and clause.amount.first - before.last == 1


def _only_repeats(clause: Clause, often: Token) -> bool:
    """Whether a frequency within the hour says when a dose is repeated if that is needed, and not how often a day it is
    given ("which may be repeated every 30 minutes if necessary")."""
    needed = any(t.sort is Sort.NEEDED or (t.sort is Sort.ROLE and t.value.name == "repeat") for t in clause.right)
    return needed and (often.value.low or 0) >= _WITHIN_HOUR


def _is_course(regimen: Regimen, often: Token) -> bool:
    """Whether a frequency says how often days of treatment come round, and the amount is that of one of them
    ("5 mg/day for 5 days every 21 days", "5 mg daily on days 1-5 of a 21-day cycle")."""
    daily = "day" in (regimen.amount.basis, regimen.total)
    rounds = often.value.cycle or (regimen.duration_said is not None and regimen.duration_said.start < often.start)
    return daily and rounds and (often.value.high or 1) < 1


def _reach(clause: Clause) -> list[Token]:
    """What stands after the amount, up to a contrast or the cue of a next step ("..., while", "followed by")."""
    before = clause.amount
    for at, token in enumerate(clause.right):
        stepped = token.sort is Sort.AMOUNT and increments(clause.right, at + 1)
        if token.sort in (Sort.CONTRAST, Sort.CHANGE, Sort.INCREMENT) or stepped or _leads_on(before, token):
            return clause.right[:at]
        if token.sort is not Sort.SIGN:
            before = token
    return clause.right


def _before_next(right: list[Token]) -> list[Token]:
    """What stands before another statement is joined on ("3 g, and intravenous use ...", "3 g; intravenous doses ..."),
    which has its own route."""
    for at in range(len(right) - 1):
        joined = (
            right[at].value == "," and right[at + 1].sort is Sort.AND and at and right[at - 1].sort is not Sort.ROUTE
        )
        if joined or right[at].value == ";":
            return right[:at]
    return right


def _leads_on(before: Token, token: Token) -> bool:
    """Whether a cue of role leads to another dose ("followed by"); a weak one ("bolus") does not."""
    cue = token.sort is Sort.ROLE and token.value.use != "weak" and token.value.name != "repeat"
    return cue and not speaks_back(before, token)


def _headed(left: list[Token]) -> list[Token]:
    """The routes that stand before a colon, as a heading in the line ("IV: 5 mg")."""
    for at, token in enumerate(left):
        if token.sort is Sort.SIGN and token.value == ":":
            return [t for t in left[:at] if t.sort is Sort.ROUTE]
    return []


def _share_backward(one: Regimen, other: Regimen) -> None:
    """Gives an amount what its equal after it says of both ("0.5 mg and 1 mg once weekly")."""
    apart = any(t.sort in (Sort.AFTER, Sort.DURATION) for t in one.clause.right)
    apart = apart or (other.limited and not one.limited)  # "start with 50 mg and do not exceed 100 mg a day"
    apart = apart or (one.role == "loading" and other.role != "loading")
    if one.frequency is None and one.total is None and not apart and one.amount.basis in (None, other.amount.basis):
        one.frequency, one.frequency_said = other.frequency, other.frequency_said
        one.total, one.total_said, one.total_first = other.total, other.total_said, other.total_first
        one.amount.basis = other.amount.basis if one.amount.per == other.amount.per else None
        one.duration, one.duration_said = one.duration or other.duration, one.duration_said or other.duration_said
    if not one.routes:
        one.routes = tuple(r for r in other.routes if r.said.start > other.clause.amount.end)
    if not one.persons:
        one.persons = tuple(p for p in other.persons if p.said and p.said.start > other.clause.amount.end)


def _share_forward(one: Regimen, other: Regimen) -> None:
    """Gives an amount what the one before it in the sentence says and it leaves open."""
    leads = one.frequency_said is not None and one.frequency_said.start < one.clause.amount.start
    if other.clause.linked and leads and other.frequency is None and other.total is None:
        other.frequency, other.frequency_said = one.frequency, one.frequency_said  # "twice daily 5 mg and 10 mg"
    if (
        other.clause.linked
        and other.role is None
        and not (one.limited and _closed([*one.clause.right, *other.clause.left]))
    ):
        other.role, other.role_said, other.role_use = one.role, one.role_said, one.role_use
        other.limited = one.limited
        if other.total is None and one.total_first and other.frequency is None:
            other.total, other.total_said, other.total_first = one.total, one.total_said, True
    elif one.role == "maximum" and other.role is None and not _said(other.clause.left):
        other.role, other.role_said, other.limited = one.role, one.role_said, one.limited
    if not any(p.population for p in other.persons):
        other.persons = Scope(persons=other.persons).within(Scope(persons=one.persons)).persons
    if not other.routes or (all(r.implied for r in other.routes) and any(not r.implied for r in one.routes)):
        other.routes = one.routes


def _closed(between: list[Token]) -> bool:
    """Whether parentheses end between two amounts that began before the first ("(up to 5 mg) or 10 mg")."""
    depth = 0
    for token in between:
        if token.sort is Sort.SIGN and token.value in "()":
            depth += 1 if token.value == "(" else -1
            if depth < 0:
                return True
    return False


def _said(left: list[Token]) -> bool:
    """Whether words that say something stand before an amount ("50 mg if ...; 100 mg if ..." has none)."""
    return any(t.sort is not Sort.SIGN for t in left)


def basis_of(regimen: Regimen) -> Basis:
    """What the amount is of: a day's total, each dose, or not said."""
    frequency, limited = regimen.frequency, regimen.limited
    if regimen.amount.basis is not None:
        return regimen.amount.basis
    if regimen.total == "day" and regimen.restated:
        return "day"
    once = frequency is not None and frequency.low == 1 == frequency.high and not frequency.divided
    counted = frequency is not None and not frequency.divided and (frequency.low or 0) > 1
    whole = (regimen.total_first and not counted) or frequency is None or frequency.divided
    if regimen.total is not None and whole and not (once and regimen.total == "day"):
        return regimen.total
    if regimen.amount.is_rate():
        return "unclear"
    if frequency is None:
        return regimen.total or ("dose" if regimen.role in ("loading", "repeat") else "unclear")
    if limited and frequency.low == WEEKLY == frequency.high:
        return "week"
    return frequency.basis


def role_of(regimen: Regimen, person: Person) -> Role:
    """The role of an amount; a step down for an impaired organ is its usual dose."""
    impaired = person.population in IMPAIRMENTS
    if regimen.role is None or (impaired and regimen.role_use == "down"):
        return "usual"
    return regimen.role
