"""What labels warn of and a page leaves out: by sentence, by class and member, and never what nothing comes of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry, what_is_left_out
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
EQUIPPED = "supervised use in a place equipped for emergencies"
BARE = {"effects": "<paragraph>Headache has occurred.</paragraph>"}


def left(entry: Entry, *labels: ReadLabel) -> list[tuple[str, str]]:
    return [(one.gravity, one.what) for one in what_is_left_out(entry, list(labels))]


def interactions(*sentences: str) -> dict[str, str]:
    return BARE | {"interactions": "".join(f"<paragraph>{sentence}</paragraph>" for sentence in sentences)}


def test_a_sentence_of_a_label_is_one_record(label: Make, page: Page) -> None:
    own = label(interactions("Avoid oxcarbazepine, phenobarbital and primidone: loss of efficacy was seen."))
    found = left(page(precautions="* It can cause drowsiness."), own)
    assert found == [("interaction", "The label warns of taking it with oxcarbazepine, phenobarbital, primidone")]


def test_what_two_labels_warn_of_is_said_once(label: Make, page: Page) -> None:
    own = label(interactions("Avoid warfarin: severe bleeding was seen."))
    other = label(interactions("Do not use warfarin with it, nor digoxin."), set_id="other")
    found = left(page(precautions="* It can cause drowsiness."), own, other)
    assert [what.split("with ")[1] for _, what in found] == ["warfarin", "digoxin"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Warfarin did not alter the pharmacokinetics of exempline.",
        "No clinically relevant interaction with warfarin was observed.",
        "Exempline may be co-administered with warfarin.",
    ],
)
def test_where_nothing_happens_nothing_is_left_out(label: Make, page: Page, sentence: str) -> None:
    assert left(page(precautions="* It can cause drowsiness."), label(interactions(sentence))) == []


@pytest.mark.parametrize(
    ("sentences", "verdict"),
    [
        (["Warfarin did not alter the pharmacokinetics of exempline."], "not-found"),
        (["Warfarin did not alter it at low doses.", "Avoid warfarin with high doses: bleeding."], "supported"),
        (["Digoxin levels rise."], "not-found"),
    ],
)
def test_an_interaction_is_stated_by_a_warning_not_by_its_denial(
    label: Make, page: Page, sentences: list[str], verdict: str
) -> None:
    entry = page(precautions="* **Interactions:** It interacts with warfarin.")
    found = [one for one in verify_entry(entry, [label(interactions(*sentences))]) if one.kind == "interaction"]
    assert [one.verdict for one in found] == [verdict]


@pytest.mark.parametrize(
    ("named", "is_left_out"),
    [("anticoagulants", False), ("warfarin", False), ("blood thinners", False), ("digoxin", True)],
)
def test_a_class_or_a_member_names_an_interaction(label: Make, page: Page, named: str, is_left_out: bool) -> None:
    own = label(interactions("Avoid warfarin: severe bleeding was seen."))
    entry = page(precautions=f"* **Interactions:** It interacts with {named}.")
    assert bool(left(entry, own)) is is_left_out


@pytest.mark.parametrize(
    ("named", "is_left_out"), [("ritonavir", False), ("ritonavir, not nelfinavir", False), ("warfarin", True)]
)
def test_a_class_is_named_where_all_its_examples_are(label: Make, page: Page, named: str, is_left_out: bool) -> None:
    own = label(interactions("Avoid some antiviral medicines for HIV (e.g. ritonavir)."))
    found = left(page(precautions=f"* It interacts with {named}."), own)
    assert bool(found) is is_left_out, found


def test_gravity_is_where_and_how_the_label_says_it(label: Make, page: Page) -> None:
    own = label(
        BARE
        | {"contraindications": "<paragraph>Concomitant use with pimozide is contraindicated.</paragraph>"}
        | interactions("Digoxin levels may increase.", "Life-threatening bleeding occurred with warfarin.")
    )
    found = left(page(precautions="* It can cause drowsiness."), own)
    assert [gravity for gravity, _ in found] == ["contraindication", "interaction", "mention"]


def test_a_box_is_named_by_its_headline_without_the_product(label: Make, page: Page) -> None:
    own = label(
        {"boxed": "<paragraph>WARNING: LIVER FAILURE and PANCREATITIS EXEMPLAR may cause them.</paragraph>"} | BARE
    )
    assert left(page(precautions="* It can cause liver damage."), own) == [
        ("boxed-warning", "The label's boxed warning: pancreatitis")
    ]


@pytest.mark.parametrize(
    ("box", "missing"),
    [
        ("<paragraph>WARNING</paragraph><paragraph>It may cause severe liver injury.</paragraph>", "hepatotoxicity"),
        (
            "<paragraph>WARNING: SERIOUS RISKS FROM USE OF EXEMPLAR</paragraph>"
            "<paragraph>Accidental Ingestion</paragraph><paragraph>It can be fatal to children.</paragraph>",
            "accidental ingestion",
        ),
        (
            "<paragraph>WARNING: RISK OF SERIOUS DISORDERS</paragraph>"
            "<paragraph>It may cause fatal autoimmune, ischemic, and infectious disorders.</paragraph>",
            "autoimmune disorders, ischemic disorders, infectious disorders",
        ),
    ],
)
def test_a_box_whose_headline_tells_no_harm_is_named_by_what_stands_below(
    label: Make, page: Page, box: str, missing: str
) -> None:
    assert left(page(precautions="* It can cause drowsiness."), label({"boxed": box} | BARE)) == [
        ("boxed-warning", f"The label's boxed warning: {missing}")
    ]


@pytest.mark.parametrize(
    ("told", "page_says", "missing"),
    [
        ("It is sold through a restricted program only.", "It can cause liver damage.", "a restricted program (REMS)"),
        ("It is sold through a restricted program only.", "You must enroll: it can cause liver damage.", ""),
        ("Start it in a healthcare setting.", "It can cause liver damage.", EQUIPPED),
        ("Start it in a healthcare setting.", "Given in hospital. It can cause liver damage.", ""),
        ("Use the lowest effective dose.", "It can cause liver damage.", "the lowest dose for the shortest time"),
        ("Reports include the lowest dose.", "It can cause liver damage.", ""),
    ],
)  # fmt: skip
def test_what_a_box_asks_for_is_left_out_where_the_page_tells_the_harm_alone(
    label: Make, page: Page, told: str, page_says: str, missing: str
) -> None:
    box = f"<paragraph>WARNING: LIVER DAMAGE Exemplar can cause it. {told}</paragraph>"
    found = what_is_left_out(page(precautions=f"* {page_says}"), [label({"boxed": box} | BARE)])
    assert [one.what for one in found] == ([f"The label's boxed warning: {missing}"] if missing else [])
    assert all(told in one.label.quote for one in found)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("It must not be used in people who are allergic to it.", "allergy to peanut, allergy to soya"),
        ("It must not be used in people who are allergic to it or to groundnut, peanuts or soybeans.", ""),
        ("It must not be used in people who are allergic to it or to peanuts.", "allergy to soya"),
    ],
)
def test_an_allergy_to_something_else_is_named_by_what_it_is_to(
    label: Make, page: Page, said: str, missing: str
) -> None:
    own = label({"contraindications": "<paragraph>Patients allergic to peanut or soya.</paragraph>"} | BARE)
    found = [what for _, what in left(page(precautions=f"* {said}"), own)]
    assert found == ([f"The label contraindicates it in {missing}"] if missing else [])


def test_a_state_told_in_many_words_is_named_by_its_term(label: Make, page: Page) -> None:
    own = label(
        {"contraindications": "<paragraph>Patients within months of a myocardial infarction.</paragraph>"} | BARE
    )
    found = [what for _, what in left(page(precautions="* It can cause drowsiness."), own)]
    assert found == ["The label contraindicates it in myocardial infarction"]


@pytest.mark.parametrize(
    ("said", "is_left_out"),
    [
        ("Allergic reactions are possible. Seek help if one occurs.", True),
        ("It must not be used in people who are allergic to it.", False),
        ("Use it with caution in people with a history of allergic reactions.", False),
    ],
)
def test_that_allergic_reactions_are_seen_tells_nothing_to_who_is_allergic(
    label: Make, page: Page, said: str, is_left_out: bool
) -> None:
    own = label({"contraindications": "<paragraph>Known hypersensitivity to it.</paragraph>"} | BARE)
    found = [what for _, what in left(page(precautions=f"* {said}"), own)]
    assert found == (["The label contraindicates it in allergy"] if is_left_out else [])


def test_how_an_allergy_shows_is_no_contraindication_of_its_own(label: Make, page: Page) -> None:
    own = label(
        BARE
        | {
            "contraindications": "<paragraph>Exemplar is contraindicated in patients with a history of "
            "hypersensitivity to exempline, such as angioedema. It is contraindicated in patients with gout."
            "</paragraph>"
        }
    )
    words = " ".join(what for _, what in left(page(precautions="* It can cause drowsiness."), own))
    assert "gout" in words
    assert "angioedema" not in words


def test_what_stands_among_the_interactions_is_one_whatever_words_say_it(label: Make, page: Page) -> None:
    own = label(interactions("Medicines for epilepsy such as phenytoin."))
    assert left(page(precautions="* It can cause drowsiness."), own) == [
        ("mention", "The label warns of taking it with medicines for epilepsy, phenytoin")
    ]


@pytest.mark.parametrize(
    ("warning", "is_left_out"),
    [
        ("Heavy alcohol use increases the risk of liver injury.", True),
        ("Phenytoin is also an anticonvulsant.", False),
        ("The risk of bleeding is increased in patients who receive warfarin.", True),
        ("It is not known whether milk holds exempline in lactating women.", False),
    ],
)
def test_a_warning_names_companions_where_it_says_that_they_are_taken(
    label: Make, page: Page, warning: str, is_left_out: bool
) -> None:
    own = label(BARE | {"warnings": f"<paragraph>{warning}</paragraph>"})
    assert bool(left(page(precautions="* It can cause drowsiness."), own)) is is_left_out


@pytest.mark.parametrize(
    ("headline", "said", "missing"),
    [
        ("SEVERE CUTANEOUS AND MUCOCUTANEOUS REACTIONS", "It can cause skin reactions.", ""),
        ("RISKS FROM CONCOMITANT USE WITH OPIOID ANALGESICS", "It interacts with opioids.", ""),
        ("CARDIORESPIRATORY FAILURE", "Cardiac or respiratory arrest was seen.", ""),
        ("IMPAIRMENT OF FERTILITY", "Hepatic impairment needs no other dose.", "impairment of fertility"),
        ("SERIOUS MENINGOCOCCAL INFECTIONS", "It can cause ear infections.", "serious meningococcal infections"),
        ("SERIOUS MENINGOCOCCAL INFECTIONS", "Meningococcal vaccines are needed.", ""),
        ("NOT FOR OBESITY OR FOR WEIGHT LOSS", "It is not for losing weight: weight loss is no use.", ""),
        ("PREMATURE DISCONTINUATION INCREASES THE RISK OF THROMBOSIS", "Do not stop it suddenly.", ""),
        ("PERICARDITIS AND NON-RELAPSE MORTALITY", "It can cause pericarditis.", "non-relapse mortality"),
    ],
)
def test_a_box_is_named_in_other_words_of_the_same_harm(
    label: Make, page: Page, headline: str, said: str, missing: str
) -> None:
    own = label({"boxed": f"<paragraph>WARNING: {headline} Exemplar may cause them.</paragraph>"} | BARE)
    boxed = [what for gravity, what in left(page(precautions=f"* {said}"), own) if gravity == "boxed-warning"]
    assert boxed == ([f"The label's boxed warning: {missing}"] if missing else [])


@pytest.mark.parametrize(
    ("states", "effects", "precautions", "is_left_out"),
    [
        ("Patients with glaucoma.", "* Glaucoma", "* It can cause drowsiness.", True),
        ("Patients with glaucoma.", "* Headache", "* **Glaucoma:** Do not use it.", False),
        ("Patients with cirrhosis.", "* Headache", "* Use with caution in liver disease.", False),
        ("Patients with severe hepatic impairment.", "* Headache", "* Use with caution in liver disease.", True),
        (
            "Patients with severe hepatic impairment.",
            "* Headache",
            "* Use with caution in severe liver disease.",
            False,
        ),
        ("Patients with severe hepatic impairment.", "* Headache", "* Avoid it in liver disease.", False),
        ("Hypersensitivity to exempline.", "* Headache", "* It improves insulin sensitivity.", True),
        ("Hypersensitivity to exempline.", "* Headache", "* Avoid it with a known allergy to exempline.", False),
        ("Patients with adrenal insufficiency.", "* Headache", "* Use with caution in kidney disease.", True),
        ("Hypersensitivity to exempline.", "* Allergic reactions", "* It can cause drowsiness.", True),
    ],
)
def test_a_contraindication_is_named_where_a_page_advises(
    label: Make, page: Page, states: str, effects: str, precautions: str, is_left_out: bool
) -> None:
    own = label(BARE | {"contraindications": f"<paragraph>{states}</paragraph>"})
    entry = page(side_effects=effects, precautions=precautions)
    assert ("contraindication" in {gravity for gravity, _ in left(entry, own)}) is is_left_out


@pytest.mark.parametrize(
    ("states", "precautions", "missing"),
    [
        ("Existing tracheal or bronchial fistula.", "* Drink water.", "fistula"),
        ("Exemplar is contraindicated in patients with sick sinus syndrome.", "* Drink water.", "sick sinus syndrome"),
        ("Spinal puncture and other procedures.", "* Drink water.", "spinal puncture"),
        ("Reactive airway disease including bronchial asthma.", "* It can worsen asthma.", ""),
        ("Conduction was slowed in patients with sick sinus syndrome.", "* Drink water.", ""),
        ("Exemplar is contraindicated in patients with gout treated with pimozide.", "* Drink water.", ""),
    ],
)
def test_each_item_of_the_contraindications_is_looked_for_in_its_own_words(
    label: Make, page: Page, states: str, precautions: str, missing: str
) -> None:
    own = label(BARE | {"contraindications": f"<paragraph>{states}</paragraph>"})
    found = [what for gravity, what in left(page(precautions=precautions), own) if gravity == "contraindication"]
    told = [what for what in found if "taking it with" not in what]
    assert (missing in " ".join(told)) if missing else not told


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("Avoid NSAIDs: bleeding was seen.", "NSAIDs"),
        ("Avoid Digoxin: toxicity was seen.", "digoxin"),
    ],
)
def test_companions_are_named_in_the_words_of_the_label(label: Make, page: Page, said: str, what: str) -> None:
    found = left(page(precautions="* It can cause drowsiness."), label(interactions(said)))
    assert found == [("interaction", f"The label warns of taking it with {what}")]


def test_hyphens_within_a_class_make_it_no_other(label: Make, page: Page) -> None:
    own = label(interactions("Avoid selective serotonin re-uptake inhibitors."))
    page_says = "* Avoid selective serotonin-reuptake inhibitors: bleeding."
    assert left(page(precautions=page_says), own) == []


@pytest.mark.parametrize(
    ("listed", "quote"),
    [
        (
            "<paragraph>Do not give it:</paragraph><list><item>with severe asthma.</item></list>",
            "Do not give it: with severe asthma.",
        ),
        (
            "<paragraph>Do not give it:</paragraph><list><item>It is contraindicated in severe asthma.</item></list>",
            "It is contraindicated in severe asthma.",
        ),
        ("<list><item>if you have severe asthma.</item></list>", "CONTRAINDICATIONS: if you have severe asthma."),
    ],
)
def test_an_item_is_quoted_after_the_words_that_introduce_its_list(
    label: Make, page: Page, listed: str, quote: str
) -> None:
    (found,) = what_is_left_out(
        page(precautions="* It can cause drowsiness."), [label({"contraindications": listed} | BARE)]
    )
    assert found.label.quote == quote


@pytest.mark.parametrize(
    "sentence", ["Monitor patients with a history of alcohol abuse.", "Avoid it in hepatitis related to alcohol."]
)
def test_an_illness_by_alcohol_is_no_drink_beside_the_medicine(label: Make, page: Page, sentence: str) -> None:
    assert left(page(precautions="* It can cause drowsiness."), label(interactions(sentence))) == []


def test_a_cell_that_speaks_of_several_medicines_says_of_each_its_own(label: Make, page: Page) -> None:
    cell = "Rilpivirine: It is contraindicated. Atazanavir: Avoid it. Digoxin: Watch the levels."
    rows = "<tr><td>Antivirals</td><td>Less is taken up.</td></tr>" + f"<tr><td>What to do</td><td>{cell}</td></tr>"
    own = label(BARE | {"interactions": f"<table><tbody>{rows}</tbody></table>"})
    found = {what.split("with ")[1]: how for how, what in left(page(precautions="* It can cause drowsiness."), own)}
    assert (found["rilpivirine"], found["atazanavir"], found["digoxin"]) == (
        "contraindication",
        "interaction",
        "mention",
    )


@pytest.mark.parametrize(
    ("section", "sentence", "names"),
    [
        ("interactions", "Vitamin K antagonists: severe bleeding was seen.", "Vitamin K antagonists"),
        ("interactions", "Potassium-sparing diuretics: severe hyperkalemia was seen.", "potassium-sparing diuretics"),
        ("dosage", "Take 5 mg daily. Grapefruit juice should be avoided.", "grapefruit juice"),
    ],
)
def test_a_companion_is_named_by_the_whole_of_its_name(
    label: Make, page: Page, section: str, sentence: str, names: str
) -> None:
    own = label(BARE | {section: f"<paragraph>{sentence}</paragraph>"})
    assert left(page(precautions="* It can cause drowsiness."), own) == [
        ("interaction", f"The label warns of taking it with {names}")
    ]


def test_what_treats_a_lack_is_no_companion_to_avoid(label: Make, page: Page) -> None:
    own = label(interactions("Hypokalemia may be avoided or treated by use of potassium supplements."))
    assert left(page(precautions="* It can cause drowsiness."), own) == []
