"""D: doses that contradict the monograph's own limits, or that nobody can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.example import Page
from monograph.checks.rule import Finding, Place, Rule
from monograph.checks.scope import daily, factor, same_scope
from monograph.claims.records import Dose
from monograph.library.model import Entry
from monograph.text.model import Monograph, Span

CHOOSE = "Find out which of the two is right"
LIMIT = re.compile(r"maxim|exceed|(?:no|not) (?:more|higher|greater) than|up to|limited to")
STEP = re.compile(r"increas|increment|titrat|adjust|or more|whichever|single dose|per dose|per session")
SOMEBODY = re.compile(
    r"\b(?:if|when|with renal|with hepatic|impair\w*|elderly|older|in patients|for patients|concomitant\w*|combin\w+"
    r"|first (?:week|year)|year|weeks?|days?|children|outpatients?|inpatients?|hospital\w*)\b"
)
APART = re.compile(r"\bevery \w+(?: ?(?:-|to) ?\w+)? ?(?:minutes?|mins?)\b|\bwhile awake\b")
LIMITED = frozenset({"usual", "starting", "maintenance"})
"""Roles of doses that a daily maximum limits."""


def doses(entry: Entry) -> list[Dose]:
    """The doses among an entry's claims."""
    return [claim for claim in entry.claims if isinstance(claim, Dose)]


def above_own_maximum(entry: Entry) -> Iterator[Finding]:
    """A dose, times its frequency, above the daily maximum that follows it in the same paragraph and scope."""
    said = set()
    claims = doses(entry)
    for limit in claims:
        if limit.role != "maximum" or limit.basis != "day" or not _is_plain_limit(entry.monograph, limit):
            continue
        for dose in claims:
            place = _amount(dose).start
            total = _total(entry.monograph, dose) if dose.role in LIMITED and place not in said else None
            if total and _limits(entry.monograph, limit, dose) and _is_excess(entry.monograph, dose, limit, total):
                said.add(place)
                yield _excess(entry, dose, limit, total)


def _amount(dose: Dose) -> Span:
    """Where the amount itself stands."""
    return dose.grounds.get("amount", Span(dose.start, dose.end))


def _total(monograph: Monograph, dose: Dose) -> float | None:
    """The most in a day. Of an interval ("every 4 to 6 hours") the longer one counts: that the shorter one is not for
    every dose of the day is what a maximum is there to say."""
    total = daily(dose)
    if total is None:
        return None
    frequency = dose.grounds.get("frequency")
    if frequency and "every" in monograph.folded[frequency.start : frequency.end] and dose.basis == "dose":
        return (dose.amount_max or 0) * factor(dose) * (dose.times_per_day_min or 1)
    return total[1]


def _is_plain_limit(monograph: Monograph, limit: Dose) -> bool:
    """A limit of the whole day's dose for whoever takes it: no step of titration, nothing said of when or for whom."""
    start, end = _amount(limit)
    before, after = monograph.folded[max(0, start - 60) : start], monograph.folded[end : end + 60]
    before, after = re.split(r"[.;] ", before)[-1], re.split(r"[.;\n]", after)[0]
    return bool(LIMIT.search(before)) and not STEP.search(before + after) and not SOMEBODY.search(before + after)


def _limits(monograph: Monograph, limit: Dose, dose: Dose) -> bool:
    """Whether a limit stands after a dose, in one paragraph and scope, with nothing of another scope between."""
    start, end = _amount(dose).start, _amount(limit).start
    if not (start < end and monograph.line_of(start) == monograph.line_of(end) and same_scope(dose, limit)):
        return False
    between = monograph.folded[start:end]
    frequency = dose.grounds.get("frequency")
    other_amount = frequency and re.search(
        r"\d ?(?:mg|mcg|g|ml)\b", monograph.folded[_amount(dose).end : frequency.start]
    )
    return not other_amount and not re.search(r"release|\bif\b|\bwhen\b", between)


def _is_excess(monograph: Monograph, dose: Dose, limit: Dose, total: float) -> bool:
    """Whether a day's doses exceed the limit; doses every few minutes are meant to be stopped by it."""
    between = monograph.folded[_amount(dose).start : _amount(limit).start]
    return total > (limit.amount_max or 0) * factor(limit) * 1.01 and not APART.search(between)


def _excess(entry: Entry, dose: Dose, limit: Dose, total: float) -> Finding:
    monograph, (start, end) = entry.monograph, _amount(dose)
    frequency = dose.grounds.get("frequency")
    end = max(end, frequency.end) if frequency and start < frequency.start < end + 60 else end
    words = monograph.source[start:end]
    most = f"{_number(limit.amount_max or 0)} {limit.unit}{'/' + limit.per if limit.per else ''} a day"
    makes = f" makes up to {_number(total / factor(limit))} {limit.unit} a day," if dose.basis == "dose" else " is"
    message = f"“{words}”{makes} above the maximum of {most} given here"
    return Finding(entry, Span(start, end), message, (Place(entry, Span(limit.start, limit.end)),), CHOOSE)


def _number(value: float) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")


RULES: tuple[Rule, ...] = (
    Rule(
        code="D704",
        name="dose-above-own-maximum",
        finds="A dose, times how often it is taken, is above the daily maximum given for the same use.",
        why="One of the two is wrong, and whoever follows the other takes too much or too little.",
        bad=(
            Page(dosage="**Adults:** 40 mg by mouth four times daily. The maximum daily dose is 80 mg."),
            Page(dosage="**Adults:** 200-400 mg per day by mouth. The maximum daily dose is 300 mg."),
        ),
        good=(
            Page(),
            Page(dosage="1 g every 4 to 6 hours as needed, by mouth. The maximum daily dose is 4 g."),
            Page(dosage="**Adults:** 40 mg four times daily. **Children:** the maximum daily dose is 80 mg."),
        ),
        severity="error",
        confidence="medium",
        default_on=True,
        check=above_own_maximum,
    ),
)
