"""The forms in which monographs state a dose, one example each; the sentences are made up."""

from __future__ import annotations

import pytest

from monograph.claims.dose import read_doses
from monograph.claims.records import Dose
from monograph.text.model import Monograph
from monograph.text.read import read_monograph


def reading(dosage: str) -> list[Dose]:
    monograph = read_monograph(f"# Examplamine\n\n### Dosage\n\n{dosage}\n".encode(), "e/examplamine.md")
    assert isinstance(monograph, Monograph)
    return read_doses(monograph)


def only(dosage: str) -> Dose:
    doses = reading(dosage)
    assert len(doses) == 1, doses
    return doses[0]


AMOUNTS = [
    ("Take 300 mg.", (300, 300, "mg", None)),
    ("Take 50mg.", (50, 50, "mg", None)),
    ("Take 400-800 mg.", (400, 800, "mg", None)),
    ("Give 0.01–0.3 mcg/kg/min.", (0.01, 0.3, "mcg", "kg/min")),
    ("Take 300 to 600 mg.", (300, 600, "mg", None)),
    ("The dose ranges from 5mg to 40mg.", (5, 40, "mg", None)),
    ("The dose ranges from 250 mg to 1 gram.", (250, 1000, "mg", None)),
    ("Inject between 0.1 and 0.6 mL.", (0.1, 0.6, "mL", None)),
    ("Give 600,000 units/kg.", (600000, 600000, "units", "kg")),
    ("Give 0.6 to 2.4 million units.", (600000, 2400000, "units", None)),
    ("Give 8mg per kilogram of body weight.", (8, 8, "mg", "kg")),
    ("Give 14 mg/m².", (14, 14, "mg", "m2")),
    ("Give 2 mg/hour.", (2, 2, "mg", "hour")),
    ("Give 10 mL per 15 seconds.", (10, 10, "mL", "15 seconds")),
    ("Take one or two tablets.", (1, 2, "tablet", None)),
    ("Take half a tablet.", (0.5, 0.5, "tablet", None)),
    ("Take 1½ tablets.", (1.5, 1.5, "tablet", None)),
    ("Take 50 micrograms.", (50, 50, "mcg", None)),
    ("Inject 370 MBq.", (370, 370, "MBq", None)),
    ("Give 50% of the usual dose.", (50, 50, "%", None)),
    ("Give 20 mg PE/kg.", (20, 20, "mg", "kg")),
    ("Give 3 mg of elemental iron per kg.", (3, 3, "mg", "kg")),
    ("Give 75 mg/m 2 once.", (75, 75, "mg", "m2")),
    ("Give 75 mg/m once.", (75, 75, "mg", "m2")),
    ("Take 25 mg BID to 100 mg BID.", (25, 100, "mg", None)),
    ("Increase the examplamine dosage from 160 mg to 240 mg.", (240, 240, "mg", None)),
    ("Take two (2) capsules.", (2, 2, "capsule", None)),
    ("Give 20 nanograms (ng) per kilogram of your body weight per minute.", (20, 20, "ng", "kg/min")),
    ("Take two puffs of the 200 mcg/5 mcg formulation.", (2, 2, "puff", None)),
    ("Give two-500 mg infusions.", (500, 500, "mg", None)),
    ("The mean dose is 16 ± 9 mL/kg.", (16, 16, "mL", "kg")),
    ("Give 3 milligrams for every 1 kilogram you weigh.", (3, 3, "mg", "kg")),
    ("Give 100 IU (1 mg) for each kg of weight.", (100, 100, "IU", "kg")),
    ("Take two tablets of 100 mg.", (200, 200, "mg", None)),
    ("Take one to two tablets of 800 mg with each meal.", (800, 1600, "mg", None)),
    ("Take 300 mg (taken as 2 capsules of 150 mg).", (300, 300, "mg", None)),
    ("Days 1-7, 5 mg once daily.", (5, 5, "mg", None)),
]


@pytest.mark.parametrize(("sentence", "amount"), AMOUNTS)
def test_amounts(sentence: str, amount: tuple[float, float, str, str | None]) -> None:
    dose = only(sentence)
    assert (dose.amount_min, dose.amount_max, dose.unit, dose.per) == amount


FREQUENCIES = [
    ("5 mg once daily.", ("dose", 1, 1)),
    ("5 mg OD.", ("dose", 1, 1)),
    ("5 mg twice daily (BID).", ("dose", 2, 2)),
    ("5 mg two to three times a day.", ("dose", 2, 3)),
    ("5 mg three or four times daily.", ("dose", 3, 4)),
    ("5 mg once or twice daily.", ("dose", 1, 2)),
    ("5 mg twice daily (BID) or three times daily (TID).", ("dose", 2, 3)),
    ("5 mg every 6 hours.", ("dose", 4, 4)),
    ("5 mg every 6-8 hours.", ("dose", 3, 4)),
    ("5 mg every 30 minutes to 1 hour.", ("dose", 24, 48)),
    ("5 mg q8h.", ("dose", 3, 3)),
    ("5 mg q6-8hr.", ("dose", 3, 4)),
    ("5 mg, which may be repeated every 30 minutes if necessary.", ("dose", None, None)),
    ("5 mg every 30 minutes.", ("dose", 48, 48)),
    ("The starting dose is 90 mg at 4-week intervals.", ("dose", 0.0357, 0.0357)),
    ("**Maximum daily dose:** 450 mg.", ("day", None, None)),
    ("**Maximum dose in a 24-hour period:** 12 mg.", ("day", None, None)),
    ("500 mg in the buttock as two 5 mL injections, one in each, once monthly.", ("dose", 0.0333, 0.0333)),
    ("5 mg q2wks.", ("dose", 0.0714, 0.0714)),
    ("5 mg by mouth, twice daily (10 mg total daily dose).", ("dose", 2, 2)),
    ("5 mg every other day.", ("dose", 0.5, 0.5)),
    ("5 mg once weekly.", ("dose", 0.1429, 0.1429)),
    ("5 mg three times per week.", ("dose", 0.4286, 0.4286)),
    ("5 mg every one to three months.", ("dose", 0.0111, 0.0333)),
    ("5 mg on days 1, 8 and 15 of a 28-day cycle.", ("dose", 0.1071, 0.1071)),
    ("5 mg per day.", ("day", None, None)),
    ("5 mg/day.", ("day", None, None)),
    ("5 mg/kg/dose.", ("dose", None, None)),
    ("6 mg daily, divided into two or three doses.", ("day", 2, 3)),
    ("6 mg in 2-4 divided doses.", ("day", 2, 4)),
    ("6 mg daily, as a single dose or divided into two doses.", ("day", 1, 2)),
    ("100 mg daily (50 mg BID).", ("day", 2, 2)),
    ("The maximum weekly dose is 60 g.", ("week", None, None)),
    ("10 mg at bedtime.", ("dose", 1, 1)),
    ("10 mg in total.", ("unclear", None, None)),
    ("5 mg three times a day and at bedtime.", ("dose", 4, 4)),
    ("5 mg every 4 hours and at bedtime.", ("dose", 6, 6)),
    ("5 mg daily or every other day.", ("dose", 0.5, 1)),
    ("5 mg daily or twice daily.", ("dose", 1, 2)),
    ("5 mg per night.", ("dose", 1, 1)),
    ("5 mg with each of the three main meals per day.", ("dose", 3, 3)),
    ("60 mg up to three times daily (TID).", ("dose", None, 3)),
    ("20 mg daily, possibly divided into two doses.", ("day", 1, 2)),
    ("0.5 mg once daily or divided into two doses.", ("day", 1, 2)),
    ("25 mg per day given as 12.5 mg twice a day.", ("day", 2, 2)),
    ("300 mg (four tablets a day) once daily.", ("dose", 1, 1)),
    ("12 mcg/kg daily on days 1-5 of a 21-day cycle.", ("day", None, None)),
    ("1.5 mg/day for 5 days every 21 days.", ("day", None, None)),
    ("Six doses of 5 g each.", ("dose", None, None)),
    ("A month later, 400 mg once monthly.", ("dose", 0.0333, 0.0333)),
    ("Take 5 mg in the morning and in the evening.", ("dose", 2, 2)),
    ("Take 5 mg/kg daily. Divide the daily dosage into 2 to 4 doses.", ("day", 2, 4)),
    ("Twice daily dosing totaling 100 mg.", ("day", 2, 2)),
    ("Give 5 mg once every other week.", ("dose", 0.0714, 0.0714)),
    ("Give 5 mg on Day 1 of each 21-day cycle.", ("dose", 0.0476, 0.0476)),
]


@pytest.mark.parametrize(("sentence", "often"), FREQUENCIES)
def test_frequencies(sentence: str, often: tuple[str, float | None, float | None]) -> None:
    dose = only(sentence)
    assert (dose.basis, dose.times_per_day_min, dose.times_per_day_max) == often


ROLES = [
    ("The usual dose is 5 mg.", ["usual"]),
    ("Start with 5 mg.", ["starting"]),
    ("Begin with 5 mg once daily, then increase to 10 mg once daily, up to a maximum of 20 mg once daily.",
     ["starting", "maintenance", "maximum"]),
    ("A loading dose of 10 mg is followed by a maintenance dose of 5 mg daily.", ["loading", "maintenance"]),
    ("5 mg every 4 hours, not exceeding 30 mg per day.", ["usual", "maximum"]),
    ("60 mg as a loading dose.", ["loading"]),
    ("10 mg initially, then 5 mg daily.", ["starting", "maintenance"]),
    ("20 mg/kg; a second dose of 10 mg/kg may be given.", ["usual", "repeat"]),
    ("The initial dose should not exceed 5 mg.", ["starting"]),
    ("More than 14 g a day is unsafe.", ["unsafe-above"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "roles"), ROLES)
def test_roles(sentence: str, roles: list[str]) -> None:
    assert [dose.role for dose in reading(sentence)] == roles


def test_a_limit_has_only_an_upper_end() -> None:
    assert (only("Do not exceed 30 mL in 24 hours.").amount_min, only("Take up to 30 mg.").amount_min) == (None, None)


def test_a_dose_for_two_routes_is_two_records() -> None:
    assert [dose.route for dose in reading("5 mg, given intravenously or intramuscularly.")] == [
        "intravenous",
        "intramuscular",
    ]


def test_persons_and_ages_come_from_the_statement() -> None:
    doses = reading("Adults and children 12 years and older take 5 mg once daily.")
    assert [(dose.population, dose.age_min) for dose in doses] == [("adult", None), ("child", 12)]


def test_persons_routes_and_conditions_come_from_labels() -> None:
    text = "**Adults (oral):**\n\n* **Gout:** 5 mg once daily.\n* **Fever:** 10 mg once daily.\n"
    doses = reading(text + "\n**Children (2-5 years):**\n\n* 1 mg/kg IV once daily.\n")
    assert [(d.population, d.route, d.indication, d.age_max) for d in doses] == [
        ("adult", "oral", "Gout", None),
        ("adult", "oral", "Fever", None),
        ("child", "intravenous", None, 5),
    ]


def test_a_label_of_another_matter_does_not_inherit_persons() -> None:
    doses = reading("**Children:**\n\n* 5 mg once daily.\n\n**Dosage Adjustments:** In renal failure, 2 mg once daily.")
    assert [dose.population for dose in doses] == ["child", "renal impairment"]


def test_route_of_the_sentence_before_holds() -> None:
    doses = reading("Examplamine is given intravenously. The usual dose is 5 mg. The maximum is 10 mg.")
    assert [dose.route for dose in doses] == ["intravenous", "intravenous"]


def test_a_route_that_is_ruled_out_is_none() -> None:
    assert only("The dose is 5 mg.\n\n**Note:** It is not given intravenously.").route is None


def test_weight_bands() -> None:
    doses = reading("**Children:**\n\n* Less than 25 kg: 40 mg.\n* 25-50 kg: 80 mg.\n* >50 kg: 160 mg.\n")
    assert [(d.weight_min, d.weight_max) for d in doses] == [(None, 25), (25, 50), (50, None)]


def test_equals_share_what_stands_after_them() -> None:
    doses = reading("Onamine 2.5 mg and Twomine 5 mg orally, three times daily.")
    assert [(d.amount_max, d.times_per_day_max, d.route) for d in doses] == [(2.5, 3, "oral"), (5, 3, "oral")]


def test_routes_as_headings_in_the_line() -> None:
    doses = reading("IV: 0.6 mg/kg; IM: 3-4 mg/kg.")
    assert [(d.amount_max, d.route) for d in doses] == [(0.6, "intravenous"), (4, "intramuscular")]


def test_a_thin_layer_is_one_application() -> None:
    dose = only("Apply a thin layer to the affected area twice daily for up to 2 weeks.")
    assert (dose.amount_max, dose.unit, dose.route) == (1, "application", "topical")
    assert (dose.times_per_day_min, dose.duration_days_max) == (2, 14)


@pytest.mark.parametrize(
    ("dosage", "basis", "days"),
    [
        ("Take 30 mg daily for 7 to 10 days.", "day", (7, 10)),
        ("Take 30 mg for a week.", "unclear", (7, 7)),
        ("Take 30 mg daily for up to a month.", "day", (None, 30)),
        ("Take 30 mg daily for at least a year.", "day", (365, None)),
        ("Take 30 mg daily for a week or two.", "day", (7, 14)),
        ("Take 30 mg for a week or two tablets once.", "unclear", (7, 7)),
        ("Take 30 mg daily for a period of 4 weeks.", "day", (28, 28)),
        ("For a week, take 30 mg daily.", "day", (7, 7)),
        ("If it is tolerated for a week, increase to 30 mg daily.", "day", (None, None)),
        ("If needed, take 30 mg daily for a week.", "day", (7, 7)),
        ("If the pain stays, for a week take 30 mg daily.", "day", (7, 7)),
        ("Take no more than 30 mg during a day.", "day", (None, None)),
        ("Take 30 mg a week.", "week", (None, None)),
    ],
)
def test_how_long(dosage: str, basis: str, days: tuple[float | None, float | None]) -> None:
    """What stands behind "for" is how long, and never of what time the amount is the total."""
    dose = reading(dosage)[0]
    assert (dose.basis, (dose.duration_days_min, dose.duration_days_max)) == (basis, days)


def test_the_next_sentence_may_say_how_often() -> None:
    assert only("Give 30 mg IM. The dose may be repeated every 3 hours.").times_per_day_max == 8


def test_what_could_not_be_read_is_named() -> None:
    assert only("Take 5 mg several times a day.").unread == ["frequency"]
    assert only("For a BSA of 1.5 m2, take 400 mg twice daily.").unread == ["surface"]
    assert only("Take 5 mg twice daily.").unread == []


def test_grounds_are_the_words_that_say_so() -> None:
    text = "# A\n\n### Dosage\n\n**Children (oral):** Start with 5 mg twice daily.\n"
    monograph = read_monograph(text.encode(), "a.md")
    assert isinstance(monograph, Monograph)
    (dose,) = read_doses(monograph)
    words = {key: text[span.start : span.end] for key, span in dose.grounds.items()}
    assert words == {
        "amount": "5 mg",
        "frequency": "twice daily",
        "basis": "twice daily",
        "route": "oral",
        "population": "Children",
        "role": "Start",
    }


@pytest.mark.parametrize("words", ["a 60 mg oral loading dose", "a 60 mg intravenous (IV) bolus"])
def test_a_loading_dose_is_one_however_it_is_begun(words: str) -> None:
    first, then = reading(f"Start with {words} and then continue with 10 mg once daily.")
    assert (first.role, first.times_per_day_max, first.basis) == ("loading", None, "dose")
    assert (then.role, then.times_per_day_max) == ("maintenance", 1)


def test_what_begins_is_a_maintenance_dose_where_treatment_does_not_start_at_it() -> None:
    assert only("Two weeks later begin a maintenance dose of 40 mg.").role == "maintenance"
    assert only("Start at a lower maintenance dose of 40 mg.").role == "starting"
    assert only("The initial and target dose is 6 mg daily.").role == "starting"


def test_a_limit_may_be_said_of_what_is_given() -> None:
    dose = only("You will not be given more than 80 mg in 24 hours.")
    assert (dose.amount_min, dose.amount_max, dose.role, dose.basis) == (None, 80, "maximum", "day")


def test_a_range_of_ages_may_end_below_one() -> None:
    dose = only("Children 6 to less than 17 years of age take 5 mg daily.")
    assert (dose.population, dose.age_min, dose.age_max) == ("child", 6, 17)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("over the age of 15 years", 15, None),
        ("under the age of 2 years", None, 2),
        ("aged 1 year to 17 years old", 1, 17),
        ("up to and including 12 years of age", None, 12),
    ],
)
def test_ages_in_many_words(words: str, low: float | None, high: float | None) -> None:
    dose = only(f"Children {words} take 5 mg daily.")
    assert (dose.population, dose.age_min, dose.age_max) == ("child", low, high)


def test_the_dose_that_patients_take_already_is_none_to_take() -> None:
    assert only("For patients taking 4.5 mg daily, reduce the dose to 1.5 mg daily.").amount_max == 1.5


def test_the_route_of_another_class_is_not_that_of_the_dose() -> None:
    assert only("Women with no oral estrogen intake are given 1.4 mg once weekly.").route is None


def test_several_pieces_of_one_strength_are_what_they_amount_to() -> None:
    dose = only("Take two 50 mg film-coated tablets twice a day.")
    assert (dose.amount_min, dose.amount_max, dose.unit, dose.times_per_day_max) == (100, 100, "mg", 2)
    assert only("Take two 2-gram doses, 12 hours apart.").amount_max == 2
    assert only("The usual dose is a 100 mg tablet, as needed.").amount_max == 100


def test_divided_doses_so_many_times_a_day_are_a_total_of_the_day() -> None:
    dose = only("The maximum recommended daily dose is 6 mg given in divided doses 3 times a day.")
    assert (dose.amount_max, dose.basis, dose.times_per_day_max, dose.role) == (6, "day", 3, "maximum")


def test_a_list_of_amounts_may_end_in_and() -> None:
    doses = reading("Go through doses of 30, 60, and 90 mg once daily.")
    assert [dose.amount_max for dose in doses] == [30, 60, 90]


def test_food_that_it_is_mixed_with_is_no_dose() -> None:
    assert reading("Mix it with 1 tablespoon of applesauce.") == []


def test_how_much_a_dose_may_rise_is_no_dose() -> None:
    assert reading("The dose should be increased by no more than 0.5 mg every third day.") == []
    assert reading("It is titrated slowly (increases by no more than 2.5 mg per dose every 5 days).") == []
    assert only("The dose should be increased by 300 mg every third day to 1200 mg daily.").role == "maintenance"
    assert only("The dose should be increased to the initial maintenance dose of 16 mg.").role == "maintenance"


def test_the_volume_of_a_dose_may_follow_its_route_and_frequency() -> None:
    assert only("Take 100 mg orally once daily (4 mL).").amount_max == 100


def test_what_a_dose_is_reduced_to_is_a_dose() -> None:
    assert only("A reduction of the dosage to 50-100 mg at bedtime may be adequate.").amount_max == 100


def test_a_bolus_before_an_infusion_is_a_loading_dose_however_its_route_is_named() -> None:
    doses = reading("The dose is a 30 mcg/kg IV bolus followed by an infusion of 4 mcg/kg/min.")
    assert [(dose.role, dose.route) for dose in doses] == [("loading", "intravenous"), ("maintenance", "intravenous")]


def test_a_step_before_a_dash_is_no_end_of_a_range() -> None:
    doses = reading("* Week 2 - 25 mg daily\n* Days 15-21 - 50 mg daily\n* Week 4: 75-100 mg daily")
    assert [(dose.amount_min, dose.amount_max) for dose in doses] == [(25, 25), (50, 50), (75, 100)]
    assert {dose.role for dose in doses} == {"maintenance"}


def test_what_treatment_goes_on_with_is_its_maintenance() -> None:
    doses = reading("The first dose is 80 mg. Two weeks later continue with 40 mg every other week.")
    assert [dose.role for dose in doses] == ["starting", "maintenance"]
