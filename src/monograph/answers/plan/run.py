"""Make a plan: what is stated, what is asked, the doses of each step, their hours; or the reason for none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from monograph.answers.amounts import MEASURED, Quantity, factor, in_words, number, quantity
from monograph.answers.plan.hours import clock_times, instants
from monograph.answers.plan.model import MOST_DAYS, MOST_TIMES, Plan, PlannedDose, RefusalError, Request, Step
from monograph.answers.plan.split import read_amount, read_step, split
from monograph.answers.plan.stated import (
    Regimen,
    Statement,
    least_interval,
    maximum,
    regimens,
    single_maximum,
    statements,
)
from monograph.library.store import Listing, StoredLibrary
from monograph.names.components import SET
from monograph.names.match import Matcher
from monograph.tables import read_table


class _Asked(NamedTuple):
    """A day's amount that is asked for, and for how many days."""

    daily: Fraction
    days: int


class _Frame(NamedTuple):
    """What all steps of a plan have in common."""

    unit: str
    times: int
    strength: Fraction | None
    lines: list[str]


def plan(library: StoredLibrary, request: Request) -> Plan:
    """The plan, or a refusal that says why.

    Raises ``KeyError`` where the library has no such medicine and ``ValueError`` where the request is no request: an
    amount, a step or a zone that cannot be read, days or times out of range.
    """
    found = library.find(request.medicine)
    if not found:
        raise KeyError(request.medicine)
    if not 1 <= request.days <= MOST_DAYS or not 1 <= (request.times or 1) <= MOST_TIMES:
        raise ValueError(f"days must be 1 to {MOST_DAYS}, times a day 1 to {MOST_TIMES}")
    try:
        return _planned(library, request, found[0])
    except RefusalError as refusal:
        return Plan(status="refused", why=str(refusal), medicine=found[0].title)


def _planned(library: StoredLibrary, request: Request, listing: Listing) -> Plan:
    zone = _zone(request.zone)
    stated = statements(library, request)
    known = regimens(stated, request)
    asked, frame = _asked(request, known)
    dimension = quantity(Fraction(1), frame.unit).dimension
    if SET in listing.substance and dimension in MEASURED:
        raise RefusalError(
            f"an amount in {frame.unit} is of one component only, and which the monograph does not say:"
            " say --daily in tablets or another count of the product"
        )
    limit = maximum(stated, dimension, request.profile.weight)
    basis = _checked(asked, frame, known, limit)
    single = single_maximum(stated, dimension)
    steps, doses = [], []
    hours = msgspec.structs.replace(request.hours, every=least_interval(basis, stated))
    first, gap = request.start, hours.least_gap(frame.times)
    minutes = clock_times(frame.times, hours)
    if minutes is None:
        raise RefusalError(
            f"{frame.times} doses a day at least {gap} minutes apart do not fit into these waking hours"
            + (f"; the monograph states {hours.every:g} hours between doses" if hours.every else "")
        )
    moments = instants(first, sum(step.days for step in asked), minutes, zone, gap)
    for step in asked:
        amounts, line = split(step.daily, frame.times, frame.strength, frame.unit)
        frame.lines.append(line)
        if single and quantity(max(amounts), frame.unit).value > single[0].value:
            raise RefusalError(_too_much("one dose", max(amounts), frame.unit, single))
        of_step, moments = moments[: step.days * frame.times], moments[step.days * frame.times :]
        doses += [
            PlannedDose(
                moment.isoformat(timespec="minutes"),
                exact(amounts[place % frame.times]),
                frame.unit,
                int(amounts[place % frame.times] / frame.strength) if frame.strength else None,
            )
            for place, moment in enumerate(of_step)
        ]
        last = first + timedelta(days=step.days - 1)
        steps.append(Step(first, last, exact(sum(amounts, Fraction())), tuple(map(exact, amounts))))
        first = last + timedelta(days=1)
    return Plan(
        status="planned", medicine=listing.title, doses=tuple(doses), daily=max(step.daily for step in steps),
        maximum=exact(limit[0].value / factor(frame.unit)) if limit else None, unit=frame.unit, basis=basis.basis,
        limit=limit[1].basis if limit else None, steps=tuple(steps), arithmetic=tuple(frame.lines), zone=request.zone,
    )  # fmt: skip


def _asked(request: Request, known: Sequence[Regimen]) -> tuple[list[_Asked], _Frame]:
    """The steps that are asked for, in one unit; without an amount, the monograph's own regimen."""
    lines: list[str] = []
    if request.steps or request.daily:
        parts = [read_step(step) for step in request.steps] or [(request.daily or "", None)]
        amounts = [(_reckoned(text, request, lines), days) for text, days in parts]
        name, times = read_amount(parts[0][0]).unit.name, request.times or _usual_times(known)
    else:
        regimen = _own(known, request)
        name = regimen.statement.claim.unit
        times = request.times or (regimen.times[0] if regimen.times else None)
        lines += [regimen.arithmetic] if regimen.arithmetic else []
        amounts = [(regimen.high, None)]
    if times is None:
        raise RefusalError("how often a day is not stated: say --times")
    dimension = quantity(Fraction(1), name).dimension
    strength = None
    if request.strength:
        product = read_amount(request.strength)
        if product.unit.dimension != dimension:
            raise RefusalError(f"a strength in {product.unit.name} does not tell how much of an amount in {name} it is")
        strength = quantity(product.amount, product.unit.name).value / factor(name)
    if any(amount.dimension != dimension for amount, _ in amounts):
        raise RefusalError("the steps are in units that do not convert into one another")
    return _days([(amount.value / factor(name), days) for amount, days in amounts], request.days), _Frame(
        name, times, strength, lines
    )


def _days(steps: Sequence[tuple[Fraction, int | None]], days: int) -> list[_Asked]:
    """The steps with their days, cut at the end of the plan; the last goes on to it."""
    asked, left = [], days
    for place, (daily, lasts) in enumerate(steps):
        if lasts is None and place < len(steps) - 1:
            raise ValueError("only the last step may be without days")
        if left > 0:
            asked.append(_Asked(daily, left if lasts is None else min(lasts, left)))
            left -= asked[-1].days
    return asked


def _reckoned(text: str, request: Request, lines: list[str]) -> Quantity:
    """An amount as written, for each kilogram of the person where it says so."""
    written = read_amount(text)
    name, amount = written.unit.name, written.amount
    if written.per_kg:
        weight = request.profile.weight
        if weight is None:
            raise RefusalError("an amount for each kg needs the weight: say --weight")
        amount *= Fraction(str(weight))
        lines.append(f"{number(written.amount)} {name}/kg × {weight:g} kg = {number(amount)} {name}")
    return quantity(amount, name)


def _usual_times(known: Sequence[Regimen]) -> int | None:
    often = {regimen.times for regimen in known if regimen.times}
    return often.pop()[0] if len(often) == 1 else None


def _own(known: Sequence[Regimen], request: Request) -> Regimen:
    """The one regimen that the monograph states for this person. Raises ``RefusalError`` where it is not one."""
    named = [one for one in known if one.statement.listing.doc == known[0].statement.listing.doc]
    regular = [one for one in named if one.statement.claim.role in ("usual", "maintenance")]
    if not regular:
        raise RefusalError("the monograph states no regular dose of a day for such a person: say --daily")
    _refuse_more(named, regular, request)
    different = {(one.low, one.high, one.times): one for one in regular}
    single = [one for one in different.values() if one.low == one.high]
    if len(different) == 1 and single:
        return single[0]
    quotes = "; ".join(dict.fromkeys(f"“{' '.join(one.statement.claim.quote.split())}”" for one in different.values()))
    more = "" if request.indication else ", or for what with --indication"
    raise RefusalError(f"the monograph leaves a choice: {quotes}. Say which with --daily{more}")


def _refuse_more(named: Sequence[Regimen], regular: Sequence[Regimen], request: Request) -> None:
    """Refuse where more than a regular dose is stated: a first dose, an open wording, an end."""
    for one in named:
        claim = one.statement.claim
        quote = " ".join(claim.quote.split())
        if claim.role not in ("usual", "maintenance"):
            raise RefusalError(f"the monograph gives another dose to begin with: “{quote}”. Say --step or --daily")
    if all(one.statement.claim.role == "maintenance" for one in regular):
        raise RefusalError("the monograph gives only the dose to go on with, not the one to begin with: say --daily")
    for one in regular:
        claim = one.statement.claim
        quote = " ".join(claim.quote.split())
        if _open_words().find(quote.lower()):
            raise RefusalError(f"the monograph leaves the dose open: “{quote}”. Say --daily and --times")
        if claim.duration_days_max is not None and claim.duration_days_max < request.days:
            raise RefusalError(f"the dose is stated for {claim.duration_days_max:g} days: “{quote}”. Say --days")


@cache
def _open_words() -> Matcher[bool]:
    return Matcher({row["words"]: True for row in read_table("monograph.answers", "open_regimens")})


def _checked(
    asked: Sequence[_Asked], frame: _Frame, known: Sequence[Regimen], limit: tuple[Quantity, Statement] | None
) -> Statement:
    """The statement that the plan rests on. Raises ``RefusalError`` where it is not within what is stated."""
    dimension = quantity(Fraction(1), frame.unit).dimension
    comparable = [one for one in known if one.high.dimension == dimension]
    if limit is None and not comparable:
        raise RefusalError(f"the monograph states neither a dose nor a maximum of a day in a unit like {frame.unit}")
    peak = quantity(max(step.daily for step in asked), frame.unit)
    if limit and peak.value > limit[0].value:
        raise RefusalError(_too_much("a day", peak.value / factor(frame.unit), frame.unit, limit))
    covering = [one for one in comparable if one.low.value <= peak.value <= one.high.value]
    covering.sort(key=lambda one: one.times is not None and not one.times[0] <= frame.times <= one.times[1])
    if covering:
        return covering[0].statement
    if limit is None:
        raise RefusalError(
            f"{in_words(peak, frame.unit)} a day is outside the doses that the monograph states,"
            " and a maximum is not stated"
        )
    least = min((one.low.value for one in comparable), default=Fraction())
    if len(asked) == 1 and peak.value < least:
        raise RefusalError(
            f"{in_words(peak, frame.unit)} a day is less than any dose that the monograph states"
            f" ({in_words(Quantity(least, dimension), frame.unit)})"
        )
    return limit[1]


def _too_much(of_what: str, amount: Fraction, unit: str, limit: tuple[Quantity, Statement]) -> str:
    quote = " ".join(limit[1].claim.quote.split())
    return (
        f"{number(amount)} {unit} in {of_what} is more than {in_words(limit[0], unit)}, the most that"
        f" {limit[1].listing.title} states: “{quote}”"
    ).replace("in a day is", "a day is")


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone “{name}”: write one such as Europe/Berlin") from error


def exact(value: Fraction) -> Decimal:
    """A fraction with few decimals as a decimal.

    >>> exact(Fraction(5, 2))
    Decimal('2.5')
    """
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return decimal.quantize(Decimal(1)) if decimal == decimal.to_integral_value() else decimal.normalize()
