"""Plans: exact sums, gaps and maxima that hold, hours across changes of the clocks, and honest refusals."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monograph.answers.library import Library
from monograph.answers.plan import Hours, Plan, Request
from monograph.answers.plan.split import split
from monograph.answers.profile.model import Function, Profile
from monograph.pipeline.build import build

PAGE = """\
---
title: {title}
---

# {title}

### Dosage

{dosage}
"""
PAGES = {
    "Exemplin": "* **Adults:** 5 to 30 g by mouth a day, in divided doses. The maximum daily dose is 30 g by mouth.\n"
    "* **Children:** 5 g by mouth twice daily. The maximum daily dose for children is 10 g by mouth.",
    "Unlimitin": "* **Adults:** 200 mg by mouth twice daily.",
    "Injectin": "* **Adults:** 1 g intravenously twice daily. The maximum daily dose is 4 g intravenously.",
    "Weighin": "* **Adults:** 10 mg/kg by mouth a day in two doses. The maximum daily dose is 800 mg by mouth.",
    "Startin": "* **Adults:** The starting dose is 10 mg by mouth once daily. "
    "The usual dose is 20 mg by mouth once daily.",
    "Needin": "* **Adults:** 10 mg by mouth twice daily as needed.",
    "Shortin": "* **Adults:** 10 mg by mouth twice daily for 5 days.",
    "Hourin": "* **Adults:** 10 mg by mouth every 8 hours.",
    "Metformin + Sitagliptin": "* **Adults:** 500 mg by mouth twice daily. The maximum daily dose is 2000 mg by mouth.",
    "Rangin": "* **Adults:** 2.5-10 mg by mouth every four to six hours.",
    "Farin": "* **Adults:** 10 mg by mouth every 72 hours. The maximum daily dose is 20 mg by mouth.",
    "Clearin": "* **Renal impairment:**\n    * CrCl 30-59 mL/min: 250 mg by mouth twice daily.\n"
    "    * CrCl 15-29 mL/min: 250 mg by mouth once daily.",
    "Wordin": "* **Adults:** Take it as your doctor tells you.",
}
START = date(2026, 12, 1)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("plan")
    for title, dosage in PAGES.items():
        path = root / "pages" / f"{title.lower()}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE.format(title=title, dosage=dosage), encoding="utf-8")
    build(root / "pages", root / "out", workers=1)
    with Library.open(root / "out") as opened:
        yield opened


def planned(library: Library, **asked: object) -> Plan:
    return library.plan(Request(**{"medicine": "exemplin", "start": START, **asked}))  # type: ignore[arg-type]


def test_a_daily_amount_is_spread_over_meals(library: Library) -> None:
    made = planned(library, daily="15 g", times=3, days=2)
    assert [dose.at for dose in made.doses[:4]] == [
        "2026-12-01T08:00", "2026-12-01T13:00", "2026-12-01T19:00", "2026-12-02T08:00",
    ]  # fmt: skip
    assert {dose.amount for dose in made.doses} == {Decimal(5)}
    assert (made.daily, made.maximum, made.unit) == (Decimal(15), Decimal(30), "g")
    assert made.basis
    assert "5 to 30 g" in made.basis.quote


def test_an_amount_for_each_kg_is_reckoned_in_sight(library: Library) -> None:
    made = planned(library, medicine="weighin", daily="10 mg/kg", times=2, profile=Profile(weight=63.5))
    assert made.arithmetic[0] == "10 mg/kg × 63.5 kg = 635 mg"
    assert made.daily == Decimal(635)


def test_the_monographs_own_regimen_is_taken_where_there_is_one(library: Library) -> None:
    made = planned(library, medicine="unlimitin")
    assert (made.status, made.daily, len(made.doses)) == ("planned", Decimal(400), 28)


def test_a_stated_interval_comes_before_meals(library: Library) -> None:
    made = planned(library, medicine="hourin", days=1, hours=Hours(sleep=time(23)))
    assert [dose.at[11:] for dose in made.doses] == ["07:00", "15:00", "23:00"]


@pytest.mark.parametrize(("times", "fits"), [(3, True), (4, True), (5, False), (6, False)])
def test_no_plan_goes_below_the_shorter_end_of_a_stated_interval(library: Library, times: int, fits: bool) -> None:
    made = planned(library, medicine="rangin", daily="30 mg", times=times, days=3, hours=Hours(gap=0))
    moments = [datetime.fromisoformat(dose.at) for dose in made.doses]
    assert (made.status == "planned") == fits
    assert all(later - earlier >= timedelta(hours=4) for earlier, later in pairwise(moments))


def test_steps_follow_one_another(library: Library) -> None:
    made = planned(library, steps=("5 g for 3 days", "10 g for 4 days", "15 g"), times=1, days=10)
    assert [(step.first, step.last, step.daily) for step in made.steps] == [
        (date(2026, 12, 1), date(2026, 12, 3), Decimal(5)),
        (date(2026, 12, 4), date(2026, 12, 7), Decimal(10)),
        (date(2026, 12, 8), date(2026, 12, 10), Decimal(15)),
    ]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"daily": "40 g", "times": 4}, "more than 30 g"),
        ({"daily": "2 g", "times": 2}, "less than any dose"),
        ({"daily": "15 mL", "times": 3}, "in a unit like mL"),
        ({"daily": "5 g", "times": 2, "profile": Profile(age=7)}, "children"),
        ({"daily": "20 g", "times": 2, "profile": Profile(age=7), "prescribed": True}, "more than 10 g"),
        ({"daily": "10 g", "times": 2, "profile": Profile(kidney="severe")}, "renal impairment"),
        ({"daily": "1 g/kg", "times": 2}, "--weight"),
        ({"daily": "10 g", "times": 3, "strength": "5 g"}, "whole products"),
        ({"daily": "15 g", "times": 4, "hours": Hours(gap=400)}, "do not fit"),
        ({}, "leaves a choice"),
        ({"medicine": "unlimitin", "daily": "600 mg", "times": 2}, "maximum is not stated"),
        ({"medicine": "injectin", "daily": "2 g", "times": 2}, "intravenous"),
        ({"medicine": "injectin", "daily": "2 g", "times": 2, "route": "intravenous"}, "--prescribed"),
        ({"medicine": "startin"}, "to begin with"),
        ({"medicine": "needin"}, "leaves the dose open"),
        ({"medicine": "shortin"}, "stated for 5 days"),
        ({"medicine": "metformin + sitagliptin"}, "of one component only"),
        ({"medicine": "metformin + sitagliptin", "daily": "1000 mg", "times": 2}, "of one component only"),
        ({"medicine": "hourin"}, "states 8 hours between doses"),
        ({"medicine": "farin", "daily": "10 mg", "times": 1}, "72 hours"),
        ({"medicine": "wordin", "daily": "2 g", "times": 2}, "no dose in numbers"),
    ],
)
def test_a_refusal_says_why(library: Library, asked: dict[str, object], why: str) -> None:
    made = planned(library, **asked)
    assert made.status == "refused"
    assert why in (made.why or "")
    assert not made.doses


@pytest.mark.parametrize(("kidney", "daily"), [("moderate", 500), ("severe", 250), ("mild", None), ("dialysis", None)])
def test_doses_for_a_clearance_are_planned_for_that_clearance(
    library: Library, kidney: Function, daily: int | None
) -> None:
    made = planned(library, medicine="clearin", profile=Profile(kidney=kidney))
    assert made.status == ("planned" if daily else "refused")
    assert made.daily == (Decimal(daily) if daily else None)


def test_what_is_prescribed_is_planned(library: Library) -> None:
    child = planned(library, daily="10 g", times=2, profile=Profile(age=7), prescribed=True)
    drip = planned(library, medicine="injectin", daily="2 g", times=2, route="intravenous", prescribed=True)
    assert child.status == drip.status == "planned"


HOURS = st.builds(
    Hours,
    wake=st.times(time(4), time(10)),
    sleep=st.times(time(18), time(23, 55)) | st.times(time(0), time(3)),
    meals=st.lists(st.times(time(5), time(22)), max_size=4).map(tuple),
    gap=st.none() | st.integers(0, 400),
)
ZONES = st.sampled_from([None, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])


@settings(max_examples=300)
@given(
    tenths=st.integers(50, 400),
    times=st.integers(1, 8),
    start=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    days=st.integers(1, 40),
    strength=st.sampled_from([None, "1 g", "2.5 g", "500mg"]),
    hours=HOURS,
    zone=ZONES,
)
def test_sums_gaps_and_maxima_hold(
    library: Library, tenths: int, times: int, start: date, days: int, strength: str | None, hours: Hours,
    zone: str | None,
) -> None:  # fmt: skip
    daily = Fraction(tenths, 10)
    made = planned(
        library,
        daily=f"{float(daily)} g",
        times=times,
        start=start,
        days=days,
        strength=strength,
        hours=hours,
        zone=zone,
    )
    if daily > 30:
        assert made.status == "refused"
    assume(made.status == "planned")
    assert len(made.doses) == times * days
    for place in range(days):
        of_day = made.doses[place * times : (place + 1) * times]
        total = sum(Fraction(dose.amount) for dose in of_day)
        assert total == Fraction(made.daily or 0) <= 30
        assert total == daily or (strength and daily * Fraction(9, 10) <= total < daily)
    moments = [datetime.fromisoformat(dose.at) for dose in made.doses]
    least = timedelta(minutes=hours.least_gap(times))
    assert all(later - earlier >= least for earlier, later in pairwise(moments))
    assert moments[0].date() == start
    assert {(moment - timedelta(hours=3, minutes=1)).date() for moment in moments} >= {
        start + timedelta(days=day) for day in range(days)
    }


@given(st.integers(1, 100_000), st.integers(1, 12))
def test_a_split_is_exact(thousandths: int, times: int) -> None:
    doses, _ = split(Fraction(thousandths, 1000), times, None, "g")
    assert sum(doses) == Fraction(thousandths, 1000)
    assert max(doses) - min(doses) <= max(doses) / 50


def test_the_clocks_go_forward(library: Library) -> None:
    hours = Hours(wake=time(2, 30), sleep=time(14, 30), meals=())
    made = planned(library, daily="10 g", times=2, start=date(2027, 3, 27), days=3, hours=hours, zone="Europe/Berlin")
    assert [dose.at for dose in made.doses] == [
        "2027-03-27T02:30+01:00", "2027-03-27T14:30+01:00",
        "2027-03-28T03:30+02:00", "2027-03-28T14:30+02:00",
        "2027-03-29T02:30+02:00", "2027-03-29T14:30+02:00",
    ]  # fmt: skip


def test_a_calendar_holds_each_dose(library: Library) -> None:
    icalendar = pytest.importorskip("icalendar")
    from monograph.answers.plan.calendar import as_calendar

    made = planned(library, daily="15 g", times=3, days=40, start=date(2027, 3, 1), zone="Europe/Berlin")
    read = icalendar.Calendar.from_ical(as_calendar(made))
    starts = [event["dtstart"].dt.isoformat(timespec="minutes") for event in read.walk("VEVENT")]
    assert starts == [dose.at for dose in made.doses]
    assert as_calendar(made) == as_calendar(made)


def test_a_sheet_shows_each_dose(library: Library) -> None:
    pytest.importorskip("typst")
    from monograph.answers.plan.sheet import as_pdf

    sheet = as_pdf(planned(library, daily="15 g", times=3, strength="5 g"))
    assert io.BytesIO(sheet).read(5) == b"%PDF-"
    assert len(sheet) > 5_000
