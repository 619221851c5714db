"""Numbers and words that look like doses, persons or limits and are none; the sentences are made up."""

from __future__ import annotations

import pytest

from monograph.claims.dose import Reason, account_for, read_doses
from monograph.text.model import Monograph
from monograph.text.read import read_monograph


def monograph_of(dosage: str) -> Monograph:
    monograph = read_monograph(f"# Examplamine\n\n### Dosage\n\n{dosage}\n".encode(), "e/examplamine.md")
    assert isinstance(monograph, Monograph)
    return monograph


NONDOSES = [
    ("No change is needed with CrCl of 30 mL/min or more.", Reason.LABORATORY),
    ("With a GFR of 60-30 mL/min nothing changes.", Reason.LABORATORY),
    ("With an eGFR below 30 mL/min/1.73 m² nothing is known.", Reason.LABORATORY),
    ("Keep the phosphorus level at 3.5-5.5 mg/dL.", Reason.LABORATORY),
    ("Adjust the dose when HbA1c is above 7%.", Reason.PROPORTION),
    ("Nausea is seen in >10% of patients.", Reason.PROPORTION),
    ("Obesity means a BMI above 30 kg/m².", Reason.BODY),
    ("Increase the dose by 10 mg every 3 weeks.", Reason.INCREMENT),
    ("Swallow it with a glass of water (at least 100 mL).", Reason.DILUENT),
    ("Rinse with 100 mL (cold) of water.", Reason.DILUENT),
    ("Then follow with a saline flush of at least 5 mL.", Reason.FLUID),
    ("Increase in increments of 3 mg (gout) or 6 mg.", Reason.INCREMENT),
    ("Examplamine plus is a combination product containing 50 mg of onamine and 20 mg of twomine.", Reason.STRENGTH),
    ("The tablets (one 30 mg/120 mg/15 mg tablet) are small.", Reason.STRENGTH),
    ("The dose is raised in increments of 5 mg.", Reason.INCREMENT),
    ("Each tablet contains 20 mg of examplamine.", Reason.STRENGTH),
    ("It is available as 5 mg and 10 mg tablets.", Reason.STRENGTH),
    ("The solution has 5 mg/mL.", Reason.CONCENTRATION),
    ("Doses above 300 mg should be divided.", Reason.THRESHOLD),
    ("Higher amounts (150 mg twice daily) are not recommended.", Reason.NOT_ADVISED),
    ("Discard the device after 30 doses.", Reason.NUMBER_OF_DOSES),
    ("Increases should not exceed 0.5 mg per day.", Reason.INCREMENT),
    ("The dose is raised in increments of 1.5 mg or 3 mg.", Reason.INCREMENT),
    ("Do not wear two patches at once.", Reason.NOT_ADVISED),
    ("Each softgel contains 325 mg of onamine, 10 mg of twomine and 5 mg of threemine.", Reason.STRENGTH),
    ("Suppositories (100 mg, 200 mg or 1200 mg) are common.", Reason.STRENGTH),
    ("It is increased weekly by 5 mg.", Reason.INCREMENT),
    ("The dose goes up in 0.6 mg weekly increments.", Reason.INCREMENT),
    ("Take it with a meal with some fat (about 25 grams).", Reason.DIET),
    ("Those who were stable on 10 mg daily stay on it.", Reason.MENTION),
    ("Round to the nearest 25 mg.", Reason.MENTION),
    ("Add 79 mL of water and shake.", Reason.DILUENT),
    ("Stir it into 30 mL of cold apple juice.", Reason.DILUENT),
    ("It is diluted in normal saline to a final volume of 50 mL.", Reason.DILUENT),
    ("Drink at least 2 liters of oral or intravenous fluid per day.", Reason.DILUENT),
    ("Sprinkle the granules on 2 tablespoons of unsweetened applesauce.", Reason.DIET),
    ("Withdraw 2 mL from the vial.", Reason.PREPARATION),
    ("**Preparation and administration:** The syringe holds 0.8 mL.", Reason.PREPARATION),
    ("It has 25 mg PE/mL.", Reason.CONCENTRATION),
]


@pytest.mark.parametrize(("sentence", "reason"), NONDOSES)
def test_a_number_that_is_no_dose_is_known_as_such(sentence: str, reason: Reason) -> None:
    monograph = monograph_of(sentence)
    assert read_doses(monograph) == []
    assert {said for _, said in account_for(monograph)} == {reason}


def test_equivalents_in_parentheses_are_no_further_doses() -> None:
    monograph = monograph_of("Give 10 mL (300 mg) once daily.")
    assert [dose.unit for dose in read_doses(monograph)] == ["mL"]
    assert [said for _, said in account_for(monograph)] == [Reason.EQUIVALENCE]


def test_what_a_dose_is_made_of_is_no_further_dose() -> None:
    text = "Give 160 mg on day 1 (given as four 40 mg injections, or two 40 mg injections per day), then 80 mg."
    assert [dose.amount_max for dose in read_doses(monograph_of(text))] == [160, 80]


def test_what_a_dose_is_diluted_in_is_no_dose() -> None:
    doses = read_doses(monograph_of("Give 60 mg dissolved in 250 mL of normal saline."))
    assert [(dose.amount_max, dose.unit) for dose in doses] == [(60, "mg")]


def test_a_liquid_form_or_a_largest_volume_is_a_dose() -> None:
    doses = read_doses(monograph_of("Take 10 mL of the liquid suspension daily, up to a maximum volume of 40 mL."))
    assert [(dose.amount_min, dose.amount_max) for dose in doses] == [(10, 10), (None, 40)]


def test_famciclovir_has_no_millicuries() -> None:
    doses = read_doses(monograph_of("Give 2 famciclovir tablets with 3 meals."))
    assert [(dose.amount_max, dose.unit) for dose in doses] == [(2, "tablet")]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Take one film-coated tablet once a day.", 1),
        ("Take two Examplin capsules once a day.", 2),
        ("Examplin comes with 4 white placebo tablets.", None),
        ("See step 1 Examplin tablets once a day.", None),
    ],
)
def test_words_before_a_piece_tell_its_kind(text: str, amount: float | None) -> None:
    doses = read_doses(monograph_of(text))
    assert [dose.amount_max for dose in doses] == ([amount] if amount else [])


def test_what_was_given_in_studies_is_a_mention() -> None:
    doses = read_doses(monograph_of("In clinical studies, doses of 50 mg to 400 mg a day were given."))
    assert doses == []
    doses = read_doses(monograph_of("As shown in clinical studies, the recommended dose is 50 mg a day."))
    assert [dose.amount_max for dose in doses] == [50]


def test_the_dose_that_is_spoken_of_again_is_a_mention() -> None:
    doses = read_doses(monograph_of("Those who tolerate the 5 mg once daily dosage may be given 10 mg once daily."))
    assert [dose.amount_max for dose in doses] == [10]


def test_what_is_given_at_once_or_on_two_days_is_no_total_of_a_day() -> None:
    text = "Give 160 mg on day 1 (given in one day or split over two consecutive days)."
    assert [dose.basis for dose in read_doses(monograph_of(text))] == ["dose"]


def test_child_pugh_is_no_child() -> None:
    (dose,) = read_doses(monograph_of("In moderate impairment (Child-Pugh class B), give 5 mg once daily."))
    assert dose.population == "hepatic impairment"


def test_an_organ_that_works_is_no_impairment() -> None:
    (dose,) = read_doses(monograph_of("For liver imaging with normal kidney function, give 5 mg once."))
    assert dose.population is None


def test_a_ratio_is_no_dose() -> None:
    assert [d.amount_max for d in read_doses(monograph_of("Inject 5 mL of a 1:100,000 solution."))] == [5]


def test_creatinine_clearance_is_no_age() -> None:
    (dose,) = read_doses(monograph_of("In severe renal impairment (creatinine clearance ≤29 mL/min), give 25 mg BID."))
    assert (dose.age_max, dose.population) == (None, "renal impairment")


def test_diabetes_of_type_2_is_no_age() -> None:
    (dose,) = read_doses(monograph_of("**Adults with Type 2 Diabetes:** 5 mg once daily."))
    assert dose.age_min is None


def test_how_often_a_dose_is_raised_is_not_how_often_it_is_taken() -> None:
    doses = read_doses(monograph_of("It is increased by 50 mg every 2 days, up to a maximum of 400 mg per day."))
    assert [(d.amount_max, d.basis, d.times_per_day_min) for d in doses] == [(400, "day", None)]


def test_what_adults_get_is_only_compared_with() -> None:
    (dose,) = read_doses(monograph_of("**Children:** The dose is the same as for adults: 5 mg once daily."))
    assert dose.population == "child"


def test_an_example_weight_bounds_nothing() -> None:
    (dose,) = read_doses(monograph_of("The dose is 20 mCi for a 70-kg patient."))
    assert (dose.weight_min, dose.weight_max) == (None, None)


def test_a_dose_of_another_medicine_is_said_to_be_its() -> None:
    doses = read_doses(monograph_of("Give 40 mg/kg. Diphenhydramine (25 mg) and 1 g of probenecid are given before."))
    assert [dose.medicine for dose in doses] == [None, "diphenhydramine", "probenecid"]


def test_a_limit_in_parentheses_leaves_how_often_to_the_dose() -> None:
    doses = read_doses(monograph_of("Give 10 mg/kg (maximum 400 mg) twice daily."))
    assert [(d.amount_max, d.role, d.times_per_day_max) for d in doses] == [(10, "usual", 2), (400, "maximum", None)]


def test_a_combination_says_which_component_a_dose_is_of() -> None:
    text = "# Ibuprofen + Paracetamol\n\n### Dosage\n\n* **Paracetamol:** 500 mg.\n* **Ibuprofen:** 200 mg.\n"
    monograph = read_monograph(text.encode(), "i/ibuprofen-paracetamol.md")
    assert isinstance(monograph, Monograph)
    assert [(dose.medicine, dose.indication) for dose in read_doses(monograph)] == [
        ("paracetamol", None),
        ("ibuprofen", None),
    ]


def test_a_change_from_one_dose_to_another_is_no_range() -> None:
    (dose,) = read_doses(monograph_of("It may be reduced from 300 mg to 200 mg once daily."))
    assert (dose.amount_min, dose.amount_max, dose.role) == (200, 200, "maintenance")


def test_a_bare_number_has_the_unit_of_the_next() -> None:
    (dose,) = read_doses(monograph_of("Infants aged 4 to <6 months: 25 mg once daily."))
    assert (dose.age_min, dose.age_max) == (0.33, 0.5)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Take 5 g once daily. Do not take more than 30 g a day.", [("usual", 5), ("maximum", 30)]),
        (">40 mg is generally not recommended.", [("unsafe-above", 40)]),
        ("The maximum daily dose can reach 8 g.", [("maximum", 8)]),
        ("It rarely exceeds 10 mg per day.", [("maximum", 10)]),
        ("Give 10 mg/kg as a rapid bolus.", [("usual", 10)]),
        ("Give a bolus of 10 mg/kg, followed by 2 mg/kg/hour.", [("loading", 10), ("maintenance", 2)]),
        ("Another study found that 500 mg twice daily helped.", [("usual", 500)]),
        ("The initial maintenance dose is 4 mg.", [("starting", 4)]),
        ("Give 5 mg, repeat every 4 hours, up to a maximum of 20 mg per day.", [("usual", 5), ("maximum", 20)]),
    ],
)
def test_limits_and_roles_in_other_words(sentence: str, expected: list[tuple[str, float]]) -> None:
    assert [(dose.role, dose.amount_max) for dose in read_doses(monograph_of(sentence))] == expected


@pytest.mark.parametrize(
    ("sentence", "basis", "times"),
    [
        ("Give 75 to 100 mg/kg a day, divided into doses every 6 hours.", "day", (4, 4)),
        ("Give 2 mmol/kg/day, divided into at least 4 doses.", "day", (4, None)),
        ("Apply 2 g up to four times daily.", "dose", (None, 4)),
        ("It is taken once daily with food. Doses range from 400 mg to 600 mg.", "dose", (1, 1)),
        ("Give 5 mg at 4 to 6 hour intervals.", "dose", (4, 6)),
        ("Give 45 mg at weeks 0 and 4, then every 12 weeks.", "dose", (0.0119, 0.0119)),
        ("The dose is 40 mg for the whole course.", "course", (None, None)),
    ],
)
def test_how_often_in_other_words(sentence: str, basis: str, times: tuple[float | None, float | None]) -> None:
    (dose,) = read_doses(monograph_of(sentence))
    assert (dose.basis, (dose.times_per_day_min, dose.times_per_day_max)) == (basis, times)


def test_a_time_of_treatment_is_no_age() -> None:
    (dose,) = read_doses(monograph_of("**After at least 6 months of treatment:** 5 mg once daily."))
    assert (dose.age_min, dose.population, dose.indication) == (None, None, None)


def test_a_disease_that_a_dose_is_for_is_not_who_it_is_for() -> None:
    (dose,) = read_doses(monograph_of("**Adults:** For edema in cirrhosis, the dose is 5 mg once daily."))
    assert dose.population == "adult"


@pytest.mark.parametrize(
    ("sentence", "indication"),
    [
        ("For hypertension or angina, the usual dose is 5 mg.", "hypertension or angina"),
        ("The usual dose for gout is 5 mg.", "gout"),
        ("For oral use, take 5 mg at night.", None),
        ("For 5 days, take 5 mg.", None),
        ("**Later:** 5 mg.", None),
        ("**Adults with meals:** 5 mg.", None),
        ("**Liver abscess (adults):** 5 mg.", "Liver abscess"),
    ],
)
def test_what_a_dose_is_for(sentence: str, indication: str | None) -> None:
    assert [dose.indication for dose in read_doses(monograph_of(sentence))] == [indication]


def test_a_number_may_start_with_its_point() -> None:
    """Read without its point, ".5 mg" would be ten times the dose."""
    doses = read_doses(monograph_of("Take .25-.5 mg daily."))
    assert [(dose.amount_min, dose.amount_max) for dose in doses] == [(0.25, 0.5)]


def test_the_subject_of_a_sentence_is_whose_dose_it_is() -> None:
    doses = read_doses(
        monograph_of("Prednisone is given at 50 mg daily, and may be increased to 100 mg. Take 5 mg with food.")
    )
    assert [dose.medicine for dose in doses] == ["prednisone", "prednisone", None]
    (dose,) = read_doses(monograph_of("If prednisone is stopped, reduce the dose to 5 mg daily."))
    assert dose.medicine is None


@pytest.mark.parametrize("words", ["one tablet of codeine and ibuprofen twice daily", "codeine and ibuprofen 5 mg"])
def test_the_components_named_together_are_the_combination(words: str) -> None:
    text = f"# Codeine + Ibuprofen\n\n### Dosage\n\nTake {words}.\n"
    monograph = read_monograph(text.encode(), "c.md")
    assert isinstance(monograph, Monograph)
    assert [dose.medicine for dose in read_doses(monograph)] == [None]


def test_a_section_on_one_component_gives_its_doses() -> None:
    text = "# Codeine + Ibuprofen\n\n### Codeine\n\n**Dosage:** Take 5 mg daily.\n"
    monograph = read_monograph(text.encode(), "c.md")
    assert isinstance(monograph, Monograph)
    assert [dose.medicine for dose in read_doses(monograph)] == ["codeine"]


def test_a_limit_behind_a_step_is_no_limit_of_the_initial_dose() -> None:
    text = "If the initial dose does not suffice, it may be increased up to a maximum of 8 mg daily."
    assert [dose.role for dose in read_doses(monograph_of(text))] == ["maximum"]
    text = "The initial dose should not exceed 8 mg daily."
    assert [dose.role for dose in read_doses(monograph_of(text))] == ["starting"]


@pytest.mark.parametrize("said", ["Take it once every 4 weeks.", "It is given once every 4 weeks."])
def test_a_sentence_behind_the_dose_tells_how_often(said: str) -> None:
    for between in (" ", "\n\n"):
        doses = read_doses(monograph_of(f"The recommended dose is 300 mg.{between}{said}"))
        assert [round(1 / (dose.times_per_day_max or 1)) for dose in doses] == [28]


def test_a_weight_has_two_ends() -> None:
    doses = read_doses(monograph_of("Children weighing 25 kg or above and below 50 kg: 75 mg."))
    assert [(dose.weight_min, dose.weight_max) for dose in doses] == [(25, 50)]


def test_the_most_that_an_amount_by_weight_may_come_to_tells_how_often_for_both() -> None:
    doses = read_doses(monograph_of("Give 10 mg/kg up to a maximum of 400 mg twice daily."))
    assert [(dose.amount_max, dose.times_per_day_max) for dose in doses] == [(10, 2), (400, 2)]
