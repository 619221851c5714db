"""ask: an answer says what the official label says of it, and whether its review still holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.cli.test_check import write
from tests.cli.test_check_labels import TOO_MUCH, label_in

from monograph.answers.ask import Reply, ask
from monograph.answers.library import Library
from monograph.answers.review import Review, claims_hash, signed, text_hash
from monograph.checks.example import CLEAN, Page
from monograph.pipeline.build import build
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable

MOST = "What is the maximum daily dose of paracetamol?"


def reply(tmp_path: Path, page: Page, question: str, *, labels: bool = True) -> Reply:
    folder = write(tmp_path / "library", page, Page(title="Aspirin"))
    build(folder, tmp_path / "out", workers=1, labels=[label_in(tmp_path)] if labels else [])
    with Library.open(tmp_path / "out") as library:
        return ask(library, question, today=date(2026, 3, 1))


def test_a_contradicted_answer_says_so_with_the_words_of_the_label(tmp_path: Path) -> None:
    first = reply(tmp_path, Page(dosage=TOO_MUCH), MOST).answers[0]
    assert "12 g" in first.quote
    assert first.official is not None
    assert first.official.verdict == "contradicted"
    assert first.official.label is not None
    assert first.official.label.quote == "The maximum daily dose is 4 g."


def test_an_answer_that_the_label_gives_too_says_that(tmp_path: Path) -> None:
    first = reply(tmp_path, Page(), MOST).answers[0]
    assert first.official is not None
    assert first.official.verdict == "supported"


def test_no_official_source_is_said(tmp_path: Path) -> None:
    first = reply(tmp_path, Page(), "What is the maximum daily dose of aspirin?").answers[0]
    assert first.official is not None
    assert (first.official.verdict, first.official.label) == ("no-label", None)


def test_without_labels_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert reply(tmp_path, Page(), MOST, labels=False).answers[0].official is None


@pytest.mark.parametrize(
    ("next_review", "dosage", "state"),
    [
        (date(2027, 1, 1), CLEAN["Dosage"], "reviewed"),
        (date(2026, 2, 1), CLEAN["Dosage"], "due"),
        (date(2027, 1, 1), TOO_MUCH, "stale"),
    ],
)
def test_a_review_holds_until_a_claim_changes(tmp_path: Path, next_review: date, dosage: str, state: str) -> None:
    source = Page().source().replace("reviewed: 2026-01-15\n", "")
    entry = read_entry(source.encode(), "p/paracetamol.md")
    assert not isinstance(entry, Unreadable)
    review = Review(
        by="A. Pharmacist", day=date(2026, 1, 1), next=next_review, claims=claims_hash(entry.claims),
        text=text_hash(source),
    )  # fmt: skip
    written = signed(source, review).replace(CLEAN["Dosage"], dosage)
    page = Page(text=written, doc="p/paracetamol.md")
    assert reply(tmp_path, page, MOST, labels=False).answers[0].review == state
    assert reply(tmp_path, page, "maximum dose of aspirin", labels=False).answers[0].review == "never"


def test_of_a_list_the_label_must_name_all(tmp_path: Path) -> None:
    effects = {"adverse_reactions": "Nausea and dizziness were reported."}
    page = Page(side_effects="Common side effects:\n* Nausea\n* Dizziness")
    question = "What are the side effects of paracetamol?"
    assert _official(tmp_path, page, question, effects) == "supported"
    more = Page(side_effects="Common side effects:\n* Nausea\n* Dizziness\n* Hearing loss")
    assert _official(tmp_path, more, question, effects) == "not-found"


def _official(tmp_path: Path, page: Page, question: str, label: dict[str, str]) -> str | None:
    folder = write(tmp_path / "library", page)
    build(folder, tmp_path / "out", workers=1, labels=[label_in(tmp_path, **label)])
    with Library.open(tmp_path / "out") as library:
        official = ask(library, question).answers[0].official
    return official and official.verdict


def test_an_interaction_that_only_the_label_names_is_told_in_its_words(tmp_path: Path) -> None:
    folder = write(tmp_path / "library", Page(), Page(title="Simvastatin"))
    warns = "Avoid use of paracetamol with simvastatin: it may cause severe liver injury."
    build(folder, tmp_path / "out", workers=1, labels=[label_in(tmp_path, drug_interactions=warns)])
    with Library.open(tmp_path / "out") as library:
        asked = [f"Can I take {one}?" for one in ("simvastatin with paracetamol", "paracetamol with simvastatin")]
        told = [ask(library, question) for question in asked]
        other = ask(library, "Can I take paracetamol with lisinopril?")
    assert ["simvastatin" in one.left_out[0].label.quote for one in told] == [True, True]
    assert not other.left_out


def test_interactions_that_name_nobody_are_quoted_where_nothing_else_is(tmp_path: Path) -> None:
    page = Page(precautions="* **Interactions:** It may interact with other medicines.")
    told = reply(tmp_path, page, "Can I take paracetamol with simvastatin?", labels=False)
    assert told.status == "says-nothing"
    assert [one.quote for one in told.answers] == ["It may interact with other medicines."]
