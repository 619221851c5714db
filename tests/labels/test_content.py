"""What is read of a label: what it is, and its text with lists and tables as they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.labels.samples import DOSE_TABLE, as_json, leaflet, openfda, section, spl, spl_section, texts, words

from monograph.claims.dose import read_doses
from monograph.labels.documents import Document
from monograph.labels.identity import identity_of
from monograph.labels.leaflet import read_leaflet
from monograph.labels.model import Ingredient, Label
from monograph.labels.openfda import read_openfda
from monograph.labels.read import read_labels
from monograph.labels.spl import read_spl


def rows(label: Label) -> list[tuple[str, str]]:
    """The rows of a label's tables and their heads."""
    source = label.text.source
    return [
        (words(label, block), " | ".join(source[start:end] for start, end in block.header))
        for one in label.text.sections
        for block in one.blocks
        if block.kind == "row"
    ]


TABLE = [("Children | 5 mg", "Age | Dose"), ("Children | 10 mg", "Age | Dose"), ("Adults | 20 mg", "Age | Dose")]


def test_what_an_spl_says_of_itself() -> None:
    label = read_spl(spl(), "x")
    assert (label.set_id[:8], label.version, label.date, label.source) == ("11111111", "2", "2024-01-31", "spl")
    assert (label.product, label.labeler, label.kind, label.language) == (
        "Exemplin", "Example Pharma", "prescription", "en",
    )  # fmt: skip
    assert label.ingredients == [Ingredient("Exemplin sodium", "ABCDEFGHIJ", "Exemplin", "20 mg")]
    assert (label.routes, label.forms) == (["oral"], ["TABLET"])
    assert identity_of(label).key == "exemplin"


def test_the_swab_of_a_kit_is_no_ingredient() -> None:
    kit = (
        "<component><section><subject><manufacturedProduct><manufacturedProduct><part><partProduct>"
        '<formCode displayName="SWAB"/><ingredient classCode="ACTIB"><ingredientSubstance><name>Alcohol</name>'
        "</ingredientSubstance></ingredient></partProduct></part></manufacturedProduct></manufacturedProduct></subject>"
        "</section></component>"
    )
    assert [one.name for one in read_spl(spl(extra=kit), "x").ingredients] == ["Exemplin sodium"]


def test_the_sections_of_an_spl_by_their_codes() -> None:
    label = read_spl(spl(), "x")
    assert [(one.kind, one.title, code) for one, code in zip(label.text.sections, label.codes, strict=True)] == [
        ("usage", "INDICATIONS AND USAGE", "34067-9"),
        ("dosage", "DOSAGE AND ADMINISTRATION", "34068-7"),
        ("contraindications", "CONTRAINDICATIONS", "34070-3"),
    ]
    assert "Nothing to read here" not in label.text.source


BOX = "34066-1"


def test_a_section_goes_on_behind_another_within_it() -> None:
    """A boxed warning within warnings is one of its own; within a dosage it is only a box, whatever its code says."""
    warnings = spl_section(BOX, "WARNING: GOUT", "<paragraph>It may kill.</paragraph>") + spl_section(
        "42229-5", "Milk", "<paragraph>Not with milk.</paragraph>"
    )
    dosage = spl_section(BOX, "", "<paragraph>Adults take 7 mg.</paragraph>") + spl_section(
        "34070-3", "Contraindications", "<paragraph>Rickets.</paragraph>"
    )
    dosage += spl_section("42229-5", "Children", "<paragraph>Children take 3 mg.</paragraph>")
    extra = spl_section("34071-1", "WARNINGS", "", warnings) + spl_section("34068-7", "DOSAGE", "", dosage)
    label = read_spl(spl(extra=extra), "x")
    assert label.codes[3:] == ["34071-1", BOX, "34071-1", "34068-7", "34070-3", "34068-7"]
    assert texts(label, "precautions") == ["It may kill.", "Milk", "Not with milk."]
    assert texts(label, "dosage")[-3:] == ["Adults take 7 mg.", "Children", "Children take 3 mg."]


def test_a_table_of_an_spl_stays_one() -> None:
    label = read_spl(spl(), "x")
    assert rows(label) == TABLE
    dosage = texts(label, "dosage")
    assert "Starting doses" in dosage, "the caption, without its number"
    assert dosage.index("Adults | 20 mg") < dosage.index("With food.") < dosage.index("Weigh children first.") + 2
    assert dosage[-3:] == ["Children", "Weigh first.", "Then dose."]
    assert [block.kind for block in section(label, "dosage").blocks][-2:] == ["item", "item"]


@pytest.mark.parametrize("first", ["<td/><td>Dose</td>", "<th>Age</th><th>Dose</th>"])
def test_a_first_row_without_a_corner_is_a_head(first: str) -> None:
    table = f"<table><tbody><tr>{first}</tr><tr><td>Adults</td><td>20 mg</td></tr></tbody></table>"
    label = read_spl(spl(extra=spl_section("34071-1", "WARNINGS", table)), "x")
    assert rows(label)[-1][0] == "Adults | 20 mg"
    assert rows(label)[-1][1].endswith("| Dose")
    body = "<table><tbody><tr><td>Children</td><td>5 mg</td></tr><tr><td>Adults</td><td>20 mg</td></tr></tbody></table>"
    assert rows(read_spl(spl(extra=spl_section("34071-1", "WARNINGS", body)), "x"))[-2:] == [
        ("Children | 5 mg", ""), ("Adults | 20 mg", ""),
    ]  # fmt: skip


def test_a_first_row_of_words_over_numbers_is_a_head() -> None:
    row = "<tr><td>{}</td><td>{}</td></tr>"
    words = row.format("Creatinine clearance (mL/min)", "Dose (mg)")
    numbers = [row.format("30 to 59", "400 to 1400"), row.format("below 30", "200 to 700")]
    table = f"<table><tbody>{words}{''.join(numbers)}</tbody></table>"
    label = read_spl(spl(extra=spl_section("34071-1", "WARNINGS", table)), "x")
    assert [head for _, head in rows(label)[-2:]] == ["Creatinine clearance (mL/min) | Dose (mg)"] * 2
    denied = [row.format("Mild", "No adjustment"), *numbers]
    label = read_spl(
        spl(extra=spl_section("34071-1", "WARNINGS", f"<table><tbody>{''.join(denied)}</tbody></table>")), "x"
    )
    assert rows(label)[-3] == ("Mild | No adjustment", "")


def test_a_footnote_follows_its_paragraph() -> None:
    text = "<paragraph>Take 5 mg<footnote>Not at night.</footnote> daily.</paragraph>"
    label = read_spl(spl(extra=spl_section("34071-1", "WARNINGS", text)), "x")
    assert texts(label, "precautions") == ["Take 5 mg daily.", "Not at night."]


def test_what_an_openfda_record_says_of_itself() -> None:
    label = read_openfda(openfda(), "x")
    assert (label.version, label.date, label.source, label.kind) == ("2", "2024-01-31", "openfda", "prescription")
    assert (label.product, label.labeler, label.routes) == ("Exemplin", "Example Pharma", ["oral"])
    assert label.ingredients == [Ingredient("EXEMPLIN SODIUM", "ABCDEFGHIJ")]
    assert label.codes == ["dosage_and_administration", "contraindications"]


def test_the_generic_name_tells_ingredients_that_openfda_does_not_list() -> None:
    record = openfda()
    record["openfda"] = {"brand_name": ["Exemplin"], "generic_name": ["IBUPROFEN, MORPHINE AND CODEINE"]}
    label = read_openfda(record, "x")
    assert [one.name for one in label.ingredients] == ["IBUPROFEN", "MORPHINE", "CODEINE"]
    assert identity_of(label).components == ("codeine", "ibuprofen", "morphine")


def test_the_substance_of_a_label_is_its_own() -> None:
    record = openfda(dosage_and_administration=["Give 5 mg exemplin daily with 10 mg of ibuprofen."])
    (label,) = read_labels(Document("x", "", 1, "json", as_json(record)))
    assert label.text.title == "Exemplin (EXEMPLIN SODIUM)"
    assert [dose.medicine for dose in read_doses(label.text)] == [None, "ibuprofen"]


def test_headings_and_bullets_are_found_in_flattened_text() -> None:
    label = read_openfda(openfda(), "x")
    assert texts(label, "dosage") == ["Adults", "The dose is 20 mg once daily."]
    assert texts(label, "contraindications") == ["Exemplin is contraindicated in:", "pregnancy", "gout."]


@pytest.mark.parametrize(
    "title", ["DOSAGE AND ADMINISTRATION", "2. DOSAGE AND ADMINISTRATION", "Dosage and Administration:"]
)
def test_the_title_of_a_flattened_section_is_no_text(title: str) -> None:
    label = read_openfda(openfda(dosage_and_administration=[f"{title} Adults take 20 mg."]), "x")
    assert texts(label, "dosage") == ["Adults take 20 mg."]


def test_what_follows_the_last_bullet_is_a_paragraph() -> None:
    text = "Avoid in: • gout • severe pain Stop at once. Ask again. "
    label = read_openfda(openfda(contraindications=[text]), "x")
    assert texts(label, "contraindications") == ["Avoid in:", "gout", "severe pain Stop at once.", "Ask again."]


FLAT = (
    "2 DOSAGE AND ADMINISTRATION 2.1 Start The dose depends on age. Table 1. Starting doses Age Dose Children 5 mg "
    "This is a note that stands between the rows. 10 mg Adults 20 mg Weigh children first. 2.2 Later The dose is 30 mg."
)


def test_a_table_of_openfda_stands_where_its_words_stood() -> None:
    markup = DOSE_TABLE.replace("<footnote>With food.</footnote>", "")
    label = read_openfda(openfda(dosage_and_administration=[FLAT], dosage_and_administration_table=[markup]), "x")
    assert rows(label) == TABLE
    dosage = texts(label, "dosage")
    assert [dosage.count(text) for text in ("Start", "Later", "The dose is 30 mg.")] == [1, 1, 1]
    assert dosage.index("The dose depends on age.") < dosage.index("Adults | 20 mg") < dosage.index("Later")
    assert "This is a note that stands between the rows." in " ".join(dosage)
    assert sum("20 mg" in text for text in dosage) == 1, "the words of the table stand there once"


def test_a_table_whose_words_are_not_there_comes_last() -> None:
    record = openfda(dosage_and_administration=["Give 30 mg."], dosage_and_administration_table=[DOSE_TABLE])
    label = read_openfda(record, "x")
    assert texts(label, "dosage")[0] == "Give 30 mg."
    assert len(rows(label)) == 3


def test_a_subsection_that_openfda_repeats_is_read_once() -> None:
    record = openfda(
        use_in_specific_populations=[
            "8 USE IN SPECIFIC POPULATIONS 8.1 Pregnancy Avoid it. 8.4 Pediatric Use Weigh first."
        ],
        pregnancy=["8.1 Pregnancy Avoid it."],
    )
    assert read_openfda(record, "x").text.source.count("Avoid it") == 1


def test_what_stands_within_a_section_of_openfda_is_read_once_and_under_its_own_title() -> None:
    general, inner = "General Look at the eyes each year.", "Drug Interactions Warfarin: avoid it."
    record = openfda(precautions=[f"PRECAUTIONS {general} {inner}", general, inner])
    label = read_openfda(record, "x")
    assert label.text.source.count("Look at the eyes") == label.text.source.count("avoid it") == 1
    assert "avoid it" in label.text.source[section(label, "interactions").start :]


PARTS = st.lists(
    st.sampled_from(
        ["<paragraph>Adults: 5 mg daily.</paragraph>", "<list><item>gout</item><item>", "</item></list>", DOSE_TABLE,
         "<paragraph><content styleCode='bold'>Children:</content> 2 mg</paragraph>", "tail &amp; text ", "<br/>",
         "<list><caption>First</caption><item>a<list><item>b</item></list></item></list>", "<table><tr/></table>",
         "<paragraph/>", "<table><tr><td/><td>İ</td></tr><tr><td>x</td></tr></table>", "“quoted” – µg\u00a0",
         "<paragraph>note<footnote>a<footnote>b</footnote></footnote></paragraph>"]
    ),
    max_size=12,
).filter(lambda parts: parts.count("<list><item>gout</item><item>") == parts.count("</item></list>") <= 1)  # fmt: skip


def invariants(label: Label) -> None:
    """Those of every monograph, and that the sections lie one behind the other without a gap."""
    text = label.text
    assert len(text.plain) == len(text.folded) == len(text.source)
    assert [one.start for one in text.sections] == [0, *(one.end for one in text.sections[:-1])]
    assert text.sections[-1].end == len(text.source)
    assert len(text.sections) == len(label.codes)
    for one in text.sections:
        last = one.heading.end
        for index, block in enumerate(one.blocks):
            assert last <= block.start <= block.body <= block.end <= one.end
            last = block.end
            assert block.under < index
            assert all(block.body <= sentence.start < sentence.end <= block.end for sentence in block.sentences)
            assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells)
            assert all(one.start <= cell.start <= cell.end <= block.start for cell in block.header)


@given(PARTS)
@settings(max_examples=200)
def test_any_narrative_keeps_the_invariants(parts: list[str]) -> None:
    text = "".join(parts)
    if text.find("</item></list>") < text.find("<list><item>gout</item><item>"):
        text = ""
    invariants(read_spl(spl(extra=spl_section("34071-1", "WARNINGS", text)), "x"))


FLATS = st.lists(
    st.sampled_from(
        ["2.1 Adults ", "The dose is 5 mg. ", "• ", "2 DOSAGE ", "2.3 ", "Children 5 mg 10 mg Adults 20 mg ", "\ue000",
         "Table 1. Starting doses Age Dose ", "[see Warnings (5.1)] ", "( 2.1 ) ", "İµ "]
    )
).map("".join)  # fmt: skip


@given(FLATS, st.booleans())
@settings(max_examples=200)
def test_any_flattened_text_keeps_the_invariants(text: str, table: bool) -> None:
    record: dict[str, Any] = openfda(dosage_and_administration=[text])
    if table:
        record["dosage_and_administration_table"] = [DOSE_TABLE, "<table>broken", DOSE_TABLE]
    invariants(read_openfda(record, "x"))


@given(
    st.lists(st.sampled_from(["Do not take EXEMPLIN ", "If ", "gout. ", "\n", "- ", "Pregnancy ", "Children\n"])).map(
        "".join
    )
)
@settings(max_examples=200)
def test_any_leaflet_keeps_the_invariants(before: str) -> None:
    invariants(read_leaflet(leaflet(before=before or "x"), "x"))
