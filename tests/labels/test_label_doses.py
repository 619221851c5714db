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


def rows_of(table: str, before: str = "") -> list[Dose]:
    section = spl_section("34068-7", "DOSAGE", f"{before}<table>{table}</table>")
    text = read_spl(spl(extra=section), "x").text
    start = text.of_kind("dosage")[-1].start
    return [dose for dose in read_doses(text) if dose.start >= start]


def test_a_second_row_that_begins_as_the_head_does_is_of_the_head() -> None:
    head = "<thead><tr><th>Weight</th><th>Dose</th><th>Dose</th></tr></thead>"
    rows = (
        "<tr><td>Weight</td><td>Starting</td><td>Maintenance</td></tr><tr><td>10 kg</td><td>5 mg</td><td>2 mg</td></tr>"
    )
    assert [(dose.amount_max, dose.role) for dose in rows_of(head + rows)] == [(5, "starting"), (2, "maintenance")]


def test_a_first_row_of_words_and_an_age_is_a_head() -> None:
    rows = (
        "<tr><td>Weight of children (2 years of age and older)</td><td>Dose</td></tr>"
        "<tr><td>10 to 20 kg</td><td>5 mg</td></tr><tr><td>20 kg and above</td><td>9 mg</td></tr>"
    )
    assert [(dose.population, dose.age_min, dose.weight_min) for dose in rows_of(rows)] == [
        ("child", 2, 10),
        ("child", 2, 20),
    ]


def test_an_item_that_ends_in_a_colon_leads_to_the_table_behind_it() -> None:
    lead = "<list><item>Adults: 50 mg</item><item>Children 6 years and older:</item></list>"
    row = "<tr><th>Weight</th><th>Dose</th></tr><tr><td>10 to 20 kg</td><td>5 mg</td></tr>"
    doses = [(dose.amount_max, dose.population, dose.age_min) for dose in rows_of(row, lead)]
    assert doses == [(50, "adult", None), (5, "child", 6)]


def test_what_no_word_says_of_the_route_the_registration_does() -> None:
    doses = rows_of("<tr><th>Weight</th><th>Dose</th></tr><tr><td>10 to 20 kg</td><td>5 mg</td></tr>")
    assert {dose.route for dose in doses} == {"oral"}


def test_a_line_that_ends_in_a_colon_says_for_whom_the_next_ones_are() -> None:
    text = (
        "For adults the dose is:\n5 mg daily.\nYour doctor may raise it to 9 mg.\n"
        "For children from 2 years of age:\n3 mg daily."
    )
    assert [(dose.amount_max, dose.population) for dose in doses_of(text)] == [(5, "adult"), (9, "adult"), (3, "child")]


def test_a_first_row_across_the_table_is_its_title() -> None:
    rows = (
        "<tr><td colspan='3'><content styleCode='bold'>Table 1: Daily dosage</content></td></tr>"
        "<tr><td><content styleCode='bold'>For</content></td><td><content styleCode='bold'>Starting dose</content></td>"
        "<td><content styleCode='bold'>Range</content></td></tr>"
        "<tr><td colspan='3'>Adults</td></tr><tr><td>Gout</td><td>5 mg</td><td>5 to 20 mg</td></tr>"
    )
    doses = [(dose.amount_max, dose.role, dose.population, dose.indication) for dose in rows_of(rows)]
    assert doses == [(5, "starting", "adult", "Gout"), (20, "usual", "adult", "Gout")]


def test_weights_among_those_with_an_impairment_are_theirs() -> None:
    doses = doses_of("If you have severe kidney disease\nIf you weigh 35 kg or more: 5 mg.")
    assert [(dose.population, dose.weight_min) for dose in doses] == [("renal impairment", 35)]


def test_volumes_are_the_doses_of_rows_that_hold_nothing_else() -> None:
    rows = (
        "<tr><th>For</th><th>Volume to give</th><th>Maximum volume</th></tr>"
        "<tr><td>Head</td><td>5 to 9 mL</td><td>20 mL</td></tr>"
    )
    assert [(dose.amount_max, dose.role) for dose in rows_of(rows)] == [(9, "usual"), (20, "maximum")]


def test_another_route_that_is_spoken_of_is_not_that_of_the_doses() -> None:
    """The sample is registered as oral."""
    text = "<paragraph>Taken orally. Stop it before injections. It replaces subcutaneous twomine.</paragraph>"
    doses = rows_of("<tr><th>Weight</th><th>Dose</th></tr><tr><td>10 to 20 kg</td><td>5 mg</td></tr>", text)
    assert {dose.route for dose in doses} == {"oral"}
