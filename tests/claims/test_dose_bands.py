"""Bands of those that a dose is for: creatinine clearance, body surface and how far an organ is impaired."""

from __future__ import annotations

from typing import Any

import pytest

from monograph.claims.dose import read_doses
from monograph.claims.records import Dose
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

CLEARANCE, SURFACE = "creatinine clearance", "body surface"
KIDNEY, LIVER = "renal impairment", "hepatic impairment"


def doses(dosage: str) -> list[Dose]:
    monograph = read_monograph(f"# Exemplin\n\n### Dosage\n\n{dosage}\n".encode(), "exemplin.md")
    assert isinstance(monograph, Monograph)
    return read_doses(monograph)


@pytest.mark.parametrize(
    ("dosage", "bands"),
    [
        ("For CrCl 30-50 mL/min: 5 mg daily.", {CLEARANCE: (30, 50)}),
        ("If eGFR is 30 to <60 mL/min/1.73 m2, take 5 mg daily.", {CLEARANCE: (30, 60)}),
        ("If eGFR is ≥30 mL/min/1.73 m2 to less than 45 mL/min/1.73 m2, take 5 mg.", {CLEARANCE: (30, 45)}),
        ("If CrCl is at least 30 mL/min to less than 60 mL/min, take 5 mg daily.", {CLEARANCE: (30, 60)}),
        ("For GFR 60-30 mL/min, take 5 mg daily.", {CLEARANCE: (30, 60)}),
        ("For eGFR below 45 the dose is 5 mg daily.", {CLEARANCE: (None, 45)}),
        ("If the creatinine clearance is 60 mL/min or more, take 5 mg daily.", {CLEARANCE: (60, None)}),
        ("Children with a body surface area of 1.11 to 1.5 m2 take 5 mg daily.", {SURFACE: (1.11, 1.5)}),
        ("In moderate or severe hepatic impairment (Child-Pugh B or C), take 5 mg daily.", {LIVER: (2, 3)}),
        ("Patients on hemodialysis take 5 mg daily.", {KIDNEY: (4, 4)}),
        ("Patients with kidney failure not on dialysis take 5 mg daily.", {}),
        ("With mild (Child-Pugh A) to moderate (Child-Pugh B) hepatic impairment, take 5 mg.", {LIVER: (1, 2)}),
        ("With a body surface of at least 1 meter squared, take 5 mg daily.", {SURFACE: (1, None)}),
        ("For severe infections, take 5 mg daily.", {}),
        ("Infuse at 1-2 mL/min.", {}),
    ],
)
def test_a_band_is_read_with_its_dose(dosage: str, bands: dict[str, Any]) -> None:
    (dose,) = doses(dosage)
    assert dose.bands == bands


def test_each_dose_of_a_sentence_has_its_own_band() -> None:
    found = doses("If CrCl is 30-50 mL/min give 5 mg daily, if 10-29 mL/min give 2 mg daily.")
    assert [dose.bands[CLEARANCE] for dose in found] == [(30, 50), (10, 29)]
    assert {dose.population for dose in found} == {KIDNEY}


def test_a_degree_alone_is_of_the_impairment_above_it() -> None:
    found = doses("**Kidney impairment:**\n\n* Mild: 10 mg daily\n* Severe: 5 mg daily\n")
    assert [(dose.population, dose.bands) for dose in found] == [(KIDNEY, {KIDNEY: (1, 1)}), (KIDNEY, {KIDNEY: (3, 3)})]


def test_a_body_surface_in_an_impairment_keeps_the_impairment() -> None:
    (dose,) = doses("**Severe renal impairment:**\n\n* BSA less than 1.2 m2: 5 mg daily\n")
    assert (dose.population, dose.bands) == (KIDNEY, {KIDNEY: (3, 3), SURFACE: (None, 1.2)})
