"""Claims in the words of a person: numbers, amounts and how often, the same wherever a dose is shown."""

from __future__ import annotations

from typing import Any

import pytest

from monograph.claims.records import Band, Dose
from monograph.claims.words import how_much, in_words, number, persons, span

GAP = "\N{NO-BREAK SPACE}"


def dose(amount: float | None, unit: str, **more: Any) -> Dose:
    return Dose(start=0, end=0, quote="", **{"amount_min": amount, "amount_max": amount, "unit": unit} | more)


@pytest.mark.parametrize(
    ("value", "words"), [(0.1429, "0.1429"), (1000, "1,000"), (1e6, "1,000,000"), (2.50, "2.5"), (0.0001, "0.0001")]
)
def test_numbers(value: float, words: str) -> None:
    assert number(value) == words


def test_a_range_without_ends_says_nothing() -> None:
    assert span(None, None, "g") == ""


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (dose(5, "g", basis="day"), "5 g a day"),
        (dose(5, "g", basis="day", times_per_day_min=2, times_per_day_max=3), "5 g a day in 2 to 3 doses"),
        (dose(2, "tablet", basis="dose", times_per_day_min=4, times_per_day_max=6), "2 tablets, 4 to 6 times a day"),
        (dose(2, "suppository", basis="dose", times_per_day_min=1, times_per_day_max=1), "2 suppositories once a day"),
        (dose(1, "patch", basis="week"), "1 patch a week"),
        (dose(1, "patch", basis="week", times_per_day_min=1 / 7, times_per_day_max=1 / 7), "1 patch a week"),
        (dose(0.5, "tablet", basis="dose"), "0.5 tablet a dose"),
        (dose(5, "mg", per="kg", basis="dose"), "5 mg/kg a dose"),
        (dose(1, "%"), "1%"),
        (dose(600000, "units"), "600,000 units"),
        (dose(None, "g", amount_max=4, basis="day", role="maximum"), "up to 4 g a day"),
        (dose(None, "g", amount_max=14, basis="day", role="unsafe-above"), "more than 14 g a day"),
        (dose(30, "mg", amount_max=None), "30 mg or more"),
    ],
)
def test_doses(made: Dose, words: str) -> None:
    assert how_much(made) == in_words(made)[0] == words


def test_a_page_keeps_a_number_and_its_unit_on_one_line() -> None:
    assert how_much(dose(5, "g", amount_max=30, basis="day"), gap=GAP) == f"5 to 30{GAP}g a day"


def test_persons_without_the_population_that_goes_without_saying() -> None:
    made = dose(5, "mg", population="child", age_max=6, bands={"body surface": Band(None, 1.5)})
    assert persons(made) == "child, body surface up to 1.5 m², up to 6 years"
    assert persons(made, besides="child") == "body surface up to 1.5 m², up to 6 years"
