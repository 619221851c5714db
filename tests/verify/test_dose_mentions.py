"""Doses that a label says in a claim's own words, where its reader takes no dose from them or doubts whose it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
REDUCED = (
    "<paragraph>The recommended dose is 160 mg orally once daily.</paragraph>"
    "<table><thead><tr><th>Dose reductions</th><th>Dose level</th></tr></thead><tbody>"
    "<tr><td>First dose reduction</td><td>120 mg once daily</td></tr>"
    "<tr><td>Second dose reduction</td><td>80 mg once daily</td></tr></tbody></table>"
)
BY_WEIGHT = (
    "<paragraph>The recommended dose in adults is 40 mg once daily.</paragraph>"
    "<table><thead><tr><th>Patients</th><th>Dose</th></tr></thead><tbody>"
    "<tr><td>Pediatric patients below 35 kg</td><td>15 mg once daily</td></tr></tbody></table>"
)


def verdicts(entry: Entry, label: ReadLabel) -> list[str]:
    return [found.verdict for found in verify_entry(entry, [label]) if found.kind == "dose"]


@pytest.mark.parametrize(
    ("dosage", "supported"),
    [
        ("If side effects occur, the dose may be reduced to 120 mg by mouth once daily.", True),
        ("If side effects occur, the dose may be reduced to 120 mg by mouth twice daily.", False),
        ("If side effects occur, the dose may be reduced to 100 mg by mouth once daily.", False),
        ("The maximum dose is 120 mg by mouth once daily.", False),
    ],
)
def test_an_amount_is_stated_with_its_frequency_and_part(label: Make, page: Page, dosage: str, supported: bool) -> None:
    found = verdicts(page(dosage=dosage), label({"dosage": REDUCED}))
    assert (found == ["supported"]) is supported, found


@pytest.mark.parametrize(
    ("dosage", "supported"),
    [
        ("**Children:** 15 mg by mouth once daily.", True),
        ("**Children (40 kg and more):** 15 mg by mouth once daily.", False),
        ("**Adults:** 15 mg by mouth once daily.", False),
        ("**Elderly:** 15 mg by mouth once daily.", False),
    ],
)
def test_a_row_states_only_the_dose_of_its_own_persons(label: Make, page: Page, dosage: str, supported: bool) -> None:
    usage = "<paragraph>It is indicated for hypertension in adults and children.</paragraph>"
    found = verdicts(page(dosage=dosage), label({"usage": usage, "dosage": BY_WEIGHT}))
    assert (found == ["supported"]) is supported, found


BY_CLEARANCE = (
    "<paragraph>The recommended dose is 20 mg/kg every 24 hours.</paragraph>"
    "<table><thead><tr><th>Creatinine clearance (mL/min)</th><th>Dosage</th><th>Interval</th></tr></thead><tbody>"
    "<tr><td>15 to 29</td><td>10 mg/kg</td><td>Every 48 hours</td></tr></tbody></table>"
)


@pytest.mark.parametrize(("often", "supported"), [("every 48 hours", True), ("every 24 hours", False)])
def test_how_often_may_stand_in_another_cell(label: Make, page: Page, often: str, supported: bool) -> None:
    found = verdicts(page(dosage=f"CrCl 15-29 mL/min: 10 mg/kg by mouth {often}."), label({"dosage": BY_CLEARANCE}))
    assert (found == ["supported"]) is supported, found


def test_a_total_of_the_day_may_be_taken_at_once(label: Make, page: Page) -> None:
    text = "<paragraph>Take 60 mg twice daily. The usual total daily dose of Exemplar is 30 mg at first.</paragraph>"
    assert verdicts(page(dosage="Take 30 mg by mouth once daily."), label({"dosage": text})) == ["supported"]


def test_no_more_than_at_first_is_a_first_dose(label: Make, page: Page) -> None:
    text = "<paragraph>The initial infusion rate should be no more than 1 mg/kg/hour.</paragraph>"
    made = label({"dosage": text}, route="INTRAVENOUS", form="INJECTION")
    assert verdicts(page(dosage="The initial rate is 1 mg/kg/hour intravenously."), made) == ["supported"]


@pytest.mark.parametrize(
    ("usage", "supported"),
    [
        ("for hyperphosphatemia in patients on dialysis with kidney disease", True),
        ("for hyperphosphatemia", False),
    ],
)
def test_whom_a_label_is_for_it_need_not_name_again(label: Make, page: Page, usage: str, supported: bool) -> None:
    text = "<paragraph>The recommended dose is 800 mg three times daily.</paragraph>"
    made = label({"usage": f"<paragraph>Exemplar is indicated {usage}.</paragraph>", "dosage": text})
    found = verdicts(page(dosage="**Renal impairment:** 800 mg by mouth three times daily."), made)
    assert (found == ["supported"]) is supported, found


@pytest.mark.parametrize(
    ("dosage", "said", "supported"),
    [
        ("**Children:** 1 mg/kg by mouth once weekly.", "1 mg/kg once weekly", True),
        ("**Children:** 25 mg by mouth once weekly.", "25 mg once weekly", False),
        ("**Children:** 1 mg/kg by mouth once weekly.", "1 mg/kg once weekly in adults", False),
    ],
)
def test_a_dose_by_weight_of_a_label_that_names_no_age_is_for_children_too(
    label: Make, page: Page, dosage: str, said: str, supported: bool
) -> None:
    usage = "<paragraph>It is indicated for patients with an enzyme deficiency.</paragraph>"
    made = label({"usage": usage, "dosage": f"<paragraph>The recommended dosage is {said}.</paragraph>"})
    assert (verdicts(page(dosage=dosage), made) == ["supported"]) is supported
