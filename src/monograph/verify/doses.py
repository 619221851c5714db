"""A dose of a monograph held against the doses of a label."""

from __future__ import annotations

import re

import msgspec

from monograph.claims.records import Dose
from monograph.library.model import Entry
from monograph.names.routes import find_routes
from monograph.text.model import Span
from monograph.verify.dose_conflict import (
    Conflict,
    excess,
    gross_conflict,
    is_solid,
    other_amount,
    other_frequency,
    other_start,
    shortfall,
)
from monograph.verify.dose_doubts import doubt, has_route, is_no_dose, is_other_form, is_other_place, is_unread
from monograph.verify.dose_pairs import LIMITS, NOT_HELD, Pair, pairs, supporting
from monograph.verify.dose_scope import LabelDose, comparable, group, in_scope
from monograph.verify.quantity import SLACK, words
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.verdict import Opinion

_UNESTABLISHED = re.compile(
    r"safety and effectiveness[^.]{0,60} in (?:pediatric patients|children|the pediatric population)"
    r"(?! (?:below|under|less|younger))[^.]{0,30}"
    r" not been established(?!,? (?:in|for|below|under))"
)
_INJECTED = frozenset({"intravenous", "intramuscular", "subcutaneous"})
_UNSURE_ROUTES = frozenset({"iv", "im", "sc"})
_SAME_LABEL = re.compile(r"[^.,;\n]{0,20}:[* ]{0,4}")
"""Between a route and a dose of the same sentence or label."""
_BY_MOUTH = re.compile(r"\b(?:orally|by mouth|tablets?|capsules?|oral (?:suspension|solution|dose|dosage))\b")
_BY_NEEDLE = re.compile(r"intravenous|injection|infusion|subcutaneous|intramuscular")
_LIMITING = re.compile(r"more than|up to|maxim|exceed|and at bedtime")
_GROUPS = frozenset({"adult", "child"})


def judge_dose(claim: Dose, entry: Entry, label: ReadLabel) -> Opinion:
    """What a label says of a dose."""
    if claim.role in NOT_HELD or "frequency" in claim.unread or is_no_dose(claim, entry):
        return _not_comparable("The dose was not read whole, or is none that a label could give.")
    if not label.doses:
        return _not_comparable("No dose could be read in the label.")
    if not has_route(claim, label):
        return _by_other_route(claim, entry, label)
    alike = [dose for dose in label.doses if comparable(claim, dose.dose)]
    compared = pairs(claim, [dose for dose in alike if in_scope(claim, dose)])
    if claim.role == "unsafe-above":
        return _unsafe_above(claim, compared, label)
    if found := supporting(claim, compared):
        return Opinion("supported", f"The label gives {words(found.dose)}.", label.quote(_span(found.dose)))
    return _unsupported(claim, entry, label, alike, compared)


def _unsupported(claim: Dose, entry: Entry, label: ReadLabel, alike: list[LabelDose], compared: list[Pair]) -> Opinion:
    """Of a dose that the label does not give: whether it excludes it, or leaves it open."""
    if is_other_place(claim, entry, label):
        return _not_comparable("The label does not give this dose, which may be for another route than the label's.")
    everywhere = pairs(claim, alike)
    conflict = gross_conflict(claim, everywhere, alike)
    if conflict and not is_unread(claim, label, conflict.dose if conflict.is_above else None):
        return _contradicted(conflict, label)
    if is_other_form(entry, label):
        return _not_comparable("The page and the label speak of forms that release the substance differently.")
    if doubted := doubt(claim, entry, label):
        return _not_comparable(doubted)
    single = len(entry.identity.components) == 1
    conflict = excess(claim, compared, everywhere, alike) if single else None
    if conflict and "and at bedtime" not in conflict.dose.quote and not is_unread(claim, label, conflict.dose):
        return _contradicted(conflict, label)
    if single and group(claim) in _GROUPS:
        conflict = (
            other_start(claim, compared, alike)
            or shortfall(claim, compared, everywhere)
            or other_frequency(claim, compared)
            or other_amount(claim, compared, alike, label.titrates)
        )
        if conflict and not _LIMITING.search(conflict.dose.quote.lower()) and not is_unread(claim, label):
            return _contradicted(conflict, label)
    return _adult_dose_for_child(claim, alike, label) or _undecided(claim, compared)


def _unsafe_above(claim: Dose, compared: list[Pair], label: ReadLabel) -> Opinion:
    """ "More than 14 g a day is unsafe" cannot hold where the label gives more."""
    stated = [pair for pair in compared if pair.other.dose.role in LIMITS]
    if found := supporting(claim, stated):
        return Opinion("supported", f"The label's limit is {words(found.dose)}.", label.quote(_span(found.dose)))
    more = [pair for pair in compared if pair.measure == "day" and pair.theirs.high > pair.own.high * SLACK]
    if more:
        most = max(more, key=lambda pair: pair.theirs.high).other.dose
        why = f"The page calls more than {words(claim)} unsafe; the label gives {words(most)}."
        return Opinion("contradicted", why, label.quote(_span(most)))
    if found := supporting(claim, compared):
        return Opinion("supported", f"The label's limit is {words(found.dose)}.", label.quote(_span(found.dose)))
    return _undecided(claim, compared)


def _is_surely_wrong(claim: Dose, entry: Entry, label: ReadLabel) -> bool:
    """Whether a route is said outright of a dose, and the label knows of no product by it."""
    said = claim.grounds.get("route")
    folded = entry.monograph.folded
    if said is None or folded[said.start : said.end] in _UNSURE_ROUTES:
        return False
    if not (claim.start <= said.start < claim.end or _SAME_LABEL.fullmatch(folded, said.end, claim.start)):
        return False
    family = _INJECTED if claim.route in _INJECTED else {claim.route}
    for section in entry.monograph.sections:
        for found in find_routes(folded, section.start, section.end):
            if found.value.name in family and not claim.start <= found.start < claim.end:
                return False  # the page knows of such a form
    spoken = "".join(label.text.folded[start:end] for start, end in label.spans("dosage", "usage"))
    if claim.route in _INJECTED:
        return label.label.routes == ["oral"] and not _BY_NEEDLE.search(spoken)
    return claim.route == "oral" and _INJECTED.issuperset(label.label.routes) and not _BY_MOUTH.search(spoken)


def _by_other_route(claim: Dose, entry: Entry, label: ReadLabel) -> Opinion:
    """A route that the label's product does not have: the label's own dose by it is an error, another may be right."""
    given = " or ".join(label.label.routes)
    anywhere = msgspec.structs.replace(claim, route=None)
    alike = [dose for dose in label.doses if comparable(anywhere, dose.dose) and in_scope(anywhere, dose)]
    same = supporting(anywhere, pairs(anywhere, alike)) if claim.role not in LIMITS else None
    if same is None or not _is_surely_wrong(claim, entry, label):
        return _not_comparable(f"The label is for {given} use, not {claim.route}.")
    why = f"The label gives {words(same.dose)} by the {given} route, the page by the {claim.route}."
    return Opinion("contradicted", why, label.quote(_span(same.dose)))


def _adult_dose_for_child(claim: Dose, alike: list[LabelDose], label: ReadLabel) -> Opinion | None:
    """A label's adult dose that the page gives children, where the label says outright that it has none for them."""
    if group(claim) != "child" or claim.age_min is not None or claim.weight_min is not None:
        return None
    folded = label.text.folded
    said = next((f for s in label.spans(*WARNINGS) if (f := _UNESTABLISHED.search(folded, s.start, s.end))), None)
    if said is None or any(group(dose.dose) == "child" for dose in alike):
        return None
    same = supporting(claim, pairs(claim, [dose for dose in alike if dose.population in (None, "adult")]))
    if same is None or claim.basis == "unclear" or claim.role in LIMITS or not is_solid(same.dose):
        return None
    why = f"The label gives {words(same.dose)} to adults; for children it has no established dose."
    return Opinion("contradicted", why, label.quote(Span(*said.span())))


def _undecided(claim: Dose, compared: list[Pair]) -> Opinion:
    if not compared:
        return _not_comparable("The label gives no dose for these persons in this unit.")
    nearest = min(compared, key=lambda pair: abs(pair.theirs.high - pair.own.high)).other.dose
    return Opinion("not-found", f"The label does not give this dose; nearest is {words(nearest)}.")


def _contradicted(conflict: Conflict, label: ReadLabel) -> Opinion:
    return Opinion("contradicted", conflict.why, label.quote(_span(conflict.dose)))


def _not_comparable(why: str) -> Opinion:
    return Opinion("not-comparable", why)


def _span(dose: Dose) -> Span:
    return Span(dose.start, dose.end)
