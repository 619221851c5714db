"""Children and the doses of a label for adults, or for all."""

from __future__ import annotations

import re

from monograph.claims.records import Dose
from monograph.text.model import Span
from monograph.verify.dose_doubts import is_other_place
from monograph.verify.dose_pairs import Pair, pairs, supporting
from monograph.verify.dose_scope import CHILDREN, LabelDose, bounds, group, is_for_minors
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
_BEFORE = 20
_GROWN = 16.0


def for_all(claim: Dose, alike: list[LabelDose], label: ReadLabel) -> list[LabelDose]:
    """The doses that a label for children as well gives without saying to whom, and its limits."""
    if group(claim) != "child" or not may_be_child(claim, label):
        return []
    general = [other for other in alike if other.population is None]
    if not label.is_for_children and any(group(other.dose) == "child" for other in alike):
        return [other for other in general if other.dose.role in LIMITS]
    return general


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
