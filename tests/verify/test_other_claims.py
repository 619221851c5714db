"""Effects, uses, interactions and advice held against labels; and what a page leaves out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify, verify_entry, what_is_left_out
from monograph.verify.matching import LabelIndex, match_labels
from monograph.verify.read_label import ReadLabel
from monograph.verify.verdict import NoLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
SECTIONS = {
    "boxed": "<paragraph>WARNING: LACTIC ACIDOSIS Fatal cases have been seen.</paragraph>",
    "usage": "<paragraph>Exemplar is indicated for the treatment of hypertension. "
    "It is not indicated for migraine.</paragraph>",
    "dosage": "<paragraph>The recommended dose is 10 mg once daily.</paragraph>",
    "contraindications": "<paragraph>Exemplar is contraindicated in pregnancy. Exemplar is contraindicated in patients "
    "with myasthenia gravis and gout. Do not use it concomitantly with itraconazole.</paragraph>",
    "warnings": "<paragraph>Rhabdomyolysis has occurred.</paragraph>",
    "effects": "<paragraph>The most common adverse reactions were pruritus, dyspepsia, urticaria and "
    "peripheral edema.</paragraph>",
    "interactions": "<paragraph>NSAIDs may increase the risk of bleeding. "
    "Avoid warfarin: severe bleeding was seen.</paragraph>",
    "populations": "<paragraph>No dosage adjustment is needed in patients with renal impairment.</paragraph>",
}


def verdicts(entry: Entry, label: ReadLabel, kind: str) -> dict[str, str]:
    return {one.quote.strip("* .").lower(): one.verdict for one in verify_entry(entry, [label]) if one.kind == kind}


def test_effects_match_by_meaning(label: Make, page: Page) -> None:
    entry = page(side_effects="* Itching\n* Heartburn\n* Skin reactions\n* Swelling of the ankles\n* Hair loss")
    found = verdicts(entry, label(SECTIONS), "effect")
    assert list(found.values()) == ["supported"] * 4 + ["not-found"], found


def test_a_narrow_term_is_not_stated_by_a_broad_one(label: Make, page: Page) -> None:
    broad = label({"effects": "<paragraph>Skin reactions have occurred.</paragraph>"})
    assert list(verdicts(page(side_effects="* Hives"), broad, "effect").values()) == ["not-found"]


@pytest.mark.parametrize(
    ("named", "said", "verdict"),
    [
        ("Impaired pulmonary function", "Impaired lung function has occurred.", "supported"),
        ("Pulmonary infiltrates", "The lungs are healthy.", "not-found"),
        ("Loss of the outer nail (onycholysis)", "Onycholysis has occurred.", "supported"),
        ("Loss of the outer nail (in women)", "It is given to women.", "not-found"),
    ],
)
def test_effects_match_by_plain_words_and_by_the_term_that_explains_them(
    label: Make, page: Page, named: str, said: str, verdict: str
) -> None:
    own = label({"effects": f"<paragraph>{said}</paragraph>"})
    assert list(verdicts(page(side_effects=f"* {named}"), own, "effect").values()) == [verdict]


def test_uses_match_by_condition_and_denials_contradict(label: Make, page: Page) -> None:
    entry = page(
        usage="It is used to treat high blood pressure. It is used to treat migraine. It is used to treat gout."
    )
    found = [one.verdict for one in verify_entry(entry, [label(SECTIONS)]) if one.kind == "use"]
    assert found == ["supported", "contradicted", "not-found"]


@pytest.mark.parametrize(
    ("treated", "given", "verdict"),
    [
        ("organ rejection after transplantation", "to prevent rejection of an organ in recipients of transplants",
         "supported"),
        ("Parkinson's disease", "for the treatment of Parkinson s disease", "supported"),
        ("nerve pain", "for pain. It has no effect on nervousness", "not-found"),
        ("other types of leukemia", "for the treatment of acute leukemia", "not-comparable"),
    ],
)  # fmt: skip
def test_a_use_is_found_in_other_words_of_one_paragraph(
    label: Make, page: Page, treated: str, given: str, verdict: str
) -> None:
    own = label({**SECTIONS, "usage": f"<paragraph>Exemplar is indicated {given}.</paragraph>"})
    entry = page(usage=f"It is used to treat {treated}.")
    assert [one.verdict for one in verify_entry(entry, [own]) if one.kind == "use"] == [verdict]


def test_interactions_match_by_class_and_member(label: Make, page: Page) -> None:
    entry = page(precautions="* **Interactions:** It may interact with ibuprofen, anticoagulants and digoxin.")
    found = {one.quote: one for one in verify_entry(entry, [label(SECTIONS)]) if one.kind == "interaction"}
    by_why = sorted(one.verdict for one in verify_entry(entry, [label(SECTIONS)]) if one.kind == "interaction")
    assert by_why == ["not-found", "supported", "supported"], found


@pytest.mark.parametrize(
    ("precaution", "verdict"),
    [
        ("* **Pregnancy:** It is contraindicated in pregnancy.", "supported"),
        ("* **Pregnancy:** It is safe during pregnancy.", "contradicted"),
        ("* **Pregnancy:** Use it with caution during pregnancy.", "contradicted"),
        ("* **Kidney disease:** No dose adjustment is needed in renal impairment.", "supported"),
        ("* **Kidney disease:** It is contraindicated in kidney disease.", "contradicted"),
        ("* **Kidney disease:** Use with caution in kidney disease.", "not-found"),
        (
            "* **Contraindications:** Exempline is contraindicated in patients with gout and myasthenia gravis.",
            "supported",
        ),
    ],
)
def test_advice_is_judged_by_whom_it_is_about_and_its_strength(
    label: Make, page: Page, precaution: str, verdict: str
) -> None:
    found = verdicts(page(precautions=precaution), label(SECTIONS), "precaution")
    assert verdict in found.values(), found


def test_what_the_label_warns_of_gravely_and_the_page_leaves_out(label: Make, page: Page) -> None:
    bare = page(precautions="* **Kidney disease:** Use with caution in kidney disease.")
    said = {(one.gravity, one.what) for one in what_is_left_out(bare, [label(SECTIONS)])}
    words = " ".join(what for _, what in said)
    assert {gravity for gravity, _ in said} >= {"boxed-warning", "contraindication", "interaction"}
    assert all(
        word in words for word in ("lactic acidosis", "pregnancy", "myasthenia gravis", "itraconazole", "warfarin")
    )
    full = page(
        precautions="* **Contraindications:** It is contraindicated in pregnancy, myasthenia gravis and gout.\n"
        "* **Lactic acidosis:** It can cause lactic acidosis.\n"
        "* **Interactions:** It interacts with itraconazole, warfarin and NSAIDs."
    )
    assert what_is_left_out(full, [label(SECTIONS)]) == []


def test_a_monograph_is_held_against_labels_of_its_substance_and_kind_of_route(label: Make, page: Page) -> None:
    oral, cream = label(SECTIONS), label(SECTIONS, route="TOPICAL", form="CREAM", set_id="cream")
    index = LabelIndex([oral, cream])
    assert match_labels(page("Exempline (Topical)", dosage="Apply a thin layer once daily."), index) == [cream]
    assert match_labels(page(dosage="**Adults:** 10 mg by mouth once daily."), index) == [oral]
    both = "Exempline + Placebone"
    assert match_labels(page(both, dosage="**Adults:** 10 mg by mouth once daily."), index) == [oral]
    assert match_labels(page(both, usage="It is used to treat gout."), index) == []
    denied = "It is taken by mouth, as an oral tablet. Intravenous use is not applicable."
    assert match_labels(page(both, usage=denied), index) == [oral]
    assert match_labels(page(both, usage=denied), LabelIndex([label(SECTIONS, route="INTRAVENOUS")])) == []


def test_where_no_official_source_is_found_that_is_the_answer(label: Make, page: Page) -> None:
    records = list(verify([page("Otherine", usage="It is used for fever.")], LabelIndex([label(SECTIONS)])))
    assert [type(record) for record in records] == [NoLabel]


def test_a_label_agrees_with_itself(label: Make) -> None:
    own = label(SECTIONS)
    entry = Entry(monograph=own.text, claims=own.claims, identity=own.identity)
    assert "contradicted" not in {one.verdict for one in verify_entry(entry, [own])}
    assert own.claims


def test_an_alcohol_among_the_excipients_is_no_drink(label: Make, page: Page) -> None:
    own = label({"interactions": "<paragraph>The vials hold benzyl alcohol: do not give them to newborns.</paragraph>"})
    entry = page(precautions="* **Alcohol:** Avoid alcohol.", drug_interactions="* **Alcohol:** Increases drowsiness.")
    found = [one.verdict for one in verify_entry(entry, [own]) if one.kind == "interaction"]
    assert found
    assert "supported" not in found


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("It may interact with sulfhydryl compounds of any kind.", "supported"),
        ("It may interact with herbal teas.", "not-found"),
    ],
)
def test_what_a_label_says_in_the_very_words_is_found_under_any_name(
    label: Make, page: Page, told: str, verdict: str
) -> None:
    own = label({"interactions": "<paragraph>It may interact with sulfhydryl compounds of any kind.</paragraph>"})
    (found,) = [one for one in verify_entry(page(precautions=f"* {told}"), [own]) if one.kind == "interaction"]
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("with_", "said", "verdict"),
    [
        ("antifungals", "Miconazole may increase its effect.", "supported"),
        ("abcg2 inhibitors", "BCRP inhibitors may increase exposure.", "supported"),
        ("cyp2c9 inducers", "Rifampin may decrease exposure.", "supported"),
        ("cyp2e1 inducers", "CYP2E1 inhibitors may increase exposure.", "not-found"),
        ("cyp2e1 inducers", "Inducers of CYP2E1 may decrease exposure.", "supported"),
        ("medications that affect heart rate", "Take care with drugs that slow heart rate.", "supported"),
        ("medications that affect hepatic impairment", "Rifampin may decrease exposure.", "not-comparable"),
    ],
)
def test_companions_are_found_by_class_enzyme_and_description(
    label: Make, page: Page, with_: str, said: str, verdict: str
) -> None:
    own = label({"interactions": f"<paragraph>{said}</paragraph>"})
    entry = page(precautions=f"* **Interactions:** It may interact with {with_}.")
    assert [one.verdict for one in verify_entry(entry, [own]) if one.kind == "interaction"] == [verdict]


def test_a_warning_of_the_own_class_is_no_companion(label: Make, page: Page) -> None:
    entry = page("Doxazosin", precautions="* **Interactions:** It may interact with alpha-blockers.")
    told = {"interactions": "<paragraph>Alpha-blockers were given before surgery.</paragraph>"}
    other = {"interactions": "<paragraph>Care is needed together with other alpha-blockers.</paragraph>"}
    found = [
        one.verdict
        for sections in (told, other)
        for one in verify_entry(entry, [label(sections, substance="DOXAZOSIN")])
        if one.kind == "interaction"
    ]
    assert found == ["not-found", "supported"]


def test_what_patients_are_to_be_told_of_companions_counts(label: Make, page: Page) -> None:
    told = "<paragraph>Advise patients to avoid alcohol while taking it.</paragraph>"
    own = label({**SECTIONS, "patient counseling": told})
    entry = page(precautions="* **Alcohol:** Avoid alcohol.")
    assert [one.verdict for one in verify_entry(entry, [own]) if one.kind == "interaction"] == ["supported"]
