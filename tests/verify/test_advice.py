"""Advice held against labels: by state, strength and degree; and everyday words for clinical terms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.degrees import degrees_of
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import terms_of
from monograph.verify.verdict import Verdict

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
SECTIONS = {
    "usage": "<paragraph>Exemplar is indicated for asthma. Exemplar is not recommended for the relief of acute "
    "bronchospasm.</paragraph>",
    "contraindications": "<paragraph>Exemplar is contraindicated in patients with Parkinson’s disease.</paragraph>"
    "<paragraph>Exemplar is contraindicated in patients with known hypersensitivity to exempline.</paragraph>"
    "<paragraph>Exemplar is contraindicated in patients with severe hepatic impairment.</paragraph>",
    "effects": "<paragraph>Somnolence, rhinorrhoea, anaemia and swelling of the ankles have occurred.</paragraph>",
    "populations": "<paragraph>Pregnancy: There are no available data on use in pregnant women to inform a "
    "drug-associated risk of birth defects.</paragraph>"
    "<paragraph>Lactation: There are no data on the presence of exempline in human milk.</paragraph>"
    "<paragraph>No dosage adjustment is needed in patients with mild renal impairment.</paragraph>",
}


def advice(entry: Entry, label: ReadLabel) -> list[Verdict]:
    return [one for one in verify_entry(entry, [label]) if one.kind == "precaution"]


@pytest.mark.parametrize("state", ["pregnancy", "breastfeeding"])
def test_safe_is_not_supported_where_the_label_has_no_data(label: Make, page: Page, state: str) -> None:
    entry = page(precautions=f"* **{state.title()}:** It is generally safe during {state}.")
    verdicts = advice(entry, label(SECTIONS))
    assert [one.verdict for one in verdicts] == ["not-found"]
    assert "insufficient data" in verdicts[0].why
    assert verdicts[0].label.quote


@pytest.mark.parametrize(
    ("precaution", "verdict"),
    [
        ("Use it with caution in patients with Parkinson's disease.", "contradicted"),
        ("Exempline is contraindicated in patients with Parkinson's disease.", "supported"),
        ("Exempline is safe in patients with a known allergy to it.", "contradicted"),
        ("Exempline is safe in patients with severe liver disease.", "contradicted"),
        ("Use with caution in patients with mild liver disease.", "not-comparable"),
        ("No dosage adjustment is needed in mild renal impairment.", "supported"),
        ("It should be avoided in patients with glaucoma.", "not-comparable"),
        ("It is contraindicated in patients with glaucoma.", "not-found"),
        ("Do not drive until you know how it affects you.", "not-comparable"),
    ],
)
def test_advice_by_state_strength_and_degree(label: Make, page: Page, precaution: str, verdict: str) -> None:
    verdicts = advice(page(precautions=f"* {precaution}"), label(SECTIONS))
    assert verdict in [one.verdict for one in verdicts], verdicts


@pytest.mark.parametrize(("age", "is_contradicted"), [("12 years", True), ("5 years", False), ("4 years", False)])
def test_an_age_above_that_of_every_use_is_contradicted(
    label: Make, page: Page, age: str, is_contradicted: bool
) -> None:
    own = label(SECTIONS | {"usage": "<paragraph>It is indicated in patients aged 5 years and older.</paragraph>"})
    found = advice(page(precautions=f"* It is not recommended for children under {age}."), own)
    assert ("contradicted" in [one.verdict for one in found]) is is_contradicted, found


def test_where_the_page_forbids_it_elsewhere_its_care_is_no_contradiction(label: Make, page: Page) -> None:
    entry = page(
        precautions="* Exempline is contraindicated in patients with Parkinson's disease.\n"
        "* Use it with caution in patients with Parkinson's disease."
    )
    assert "contradicted" not in {one.verdict for one in advice(entry, label(SECTIONS))}


def test_what_the_label_excludes_is_not_for_it(label: Make, page: Page) -> None:
    entry = page(usage="It is used to treat asthma. It is not for treating sudden asthma attacks.")
    uses = {one.quote: one.verdict for one in verify_entry(entry, [label(SECTIONS)]) if one.kind == "use"}
    assert set(uses.values()) == {"supported"}, uses


def test_everyday_words_and_both_spellings_name_the_effects_of_a_label(label: Make, page: Page) -> None:
    entry = page(side_effects="* Sleepiness\n* Runny nose\n* Anemia\n* Swollen ankles\n* Hives")
    found = [one.verdict for one in verify_entry(entry, [label(SECTIONS)]) if one.kind == "effect"]
    assert found == ["supported"] * 4 + ["not-found"]


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("sleepy", "somnolence"),
        ("runny nose", "rhinorrhea"),
        ("diabetics", "diabetes mellitus"),
        ("weakened immune systems", "immunosuppression"),
        ("heart attack", "myocardial infarction"),
        ("anaemia", "anemia"),
        ("mental illness", "mental-health"),
    ],
)
def test_what_people_say_has_a_clinical_term(words: str, term: str) -> None:
    assert term in terms_of(words)


STRICT = {
    "contraindications": "<paragraph>Pregnancy</paragraph><paragraph>Glaucoma</paragraph>",
    "populations": "<paragraph>Pregnancy: Monitor pregnant women who take exempline closely.</paragraph>"
    "<paragraph>Exemplar is not recommended in patients with severe hepatic impairment.</paragraph>"
    "<paragraph>Pediatric patients should avoid sports that may result in injury.</paragraph>",
    "warnings": "<paragraph>Monitor patients with renal impairment closely.</paragraph>",
}


@pytest.mark.parametrize(
    ("precaution", "verdicts"),
    [
        ("Pregnant women require careful monitoring.", {"not-found", "contradicted"}),
        ("Dose adjustments may be necessary for patients with liver disease.", {"not-found", "contradicted"}),
        ("Use with caution in patients with glaucoma.", {"not-found", "contradicted"}),
        ("It is contraindicated in pregnancy.", {"supported"}),
        ("Monitor patients with kidney disease closely.", {"supported"}),
        ("In children the dose is adjusted carefully.", {"not-found", "not-comparable"}),
    ],
)
def test_advice_milder_than_the_labels_is_never_supported(
    label: Make, page: Page, precaution: str, verdicts: set[str]
) -> None:
    found = advice(page(precautions=f"* {precaution}"), label(STRICT))
    assert found
    assert {one.verdict for one in found} <= verdicts, found


def test_a_label_that_is_stricter_is_said_to_be(label: Make, page: Page) -> None:
    (found,) = advice(page(precautions="* Pregnant women require careful monitoring."), label(STRICT))
    assert "the label is stricter" in found.why
    assert found.label.quote == "Pregnancy"


OUTRIGHT = {
    "usage": "<paragraph>Exemplar is indicated for asthma in adults and children 2 years of age and older.</paragraph>",
    "populations": "<paragraph>Do not breastfeed during treatment with Exemplar.</paragraph>"
    "<paragraph>Exemplar should not be used in patients with a creatinine clearance below 30 mL/min.</paragraph>"
    "<paragraph>No dosage adjustment is necessary in mild or moderate renal impairment.</paragraph>"
    "<paragraph>In general, dose selection for an elderly patient should be cautious, reflecting the greater frequency "
    "of decreased cardiac function.</paragraph>"
    "<paragraph>Caution patients against driving until they know how Exemplar affects them.</paragraph>",
}


@pytest.mark.parametrize(
    ("precaution", "verdict"),
    [
        ("Use it with caution while breastfeeding.", "contradicted"),
        ("Use it with caution in patients with severe renal impairment.", "contradicted"),
        ("Exempline is safe in patients with severe renal impairment.", "contradicted"),
        ("No dosage adjustment is needed if creatinine clearance is at least 30 mL/min.", "supported"),
        ("Use it with caution in patients with heart disease.", "not-comparable"),
        ("Safety and effectiveness in children have not been established.", "contradicted"),
        ("It is not recommended for young infants.", "not-found"),
        ("Avoid driving until you know how exempline affects you.", "supported"),
    ],
)
def test_what_a_label_forbids_outright_is_no_matter_of_care(
    label: Make, page: Page, precaution: str, verdict: str
) -> None:
    verdicts = [one.verdict for one in advice(page(precautions=f"* {precaution}"), label(SECTIONS | OUTRIGHT))]
    assert verdict in verdicts, verdicts


@pytest.mark.parametrize(
    ("said", "degrees"),
    [
        ("child-pugh class b or c", {"moderate", "severe"}),
        ("egfr 30 to <60 ml/min", {"30-60", "moderate"}),
        ("creatinine clearance of 90 ml/min or higher", {"90-1000", "normal"}),
        ("end-stage renal disease", {"end-stage"}),
        ("patients with renal impairment", set()),
    ],
)
def test_degrees_are_words_and_numbers(said: str, degrees: set[str]) -> None:
    assert degrees_of(said) == degrees


@pytest.mark.parametrize(
    ("populations", "precaution", "verdict"),
    [
        ("Exemplar is not recommended during pregnancy.", "Use with caution during pregnancy.", "contradicted"),
        ("Exemplar is not recommended during pregnancy.", "Consult a doctor during pregnancy.", "supported"),
        ("Exemplar must not be used in pregnancy.", "Consult a doctor during pregnancy.", "contradicted"),
        ("Exemplar must not be used in pregnancy.", "Other medicines are preferred in pregnancy.", "supported"),
        ("It is preferable to avoid the use of it in pregnancy.", "Use with caution during pregnancy.", "supported"),
        ("It is preferable to avoid the use of it in pregnancy.", "It must be avoided in pregnancy.", "supported"),
        ("In pregnant women no link to birth defects was found.", "It must be avoided in pregnancy.", "not-found"),
        (
            "In pregnancy it is not associated with an increased risk of birth defects.",
            "Ask a doctor if pregnant.",
            "supported",
        ),
        ("Fetal body weight fell in pregnant rats.", "Consult a doctor in pregnancy.", "not-comparable"),
        ("It causes birth defects in pregnant women.", "It must be avoided in pregnancy.", "supported"),
        (
            "Avoid use of aspirin with it in renal impairment.",
            "It must be avoided in kidney disease.",
            "not-comparable",
        ),
        ("Avoid use of it in renal impairment.", "It must be avoided in kidney disease.", "supported"),
        ("Do not use it in pregnancy unless your doctor says so.", "Consult a doctor in pregnancy.", "supported"),
        ("Use it in pregnancy only if the benefit outweighs the risk.", "Consult a doctor in pregnancy.", "supported"),
        ("Dose selection for an elderly patient should be cautious.", "Adjust the dose in older adults.", "supported"),
        ("Start at half the usual dose in renal impairment.", "Adjust the dose in kidney disease.", "supported"),
        ("Monitor elderly patients for falls.", "Adjust the dose in older adults.", "not-found"),
        ("It should not be used on eczematous skin.", "It is contraindicated in eczema.", "supported"),
        ("Eczema has occurred in those who should not be named.", "It is contraindicated in eczema.", "not-found"),
        ("Avoid large doses because of the risk of stroke.", "It is contraindicated in stroke.", "not-found"),
        ("Monitor breastfed infants.", "Use with caution in children.", "not-comparable"),
        ("Safety in children is not established.", "Use with caution in children.", "not-found"),
        ("Safety in children is not established.", "It is not recommended for children.", "supported"),
        ("Safety in children under 2 years is not established.", "It is not recommended for children.", "not-found"),
        ("It is not recommended for children.", "Its safety in children is not established.", "supported"),
        ("Reduce the dose in renal impairment.", "Monitor patients with kidney disease.", "not-found"),
        ("Safety in the elderly is not established.", "Monitor older adults.", "not-found"),
        (
            "Choose the dose in the elderly with care, reflecting the greater frequency of decreased renal function.",
            "Use with caution in kidney disease.",
            "not-comparable",
        ),
        (
            "Poorly controlled diabetes in pregnancy increases the risk of birth defects.",
            "It must be avoided in pregnancy.",
            "not-found",
        ),
        ("Do not breastfeed for 3 weeks after the last dose.", "It is safe during breastfeeding.", "contradicted"),
        ("Do not use it in severe renal impairment.", "It is safe in kidney disease.", "contradicted"),
        ("Ask your doctor before you drive.", "Avoid driving until you know how it affects you.", "supported"),
        (
            "It is contraindicated in patients with uncorrected gout.",
            "It is safe in patients with untreated gout.",
            "contradicted",
        ),
        ("Use it with caution with alcohol.", "Alcohol must be avoided.", "not-found"),
        ("Patients should not drink alcohol.", "Alcohol must be avoided.", "supported"),
        ("Women living with HIV should not breastfeed.", "Use with caution while breastfeeding.", "supported"),
        ("Exemplar is not indicated for use in women.", "Use with caution while breastfeeding.", "not-comparable"),
        ("No dosage adjustment is needed in renal impairment.", "Adjust the dose in kidney disease.", "contradicted"),
        ("Monitor patients with renal impairment.", "Adjust the dose in kidney disease.", "not-found"),
        (
            "It should not be given to children with kidney disease.",
            "No dosage adjustment is needed in kidney disease.",
            "not-found",
        ),
        ("Do not use it in the third trimester of pregnancy.", "Consult a doctor during pregnancy.", "supported"),
        ("Exemplar with aspirin is not recommended in pregnancy.", "Consult a doctor in pregnancy.", "supported"),
        ("Avoid use in severe hepatic impairment.", "Use with caution in severe hepatic impairment.", "contradicted"),
        ("Avoid use in severe hepatic impairment.", "Use with caution in hepatic impairment.", "supported"),
        (
            "A decision should be made whether to discontinue nursing or to discontinue the drug.",
            "Nursing mothers should consult their doctor.",
            "supported",
        ),
    ],
)
def test_advice_is_too_mild_where_the_label_forbids_it_to_the_same_persons(
    label: Make, page: Page, populations: str, precaution: str, verdict: str
) -> None:
    own = label(SECTIONS | {"populations": f"<paragraph>{populations}</paragraph>"})
    found = [one.verdict for one in advice(page(precautions=f"* {precaution}"), own)]
    assert found == [verdict], found


@pytest.mark.parametrize(
    ("populations", "precaution"),
    [
        ("It is not known whether exempline is present in human milk; advise women on it.", "Its excretion in breast "
         "milk is unknown."),
        ("The risk of bleeding is increased in patients with cardiac disease.", "Use with caution in heart disease."),
        ("Cachectic patients may breathe too little.", "Use with caution in patients with cachexia."),
        ("Aphakic patients need an examination.", "Use with caution in patients with aphakia."),
        ("Watch patients with biliary tract disease.", "Use with caution in biliary tract dysfunction."),
        ("It has not been studied in patients with cirrhosis.", "Use with caution in liver disease."),
    ],
)  # fmt: skip
def test_what_a_label_says_of_persons_without_an_advice_supports_care(
    label: Make, page: Page, populations: str, precaution: str
) -> None:
    own = label(SECTIONS | {"populations": f"<paragraph>{populations}</paragraph>"})
    assert [one.verdict for one in advice(page(precautions=f"* {precaution}"), own)] == ["supported"]


@pytest.mark.parametrize(
    "precaution",
    [
        "Exempline is safe to use in patients with gout, a history of stroke treated with aspirin, or severe renal "
        "impairment.",
        "If the GFR is below 30 mL/min, exempline is safe to use in renal impairment.",
    ],
)
def test_one_item_of_a_list_permits_whatever_the_others_say(label: Make, page: Page, precaution: str) -> None:
    found = advice(page(precautions=f"* {precaution}"), label(SECTIONS | OUTRIGHT))
    assert "contradicted" in {one.verdict for one in found}, found


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("No dosage modification is needed in mild, moderate, or severe renal impairment.", "contradicted"),
        ("No dose adjustment is needed in any degree of renal impairment or in dialysis.", "contradicted"),
        ("Dosage schedules do not need to be modified in patients with renal disease.", "contradicted"),
        ("No dose adjustment is needed in mild or moderate renal impairment.", "not-found"),
        ("No dose adjustment is needed in mild renal impairment.", "not-found"),
        (
            "No dose adjustment is needed in mild or moderate renal impairment. Reduce the dose in severe impairment "
            "of the kidneys.",
            "supported",
        ),
    ],
)
def test_a_dose_that_the_label_never_adjusts_is_adjusted_for_nobody(
    label: Make, page: Page, told: str, verdict: str
) -> None:
    entry = page(precautions="* Dosage adjustments may be necessary in patients with kidney problems.")
    own = label(SECTIONS | {"populations": f"<paragraph>{told}</paragraph>"})
    assert {one.verdict for one in advice(entry, own)} == {verdict}


@pytest.mark.parametrize(
    ("listed", "verdict"),
    [
        ("severe ulcerative colitis; toxic megacolon; myasthenia gravis.", "contradicted"),
        ("severe ulcerative colitis; severe myasthenia gravis.", "supported"),
    ],
)
def test_each_item_of_a_list_of_contraindications_forbids_by_itself(
    label: Make, page: Page, listed: str, verdict: str
) -> None:
    own = label(SECTIONS | {"contraindications": f"<paragraph>Contraindicated in patients with {listed}</paragraph>"})
    entry = page(precautions="* Use it with caution in patients with myasthenia gravis.")
    assert {one.verdict for one in advice(entry, own)} == {verdict}


def test_that_nothing_is_known_supports_care_only_where_no_other_label_forbids_it(label: Make, page: Page) -> None:
    forbids = label(SECTIONS | {"populations": "<paragraph>Exemplar should not be used during pregnancy.</paragraph>"})
    entry = page(precautions="* **Pregnancy:** Use it with caution during pregnancy.")
    alone, both = (verify_entry(entry, labels) for labels in ([label(SECTIONS)], [label(SECTIONS), forbids]))
    assert [one.verdict for one in alone] == ["supported"]
    assert [one.verdict for one in both] == ["contradicted"]


@pytest.mark.parametrize(("whom", "verdict"), [("children", "supported"), ("the elderly", "not-comparable")])
def test_a_dose_is_adjusted_for_those_whom_the_label_gives_their_own(
    label: Make, page: Page, whom: str, verdict: str
) -> None:
    dosage = "<paragraph>Adults: 10 mg once daily. Children: 5 mg once daily.</paragraph>"
    entry = page(precautions=f"* The dose must be adjusted for {whom}.")
    assert [one.verdict for one in advice(entry, label(SECTIONS | {"dosage": dosage}))] == [verdict]


@pytest.mark.parametrize(
    ("warning", "why"),
    [
        ("Lactic acidosis is seen more often with gout and sepsis.", "The label names gout."),
        ("Patients with gout: use with caution.", "For gout the label says “caution”."),
    ],
)
def test_the_reason_quotes_an_advice_only_where_the_label_gives_one(
    label: Make, page: Page, warning: str, why: str
) -> None:
    own = label({"warnings": f"<paragraph>{warning}</paragraph>"})
    entry = page(precautions="* Use with caution in patients with gout.")
    assert [one.why for one in advice(entry, own)] == [why]
