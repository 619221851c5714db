"""When two doses are for the same, and how much a dose makes in a day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.checks.scope import is_plain_limit, most_in_a_day, same_scope
from monograph.claims.records import Band, Dose

MAYBE = st.none() | st.sampled_from([1.0, 6.0, 12.0, 18.0])
DOSES = st.builds(
    Dose,
    start=st.just(0),
    end=st.just(1),
    quote=st.sampled_from(["5 mg", "5 mg every 6 hours", "5 mg daily", "up to 5 mg"]),
    amount_min=st.none() | st.just(1.0),
    amount_max=st.none() | st.floats(0.1, 1000),
    unit=st.sampled_from(["mg", "g", "mL", "tablet"]),
    per=st.none() | st.just("kg"),
    basis=st.sampled_from(["day", "dose", "week", "unclear"]),
    times_per_day_min=MAYBE,
    times_per_day_max=MAYBE,
    route=st.none() | st.sampled_from(["oral", "intravenous"]),
    population=st.none() | st.sampled_from(["adult", "child"]),
    age_min=MAYBE,
    bands=st.just({}) | st.builds(lambda low: {"creatinine clearance": Band(low, None)}, st.sampled_from([15, 30])),
    indication=st.none() | st.sampled_from(["gout", "pain"]),
)


@given(DOSES, DOSES)
def test_scope_is_the_same_from_both_sides(one: Dose, other: Dose) -> None:
    assert same_scope(one, one)
    assert same_scope(one, other) == same_scope(other, one)


def test_doses_for_two_clearances_are_for_different_persons() -> None:
    one, other = (dose("5 mg daily", bands={"creatinine clearance": Band(low, None)}) for low in (15, 30))
    assert not same_scope(one, other)


@given(DOSES)
def test_a_day_holds_at_least_one_dose(dose: Dose) -> None:
    total = most_in_a_day(dose)
    assert total is None or (dose.amount_max is not None and total >= dose.amount_max * 0.99)


def dose(quote: str, amount: float = 5, **fields: object) -> Dose:
    return Dose(start=0, end=0, quote=quote, amount_min=amount, amount_max=amount, unit="mg", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "times", "total"),
    [
        ("5 mg three times daily", (3, 3), 15),
        ("5 mg every 4-6 hours", (4, 6), 20),
        ("5 mg every 6 hours", (4, 4), 20),
        ("up to four times daily", (None, 4), 20),
        ("5 mg daily, once or twice", (1, 2), 5),
    ],
)
def test_most_in_a_day(quote: str, times: tuple[float | None, float], total: float) -> None:
    assert most_in_a_day(dose(quote, basis="dose", times_per_day_min=times[0], times_per_day_max=times[1])) == total


def test_units_are_converted_and_weeks_are_no_days() -> None:
    gram = Dose(start=0, end=0, quote="1 g a day", amount_max=1, unit="g", basis="day")
    assert most_in_a_day(gram) == 1000
    assert most_in_a_day(dose("5 mg a week", basis="week", times_per_day_max=1 / 7)) is None


@pytest.mark.parametrize(
    "quote",
    [
        "increases should not exceed 5 mg a day",
        "a maximum of 5 mg in patients with renal impairment",
        "when combined with another, the maximum is 5 mg",
        "5 mg a day",
    ],
)
def test_limits_of_steps_and_of_some_people_are_none(quote: str) -> None:
    assert is_plain_limit(dose("the maximum daily dose is 5 mg", role="maximum", basis="day"))
    assert not is_plain_limit(dose(quote, role="maximum", basis="day"))
