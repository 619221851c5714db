"""Doses in tables of labels: a cell is read under its head, in the scope of the cells beside it; all made up."""

from __future__ import annotations

from monograph.claims.dose import Reason, account_for, read_doses
from monograph.claims.records import Dose
from monograph.text.compose import Composer
from monograph.text.model import Monograph


def label(head: list[str], *rows: list[str]) -> Monograph:
    composer = Composer("examplamine", "Examplamine")
    composer.section("dosage", "Dosage and administration")
    composer.table_head(head)
    for row in rows:
        composer.row(row)
    composer.end_table()
    return composer.finish()


def table(head: list[str], *rows: list[str]) -> list[Dose]:
    return read_doses(label(head, *rows))


def test_a_head_says_what_its_amounts_are() -> None:
    doses = table(["Population", "Daily dose (mg)", "Maximum dose"], ["Adults", "5-10", "20 mg per day"])
    assert [(d.amount_min, d.amount_max, d.unit, d.basis, d.role, d.population) for d in doses] == [
        (5, 10, "mg", "day", "usual", "adult"),
        (None, 20, "mg", "day", "maximum", "adult"),
    ]


def test_a_head_gives_the_unit_of_weights_and_ages() -> None:
    weights = table(["Body weight (kg)", "Dose"], ["10 to less than 20", "5 mg twice daily"], ["≥ 20", "10 mg daily"])
    assert [(d.weight_min, d.weight_max) for d in weights] == [(10, 20), (20, None)]
    (aged,) = table(["Age (years)", "Dose (mg/kg)"], ["2-5", "3"])
    assert (aged.age_min, aged.age_max, aged.unit, aged.per) == (2, 5, "mg", "kg")


def test_columns_for_two_kinds_of_person() -> None:
    doses = table(["Infection", "Adults", "Children"], ["Cystitis", "500 mg once daily", "10 mg/kg once daily"])
    assert [(d.population, d.amount_max, d.indication) for d in doses] == [
        ("adult", 500, "Cystitis"),
        ("child", 10, "Cystitis"),
    ]


def test_the_phases_of_a_regimen_are_columns() -> None:
    doses = table(
        ["Patients", "Initial dosage", "Titration", "Maintenance dosage"],
        ["Children weighing 50 kg or more", "50 mg twice daily", "Increase by 50 mg twice daily", "150 mg twice daily"],
    )
    assert [(d.role, d.amount_max, d.weight_min) for d in doses] == [("starting", 50, 50), ("maintenance", 150, 50)]


def test_how_often_may_stand_in_a_column_of_its_own() -> None:
    (dose,) = table(["Dose", "Frequency"], ["5 mg", "Every 8 hours"])
    assert (dose.amount_max, dose.times_per_day_min) == (5, 3)


def test_a_band_of_kidney_function_is_whom_a_row_is_for() -> None:
    (dose,) = table(["Creatinine clearance (mL/min)", "Recommended dose"], ["30-59", "5 mg once daily"])
    assert (dose.amount_max, dose.population) == (5, "renal impairment")


def test_a_cell_that_denies_an_adjustment_is_not_whom_a_row_is_for() -> None:
    (dose,) = table(["Use", "Kidney", "Dose"], ["Gout", "No adjustment needed based on CrCl", "5 mg once daily"])
    assert dose.population is None


def test_volumes_beside_a_dose_are_the_dose_again() -> None:
    monograph = label(["Weeks", "Dose", "Volume"], ["1-2", "5 mg", "0.25 mL"])
    assert [d.unit for d in read_doses(monograph)] == ["mg"]
    assert [reason for _, reason in account_for(monograph)] == [Reason.EQUIVALENCE]


def test_a_volume_alone_is_the_dose() -> None:
    (dose,) = table(["Age (years)", "Volume (mL)"], ["2-5", "5"])
    assert (dose.amount_max, dose.unit) == (5, "mL")


def test_what_a_dose_is_made_of_is_no_dose() -> None:
    doses = table(["Day", "Dose", "Tablets"], ["Day 1", "0.5 mg", "2 x 0.25 mg"])
    assert [dose.amount_max for dose in doses] == [0.5]


def test_a_body_surface_bounds_a_row() -> None:
    (dose,) = table(["BSA (m2)", "Total daily dose (mg)"], ["< 1.07", "70"])
    assert (dose.amount_max, dose.basis, dose.bands) == (70, "day", {"body surface": (None, 1.07)})


def test_a_body_surface_in_words_is_not_read() -> None:
    (dose,) = table(["BSA (m2)", "Total daily dose (mg)"], ["the smallest", "70"])
    assert (dose.bands, dose.unread) == ({}, ["surface"])


def test_the_dose_before_is_not_the_one_to_take() -> None:
    (dose,) = table(["Previous dose", "New dose"], ["10 mg daily", "5 mg daily"])
    assert dose.amount_max == 5


def test_doses_of_the_morning_and_the_evening() -> None:
    doses = table(["Weight", "Morning dose", "Evening dose"], ["15 to less than 25 kg", "1 g", "2 g"])
    assert [(d.amount_max, d.times_per_day_max, d.weight_max) for d in doses] == [(1, 1, 25), (2, 1, 25)]


def test_how_long_is_no_age() -> None:
    (dose,) = table(["Use", "Dose", "Duration"], ["Adults", "5 mg once daily", "Up to 24 months"])
    assert (dose.population, dose.age_min) == ("adult", None)


def test_a_unit_in_parentheses_does_not_take_that_of_the_head() -> None:
    doses = table(["Weight (kg)", "Dose (mg)"], ["60.5 to 69.9", "15.2 (using two cartridges of 7.6 mg each)"])
    assert [dose.amount_max for dose in doses] == [15.2]


def test_a_diluent_is_no_dose() -> None:
    assert table(["Strength", "Quantity of diluent"], ["1 gram", "20 mL"]) == []


def test_columns_for_bands_of_clearance() -> None:
    heads = [
        "Infection",
        "Creatinine clearance (mL/min) 30-49",
        "Severe renal impairment (CrCl 10-29 mL/min)",
    ]
    doses = table(heads, ["Cystitis", "500 mg once daily", "250 mg once daily"])
    assert [(d.amount_max, d.population, d.bands) for d in doses] == [
        (500, "renal impairment", {"creatinine clearance": (30, 49)}),
        (250, "renal impairment", {"creatinine clearance": (10, 29), "renal impairment": (3, 3)}),
    ]


def test_the_caption_says_how_often() -> None:
    composer = Composer("examplamine", "Examplamine")
    composer.section("dosage", "Dosage and administration")
    composer.caption("Recommended starting dosage (taken orally twice daily)")
    composer.table_head(["Weight (kg)", "Dose"])
    composer.row(["≥ 20", "10 mg"])
    (dose,) = read_doses(composer.finish())
    assert (dose.times_per_day_max, dose.route, dose.role, dose.weight_min) == (2, "oral", "starting", 20)


def test_what_was_prescribed_before_is_no_dose() -> None:
    doses = table(["Dose prescribed", "Reduced dose"], ["20 mg", "15 mg"], ["15 mg", "12.5 mg"])
    assert [dose.amount_max for dose in doses] == [15, 12.5]


def test_the_sentences_of_a_cell_are_of_other_persons() -> None:
    said = "Adults: 40 mg daily. Children 12 years and older by weight: Weighing 30 kg or more: 30 mg daily."
    doses = table(["Indication", "Initial dose"], ["Gout", f"{said} Patients weighing less than 30 kg: 20 mg daily."])
    assert [(d.amount_max, d.population, d.age_min, d.weight_min, d.weight_max) for d in doses] == [
        (40, "adult", None, None, None),
        (30, "child", 12, 30, None),
        (20, "child", 12, None, 30),
    ]
