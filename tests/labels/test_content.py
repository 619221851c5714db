"""What is read of a label: what it is, and its text with lists and tables as they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.labels.samples import DOSE_TABLE, as_json, epi, leaflet, openfda, spl, spl_section

from monograph.claims.dose import read_doses
from monograph.labels.documents import Document
from monograph.labels.epi import read_epi
from monograph.labels.identity import identity_of
from monograph.labels.leaflet import read_leaflet
from monograph.labels.model import Ingredient, Label
from monograph.labels.openfda import read_openfda
from monograph.labels.read import read_labels
from monograph.labels.spl import read_spl
from monograph.text.model import Block, Section


def words(label: Label, block: Block) -> str:
    return label.text.source[block.start : block.end]


def section(label: Label, kind: str) -> Section:
    return next(one for one in label.text.sections if one.kind == kind)


def texts(label: Label, kind: str) -> list[str]:
    return [words(label, block) for one in label.text.sections if one.kind == kind for block in one.blocks]


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


def test_what_an_epi_says_of_itself() -> None:
    label = read_epi(epi(), "x")
    assert (label.set_id, label.date, label.source, label.kind) == ("EU/1/99/001/001", "2024-01-31", "epi", "leaflet")
    assert (label.product, label.labeler, label.language) == ("Exemplin 20 mg tablets", "Example Pharma", "en")
    assert label.ingredients == [Ingredient("Exemplin sodium", "ABCDEFGHIJ", "", "20 mg")]
    assert (label.routes, label.forms) == (["oral"], ["Tablet"])
    assert read_epi(epi(language="es-ES"), "x").language == "es"


def test_a_type_1_bundle_has_a_text_only() -> None:
    bundle = epi()
    del bundle["entry"][1:]
    label = read_epi(bundle, "x")
    assert (label.product, label.ingredients, label.routes) == ("Exemplin", [], [])
    assert section(label, "dosage")


def kinds(label: Label) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in label.text.sections]


def test_the_headings_within_a_chapter_part_it() -> None:
    label = read_epi(epi(), "x")
    assert kinds(label) == [
        ("usage", "What Exemplin is and what it is used for"),
        ("contraindications", "Do not take Exemplin"),
        ("precautions", "Warnings and precautions"),
        ("dosage", "How to take Exemplin"),
    ]
    assert texts(label, "contraindications") == ["if you have gout."]
    assert texts(label, "precautions") == ["Ask first."]
    assert texts(label, "dosage") == ["The dose is one tablet."]


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("<p><strong>Do not use Exemplin:</strong></p><p>x</p>", [("contraindications", "Do not use Exemplin")]),
        ("<p>Do not take Exemplin 20 mg tablets</p>", [("contraindications", "Do not take Exemplin 20 mg tablets")]),
        ("<p>Do not take Exemplin with milk.</p>", []),
        ("<p>Never. Do not take Exemplin If gouty.</p>", [("contraindications", "Do not take Exemplin")]),
        ("<p>Do not take Exemplin if you have gout.</p>", [("contraindications", "Do not take Exemplin")]),
        ("<p>Ask. Do not take Exemplin if you forgot it.</p>", []),
        (
            "<p>Do not take Exemplin forte Firm if gouty.</p>",
            [("contraindications", "Do not take Exemplin forte Firm")],
        ),
        ("<p>Exemplin forte must not be given</p>", [("contraindications", "Exemplin forte must not be given")]),
        ("<p>Other medicines and Exemplin forte</p>", [("interactions", "Other medicines and Exemplin forte")]),
        ("<p>Do not take Exemplin after meals if gouty.</p>", []),
        ("<p>Exemplin must not be given to you</p>", [("contraindications", "Exemplin must not be given to you")]),
        ("<p>Other medicines and Exemplin</p>", [("interactions", "Other medicines and Exemplin")]),
        ("<p>Exemplin with food and drink Eat.</p>", [("interactions", "Exemplin with food and drink")]),
        ("<p>Pregnancy and breast-feeding</p>", [("precautions", "Pregnancy and breast-feeding")]),
        ("<p>Ask about pregnancy and breast-feeding.</p>", []),
        ("<ul><li>gout. Warnings and precautions Ask.</li></ul>", [("precautions", "Warnings and precautions")]),
        ("<p>No tome Exemplin</p>", [("contraindications", "No tome Exemplin")]),
    ],
)
def test_headings_are_told_from_sentences(paragraph: str, found: list[tuple[str, str]]) -> None:
    label = read_epi(epi(before=paragraph), "x")
    assert [one for one in kinds(label) if not one[1].startswith(("What", "How"))] == found


def test_what_is_forbidden_behind_the_warnings_is_a_sentence_of_its_section() -> None:
    text = "<p>Do not take Exemplin</p><p>If gouty.</p><p>Warnings and precautions</p><p>Ask.</p><p>Pregnancy</p>"
    label = read_epi(epi(before=f"{text}<p>You must not take Exemplin</p><p>Driving and using machines</p>"), "x")
    assert [kind for kind, _ in kinds(label)[1:-1]] == ["contraindications", *["precautions"] * 3]
    assert texts(label, "contraindications") == ["If gouty."]


def test_what_a_leaflet_says() -> None:
    label = read_leaflet(leaflet(), "x")
    assert (label.set_id, label.source, label.product) == ("leaflet:exemplin", "leaflet", "exemplin")
    assert [one.name for one in label.ingredients] == ["warfarin"]
    assert [kind for kind, _ in kinds(label)] == [
        "usage", "contraindications", "precautions", "interactions", "dosage", "other",
    ]  # fmt: skip
    assert texts(label, "contraindications") == ["If you have gout."]


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("Exemplin contains the active substance ibuprofen. It is old.", ["ibuprofen"]),
        ("Exemplin contains two active substances, ibuprofen and\ncodeine, which help.", ["ibuprofen", "codeine"]),
        ("The active substance is used by many.", ["warfarin"]),
        ("Exemplin contains the active substance unheardofin, a new one.", ["unheardofin"]),
    ],
)
def test_the_active_substances_of_a_leaflet(before: str, names: list[str]) -> None:
    """Where its contents list them these come first: here only where nothing is said before."""
    record = leaflet(before=before)
    if names != ["warfarin"]:
        record["sections"].pop()
    assert [one.name for one in read_leaflet(record, "x").ingredients] == names


def test_wrapped_lines_of_a_leaflet_are_paragraphs_again() -> None:
    before = (
        "This is a first line that is so very long that the next word would not\nfit into seventy-two columns.\n"
        "These are words that are parted before a\nblank that does not break.\nShort line\nanother line\n"
        "- an item that goes on and on until there is no room for the word\ninternationalisation\n-\nlone mark"
    )
    label = read_leaflet(leaflet(before=before), "x")
    assert texts(label, "precautions")[:6] == [
        "This is a first line that is so very long that the next word would not fit into seventy-two columns.",
        "These are words that are parted before a blank that does not break.",
        "Short line",
        "another line",
        "an item that goes on and on until there is no room for the word internationalisation",
        "lone mark",
    ]


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


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("Exemplin is injected under the skin. Do not inject it into a vein.", ["subcutaneous"]),
        ("Inhale one capsule. Drink some water after you inhale.", ["inhaled"]),
        ("It is given by infusion.", ["intravenous"]),
        ("Do not chew the tablets.", ["oral"]),
        ("Wash with soap. Take it by mouth.", ["oral"]),
        ("Take it by mouth. It is for oral use. Wash what gets onto the skin.", ["oral"]),
        ("It is given into the buttock muscle. It must not get into a vein.", ["intramuscular"]),
    ],
)
def test_the_routes_of_a_leaflet_are_those_it_allows(text: str, routes: list[str]) -> None:
    record = leaflet()
    record["sections"][3]["text"] = text
    assert read_leaflet(record, "x").routes == routes
