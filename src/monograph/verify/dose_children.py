"""Children and the doses of a label for adults, or for all."""

from __future__ import annotations

import re
from functools import lru_cache

from monograph.claims.records import Dose
from monograph.text.model import Span
from monograph.verify.dose_doubts import is_other_place
from monograph.verify.dose_mentions import persons_in
from monograph.verify.dose_pairs import Pair, pairs, supporting
from monograph.verify.dose_scope import CHILDREN, SPECIAL, LabelDose, bounds, group, is_for_minors
from monograph.verify.dose_use import is_said_off_label, may_be_other_use
from monograph.verify.label_children import denials, least_age
from monograph.verify.quantity import LIMITS, near, words
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.verdict import Opinion

_FORM = re.compile(r"\b(tablet|capsule|solution|suspension|injection|infusion|cream|gel|ointment|patch|granule|powder)")
_COMPARED = re.compile(r"\b(?:than|as|to|from) (?:in |for |that of )?$")
"""Words before persons whose dose another is only likened to."""
_WEIGHED = re.compile(r"\d ?kg\b")
_TOPS = {"neonate": 0.1, "infant": 2.0, "child": 12.0, "adolescent": 18.0}
"""The age in years that persons are below who are said to be of a kind, where their ages are not told."""
_AGED = re.compile(
    r"\badults?\b|pa?ediatric|neonat(?!al fc)|infants|children"
    r"|\b(?:\d+ months?|[1-9] years?|1[01] years?)(?: of age)?,?(?: and| or) (?:older|above|over)"
)
_BEFORE = 20
_ON_THE_SPOT = frozenset({"application", "drop"})
_GROWN = 16.0


def for_all(claim: Dose, alike: list[LabelDose], label: ReadLabel) -> list[LabelDose]:
    """The doses that a label for the claim's persons as well gives without saying to whom; else its limits."""
    if group(claim) in SPECIAL and _is_for(group(claim), label):
        return [other for other in alike if other.population in (None, "adult")]
    if group(claim) != "child" or not may_be_child(claim, label):
        return []
    general = [other for other in alike if other.population is None]
    if not label.is_for_children and any(group(other.dose) == "child" for other in alike):
        return [other for other in general if other.dose.role in LIMITS]
    return general


def may_be_unnamed(claim: Dose, label: ReadLabel) -> bool:
    """Whether those of whom a label does not say who they are may be the persons of a claim.

    An amount by weight or surface, and one for a spot, of a label that names nobody's age may be a child's as well.
    """
    if group(claim) in SPECIAL:
        return _is_for(group(claim), label)
    if group(claim) != "child":
        return True
    by_size = claim.per is not None or claim.unit in _ON_THE_SPOT
    return may_be_child(claim, label) or (by_size and _names_no_ages(label) and not denials(label))


def _is_for(kind: str, label: ReadLabel) -> bool:
    """Whether a label is for a kind of person by its indications or as adults, and gives no dose to them by name."""
    return (kind == "elderly" or kind in _treated(label)) and all(
        other.dose.population != kind for other in label.doses
    )


@lru_cache(maxsize=32)
def _treated(label: ReadLabel) -> frozenset[str]:
    """The kinds of person that the indications name."""
    return frozenset(kind for span in label.spans("usage") for kind in persons_in(label.text, span))


@lru_cache(maxsize=32)
def _names_no_ages(label: ReadLabel) -> bool:
    """Whether indications and dosage speak neither of adults nor of children."""
    return not any(_AGED.search(label.text.folded, *span) for span in label.spans("usage", "dosage"))


def may_be_child(claim: Dose, label: ReadLabel) -> bool:
    """Whether those of whom a label does not say who they are may be the children of a claim."""
    return label.is_for_children_too and not (claim.age_max is not None and claim.age_max <= least_age(label))


def of_children(claim: Dose, alike: list[LabelDose], page: ReadPage, label: ReadLabel) -> Opinion | None:
    """Contradicted, where the page gives adults what the label gives to children, and to adults something else."""
    said = claim.grounds.get("population")
    if claim.population != "adult" or said is None or claim.role in LIMITS:
        return None
    if not page.text.folded.rfind("\n", 0, claim.start) < said.start < claim.end:
        return None  # said far above, it may not hold here
    if _COMPARED.search(page.text.folded, max(0, said.start - _BEFORE), said.start):
        return None
    if label.is_for_children and not any(denial.below >= _GROWN for denial in denials(label)):
        return Opinion("not-comparable", "The label is for children only.")
    minors = [other for other in alike if is_for_minors(claim, other)]
    others = [other for other in alike if other not in minors]  # the old and the ill are adults too
    same = supporting(claim, pairs(claim, minors), label.frequencies)
    if same and "weight" in bounds(same.dose) and _WEIGHED.search(page.setting(claim)):
        return None  # the page may be of these weights too
    adults = pairs(claim, others)
    if same is None or supporting(claim, adults, label.frequencies) or any(map(_is_same, adults)):
        return None
    why = f"The label gives {words(same.dose)} to children only."
    return Opinion("contradicted", why, label.quote(Span(same.dose.start, same.dose.end)))


def _is_same(pair: Pair) -> bool:
    return near(pair.own.high, pair.theirs.high) and near(pair.own.least, pair.theirs.least)


def of_adults(claim: Dose, alike: list[LabelDose], page: ReadPage, label: ReadLabel) -> Opinion | None:
    """Contradicted, where the page gives children a dose and the label tells not to, or has only an adult's of it."""
    if claim.population not in CHILDREN or (claim.age_min or 0.0) >= _GROWN:
        return None
    denied = [denial for denial in denials(label) if _top(claim) <= denial.below]
    if not denied or is_said_off_label(claim, page) or may_be_other_use(claim, page, label):
        return None
    if any(group(other.dose) == "child" for other in alike):
        return None
    forbidden = [denial for denial in denied if denial.is_firm]
    same = supporting(claim, pairs(claim, alike), label.frequencies) if claim.role not in LIMITS else None
    if same and (forbidden or label.label.source != "leaflet"):
        why = f"The label gives {words(same.dose)} to adults; for children it has no established dose."
        return Opinion("contradicted", why, (forbidden or denied)[0].quote)
    by_another = label.routes and claim.route not in (None, "other", *label.routes)
    if by_another or is_other_place(claim, page, label):
        return None
    setting = page.setting(claim)
    for denial in forbidden:
        if denial.below >= _GROWN and all(form in setting for form in _FORM.findall(denial.quote.lower())):
            return Opinion("contradicted", "The label says that minors are not to be given it.", denial.quote)
    return None


def _top(claim: Dose) -> float:
    """The age in years that all persons of a dose are below."""
    if claim.age_max is not None:
        return claim.age_max
    if claim.age_min is not None:
        return _TOPS["adolescent"]
    return _TOPS[claim.population or "child"]
