"""A dose of a monograph held against the doses of a label.

First comes whether the label speaks of it at all: of its route, its use and its persons. Then whether it states it, and
only then whether it cannot hold beside what is stated. Where each is asked:

* whose a dose is: ``dose_scope`` (persons), ``dose_children``, ``dose_use``, ``dose_route``, ``dose_partners``
* what it comes to: ``quantity`` (in a day, in one administration), ``dose_contents`` (of tablets and salts)
* what states it: ``dose_pairs`` (the doses that were read of the label), ``dose_mentions`` (any amount in its words)
* when it is given: ``dose_schedule`` (steps of a titration, days of a cycle)
* what excludes it: ``dose_conflict`` (too much, too little, too often), ``dose_doubts`` (what leaves that open), and
  ``dose_ways``, the order in which both are asked
"""

from __future__ import annotations

import re

from msgspec import structs

from monograph.claims.records import Dose
from monograph.names.mentions import find_medicines
from monograph.text.model import Span
from monograph.verify.dose_children import for_all, may_be_unnamed, of_adults, of_children
from monograph.verify.dose_conflict import Conflict, Side
from monograph.verify.dose_doubts import is_no_dose
from monograph.verify.dose_mentions import Mention, naming, stating
from monograph.verify.dose_pairs import NOT_HELD, Pair, at_both_ends, pairs, supporting
from monograph.verify.dose_route import by_other_route, has_route, of_partner
from monograph.verify.dose_schedule import leaves_cycle_open, other_time, scheduled
from monograph.verify.dose_scope import SPECIAL, LabelDose, comparable, group, in_scope, names_another
from monograph.verify.dose_use import for_its_use, is_off_label, may_be_other_use, of_its_use
from monograph.verify.dose_ways import Case, conflict_of
from monograph.verify.quantity import LIMITS, SLACK, words
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.verdict import Opinion

_HEDGED = re.compile(r"\b(?:usually|generally|typically|normally|rarely|seldom|often)\b")
"""Words by which what a page calls too much may be given at times."""


def judge_dose(claim: Dose, page: ReadPage, label: ReadLabel) -> Opinion:
    """What a label says of a dose; given by either of two routes it cannot be wrong by only one of them."""
    opinion = _judge(claim, page, label)
    if opinion.verdict == "supported" and leaves_cycle_open(claim, page, label):
        return structs.replace(opinion, is_weak=True)
    if opinion.verdict != "contradicted" or not page.is_by_either_route(claim):
        return opinion
    if _judge(structs.replace(claim, route=None), page, label).verdict != "supported":
        return opinion
    return _not_comparable("The page gives this dose by several routes, and the label by one of them.")


def _judge(claim: Dose, page: ReadPage, label: ReadLabel) -> Opinion:
    if claim.role in NOT_HELD or "frequency" in claim.unread or is_no_dose(claim, page):
        return _not_comparable("The dose was not read whole, or is none that a label could give.")
    if names_another((page.medicine(claim) or "").lower(), page.components):
        return _of_partner(claim, page, label)
    if not label.doses:
        return _not_comparable("No dose could be read in the label.")
    if not has_route(claim, label):
        return by_other_route(claim, page, label)
    if is_off_label(claim, page):
        return _not_comparable("The page gives this dose for a use that is not the label's.")
    alike = [dose for dose in label.doses if comparable(claim, dose.dose)]
    theirs = of_its_use(claim, page, label, [dose for dose in alike if in_scope(claim, dose)])
    compared = pairs(claim, theirs)
    if claim.role == "unsafe-above":
        return _unsafe_above(claim, compared, label)
    if excluded := of_adults(claim, alike, page, label) or of_children(claim, alike, page, label):
        return excluded
    general = for_all(claim, alike, label)
    if other := other_time(claim, page, theirs, label):
        return Opinion("contradicted", other.why, label.quote(_span(other.dose)))
    if found := _stated(claim, compared, pairs(claim, general), label) or scheduled(claim, page, theirs, label):
        return _supported(found, label)
    if said := _said(claim, page, label):
        return Opinion("supported", "The label says so in these words.", label.quote(said.span))
    standing = [other for other in (*theirs, *general) if "events" not in other.dose.unread]
    side = Side(
        for_its_use(claim, page, label, standing),
        of_its_use(claim, page, label, alike),
        label.frequencies,
        label.titrates,
        label.label.source == "leaflet",
        len(label.identity.components) == 1,
    )
    conflict = conflict_of(Case(claim, page, label, side))
    if isinstance(conflict, Conflict):
        return Opinion("contradicted", conflict.why, label.quote(_span(conflict.dose)))
    return _not_comparable(conflict) if conflict else _undecided(claim, compared, label)


def _stated(claim: Dose, compared: list[Pair], general: list[Pair], label: ReadLabel) -> LabelDose | None:
    """The label's dose that states a claim: one of those for the same persons, for all, or two at its ends."""
    said = label.frequencies
    return supporting(claim, compared, said) or supporting(claim, general, said) or at_both_ends(claim, compared, said)


def _said(claim: Dose, page: ReadPage, label: ReadLabel) -> Mention | None:
    """The words of the label that state a claim which may be for its use and is by a route of its product."""
    routes = label.routes
    if (routes and claim.route not in (None, "other", *routes)) or may_be_other_use(claim, page, label):
        return None
    return stating(claim, label.mentions, unnamed=may_be_unnamed(claim, label))


def _unsafe_above(claim: Dose, compared: list[Pair], label: ReadLabel) -> Opinion:
    """ "More than 14 g a day is unsafe" cannot hold where the label gives more; that it is seldom needed can."""
    stated = [pair for pair in compared if pair.other.dose.role in LIMITS]
    if found := supporting(claim, stated, label.frequencies):
        return Opinion("supported", f"The label's limit is {words(found.dose)}.", label.quote(_span(found.dose)))
    more = [pair for pair in compared if pair.measure == "day" and pair.theirs.high > pair.own.high * SLACK]
    if more and not _HEDGED.search(claim.quote.lower()):
        most = max(more, key=lambda pair: pair.theirs.high).other.dose
        why = f"The page calls more than {words(claim)} unsafe; the label gives {words(most)}."
        return Opinion("contradicted", why, label.quote(_span(most)))
    if found := supporting(claim, compared, label.frequencies):
        return Opinion("supported", f"The label's limit is {words(found.dose)}.", label.quote(_span(found.dose)))
    return _undecided(claim, compared, label)


def _of_partner(claim: Dose, page: ReadPage, label: ReadLabel) -> Opinion:
    """A dose of another medicine that is taken with the page's: the label may give it as well."""
    own = {found.value for found in find_medicines((page.medicine(claim) or "").lower())}
    same = [
        other
        for other in label.partner_doses
        if in_scope(claim, other)
        if not own.isdisjoint(found.value for found in find_medicines((other.dose.medicine or "").lower()))
    ]
    if found := _supporting(claim, same, label):
        return _supported(found, label)
    if found := _supporting(structs.replace(claim, route=None), same, label):
        return of_partner(claim, found.dose, page, label) or _supported(found, label)
    return _not_comparable("The dose is of another medicine, and the label does not give it.")


def _supporting(claim: Dose, others: list[LabelDose], label: ReadLabel) -> LabelDose | None:
    alike = [other for other in others if comparable(claim, other.dose)]
    return supporting(claim, pairs(claim, alike), label.frequencies)


def _undecided(claim: Dose, compared: list[Pair], label: ReadLabel) -> Opinion:
    if not compared and (place := _spoken_of(group(claim), label)):
        return Opinion("not-found", "The label speaks of these persons, and gives no such dose.", label.quote(place))
    if not compared:
        return _not_comparable("The label gives no dose for these persons in this unit.")
    nearest = min(compared, key=lambda pair: abs(pair.theirs.high - pair.own.high)).other.dose
    return Opinion(
        "not-found", f"The label does not give this dose; nearest is {words(nearest)}.", label.quote(_span(nearest))
    )


def _spoken_of(kind: str, label: ReadLabel) -> Span | None:
    """Where the label's dosage names the old, the pregnant or those with a weak organ."""
    places = (naming(label.text, span, kind) for span in label.spans("dosage")) if kind in SPECIAL else ()
    return next((place for place in places if place), None)


def _supported(found: LabelDose, label: ReadLabel) -> Opinion:
    return Opinion("supported", f"The label gives {words(found.dose)}.", label.quote(_span(found.dose)))


def _not_comparable(why: str) -> Opinion:
    return Opinion("not-comparable", why)


def _span(dose: Dose) -> Span:
    return Span(dose.start, dose.end)
