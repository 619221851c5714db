"""A plan as an iCalendar file: one event a dose, with a reminder, the same bytes each time."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from monograph.answers.plan.model import Plan, PlannedDose

LASTS = timedelta(minutes=10)
"""How long a dose stands in the calendar."""


def as_calendar(plan: Plan) -> bytes:
    """The doses as events. Without a time zone they float: eight o'clock is eight o'clock wherever the person is."""
    calendar = Calendar()
    calendar.add("prodid", "-//Monograph//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plan.medicine)
    made = datetime.combine(plan.steps[0].first, time(), tzinfo=UTC)
    for dose in plan.doses:
        calendar.add_component(_event(plan, dose, made))
    if plan.zone:
        last = plan.steps[-1].last + timedelta(days=2)
        calendar.add_missing_timezones(first_date=plan.steps[0].first - timedelta(days=400), last_date=last)
    return bytes(calendar.to_ical())


def _event(plan: Plan, dose: PlannedDose, made: datetime) -> Event:
    start = datetime.fromisoformat(dose.at)
    if plan.zone:
        from zoneinfo import ZoneInfo

        start = start.astimezone(ZoneInfo(plan.zone))
    event = Event()
    words = dose_in_words(plan, dose)
    event.add("uid", hashlib.sha256(f"{plan.medicine} {dose.at} {words}".encode()).hexdigest()[:32] + "@monograph")
    event.add("dtstamp", made)
    event.add("dtstart", start)
    event.add("dtend", start + LASTS)
    event.add("summary", words)
    if plan.basis:
        event.add("description", f"{plan.basis.title}: “{' '.join(plan.basis.quote.split())}” ({plan.basis.doc})")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta())
    event.add_component(alarm)
    return event


def dose_in_words(plan: Plan, dose: PlannedDose) -> str:
    """ "L-Glutamine 5 g", with the number of products where they are known."""
    products = f" ({dose.products} ×)" if dose.products and dose.products > 1 else ""
    return f"{plan.medicine} {dose.amount:f} {dose.unit}{products}"
