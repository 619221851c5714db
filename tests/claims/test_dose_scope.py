"""Whom, by which route and in which part of a regimen a dose is for, where other words than its own say so; made up."""

from __future__ import annotations

import pytest

from monograph.claims.dose import read_doses
from monograph.claims.records import Dose
from monograph.text.model import Monograph
from monograph.text.read import read_monograph


def reading(dosage: str, heading: str = "Dosage", title: str = "Examplamine") -> list[Dose]:
    monograph = read_monograph(f"# {title}\n\n### {heading}\n\n{dosage}\n".encode(), "e/examplamine.md")
    assert isinstance(monograph, Monograph)
    return read_doses(monograph)


def only(dosage: str, heading: str = "Dosage") -> Dose:
    doses = reading(dosage, heading)
    assert len(doses) == 1, doses
    return doses[0]


def test_the_heading_says_who_and_how() -> None:
    dose = only("The dose is 5 mg once daily.", "Dosage (Children, Intravenous)")
    assert (dose.population, dose.route) == ("child", "intravenous")


def test_an_introduction_says_of_whom_the_doses_below_are() -> None:
    dose = only("Adult doses are outlined below.\n\n* **Pain (IV):** 5 mg.\n")
    assert dose.population == "adult"


def test_a_sentence_that_leads_to_a_list_gives_its_part_in_the_regimen() -> None:
    text = "**Gout:** The starting dose depends on the weight:\n\n* Under 20 kg: 5 mg.\n* 20 kg and over: 10 mg.\n"
    assert [dose.role for dose in reading(text)] == ["starting", "starting"]


def test_two_kinds_of_person_hold_for_the_sentences_that_follow() -> None:
    doses = reading("For adults and children aged 10 years and older, start with 5 mg. Later 10 mg daily is usual.")
    assert [(d.population, d.age_min) for d in doses] == [("adult", None), ("child", 10)] * 2


def test_a_weight_keeps_the_ages_of_the_label() -> None:
    doses = reading(
        "**Children (12 years and older):** Under 35 kg: 5 mg. Children weighing more than 35 kg take 9 mg."
    )
    assert [(d.age_min, d.weight_min, d.weight_max) for d in doses] == [(12, None, 35), (12, 35, None)]


def test_those_of_an_age_and_others() -> None:
    doses = reading("**Children:**\n\n* Over 6 years and adolescents: 2 g once daily.\n")
    assert [(d.population, d.age_min) for d in doses] == [("child", 6), ("adolescent", None)]


def test_a_weak_word_joined_to_a_strong_one() -> None:
    doses = reading("The recommended pediatric and adult dosage is 5 mg.")
    assert [dose.population for dose in doses] == ["child", "adult"]


def test_a_lower_dose_for_some_does_not_make_the_dose_theirs() -> None:
    assert only("For angina it is 5 to 10 mg, with the lower dose for those with liver failure.").population is None


def test_a_liver_that_works_well_enough_is_no_impairment() -> None:
    assert only("**Adults (with compensated liver disease):** 5 mg once daily.").population == "adult"


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("**Colitis (oral):** Rectal suppositories may be used, 1-2 suppositories twice daily.", ["rectal"]),
        ("**Vaginal tablet:** One tablet daily.", ["vaginal"]),
        ("* **IV:** For hypotension during spinal anesthesia, 5 mg is given.", ["intravenous"]),
        ("* **Oral:** 5 mg/day; intravenous doses depend on the weight.", ["oral"]),
        ("**CAPS:** 150 mg every 8 weeks.", [None]),
        ("**Adults:** It is given intravenously; rarely, by mouth.\n\n* 2 mg daily.", ["intravenous", "oral"]),
        (
            "**Adults:** Betamine 9 mg is given orally before.\n\n* **IV or oral, first:** 2 mg.",
            ["oral", "intravenous", "oral"],
        ),
        ("It comes as tablets, and for intravenous use.\n\nAdults take 5 mg.", [None]),
    ],
)
def test_routes(text: str, routes: list[str | None]) -> None:
    assert [dose.route for dose in reading(text)] == routes


def test_what_is_given_with_it_may_go_another_way() -> None:
    doses = reading("Give 5 mg subcutaneously once weekly. It is combined with ribavirin 800 mg daily.")
    assert [(d.medicine, d.route) for d in doses] == [(None, "subcutaneous"), ("ribavirin", None)]


def test_a_label_says_whose_dose_it_is_whatever_it_is_for() -> None:
    doses = reading("**Finasteride:** For gout, the usual dose is 5 mg.", title="Tamsulosin + Finasteride")
    assert [dose.medicine for dose in doses] == ["finasteride"]
    assert [dose.medicine for dose in reading("**Therapy (with cisplatin):** 5 g/m².")] == [None]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Up to 10 mL can be applied.", ["usual"]),
        ("Some need up to 10 mg.", ["maximum"]),
        ("It is increased up to 10-40 mg daily.", ["maintenance"]),
        ("A maximum loading dose of 30 mg may be used.", ["maximum"]),
        ("The highest recommended dose is 30 mg.", ["maximum"]),
        ("Give a 200 mg loading dose, followed by 100 mg daily.", ["loading", "maintenance"]),
        ("Give 160 mg initially on day 1, followed by 80 mg.", ["starting", "maintenance"]),
        ("**Starting Day 14:** 150 mg once a week.", ["maintenance"]),
        ("**Without a loading dose:** 150 mg every 4 weeks.", ["usual"]),
        ("With strong CYP3A4 inhibitors the dose is reduced to 5 mg.", ["usual"]),
        ("For gout, the dose is reduced to 5 mg.", ["usual"]),
        ("Boluses (up to 200 mg) or infusions (10 mg/hour or 1 mg/kg/hour).", ["maximum", "usual", "usual"]),
        ("Doses above 750 mg/day should be avoided.", ["unsafe-above"]),
        ("Start with 50 mg; the maximum dose for pain and fever is 200 mg.", ["starting", "maximum"]),
        ("**Starting daily dose:** 5 mg in two doses.", ["starting"]),
        ("For patients at increased risk of bleeding the dose is 1 mg once daily.", ["usual"]),
        ("**Initial episode of gout:** 5 mg daily.", ["usual"]),
        ("Give 8 mg, with another 8 mg 8 hours after the first dose.", ["usual", "repeat"]),
        (
            "Start with 20 mg daily for two weeks before increasing the dose to 40 mg daily.",
            ["starting", "maintenance"],
        ),
        ("10 mg/kg or 350 mg/m2 twice daily, followed by 5 mg/kg once daily.", ["starting", "starting", "maintenance"]),
        ("5 mg twice daily, or a single 9 mg dose followed by 2 mg daily.", ["usual", "starting", "maintenance"]),
    ],
)
def test_parts_in_a_regimen(text: str, roles: list[str]) -> None:
    assert [dose.role for dose in reading(text)] == roles


@pytest.mark.parametrize(
    ("label", "indication"),
    [
        ("Examplamine", None),
        ("CYP3A4 Inhibitors (e.g., ketoconazole)", None),
        ("Preparation Instructions", None),
        ("Dose Reductions", None),
        ("Acute gout", "Acute gout"),
    ],
)
def test_labels_that_name_no_condition(label: str, indication: str | None) -> None:
    assert [dose.indication for dose in reading(f"**{label}:** 5 mg once daily.")] == [indication]


@pytest.mark.parametrize(
    ("words", "ages", "weights"),
    [
        ("from 2 years of age", (2, None), (None, None)),
        ("from 6 to 12 years", (6, 12), (None, None)),
        ("from 2 years to less than 6 years", (2, 6), (None, None)),
        ("weighing 15 kg and less", (None, None), (None, 15)),
        ("of 15 kg (33 lbs) to less than 30 kg (66 lbs)", (None, None), (15, 30)),
        ("less than or equal to 15 kg", (None, None), (None, 15)),
        ("weighing more than 25 kg and up to 35 kg", (None, None), (25, 35)),
        ("of at least 20 kg and less than 25 kg", (None, None), (20, 25)),
        ("who weigh more than 20 kg but less than 40 kg", (None, None), (20, 40)),
    ],
)
def test_bounds(words: str, ages: tuple[float | None, ...], weights: tuple[float | None, ...]) -> None:
    dose = only(f"Children {words}: 5 mg.")
    assert (dose.age_min, dose.age_max) == ages
    assert (dose.weight_min, dose.weight_max) == weights


def test_persons_that_head_an_amount_are_not_those_of_the_one_before() -> None:
    doses = reading("Adults: 400 mg every 12 hours Adolescents: 600 mg every 12 hours.")
    assert [(d.population, d.amount_max) for d in doses] == [("adult", 400), ("adolescent", 600)]
    doses = reading("20 to 30 kg 600 mg weekly 10 to 20 kg 300 mg weekly.")
    assert [(d.weight_min, d.amount_max) for d in doses] == [(20, 600), (10, 300)]


def test_the_medicine_may_follow_its_amount() -> None:
    doses = reading("300 mg once daily with 100 mg ritonavir once daily.")
    assert [dose.medicine for dose in doses] == [None, "ritonavir"]
    (dose,) = reading("Give 5 g of Piperacillin/Tazobactam.", title="Piperacillin + Tazobactam")
    assert dose.medicine is None


def test_the_medicine_may_be_that_whose_dose_is_spoken_of() -> None:
    text = "The dose of probenecid, when it is given with Examplamine, is 150 mg twice daily."
    assert only(text).medicine == "probenecid"
    assert only("The dose of Examplamine with probenecid is 150 mg twice daily.").medicine is None


def test_the_first_day_of_each_cycle_is_not_where_treatment_starts() -> None:
    assert only("Give 5 mg on Day 1 of each cycle.").role == "usual"
    assert only("Give 5 mg on Day 1.").role == "starting"


def test_a_growth_factor_is_no_kidney() -> None:
    assert only("For tumors with EGFR exon 19 deletions: 5 mg daily.").population is None


def test_a_dose_beside_another_medicine_says_that_this_is_not_read() -> None:
    doses = reading("**Drug interactions:**\n\n* **Probenecid:** Do not exceed 5 mg once daily.\n")
    assert [(dose.medicine, dose.unread) for dose in doses] == [(None, ["medicines"])]
    assert [dose.unread for dose in reading("**CYP3A4 inhibitors:** Take 5 mg daily.")] == [["medicines"]]
    assert [dose.unread for dose in reading("**Adults:** Take 5 mg daily.")] == [[]]


@pytest.mark.parametrize(
    ("label", "unread"),
    [
        ("Dosage modifications for adverse reactions", ["events"]),
        ("Dose reductions", ["events"]),
        ("Missed dose", ["events"]),
        ("Dose reduction for renal impairment", []),
        ("Digoxin toxicity", []),
    ],
)
def test_a_dose_after_something_has_happened_is_not_that_of_everybody(label: str, unread: list[str]) -> None:
    assert [dose.unread for dose in reading(f"**{label}:** Take 5 mg daily.")] == [unread]


def test_the_old_beside_those_with_an_impairment_are_others() -> None:
    doses = reading("Small or elderly patients, or patients with hepatic insufficiency, take 2.5 mg daily.")
    assert [dose.population for dose in doses] == ["elderly", "hepatic impairment"]
    doses = reading("Elderly patients with renal impairment take 5 mg daily.")
    assert [dose.population for dose in doses] == ["renal impairment"]


@pytest.mark.parametrize(
    ("label", "indication"),
    [
        ("Gout", "Gout"),
        ("Stable patients", None),
        ("CTX", "CTX"),
        ("Application", None),
        ("Lowering of urate", "Lowering of urate"),
    ],
)
def test_a_label_names_a_condition_that_the_vocabulary_or_the_section_on_usage_knows(
    label: str, indication: str | None
) -> None:
    usage = "### Usage\n\nIt helps in CTX, and lowers urate."
    source = f"# Examplamine\n\n{usage}\n\n### Dosage\n\n**{label}:** 5 mg once daily.\n"
    monograph = read_monograph(source.encode(), "e/examplamine.md")
    assert isinstance(monograph, Monograph)
    assert [dose.indication for dose in read_doses(monograph)] == [indication]


def test_what_is_said_of_children_before_a_dose_completes_the_label() -> None:
    said = "The following is for children between 3 and 12 years (weight range 15 to 40 kg)."
    (dose,) = reading(f"**Children:** {said} Begin with 5 mg daily.")
    assert (dose.age_min, dose.age_max, dose.weight_min, dose.weight_max) == (3, 12, 15, 40)
    (other,) = reading("**Children:** Special care is needed under 2 years of age. Begin with 5 mg daily.")
    assert other.age_max is None


def test_a_sentence_leads_to_the_table_behind_it() -> None:
    table = "| Weight | Dose |\n|---|---|\n| 10 to 20 kg | 5 mg |\n| above 20 kg | 9 mg |\n"
    doses = reading(f"The dosage for children from 6 to 17 years is shown in Table 2.\n\n{table}")
    assert [(dose.population, dose.age_min, dose.weight_min) for dose in doses] == [("child", 6, 10), ("child", 6, 20)]


def test_a_partner_that_may_be_replaced_or_whose_dose_is_told_is_named() -> None:
    doses = reading("Give dexamethasone (or equivalent) 8 mg, with a daily dose of aspirin of 75 to 100 mg.")
    assert [dose.medicine for dose in doses] == ["dexamethasone", "aspirin"]


def test_weights_before_a_dash_head_the_dose_behind_it() -> None:
    doses = reading("Patients of ≤44 kg – 4 tablets Patients of 45–54 kg – 5 tablets Patients of ≥55 kg – 6 tablets")
    weights = [(dose.amount_max, dose.weight_min, dose.weight_max) for dose in doses]
    assert weights == [(4, None, 44), (5, 45, 54), (6, 55, None)]


def test_how_often_is_told_before_the_first_dose() -> None:
    (first,) = reading("It is taken once weekly. The starting dose is 5 mg.")
    assert (first.role, first.times_per_day_max) == ("starting", 0.1429)
    (loading,) = reading("It is taken once weekly. The loading dose is 5 mg.")
    assert loading.times_per_day_max is None


def test_those_of_an_age_and_those_with_an_impairment_are_others() -> None:
    doses = reading("Patients over 60 years of age, patients with liver disease: at most 5 mg daily.")
    assert [(dose.population, dose.age_min) for dose in doses] == [(None, 60), ("hepatic impairment", None)]
    listed = reading("For adults, children, or patients with liver disease: 5 mg.")
    assert [dose.population for dose in listed] == ["adult", "child", "hepatic impairment"]
    (both,) = reading("Patients aged 65 years and older with kidney disease take 5 mg daily.")
    assert (both.population, both.age_min) == ("renal impairment", 65)


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        (
            "Adults and children 12 years and older and weighing at least 40 kg",
            {("adult", None, None), ("child", 12, 40)},
        ),
        (
            "Adults and adolescents (13 years and older) or adults and adolescents 13 years and older",
            {("adult", None, None), ("adolescent", 13, None)},
        ),
        ("Adults and children weighing at least 40 kg", {("adult", None, 40), ("child", None, 40)}),
        ("Children and adults from 2 years of age weighing 30 kg or more", {("child", 2, 30), ("adult", 2, 30)}),
        ("Children 6 years and older weighing 35 kg or more with renal impairment", {("renal impairment", 6, 35)}),
    ],
)
def test_whose_an_age_and_a_weight_are(persons: str, expected: set[tuple[str, float | None, float | None]]) -> None:
    doses = reading(f"**{persons}:** 5 mg once daily.")
    assert {(dose.population, dose.age_min, dose.weight_min) for dose in doses} == expected


def test_a_step_in_a_line_of_its_own_is_for_those_of_the_line_before() -> None:
    first = "Infants with gout: The starting dose is 1 mg once weekly."
    doses = reading(f"{first}\n\nWhere that is not enough, increase the dose to 3 mg once weekly.")
    assert [(dose.amount_max, dose.population, dose.role) for dose in doses] == [
        (1, "infant", "starting"),
        (3, "infant", "maintenance"),
    ]


def test_the_upper_limit_of_a_laboratory_value_is_no_maximum() -> None:
    dose = only("With AST below 8 times the upper limit of normal the dose is 5 mg once daily.")
    assert (dose.amount_min, dose.role) == (5, "usual")


def test_a_sentence_that_leads_to_a_list_says_nothing_of_those_before_it() -> None:
    text = "Some take 40 mg daily. The dose for children is:\n\n* Under 20 kg: 5 mg daily.\n"
    assert [(dose.amount_max, dose.population) for dose in reading(text)] == [(40, None), (5, "child")]


def test_the_days_of_a_schedule_are_its_steps() -> None:
    doses = reading("The dose is 160 mg on Day 1, 80 mg on Day 15 and 40 mg every other week.")
    assert [dose.role for dose in doses] == ["starting", "maintenance", "maintenance"]


def test_a_bound_alone_goes_on_with_the_persons_of_the_sentence_before() -> None:
    text = "Children 2 years and older are dosed by weight. Those of 10 to 25 kg take 50 mg daily. "
    doses = reading(f"{text}Patients over 25 kg take 100 mg daily.")
    assert {(dose.population, dose.age_min) for dose in doses} == {("child", 2)}


def test_a_line_that_leads_holds_for_the_items_behind_the_next_line() -> None:
    text = "**How much:**\n\nChildren of 20 kg or more take it so:\n\nThe starting dose is 2 mg daily.\n\n"
    doses = reading(f"{text}* The doctor may increase this to 8 mg daily.\n")
    assert [(dose.amount_max, dose.population, dose.weight_min) for dose in doses] == [
        (2, "child", 20),
        (8, "child", 20),
    ]


def test_who_is_named_below_an_impairment_has_it() -> None:
    text = "* **Adults (16 years and older):** 25 mg daily.\n* **Children below 20 kg:** 5 mg daily.\n"
    assert [
        (dose.population, dose.age_min, dose.weight_max) for dose in reading(f"**Hepatic impairment:**\n\n{text}")
    ] == [
        ("hepatic impairment", 16, None),
        ("hepatic impairment", None, 20),
    ]
