"""What labels say of doses by their form: headings run into the text of leaflets, notes in tables; all made up."""

from __future__ import annotations

import pytest
from tests.labels.samples import leaflet, spl, spl_section

from monograph.claims.dose import read_doses
from monograph.claims.records import Dose
from monograph.labels.leaflet import read_leaflet
from monograph.labels.spl import read_spl


def doses_of(text: str) -> list[Dose]:
    record = leaflet()
    record["sections"][3]["text"] = text
    return read_doses(read_leaflet(record, "x").text)


def test_headings_run_into_their_sentences_part_the_doses() -> None:
    text = (
        "How much to take If you have gout The usual dose is 5 mg once daily. If you have acne Your doctor will give"
        " you 10 mg once daily. Duration of treatment Take 3 mg as long as it is needed."
    )
    assert [(dose.amount_max, dose.indication) for dose in doses_of(text)] == [(5, "gout"), (10, "acne"), (3, None)]


def test_headings_of_persons_stand_below_those_of_conditions() -> None:
    text = (
        "Gout\nAdults\nThe usual dose is 5 mg.\nUse in children and adolescents\nThe usual dose is 2 mg.\n"
        "Acne\nThe dose is 1 mg."
    )
    assert [(dose.population, dose.indication) for dose in doses_of(text)] == [
        ("adult", "Gout"),
        ("child", "Gout"),
        ("adolescent", "Gout"),
        (None, "Acne"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The usual dose for gout is 5 mg Take it with food.",
        "One tablet of 5 mg once a day\nTake it with food.",
        "Take 5 mg of Exemplin in the morning.",
    ],
)
def test_a_line_with_an_amount_is_no_heading(text: str) -> None:
    assert 5 in [dose.amount_max for dose in doses_of(text)]


def test_the_letter_of_a_note_is_no_letter_of_its_word() -> None:
    heads = "<tr><th>Weight<sup>a</sup> (kg)</th><th>Dose</th></tr>"
    table = f"<table>{heads}<tr><td>10</td><td>5 mg<sup>a, b</sup></td></tr></table>"
    text = read_spl(spl(extra=spl_section("34068-7", "DOSAGE", table)), "x").text.source
    assert "Weight (kg)" in text
    assert "5 mg\n" in text.replace(" | ", "\n")


def test_a_line_that_cannot_end_goes_on() -> None:
    doses = doses_of(
        "For adults and adolescents (over\n12 years old), the dose is one\ncapsule (100 mg) of\nExemplin daily."
    )
    assert [(dose.population, dose.age_min) for dose in doses] == [("adult", None), ("adolescent", 12)]
