"""The cells of the glance: headings that follow the unit, scopes that are not lost, words that stand by themselves."""

from __future__ import annotations

import msgspec
import pytest
from tests.site.exemplin import dose, entry_of, precaution

from monograph.claims.records import Advice, Answer, AnyClaim, Band, Basis
from monograph.site.glance import Cell, Glance
from monograph.site.kinds import kinds_of
from monograph.text.model import Span

PAGE = """\
# Exemplin

### Dosage
At most 30 mg of it.

### Precautions
* Women of childbearing age need contraception. Adrenal function may fail.
* Severe impairment forbids it.

### FAQs
* **Q: Which diet is best?** A: A balanced diet helps.
"""


LABELLED = """# Exemplin

### Precautions
* **Older people** – they fall more easily.
* Under 18 years: not recommended.
"""


def cells(*claims: tuple[AnyClaim, str], page: str = PAGE) -> dict[str, Cell]:
    entry = entry_of(page, "e/exemplin.md", claims)
    return {cell.key: cell for cell in Glance(entry, kinds_of(entry.claims)).cells()}


@pytest.mark.parametrize(
    ("basis", "times", "label"),
    [
        ("day", None, "Most in a day"),
        ("week", None, "Most in a week"),
        ("dose", None, "Most in one dose"),
        ("dose", 2.0, "Most in a day"),
    ],
)
def test_the_heading_of_the_most_follows_its_unit(basis: Basis, times: float | None, label: str) -> None:
    most = dose(30, "mg", basis=basis, role="maximum", times_per_day_max=times, times_per_day_min=times)
    assert cells((most, "At most 30 mg"))["most"].label == label


def test_what_a_label_or_an_age_tells_is_not_called_unstated() -> None:
    found = cells(page=LABELLED)
    assert found["elderly"].value == "they fall more easily."
    assert found["children"].value == "Under 18 years: not recommended."
    assert found["driving"].value == "Not stated"


@pytest.mark.parametrize(
    ("about", "scope", "key", "value"),
    [
        ("renal", "severe", "kidneys", "Must not be used if severe"),
        ("hepatic", "Severely", "liver", "Must not be used if severe"),
        ("renal", "CrCl <30 mL", "kidneys", "Must not be used: CrCl <30 mL"),
        ("children", "under 2 years", "children", "Must not be used: under 2 years"),
        ("pregnancy", "significant", "pregnancy", "Must not be used"),
    ],
)
def test_an_advice_keeps_what_narrows_it(about: str, scope: str, key: str, value: str) -> None:
    claim = msgspec.structs.replace(precaution(about, "contraindicated"), scope=scope)
    assert cells((claim, "Severe impairment forbids it"))[key].value == value


@pytest.mark.parametrize(
    ("words", "advice", "own"),
    [
        (
            "No other dose is needed by most people with weak kidneys, but it is not recommended in severe disease.",
            "not recommended",
            "…but it is not recommended in severe disease.",
        ),
        (
            "In people with weak kidneys who are on dialysis or who wait for another kidney it is not recommended.",
            "not recommended",
            "…another kidney it is not recommended.",
        ),
        ("It is not recommended in severe disease.", "not recommended", "It is not recommended in severe disease."),
    ],
)
def test_a_quote_holds_the_words_that_advise(words: str, advice: str, own: str) -> None:
    page = f"# Exemplin\n\n### Precautions\n{words}\n"
    at = page.index(advice)
    claim = msgspec.structs.replace(precaution("renal", "avoid"), grounds={"advice": Span(at, at + len(advice))})
    assert cells((claim, words), page=page)["kidneys"].own == own


def test_of_equal_advices_the_one_for_all_is_shown() -> None:
    advice: Advice = "contraindicated"
    scoped = msgspec.structs.replace(precaution("renal", advice), scope="severe")
    shown = cells((scoped, "Severe impairment"), (precaution("renal", advice), "forbids it"))["kidneys"]
    assert shown.value == "Must not be used"


def test_words_within_others_and_diets_fill_no_cell() -> None:
    place = {"start": 0, "end": 0, "quote": ""}
    asked = Answer(**place, question="Which diet is best?", answer="A balanced diet helps.", topic="food")
    filled = cells((asked, "Which diet is best?** A: A balanced diet helps."))
    assert [filled[key].shape for key in ("kidneys", "food")] == ["none"] * 2
    assert "childbearing" not in filled["children"].value


def test_what_is_taken_beside_the_medicine_is_not_its_dose() -> None:
    beside = msgspec.structs.replace(dose(30, "mg"), medicine="prednisone")
    assert cells((beside, "At most 30 mg"))["usual"].shape == "none"


def test_the_amount_of_a_component_is_said_to_be_its_own() -> None:
    part = msgspec.structs.replace(dose(30, "mg"), medicine="caffeine")
    entry = entry_of(PAGE.replace("# Exemplin", "# Exemplin + Caffeine"), "e/e.md", [(part, "At most 30 mg")])
    shown = {cell.key: cell for cell in Glance(entry, kinds_of(entry.claims)).cells()}
    assert shown["usual"].value.startswith("caffeine 30\u00a0mg")


@pytest.mark.parametrize(("unit", "note"), [("mg", "of which substance is not said"), ("tablet", "")])
def test_an_amount_of_a_combination_says_where_its_substance_is_not_named(unit: str, note: str) -> None:
    entry = entry_of(PAGE.replace("# Exemplin", "# Exemplin + Caffeine"), "e/e.md", [(dose(30, unit), "At most 30 mg")])
    assert {cell.key: cell for cell in Glance(entry, kinds_of(entry.claims)).cells()}["usual"].note == note


def test_an_amount_for_a_clearance_says_which_and_is_nobody_elses() -> None:
    impaired = msgspec.structs.replace(
        dose(250, "mg", population="renal impairment"), bands={"creatinine clearance": Band(15, 29)}
    )
    small = msgspec.structs.replace(dose(10, "mg"), bands={"body surface": Band(None, 1)})
    read = cells((impaired, "Severe impairment forbids it"), (small, "At most 30 mg"), (dose(30, "mg"), "30 mg"))
    assert read["kidneys"].note == "creatinine clearance 15 to 29 mL/min"
    assert read["usual"].value.startswith("30")
    alone = cells((small, "At most 30 mg"))["usual"]
    assert alone.note == "body surface up to 1 m²"
