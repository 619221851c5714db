"""A combination without a label of its own, held against the labels of its components."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify
from monograph.verify.matching import LabelIndex
from monograph.verify.read_label import ReadLabel
from monograph.verify.summary import summarize
from monograph.verify.verdict import LeftOut, NoLabel, Record, Verdict

Page = Callable[..., Entry]
METFORMIN = {
    "boxed": "<paragraph>WARNING: LACTIC ACIDOSIS Fatal cases have been seen.</paragraph>",
    "usage": "<paragraph>It is indicated for the treatment of type 2 diabetes in adults and children 10 years of age "
    "and older.</paragraph>",
    "dosage": "<paragraph>The recommended dose is 500 mg twice daily.</paragraph>",
    "contraindications": "<paragraph>Contraindicated in metabolic acidosis.</paragraph>",
    "warnings": "<paragraph>Avoid use in patients with hepatic disease.</paragraph>",
    "effects": "<paragraph>The most common adverse reactions were nausea and flatulence.</paragraph>",
}
PIOGLITAZONE = {
    "usage": "<paragraph>It is indicated for the treatment of type 2 diabetes.</paragraph>",
    "dosage": "<paragraph>The recommended dose is 15 mg once daily.</paragraph>",
    "contraindications": "<paragraph>Contraindicated in heart failure.</paragraph>",
    "warnings": "<paragraph>Patients with hepatic disease may take it: no dosage adjustment is needed.</paragraph>",
    "effects": "<paragraph>The most common adverse reactions were headache and sinusitis.</paragraph>",
}


@pytest.fixture
def one(label: Callable[..., ReadLabel]) -> ReadLabel:
    return label(METFORMIN, substance="METFORMIN", product="Metaform", set_id="m")


@pytest.fixture
def both(one: ReadLabel, label: Callable[..., ReadLabel]) -> list[ReadLabel]:
    return [one, label(PIOGLITAZONE, substance="PIOGLITAZONE", product="Pioglar", set_id="p")]


@pytest.fixture
def combination(page: Page) -> Entry:
    return page(
        "Metformin + Pioglitazone",
        usage="It is used to treat type 2 diabetes. It is used to treat acne.",
        dosage="One tablet by mouth twice daily. 500 mg of metformin twice daily. 300 mg of pioglitazone once daily.",
        side_effects="* Flatulence\n* Headache\n* Hair loss",
        precautions="Use with caution in liver disease. It is not recommended for children. "
        "Contraindicated in heart failure.",
    )


def held(entry: Entry, labels: list[ReadLabel]) -> tuple[dict[str, tuple[str, str]], list[Record]]:
    """By the words of a claim its verdict, and the component whose label gave it; and all records."""
    records = list(verify([entry], LabelIndex(labels)))
    claims = (record for record in records if isinstance(record, Verdict))
    return {one.quote.strip("* .").lower(): (one.verdict, one.label.component) for one in claims}, records


def test_what_one_component_forbids_the_combination_must_not_allow(both: list[ReadLabel], combination: Entry) -> None:
    found, _ = held(combination, both)
    assert found["use with caution in liver disease"] == ("contradicted", "metformin")
    assert found["contraindicated in heart failure"] == ("supported", "pioglitazone")


def test_to_whom_a_component_may_be_given_the_combination_may_be_forbidden(
    both: list[ReadLabel], combination: Entry
) -> None:
    found, _ = held(combination, both)
    assert found["it is not recommended for children"][0] == "not-comparable"


def test_either_component_states_effects_and_uses(both: list[ReadLabel], combination: Entry) -> None:
    found, _ = held(combination, both)
    assert found["flatulence"] == ("supported", "metformin")
    assert found["headache"] == ("supported", "pioglitazone")
    assert found["hair loss"][0] == "not-found"
    assert found["it is used to treat type 2 diabetes"][0] == "supported"
    assert found["it is used to treat acne"][0] == "not-comparable"


def test_an_effect_may_be_of_a_component_whose_label_is_not_at_hand(one: ReadLabel, combination: Entry) -> None:
    found, _ = held(combination, [one])
    assert found["flatulence"] == ("supported", "metformin")
    assert found["hair loss"][0] == "not-comparable"


def test_doses_are_its_own_unless_they_are_said_to_be_of_a_component(both: list[ReadLabel], combination: Entry) -> None:
    found, _ = held(combination, both)
    doses = {quote: verdict for quote, (verdict, _) in found.items() if "daily" in quote}
    assert len(doses) == 3
    assert doses["500 mg of metformin twice daily"] == "supported"
    assert list(doses.values()).count("not-comparable") == 2


def test_warnings_of_components_are_left_out(both: list[ReadLabel], combination: Entry) -> None:
    _, records = held(combination, both)
    left = {(one.gravity, one.label.component) for one in records if isinstance(one, LeftOut)}
    assert {("boxed-warning", "metformin"), ("contraindication", "metformin")} <= left
    summary = summarize(records)
    assert (summary.with_label, summary.by_components) == (0, 1)


def test_its_own_label_comes_first(both: list[ReadLabel], combination: Entry, label: Callable[..., ReadLabel]) -> None:
    own = label(METFORMIN, substance="METFORMIN AND PIOGLITAZONE", product="Both", set_id="b")
    assert own.identity.key == combination.identity.key
    found, _ = held(combination, [*both, own])
    assert {component for _, component in found.values()} == {""}


def test_a_page_that_names_no_route_is_not_held_against_components(one: ReadLabel, page: Page) -> None:
    entry = page("Metformin + Pioglitazone", precautions="Use with caution in liver disease.")
    (record,) = verify([entry], LabelIndex([one]))
    assert isinstance(record, NoLabel)


@pytest.mark.parametrize(
    ("precaution", "verdict"),
    [
        ("* **Pioglitazone:** Use with caution in liver disease.", "not-found"),
        ("* Metformin can be taken with meals. It should be used with caution in liver disease.", "contradicted"),
        ("* Pioglitazone holds water. This combination must be used with caution in liver disease.", "contradicted"),
    ],
)
def test_what_is_said_of_one_component_is_held_against_its_label(
    both: list[ReadLabel], page: Page, precaution: str, verdict: str
) -> None:
    entry = page("Metformin + Pioglitazone", dosage="One tablet by mouth once daily.", precautions=precaution)
    found, _ = held(entry, both)
    assert verdict in {judged for quote, (judged, _) in found.items() if "liver" in quote}
