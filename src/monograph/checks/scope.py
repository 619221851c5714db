"""Doses as rules compare them: how much in a day, for whom, by which route, and whether a limit is a limit.

A contradiction is two statements with one scope. What a statement leaves open is taken to be the ordinary case
(an adult); a route or condition that only one of them names may still be meant by the other. Nothing here looks at more
than the claim and its quote, so that rules say the same of a monograph and of the outline that a build keeps of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

import msgspec

from monograph.claims.records import Dose
from monograph.library.model import Entry
from monograph.names.units import unit
from monograph.text.model import Span

LIMIT = re.compile(r"maxim|exceed|(?:no|not) (?:more|higher|greater) than|up to|limited to|unsafe")
STEP = re.compile(r"increas|increment|titrat|adjust|or more|whichever")
SOMEBODY = re.compile(
    r"\b(?:if|when|with renal|with hepatic|impair\w*|elderly|older|in patients|for patients|concomitant\w*|combin\w+"
    r"|first (?:week|year)|year|weeks|days|children|outpatients?|inpatients?|hospital\w*)\b"
)
PER_DAY = re.compile(r"\d ?(?:mg|mcg|g|ml)(?:/day\b| (?:daily|per day|a day)\b)")
INTERVAL = re.compile(r"\bevery (?:\d|two|three|four|six|eight|twelve)")


def doses(entry: Entry) -> list[Dose]:
    """The doses among an entry's claims."""
    return [claim for claim in entry.claims if isinstance(claim, Dose)]


def around(claims: list[Dose], start: int, end: int) -> list[Dose]:
    """The doses whose statement begins in this range; they come in the order of their places."""
    return claims[
        bisect_left(claims, start, key=attrgetter("start")) : bisect_left(claims, end, key=attrgetter("start"))
    ]


def most_in_a_day(dose: Dose) -> float | None:
    """The most that the dose makes in a day, in the first unit of its dimension; None where the text does not tell.

    Of an interval ("every 4 to 6 hours") the longer one counts: that the shorter one is not for every dose of the day
    is what a maximum is there to say. "200 to 400 mg once or twice daily" means the larger dose once.

    >>> most_in_a_day(Dose(start=0, end=0, quote="5 mg every 8-12 hours", amount_max=5, unit="mg", basis="dose",
    ...                    times_per_day_min=2, times_per_day_max=3))
    10.0
    """
    if dose.amount_max is None or dose.basis not in ("day", "dose"):
        return None
    amount = dose.amount_max * factor(dose)
    if dose.basis == "day" or PER_DAY.search(dose.quote.lower()):
        return amount
    if dose.times_per_day_max is None or dose.times_per_day_max < 1:
        return None
    often, seldom = dose.times_per_day_max, dose.times_per_day_min or dose.times_per_day_max
    either = seldom == 1 and often == 2 and dose.amount_min != dose.amount_max
    return amount * (seldom if either or INTERVAL.search(dose.quote.lower()) else often)


def is_plain_limit(limit: Dose) -> bool:
    """Whether this limits what anybody takes: no step of titration, nothing said of when or for whom."""
    words = limit.quote.lower()
    stated = LIMIT.search(words) and limit.times_per_day_max in (None, 1)
    return bool(stated) and not STEP.search(words) and not SOMEBODY.search(words)


def same_scope(one: Dose, other: Dose) -> bool:
    """Whether two doses are for the same persons, route and condition, as far as both say."""
    return (
        _who(one) == _who(other)
        and one.per == other.per
        and _agree(one.route, other.route)
        and _agree(one.indication, other.indication)
        and measures(one) == measures(other)
    )


def bounds(dose: Dose) -> tuple[object, ...]:
    """What else narrows whom a dose is for than a population: age, weight, clearance, body surface, degree."""
    return dose.age_min, dose.age_max, dose.weight_min, dose.weight_max, frozenset(dose.bands.items())


def unbound(dose: Dose) -> Dose:
    """The dose as if it were for the whole population."""
    return msgspec.structs.replace(dose, age_min=None, age_max=None, weight_min=None, weight_max=None, bands={})


def measures(dose: Dose) -> str:
    """The dimension of the dose's unit; a unit that is not known is a dimension of its own."""
    known = unit(dose.unit)
    return known.dimension if known else dose.unit.lower()


def factor(dose: Dose) -> float:
    """How many of the first unit of its dimension one unit of the dose is."""
    known = unit(dose.unit)
    return known.factor if known else 1.0


def amount_span(dose: Dose) -> Span:
    """Where the amount itself stands; the whole statement where its grounds are not kept."""
    return dose.grounds.get("amount", Span(dose.start, dose.end))


def _who(dose: Dose) -> tuple[object, ...]:
    person = dose.population or "adult"
    if person == "adult" and dose.age_min is not None and dose.age_min >= 12:
        dose = msgspec.structs.replace(dose, age_min=None, age_max=None)
    return person, bounds(dose)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
