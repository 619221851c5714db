"""Effects in other words: as something measured, at a site, on an organ, in fewer words; and what is no effect."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]


def judged(page: Entry, label: ReadLabel) -> str:
    (found,) = {one.verdict for one in verify_entry(page, [label]) if one.kind == "effect"}
    return found


@pytest.mark.parametrize(
    ("named", "said", "verdict"),
    [
        ("Increased blood glucose levels", "Glucose increased and creatinine increased were seen.", "supported"),
        ("Decreased blood glucose", "Glucose increased and creatinine increased were seen.", "not-found"),
        ("Hypokalemia", "Blood tests may show low levels of potassium.", "supported"),
        ("Increased bilirubin", "Increases in ALT, AST and bilirubin have occurred.", "supported"),
        ("Changes in calcium", "Calcium decreased in some patients.", "supported"),
        ("Changes in liver enzymes", "Gamma-glutamyltransferase increased.", "supported"),
        ("Increased gamma-glutamyltransferase", "Liver enzymes increased.", "not-found"),
        ("Anemia", "Common: low level of red blood cells.", "supported"),
        ("Increased creatinine", "Creatinine (> 2 x ULN) was seen in some.", "supported"),
    ],
)
def test_what_is_measured_rises_and_falls_under_any_name(
    label: Make, page: Page, named: str, said: str, verdict: str
) -> None:
    assert judged(page(side_effects=f"* {named}"), label({"effects": f"<paragraph>{said}</paragraph>"})) == verdict


@pytest.mark.parametrize(
    ("named", "said", "verdict"),
    [
        ("Swelling at the injection site", "Injection site reactions included pain and edema.", "supported"),
        ("Swelling at the injection site", "Peripheral edema was seen. The injection site was clean.", "not-found"),
        ("Ophthalmic problems", "Uveitis and cataract have been reported.", "supported"),
        ("Ophthalmic problems", "Tinnitus has been reported.", "not-found"),
        ("QT prolongation on ECG", "QT prolongation has occurred.", "supported"),
        ("Severe diarrhea leading to dehydration", "Diarrhea has occurred.", "not-found"),
        ("Severe diarrhea leading to dehydration", "Diarrhea and dehydration have occurred.", "supported"),
        ("Rapid or irregular heartbeat", "Tachycardia has occurred.", "supported"),
        ("Development of antibodies against exempline", "Anti-exempline antibodies were found.", "supported"),
    ],
)
def test_effects_are_found_at_a_site_on_an_organ_and_in_fewer_words(
    label: Make, page: Page, named: str, said: str, verdict: str
) -> None:
    assert judged(page(side_effects=f"* {named}"), label({"effects": f"<paragraph>{said}</paragraph>"})) == verdict


def test_what_is_laid_on_acts_where_it_is_laid(label: Make, page: Page) -> None:
    sections = {"effects": "<paragraph>Reddening and oedema have occurred.</paragraph>"}
    entry = page("Exempline (Topical)", side_effects="* Erythema at the application site")
    assert judged(entry, label(sections, route="TOPICAL")) == "supported"
    assert judged(entry, label(sections, route="ORAL")) == "not-found"


@pytest.mark.parametrize(
    ("warned", "verdict"),
    [
        ("Use it with care in patients with asthma.", "not-found"),
        ("Tell your doctor if you have asthma.", "not-found"),
        ("It may cause asthma.", "supported"),
        ("Patients with gout may develop asthma.", "supported"),
    ],
)
def test_a_state_that_somebody_has_is_no_effect(label: Make, page: Page, warned: str, verdict: str) -> None:
    sections = {
        "effects": "<paragraph>Nausea has occurred.</paragraph>",
        "warnings": f"<paragraph>{warned}</paragraph>",
    }
    assert judged(page(side_effects="* Asthma"), label(sections)) == verdict


def test_what_was_not_seen_is_no_effect(label: Make, page: Page) -> None:
    own = label({"effects": "<paragraph>The headaches have not been associated with vertigo or tinnitus.</paragraph>"})
    assert judged(page(side_effects="* Tinnitus"), own) == "not-found"
    assert judged(page(side_effects="* Headache"), own) == "supported"


def test_a_fragment_names_no_effect(label: Make, page: Page) -> None:
    own = label({"effects": "<paragraph>Nausea has occurred.</paragraph>"})
    assert judged(page(side_effects="* Neuromuscular"), own) == "not-comparable"
