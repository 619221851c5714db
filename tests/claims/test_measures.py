"""Of which ages, clearances and degrees words speak: the same grammar for doses, advice and screening."""

from __future__ import annotations

import pytest

from monograph.claims.posology.measures import measures_in


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("children under 12 years", [(None, 12)]),
        ("infants younger than 3 months", [(None, 0.25)]),
        ("children 2-12 years", [(2, 12)]),
        ("children 2 to 12 years old", [(2, 12)]),
        ("for those 12 and older", [(12, None)]),
        ("children under two years of age and older adults", [(None, 2)]),
        ("adults over 65 years of age", [(65, None)]),
        ("smokers of 20 cigarettes", []),
    ],
)
def test_ages(words: str, ages: list[tuple[float | None, float | None]]) -> None:
    assert [tuple(bound) for bound in measures_in(words).ages] == ages


@pytest.mark.parametrize(
    ("words", "clearances"),
    [
        ("egfr of 30 ml/min/1.73 m2 or higher", [(30, None)]),
        ("crcl below 30 ml/min, or egfr 30 to 45", [(None, 30), (30, 45)]),
        ("child-pugh score 5-6", []),
        ("an infusion of 5 ml/min", []),
    ],
)
def test_clearances(words: str, clearances: list[tuple[float | None, float | None]]) -> None:
    assert [tuple(bound) for bound in measures_in(words).clearances] == clearances


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("mild to severe renal impairment", {1, 2, 3}),
        ("hepatic impairment (child-pugh b)", {2}),
        ("advanced kidney disease or dialysis", {3, 4}),
        ("severe impairment", {3}),
        ("in severe cases", {3}),
        ("severe heart failure or liver disease", set()),
        ("kidney disease, not on dialysis", set()),
    ],
)
def test_degrees_are_those_of_the_organ_that_is_named(words: str, degrees: set[int]) -> None:
    assert measures_in(words).degrees == degrees
