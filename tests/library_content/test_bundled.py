"""The bundled library keeps its own form: sections, sources, citations, questions. docs/writing.md explains it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monograph.text.model import Monograph, Span
from monograph.text.read import read_monograph

LIBRARY = Path(__file__).parents[2] / "library"
DOCS = sorted(path.relative_to(LIBRARY).as_posix() for path in LIBRARY.rglob("*.md"))
SECTIONS = [
    "generic-name", "usage", "dosage", "side-effects", "how-it-works", "precautions", "faqs", "disclaimer",
]  # fmt: skip
ABOUT_EVERYONE = {"contraindications", "pregnancy", "breastfeeding", "children", "older people", "kidney", "liver"}
MARKER = re.compile(r"\[(s\d+)\]")
AMOUNT = re.compile(
    r"\b\d[\d,.]*(?:%|\s*(?:k?g|mg|mcg|mL|units?|tablets?|capsules?|softgels?|drops?|sprays?|puffs?|"
    r"inhalations?|patch(?:es)?|applications?)\b(?!/min\b))"
)
SOURCE_KEYS = {"id", "title", "kind", "set_id", "version", "date", "product"}


def read(doc: str) -> Monograph:
    monograph = read_monograph((LIBRARY / doc).read_bytes(), doc)
    assert isinstance(monograph, Monograph), monograph
    return monograph


def source_ids(monograph: Monograph) -> list[str]:
    sources = monograph.front_matter["sources"]
    assert isinstance(sources, list)
    return [source["id"] for source in sources]


def sentences(monograph: Monograph, *kinds: str) -> list[str]:
    spans: list[Span] = [
        sentence
        for section in monograph.sections
        if section.kind in kinds
        for block in section.blocks
        for sentence in block.sentences
    ]
    return [monograph.source[span.start : span.end] for span in spans]


def test_thirty_monographs() -> None:
    assert len(DOCS) == 30


@pytest.mark.parametrize("doc", DOCS)
def test_file_is_named_after_the_title(doc: str) -> None:
    letter, name = doc.split("/")
    slug = re.sub(r"[^a-z0-9]+", "-", read(doc).title.lower()).strip("-")
    assert (letter, name) == (slug[0], f"{slug}.md")


@pytest.mark.parametrize("doc", DOCS)
def test_sections_in_order(doc: str) -> None:
    monograph = read(doc)
    assert [section.kind for section in monograph.sections] == SECTIONS
    assert all(section.blocks for section in monograph.sections)


@pytest.mark.parametrize("doc", DOCS)
def test_front_matter_names_the_sources(doc: str) -> None:
    front = read(doc).front_matter
    assert front["layout"] == "minimal-medicine"
    assert front["reviewed"] is False or set(front["reviewed"]) == {"by", "date"}  # type: ignore[call-overload]
    sources = front["sources"]
    assert isinstance(sources, list)
    for number, source in enumerate(sources, 1):
        assert set(source) == SOURCE_KEYS
        assert source["id"] == f"s{number}"
        assert source["kind"] in {"label", "guideline"}
        assert source["kind"] == "guideline" or (source["set_id"] and source["product"])


@pytest.mark.parametrize("doc", DOCS)
def test_every_marker_has_a_source_and_every_source_a_marker(doc: str) -> None:
    monograph = read(doc)
    assert set(MARKER.findall(monograph.source)) == set(source_ids(monograph))


@pytest.mark.parametrize("doc", DOCS)
def test_every_amount_of_the_dosage_is_cited(doc: str) -> None:
    uncited = [said for said in sentences(read(doc), "dosage") if AMOUNT.search(said) and not MARKER.search(said)]
    assert uncited == []


@pytest.mark.parametrize("doc", DOCS)
def test_questions_that_everyone_asks(doc: str) -> None:
    monograph = read(doc)
    (faqs,) = monograph.of_kind("faqs")
    asked = [monograph.folded[question.question.start : question.question.end] for question in faqs.questions]
    assert 5 <= len(asked) <= 7
    assert all(question.answer.start < question.answer.end for question in faqs.questions)
    assert any("miss" in question for question in asked), "missed dose"
    assert any("store" in question for question in asked), "storage"


@pytest.mark.parametrize("doc", DOCS)
def test_precautions_speak_of_everyone(doc: str) -> None:
    monograph = read(doc)
    (precautions,) = monograph.of_kind("precautions")
    labels = " ".join(
        monograph.folded[block.label.start : block.label.end] for block in precautions.blocks if block.label
    )
    assert [who for who in sorted(ABOUT_EVERYONE | {"interaction"}) if who not in labels] == []


@pytest.mark.parametrize("doc", DOCS)
def test_usage_says_what_it_is_not_for(doc: str) -> None:
    assert re.search(
        r"\bnot (?:a|for|enough|replace|dissolve)\b|cannot|does not", " ".join(sentences(read(doc), "usage"))
    )
