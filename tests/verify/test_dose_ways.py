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


def test_a_salt_in_the_contents_tells_no_strength(label: Make, page: Page) -> None:
    text = "<paragraph>The recommended dose is one tablet once daily.</paragraph>"
    salt = "<paragraph>Each tablet contains 25 mg exempline sodium equivalent to 20 mg exempline.</paragraph>"
    own = label({"dosage": text, "warnings": salt})
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
