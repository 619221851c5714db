"""Effects in running text and tables, as official labels have them; the texts are made up."""

from __future__ import annotations

import pytest

from monograph.claims.effect import read_effects
from monograph.claims.effect.narrative import narrated
from monograph.labels.annotated import interactions_of, reactions_of
from monograph.labels.model import LabelError

REACTIONS = """<Label drug="examplamine" track="TAC2017_ADR"><Text>
<Section name="adverse reactions" id="S1">6 ADVERSE REACTIONS

 The commonest were nausea and peripheral neuropathy.

 *  Liver Failure [see Warnings (5.1)]

 Table 1: Reactions
 Reaction                 Examplamine      Placebo
 Nervous system disorders
   Headache                 12                3
   Weight decreased         4                 1
   Skin papilloma b         4                 1
   This was not studied     4                 1

{padding}
</Section></Text>
<Reactions><Reaction id="AR1" str="Headache"/><Reaction id="AR2" str="nausea"/></Reactions></Label>"""

INTERACTIONS = """<document setID="x"><labelDrug name="Examplol"/><generic name="examplamine"/>
<sentence id="s1" text="Avoid examplamine with warfarin or aspirin.">
<entity id="e1" text="examplamine" type="Drug"/><entity id="e2" text="Warfarin" type="Drug"/>
<entity id="e3" text="aspirin" type="Drug"/>
<drugInteraction><interaction><relations><relation type="hasObject"><entity id="e1"/></relation>
<relation type="hasPrecipitant"><entity id="e2"/></relation></relations></interaction></drugInteraction>
</sentence></document>"""


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("patients had upper respiratory tract infection, pain in extremity and oedema peripheral.",
         ["upper respiratory tract infection", "pain in extremity", "oedema peripheral"]),
        ("weight decreased, dry mouth, and increased blood pressure were seen.",
         ["weight decreased", "dry mouth", "increased blood pressure"]),
        ("use with care in patients with asthma.", []),
        ("there was no headache or other reaction.", []),
        ("skeletal malformations were seen in rats.", []),
        ("a diagnosis of these events is difficult.", []),
        ("patients should be watched for headache.", []),
        ("if headache occurs, stop treatment.", []),
        ("headache was seen in patients with asthma, gout, or rickets.", ["headache"]),
        ("the proportion of patients with alt elevations was 4%.", ["alt elevations"]),
        ("there were bacterial, viral and fungal infections.",
         ["fungal infections", "viral infections", "bacterial infections"]),
        ("increased creatinine and injection site reactions occurred.",
         ["increased creatinine", "injection site reactions"]),
    ],
)  # fmt: skip
def test_names_in_running_text(sentence: str, names: list[str]) -> None:
    assert [term.name for term in narrated(sentence, 0, len(sentence))] == names


def test_a_label_of_annotated_reactions() -> None:
    padding = "The trials were long. " * 250
    label = reactions_of(REACTIONS.format(padding=padding).encode(), "examplamine.xml")
    assert label.names == {"headache", "nausea"}
    terms = [effect.term for effect in read_effects(label.text)]
    assert terms == [
        "nausea",
        "peripheral neuropathy",
        "liver failure",
        "headache",
        "weight decreased",
        "skin papilloma",
    ]


def test_a_label_of_annotated_interactions() -> None:
    label = interactions_of(INTERACTIONS.encode(), "x.xml")
    assert label.names == {"warfarin"}
    assert "with warfarin or aspirin" in label.text.source


@pytest.mark.parametrize("data", [b"<Label", b"<Other/>"])
def test_what_is_no_annotated_label_is_said(data: bytes) -> None:
    with pytest.raises(LabelError, match=r"x\.xml"):
        reactions_of(data, "x.xml")
