"""A dose of a monograph held against the doses of a label.

First comes whether the label speaks of it at all: of its route, its use and its persons. Then whether it states it, and
only then whether it cannot hold beside what is stated.
"""

from __future__ import annotations

import re

import msgspec

from monograph.claims.records import Dose
from monograph.names.mentions import find_medicines
from monograph.names.routes import find_routes
from monograph.text.model import Span
from monograph.verify.dose_bounds import LIMITS
from monograph.verify.dose_children import for_all, of_adults, of_children
from monograph.verify.dose_conflict import (
    Conflict,
    Side,
    above,
    below,
    gross,
    lower_maximum,
    other_amount,
    other_frequency,
    other_start,
    slip,
)
from monograph.verify.dose_doubts import (
    doubt,
    has_route,
    is_no_dose,
    is_other_form,
    is_other_place,
    is_special_case,
    is_unread,
    speaks_of_case,
)
from monograph.verify.dose_pairs import NOT_HELD, Pair, at_both_ends, pairs, supporting
from monograph.verify.dose_scope import comparable, group, in_scope, names_another
from monograph.verify.dose_use import for_its_use, is_off_label, may_be_other_use, of_its_use
from monograph.verify.quantity import SLACK, words
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.verdict import Opinion

_INJECTED = frozenset({"intravenous", "intramuscular", "subcutaneous"})
_UNSURE_ROUTES = frozenset({"iv", "im", "sc"})
_SAME_LABEL = re.compile(r"[^.,;\n]{0,20}:[* ]{0,4}")
"""Between a route and a dose of the same sentence or label."""
_RIGHT_AFTER = re.compile(r"[^.,;\n]{0,20}")
_BY_MOUTH = re.compile(r"\b(?:orally|by mouth|tablets?|capsules?|oral (?:suspension|solution|dose|dosage))\b")
_BY_NEEDLE = re.compile(r"intravenous|injection|infusion|subcutaneous|intramuscular")
_MORE_THAN_ONE = re.compile(r"consecutive(?! days)|\bseparate\b|two \w+ of")
"""Words of doses that are several together."""
_GROUPS = frozenset({"adult", "child"})
_LIMITING = re.compile(r"more than|up to|maxim|exceed")


def judge_dose(claim: Dose, page: ReadPage, label: ReadLabel) -> Opinion:
    """What a label says of a dose."""
    if claim.role in NOT_HELD or "frequency" in claim.unread or is_no_dose(claim, page):
        return _not_comparable("The dose was not read whole, or is none that a label could give.")
    if names_another((claim.medicine or "").lower(), page.components):
        return _of_partner(claim, label)
    if not label.doses:
        return _not_comparable("No dose could be read in the label.")
    if not has_route(claim, label):
        return _by_other_route(claim, page, label)
    if is_off_label(claim, page):
        return _not_comparable("The page gives this dose for a use that is not the label's.")
    alike = [dose for dose in label.doses if comparable(claim, dose.dose)]
    theirs = [dose for dose in alike if in_scope(claim, dose)]
    theirs = of_its_use(claim, page, label, theirs)
    compared = pairs(claim, theirs)
    if claim.role == "unsafe-above":
        return _unsafe_above(claim, compared, label)
    if excluded := of_adults(claim, alike, page, label):
        return excluded
    if excluded := of_children(claim, alike, label):
        return excluded
    general = pairs(claim, for_all(claim, alike, label))
    found = supporting(claim, compared, label.frequencies) or supporting(claim, general, label.frequencies)
    found = found or at_both_ends(claim, compared, label.frequencies)
    if found:
        return Opinion("supported", f"The label gives {words(found.dose)}.", label.quote(_span(found.dose)))
    side = Side(
        for_its_use(claim, page, label, [*theirs, *for_all(claim, alike, label)]),
        of_its_use(claim, page, label, alike),
        label.frequencies,
        label.titrates,
        label.label.source == "leaflet",
    )
    conflict = _conflict(claim, page, label, side)
    if isinstance(conflict, Conflict):
        return Opinion("contradicted", conflict.why, label.quote(_span(conflict.dose)))
    if conflict:
        return _not_comparable(conflict)
    return _undecided(compared, label)


def _conflict(claim: Dose, page: ReadPage, label: ReadLabel, side: Side) -> Conflict | str | None:
    """Beside which of the label's doses a claim cannot hold; or in words why that is in doubt."""
    if found := slip(claim, side):
        return found
    if may_be_other_use(claim, page, label):
        return "The label does not give this dose, nor does it speak of what the page gives it for."
    is_special = is_special_case(claim)
    if not is_special and group(claim) in _GROUPS and (found := other_frequency(claim, side, is_exact=True)):
        return found  # of whatever form: the amount is the same
    if is_other_place(claim, page, label):
        return "The label does not give this dose, which may be for another route than the label's."
    if is_special and not speaks_of_case(claim, label):
        return "The label does not give this dose, and the page speaks of a special case."
    if (found := gross(claim, side)) and not is_unread(claim, label, found.dose if found.is_above else None):
        return found
    if is_other_form(claim, page, label):
        return "The page and the label speak of forms that release the substance differently."
    if doubted := doubt(claim, page, label):
        return doubted
    if found := above(claim, side):
        return None if _MORE_THAN_ONE.search(found.dose.quote) or is_unread(claim, label, found.dose) else found
    if is_special or len(page.components) > 1 or group(claim) not in _GROUPS:
        return None  # what is too little of one component, or with healthy kidneys, may be right for another
    if found := lower_maximum(claim, side):
        return found
    if found := other_start(claim, side):
        return None if is_unread(claim, label) else found
    found = below(claim, side) or other_frequency(claim, side) or other_amount(claim, side)
    if found and not _LIMITING.search(found.dose.quote.lower()) and not is_unread(claim, label):
        return found
    return None


def _unsafe_above(claim: Dose, compared: list[Pair], label: ReadLabel) -> Opinion:
    """ "More than 14 g a day is unsafe" cannot hold where the label gives more."""
    stated = [pair for pair in compared if pair.other.dose.role in LIMITS]
    if found := supporting(claim, stated, label.frequencies):
        return Opinion("supported", f"The label's limit is {words(found.dose)}.", label.quote(_span(found.dose)))
    more = [pair for pair in compared if pair.measure == "day" and pair.theirs.high > pair.own.high * SLACK]
    if more:
        most = max(more, key=lambda pair: pair.theirs.high).other.dose
        why = f"The page calls more than {words(claim)} unsafe; the label gives {words(most)}."
        return Opinion("contradicted", why, label.quote(_span(most)))
    if found := supporting(claim, compared, label.frequencies):
        return Opinion("supported", f"The label's limit is {words(found.dose)}.", label.quote(_span(found.dose)))
    return _undecided(compared, label)


def _is_surely_wrong(claim: Dose, page: ReadPage, label: ReadLabel) -> bool:
    """Whether a route is said outright of a dose, and the label knows of no product by it."""
    said = claim.grounds.get("route")
    folded = page.text.folded
    if said is None or folded[said.start : said.end] in _UNSURE_ROUTES:
        return False
    if names_another(folded[claim.start : said.start], page.components):
        return False  # whose route it may be
    near = claim.start <= said.start < claim.end or _SAME_LABEL.fullmatch(folded, said.end, claim.start)
    if not near and not _RIGHT_AFTER.fullmatch(folded, claim.end, said.start):
        return False
    family = _INJECTED if claim.route in _INJECTED else {claim.route}
    for section in page.text.of_kind("generic-name", "usage", "dosage"):
        for found in find_routes(folded, section.start, section.end):
            if found.value.name in family and not claim.start <= found.start < claim.end:
                return False  # the page knows of such a form
    spoken = "".join(label.text.folded[start:end] for start, end in label.spans("dosage", "usage"))
    if claim.route in _INJECTED:
        return label.label.routes == ["oral"]
    return claim.route == "oral" and _INJECTED.issuperset(label.label.routes) and not _BY_MOUTH.search(spoken)


def _by_other_route(claim: Dose, page: ReadPage, label: ReadLabel) -> Opinion:
    """A route that the label's product does not have: the label's own dose by it is an error, another may be right."""
    given = " or ".join(label.label.routes)
    anywhere = msgspec.structs.replace(claim, route=None)
    given_so = [dose for dose in label.doses if comparable(anywhere, dose.dose)]
    alike = [dose for dose in given_so if in_scope(anywhere, dose)] + for_all(anywhere, given_so, label)
    same = supporting(anywhere, pairs(anywhere, alike), label.frequencies) if claim.role not in LIMITS else None
    if same is None or not _is_surely_wrong(claim, page, label):
        return _not_comparable(f"The label is for {given} use, not {claim.route}.")
    why = f"The label gives {words(same.dose)} by the {given} route, the page by the {claim.route}."
    return Opinion("contradicted", why, label.quote(_span(same.dose)))


def _of_partner(claim: Dose, label: ReadLabel) -> Opinion:
    """A dose of another medicine that is taken with the page's: the label may give it as well."""
    own = {found.value for found in find_medicines((claim.medicine or "").lower())}
    same = [
        other
        for other in label.partner_doses
        if comparable(claim, other.dose) and in_scope(claim, other)
        if not own.isdisjoint(found.value for found in find_medicines((other.dose.medicine or "").lower()))
    ]
    if found := supporting(claim, pairs(claim, same), label.frequencies):
        return Opinion("supported", f"The label gives {words(found.dose)}.", label.quote(_span(found.dose)))
    return _not_comparable("The dose is of another medicine, and the label does not give it.")


def _undecided(compared: list[Pair], label: ReadLabel) -> Opinion:
    if not compared:
        return _not_comparable("The label gives no dose for these persons in this unit.")
    nearest = min(compared, key=lambda pair: abs(pair.theirs.high - pair.own.high)).other.dose
    return Opinion(
        "not-found", f"The label does not give this dose; nearest is {words(nearest)}.", label.quote(_span(nearest))
    )


def _not_comparable(why: str) -> Opinion:
    return Opinion("not-comparable", why)


def _span(dose: Dose) -> Span:
    return Span(dose.start, dose.end)
