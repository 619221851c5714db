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
