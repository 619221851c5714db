"""V: what an official label of the substance says otherwise, or warns of and the monograph leaves out.

The floor ``verify`` finds it, where labels are given (``--labels``); here stand the rules that speak of it.
"""

from __future__ import annotations

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import AgainstLabels, Rule

LABEL = {
    "indications_and_usage": "Paracetamol tablets are indicated for pain and fever. They are not indicated for gout.",
    "dosage_and_administration": "Adults: 500 mg to 1 g orally up to 4 times daily. The maximum daily dose is 4 g.",
    "contraindications": "Paracetamol is contraindicated in patients allergic to paracetamol.",
    "drug_interactions": "Warfarin: the effect of warfarin may be raised; monitor the INR.",
    "use_in_specific_populations": "Pregnancy: Paracetamol can be used in pregnancy.",
}
"""A label that agrees with a clean page: a rule changes one part of it."""
WHY = "Readers act on it. Where the official label is right the page can do harm; where it is old, name a newer source."
SILENCE = "Who reads the page only does not learn of what the official label thinks gravest."
FORBIDDEN = "Paracetamol is contraindicated in pregnancy and in patients allergic to paracetamol."


def _label(**changed: str) -> tuple[tuple[str, str], ...]:
    return tuple((LABEL | changed).items())


def _precautions(old: str, new: str) -> Page:
    return Page(precautions=CLEAN["Precautions"].replace(old, new))


RULES: tuple[Rule, ...] = (
    Rule(
        code="V001",
        name="dose-against-label",
        finds="A dose that the official label contradicts: more or less than it gives, another frequency or route.",
        why=WHY,
        label=_label(),
        bad=(Page(dosage="**Adults:** 1 g by mouth, up to four times daily. The maximum daily dose is 12 g."),),
        good=(Page(),),
        severity="error",
        confidence="medium",
        default_on=True,
        check=AgainstLabels("contradicted", ("dose",), "Give the label's dose, or name the source of this one"),
    ),
    Rule(
        code="V002",
        name="advice-against-label",
        finds="Advice that the official label contradicts: safe where it forbids, a laxer limit, another advice.",
        why=WHY,
        label=_label(contraindications=FORBIDDEN, use_in_specific_populations=f"Pregnancy: {FORBIDDEN}"),
        bad=(Page(),),
        good=(_precautions("It can be taken in pregnancy", "It is contraindicated in pregnancy"),),
        severity="error",
        confidence="medium",
        default_on=True,
        check=AgainstLabels("contradicted", ("precaution", "interaction", "effect"), "Say what the label says"),
    ),
    Rule(
        code="V003",
        name="boxed-warning-left-out",
        finds="The label has a boxed warning and the monograph says nothing of what it warns of.",
        why=SILENCE,
        source="21 CFR 201.57(c)(1): a boxed warning is for what may lead to death or serious injury",
        label=(("boxed_warning", "WARNING: HEPATOTOXICITY. It may cause acute liver failure."), *_label()),
        bad=(_precautions("* **Liver disease:** A lower dose may be needed.\n", ""),),
        good=(_precautions("A lower dose may be needed", "Too much of it can cause hepatotoxicity"),),
        severity="error",
        confidence="medium",
        default_on=True,
        check=AgainstLabels("left-out", ("boxed-warning",), "Say it in Precautions"),
    ),
    Rule(
        code="V004",
        name="contraindication-left-out",
        finds="The label contraindicates the medicine in a state that the monograph never names.",
        why=SILENCE,
        label=_label(contraindications="Paracetamol is contraindicated in patients with severe heart failure."),
        bad=(Page(),),
        good=(_precautions("if you are allergic to paracetamol", "if you have severe heart failure"),),
        confidence="medium",
        check=AgainstLabels("left-out", ("contraindication",), "Say it in Precautions"),
    ),
    Rule(
        code="V005",
        name="use-against-label",
        finds="A use that the official label excludes.",
        why=WHY,
        label=_label(),
        bad=(Page(usage="Paracetamol is used for gout."),),
        good=(Page(),),
        confidence="low",
        check=AgainstLabels("contradicted", ("use",), "Say that it is not for this, or name the source"),
    ),
    Rule(
        code="V006",
        name="interaction-left-out",
        finds="The label warns gravely of taking the medicine with another that the monograph does not name.",
        why=SILENCE,
        label=_label(drug_interactions="Avoid concomitant use of paracetamol with isoniazid."),
        bad=(Page(),),
        good=(_precautions("It interacts with warfarin", "It interacts with isoniazid"),),
        severity="info",
        confidence="medium",
        check=AgainstLabels("left-out", ("interaction",), "Name it under interactions"),
    ),
    Rule(
        code="V007",
        name="dose-not-in-label",
        finds="A dose that the official label, which speaks of such doses, does not give.",
        why="It may be right and of another source; then the page should name it.",
        label=_label(),
        bad=(Page(dosage="**Adults:** The loading dose is 1.5 g by mouth."),),
        good=(Page(),),
        severity="info",
        confidence="medium",
        check=AgainstLabels("not-found", ("dose",), "Name its source"),
    ),
)
