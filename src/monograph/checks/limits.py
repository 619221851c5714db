"""Doses held against the limits that the same monograph gives for them (D703, D704)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.rule import Finding, Place
from monograph.checks.scope import (
    amount_span,
    around,
    bounds,
    doses,
    factor,
    is_plain_limit,
    most_in_a_day,
    same_scope,
    unbound,
)
from monograph.claims.records import Basis, Dose
from monograph.claims.words import number
from monograph.library.model import Entry
from monograph.text.model import Monograph, Span

CHOOSE = "Find out which of the two is right"
ON_DEMAND = re.compile(r"\b(?:as|if|when) (?:needed|required|necessary)\b|\bprn\b")
APART = re.compile(r"\bevery \w+(?: ?(?:-|to) ?\w+)? ?(?:minutes?|mins?)\b|\bwhile awake\b")
OTHER_SCOPE = re.compile(r"release|\bif\b|\bwhen\b|maxim[^.]*\d[^.]*\. ")
"""Words between a dose and a limit after which the limit is for something else."""
AMOUNT = re.compile(r"\d ?(?:mg|mcg|g|ml)\b")
NEAR = 1500
"""A limit so many letters from a dose is not read with it any more."""
LIMITED = frozenset({"usual", "starting", "maintenance"})
"""Roles of doses that a maximum limits."""


def above_own_single_maximum(entry: Entry) -> Iterator[Finding]:
    """A single dose above the maximum of a single dose that follows it in the same paragraph and scope."""
    for dose, limit in _limited(entry, "dose"):
        most, amount = (limit.amount_max or 0) * factor(limit), (dose.amount_max or 0) * factor(dose)
        if dose.basis == "dose" and amount > most * 1.01:
            words = entry.monograph.source[slice(*amount_span(dose))]
            largest = f"{number(limit.amount_max or 0)} {limit.unit}"
            message = f"“{words}” is above the largest single dose of {largest} given here"
            place = Place(entry, Span(limit.start, limit.end))
            yield Finding(entry, amount_span(dose), message, (place,), CHOOSE)


def above_own_maximum(entry: Entry) -> Iterator[Finding]:
    """A dose, times its frequency, above the daily maximum that follows it in the same paragraph and scope."""
    said = set()
    for dose, limit in _limited(entry, "day"):
        total = most_in_a_day(dose)
        place = amount_span(dose).start
        if total and place not in said and _is_excess(entry.monograph, dose, limit, total):
            said.add(place)
            yield _excess(entry, dose, limit, total)


def maxima_below_doses(entry: Entry) -> Iterator[Finding]:
    """A maximum below every dose that the monograph gives for the same persons and use, wherever they stand."""
    claims = {_statement(claim): claim for claim in reversed(doses(entry))}.values()
    for limit in claims:
        if limit.role != "maximum" or not limit.amount_max:
            continue
        taken = [dose for dose in claims if dose.role in LIMITED and _least(dose) and _holds_for(limit, dose)]
        if not taken:
            continue
        dose = min(taken, key=_least)
        if limit.amount_max * factor(limit) < 0.99 * _least(dose):
            words, least = (entry.monograph.source[slice(*amount_span(claim))] for claim in (limit, dose))
            place = Place(entry, Span(dose.start, dose.end))
            message = f"The maximum of “{words}” is below every dose given, the least of which is “{least}”"
            yield Finding(entry, amount_span(limit), message, (place,), CHOOSE)


def _statement(dose: Dose) -> tuple[object, ...]:
    """What a dose says: a statement that is made again and again needs to be looked at once."""
    amount = _least(dose), dose.amount_max, dose.unit, dose.per, dose.basis
    return dose.role, amount, dose.route, dose.indication, dose.population, bounds(dose)


def _least(dose: Dose) -> float:
    return (dose.amount_min or dose.amount_max or 0) * factor(dose)


def _holds_for(limit: Dose, dose: Dose) -> bool:
    """Whether a dose that is larger than the limit breaks it: that of a day also limits each dose of the day."""
    within = {"dose": {"dose"}, "unclear": {"dose", "unclear"}}.get(limit.basis, {"dose", "day", limit.basis})
    if bounds(limit) == bounds(unbound(limit)):
        dose = unbound(dose)
    return dose.basis in within and same_scope(dose, limit)


def _limited(entry: Entry, basis: Basis) -> Iterator[tuple[Dose, Dose]]:
    """Doses, each with a limit of a day or a single dose that holds for it."""
    claims = doses(entry)
    for limit in claims:
        if limit.role != "maximum" or limit.basis != basis or not is_plain_limit(limit):
            continue
        for dose in around(claims, limit.start - NEAR, limit.start + NEAR):
            if dose.role in LIMITED and same_scope(dose, limit) and _follows(entry.monograph, dose, limit):
                yield dose, limit


def _follows(monograph: Monograph, dose: Dose, limit: Dose) -> bool:
    """Whether the two stand in one paragraph with nothing of another scope between: the limit after the dose, or a
    maintenance dose after the limit."""
    start, end = amount_span(dose).start, amount_span(limit).start
    if monograph.line_of(start) != monograph.line_of(end) or start == end:
        return False
    if start > end:
        return dose.role == "maintenance" and not OTHER_SCOPE.search(monograph.folded, end, start)
    frequency = dose.grounds.get("frequency")
    shared = frequency and AMOUNT.search(monograph.folded, amount_span(dose).end, max(start, frequency.start))
    return not shared and not OTHER_SCOPE.search(monograph.folded, start, end)


def _is_excess(monograph: Monograph, dose: Dose, limit: Dose, total: float) -> bool:
    """Whether a day's doses exceed the limit. Doses every few minutes are meant to be stopped by it; so are doses
    "every 6 hours as needed", which count only when they pass it by a quarter."""
    between = monograph.folded[amount_span(dose).start : amount_span(limit).start]
    on_demand = "every" in between and ON_DEMAND.search(between) is not None
    most = (limit.amount_max or 0) * factor(limit) * (1.25 if on_demand else 1.01)
    return total > most and not APART.search(between)


def _excess(entry: Entry, dose: Dose, limit: Dose, total: float) -> Finding:
    start, end = amount_span(dose)
    frequency = dose.grounds.get("frequency")
    end = max(end, frequency.end) if frequency and start < frequency.start < end + 60 else end
    most = f"{number(limit.amount_max or 0)} {limit.unit}{'/' + limit.per if limit.per else ''} a day"
    makes = f" makes up to {number(total / factor(limit))} {limit.unit} a day," if dose.basis == "dose" else " is"
    message = f"“{entry.monograph.source[start:end]}”{makes} above the maximum of {most} given here"
    return Finding(entry, Span(start, end), message, (Place(entry, Span(limit.start, limit.end)),), CHOOSE)
