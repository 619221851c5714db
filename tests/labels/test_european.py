"""What is read of European labels: ePI and leaflets, whose headings part their chapters."""

from __future__ import annotations

import pytest
from tests.labels.samples import epi, leaflet, section, texts

from monograph.labels.epi import read_epi
from monograph.labels.leaflet import read_leaflet
from monograph.labels.model import Ingredient, Label


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
