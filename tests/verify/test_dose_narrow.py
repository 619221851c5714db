"""Doubts and limits of doses that reach no further than their reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]


def verdicts(entry: Entry, label: ReadLabel) -> list[str]:
    return [verdict.verdict for verdict in verify_entry(entry, [label]) if verdict.kind == "dose"]


@pytest.mark.parametrize(
    ("often", "verdict"), [("once every 4 weeks", "supported"), ("four times daily", "contradicted")]
)
def test_no_phase_explains_a_daily_dose_of_what_is_given_in_weeks(
    label: Make, page: Page, often: str, verdict: str
) -> None:
    own = label({"dosage": "<paragraph>The recommended dose is 80 mg orally every 4 weeks.</paragraph>"})
    assert verdicts(page(dosage=f"**Adults:** The maintenance dose is 80 mg by mouth {often}."), own) == [verdict]


@pytest.mark.parametrize(("often", "verdict"), [("twice daily", "supported"), ("four times daily", "contradicted")])
def test_a_limit_that_tells_how_often_supports_no_other_frequency(
    label: Make, page: Page, often: str, verdict: str
) -> None:
    own = label(
        {
            "dosage": "<paragraph>The recommended dose in adults is 1 mg orally twice daily. "
            "The maximum dose in adults is 2 mg orally twice daily.</paragraph>"
        }
    )
    assert verdicts(page(dosage=f"**Adults:** 1 mg by mouth {often}."), own) == [verdict]


@pytest.mark.parametrize(
    ("head", "verdict"), [("Volume to withdraw (mL)", "contradicted"), ("Dose (mg/kg)", "supported")]
)
def test_a_number_of_a_table_is_of_the_measure_that_its_head_names(
    label: Make, page: Page, head: str, verdict: str
) -> None:
    table = (
        "<paragraph>The recommended dose in adults is 50 mg/kg orally once daily.</paragraph>"
        f"<table><thead><tr><th>Step</th><th>{head}</th></tr></thead>"
        "<tbody><tr><td>First</td><td>100</td></tr><tr><td>Second</td><td>110</td></tr></tbody></table>"
    )
    assert verdicts(page(dosage="**Adults:** 100 mg/kg by mouth once daily."), label({"dosage": table})) == [verdict]


def test_a_variant_of_a_gene_is_no_amount(label: Make, page: Page) -> None:
    own = label(
        {
            "dosage": "<paragraph>The maintenance dose in adults is 2 mg to 10 mg orally once daily. "
            "The variant 1639G&gt;A changes the dose.</paragraph>"
        }
    )
    assert verdicts(page(dosage="**Adults:** Maintenance doses are 20 mg by mouth once daily."), own) == [
        "contradicted"
    ]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("**Adults:** The maximum dose is 6 tablets daily by mouth.", "supported"),
        ("**Adults:** The maximum dose is 3000 mg daily by mouth.", "supported"),
        ("**Adults:** The maximum dose is 9 tablets daily by mouth.", "not-comparable"),
    ],
)
def test_pieces_told_behind_an_amount_are_the_same_dose(label: Make, page: Page, dosage: str, verdict: str) -> None:
    own = label({"dosage": "<paragraph>The maximum dose in adults is 3,000 mg iron (6 tablets) per day.</paragraph>"})
    assert verdicts(page(dosage=dosage), own) == [verdict]


@pytest.mark.parametrize(
    ("dosage", "verdict"),
    [
        ("The recommended starting dose is 5 mg orally once daily.", "supported"),
        (
            "The recommended starting dose is 5 mg orally once daily. In geriatric patients give 2 mg daily.",
            "contradicted",
        ),
    ],
)
def test_the_old_are_given_what_everybody_is_where_the_label_gives_them_nothing_else(
    label: Make, page: Page, dosage: str, verdict: str
) -> None:
    own = label({"dosage": f"<paragraph>{dosage}</paragraph>"})
    assert verdicts(page(dosage="**Elderly:** Start with 5 mg by mouth once daily."), own) == [verdict]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("Dose adjustment is recommended in patients with renal impairment.", "not-found"), ("", "not-comparable")],
)
def test_a_dose_for_persons_of_whom_the_dosage_speaks_is_not_found(
    label: Make, page: Page, said: str, verdict: str
) -> None:
    own = label({"dosage": f"<paragraph>The dose in adults is 10 mg orally once daily. {said}</paragraph>"})
    assert verdicts(page(dosage="**Renal impairment:** 5 mg/kg by mouth once daily."), own) == [verdict]


@pytest.mark.parametrize(
    ("more", "verdict"), [("", "contradicted"), ("The dose may be increased gradually.", "not-found")]
)
def test_a_fixed_dose_begins_as_often_as_it_is_given(label: Make, page: Page, more: str, verdict: str) -> None:
    own = label({"dosage": f"<paragraph>The dose in adults is 20 mg orally three times daily. {more}</paragraph>"})
    assert verdicts(page(dosage="**Adults:** The starting dose is 20 mg by mouth twice daily."), own) == [verdict]


def test_a_limit_of_the_day_holds_for_repeated_doses(label: Make, page: Page) -> None:
    own = label(
        {
            "dosage": "<paragraph>The recommended dose is a maximum of 30 mg orally per hour. "
            "The maximum daily dose is 720 mg.</paragraph>"
        }
    )
    text = "**Adults:** Repeated doses may be given, not exceeding a maximum daily dose of 360 mg by mouth."
    assert verdicts(page(dosage=text), own) == ["contradicted"]
