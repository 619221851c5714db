"""Which of a label's doses tell of a claim: those of its phase, for everybody, of its own medicine, form and route."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
USAGE = "<paragraph>It is indicated for hypertension.</paragraph>"
RAISED = (
    "<paragraph>The recommended dose in adults is 10 mg orally once daily. "
    "If the response is too small, the dose may be increased to 20 mg once daily.</paragraph>"
)


def verdicts(entry: Entry, label: ReadLabel) -> list[str]:
    return [verdict.verdict for verdict in verify_entry(entry, [label]) if verdict.kind == "dose"]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** The starting dose is 10 mg by mouth once daily.", "supported"),
        ("**Adults:** The starting dose is 20 mg by mouth once daily.", "contradicted"),
        ("**Adults:** The dose may be increased to 20 mg by mouth once daily.", "supported"),
        ("**Adults:** The dose may be increased, in increments of 5 mg, to 80 mg by mouth daily.", "contradicted"),
    ],
)
def test_a_dose_that_is_reached_is_no_first_dose(label: Make, page: Page, dosage: str, verdict: str) -> None:
    own = label({"usage": USAGE, "dosage": RAISED})
    assert verdicts(page(dosage=dosage), own)[-1] == verdict


@pytest.mark.parametrize(
    "aside",
    [
        "In clinical studies, doses of 5 mg to 40 mg per day were given.",
        "When used with strong inducers of the enzyme, give 5 mg to 40 mg per day.",
    ],
)
def test_what_was_studied_or_is_for_some_supports_no_dose_for_all(label: Make, page: Page, aside: str) -> None:
    own = label({"usage": USAGE, "dosage": RAISED.replace("</paragraph>", f" {aside}</paragraph>")})
    assert verdicts(page(dosage="**Adults:** The usual dose is 30 mg by mouth daily."), own) != ["supported"]


def test_a_tablet_that_is_not_to_be_split_leaves_no_frequency_open(label: Make, page: Page) -> None:
    text = (
        "<paragraph>The starting dose in adults is 5 mg orally once daily. "
        "The dose can be increased up to 40 mg.</paragraph><paragraph>Do not split or crush the tablets.</paragraph>"
    )
    often = page(dosage="**Adults:** The maximum dose is 40 mg by mouth four times daily.")
    once = page(dosage="**Adults:** The maximum dose is 40 mg by mouth once daily.")
    own = label({"usage": USAGE, "dosage": text})
    assert verdicts(once, own) == ["supported"]
    assert verdicts(often, own) != ["supported"]


def test_a_dose_that_goes_on_with_another_medicine_s_is_that_one_s(label: Make, page: Page) -> None:
    text = (
        "<paragraph>The recommended dose in adults is 10 mg subcutaneously on day 1. The recommended dexamethasone "
        "dosage is 20 mg intravenously on day 1, followed by 8 mg orally twice a day.</paragraph>"
    )
    own = label({"usage": USAGE, "dosage": text}, route="SUBCUTANEOUS")
    assert {other.dose.amount_max for other in own.doses} == {10}
    assert {other.dose.amount_max for other in own.partner_doses} == {8}


@pytest.mark.parametrize(
    ("shown", "verdict"),
    [
        ("The safety and effectiveness of Exemplar have been established in pediatric patients.", "supported"),
        ("Safety and effectiveness in pediatric patients have not been established.", "contradicted"),
    ],
)
def test_a_label_is_for_children_where_it_was_shown_to_be(label: Make, page: Page, shown: str, verdict: str) -> None:
    text = "<paragraph>The recommended dosage is 2 mg/kg orally once weekly.</paragraph>"
    own = label({"usage": USAGE, "dosage": text, "populations": f"<paragraph>{shown}</paragraph>"})
    assert verdicts(page(dosage="**Children:** The dose is 2 mg/kg by mouth once weekly."), own) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("The maximum dose is 60 mg daily for regular tablets and 20 mg for micronized tablets.", "not-comparable"),
        ("The maximum dose is 60 mg daily for micronized tablets.", "contradicted"),
    ],
)
def test_the_form_that_a_dose_s_own_words_name_decides(label: Make, page: Page, dosage: str, verdict: str) -> None:
    text = "<paragraph>The maximum dose of the micronized tablets in adults is 20 mg orally daily.</paragraph>"
    own = label({"usage": USAGE, "dosage": text})
    assert verdicts(page(dosage=f"**Adults:** {dosage}"), own)[0] == verdict


def test_a_label_without_a_registered_route_is_given_as_its_doses_are(label: Make, page: Page) -> None:
    text = "<paragraph>The recommended dose in adults is 25 mg as an intravenous infusion once a week.</paragraph>"
    own = label({"usage": USAGE, "dosage": text}, route="")
    assert own.routes == ["intravenous"]
    assert verdicts(page(dosage="**Adults:** The dose is 25 mg orally once a week."), own) == ["contradicted"]


@pytest.mark.parametrize(("amount", "verdict"), [("2 g", "not-comparable"), ("4 g", "contradicted")])
def test_a_dose_by_either_route_is_not_wrong_by_one_of_them(label: Make, page: Page, amount: str, verdict: str) -> None:
    text = (
        "<paragraph>The usual dose in adults is 1 g intramuscularly or intravenously every 8 hours.</paragraph>"
        "<paragraph>In severe infections adults are given 2 g intravenously every 8 hours.</paragraph>"
    )
    own = label({"dosage": text}, route="INTRAVENOUS")
    dosage = f"**Adults:** The dose is up to {amount} every 8 hours, given intravenously or intramuscularly."
    assert verdict in verdicts(page(dosage=dosage), own)
    assert ("contradicted" in verdicts(page(dosage=dosage), own)) == (verdict == "contradicted")


@pytest.mark.parametrize(("often", "expected"), [("twice", "supported"), ("four times", "contradicted")])
def test_a_first_dose_comes_to_no_more_in_a_day_than_the_label_s(
    label: Make, page: Page, often: str, expected: str
) -> None:
    text = (
        "<paragraph>The starting dose is 200 mg/day, given in two divided doses. Increase the dose to 500 mg per day, "
        "or to 600 mg per day, as needed.</paragraph>"
    )
    entry = page(dosage=f"The starting dose is 100 mg by mouth {often} a day.")
    assert [found.verdict for found in verify_entry(entry, [label({"dosage": text})]) if found.kind == "dose"] == [
        expected
    ]
