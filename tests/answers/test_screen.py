"""Screening: what is found, from which side, with which gravity; and what is said to be unsaid."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.test_check import write
from tests.cli.test_check_labels import label_in

from monograph.answers.library import Library
from monograph.answers.profile.files import profile_of
from monograph.answers.profile.model import Medicine, Profile
from monograph.answers.screen import GRAVITIES, Finding, Screener, Screening
from monograph.checks.example import Page
from monograph.pipeline.build import build

PAGE = """\
---
title: {title}
---

# {title}

### Dosage

* **Adults:** {dose}

### Precautions

{precautions}
"""
PAGES = {
    "Ibuprofen": (
        "The usual dose is 400 mg by mouth three times daily. The maximum daily dose is 2400 mg.",
        "* **Drug interactions:** It may interact with anticoagulants. Avoid use with warfarin.\n"
        "* **Kidney disease:** Contraindicated in severe kidney disease.\n"
        "* **Heart disease:** Use with caution in patients with heart disease.",
    ),
    "Naproxen": (
        "The usual dose is 250 mg by mouth twice daily.",
        "* **Interactions:** Do not take it together with other NSAIDs.",
    ),
    "Warfarin": (
        "The usual dose is 5 mg by mouth once daily.",
        "* **Pregnancy:** Contraindicated in pregnancy.\n* **Elderly:** Older adults need monitoring.",
    ),
    "Amoxicillin": (
        "The usual dose is 500 mg by mouth three times daily.",
        "* **Allergy:** Do not use in patients with an allergy to this medicine.",
    ),
    "Ibuprofen + Paracetamol": ("The usual dose is one tablet three times daily.", "* **Pregnancy:** Ask your doctor."),
    "Clearin": (
        "The usual dose is 500 mg by mouth twice daily.\n* **Renal impairment:**\n"
        "    * CrCl 15-29 mL/min: 250 mg by mouth once daily.",
        "* **Storage:** Keep it dry.",
    ),
    "Cefalexin": (
        "The usual dose is 500 mg by mouth four times daily.",
        "* **Kidney disease:** Contraindicated in patients with creatinine clearance below 20 mL/min.",
    ),
    "Gliptin": ("The usual dose is 5 mg by mouth daily.", "* **Diabetes:** Contraindicated in type 1 diabetes."),
    "Vaguin": ("The usual dose is 5 mg by mouth daily.", "* **Interactions:** It may interact with other medicines."),
}


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screener]:
    root = tmp_path_factory.mktemp("screen")
    for title, (dose, precautions) in PAGES.items():
        path = root / "pages" / f"{title.lower().replace(' ', '-')}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE.format(title=title, dose=dose, precautions=precautions), encoding="utf-8")
    build(root / "pages", root / "out", workers=1)
    with Library.open(root / "out") as library:
        yield Screener(library)


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """The pages as they were written, by their documents."""
    return {
        f"{title.lower().replace(' ', '-')}.md": PAGE.format(title=title, dose=dose, precautions=precautions)
        for title, (dose, precautions) in PAGES.items()
    }


def screened(screener: Screener, *medicines: str, **known: object) -> Screening:
    return screener.screen(profile_of({"medicines": list(medicines), **known}))


def of(screening: Screening, sort: str) -> list[Finding]:
    return [finding for finding in screening.findings if finding.sort == sort]


def test_an_interaction_is_found_whoever_states_it(screener: Screener) -> None:
    for medicines in (("warfarin", "ibuprofen"), ("ibuprofen", "warfarin")):
        found = of(screened(screener, *medicines), "interaction")
        assert {(one.about, one.gravity) for one in found} >= {("warfarin", "avoid")}
        assert all(one.doc == "ibuprofen.md" for one in found)


def test_an_interaction_is_found_through_a_class(screener: Screener) -> None:
    (found,) = of(screened(screener, "ibuprofen", "naproxen"), "interaction")
    assert (found.about, found.doc, found.medicines) == ("nsaids", "naproxen.md", ("naproxen", "ibuprofen"))
    assert found.gravity == "contraindicated"
    assert "NSAIDs" in found.quote


def test_the_gravest_comes_first(screener: Screener) -> None:
    found = screened(screener, "ibuprofen", "warfarin", "naproxen", pregnant=True, kidney="severe", age=80).findings
    ranks = [GRAVITIES.index(one.gravity) for one in found]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 2


def test_a_narrower_state_is_a_case_of_a_wider_one(screener: Screener) -> None:
    (found,) = of(screened(screener, "ibuprofen", conditions=["congestive heart failure"]), "precaution")
    assert (found.about, found.gravity) == ("cardiac", "caution")


def test_what_is_said_of_the_severe_is_information_for_the_mild(screener: Screener) -> None:
    (severe,) = of(screened(screener, "ibuprofen", kidney="severe"), "precaution")
    (mild,) = of(screened(screener, "ibuprofen", kidney="mild"), "precaution")
    assert severe.gravity == "contraindicated"
    assert mild.gravity == "information"
    assert mild.quote == severe.quote
    assert severe.why == "It speaks of kidney disease, and the person has severe kidney impairment."


@pytest.mark.parametrize(
    ("condition", "gravity"),
    [("type 1 diabetes", {"contraindicated"}), ("diabetes mellitus", {"contraindicated"}), ("type 2 diabetes", set())],
)
def test_one_type_of_a_disease_is_not_another(screener: Screener, condition: str, gravity: set[str]) -> None:
    found = of(screened(screener, "gliptin", conditions=[condition]), "precaution")
    assert {one.gravity for one in found} == gravity


@pytest.mark.parametrize(
    ("kidney", "gravity"),
    [
        ("mild", "information"),
        ("moderate", "information"),
        ("severe", "contraindicated"),
        ("dialysis", "contraindicated"),
    ],
)
def test_what_is_said_of_a_clearance_is_information_for_better_kidneys(
    screener: Screener, kidney: str, gravity: str
) -> None:
    (found,) = of(screened(screener, "cefalexin", kidney=kidney), "precaution")
    assert found.gravity == gravity
    assert ("the person is on dialysis" in found.why) == (kidney == "dialysis")


def test_a_dose_for_a_clearance_is_told_to_that_clearance_and_says_which(screener: Screener) -> None:
    (told,) = of(screened(screener, "clearin", kidney="severe"), "dose")
    assert "renal impairment, creatinine clearance 15 to 29 mL/min" in told.why
    assert not of(screened(screener, "clearin", kidney="mild"), "dose")


def test_amounts_of_one_substance_are_summed_over_products(screener: Screener) -> None:
    alone = screened(screener, "ibuprofen 800 mg 3 times a day")
    assert not of(alone, "daily-amount")
    both = {
        "name": "Ibuprofen + Paracetamol", "amount": 1, "unit": "tablet", "times_per_day": 3,
        "ingredients": [
            {"name": "ibuprofen", "amount": 200, "unit": "mg"}, {"name": "paracetamol", "amount": 0.5, "unit": "g"},
        ],
    }  # fmt: skip
    summed = screener.screen(profile_of({"medicines": ["ibuprofen 800 mg 3 times a day", both]}))
    (found,) = of(summed, "daily-amount")
    assert "3,000 mg of ibuprofen" in found.why
    assert "2400 mg" in found.quote
    assert {one.about for one in of(summed, "duplicate")} == {"ibuprofen"}


def test_an_allergy_reaches_its_class_and_its_neighbours(screener: Screener) -> None:
    found = of(screened(screener, "amoxicillin", "cefalexin", allergies=["penicillin"]), "allergy")
    assert {(one.medicines[0], one.gravity) for one in found} == {
        ("amoxicillin", "contraindicated"), ("cefalexin", "caution"),
    }  # fmt: skip


def test_what_is_not_said_is_listed(screener: Screener) -> None:
    result = screened(screener, "cefalexin", "warfarin", "nosuchium", pregnant=True)
    assert ("cefalexin", "pregnancy") in {(one.medicine, one.about) for one in result.silent}
    assert ("warfarin", "pregnancy") not in {(one.medicine, one.about) for one in result.silent}
    assert ("cefalexin", "warfarin") in {(one.medicine, one.about) for one in result.silent}
    assert (result.unknown, result.suggestions) == (["nosuchium"], {"nosuchium": []})


def test_brands_are_the_medicines_that_they_hold(screener: Screener) -> None:
    by_brand, by_name = screened(screener, "Advil", "Coumadin"), screened(screener, "ibuprofen", "warfarin")
    assert by_brand.unknown == []
    assert [(one.gravity, one.quote) for one in by_brand.findings] == [
        (one.gravity, one.quote) for one in by_name.findings
    ]


def test_a_misspelt_medicine_is_not_guessed_at_but_names_like_it_are_offered(screener: Screener) -> None:
    result = screened(screener, "ibuprofin", "warfarin")
    assert (result.unknown, result.findings) == (["ibuprofin"], [])
    assert result.suggestions["ibuprofin"][0] == "Ibuprofen"


def test_a_statement_that_names_nobody_is_quoted_where_nothing_else_is_said(screener: Screener) -> None:
    result = screened(screener, "vaguin", "cefalexin")
    (found,) = result.findings
    assert (found.gravity, found.quote) == ("information", "It may interact with other medicines.")
    assert {(one.medicine, one.about) for one in result.silent} == {("vaguin", "cefalexin")}
    assert not screened(screener, "vaguin").findings


def test_what_a_label_warns_of_and_the_monograph_leaves_out_is_found(tmp_path: Path) -> None:
    folder = write(tmp_path / "library", Page(), Page(title="Simvastatin"), Page(title="Lisinopril"))
    warns = "Avoid use of paracetamol with simvastatin: it may cause severe liver injury."
    build(folder, tmp_path / "out", workers=1, labels=[label_in(tmp_path, drug_interactions=warns)])
    with Library.open(tmp_path / "out") as library:
        (found,) = of(library.screen(profile_of({"medicines": ["simvastatin", "paracetamol"]})), "label")
        others = of(library.screen(profile_of({"medicines": ["lisinopril", "paracetamol"]})), "label")
    assert (found.doc, found.medicines) == ("p/paracetamol.md", ("paracetamol", "simvastatin"))
    assert found.label is not None
    assert found.quote == found.label.quote
    assert "simvastatin" in found.quote
    assert not others


NAMES = st.sampled_from([*PAGES, "aspirin", "alcohol", "nosuchium", "St. John's wort"])
MEDICINES = st.builds(
    Medicine,
    name=NAMES,
    amount=st.none() | st.sampled_from([Decimal(200), Decimal(1000)]),
    unit=st.just("mg"),
    times_per_day=st.none() | st.sampled_from([Decimal(1), Decimal(4)]),
)
PROFILES = st.builds(
    Profile,
    age=st.none() | st.floats(0, 100),
    weight=st.none() | st.floats(3, 120),
    pregnant=st.none() | st.booleans(),
    kidney=st.sampled_from([None, "mild", "severe", "dialysis"]),
    conditions=st.lists(st.sampled_from(["asthma", "heart failure", "ulcer", "x"]), max_size=2).map(tuple),
    allergies=st.lists(st.sampled_from(["penicillin", "NSAIDs", "latex"]), max_size=2).map(tuple),
    medicines=st.lists(MEDICINES, max_size=4).map(tuple),
)


def essence(finding: Finding) -> tuple[object, ...]:
    return finding.gravity, finding.sort, finding.about, finding.doc, finding.start, finding.end


@settings(max_examples=150)
@given(profile=PROFILES, more=MEDICINES)
def test_a_medicine_more_removes_no_finding_and_each_has_its_quote(
    screener: Screener, sources: dict[str, str], profile: Profile, more: Medicine
) -> None:
    fewer = screener.screen(profile).findings
    longer = screener.screen(Profile(**{**_fields(profile), "medicines": (*profile.medicines, more)})).findings
    assert {essence(one) for one in fewer} <= {essence(one) for one in longer}
    for one in longer:
        assert one.quote == sources[one.doc][one.start : one.end]
        assert one.quote.strip()


def _fields(profile: Profile) -> dict[str, object]:
    return {name: getattr(profile, name) for name in profile.__struct_fields__}


def test_a_library_screens(tmp_path: Path) -> None:
    page = PAGE.format(title="Warfarin", dose="5 mg once daily.", precautions="* **Pregnancy:** Contraindicated.")
    (tmp_path / "warfarin.md").write_text(page, encoding="utf-8")
    build(tmp_path, tmp_path / "out", workers=1)
    with Library.open(tmp_path / "out") as library:
        found = library.screen(profile_of({"medicines": ["warfarin"], "pregnant": True})).findings
    assert [(finding.gravity, finding.about) for finding in found] == [("contraindicated", "pregnancy")]
