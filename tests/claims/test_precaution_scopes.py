"""What narrows a precaution, and the words that gave it."""

from __future__ import annotations

import pytest
from tests.claims.pages import page

from monograph.claims.precaution import read_precautions


def narrowed(text: str, section: str = "precautions") -> set[tuple[str, str, str | None]]:
    return {(claim.about, claim.advice, claim.scope) for claim in read_precautions(page(**{section: text}))}


def test_degrees_of_an_illness_are_advised_on_apart() -> None:
    text = "For mild kidney disease no dose adjustment is needed, but it should be avoided in severe kidney disease."
    claims = {(claim.advice, claim.scope) for claim in read_precautions(page(dosage=text))}
    assert claims == {("acceptable", "mild"), ("avoid", "severe")}


def test_leave_in_a_grave_degree_is_a_claim_of_its_own() -> None:
    text = "No dose adjustment is needed in mild kidney disease. It is safe in severe kidney disease."
    read = [claim for claim in read_precautions(page(precautions=text)) if claim.advice == "acceptable"]
    assert [claim.scope for claim in read] == ["mild", "severe"]


def test_ages_are_advised_on_apart() -> None:
    text = (
        "* **Children:** It is not recommended for children under 6 years. Use with caution in children over 6 years."
    )
    assert narrowed(text) == {("children", "avoid", "under 6 years"), ("children", "caution", "over 6 years")}


def test_grounds_are_the_words_that_say_it() -> None:
    monograph = page(precautions="It should be avoided in severe liver disease.")
    (claim,) = read_precautions(monograph)
    words = {key: monograph.source[slice(*span)] for key, span in claim.grounds.items()}
    assert words == {"about": "liver", "advice": "avoided", "scope": "severe"}


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("It may worsen gout, so patients with gout must be premedicated.", ["advice"]),
        ("It should be avoided in children with a weight of less than 30 kg.", ["scope"]),
        ("It may worsen gout in patients with gout.", []),
        ("It should be avoided in severe kidney disease (eGFR < 30 mL/min).", []),
    ],
)
def test_what_is_stated_and_not_read_is_said_to_be_unread(text: str, unread: list[str]) -> None:
    claims = read_precautions(page(precautions=text))
    assert [claim.unread for claim in claims] == [unread]


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


@pytest.mark.parametrize(
    ("text", "about", "scope"),
    [
        ("Avoid it in moderate-to-severe kidney disease.", "renal", "moderate-to-severe"),
        ("Avoid it in mild, moderate, or severe kidney disease.", "renal", "mild, moderate, or severe"),
        ("If the CrCl is 30 mL/min or greater, avoid it.", "renal", "CrCl is 30 mL/min or greater"),
        ("Avoid it in children (< 12 years).", "children", "< 12 years"),
        ("Avoid it in children below the age of six.", "children", "below the age of six"),
        ("Avoid it in children under 12.", "children", "under 12"),
        ("Avoid it in children weighing less than 30 kg.", "children", "weighing less than 30 kg"),
        ("* **Kidney disease:** Avoid it in severe cases.", "renal", "severe"),
        ("* **Kidney disease:** Avoid it, it can cause severe vomiting.", "renal", None),
        ("* **Children:** Avoid more, it is safe under 4000 mg.", "children", None),
        ("Avoid it in pregnancy, which it puts at significant risk.", "pregnancy", None),
        ("It should be avoided in children with severe anemia.", "children", None),
        ("It should be avoided in gout or severe anemia.", "gout", None),
        ("It should be avoided in severe anemia or gout.", "gout", None),
        ("It should be avoided in severe lung or kidney disease.", "renal", "severe"),
    ],
)
def test_what_narrows_is_of_the_state_that_it_belongs_to(text: str, about: str, scope: str | None) -> None:
    assert {found[2] for found in narrowed(text) if found[0] == about} == {scope}


def test_a_yes_is_narrowed_by_the_ages_that_it_names() -> None:
    text = "* **Q: Is it safe for children?** A: Yes, for those aged 9 and older."
    assert narrowed(text, "faqs") == {("children", "acceptable", "aged 9 and older")}
