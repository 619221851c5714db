"""What is found again in the running text that openFDA makes of a section: headings, lists, labels, captions."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.labels.samples import openfda

from monograph.labels.openfda import read_openfda
from monograph.text.model import Block, Section


def dosage(text: str, table: str = "") -> tuple[str, Section]:
    tables = {"dosage_and_administration_table": [table]} if table else {}
    label = read_openfda(openfda(dosage_and_administration=[text], **tables), "x")
    return label.text.source, next(one for one in label.text.sections if one.kind == "dosage")


def above(source: str, section: Section, block: Block) -> list[str]:
    """The headings and introductions that a block stands under, the nearest first."""
    found = []
    while block.under >= 0:
        block = section.blocks[block.under]
        found.append(source[block.start : block.end])
    return found


def under(text: str, words: str, table: str = "") -> list[str]:
    """What the block that holds these words stands under."""
    source, section = dosage(text, table)
    block = next(one for one in section.blocks if words in source[one.start : one.end] and one.sentences)
    return above(source, section, block)


NUMBERED = (
    "2 DOSAGE AND ADMINISTRATION 2.1 Adult Patients Hypertension The dose is 5 mg. Heart Failure The dose is 2 mg. "
    "2.2 Children The dose is 1 mg."
)


@pytest.mark.parametrize(
    ("text", "words", "headings"),
    [
        ("Adult Dosage The dose is 5 mg. Renal Impairment Give 2 mg.", "5 mg", ["Adult Dosage"]),
        ("Adult Dosage The dose is 5 mg. Renal Impairment Exemplin is given at 2 mg.", "2 mg", ["Renal Impairment"]),
        ("Patients 6 Years of Age and Older Initiate 2 mg.", "2 mg", ["Patients 6 Years of Age and Older"]),
        (NUMBERED, "2 mg", ["Heart Failure", "Adult Patients Hypertension"]),
        (NUMBERED, "1 mg", ["Children"]),
        ("Take with food. Crushed Exemplin tablets may be given at 5 mg.", "5 mg", []),
        ("Take with food. In the Example Study adults took 5 mg.", "5 mg", []),
    ],
)
def test_a_heading_in_running_text_governs_what_follows(text: str, words: str, headings: list[str]) -> None:
    assert under(text, words) == headings


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Renal impairment: 5 mg daily.", "Renal impairment"),
        ("Take daily. Adults : 5 mg daily.", "Adults"),
        ("Take daily. ( 2.1 ) Severe Symptoms - 5 mg daily.", "Severe Symptoms"),
        ("Adults should take: 5 mg daily.", None),
    ],
)
def test_a_label_before_a_colon_is_one(text: str, label: str | None) -> None:
    source, section = dosage(text)
    block = next(one for one in section.blocks if "5 mg" in source[one.start : one.end])
    assert (source[slice(*block.label)] if block.label else None) == label


def test_items_without_bullets_are_parted_at_their_capitals() -> None:
    text = (
        "Exemplin is contraindicated in patients with: Severe hepatic impairment (Child-Pugh C) [see Use in Specific "
        "Populations (8.7)] . Known hypersensitivity to Exemplin Active bleeding. Ask before giving it."
    )
    source, section = dosage(text)
    items = [source[one.start : one.end] for one in section.blocks if one.kind == "item"]
    assert [item[:20] for item in items] == ["Severe hepatic impai", "Known hypersensitivi", "Active bleeding."]
    assert source[section.blocks[-1].start : section.blocks[-1].end] == "Ask before giving it."


def test_bullets_within_bullets_and_a_heading_behind_the_last() -> None:
    source, section = dosage(
        "• Adults: o The dose is 5 mg. (2.1) o The most is 9 mg. • Children take 1 mg Elderly Patients Give 2 mg."
    )
    assert [(one.kind, one.depth, source[one.start : one.end]) for one in section.blocks] == [
        ("item", 1, "Adults:"),
        ("item", 2, "The dose is 5 mg."),
        ("item", 2, "The most is 9 mg."),
        ("item", 1, "Children take 1 mg"),
        ("paragraph", 0, "Elderly Patients"),
        ("paragraph", 0, "Give 2 mg."),
    ]


def test_references_to_other_sections_are_no_headings() -> None:
    text = (
        "Avoid 5 mg [see Warnings and Precautions (5.1), Adverse Reactions (6)]. Then 2 mg (see Use in Children [8.4])."
    )
    assert under(text, "2 mg") == []


def test_the_sources_of_the_highlights_are_no_text() -> None:
    source, section = dosage("Children take 1 mg. ( 2.1 , 8.4 ) Adults take 5 mg ( 2.2 ). Give (2.5) mg.")
    assert [source[one.start : one.end] for one in section.blocks] == [
        "Children take 1 mg.", "Adults take 5 mg.", "Give (2.5) mg.",
    ]  # fmt: skip


def test_the_number_of_a_subsection_is_no_text() -> None:
    label = read_openfda(openfda(pediatric_use=["8.4 Pediatric Use Not for children."]), "x")
    section = label.text.sections[-1]
    assert [label.text.source[one.start : one.end] for one in section.blocks] == ["Not for children."]


def test_a_power_is_joined_to_its_unit() -> None:
    source, _ = dosage("Give 20 mg/m 2 where clearance is below 30 mL/min/1.73 m 2 . Give 3 m 2 times.")
    assert "20 mg/m2 where clearance is below 30 mL/min/1.73 m2 ." in source
    assert "3 m 2 times" in source


TABLE = (
    "<table><tbody><tr><td><content styleCode='bold'>Age</content></td>"
    "<td><content styleCode='bold'>Dose</content></td></tr>"
    "<tr><td colspan='2'>Adults</td></tr><tr><td>over 65</td><td>20 mg</td></tr>"
    "<tr><td colspan='2'>Children</td></tr><tr><td>over 6</td><td>5 mg</td></tr></tbody></table>"
)
AROUND = (
    "2 DOSAGE AND ADMINISTRATION 2.1 Starting The dose depends on age. Table 1: Doses in Hypertension Age Dose Adults "
    "over 65 20 mg Children over 6 5 mg Later the dose is 7 mg."
)


@pytest.mark.parametrize(
    ("words", "headings"),
    [
        ("20 mg", ["Adults", "Doses in Hypertension", "Starting"]),
        ("5 mg", ["Children", "Doses in Hypertension", "Starting"]),
        ("7 mg", ["Starting"]),
    ],
)
def test_a_caption_and_the_lines_across_a_table_end_with_it(words: str, headings: list[str]) -> None:
    assert under(AROUND, words, TABLE) == headings


WORDS = st.sampled_from(
    ["The", "dose", "5 mg", "Adults", "Renal", "Impairment", "of", ":", ".", "•", "o", "(2.1)", "[see", "]", "Table 1"]
)


@settings(max_examples=150)
@example(["Adults", ":", "The", ":", "The", "dose", "The"])
@given(st.lists(WORDS, max_size=40))
def test_no_word_is_lost(words: list[str]) -> None:
    text = " ".join(["2 DOSAGE AND ADMINISTRATION", "Begin.", *words, "End."])
    source, section = dosage(text)
    body = source[section.heading.end : section.end]
    kept = "".join(filter(str.isalpha, body)).replace("Table", "").replace("o", "")
    given_ = "".join(filter(str.isalpha, " ".join(["Begin", *words, "End"]))).replace("Table", "").replace("o", "")
    assert kept == given_
    assert all(one.end <= other.start for one, other in pairwise(section.blocks))


@pytest.mark.parametrize(
    "stretch",
    ["• Adults take ", "Take: Adults ", "the: Adults. ", "(see (a) ", "Renal Impairment ", "(2.1) Use ", "(2.1)", "[ "],
)
def test_long_running_text_takes_linear_time(stretch: str) -> None:
    started = time.process_time()
    dosage(stretch * (200_000 // len(stretch)))
    assert time.process_time() - started < 5
