"""In whom a label forbids its medicine, however it is told, and when a page speaks of such persons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import what_is_left_out
from monograph.verify.listed_states import listed_states
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
BARE = {"effects": "<paragraph>Headache has occurred.</paragraph>"}


def contraindicated(label: Make, said: str) -> list[str]:
    return [state for state, _ in listed_states(label({"contraindications": f"<paragraph>{said}</paragraph>"} | BARE))]


@pytest.mark.parametrize(
    ("said", "states"),
    [
        ("Sick sinus syndrome: it may slow the heart further.", ["sick sinus syndrome"]),
        ("Urinary retention [see Warnings (5.2)] gastric retention [see Warnings (5.3)]",
         ["urinary retention", "gastric retention"]),
        ("Have severe untreated sleep apnea.", ["severe untreated sleep apnea"]),
        ("It is contraindicated in a personal history of gout or in patients with porphyria.", ["gout", "porphyria"]),
        ("A tumour of the adrenal gland (known as pheochromocytoma).", ["pheochromocytoma"]),
        ("Mechanical prosthetic heart valve.", ["mechanical prosthetic heart valve"]),
        ("Patients with NYHA Class III or IV heart failure.", ["heart failure"]),
        ("Porphyria or a known hypersensitivity to exempline.", ["allergy", "porphyria"]),
        ("Patients taking pimozide.", []),
        ("Shock has been reported in patients with gout.", []),
        ("Asthma, urticaria, or other allergic reactions after taking aspirin.", ["allergy", "allergy to salicylates",
                                                                                 "allergy to NSAIDs"]),
        ("An eGFR of less than 30 mL/min.", ["renal impairment"]),
    ],
)  # fmt: skip
def test_an_item_names_its_states(label: Make, said: str, states: list[str]) -> None:
    assert contraindicated(label, said) == states


@pytest.mark.parametrize(
    ("warning", "states"),
    [
        ("Avoid Exemplar in patients with mononucleosis.", ["mononucleosis"]),
        ("It has not been studied in patients with gout and should not be used in those patients.", ["gout"]),
        ("It should be avoided in patients with long conditions such as gout, and in patients receiving digoxin.",
         ["gout"]),
        ("Do not increase the dose in patients with gout.", []),
        ("Monitor patients with gout.", []),
    ],
)  # fmt: skip
def test_a_warning_names_states_where_it_forbids_outright(label: Make, warning: str, states: list[str]) -> None:
    own = label({"warnings": f"<paragraph>{warning}</paragraph>"} | BARE)
    assert [state for state, _ in listed_states(own)] == states


@pytest.mark.parametrize(
    ("precautions", "is_left_out"),
    [
        ("* Tell your doctor if you have had a stroke.", False),
        ("* **Stroke:** Ask your doctor.", False),
        ("* It increases the risk of stroke.", True),
        ("* Stroke may occur in patients.", True),
    ],
)
def test_a_page_names_who_has_a_state_and_not_what_may_come(
    label: Make, page: Page, precautions: str, is_left_out: bool
) -> None:
    own = label({"contraindications": "<paragraph>Patients with stroke.</paragraph>"} | BARE)
    found = what_is_left_out(page(precautions=precautions), [own])
    assert bool(found) is is_left_out


def test_what_a_warning_forbids_is_told_as_a_warning(label: Make, page: Page) -> None:
    own = label({"warnings": "<paragraph>Do not use it in patients with gout.</paragraph>"} | BARE)
    (found,) = what_is_left_out(page(precautions="* It can cause drowsiness."), [own])
    assert (found.gravity, found.what) == ("contraindication", "The label warns against it in gout")


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("It can cause drowsiness.", "liver damage, myocardial infarction, stroke"),
        ("It can cause liver damage.", "myocardial infarction, stroke"),
        ("It can cause liver damage or a stroke.", ""),
    ],
)
def test_every_sentence_of_a_box_is_told_where_one_of_its_harms_is(
    label: Make, page: Page, said: str, missing: str
) -> None:
    box = "WARNING: LIVER DAMAGE Exemplar is strong. It can cause myocardial infarction and stroke."
    own = label({"boxed": f"<paragraph>{box}</paragraph>"} | BARE)
    found = [one.what for one in what_is_left_out(page(precautions=f"* {said}"), [own])]
    assert found == ([f"The label's boxed warning: {missing}"] if missing else [])


@pytest.mark.parametrize(
    ("said", "is_left_out"), [("Tuberculosis was seen.", True), ("You are tested for tuberculosis.", False)]
)
def test_a_test_that_a_box_asks_for_is_told_by_the_test(label: Make, page: Page, said: str, is_left_out: bool) -> None:
    box = "WARNING: TUBERCULOSIS Exemplar is strong. Test patients for latent tuberculosis."
    own = label({"boxed": f"<paragraph>{box}</paragraph>"} | BARE)
    found = [one.what for one in what_is_left_out(page(precautions=f"* {said}"), [own])]
    assert found == (["The label's boxed warning: testing for latent tuberculosis"] if is_left_out else [])
