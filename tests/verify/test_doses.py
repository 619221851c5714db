"""Doses held against labels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel
from monograph.verify.verdict import Verdict

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
HYPERTENSION = (
    "<paragraph>The recommended starting dose in adults is 10 mg orally once daily. "
    "The maximum dose is 40 mg once daily.</paragraph>"
)


def doses(entry: Entry, *labels: ReadLabel) -> list[Verdict]:
    return [verdict for verdict in verify_entry(entry, list(labels)) if verdict.kind == "dose"]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** The starting dose is 10 mg by mouth once daily.", "supported"),
        ("**Adults:** The starting dose is 0.01 g by mouth once daily.", "supported"),
        ("**Adults:** The maximum dose is 40 mg daily by mouth.", "supported"),
        ("**Adults:** The maximum dose is 80 mg daily by mouth.", "contradicted"),
        ("**Adults:** The starting dose is 100 mg by mouth once daily.", "contradicted"),
        ("**Adults:** The starting dose is 10 mcg by mouth once daily.", "contradicted"),
        ("**Adults:** The starting dose is 20 mg by mouth once daily.", "contradicted"),
        ("**Adults:** The dose is 10 mg by mouth eight times daily.", "contradicted"),
        ("**Adults:** 10 mg by intravenous injection, once daily.", "contradicted"),
        ("**Adults:** Two tablets by mouth once daily.", "not-comparable"),
        ("**Adults:** An off-label dose is 60 mg by mouth once daily.", "not-comparable"),
    ],
)
def test_a_dose_is_judged_by_amount_frequency_and_route(label: Make, page: Page, dosage: str, verdict: str) -> None:
    own = label({"usage": "<paragraph>It is indicated for hypertension.</paragraph>", "dosage": HYPERTENSION})
    found = doses(page(dosage=dosage), own)
    assert [one.verdict for one in found] == [verdict], found[0].why


REGIMENS = (
    "<paragraph>Hypertension: The recommended dose in adults is 10 mg orally twice daily.</paragraph>"
    "<paragraph>Heart failure: The recommended dose in adults is 40 mg orally twice daily.</paragraph>"
)


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Hypertension:** Adults take 10 mg by mouth twice daily.", "supported"),
        ("**Hypertension:** Adults take 60 mg by mouth once daily.", "contradicted"),
        ("**Hypertension:** Adults take 10 mg by mouth four times daily.", "contradicted"),
        ("**Heart failure:** Adults take 40 mg by mouth twice daily.", "supported"),
        ("**Heart failure:** Adults take 80 mg by mouth twice daily.", "contradicted"),
        ("**Migraine (off-label):** Adults take 80 mg by mouth twice daily.", "not-comparable"),
        ("**Migraine:** Adults take 80 mg by mouth twice daily.", "not-comparable"),
        ("**Hypertension, extended-release tablets:** Adults take 30 mg by mouth once daily.", "not-comparable"),
    ],
)
def test_a_dose_is_held_against_those_for_the_same_use_and_form(
    label: Make, page: Page, dosage: str, verdict: str
) -> None:
    own = label({"usage": "<paragraph>For hypertension and heart failure.</paragraph>", "dosage": REGIMENS})
    found = doses(page(dosage=dosage), own)
    assert [one.verdict for one in found] == [verdict], found[0].why


def test_a_range_that_goes_beyond_the_label_contradicts_it(label: Make, page: Page) -> None:
    own = label({"dosage": "<paragraph>The usual dose in adults is 10 to 20 mg orally once daily.</paragraph>"})
    within, beyond = (
        doses(page(dosage=f"**Adults:** The usual dose is {amount} mg by mouth once daily."), own)[0]
        for amount in ("10-20", "10-40")
    )
    assert (within.verdict, beyond.verdict) == ("supported", "contradicted")


def test_a_label_that_leaves_the_end_open_contradicts_no_higher_dose(label: Make, page: Page) -> None:
    own = label({"dosage": "<paragraph>Start adults on 10 mg once daily and increase as needed.</paragraph>"})
    found = doses(page(dosage="**Adults:** The maintenance dose is 30 mg by mouth once daily."), own)
    assert found[0].verdict != "contradicted"


def test_a_dose_beside_other_medicines_is_no_limit_for_those_without(label: Make, page: Page) -> None:
    text = "<paragraph>With strong CYP3A4 inhibitors the dose should not exceed 5 mg once daily.</paragraph>"
    found = doses(page(dosage="**Adults:** The usual dose is 10 mg by mouth once daily."), label({"dosage": text}))
    assert found[0].verdict != "contradicted"


def test_a_label_tells_a_dose_by_its_equivalent_too(label: Make, page: Page) -> None:
    text = "<paragraph>Adults: one teaspoonful (5 mL) every 6 hours; or one tablet (150 mg) twice daily.</paragraph>"
    entry = page(dosage="**Adults:** 5 mL by mouth every 6 hours.\n\n**Adults:** 150 mg by mouth twice daily.")
    assert [one.verdict for one in doses(entry, label({"dosage": text}))] == ["supported", "supported"]


def test_children_are_given_what_a_label_for_all_gives(label: Make, page: Page) -> None:
    usage = "<paragraph>It is indicated for pain in adults and children 2 years of age and older.</paragraph>"
    own = label({"usage": usage, "dosage": "<paragraph>The recommended dose is 2 mg/kg once daily.</paragraph>"})
    found = doses(page(dosage="**Children:** The dose is 2 mg/kg by mouth once daily."), own)
    assert found[0].verdict == "supported"


def test_of_several_labels_one_that_gives_the_dose_decides(label: Make, page: Page) -> None:
    less = label({"dosage": HYPERTENSION}, date="20260101", set_id="99999999-2222-3333-4444-555555555555")
    more = label({"dosage": HYPERTENSION.replace("40 mg", "80 mg")})
    found = doses(page(dosage="**Adults:** The maximum dose is 80 mg daily by mouth."), less, more)[0]
    assert found.verdict == "supported"
    assert [one.verdict for one in found.others] == ["contradicted"]


def test_a_verdict_quotes_both_sides_and_names_the_label(label: Make, page: Page) -> None:
    entry = page(dosage="**Adults:** The maximum dose is 80 mg daily by mouth.")
    found = doses(entry, label({"dosage": HYPERTENSION}))[0]
    assert entry.monograph.source[found.start : found.end] == found.quote
    assert "40 mg once daily" in found.label.quote
    assert (found.label.version, found.label.date, found.label.product) == ("3", "2024-05-01", "Exemplar")
    assert "80 mg" in found.why
    assert "40 mg" in found.why


BY_WEIGHT = (
    "<paragraph>Exemplar is taken by mouth by weight:</paragraph>"
    "<table><thead><tr><th>Weight</th><th>Dose</th><th>Most in a day</th></tr></thead><tbody>"
    "<tr><td>less than 40 kg</td><td>5 mg twice daily</td><td>10 mg</td></tr>"
    "<tr><td>40 kg or more</td><td>10 mg twice daily</td><td>20 mg</td></tr></tbody></table>"
)


@pytest.mark.parametrize(("dose", "verdict"), [("10 mg", "supported"), ("30 mg", "contradicted")])
def test_the_row_of_the_same_weight_is_quoted_with_the_words_of_its_head(
    label: Make, page: Page, dose: str, verdict: str
) -> None:
    entry = page(dosage=f"Adults who weigh 40 kg or more take {dose} by mouth twice daily.")
    (found,) = doses(entry, label({"dosage": BY_WEIGHT}))
    assert found.verdict == verdict
    assert found.label.quote == "Weight: 40 kg or more · Dose: 10 mg twice daily · Most in a day: 20 mg"


def test_an_amount_that_the_label_holds_in_words_not_read_contradicts_nothing(label: Make, page: Page) -> None:
    table = "<paragraph>Day Dose: 1 through 7 80 mg and upwards</paragraph>"
    own = label({"dosage": HYPERTENSION + table})
    found = doses(page(dosage="**Adults:** The maximum dose is 80 mg daily by mouth."), own)
    assert found[0].verdict != "contradicted"


def test_doses_of_slow_and_plain_forms_are_not_held_against_each_other(label: Make, page: Page) -> None:
    slow = label({"dosage": HYPERTENSION}, product="Exemplar XR")
    found = doses(page(dosage="**Adults:** The maximum dose is 80 mg daily by mouth."), slow)
    assert found[0].verdict == "not-comparable"


def test_what_one_label_gives_another_does_not_contradict(label: Make, page: Page) -> None:
    wider = label({"dosage": HYPERTENSION.replace("40", "80")}, set_id="wider")
    entry = page(dosage="**Adults:** The maximum dose is 80 mg daily by mouth.")
    found = doses(entry, label({"dosage": HYPERTENSION}), wider)[0]
    assert found.verdict == "supported"
    assert found.label.set_id == "wider"
    assert [other.verdict for other in found.others] == ["contradicted"]


def test_the_adult_dose_is_none_for_children_where_the_label_has_none(label: Make, page: Page) -> None:
    unknown = "<paragraph>Safety and effectiveness in pediatric patients have not been established.</paragraph>"
    own = label({"dosage": HYPERTENSION, "populations": unknown})
    found = doses(page(dosage="**Children:** The dose is 10 mg by mouth once daily."), own)
    assert found[0].verdict == "contradicted"


GLUTAMINE = {
    "usage": "<paragraph>It is indicated to reduce the acute complications of sickle cell disease in adults and in "
    "children aged 5 years and older.</paragraph>",
    "dosage": "<paragraph>Give it by mouth twice a day, by body weight.</paragraph>"
    "<table><thead><tr><th>Weight in kilograms</th><th>Dose in grams, twice daily</th></tr></thead><tbody>"
    "<tr><td>less than 30 kg</td><td>5 g twice daily</td></tr><tr><td>30 to 65 kg</td><td>10 g twice daily</td></tr>"
    "<tr><td>more than 65 kg</td><td>15 g twice daily</td></tr></tbody></table>",
    "contraindications": "<paragraph>None.</paragraph>",
    "effects": "<paragraph>The most common adverse reactions are constipation, nausea, headache and cough.</paragraph>",
    "populations": "<paragraph>Pregnancy: There are no available data on its use in pregnant women.</paragraph>",
}


def test_three_pages_about_glutamine(label: Make, page: Page) -> None:
    """The label's doses by weight hold; a limit below them, and safety in pregnancy, do not."""
    own = label(
        GLUTAMINE, substance="GLUTAMINE", product="Endari", form="POWDER, FOR SOLUTION",
        set_id="d5a783f4-12ef-4326-8faa-40018e45ba3b",
    )  # fmt: skip
    entry = page(
        "L-Glutamine",
        dosage="**By mouth, for sickle cell disease:**\n\n* **Weight under 30 kg:** 5 g twice a day.\n"
        "* **Weight 30 to 65 kg:** 10 g twice a day.\n* **Weight over 65 kg:** 15 g twice a day.\n\n"
        "**Limit:** Taking more than 14 g a day by mouth is considered unsafe.",
        precautions="* **Pregnancy:** It is generally considered safe during pregnancy.",
    )
    found = doses(entry, own)
    assert [one.verdict for one in found] == ["supported", "supported", "supported", "contradicted"]
    assert {one.label.set_id for one in found} == {"d5a783f4-12ef-4326-8faa-40018e45ba3b"}
    advice = [one for one in verify_entry(entry, [own]) if one.kind == "precaution"]
    assert [one.verdict for one in advice] == ["not-found"]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** The maximum dose is 1800 mg daily by mouth.", "supported"),
        ("**Adults:** The maximum dose is 900 mg daily by mouth.", "contradicted"),
        ("**Adults:** The maximum dose is 2400 mg daily by mouth.", "not-found"),
    ],
)
def test_a_limit_is_no_step_and_no_dose_of_a_study(label: Make, page: Page, dosage: str, verdict: str) -> None:
    text = (
        "<paragraph>Adults take 900 mg daily on day 3. Adults can be titrated up to 1800 mg daily.</paragraph>"
        "<paragraph>Doses of 2400 mg daily have been administered in long-term studies.</paragraph>"
    )
    assert [one.verdict for one in doses(page(dosage=dosage), label({"dosage": text}))] == [verdict]


def test_two_first_doses_side_by_side_are_a_range_to_start_with(label: Make, page: Page) -> None:
    text = (
        "<paragraph>Anxiety: A dosage of 25 mg or 50 mg per day is the initial therapeutic dosage.</paragraph>"
        "<paragraph>Asthma: The recommended starting dosage in adults is 50 mg per day.</paragraph>"
    )
    found = doses(page(dosage="**Adults:** Often starts at 25 mg to 50 mg daily."), label({"dosage": text}))
    assert [one.verdict for one in found] == ["supported"], found[0].why


def test_what_is_given_again_in_the_evening_is_not_given_once_a_day(label: Make, page: Page) -> None:
    own = label({"dosage": "<paragraph>Adults take 10 mg orally in the morning then 10 mg in the evening.</paragraph>"})
    entry = page(dosage="**Adults:** 10 mg by mouth twice daily.")
    assert [one.verdict for one in doses(entry, own)] == ["not-found"]
