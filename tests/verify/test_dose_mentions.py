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
