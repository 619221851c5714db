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


def test_those_named_as_well_as_others_are_given_no_reason() -> None:
    text = "Avoid it in those with gout, as well as those with asthma."
    assert advised(text) == {("gout", "avoid"), ("asthma", "avoid")}


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
