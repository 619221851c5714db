"""Fixes: what they write, that they change no claim, and that a second run has nothing to do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monograph.checks.example import CLEAN, Page
from monograph.checks.fixes.catalogue import FIXES
from monograph.checks.fixes.mend import Mended, apply, mend, what_is_stated, with_edits
from monograph.checks.registry import RULES
from monograph.checks.run import check_entry
from monograph.library.model import Edit, Entry
from monograph.pipeline.read import read_entry


def read(source: str) -> Entry | None:
    entry = read_entry(source.encode(), "a/a.md")
    return entry if isinstance(entry, Entry) else None


def mended(source: str, *codes: str, unsafe: bool = False) -> Mended:
    entry = read(source)
    assert entry is not None
    result = mend(entry, [RULES[code] for code in codes or FIXES], read, unsafe=unsafe)
    after = read(result.source)
    assert after is not None
    assert what_is_stated(after) == what_is_stated(entry)
    again = mend(after, [RULES[code] for code in codes or FIXES], read, unsafe=unsafe)
    assert (again.source, again.applied.total()) == (result.source, 0)
    return result


def section(title: str, source: str) -> str:
    """The text under a heading."""
    return source.partition(f"### {title}\n")[2].partition("\n### ")[0].strip("\r\n")


def dosage(text: str, *codes: str, unsafe: bool = False) -> str:
    return section("Dosage", mended(Page(dosage=text).source(), *codes, unsafe=unsafe).source)


def test_the_rules_say_which_of_them_can_be_fixed() -> None:
    assert {code for code, rule in RULES.items() if rule.fixable} == set(FIXES)


@pytest.mark.parametrize("code", FIXES)
def test_a_bad_example_can_be_mended(code: str) -> None:
    done = 0
    for page in RULES[code].bad:
        done += mended(page.source(), code, unsafe=True).applied[code]
    assert done


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Adults:** 500mg to 1g by mouth once daily.", "**Adults:** 500 mg to 1 g by mouth once daily."),
        ("5mg/kg of body weight and 10mL/hour.", "5 mg/kg of body weight and 10 mL/hour."),
        ("10mg/12.5mg tablets, once daily.", "10 mg/12.5 mg tablets, once daily."),
        ("2.5mcg (0.1mL) under the skin, 3units", "2.5 mcg (0.1 mL) under the skin, 3 units"),
    ],
)
def test_units_are_parted(before: str, after: str) -> None:
    assert dosage(before, "U751") == after


@pytest.mark.parametrize(
    ("before", "after", "unsafe"),
    [
        ("5 mg OD by mouth.", "5 mg OD by mouth.", False),
        ("5 mg OD by mouth.", "5 mg once daily by mouth.", True),
        ("5 mg SC once daily.", "5 mg subcutaneously once daily.", False),
        ("Injected weekly (IM, IV, SC).", "Injected weekly (IM, IV, subcutaneous).", False),
        ("The route (SubQ) is the doctor's choice.", "The route (subcutaneous) is the doctor's choice.", False),
        ("One dose (2 mg SC) a week.", "One dose (2 mg subcutaneously) a week.", False),
        ("* **SC:** 5 mg once daily.", "* **Subcutaneous:** 5 mg once daily.", False),
        ("5 mg by SC injection once daily.", "5 mg by subcutaneous injection once daily.", False),
        ("5 mg QOD by mouth.", "5 mg every other day by mouth.", False),
        ("5 mg once daily (OD).", "5 mg once daily (OD).", True),
    ],
)
def test_abbreviations_become_words(before: str, after: str, unsafe: bool) -> None:
    assert dosage(before, "U752", unsafe=unsafe) == after


def test_latin_becomes_plain() -> None:
    assert dosage("5 mg BID or 10 mg TID by mouth.", "U753") == "5 mg twice daily or 10 mg three times daily by mouth."


def test_micrograms_and_zeros() -> None:
    assert dosage("100 µg once daily.", "U754") == "100 mcg once daily."
    assert dosage("5.0 mg once daily.", "U754") == "5 mg once daily."


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("### Usage:", ["### Usage", "It is used for pain."]),
        ("### Usage : gout", ["### Usage", "", "gout", "", "It is used for pain."]),
    ],
)
def test_headings_carry_nothing(heading: str, lines: list[str]) -> None:
    source = Page(usage="It is used for pain.").source().replace("### Usage", heading)
    after = mended(source, "H203").source
    assert after == Page(usage="It is used for pain.").source().replace(
        "### Usage\nIt is used for pain.", "\n".join(lines)
    )


def test_labels_become_headings_only_when_asked() -> None:
    source = "# Paracetamol\n\n**Usage:** For pain.\n**Dosage:** 5 mg once daily.\n"
    assert mended(source, "H202").source == source
    after = "# Paracetamol\n\n### Usage\n\nFor pain.\n**Dosage:** 5 mg once daily.\n"
    assert mended(source, "H202", unsafe=True).source.startswith(after[:30])


HOUSE = "* **Q: What if I miss a dose?** A: Take it when you remember."


@pytest.mark.parametrize(
    "faqs",
    [
        "**Q: What if I miss a dose?**\nA: Take it when you remember.",
        "**Q: What if I miss a dose?** A: Take it when you remember.",
        "* **Q: What if I miss a dose?**\n    * **A:** Take it when you remember.",
        "* **Q: What if I miss a dose?**\n    * A: Take it when you remember.",
        "* **What if I miss a dose?** Take it when you remember.",
        "* **Q: What if I miss a dose?**\n*A: Take it when you remember.*",
        "* **Q: What if I miss a dose?**\n  A: Take it\n  when you remember.",
    ],
)
def test_questions_in_the_form_of_the_house(faqs: str) -> None:
    after = mended(Page(faqs=faqs).source(), "Q302").source
    assert section("FAQs", after).strip() == HOUSE


def test_answers_of_several_paragraphs_stay() -> None:
    faqs = "**Q: What if I miss a dose?**\n\nTake it when you remember.\n\n* Not two at once\n* Not after noon"
    assert section("FAQs", mended(Page(faqs=faqs).source(), "Q302").source) == faqs


@pytest.mark.parametrize("label", ["**Disclaimer:** ", "**Disclaimer**: ", ""])
def test_the_disclaimer_gets_its_heading(label: str) -> None:
    words = "This information is not intended to replace advice from a doctor."
    page = Page(faqs=f"{HOUSE}\n\n{label}{words}", without=("Disclaimer",))
    after = mended(page.source(), "Q304").source
    assert section("FAQs", after).strip() == HOUSE
    assert section("Disclaimer", after).strip() == words


def test_blanks_tabs_and_the_last_line() -> None:
    source = Page(usage="Pain. \nHeat.  \nCold.   \nA\tB\t\nEnd.  ").source().rstrip("\n")
    after = mended(source, "F105").source
    assert section("Usage", after) == "Pain.\nHeat.  \nCold.  \nA   B\nEnd."
    assert after.endswith("\n")


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    page = Page(dosage="**Adults:** 500mg by mouth once daily. \n", faqs="**Q: What if I miss a dose?**\nA: Take it.")
    source = "\ufeff" + page.source().rstrip("\n").replace("\n", "\r\n")
    after = mended(source).source
    assert after.startswith("\ufeff---\r\n")
    assert after.endswith("\r\n")
    assert after.count("\n") == after.count("\r\n")
    assert "500 mg by mouth once daily.\r\n" in after
    assert "* **Q: What if I miss a dose?** A: Take it.\r\n" in after


@pytest.mark.parametrize(
    ("title", "after"),
    [
        ("L- Lysine", "L-Lysine"),
        ("Lysine .", "Lysine"),
        ("Lysine  + Zinc", "Lysine + Zinc"),
        ('"Ringer\'s  lactate"', '"Ringer\'s lactate"'),
    ],
)
def test_titles(title: str, after: str) -> None:
    source = Page().source().replace("title: Paracetamol", f"title: {title}").replace("# Para", f"# {title}\n\nPara", 1)
    assert f"title: {after}\n" in mended(source, "F101").source


def test_a_component_is_named_once_only_when_asked() -> None:
    source = Page(title="Ibuprofen + Ibuprofen").source()
    assert mended(source, "I607").source == source
    assert "# Ibuprofen\n" in mended(source, "I607", unsafe=True).source


def test_an_item_goes_only_where_nothing_is_lost() -> None:
    twice = Page(side_effects="Common side effects:\n* Nausea\n* Rash\n* Nausea\n\nSerious side effects:\n* Shock")
    assert section("Side Effects", mended(twice.source(), "X804").source).count("Nausea") == 1
    tiers = Page(side_effects="Common side effects:\n* Nausea\n\nSerious side effects:\n* Nausea")
    result = mended(tiers.source(), "X804")
    assert result.source == tiers.source()
    assert result.refused["X804"] == 1


def test_a_silenced_line_is_left_alone() -> None:
    text = "**Adults:** 5 mg QOD. <!-- monograph: ignore U752 as on the label -->\n\n**Elderly:** 5 mg QOD."
    assert dosage(text, "U752").count("QOD") == 1


def test_edits_stand_with_the_problem_that_they_are_for() -> None:
    entry = read(Page(dosage="**Adults:** 5 µg once daily.\n\n**Elderly:** 5.0 mg once daily.").source())
    assert entry is not None
    problems = with_edits(entry, check_entry(entry, [RULES["U754"]]))
    words = [[entry.monograph.source[e.start : e.end] for e in problem.edits] for problem in problems]
    assert words == [["µg"], [".0"]]


EDITS = st.lists(
    st.builds(
        lambda a, n, t: Edit(a, min(a + n, 10), t), st.integers(0, 10), st.integers(0, 4), st.text("xy", max_size=2)
    )
)


@given(EDITS)
def test_edits_never_overlap(edits: list[Edit]) -> None:
    source = "0123456789"
    after, made = apply(source, edits)
    assert set(made) <= set(edits)
    assert all(one.end <= two.start for one, two in pairwise(made))
    for edit in reversed(made):
        source = source[: edit.start] + edit.text + source[edit.end :]
    assert after == source


LINES = st.sampled_from(
    [
        "**Adults:** 500mg OD.", "* 5mg BID \t", "**Children:** 5µg/kg", "  Never.  ", "", "**Q: Why?**", "A: So.",
        "* A", "**Disclaimer:** Ask a doctor.", "### Dosage: 5mg", "**Usage:** pain", "### FAQs:", "\t* Deep", "No.  ",
    ]
)  # fmt: skip


PARTS = st.dictionaries(st.sampled_from(["usage", "dosage", "side_effects", "faqs"]), st.lists(LINES, max_size=5))


@settings(max_examples=60)
@given(PARTS, st.booleans())
def test_no_fix_changes_a_claim(parts: dict[str, list[str]], unsafe: bool) -> None:
    texts = {name: "\n".join(lines) or CLEAN["Usage"] for name, lines in parts.items()}
    mended(Page(**texts).source(), unsafe=unsafe)  # type: ignore[arg-type]
