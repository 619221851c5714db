"""Uses in the wordings that monographs have; the sentences are made up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.claims.records import Use
from monograph.claims.use import read_uses
from monograph.text.model import Monograph
from monograph.text.read import read_monograph


def read(usage: str, title: str = "Examplamine") -> tuple[Monograph, list[Use]]:
    text = f"# {title}\n\n### Usage\n\n{usage}\n\n### Dosage\n\nAs prescribed.\n"
    monograph = read_monograph(text.encode(), "e/examplamine.md")
    assert isinstance(monograph, Monograph)
    return monograph, read_uses(monograph)


def pairs(usage: str, title: str = "Examplamine") -> list[tuple[str, str]]:
    return [(use.indication, use.evidence) for use in read(usage, title)[1]]


def names(usage: str, title: str = "Examplamine") -> list[str]:
    return [name for name, _ in pairs(usage, title)]


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ("Examplamine is used to treat gout.", ["gout"]),
        ("It is indicated for the management of gout and kidney stones in adults.", ["gout", "kidney stones"]),
        ("It provides relief from symptoms of hay fever, such as sneezing, runny nose, and itchy eyes.",
         ["hay fever", "sneezing", "runny nose", "itchy eyes"]),
        ("It is used to treat gout and decrease the production of uric acid by the liver.",
         ["gout", "decrease the production of uric acid by the liver"]),
        ("It is used to reduce the formation of uric acid.", ["reduce the formation of uric acid"]),
        ("It is used to prevent nausea and vomiting.", ["nausea and vomiting"]),
        ("It is used to treat bacterial infections, including pneumonia and bronchitis, in children.",
         ["bacterial infections", "pneumonia", "bronchitis"]),
        ("It is used to treat gout, a painful disease that causes swelling and fever.", ["gout"]),
        ("It works by reducing inflammation and relieving pain.", []),
        ("It is used to treat migraine in people who have asthma, eczema or hives.", ["migraine"]),
        ("It is used for acute and chronic bronchitis.", ["acute and chronic bronchitis"]),
        ("It is used to improve blood sugar control in adults with type 2 diabetes.", ["type 2 diabetes"]),
        ("Its primary use is as a local anesthetic.", ["local anesthetic"]),
        ("It is used to treat skin problems (e.g., acne, rosacea).", ["skin problems", "acne", "rosacea"]),
        ("It is used to treat skin conditions involving redness, scaling, and itching.",
         ["skin conditions involving redness, scaling, and itching"]),
        ("It is used to prevent attacks in people with gout or kidney stones.", ["attacks in gout"]),
        ("It is used to treat deficiencies of zinc and iron.", ["deficiencies of zinc", "deficiencies of iron"]),
        ("It is used to treat acute, severe pain.", ["acute, severe pain"]),
        ("It is used to treat infections of the ears, bladder, and urinary tract.",
         ["infections of the ears", "infections of the bladder", "infections of the urinary tract"]),
        ("It treats infections of the lungs (pneumonia), skin and soft tissues, and sometimes the bones.",
         ["infections of the lungs", "infections of the skin and soft tissues", "infections of the bones"]),
        ("It is used for infections of the ear, nose, and throat.", ["infections of the ear, nose, and throat"]),
        ("It is used to prevent fainting during spinal and dental anesthesia.",
         ["fainting during spinal and dental anesthesia"]),
        ("It is effective against *Examplia*, a parasite that causes malaria, and against the mites causing scabies.",
         ["malaria", "scabies"]),
        ("It is used to treat sprains and other injuries causing pain.", ["sprains", "other injuries causing pain"]),
        ("It is used to treat gout. Lowering acid helps prevent complications such as kidney stones.", ["gout"]),
        ("It is used for vitamin B12, zinc, or iron deficiency.",
         ["vitamin b12 deficiency", "zinc deficiency", "iron deficiency"]),
        ("It is used for gout, lung, and stomach cancers.", ["gout", "lung cancers", "stomach cancers"]),
        ("It is used to manage blood sugar levels in adults and children with type 1 or type 2 diabetes.",
         ["type 1 diabetes", "type 2 diabetes"]),
        ("It is used to relieve cold and flu symptoms.", ["cold", "flu"]),
        ("It is used for contraception. It prevents pregnancy by blocking ovulation.", ["contraception"]),
        ("It provides relief for an hour. It is used to provide pain relief.", ["pain"]),
        ("It is used to improve seizure control in children with epilepsy.", ["epilepsy"]),
        ("It is used to treat gout, a painful disease of the joints.", ["gout"]),
        ("It is prescribed when other medicines have not relieved migraine.", []),
        ("It is used to treat severe pain, such as that associated with sprains and fractures.",
         ["severe pain", "sprains", "fractures"]),
        ("It is used to treat pain from headaches, cramps, and toothaches.", ["headaches", "cramps", "toothaches"]),
        ("It is used to reduce the risk of stroke, heart attack, and death.",
         ["risk of stroke", "heart attack", "death"]),
        ("It is used for irritability in children and adolescents with autism.", ["irritability in autism"]),
        ("It is used to treat hypotension caused by bleeding or sepsis.",
         ["hypotension caused by bleeding", "hypotension caused by sepsis"]),
        ("It is used to control blood sugar levels in adults with diabetes or obesity.", ["diabetes", "obesity"]),
        ("It is used to treat headache, cramps, and fever associated with colds or gout.",
         ["headache", "cramps", "fever"]),
        ("It is used to treat cold symptoms such as cough and fever.", ["cough", "fever"]),
        ("It is used to treat gout. These symptoms include pain and fever.", ["gout"]),
        ("It is used to treat fever in patients with symptoms such as rash.", ["fever"]),
        ("It is used to treat infections, including *Examplia coli* and cholera.", ["infections", "cholera"]),
        ("It is used for infections of the lungs. It is used for serious and common conditions.",
         ["infections of the lungs"]),
        ("It plays a role in managing gout. It plays a crucial role in nerve function.", ["gout"]),
        ("It keeps stomach acid low, and it prevents acid from rising.", []),
        ("It is used to treat kidney stones. It relieves the pain of these stones.", ["kidney stones"]),
        ("It is used to treat mouth and throat infections.", ["mouth infections", "throat infections"]),
        ("It is used to treat community- and hospital-acquired pneumonia.",
         ["community-acquired pneumonia", "hospital-acquired pneumonia"]),
        ("It is used to treat unresectable or metastatic melanoma.", ["unresectable or metastatic melanoma"]),
        ("It is used to treat back pain, lower back pain, and gout.", ["back pain", "lower back pain", "gout"]),
        ("It is used to treat infections of the lungs (pneumonia, bronchitis) and the skin (cellulitis).",
         ["infections of the lungs and the skin", "pneumonia", "bronchitis"]),
        ("It is used to treat infections affecting the ears and skin.", ["infections affecting the ears and skin"]),
        ("It is used to immunize children (from 2 months) against diphtheria and tetanus.",
         ["diphtheria", "tetanus"]),
        ("It is used to prevent blood clots from forming. It keeps acid from rising.", ["blood clots"]),
        ("It is used to treat fever. Specific conditions treated may include malaria.", ["fever", "malaria"]),
        ("It is used to prevent stroke in adults at risk, such as those with diabetes.", ["stroke"]),
        ("It is used to treat Hodgkin's lymphoma and non-Hodgkin's lymphoma.",
         ["hodgkin's lymphoma", "non-hodgkin's lymphoma"]),
        ("It is used to treat malaria caused by resistant strains of *Examplium*.", ["malaria"]),
        ("It was used in the past for certain fevers, and for hepatitis B and C.", ["fevers", "hepatitis b and c"]),
        ("It is used in conditions where calcium is low, such as rickets and tetany.", ["rickets", "tetany"]),
        ("It is used to treat arsenic and mercury poisoning.", ["arsenic poisoning", "mercury poisoning"]),
        ("It may be used based on a doctor's assessment of the bacteria.", []),
    ],
)  # fmt: skip
def test_phrases(usage: str, expected: list[str]) -> None:
    assert names(usage) == expected


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ("It may cause sleep; it is used to treat gout.", [("gout", "established")]),
        ("It is sometimes used off-label to treat migraine.", [("migraine", "uncertain")]),
        ("It is *not* used to treat gout.", [("gout", "not-for")]),
        ("It is not effective against viral infections.", [("viral infections", "not-for")]),
        ("It is not a first-line treatment for gout.", []),
        ("It does not treat migraine, but it relieves fever.", [("migraine", "not-for"), ("fever", "established")]),
        ("It does not treat the underlying infection.", [("underlying infection", "not-for")]),
        ("It does not treat the underlying cause.", []),
        ("It is not a cure for gout.", []),
        (
            "It treats bacterial infections, not viral infections.",
            [("bacterial infections", "established"), ("viral infections", "not-for")],
        ),
        ("It may play a role in gout.", [("gout", "uncertain")]),
        ("Its efficacy in treating migraine hasn't been established.", [("migraine", "not-for")]),
        (
            "It is only effective against gout, not viral infections like hepatitis.",
            [("gout", "established"), ("viral infections", "not-for"), ("hepatitis", "not-for")],
        ),
        ("It is not a rescue medication for sudden asthma attacks.", [("sudden asthma attacks", "not-for")]),
        (
            "Its safety has not been established for:\n\n* Gout\n* Migraine\n",
            [("gout", "not-for"), ("migraine", "not-for")],
        ),
        ("While not approved for it, it is used off-label for gout.", [("gout", "uncertain")]),
        ("It is not usually given as a first-line treatment for gout, but eases fever.", [("fever", "established")]),
        ("It is not a long-term solution for problems like gout. It eases fever.", [("fever", "established")]),
        ("It is not effective against all types of infections.", []),
        ("It should not replace standard treatment for diabetes.", []),
        (
            "It is not intended for long-term use or to treat migraine.",
            [("long-term use", "not-for"), ("migraine", "not-for")],
        ),
        ("It is not intended for human use.", [("human use", "not-for")]),
        (
            "It is also used for gout, though evidence supporting this is weak.",
            [("gout", "uncertain")],
        ),
        (
            "It is not intended for long-term use and is best suited for relief of gout.",
            [("long-term use", "not-for"), ("gout", "established")],
        ),
        (
            "It prevents pregnancy. It does not protect against infections.",
            [("pregnancy", "established"), ("infections", "not-for")],
        ),
        ("It is used for fever, not for joint pain.", [("fever", "established"), ("joint pain", "not-for")]),
        (
            "It is not suitable for asthma, and it relieves pain.",
            [("asthma", "not-for"), ("pain", "established")],
        ),
        (
            "It is not only used for gout but also helpful in asthma.",
            [("gout", "established"), ("asthma", "established")],
        ),
        (
            "It is not prescribed for gout but rather used to treat asthma.",
            [("gout", "not-for"), ("asthma", "established")],
        ),
        (
            "While it is used to treat gout, it may prevent migraine, an off-label use.",
            [("gout", "established"), ("migraine", "uncertain")],
        ),
    ],
)
def test_evidence(usage: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(usage) == expected


def test_bold_labels_are_indications() -> None:
    usage = "It is used for conditions such as:\n\n* **Gout:** A disease.\n* **Kidney stones (adults):** Rare.\n"
    assert names(usage) == ["gout", "kidney stones"]


def test_after_a_bold_label_stand_its_members_and_what_it_is_not_for() -> None:
    usage = (
        "It is used for conditions such as:\n\n"
        "* **Burns of the face and hands:** Such as scalds. It eases breathing.\n"
        "* **Bone and joint infections:** It is *not* used for headaches.\n"
        "* **Gout:** It relieves symptoms like fever.\n"
    )
    assert pairs(usage) == [
        ("burns of the face and hands", "established"),
        ("scalds", "established"),
        ("bone and joint infections", "established"),
        ("headaches", "not-for"),
        ("gout", "established"),
        ("fever", "established"),
    ]


def test_a_label_of_uses_before_what_studies_suggest() -> None:
    usage = "* **Secondary Uses:** Some studies suggest benefits in treating gout and other disorders of joints.\n"
    assert pairs(usage) == [("gout", "uncertain"), ("other disorders of joints", "uncertain")]


def test_after_a_bold_label_a_list_of_conditions_holds_its_members() -> None:
    usage = (
        "It is used to treat:\n\n"
        "* **Muscle pain:** Back pain, neck pain, sprains, and cramps.\n"
        "* **Gout:** Swelling and redness of a joint.\n"
        "* **Muscle spasms and stiffness:** Rare.\n"
    )
    assert names(usage) == [
        "muscle pain", "back pain", "neck pain", "sprains", "cramps", "gout", "muscle spasms and stiffness",
    ]  # fmt: skip


def test_a_component_is_for_what_it_is_named_for() -> None:
    usage = (
        "Its parts:\n\n* **Examplamine:** A pain reliever and fever reducer.\n* **Testazole:** A cough suppressant.\n"
    )
    assert names(usage, "Examplamine + Testazole") == ["pain", "fever", "cough"]
    assert names("It is an opioid pain reliever used to treat gout.") == ["gout"]


def test_an_item_of_a_list_stands_for_itself() -> None:
    usage = "It is used to treat chronic back pain.\n\nIt is used for:\n\n* **Pain:** Of any kind.\n* Back pain\n"
    assert names(usage) == ["chronic back pain", "pain", "back pain"]


def test_bold_labels_of_a_combination_are_its_components() -> None:
    usage = (
        "Each component has its part:\n\n* **Examplamine:** Used to treat gout.\n* **Testazole:** It relieves fever.\n"
    )
    assert names(usage, "Examplamine + Testazole") == ["gout", "fever"]


def test_what_a_component_relieves_is_its_use_where_its_working_is_explained() -> None:
    usage = (
        "It is used to treat colds.\n\n"
        "* **Examplamine:** It works by narrowing vessels, making it easier to breathe and relieving stuffiness.\n"
        "* **Testazole:** A water pill that acts by removing salt, reducing blood volume and preventing anemia.\n"
    )
    assert names(usage, "Examplamine + Testazole") == ["colds", "stuffiness", "anemia"]
    assert names("It works by narrowing vessels, relieving stuffiness.") == []


def test_what_comes_of_a_medicine_is_no_use_beside_what_it_is_for() -> None:
    assert names("It is used to treat gout. It helps improve joint function.") == ["gout"]
    assert names("It is used to lower uric acid, reducing the risk of kidney stones.") == ["uric acid"]
    assert names("It is used for gout. Examplamine stimulates the heart, which thins the blood.") == ["gout"]
    assert names("It helps reduce swelling and improve sleep.") == ["swelling", "sleep"]


def test_what_the_whole_medicine_targets_is_its_use() -> None:
    assert names("This combination targets colds and hay fever.", "Examplamine + Otherol") == ["colds", "hay fever"]
    assert names("It is used to address aspects of aging and bone health.") == ["aging", "bone health"]
    assert names("It is approved for gout in adults who cannot take others, and for sciatica.") == ["gout", "sciatica"]
    assert names("It is used primarily for pain during surgery.") == ["pain during surgery"]
    joints = "It relieves pain and inflammation associated with various joint disorders."
    assert names(joints) == ["pain", "inflammation associated with various joint disorders"]
    assert names("It relieves redness and itching associated with various skin conditions.") == ["redness", "itching"]


def test_labels_that_are_places_of_infections() -> None:
    usage = "It is used for infections of the:\n\n* **Ear:** Otitis.\n* **Lungs and sinuses:** Such as pneumonia.\n"
    assert names(usage)[1:] == ["infections of the ear", "infections of the lungs and sinuses", "pneumonia"]


def test_after_a_label_that_names_nothing_stand_uses() -> None:
    usage = "It is used to treat:\n\n* **Other conditions:** It is also used in gout.\n* **Ringworm:** Itching.\n"
    assert names(usage) == ["gout", "ringworm"]


def test_labels_of_a_vaccine_are_what_it_prevents() -> None:
    usage = "It protects against several diseases:\n\n* **Tetanus:** Lockjaw.\n* **Pertussis:** Whooping cough.\n"
    assert names(usage, "Tetanus Toxoid + Pertussis Vaccine") == ["tetanus", "pertussis"]


def test_a_use_said_twice_is_one() -> None:
    usage = "It is used to treat high blood pressure (HBP). While its primary use is in HBP, it also prevents migraine."
    assert names(usage) == ["high blood pressure", "migraine"]


def test_grounds_are_the_words_that_gave_each_key() -> None:
    monograph, (use,) = read("It might be used to treat severe gout in adults.")
    words = {key: monograph.source[start:end] for key, (start, end) in use.grounds.items()}
    assert words["evidence"] == "might"
    assert words["indication"].startswith("severe gout")
    assert use.quote == "It might be used to treat severe gout in adults."


PRINTED = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="İ")
WORDS = st.sampled_from(
    (
        "used",
        "to",
        "treat",
        "gout",
        "pain",
        "(acne)",
        "such",
        "as",
        "and",
        "or",
        "*",
        "**",
        ":",
        ",",
        ".",
        "not",
        "including",
        "caused",
        "by",
        "for",
        "\n",
    )
)


@given(st.lists(WORDS | st.text(PRINTED, max_size=8), max_size=40).map(" ".join))
def test_any_text_is_read_and_quoted_where_it_stands(text: str) -> None:
    monograph, uses = read(text)
    for use in uses:
        assert monograph.source[use.start : use.end] == use.quote
        assert use.indication == use.indication.strip().lower() != ""
    assert uses == read_uses(monograph)


@pytest.mark.parametrize(
    "piece",
    [
        *("gout, ", "(", "such as ", "* a\n", "to treat ", "caused by ", "not ", "(e.g. a ", "x, reducing pain "),
        *("treat conditions ", "immunize x ", "gout, a disease, ", "infections (a, b) ", "not for x, and "),
    ],
)
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    read(piece * (200_000 // len(piece)))
    assert time.process_time() - started < 4
