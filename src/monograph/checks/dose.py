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

INTERVAL = re.compile(
    r"\bevery (?:\d+|four|six|eight|three|two)(?: ?(?:-|to) ?\d+)? ?(?:h|hours?|hrs?)\b"
    r"|\bas (?:needed|required)\b|\bprn\b"
)
LIMITED = frozenset({"usual", "starting", "maintenance", "loading", "repeat"})
"""Roles of doses that a maximum limits."""


def doses(entry: Entry) -> list[Dose]:
    """The doses among an entry's claims."""
    return [claim for claim in entry.claims if isinstance(claim, Dose)]


def above_own_maximum(entry: Entry) -> Iterator[Finding]:
    """A dose, times its frequency, above the daily maximum that the monograph gives for the same scope."""
    limits = [dose for dose in doses(entry) if dose.role == "maximum" and dose.basis == "day"]
    if not limits:
        return
    said = set()
    for dose in doses(entry):
        total = daily(dose) if dose.role in LIMITED else None
        for limit in limits if total else ():
            assert total
            if limit is dose or not same_scope(dose, limit) or limit.amount_max is None:
                continue
            most = limit.amount_max * factor(limit)
            if total[1] <= most * 1.01 or (total[0] <= most and _is_on_demand(entry.monograph, dose)):
                continue
            if dose.start not in said:
                said.add(dose.start)
                yield _excess(entry, dose, limit, total[1])
            break


def _is_on_demand(monograph: Monograph, dose: Dose) -> bool:
    """Whether the dose is taken at intervals or as needed: its maximum is there to limit how often."""
    line = monograph.line_of(dose.start)
    end = monograph.lines[line] if line < len(monograph.lines) else len(monograph.folded)
    return INTERVAL.search(monograph.folded, dose.start, min(end, dose.end + 80)) is not None


def _excess(entry: Entry, dose: Dose, limit: Dose, total: float) -> Finding:
    most = f"{_number(limit.amount_max or 0)} {limit.unit}{'/' + limit.per if limit.per else ''} a day"
    reached = f"{_number(total / factor(limit))} {limit.unit}"
    if dose.basis == "dose":
        message = f"“{dose.quote}” makes up to {reached} a day, above the maximum of {most} given here"
    else:
        message = f"“{dose.quote}” a day is above the maximum of {most} given here"
    place = Place(entry, Span(limit.start, limit.end))
    return Finding(entry, Span(dose.start, dose.end), message, (place,), "Find out which of the two is right")


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
            Page(dosage="**Adults:** 200-400 mg per day by mouth, with a maximum daily dose of 300 mg."),
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
