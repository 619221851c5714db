"""Uses held against the indications of labels: by their parts, under other names, and never by what is excluded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]


def judged(entry: Entry, label: ReadLabel) -> list[str]:
    return [one.verdict for one in verify_entry(entry, [label]) if one.kind == "use"]


@pytest.mark.parametrize(
    ("treated", "given", "verdict"),
    [
        ("hyperprolactinemia", "for hyperprolactinemic disorders", "supported"),
        ("blood clots in veins or lungs", "for venous thrombosis and pulmonary embolism", "supported"),
        ("insomnia with difficulty falling asleep", "for insomnia with delayed sleep onset", "supported"),
        ("serious bacterial infections", "for staphylococcal endocarditis", "supported"),
        ("infections of the respiratory tract", "for acute bronchitis", "supported"),
        ("cellulitis", "for acute bacterial skin and skin structure infections", "supported"),
        ("acute bacterial skin and skin structure infections", "for cellulitis", "not-found"),
        ("pneumonia", "for serious infections such as anaerobic pneumonitis", "not-found"),
        ("relapsed or refractory myeloid leukemia", "for myeloid leukemia that has come back", "supported"),
        ("serious fungal infections caused by Candida", "for infections due to Candida", "supported"),
        ("pruritus associated with kidney disease", "for itching in those with renal disease", "supported"),
        ("noninfectious diarrhea", "for non-infectious diarrhea", "supported"),
        ("varicose veins", "for varicosities of the saphenous vein", "supported"),
        ("prevention of cystitis", "for the treatment of cystitis", "not-found"),
        ("prevention of cystitis", "to reduce the incidence of cystitis", "supported"),
        ("hepatitis C", "for chronic hepatitis B", "not-found"),
        ("hepatitis C", "for chronic hepatitis B or C", "supported"),
        ("type 1 diabetes", "for type 2 diabetes mellitus", "not-found"),
        ("type 1 diabetes", "for diabetes mellitus", "supported"),
        ("staphylococcal infections", "for bacterial infections", "not-found"),
        ("inflammation", "as a nonsteroidal anti-inflammatory drug, for pain", "not-found"),
        (
            "metastatic squamous cell cancer of the cheek",
            "for metastatic squamous cell cancer of the neck",
            "not-found",
        ),
    ],
)
def test_a_use_is_found_under_other_names_and_by_its_kinds(
    label: Make, page: Page, treated: str, given: str, verdict: str
) -> None:
    own = label({"usage": f"<paragraph>Exemplar is indicated {given}.</paragraph>"})
    assert judged(page(usage=f"It is used to treat {treated}."), own)[:1] == [verdict]


@pytest.mark.parametrize(
    "excluded",
    [
        "Limitations of use: it has not been studied in endocarditis.",
        "It is not recommended for endocarditis.",
        "Avoid use in endocarditis.",
        "An abscess could lead to endocarditis.",
    ],
)
def test_what_a_label_excludes_or_only_tells_of_a_disease_supports_no_use(
    label: Make, page: Page, excluded: str
) -> None:
    own = label({"usage": f"<paragraph>Exemplar is indicated for cellulitis. {excluded}</paragraph>"})
    assert "supported" not in judged(page(usage="It is used to treat endocarditis."), own)
    assert judged(page(usage="It is used to treat cellulitis."), own) == ["supported"]


def test_what_a_label_contraindicates_it_is_not_for(label: Make, page: Page) -> None:
    sections = {
        "usage": "<paragraph>Exemplar is indicated for gout.</paragraph>",
        "contraindications": "<paragraph>Diabetic ketoacidosis, with or without coma.</paragraph>",
    }
    entry = page(usage="It is used to treat gout. It is not used to treat diabetic ketoacidosis.")
    assert judged(entry, label(sections)) == ["supported", "supported"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("It is used to relieve tremors in Parkinson's disease.", "supported"),
        ("It is used for Parkinson's disease. It relieves symptoms such as tremor.", "supported"),
        ("It relieves tremor.", "not-found"),
        ("It relieves the tremor of alcohol withdrawal, not that of gout.", "not-found"),
        ("It is used for asthma. It relieves symptoms such as tremor.", "not-found"),
    ],
)
def test_a_symptom_of_the_disease_of_which_the_page_speaks_is_a_use(
    label: Make, page: Page, said: str, verdict: str
) -> None:
    own = label({"usage": "<paragraph>Exemplar is indicated for Parkinson's disease.</paragraph>"})
    found = [one for one in verify_entry(page(usage=said), [own]) if one.kind == "use" and "tremor" in one.claim]
    assert [one.verdict for one in found] == [verdict]


@pytest.mark.parametrize(
    "said",
    [
        "It is used to treat other skin conditions.",
        "It is used to break down blood clots.",
        "It is used to prevent the development of resistance.",
        "It is used as an add-on to diet and exercise.",
    ],
)
def test_what_names_no_condition_is_not_comparable(label: Make, page: Page, said: str) -> None:
    own = label({"usage": "<paragraph>Exemplar is indicated for gout.</paragraph>"})
    assert set(judged(page(usage=said), own)) <= {"not-comparable"}


def test_what_a_medicine_was_not_shown_to_help_in_it_is_not_for(label: Make, page: Page) -> None:
    usage = "<paragraph>Exemplar is indicated for gout. It has not been studied in psoriasis.</paragraph>"
    entry = page(usage="It is used to treat gout. It is not used to treat psoriasis.")
    assert judged(entry, label({"usage": usage})) == ["supported"] * 2


def test_a_sentence_that_tells_of_another_medicine_tells_no_use(label: Make, page: Page) -> None:
    own = label({"usage": "<paragraph>Exemplar is indicated for gout.</paragraph>"})
    entry = page(usage="It is used to treat gout. Methotrexate is a medicine used to treat psoriasis.")
    assert judged(entry, own) in (["supported", "not-comparable"], ["supported"])
