"""Adverse effects in the layouts that monographs use; the sentences are made up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.claims.effect import read_effects
from monograph.claims.records import Effect
from monograph.text.model import Monograph
from monograph.text.read import read_monograph


def read(side_effects: str, title: str = "Examplamine") -> tuple[Monograph, list[Effect]]:
    text = f"# {title}\n\n### Usage\n\nFor gout.\n\n### Side Effects\n\n{side_effects}\n"
    monograph = read_monograph(text.encode(), "e/examplamine.md")
    assert isinstance(monograph, Monograph)
    return monograph, read_effects(monograph)


def pairs(side_effects: str, title: str = "Examplamine") -> list[tuple[str, str | None]]:
    return [(effect.term, effect.severity) for effect in read(side_effects, title)[1]]


LAYOUTS = {
    "what an effect is said to be": (
        "Serious side effects include:\n\n* Myositis (MY), a rare but life-threatening disorder\n"
        "* Dystonia (DY), a serious movement disorder that can be lasting. DY comes late.\n"
        "* Anemia, a dangerous drop in blood cells that can be fatal.\n",
        [("myositis", "serious"), ("dystonia", "serious"), ("anemia", "serious")],
    ),
    "what an effect is said to be within a list": (
        "It can cause coma, a potentially fatal condition, a rash and fever.",
        [("coma", None), ("rash", None), ("fever", None)],
    ),
    "medicines beside an effect": (
        "* **Serious:** Severe faintness with insulin, hypoglycemic agents\n",
        [("severe faintness with insulin", "serious")],
    ),
    "rarity within a list": (
        "Common side effects include nausea and headache, and, rarely, seizures or coma.",
        [("nausea", "common"), ("headache", "common"), ("seizures", "rare"), ("coma", "rare")],
    ),
    "rarity in parentheses before a member": (
        "Nausea, vomiting, and (rarely) seizures may occur.",
        [("nausea", None), ("vomiting", None), ("seizures", "rare")],
    ),
    "rarity before a bullet's only member": (
        "* Nausea, in rare cases, fainting\n* Rarely, liver damage\n",
        [("nausea", None), ("fainting", "rare"), ("liver damage", "rare")],
    ),
    "an adjective between commas is of the whole": (
        "Less common, but serious, side effects include:\n\n* Seizures\n",
        [("seizures", "serious")],
    ),
    "bullets under sentences": (
        "Common side effects may include:\n\n* Nausea (feeling sick)\n* Diarrhea or constipation\n\n"
        "Less common but serious side effects include:\n\n* Seizures\n",
        [("nausea", "common"), ("diarrhea", "common"), ("constipation", "common"), ("seizures", "serious")],
    ),
    "bold tiers": (
        "**Common Side Effects:**\n\n* Headache\n\n**Rare but Serious Side Effects (<1%):** Liver damage, hives.\n",
        [("headache", "common"), ("liver damage", "serious"), ("hives", "serious")],
    ),
    "tiers as bullets": (
        "* **Common:** Nausea, dry mouth.\n* **Less Common but Important:** Fever\n* **Note:** Call your doctor.\n",
        [("nausea", "common"), ("dry mouth", "common"), ("fever", "uncommon")],
    ),
    "nested bullets": (
        "* **Common Side Effects:**\n    * Rash\n    * Itching\n* **Uncommon Side Effects:**\n    * Fainting\n",
        [("rash", "common"), ("itching", "common"), ("fainting", "uncommon")],
    ),
    "systems of the body": (
        "**Common Side Effects:**\n\n* Nervous system: Dizziness, tremor\n* Skin reactions: Rash\n",
        [("dizziness", "common"), ("tremor", "common"), ("rash", "common")],
    ),
    "components": (
        "**Examplamine:** Common side effects include nausea.\n\n**Testazole:**\n\n* Headache\n* Hepatitis (rare)\n",
        [("nausea", "common"), ("headache", None), ("hepatitis", "rare")],
    ),
    "effects as labels": (
        "Side effects include:\n\n* **Hair loss:** This is usually temporary.\n* **Allergic reactions:** Rash.\n",
        [("hair loss", None), ("allergic reactions", None), ("rash", None)],
    ),
    "prose": (
        "Examplamine is well tolerated. Some people may experience mild headache, nausea and vomiting. "
        "Rarely, seizures may occur. Allergic reactions, including anaphylaxis, have been reported.",
        [("mild headache", None), ("nausea", None), ("vomiting", None), ("seizures", "rare"),
         ("allergic reactions", None), ("anaphylaxis", None)],
    ),
    "serious beats rare": (
        "Serious side effects are rare but can include kidney failure (sudden, severe).",
        [("kidney failure", "serious")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts(layout: str) -> None:
    text, expected = LAYOUTS[layout]
    assert pairs(text, "Examplamine + Testazole") == expected


@pytest.mark.parametrize(
    "text",
    [
        "If you experience any adverse effects, contact your doctor immediately.",
        "Examplamine does not cause drowsiness.",
        "**Note:** This list is not exhaustive. Report nausea to your doctor.",
        "Common side effects are generally mild and temporary.",
        "Symptoms of low blood sugar include sweating and tremor.",
    ],
)
def test_advice_denial_and_disclaimers_name_no_effect(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("* Burning or stinging sensation", ["burning or stinging sensation"]),
        ("* Increased heart rate and blood pressure", ["increased heart rate", "increased blood pressure"]),
        ("* Changes in mood, sleep, and appetite", ["changes in mood", "changes in sleep", "changes in appetite"]),
        ("* Swelling of the face, lips, or tongue", ["swelling of the face, lips, or tongue"]),
        ("* Bone and muscle pain", ["bone pain", "muscle pain"]),
        ("* Liver damage - this needs monitoring", ["liver damage"]),
        ("* Dizziness, especially when standing up", ["dizziness"]),
        ("* Other serious side effects", []),
    ],
)
def test_terms_of_a_bullet(text: str, terms: list[str]) -> None:
    assert [term for term, _ in pairs(f"Side effects include:\n\n{text}\n")] == terms


@pytest.mark.parametrize(
    ("heading", "frequency"),
    [
        ("**Common Side Effects (>10%):**", ">10%"),
        ("Common side effects (occurring in 1-10% of patients) include:", "1-10%"),
        ("Common side effects (may affect up to 1 in 10 people):", "up to 1 in 10"),
        ("Common side effects:", None),
    ],
)
def test_frequency_as_written(heading: str, frequency: str | None) -> None:
    _, (effect,) = read(f"{heading}\n\n* Nausea\n")
    assert (effect.frequency, effect.severity) == (frequency, "common")


def test_grounds_are_the_words_that_gave_each_key() -> None:
    monograph, (effect,) = read("**Less Common but Serious (<1%):**\n\n* Tendon rupture (mostly in the heel)\n")
    words = {key: monograph.source[start:end] for key, (start, end) in effect.grounds.items()}
    assert words == {
        "term": "Tendon rupture (mostly in the heel)", "severity": "Serious", "frequency": "<1%",
    }  # fmt: skip
    assert effect.quote == monograph.source[effect.start : effect.end]


PRINTED = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="İ")
WORDS = st.sampled_from(
    (
        "nausea",
        "vomiting",
        "(rash)",
        "common:",
        "**Rare:**",
        "include",
        "*",
        ",",
        "and",
        "or",
        "such",
        "as",
        "may",
        "occur.",
        "not\n",
        "-",
        "%",
        "10%",
        "serious",
    )
)


@given(st.lists(WORDS | st.text(PRINTED, max_size=8), max_size=40).map(" ".join))
def test_any_text_is_read_and_quoted_where_it_stands(text: str) -> None:
    monograph, effects = read(text)
    for effect in effects:
        assert monograph.source[effect.start : effect.end] == effect.quote
        assert effect.term == effect.term.strip().lower() != ""
    assert effects == read_effects(monograph)


@pytest.mark.parametrize("piece", ["nausea, ", "(", "such as ", "* a\n", "liver and ", "- ", "may occur ", "**x:** "])
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    read(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 4
