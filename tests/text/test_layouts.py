"""Every layout that FINDINGS 1.2 to 1.5 describes gives the same sections, blocks and questions."""

import pytest

from monograph.text.model import Monograph
from monograph.text.read import read_monograph


def read(text: str, front: str = "---\ntitle: Examplol\n---\n\n# Examplol\n") -> Monograph:
    monograph = read_monograph((front + text).encode(), "e/examplol.md")
    assert isinstance(monograph, Monograph), monograph
    return monograph


def texts(monograph: Monograph, kind: str) -> list[str]:
    return [monograph.plain[b.body : b.end].strip() for s in monograph.sections if s.kind == kind for b in s.blocks]


SECTIONS = ("usage", "For cough."), ("dosage", "5 mg daily."), ("side-effects", "Nausea.")
LAYOUTS = {
    "headings": "### Usage\nFor cough.\n\n### Dosage\n\n5 mg daily.\n### Side Effects\nNausea.\n",
    "trailing colons": "### Usage:\nFor cough.\n### Dosage:\n5 mg daily.\n### Side Effects:\nNausea.\n",
    "values in the heading": "### Usage: For cough.\n### Dosage: 5 mg daily.\n### Side Effects: Nausea.\n",
    "bold labels": "**Usage:** For cough.\n\n**Dosage:** 5 mg daily.\n\n**Side Effects:** Nausea.\n",
    "bold labels alone": "**Usage**\n\nFor cough.\n\n**Dosage**\n\n5 mg daily.\n\n**Side Effects**\n\nNausea.\n",
    "bold labels with their value": "**Usage: For cough.**\n\n**Dosage: 5 mg daily.**\n\n**Side Effects: Nausea.**\n",
    "label names": "## Indications\nFor cough.\n## Posology\n5 mg daily.\n## Undesirable effects\nNausea.\n",
    "text before": "A note first.\n\n### Usage\nFor cough.\n### Dosage\n5 mg daily.\n### Side Effects\nNausea.\n",
    "windows lines": "### Usage\r\nFor cough.\r\n### Dosage\r\n5 mg daily.\r\n### Side Effects\r\nNausea.\r\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_are_one(layout: str) -> None:
    monograph = read(LAYOUTS[layout])
    assert [(s.kind, *texts(monograph, s.kind)) for s in monograph.sections if s.kind != "preamble"] == [*SECTIONS]


def test_components_of_a_combination() -> None:
    front = "---\ntitle: Alfazine + Betamol\n---\n\n# Alfazine + Betamol\n"
    monograph = read(
        "### Dosage (Alfazine)\n5 mg.\n### Betamol Dosage\n9 mg.\n### Side Effects of Betamol\nRash.\n"
        "### Alfazine\n**Usage:** Cough.\n\n### Dosage (Not Applicable)\nNone.\n",
        front,
    )
    assert [(s.kind, s.component) for s in monograph.sections if s.kind != "other"] == [
        ("dosage", "Alfazine"), ("dosage", "Betamol"), ("side-effects", "Betamol"), ("usage", "Alfazine"),
        ("dosage", "Alfazine"),
    ]  # fmt: skip


def test_a_bold_label_within_a_section_opens_none() -> None:
    monograph = read("### Side Effects\n**Serious Side Effects:**\n\n* Rash\n\n**Dosage:** is a label here.\n")
    assert [s.kind for s in monograph.sections] == ["side-effects"]


def test_the_title_comes_from_the_front_matter_or_the_heading() -> None:
    assert read("### Usage\nCough.\n", '---\ntitle: "A:  b"\n---\n# x\n').title == "A: b"
    assert read("### Usage\nCough.\n", "---\ntitle: Alfazine .\n---\n# Alfazine .\n").title == "Alfazine"
    assert read("### Usage\nCough.\n", "# Only heading\n").title == "Only heading"


def blocks_of(text: str) -> list[tuple[str, int, str, str, str]]:
    monograph = read("### Dosage\n" + text)
    section = monograph.of_kind("dosage")[0]
    rows = []
    for block in section.blocks:
        label = monograph.source[slice(*block.label)] if block.label else ""
        under = section.blocks[block.under] if block.under >= 0 else None
        above = monograph.source[under.start : under.end] if under else ""
        rows.append((block.kind, block.depth, label, monograph.source[block.body : block.end].strip(), above))
    return rows


@pytest.mark.parametrize(
    ("text", "label", "body"),
    [
        ("**Adults:** 5 mg daily.", "Adults", "5 mg daily."),
        ("**Adults**: 5 mg daily.", "Adults", "5 mg daily."),
        ("**Adults** - 5 mg daily.", "Adults", "5 mg daily."),
        ("*Oral:* 5 mg daily.", "Oral", "5 mg daily."),
        ("**Adults (over 18):**", "Adults (over 18)", ""),
        ("**Adult Dosage**", "Adult Dosage", ""),
        ("**Do not use** after a stroke.", "", "**Do not use** after a stroke."),
        ("**Do not use this at all.**", "", "**Do not use this at all.**"),
        ("5 mg daily, **never more**.", "", "5 mg daily, **never more**."),
    ],
)
def test_labels(text: str, label: str, body: str) -> None:
    assert [(row[2], row[3]) for row in blocks_of(text + "\n")] == [(label, body)]


def test_what_introduces_a_block() -> None:
    rows = blocks_of(
        "**Adults:**\n\n* **Oral:** 5 mg.\n    * Then 10 mg.\n\n      More of it.\n* **IV:** 2 mg.\n\n"
        "**Children:**\n\nHalf of it.\n\nThe forms are:\n\n* tablet\n\nEnd.\n"
    )
    assert [(row[2] or row[3], row[4].split("\n")[0]) for row in rows] == [
        ("Adults", ""), ("Oral", "**Adults:**"), ("Then 10 mg.", "**Oral:** 5 mg."), ("More of it.", "Then 10 mg."),
        ("IV", "**Adults:**"), ("Children", ""), ("Half of it.", "**Children:**"), ("The forms are:", "**Children:**"),
        ("tablet", "The forms are:"), ("End.", "**Children:**"),
    ]  # fmt: skip


def test_a_tier_written_as_a_bullet_among_its_members() -> None:
    rows = blocks_of("* **Serious:**\n* Rash\n* Fever\n* **Common:**\n* Cough\n")
    assert [(row[2] or row[3], row[4]) for row in rows] == [
        ("Serious", ""), ("Rash", "**Serious:**"), ("Fever", "**Serious:**"), ("Common", ""), ("Cough", "**Common:**"),
    ]  # fmt: skip


def test_a_table_is_read_as_rows_with_their_head() -> None:
    monograph = read("### Dosage\n| Weight | Dose |\n|---|---|\n| under 30 kg | **5 g** |\n| over 30 kg | 10 g |\n")
    first, second = monograph.of_kind("dosage")[0].blocks
    source, plain = monograph.source, monograph.plain
    assert [source[slice(*cell)].strip() for cell in first.header] == ["Weight", "Dose"]
    assert [plain[slice(*cell)].strip() for cell in first.cells] == ["under 30 kg", "5 g"]
    assert [plain[slice(*cell)].strip() for cell in second.cells] == ["over 30 kg", "10 g"]


def test_markup_is_blanked_and_folded_keeps_its_place() -> None:
    monograph = read("### Dosage\n* **Adults:** 0.5–1 MG<sub>x</sub> `daily`, it’s *fine*\n")
    assert len(monograph.plain) == len(monograph.folded) == len(monograph.source)
    assert not set("*`#<>") & set(monograph.plain)
    at = monograph.source.index("0.5–1")
    assert monograph.folded[at : at + 8] == "0.5-1 mg"
    assert "it's" in monograph.folded


def test_lines_and_columns_count_from_one() -> None:
    monograph = read("### Usage\nFor cough.\n", "# T\n")
    at = monograph.source.index("cough")
    assert (monograph.line_of(at), monograph.column_of(at)) == (3, 5)


def test_the_disclaimer_leaves_the_questions() -> None:
    monograph = read(
        "### Usage\nCough.\n### FAQs\n* **Q: Why?** A: So.\n\n**Disclaimer:** Not advice.\n\nSee a doctor.\n"
    )
    assert [s.kind for s in monograph.sections] == ["usage", "faqs", "disclaimer"]
    assert len(monograph.sections[-1].blocks) == 2


def test_a_citation_states_nothing() -> None:
    monograph = read("### Dosage\n5 mg daily [s1].\n")
    assert "[s1]" in monograph.plain
    assert "5 mg daily     ." in monograph.folded


def test_a_bound_at_the_start_of_an_item_is_no_quotation() -> None:
    assert [row[3] for row in blocks_of("* >12 years: 5 mg\n* > 5 kg: 1 mg\n* plain\n")] == [
        ">12 years: 5 mg", "> 5 kg: 1 mg", "plain",
    ]  # fmt: skip


def test_a_deeper_heading_parts_its_section() -> None:
    monograph = read("## Dosage\nBy age.\n### Starting doses\nAdults: 5 mg.\n## Storage\nKeep cool.\n### Ice\nNone.\n")
    assert [section.kind for section in monograph.sections] == ["dosage", "storage"]
    blocks = monograph.sections[0].blocks
    assert [monograph.plain[b.start : b.end] for b in blocks] == ["By age.", "Starting doses", "Adults: 5 mg."]
    assert blocks[1].label is not None
    assert [b.under for b in blocks] == [-1, -1, 1]


def test_a_deeper_heading_that_names_a_section_opens_it() -> None:
    monograph = read("## Precautions\nTake care.\n### Interactions\n* Warfarin\n")
    assert [section.kind for section in monograph.sections] == ["precautions", "interactions"]


def test_a_deeper_heading_that_is_a_question_is_asked() -> None:
    monograph = read("## Usage\nFor cough.\n## FAQs\n### Can I drink?\nA small glass is fine.\n")
    question = monograph.sections[1].questions[0]
    assert monograph.source[slice(*question.question)] == "Can I drink?"
    assert monograph.source[slice(*question.answer)] == "A small glass is fine."


@pytest.mark.parametrize("html", ["<table><tr><td>Adults</td><td>9 mg</td></tr></table>", "<!-- draft:\n9 mg\n-->"])
def test_a_block_in_html_is_no_text(html: str) -> None:
    monograph = read(f"## Dosage\nBy age.\n\n{html}\n\n## Storage\nKeep cool.\n")
    assert texts(monograph, "dosage") == ["By age."]
    assert len(monograph.plain) == len(monograph.source)
