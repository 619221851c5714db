"""What excludes a dose beside a label's, and what leaves it open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
USAGE = "<paragraph>It is indicated for hypertension in adults.</paragraph>"
DAILY = (
    "<paragraph>The recommended dose in adults is 10 mg orally once daily. "
    "The maximum dose is 30 mg once daily.</paragraph>"
)


def verdicts(entry: Entry, label: ReadLabel) -> list[str]:
    return [verdict.verdict for verdict in verify_entry(entry, [label]) if verdict.kind == "dose"]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Migraine:** Adults take 60 mg by mouth once daily.", "not-comparable"),
        ("**Migraine:** Adults take 10 mcg by mouth once daily.", "contradicted"),
        ("**Hypertension:** Adults take 100 mg by mouth once daily.", "contradicted"),
        ("**Hypertension:** Adults take 10 mg by mouth four times daily.", "contradicted"),
        ("**Hypertension:** The maximum dose in adults is 20 mg daily by mouth.", "contradicted"),
        ("**Hypertension:** The maximum starting dose in adults is 20 mg daily by mouth.", "not-found"),
    ],
)
def test_a_slip_of_unit_is_told_whatever_the_use_and_the_rest_for_the_label_s_use(
    label: Make, page: Page, dosage: str, verdict: str
) -> None:
    own = label({"usage": USAGE, "dosage": DAILY})
    assert verdicts(page(usage="* Hypertension\n* Migraine", dosage=dosage), own) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** 25 mg by mouth once daily.", "supported"),
        ("**Adults:** 75 mg by mouth once daily.", "contradicted"),
    ],
)
def test_the_contents_of_a_product_of_one_strength_tell_what_a_tablet_comes_to(
    label: Make, page: Page, dosage: str, verdict: str
) -> None:
    text = "<paragraph>The recommended dose is one tablet once daily.</paragraph>"
    own = label({"dosage": text, "warnings": "<paragraph>Each tablet contains 25 mg exempline.</paragraph>"})
    assert verdicts(page(dosage=dosage), own) == [verdict]


@pytest.mark.parametrize(("amount", "verdict"), [(25, "supported"), (20, "supported"), (75, "contradicted")])
def test_a_tablet_may_be_told_as_its_salt_or_its_base(label: Make, page: Page, amount: int, verdict: str) -> None:
    text = "<paragraph>The recommended dose is one tablet once daily.</paragraph>"
    salt = "<paragraph>Each tablet contains 25 mg exempline sodium equivalent to 20 mg exempline.</paragraph>"
    own = label({"dosage": text, "warnings": salt})
    assert verdicts(page(dosage=f"**Adults:** {amount} mg by mouth once daily."), own) == [verdict]


def test_of_several_strengths_none_tells_what_a_tablet_comes_to(label: Make, page: Page) -> None:
    text = "<paragraph>The recommended dose is one tablet once daily.</paragraph>"
    both = "<paragraph>Each tablet contains 25 mg of exempline. Each tablet contains 50 mg of exempline.</paragraph>"
    own = label({"dosage": text, "warnings": both})
    assert verdicts(page(dosage="**Adults:** 75 mg by mouth once daily."), own) == ["not-comparable"]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("Dexamethasone 20 mg by mouth once daily is taken with it.", "supported"),
        ("Dexamethasone 80 mg by mouth once daily is taken with it.", "not-comparable"),
    ],
)
def test_a_dose_of_a_partner_is_held_against_the_partner_s(label: Make, page: Page, dosage: str, verdict: str) -> None:
    text = (
        "<paragraph>Take Exemplar 80 mg once daily. Dexamethasone 20 mg orally once daily is taken with it.</paragraph>"
    )
    assert verdicts(page(dosage=dosage), label({"dosage": text})) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** 1 mg/kg by mouth once daily.", "contradicted"),
        ("**Children:** 1 mg/kg by mouth once daily.", "supported"),
    ],
)
def test_what_is_for_children_only_is_no_dose_of_adults(label: Make, page: Page, dosage: str, verdict: str) -> None:
    usage = "<paragraph>It is indicated for hypertension in adults and children.</paragraph>"
    text = "<paragraph>Adults: 40 mg once daily.</paragraph><paragraph>Children: 1 mg/kg once daily.</paragraph>"
    assert verdicts(page(dosage=dosage), label({"usage": usage, "dosage": text})) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Children:** 10 mg by mouth once daily.", "supported"),
        ("**Children:** 10-20 mg by mouth once daily.", "contradicted"),
    ],
)
def test_the_one_dose_of_a_label_for_all_is_that_of_children_too(
    label: Make, page: Page, dosage: str, verdict: str
) -> None:
    usage = "<paragraph>It is indicated for pediatric and adult patients with hypertension.</paragraph>"
    text = "<paragraph>The recommended dose is 10 mg orally once daily.</paragraph>"
    assert verdicts(page(dosage=dosage), label({"usage": usage, "dosage": text})) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**CrCl below 30 mL/min:** 5 mg by mouth once daily.", "supported"),
        ("**CrCl below 30 mL/min:** 20 mg by mouth once daily.", "contradicted"),
        ("**Adults:** 20 mg by mouth once daily.", "supported"),
    ],
)
def test_doses_of_other_bands_of_the_kidneys_say_nothing(label: Make, page: Page, dosage: str, verdict: str) -> None:
    text = (
        "<paragraph>For patients with creatinine clearance above 60 mL/min: 20 mg once daily.</paragraph>"
        "<paragraph>For patients with creatinine clearance below 30 mL/min: 5 mg once daily.</paragraph>"
    )
    assert verdicts(page(dosage=dosage), label({"dosage": text})) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** 10 mg by mouth once or twice daily.", "supported"),
        ("**Adults:** 10 mg by mouth two to four times daily.", "contradicted"),
    ],
)
def test_a_range_of_frequencies_is_stated_by_its_ends(label: Make, page: Page, dosage: str, verdict: str) -> None:
    text = "<paragraph>Adults: 10 mg once daily.</paragraph><paragraph>Adults: 10 mg twice daily.</paragraph>"
    assert verdicts(page(dosage=dosage), label({"dosage": text})) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** The dose may be increased to a maximum of 40 mg daily by mouth.", "supported"),
        ("**Adults:** The dose may be increased to a maximum of 400 mg daily by mouth.", "contradicted"),
        ("**Adults:** Studies have used doses of 90 mg daily by mouth.", "not-comparable"),
    ],
)
def test_a_titration_is_read_to_its_end_and_what_studies_used_is_no_advice(
    label: Make, page: Page, dosage: str, verdict: str
) -> None:
    text = (
        "<paragraph>The recommended dose in adults is 10 mg daily. It may be increased to 20 mg per day.</paragraph>"
        "<paragraph>If edema persists with 20 mg, the dose can be increased to 30 mg, then 40 mg.</paragraph>"
    )
    assert verdicts(page(usage="* Hypertension", dosage=dosage), label({"usage": USAGE, "dosage": text})) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** 10 mg by mouth twice daily.", "contradicted"),
        ("**Adults:** The maintenance dose is 10 mg by mouth twice daily.", "not-found"),
        ("**Adults:** The maintenance dose is 100 mg by mouth twice daily.", "contradicted"),
    ],
)
def test_a_label_without_a_maintenance_dose_says_only_what_is_too_much_for_one(
    label: Make, page: Page, dosage: str, verdict: str
) -> None:
    text = "<paragraph>The recommended dose in adults is 10 mg orally four times daily.</paragraph>"
    assert verdicts(page(dosage=dosage), label({"usage": USAGE, "dosage": text})) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** Doses above 20 mg daily are not recommended.", "contradicted"),
        ("**Adults:** Doses above 20 mg daily are usually not recommended.", "not-found"),
    ],
)
def test_what_is_usually_too_much_may_be_given_at_times(label: Make, page: Page, dosage: str, verdict: str) -> None:
    text = "<paragraph>Doses of up to 60 mg daily may be necessary in adults.</paragraph>"
    assert verdicts(page(dosage=dosage), label({"usage": USAGE, "dosage": text})) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Kidney Transplant:** Adults take 50 mg by mouth once daily.", "contradicted"),
        ("**Heart Transplant:** Adults take 50 mg by mouth once daily.", "not-comparable"),
    ],
)
def test_the_organ_of_a_transplant_is_part_of_the_use(label: Make, page: Page, dosage: str, verdict: str) -> None:
    usage = "<paragraph>It is indicated to prevent organ rejection in adults with a renal transplant.</paragraph>"
    own = label({"usage": usage, "dosage": DAILY})
    assert verdicts(page(usage="* Organ rejection", dosage=dosage), own) == [verdict]


LOADED = (
    "<paragraph>The recommended dose in adults is a loading dose of 600 mg, "
    "followed by a maintenance dose of 300 mg every other week.</paragraph>"
)
TITRATED = (
    "<paragraph>The recommended starting dose in adults is 250 mg four times daily. This may be increased by 250 mg "
    "every day to a maximum of 4 g daily. Usually 2 g to 3 g daily is effective.</paragraph>"
)
TWICE = (
    "<paragraph>The recommended dose in adults is 50 mg once daily. "
    "Adults with resistant disease: 50 mg twice daily.</paragraph>"
)
LIMITED = (
    "<paragraph>Adults: Start with 2.5 mg twice daily. Increase to 5 mg. "
    "The maximum dose is 10 mg twice daily.</paragraph>"
)
IN_CYCLES = (
    "<paragraph>The recommended dose in adults is 160 mg once daily "
    "for the first 21 days of each 28-day cycle.</paragraph>"
)
INFUSED = (
    "<paragraph>The recommended dose in adults is 30 mg/kg once weekly "
    "as a 35 to 60-minute intravenous infusion.</paragraph>"
)


@pytest.mark.parametrize(
    ("text", "dosage", "verdict"),
    [
        (LOADED, "**Adults:** A loading dose of 600 mg by mouth.", "supported"),
        (LOADED, "**Adults:** The maintenance dose is 300 mg every other week by mouth.", "supported"),
        (LOADED, "**Adults:** The maintenance dose is 600 mg every other week by mouth.", "contradicted"),
        (TITRATED, "**Adults:** The starting dose is 250 mg by mouth four times daily.", "supported"),
        (TITRATED, "**Adults:** The starting dose is 500 mg by mouth four times daily.", "contradicted"),
        (TITRATED, "**Adults:** The usual dose is 2 g daily by mouth.", "supported"),
        (TWICE, "**Adults:** 100 mg by mouth once daily.", "contradicted"),
        (TWICE, "**Adults:** 50 mg by mouth twice daily.", "supported"),
        (LIMITED, "**Adults:** The maximum dose is 20 mg daily by mouth.", "supported"),
        (LIMITED, "**Adults:** The maximum dose is 40 mg daily by mouth.", "contradicted"),
        (IN_CYCLES, "**Adults:** 160 mg by mouth once daily for 21 days of a 28-day cycle.", "supported"),
        (IN_CYCLES, "**Adults:** 160 mg by mouth four times daily for 21 days of a 28-day cycle.", "contradicted"),
        (INFUSED, "**Adults:** 60 mg/kg once weekly.", "contradicted"),
    ],
)
def test_a_dose_is_held_against_the_label_s_of_its_phase_and_measure(
    label: Make, page: Page, text: str, dosage: str, verdict: str
) -> None:
    found = verdicts(page(usage="* Hypertension", dosage=dosage), label({"usage": USAGE, "dosage": text}))
    assert found == [verdict]
