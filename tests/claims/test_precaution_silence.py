"""What advises nobody, or not those whom it seems to: questions, other treatments, what is granted before a warning."""

from __future__ import annotations

import pytest
from tests.claims.pages import page

from monograph.claims.precaution import read_precautions


def advised(text: str, section: str = "precautions") -> set[tuple[str, str]]:
    return {(claim.about, claim.advice) for claim in read_precautions(page(**{section: text}))}


@pytest.mark.parametrize("more", ["Avoid direct sunlight.", "Monitoring of blood pressure is needed."])
def test_what_is_advised_on_other_things_is_not_said_of_those_before(more: str) -> None:
    assert advised(f"* **Warnings:** Use with caution in patients with gout. {more}") == {("gout", "caution")}


@pytest.mark.parametrize(
    ("more", "advice"),
    [
        ("It must not be used for weight loss.", "caution"),
        ("It should not be used to treat gout.", "caution"),
        ("Injections are generally not used for this product.", "caution"),
        ("It should not be used for this age group.", "avoid"),
    ],
)
def test_a_use_that_is_forbidden_is_forbidden_to_all(more: str, advice: str) -> None:
    assert advised(f"* **Children:** Use it with caution in children. {more}") == {("children", advice)}


def test_a_dose_that_a_doctor_is_asked_about_is_not_adjusted() -> None:
    assert advised("Ask your doctor before altering doses in kidney disease.") == {("renal", "consult")}
    text = "Ask your doctor before adjusting the dose if you have kidney disease."
    assert advised(text) == {("renal", "consult")}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("No.", "avoid"),
        ("Yes.", "acceptable"),
        ("Ask your doctor first.", "consult"),
        ("No, ask your doctor.", "avoid"),
    ],
)
def test_an_answer_advises_those_whom_its_question_names(answer: str, expected: str) -> None:
    assert advised(f"* **Q: Is it safe in pregnancy?** A: {answer}", "faqs") == {("pregnancy", expected)}


@pytest.mark.parametrize(
    "text",
    [
        "Keep out of the reach of children.",
        "It is cleared by the liver.",
        "* **Stopping:** Abrupt stopping should be avoided.",
        "Store it in a cool place and avoid moisture.",
        "* **Children:** Read the leaflet.",
        "* **Children:** This information should not be used in place of a doctor's advice.",
        "* **Adults and children:** The dose is not recommended above 10 mg.",
        "* **Allergic reactions:** Stop it and seek medical attention if one occurs.",
        "* **Pregnancy:** Self-medication should be avoided.",
        "Ask a doctor to find out if you have gout.",
        "Never stop it in pregnancy without consulting your doctor.",
        "Never give an adult dose to children.",
        "While generally safe, long use carries a danger of liver problems.",
        "It may suppress the breathing drive.",
        "It is not suitable for people taking MAO inhibitors (a kind of antidepressant).",
    ],
)
def test_what_is_no_precaution(text: str) -> None:
    assert advised(text) == set()


def test_how_a_dose_is_given_is_told_of_all() -> None:
    read = advised(
        "* **Children:** A second tablet may be given. The dose is determined by the professional.", "dosage"
    )
    assert read == set()
    assert advised("Dosage for children should be determined by a doctor.", "dosage") == {("children", "consult")}


@pytest.mark.parametrize(
    "question",
    [
        "Can I give it to a child without asking a doctor?",
        "Can it cause allergic reactions?",
        "Can it be used to treat gout in pregnancy?",
        "Can I stop it suddenly in pregnancy?",
    ],
)
def test_a_yes_or_no_to_another_question_is_no_advice(question: str) -> None:
    assert advised(f"* **Q: {question}** A: No.", "faqs") == set()


@pytest.mark.parametrize(
    ("answer", "advice"),
    [
        ("While there's no direct contraindication, it's best to limit alcohol.", "caution"),
        ("There aren't specific contraindications with alcohol, but consult your doctor.", "consult"),
        ("There are no restrictions, but moderation is advised.", "caution"),
        ("It isn't a specific contraindication, but avoid it.", "avoid"),
    ],
)
def test_that_nothing_forbids_it_is_no_prohibition(answer: str, advice: str) -> None:
    assert advised(f"* **Q: Can I drink alcohol while taking it?** A: {answer}", "faqs") == {("alcohol", advice)}


def test_what_is_granted_of_one_is_not_said_of_another() -> None:
    text = "While it is an option in pregnancy, breastfeeding is not recommended."
    assert advised(text) == {("breastfeeding", "avoid")}


@pytest.mark.parametrize(
    "more",
    [
        "Grapefruit juice should be avoided.",
        "Do not use if you take certain medicines.",
        "Monitor blood pressure regularly.",
        "If blood counts fall, a dose reduction may be needed.",
    ],
)
def test_a_food_a_case_or_a_thing_of_its_own_is_not_said_of_those_before(more: str) -> None:
    assert advised(f"Use with caution in gout. {more}") == {("gout", "caution")}


@pytest.mark.parametrize(
    "text",
    [
        "It is used in children for whom creams are not suitable.",
        "Where other treatments are not suitable it may help children.",
        "Follow the advice in nursing homes.",
        "* **Children:** Oral administration is not recommended.",
        "* **Kidney disease:** Little is known of interactions, contraindications, and precautions.",
    ],
)
def test_what_is_said_of_other_treatments_or_ways_to_take_it_is_no_advice(text: str) -> None:
    assert advised(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is not suitable for all children.", {("children", "caution")}),
        ("It is not suitable for all patients, especially in pregnancy.", {("pregnancy", "avoid")}),
        ("Because it is not approved, there are no data in children.", {("children", "insufficient-data")}),
        ("It works less well in adults than in children and should be avoided in the elderly.", {("elderly", "avoid")}),
        ("Avoid alcohol, especially in liver disease.", {("alcohol", "avoid")}),
        ("Alcohol should be avoided, especially in liver disease.", {("alcohol", "avoid")}),
        ("Avoid it in liver disease or when drinking alcohol.", {("hepatic", "avoid"), ("alcohol", "avoid")}),
        ("People with gout need special precautions.", {("gout", "caution")}),
        ("It should not be used if the patient has gout.", {("gout", "avoid")}),
        ("Patients at risk of gout should be monitored.", {("gout", "monitor")}),
        (
            "It is contraindicated in active ocular or nasal infection.",
            {("active ocular infection", "contraindicated"), ("nasal infection", "contraindicated")},
        ),
        ("It is contraindicated in patients with gout, and several other conditions.", {("gout", "contraindicated")}),
        (
            "* **Use with caution:** Gout (not the preferred medicine), and asthma.",
            {("gout", "caution"), ("asthma", "caution")},
        ),
        ("While it does not affect driving, wait until your vision clears before driving.", {("driving", "caution")}),
    ],
)
def test_the_advice_is_that_of_the_clause_that_gives_it(text: str, expected: set[tuple[str, str]]) -> None:
    assert advised(text) == expected


def test_a_dose_by_its_effect_is_told_of_all() -> None:
    text = "* **Children:** The dose is adjusted based on the response."
    assert advised(text, "dosage") == set()
    text = "* **Children:** The dose is adjusted based on weight and response."
    assert advised(text, "dosage") == {("children", "adjust-dose")}


def test_adjustments_do_not_stand_under_the_label_before() -> None:
    text = "**Children:**\n\n* 5 mg a day.\n\n**Dosage Adjustments:** Ask your doctor."
    assert advised(text, "dosage") == set()


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("Can I take it if I have gout?", "Use it with caution.", {("gout", "caution")}),
        ("What should I do if an allergic reaction occurs?", "Ask your doctor.", set()),
        ("Can it be used to treat gout?", "Ask your doctor.", set()),
    ],
)
def test_a_question_names_those_who_take_it(asked: str, answer: str, expected: set[tuple[str, str]]) -> None:
    assert advised(f"* **Q: {asked}** A: {answer}", "faqs") == expected
