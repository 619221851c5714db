"""Whether a label speaks of the persons and the route of a dose at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
ONCE = "<paragraph>Adults: 40 mg once daily.</paragraph>"


def verdict(entry: Entry, *labels: ReadLabel) -> str:
    """What is said of the page's only dose."""
    return next(one.verdict for one in verify_entry(entry, list(labels)) if one.kind == "dose")


@pytest.mark.parametrize(
    ("said", "persons", "expected"),
    [
        ("Safety and effectiveness in pediatric patients less than 18 years of age have not been established.",
         "Children", "contradicted"),
        ("Safety and effectiveness have not been established in children below the age of 12 years.",
         "Children 6 to 11 years", "contradicted"),
        ("Safety and effectiveness have not been established in children below the age of 12 years.",
         "Adolescents 13 to 17 years", "supported"),
        ("There is no relevant use of Exemplar in the paediatric population.", "Children", "contradicted"),
        ("Exemplar should not be used in immunocompromised adults and children.", "Children", "not-comparable"),
        ("Safety and effectiveness have not been established for the treatment of pain in children.",
         "Children", "not-comparable"),
    ],
)  # fmt: skip
def test_the_adult_dose_is_denied_to_those_of_whom_the_label_says_it(
    label: Make, page: Page, said: str, persons: str, expected: str
) -> None:
    own = label({"dosage": ONCE, "populations": f"<paragraph>{said}</paragraph>"})
    assert verdict(page(dosage=f"**{persons}:** 40 mg by mouth once daily."), own) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Do not give Exemplar to children and adolescents under 18 years of age.", "contradicted"),
        ("Exemplar injection is not recommended for use in pediatric patients.", "not-comparable"),
        ("Do not use Exemplar in children under 12 years unless directed by a doctor.", "not-comparable"),
        ("Safety and effectiveness in pediatric patients have not been established.", "not-comparable"),
    ],
)
def test_no_amount_is_right_for_children_where_the_label_forbids_it(
    label: Make, page: Page, said: str, expected: str
) -> None:
    own = label({"dosage": ONCE, "warnings": f"<paragraph>{said}</paragraph>"})
    assert verdict(page(dosage="**Children:** 5 mg by mouth once daily."), own) == expected


@pytest.mark.parametrize(
    ("persons", "expected"),
    [("Children 3 to 9 years", "not-comparable"), ("Children 10 to 17 years", "supported"), ("Children", "supported")],
)
def test_a_dose_for_all_is_for_minors_of_the_ages_of_the_indication(
    label: Make, page: Page, persons: str, expected: str
) -> None:
    usage = (
        "<paragraph>It is indicated for pain in adults and pediatric patients 10 years of age and older.</paragraph>"
    )
    own = label({"usage": usage, "dosage": "<paragraph>The recommended dose is 10 mg once daily.</paragraph>"})
    assert verdict(page(dosage=f"**{persons}:** 10 mg by mouth once daily."), own) == expected


@pytest.mark.parametrize(
    ("dosage", "expected"),
    [
        ("**Adults:** 20 mg by mouth once daily.", "contradicted"),
        ("**Adults:** 40 mg by mouth once daily.", "supported"),
        ("**Children weighing 20 to 30 kg:** 20 mg by mouth once daily.", "supported"),
        ("**Children weighing 50 kg:** 40 mg by mouth once daily.", "supported"),
        ("**Elderly:** Doses are lower than in adults, 20 mg by mouth once daily.", "not-found"),
    ],
)
def test_the_dose_of_the_lightest_is_none_of_adults(label: Make, page: Page, dosage: str, expected: str) -> None:
    usage = "<paragraph>It is indicated for pain in adults and children.</paragraph>"
    rows = (
        "<table><thead><tr><th>Weight</th><th>Dose</th></tr></thead><tbody>"
        "<tr><td>15 kg to less than 40 kg</td><td>20 mg once daily</td></tr>"
        "<tr><td>40 kg and more</td><td>40 mg once daily</td></tr></tbody></table>"
    )
    assert verdict(page(dosage=dosage), label({"usage": usage, "dosage": rows})) == expected


@pytest.mark.parametrize(
    ("dosage", "expected"),
    [
        ("**Adults:** 40 mg intravenously once daily.", "contradicted"),
        ("**Adults:** The maximum dose is 40 mg intravenously.", "contradicted"),
        ("**Adults:** 40 mg intravenously or orally once daily.", "not-comparable"),
        ("**Adults:** 40 mg intravenously once daily. There is no subcutaneous form.", "contradicted"),
        ("**Adults:** 40 mg intravenously once daily. It comes as tablets and as subcutaneous form.", "not-comparable"),
        (
            "**Adults:** 40 mg intravenously once daily, while dexamethasone is injected intramuscularly.",
            "contradicted",
        ),
        ("**Adults:** 7 mg intravenously once daily.", "not-comparable"),
    ],
)
def test_the_label_s_own_dose_by_a_route_that_no_form_has_is_an_error(
    label: Make, page: Page, dosage: str, expected: str
) -> None:
    text = "<paragraph>Adults: 40 mg orally once daily, at most 40 mg daily.</paragraph>"
    assert verdict(page(dosage=dosage), label({"dosage": text})) == expected


@pytest.mark.parametrize(
    ("dosage", "expected"),
    [
        ("**Adults:** 40 mg orally once daily.", "contradicted"),
        ("**Adults:** 40 mg orally once daily. Drink water before.", "contradicted"),
        ("**For those who cannot take oral medicines:** 40 mg intravenously once daily.", "supported"),
    ],
)
def test_what_is_injected_only_is_not_swallowed(label: Make, page: Page, dosage: str, expected: str) -> None:
    text = "<paragraph>Adults: 40 mg intravenously once daily, instead of oral dexamethasone.</paragraph>"
    assert verdict(page(dosage=dosage), label({"dosage": text}, route="INTRAVENOUS", form="INJECTION")) == expected


@pytest.mark.parametrize(
    ("dosage", "expected"),
    [
        ("Dexamethasone 20 mg orally once daily is taken with it.", "supported"),
        ("Dexamethasone 20 mg once daily is taken with it.", "supported"),
        ("Dexamethasone 20 mg intravenously once daily is given with it.", "contradicted"),
    ],
)
def test_a_partner_is_given_by_the_route_of_the_label(label: Make, page: Page, dosage: str, expected: str) -> None:
    text = "<paragraph>Take Exemplar 80 mg once daily. Dexamethasone 20 mg orally once daily goes with it.</paragraph>"
    assert verdict(page(dosage=dosage), label({"dosage": text})) == expected


def test_a_label_for_children_only_says_nothing_of_adults(label: Make, page: Page) -> None:
    usage = "<paragraph>It is indicated for pain in pediatric patients 2 to 12 years of age.</paragraph>"
    own = label({"usage": usage, "dosage": "<paragraph>The recommended dose is 10 mg once daily.</paragraph>"})
    assert verdict(page(dosage="**Adults:** 10 mg by mouth once daily."), own) == "not-comparable"
    assert verdict(page(dosage="**Children:** 10 mg by mouth once daily."), own) == "supported"


def test_a_dose_of_another_measure_shows_no_route_of_the_label_s_product(label: Make, page: Page) -> None:
    text = "<paragraph>Adults: 500 mg/m2 intravenously. Take 1 mg of folic acid orally once daily.</paragraph>"
    own = label({"dosage": text}, route="INTRAVENOUS", form="INJECTION")
    assert verdict(page(dosage="**Adults:** 500 mg/m2 orally over 10 minutes."), own) == "contradicted"


@pytest.mark.parametrize(
    ("dosage", "expected"),
    [
        ("**Children:** 40 mg by mouth once daily.", "supported"),
        ("**Children (2 to 4 years):** 40 mg by mouth once daily.", "not-comparable"),
        ("**Adults:** 40 mg by mouth once daily.", "supported"),
    ],
)
def test_an_age_from_which_on_a_dose_is_for_patients_names_children_too(
    label: Make, page: Page, dosage: str, expected: str
) -> None:
    text = (
        "<paragraph>The recommended dose in patients 6 years of age and older is 40 mg orally once daily.</paragraph>"
    )
    usage = "<paragraph>It is indicated for hypertension in patients 6 years of age and older.</paragraph>"
    assert verdict(page(dosage=dosage), label({"usage": usage, "dosage": text})) == expected
