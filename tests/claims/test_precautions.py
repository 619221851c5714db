from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.pages import page

from monograph.claims.precaution import read_precautions
from monograph.claims.records import Precaution


def advised(text: str, section: str = "precautions") -> set[tuple[str, str]]:
    return {(claim.about, claim.advice) for claim in read_precautions(page(**{section: text}))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Examplol is contraindicated in pregnancy.", {("pregnancy", "contraindicated")}),
        ("* **Pregnancy:** It should not be used.", {("pregnancy", "avoid")}),
        ("* **Contraindications:** It should not be used in pregnancy.", {("pregnancy", "contraindicated")}),
        ("Do not take Examplol if you are allergic to it.", {("allergy", "contraindicated")}),
        ("People with kidney disease may need a lower dose.", {("renal", "caution")}),
        ("Dose adjustment may be needed in kidney disease.", {("renal", "adjust-dose")}),
        (
            "No dose adjustment is needed in liver or kidney disease.",
            {("renal", "acceptable"), ("hepatic", "acceptable")},
        ),
        (
            "The labelling does not provide dose adjustments for hepatic (liver) or renal (kidney) impairment.",
            {("renal", "insufficient-data"), ("hepatic", "insufficient-data")},
        ),
        ("Use in the elderly only if the benefit outweighs the risk.", {("elderly", "caution")}),
        ("Children should only be treated under medical supervision.", {("children", "caution")}),
        ("It is safe in pregnancy, but other medicines are usually preferred.", {("pregnancy", "caution")}),
        (
            "It is in category B in pregnancy (meaning no harm was seen), other medicines are preferred in pregnancy.",
            {("pregnancy", "caution")},
        ),
        ("In kidney disease a reduced dose may not be needed.", {("renal", "acceptable")}),
        ("It is contraindicated in patients with ectopic pregnancy.", {("ectopic pregnancy", "contraindicated")}),
        ("It is not suitable during breast feeding.", {("breastfeeding", "avoid")}),
        ("Examplol is a pregnancy category B medicine.", {("pregnancy", "acceptable")}),
        ("Examplol is a pregnancy category X medicine.", {("pregnancy", "contraindicated")}),
        ("Safety while breastfeeding is not established.", {("breastfeeding", "insufficient-data")}),
        ("Avoid alcohol during treatment.", {("alcohol", "avoid")}),
        ("Older adults should be monitored closely.", {("elderly", "monitor")}),
        ("It is contraindicated in patients with gout.", {("gout", "contraindicated")}),
        ("Do not use it if there is a perforated eardrum.", {("perforated eardrum", "contraindicated")}),
        ("It should not be used by those sensitive to any of its ingredients.", {("allergy", "avoid")}),
        (
            "Dosage adjustments for patients with mild to moderate hepatic or renal impairment are not needed.",
            {("renal", "acceptable"), ("hepatic", "acceptable")},
        ),
        (
            "Use in pregnancy only if the benefits outweigh the risks; consult your doctor.",
            {("pregnancy", "caution")},
        ),
        (
            "It should be avoided in severe gout and used with caution in asthma.",
            {("severe gout", "avoid"), ("asthma", "caution")},
        ),
        ("The dose may need adjustment in the elderly due to poor kidney function.", {("elderly", "adjust-dose")}),
        (
            "It is not recommended in pregnancy because its companion is contraindicated.",
            {("pregnancy", "avoid")},
        ),
        (
            "It is contraindicated in patients with second- or third-degree block.",
            {("second- or third-degree block", "contraindicated")},
        ),
        (
            "It is contraindicated in allergy or hypersensitivity to it or any of its components.",
            {("allergy", "contraindicated")},
        ),
        (
            "It is contraindicated in patients with recent stroke or head trauma.",
            {("recent stroke", "contraindicated"), ("head trauma", "contraindicated")},
        ),
        ("Use caution in acute or chronic pancreatitis.", {("acute or chronic pancreatitis", "caution")}),
        (
            "Caution is advised in patients with heart conditions like heart block.",
            {("heart block", "caution")},
        ),
        (
            "Do not apply it to broken, irritated, or inflamed skin.",
            {(f"{kind} skin", "contraindicated") for kind in ("broken", "irritated", "inflamed")},
        ),
        ("Consult your doctor in pregnancy, as it might not be suitable.", {("pregnancy", "consult")}),
        ("Never give it to children without consulting a doctor.", {("children", "consult")}),
        ("Dosage adjustments may be necessary based on kidney function.", {("renal", "adjust-dose")}),
        ("Dosage adjustments for kidney disease are not indicated in the label.", {("renal", "insufficient-data")}),
        ("Alcohol should be avoided or consumed only in moderation.", {("alcohol", "avoid")}),
        (
            "It can cause birth defects; use in pregnancy only if the benefit outweighs the risk.",
            {("pregnancy", "caution")},
        ),
        ("* **Glaucoma:** It may worsen symptoms.", {("glaucoma", "caution")}),
        ("It is not considered safe in pregnancy.", {("pregnancy", "avoid")}),
        ("* **Contraindications (when it should not be used):**\n    * Gout", {("gout", "contraindicated")}),
        ("* **Do not use on open wounds:** Wash it off.", {("open wounds", "contraindicated")}),
        ("* **Contraindications:** Use it with caution or avoid it in gout.", {("gout", "avoid")}),
        ("Use caution in debilitated or obese patients.", {("debilitated", "caution"), ("obesity", "caution")}),
    ],
)
def test_advice_and_whom_it_is_for(text: str, expected: set[tuple[str, str]]) -> None:
    assert advised(text) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Contraindications", "* Pregnancy\n* Gout\n", {("pregnancy", "contraindicated"), ("gout", "contraindicated")}),
        ("Lactation", "There are no data on the effect on the infant.", {("breastfeeding", "insufficient-data")}),
        ("Lactation", "Advise a lactating woman not to breastfeed.", {("breastfeeding", "avoid")}),
        ("Pregnancy", "The background risk of major birth defects is unknown.", set()),
        ("Pregnancy", "There are no data on the risk of birth defects.", {("pregnancy", "insufficient-data")}),
        ("Pregnancy", "No risk of birth defects was identified.", {("pregnancy", "acceptable")}),
        ("Pregnancy", "In pregnant rats the dose decreased fetal weight.", set()),
        ("Pregnancy", "It can cause fetal harm.", {("pregnancy", "avoid")}),
        ("Pregnancy", "Its use is not expected to cause fetal harm.", {("pregnancy", "acceptable")}),
        ("Contraindications", "In animal reproduction studies it harmed the young.", set()),
        (
            "Contraindications",
            "Severe allergy (such as angioedema) to it, to its salts. Gout. (4)",
            {("allergy", "contraindicated"), ("gout", "contraindicated")},
        ),
        ("Elderly", "Trials did not include sufficient numbers of subjects.", {("elderly", "insufficient-data")}),
        ("Warnings", "In patients with gout co-administration of colchicine is contraindicated.", set()),
    ],
)
def test_the_title_of_a_section_of_a_label_speaks_for_its_text(
    title: str, text: str, expected: set[tuple[str, str]]
) -> None:
    assert advised(f"It is for adults.\n\n### {title}\n\n{text}", "storage") == expected


def test_each_item_of_a_list_is_quoted_for_itself() -> None:
    (gout, asthma) = read_precautions(page(precautions="**Contraindications:** Severe gout. Asthma. (4)"))
    assert (gout.quote, asthma.quote) == ("Severe gout.", "Asthma.")


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


def test_what_is_called_safe_disagrees_with_what_is_advised_beside_it() -> None:
    text = "* **Children:** It has not been studied in children. It is safe in children."
    assert advised(text) == {("children", "insufficient-data"), ("children", "acceptable")}
    assert advised("Dizziness may impair your ability to drive safely.") == {("driving", "caution")}


def test_stopping_before_surgery_is_advice_on_surgery() -> None:
    assert advised("It should be stopped two weeks before any planned surgery.") == {("surgery", "avoid")}


@pytest.mark.parametrize(
    ("lead", "advice"), [("**Do not take it:**", "contraindicated"), ("Tell your doctor if you have:", "consult")]
)
def test_conditions_have_the_advice_of_the_line_above_them(lead: str, advice: str) -> None:
    text = f"{lead}\n\n* if you have gout.\n* Asthma or epilepsy\n* if you take warfarin.\n"
    assert advised(text) == {(about, advice) for about in ("gout", "asthma", "epilepsy")}


def test_one_statement_with_two_advices_takes_the_stronger() -> None:
    text = "* **Kidney disease:** Use with caution; the dose should be reduced, and ask your doctor."
    assert advised(text) == {("renal", "adjust-dose")}


def test_a_balance_of_risks_yields_to_asking_the_doctor() -> None:
    text = "* **Pregnancy:** The benefits should be weighed against the risks. Discuss this with your doctor."
    assert advised(text) == {("pregnancy", "consult")}


def test_each_state_of_a_list_is_a_precaution_of_its_own() -> None:
    text = "Use with caution in patients with gout, severe asthma, or kidney or liver problems, as it may harm them."
    assert advised(text) == {(about, "caution") for about in ("gout", "asthma", "renal", "hepatic")}


def test_what_an_allergy_is_to_is_no_state() -> None:
    text = "It is contraindicated in patients with hypersensitivity to penicillin, or any component of it; and gout."
    assert advised(text) == {("allergy", "contraindicated"), ("gout", "contraindicated")}


def test_states_on_both_sides_of_an_allergy_are_read() -> None:
    text = "It is contraindicated in patients with gout, allergy to eggs or milk, asthma, and anuria."
    assert advised(text) == {(about, "contraindicated") for about in ("gout", "allergy", "asthma", "anuria")}


def test_bare_items_have_the_advice_of_the_line_above_them() -> None:
    text = (
        "**Contraindications:** It is contraindicated in patients with:\n\n* Gout\n* Severe heart block (any degree)\n"
    )
    assert advised(text) == {("gout", "contraindicated"), ("severe heart block", "contraindicated")}


def test_a_label_names_those_whom_its_text_leaves_out() -> None:
    text = (
        "* **Pregnancy and Breastfeeding:** Consult your doctor.\n* **Myasthenia gravis:** It may worsen the weakness."
    )
    assert advised(text) == {("pregnancy", "consult"), ("breastfeeding", "consult"), ("myasthenia gravis", "caution")}


def test_the_child_of_a_mother_is_no_patient() -> None:
    text = "* **Pregnancy and Breastfeeding:** Use only under medical supervision because of risks to mother and child."
    assert advised(text) == {("pregnancy", "caution"), ("breastfeeding", "caution")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is contraindicated in asthma unless needed for conditions like gout.", {("asthma", "contraindicated")}),
        ("It should be avoided in pregnancy, except in women with gout.", {("pregnancy", "avoid")}),
        ("It should be avoided in pregnancy (except in women with gout).", {("pregnancy", "avoid")}),
        ("Except in patients with gout, it should be avoided in children.", {("children", "avoid")}),
        ("There are no serious contraindications except in cases of allergy.", {("allergy", "contraindicated")}),
        (
            "Avoid it in pregnancy unless prescribed for gout and is not recommended during breastfeeding.",
            {("pregnancy", "avoid"), ("breastfeeding", "avoid")},
        ),
        ("It should be avoided unless the benefit outweighs the risk to the fetus.", {("pregnancy", "avoid")}),
    ],
)
def test_who_is_excepted_does_not_get_the_advice(text: str, expected: set[tuple[str, str]]) -> None:
    assert advised(text) == expected


def test_a_turn_makes_two_statements() -> None:
    text = "The dose should be reduced in kidney disease; however, it is contraindicated in liver disease."
    assert advised(text) == {("renal", "adjust-dose"), ("hepatic", "contraindicated")}


def test_a_risk_counts_only_where_nothing_is_advised() -> None:
    assert advised("Older adults are more susceptible to side effects.") == {("elderly", "caution")}
    text = "Older adults are more susceptible to side effects.\n\nOlder adults should not use it."
    assert advised(text) == {("elderly", "avoid")}


def test_degrees_of_an_illness_are_advised_on_apart() -> None:
    text = "For mild kidney disease no dose adjustment is needed, but it should be avoided in severe kidney disease."
    claims = {(claim.advice, claim.scope) for claim in read_precautions(page(dosage=text))}
    assert claims == {("acceptable", "mild"), ("avoid", "severe")}


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


def test_those_named_as_well_as_others_are_given_no_reason() -> None:
    text = "Avoid it in those with gout, as well as those with asthma."
    assert advised(text) == {("gout", "avoid"), ("asthma", "avoid")}


def test_leave_in_a_grave_degree_is_a_claim_of_its_own() -> None:
    text = "No dose adjustment is needed in mild kidney disease. It is safe in severe kidney disease."
    read = [claim for claim in read_precautions(page(precautions=text)) if claim.advice == "acceptable"]
    assert [claim.scope for claim in read] == ["mild", "severe"]


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


def test_ages_are_advised_on_apart() -> None:
    text = (
        "* **Children:** It is not recommended for children under 6 years. Use with caution in children over 6 years."
    )
    assert advised(text) == {("children", "avoid"), ("children", "caution")}


def test_grounds_are_the_words_that_say_it() -> None:
    monograph = page(precautions="It should be avoided in severe liver disease.")
    (claim,) = read_precautions(monograph)
    words = {key: monograph.source[slice(*span)] for key, span in claim.grounds.items()}
    assert words == {"about": "liver", "advice": "avoided", "scope": "severe"}


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("It may worsen gout, so patients with gout must be premedicated.", ["advice"]),
        ("It should be avoided in children weighing less than 30 kg.", ["scope"]),
        ("It may worsen gout in patients with gout.", []),
        ("It should be avoided in severe kidney disease (eGFR < 30 mL/min).", []),
    ],
)
def test_what_is_stated_and_not_read_is_said_to_be_unread(text: str, unread: list[str]) -> None:
    claims = read_precautions(page(precautions=text))
    assert [claim.unread for claim in claims] == [unread]


FRAGMENTS = st.sampled_from(
    ["patients with", "gout", "pregnancy", "should", "not be used", "caution", "(", ")", ",", ";", "or", "kidney",
     "in", "if you are", "allergic to", "dose adjustments", "no", "** bold **", "\n* ", ":", "children", "\n\n"]
)  # fmt: skip


PRINTED = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


@given(st.lists(FRAGMENTS | PRINTED, max_size=60))
def test_any_text_gives_claims_that_are_where_they_say(fragments: list[str]) -> None:
    monograph = page(
        precautions=" ".join(fragments).replace("#", ""), faqs=f"* **Q: {' '.join(fragments[:5])}?** A: No."
    )
    claims: list[Precaution] = read_precautions(monograph)
    for claim in claims:
        assert monograph.source[claim.start : claim.end] == claim.quote
        assert all(0 <= span.start < span.end <= len(monograph.source) for span in claim.grounds.values())
    assert len({(claim.about, claim.advice) for claim in claims}) == len(claims)
    assert claims == read_precautions(monograph)


def test_a_label_narrows_what_is_said_behind_it() -> None:
    text = "* **Children under 4 years:** Do not use it.\n* **Pregnancy (third trimester):** Avoid it."
    claims = read_precautions(page(precautions=text))
    assert {(claim.about, claim.scope) for claim in claims} == {
        ("children", "under 4 years"),
        ("pregnancy", "third trimester"),
    }
    (claim,) = read_precautions(page(precautions="* **Children under 4 years:** Elderly people should avoid it."))
    assert (claim.about, claim.scope) == ("elderly", None)


def test_each_band_of_a_sentence_has_its_own_advice() -> None:
    text = "No adjustment is needed in mild renal impairment, avoid it if the eGFR is below 30 mL/min."
    found = {(claim.scope, claim.advice) for claim in read_precautions(page(precautions=text))}
    assert found == {("mild", "acceptable"), ("eGFR is below 30 mL/min", "avoid")}
