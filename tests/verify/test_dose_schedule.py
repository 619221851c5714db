"""Steps of a titration and days of a cycle, held against those at the same time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.text.model import Span
from monograph.verify.dose_schedule import cycles
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
STEPS = (
    "<paragraph>Exemplar is given three times daily. The maximum dosage is 400 mg three times daily.</paragraph>"
    "<table><thead><tr><th>Dosage</th><th>Day</th></tr></thead><tbody>"
    "<tr><td>50 mg three times daily</td><td>1 to 7</td></tr>"
    "<tr><td>100 mg three times daily</td><td>8 to 14</td></tr>"
    "<tr><td>200 mg three times daily</td><td>15 to 21</td></tr>"
    "<tr><td>400 mg three times daily</td><td>22 and thereafter</td></tr></tbody></table>"
)
CYCLE = "<paragraph>The recommended dose is 240 mg orally once daily on days 1-21 of a 21-day cycle.</paragraph>"
INJECTED = {"route": "INTRAVENOUS", "form": "INJECTION"}


def verdicts(entry: Entry, label: ReadLabel) -> list[str]:
    return [found.verdict for found in verify_entry(entry, [label]) if found.kind == "dose"]


@pytest.mark.parametrize(
    ("dosage", "expected"),
    [
        ("* Days 1-7: 50 mg by mouth TID\n* Days 8-14: 100 mg by mouth TID", ["supported", "supported"]),
        ("* Days 1-7: 100 mg by mouth TID\n* Days 8-14: 200 mg by mouth TID", ["contradicted", "contradicted"]),
        ("* Days 8-14: 100 mg by mouth TID\n* Days 15 and beyond: 400 mg by mouth TID", ["supported", "contradicted"]),
        ("* Days 1-7: 50 mg by mouth TID\n* Days 22 and beyond: 400 mg by mouth TID", ["supported", "supported"]),
    ],
)
def test_a_step_is_held_against_the_step_at_its_time(label: Make, page: Page, dosage: str, expected: list[str]) -> None:
    assert verdicts(page(dosage=dosage), label({"dosage": STEPS})) == expected


def test_a_step_alone_is_no_schedule(label: Make, page: Page) -> None:
    assert verdicts(page(dosage="Days 1-7: 100 mg by mouth TID"), label({"dosage": STEPS})) == ["supported"]


@pytest.mark.parametrize(
    ("length", "expected"), [("21-day", "supported"), ("3-week", "supported"), ("28-day", "contradicted")]
)
def test_the_same_days_come_round_as_in_the_label(label: Make, page: Page, length: str, expected: str) -> None:
    entry = page(dosage=f"The dose is 240 mg by mouth once daily on days 1-21 of a {length} cycle.")
    assert verdicts(entry, label({"dosage": CYCLE})) == [expected]


def test_a_label_that_tells_no_cycle_is_no_comfort_beside_one_that_tells_another(label: Make, page: Page) -> None:
    silent = label({"dosage": "<paragraph>The recommended dose is 240 mg once daily.</paragraph>"}, set_id="silent")
    entry = page(dosage="The dose is 240 mg by mouth once daily on days 1-21 of a 28-day cycle.")
    both = verify_entry(entry, [silent, label({"dosage": CYCLE})])
    assert [found.verdict for found in both if found.kind == "dose"] == ["contradicted"]
    assert verdicts(entry, silent) == ["supported"]


@pytest.mark.parametrize(("days", "supported"), [("1, 3, and 5", True), ("1, 4, and 8", False)])
def test_the_same_days_are_as_often(label: Make, page: Page, days: str, supported: bool) -> None:
    text = "<paragraph>The dose is 1,500 mg/m2 intravenously on Days 1, 3, and 5 repeated every 21 days.</paragraph>"
    entry = page(dosage=f"The dose is 1500 mg/m² intravenously on days {days} of a 21-day cycle.")
    assert (verdicts(entry, label({"dosage": text}, **INJECTED)) == ["supported"]) is supported


def test_long_rows_of_digits_are_read_at_once() -> None:
    told = f"days {'1' * 5000}, day 1 to {'9' * 12} of a 21-day cycle"
    assert len(cycles(told, Span(0, len(told)))) <= 2
