from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.pages import page

from monograph.claims.interaction import read_interactions, vague_statements
from monograph.claims.precaution import read_precautions


def named(text: str, section: str = "precautions", title: str = "Examplol") -> set[str]:
    return {claim.with_ for claim in read_interactions(page(title, **{section: text}))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It may interact with warfarin and certain other antibiotics.", {"warfarin", "antibiotics"}),
        ("Interactions with digoxin, lithium, and theophylline are possible.", {"digoxin", "lithium", "theophylline"}),
        ("It is contraindicated with MAO inhibitors.", {"mao inhibitors"}),
        ("It may increase the effect of warfarin.", {"warfarin"}),
        ("Antacids may decrease its absorption.", {"antacids"}),
        ("Avoid grapefruit juice and alcohol.", {"grapefruit juice", "alcohol"}),
        ("Tell your doctor about all medicines you take, especially blood thinners.", {"blood thinners"}),
        ("Concurrent use of Examplol with lithium should be avoided.", {"lithium"}),
        ("It increases digoxin levels.", {"digoxin"}),
        ("It decreased the bioavailability of ciprofloxacin.", {"ciprofloxacin"}),
        ("Absorption is impaired in the presence of antacids.", {"antacids"}),
        ("Caution is advised when lithium and diuretics are used concomitantly.", {"lithium", "diuretics"}),
        ("Chronic examplol treatment increases warfarin levels.", {"warfarin"}),
        ("Its levels were not significantly affected by lovastatin.", set()),
        (
            "Strong CYP3A4 inhibitors (e.g., ketoconazole) raise its levels.",
            {"strong cyp3a4 inhibitors", "ketoconazole"},
        ),
        (
            "It can interact with other medications, particularly those affecting the heart or the kidneys.",
            {"medications affecting the heart", "medications affecting the kidneys"},
        ),
        (
            "Strong CYP3A4 inducers can lower its levels, while CYP3A4 inhibitors can raise them.",
            {"strong cyp3a4 inducers", "cyp3a4 inhibitors"},
        ),
        ("Loop diuretics (such as furosemide) may increase the risk.", {"loop diuretics", "furosemide"}),
        ("It may interact with alpha- and beta-agonists.", {"alpha-agonists", "beta-agonists"}),
        ("Drug interactions: It may increase carbamazepine concentrations.", {"carbamazepine"}),
        ("Phenytoin decreases the effects of Examplol.", {"phenytoin"}),
        ("Monitor when Examplol is co-administered with CYP3A4 inducers.", {"cyp3a4 inducers"}),
        ("Antacids should be taken at least two hours before it.", {"antacids"}),
        ("Patients should avoid foods high in tyramine.", {"foods high in tyramine"}),
        ("It may interact with other cold or allergy remedies.", {"cold or allergy remedies"}),
        ("A statin may raise its level. Statins may interact with it.", {"statin"}),
        ("While interactions are rare, tell your doctor.", set()),
        ("It may interact with other medicines, which should be considered.", set()),
        ("Use caution with other medicines that interact with Examplol.", set()),
    ],
)
def test_things_named(text: str, expected: set[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("It interacts with warfarin, so the two must be staggered.", ["management"]),
        ("It interacts with warfarin, whose effect then seems diminished.", ["result"]),
        ("Take warfarin a few hours apart from it: it may interact with warfarin.", []),
        ("It may interact with warfarin.", []),
    ],
)
def test_what_is_stated_and_not_read_is_said_to_be_unread(text: str, unread: list[str]) -> None:
    (claim,) = read_interactions(page(precautions=text))
    assert claim.unread == unread


def test_a_lay_gloss_is_not_a_second_thing() -> None:
    assert named("It can interact with anticoagulants (blood thinners).") == {"anticoagulants"}


def test_a_short_form_is_not_a_second_thing() -> None:
    text = "It interacts with monoamine oxidase inhibitors (MAOIs). Do not use it with MAOIs."
    assert named(text) == {"monoamine oxidase inhibitors"}


def test_a_list_goes_on_in_the_next_sentence() -> None:
    text = "Several medicines interact with it. These include lithium, warfarin, and certain antibiotics."
    assert named(text) == {"lithium", "warfarin", "antibiotics"}


def test_what_medicines_are_told_by_ends_where_other_things_begin() -> None:
    text = "Avoid taking it with antacids, especially those containing magnesium, as they can reduce its absorption."
    assert named(text) == {"antacids", "medications containing magnesium"}
    text = "Use caution in patients taking drugs that may worsen hypotension, those with gout, or anemia."
    assert named(text) == {"drugs that may worsen hypotension"}


def test_items_under_a_line_on_interactions() -> None:
    text = (
        "* **Drug Interactions:** It interacts with:\n    * Lithium\n    * **Antacids:** Take them two hours apart.\n"
    )
    assert named(text) == {"lithium", "antacids"}


@pytest.mark.parametrize(
    "text",
    [
        "It has no known interactions with warfarin.",
        "It does not interact with warfarin.",
        "It may interact with certain medications.",
        "Tell your doctor about all medications, herbal supplements and over-the-counter drugs you take.",
        "Do not use it if you are allergic to penicillin or other antibiotics.",
        "Examplol may interact with other medicines.",
    ],
)
def test_what_names_no_interaction(text: str) -> None:
    assert named(text) == set()


def test_its_own_name_is_none_but_what_other_products_contain_is() -> None:
    text = "Warfarin interacts with warfarin sodium. Avoid taking it with other products containing warfarin."
    assert named(text, title="Warfarin") == {"warfarin"}
    assert named("Warfarin interacts with lithium.", title="Warfarin") == {"lithium"}


def test_medicines_named_for_other_reasons() -> None:
    assert named("It is used together with metformin in type 2 diabetes.", "usage") == set()
    assert named("It works by blocking the action of histamine and dopamine.", "how") == set()


def test_what_happens_and_what_to_do() -> None:
    text = "Rifampin may lower the level of Examplol. Avoid this combination."
    (claim,) = read_interactions(page(precautions=text))
    assert (claim.result, claim.management) == ("may lower the level of Examplol", "Avoid")


def test_an_interval_is_what_to_do() -> None:
    (claim,) = read_interactions(page(precautions="Take it at least 2 hours before or after antacids."))
    assert (claim.with_, claim.management) == ("antacids", "at least 2 hours before or after")


def test_a_warning_of_alcohol_is_an_interaction_and_a_precaution() -> None:
    monograph = page(precautions="Avoid alcohol while taking this medicine.")
    assert [claim.with_ for claim in read_interactions(monograph)] == ["alcohol"]
    assert [(claim.about, claim.advice) for claim in read_precautions(monograph)] == [("alcohol", "avoid")]


def test_statements_that_name_nobody() -> None:
    monograph = page(precautions="It may interact with certain medications. It may interact with lithium.")
    assert [monograph.source[slice(*span)] for span in vague_statements(monograph)] == [
        "It may interact with certain medications."
    ]


def test_its_own_name_is_nobody() -> None:
    monograph = page(title="Warfarin", precautions="Warfarin may interact with other medicines.")
    assert [monograph.source[slice(*span)] for span in vague_statements(monograph)] == [
        "Warfarin may interact with other medicines."
    ]


FRAGMENTS = st.sampled_from(
    ["interact with", "warfarin", "e.g.,", "(", ")", ",", "other", "medications",
     "that affect", "the liver", "or", "and",
     "inhibitors", "such as", "avoid", "alcohol", "may increase", "the effects of", "\n* ", "\n    * ", ":",
     "including"]
)  # fmt: skip


PRINTED = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


@given(st.lists(FRAGMENTS | PRINTED, max_size=60))
def test_any_text_gives_claims_that_are_where_they_say(fragments: list[str]) -> None:
    monograph = page(precautions=" ".join(fragments).replace("#", ""))
    claims = read_interactions(monograph)
    for claim in claims:
        assert monograph.source[claim.start : claim.end] == claim.quote
        assert claim.with_ == claim.with_.strip() != ""
        assert all(letter == letter.lower() or len(letter.lower()) > 1 for letter in claim.with_)
    assert len({claim.with_ for claim in claims}) == len(claims)


@pytest.mark.parametrize(
    "piece", ["interact with a, ", "(", "patients with (", "and or ", "should not be used in ", "x"]
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    monograph = page(precautions=piece * (400_000 // len(piece)))
    start = time.process_time()
    read_interactions(monograph)
    read_precautions(monograph)
    assert time.process_time() - start < 3


def test_what_to_do_is_read_from_the_next_sentence_where_that_names_no_other() -> None:
    text = "It increases theophylline levels. {} Rest well."
    advice = ("Monitor them closely.", "The use with clorgyline is contraindicated.")
    managed = [
        {claim.with_: claim.management for claim in read_interactions(page(precautions=text.format(said)))}
        for said in advice
    ]
    assert managed[0]["theophylline"] == "Monitor"
    assert managed[1]["theophylline"] is None
