"""Doses held against the limits that the same monograph gives for them (D703, D704)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.rule import Finding, Place
from monograph.checks.scope import daily, factor, same_scope
from monograph.claims.records import Dose
from monograph.library.model import Entry
from monograph.text.model import Monograph, Span

CHOOSE = "Find out which of the two is right"
LIMIT = re.compile(r"maxim|exceed|(?:no|not) (?:more|higher|greater) than|up to|limited to")
STEP = re.compile(r"increas|increment|titrat|adjust|or more|whichever")
SOMEBODY = re.compile(
    r"\b(?:if|when|with renal|with hepatic|impair\w*|elderly|older|in patients|for patients|concomitant\w*|combin\w+"
    r"|first (?:week|year)|year"
    r"|weeks|days|children|outpatients?|inpatients?|hospital\w*)\b"
)
ON_DEMAND = re.compile(r"\b(?:as|if|when) (?:needed|required|necessary)\b|\bprn\b")
APART = re.compile(r"\bevery \w+(?: ?(?:-|to) ?\w+)? ?(?:minutes?|mins?)\b|\bwhile awake\b")
LIMITED = frozenset({"usual", "starting", "maintenance"})
"""Roles of doses that a daily maximum limits."""


def doses(entry: Entry) -> list[Dose]:
    """The doses among an entry's claims."""
    return [claim for claim in entry.claims if isinstance(claim, Dose)]


def above_own_single_maximum(entry: Entry) -> Iterator[Finding]:
    """A single dose above the maximum of a single dose that follows it in the same paragraph and scope."""
    claims = doses(entry)
    limits = [limit for limit in claims if limit.role == "maximum" and limit.basis == "dose"]
    for dose in claims if limits else ():
        if dose.role not in LIMITED or dose.basis != "dose":
            continue
        for limit in limits:
            most, amount = (limit.amount_max or 0) * factor(limit), (dose.amount_max or 0) * factor(dose)
            if (
                amount > most * 1.01
                and _limits(entry.monograph, limit, dose)
                and is_plain_limit(entry.monograph, limit)
            ):
                words = entry.monograph.source[slice(*amount_span(dose))]
                most_words = f"{number(limit.amount_max or 0)} {limit.unit}"
                message = f"“{words}” is above the largest single dose of {most_words} given here"
                place = Place(entry, Span(limit.start, limit.end))
                yield Finding(entry, amount_span(dose), message, (place,), CHOOSE)
                break


def above_own_maximum(entry: Entry) -> Iterator[Finding]:
    """A dose, times its frequency, above the daily maximum that follows it in the same paragraph and scope."""
    said = set()
    claims = doses(entry)
    for limit in claims:
        if limit.role != "maximum" or limit.basis != "day" or not is_plain_limit(entry.monograph, limit):
            continue
        for dose in claims:
            place = amount_span(dose).start
            total = most_in_a_day(entry.monograph, dose) if dose.role in LIMITED and place not in said else None
            if total and _limits(entry.monograph, limit, dose) and _is_excess(entry.monograph, dose, limit, total):
                said.add(place)
                yield _excess(entry, dose, limit, total)


def most_in_a_day(monograph: Monograph, dose: Dose) -> float | None:
    """The most in a day. Of an interval ("every 4 to 6 hours") the longer one counts: that the shorter one is not for
    every dose of the day is what a maximum is there to say."""
    total = daily(dose)
    if total is None:
        return None
    frequency = dose.grounds.get("frequency")
    if frequency and "every" in monograph.folded[frequency.start : frequency.end] and dose.basis == "dose":
        return (dose.amount_max or 0) * factor(dose) * (dose.times_per_day_min or 1)
    return total[1]


def amount_span(dose: Dose) -> Span:
    """Where the amount itself stands."""
    return dose.grounds.get("amount", Span(dose.start, dose.end))


def is_plain_limit(monograph: Monograph, limit: Dose) -> bool:
    """A limit of the whole day's dose for whoever takes it: no step of titration, nothing said of when or for whom."""
    if limit.times_per_day_max is not None:
        return False
    start, end = amount_span(limit)
    before, after = monograph.folded[max(0, start - 60) : start], monograph.folded[end : end + 60]
    before, after = re.split(r"[.;] ", before)[-1], re.split(r"[.;\n]", after)[0]
    return bool(LIMIT.search(before)) and not STEP.search(before + after) and not SOMEBODY.search(before + after)


def _limits(monograph: Monograph, limit: Dose, dose: Dose) -> bool:
    """Whether a limit stands after a dose, in one paragraph and scope, with nothing of another scope between."""
    start, end = amount_span(dose).start, amount_span(limit).start
    if not (start < end and monograph.line_of(start) == monograph.line_of(end) and same_scope(dose, limit)):
        return False
    between = monograph.folded[start:end]
    frequency = dose.grounds.get("frequency")
    other_amount = frequency and re.search(
        r"\d ?(?:mg|mcg|g|ml)\b", monograph.folded[amount_span(dose).end : frequency.start]
    )
    return not other_amount and not re.search(r"release|\bif\b|\bwhen\b|maxim[^.]*\d[^.]*\. ", between)


def _is_excess(monograph: Monograph, dose: Dose, limit: Dose, total: float) -> bool:
    """Whether a day's doses exceed the limit. Doses every few minutes are meant to be stopped by it; so are doses
    "every 6 hours as needed", which count only when they pass it by a quarter."""
    between = monograph.folded[amount_span(dose).start : amount_span(limit).start]
    on_demand = "every" in between and ON_DEMAND.search(between) is not None
    most = (limit.amount_max or 0) * factor(limit) * (1.25 if on_demand else 1.01)
    return total > most and not APART.search(between)


def _excess(entry: Entry, dose: Dose, limit: Dose, total: float) -> Finding:
    monograph, (start, end) = entry.monograph, amount_span(dose)
    frequency = dose.grounds.get("frequency")
    end = max(end, frequency.end) if frequency and start < frequency.start < end + 60 else end
    words = monograph.source[start:end]
    most = f"{number(limit.amount_max or 0)} {limit.unit}{'/' + limit.per if limit.per else ''} a day"
    makes = f" makes up to {number(total / factor(limit))} {limit.unit} a day," if dose.basis == "dose" else " is"
    message = f"“{words}”{makes} above the maximum of {most} given here"
    return Finding(entry, Span(start, end), message, (Place(entry, Span(limit.start, limit.end)),), CHOOSE)


def number(value: float) -> str:
    """A number as people write it."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")
