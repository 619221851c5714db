"""Reasons to doubt that a dose and a label speak of the same: another form, route, use, or an amount that was not read.

A dose in doubt may be supported, but it contradicts nothing: a false alarm costs an editor more than silence.
"""

from __future__ import annotations

import re

from monograph.claims.dose.reader import account_for
from monograph.claims.records import Dose
from monograph.library.model import Entry
from monograph.names.units import unit
from monograph.text.model import Span
from monograph.verify.effects import place_of
from monograph.verify.quantity import SLACK, amounts
from monograph.verify.read_label import WARNINGS, ReadLabel

_AMOUNT = re.compile(
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?) ?(mg|mcg|g|gram|grams|milligrams?|micrograms?|ml|units?|iu|meq|mmol)\b(?!/ml)"
)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w%]|\.\d)")
_FEWEST = 10
"""Bare numbers up to this are mostly references to sections and counts of tablets."""
_EXTENDED = re.compile(
    r"(?:extended|sustained|controlled|prolonged|modified|slow|delayed)[- ]release|\b(?:xr|er|sr|xl|cr|la)\b"
)
_NOT_PLAIN = re.compile(
    r"off-label|unlabell?ed|increment|investigational|equivalent|dietary|intake|loading|contains?\b|separate|consecutive"
    r"|co-?administ|when (?:taken|used|given|combined)|\b(?:two|three|four|2|3|4) doses\b|\bbolus|dialy"
)
_FORM = re.compile(r"\b(?:spray|granule|injection|injected|patch|suppository|enema|cream|gel|ointment|lozenge)\b")
_SPREAD = re.compile(r"\bdivided\b|\b(?:in|into) \w+ doses\b")
_FOR_A_WEEK = re.compile(r"\bfor (?:a|one|1|the first)\b|\bincrement|\b(?:every|each|first|per|a) week")
_COUNTED = frozenset(
    {"tablet", "capsule", "inhalation", "puff", "spray", "patch", "sachet", "dose", "suppository", "lozenge"}
)
_BY_ITSELF = frozenset({"oral", "topical", "ophthalmic", "inhaled", "nasal", "vaginal", "otic"})
"""Routes by which a dose is given where a page names none."""


def is_other_form(claim: Dose, entry: Entry, label: ReadLabel) -> bool:
    """Whether only one of the two speaks of a form that releases the substance slowly."""
    around = _line(claim, entry) + entry.monograph.title.lower()
    return bool(_EXTENDED.search(around)) != label.is_extended


def has_route(claim: Dose, label: ReadLabel) -> bool:
    """Whether the label's product is given by the claim's route, as far as both say."""
    routes = {*label.label.routes, *(dose.route for dose in label.doses if dose.route)}
    return claim.route in (None, "other") or not label.label.routes or "other" in routes or claim.route in routes


def is_doubtful(claim: Dose, entry: Entry, label: ReadLabel) -> bool:
    """Whether a dose had better not contradict this label."""
    known, said = unit(claim.unit), claim.quote.lower()
    if known is None or claim.unit in _COUNTED or known.dimension == "volume" or _NOT_PLAIN.search(said):
        return True
    if claim.basis == "dose" and _SPREAD.search(said):
        return True
    if claim.basis in ("week", "month") and _FOR_A_WEEK.search(said):
        return True
    return (
        _is_other_place(claim, entry, label)
        or _is_other_use(claim, label)
        or "off-label" in _line(claim, entry)
        or any(form not in label.text.folded for form in _FORM.findall(said))
    )


def _is_other_place(claim: Dose, entry: Entry, label: ReadLabel) -> bool:
    """Whether a dose may be given by another route than the label's product."""
    routes = set(label.label.routes)
    if claim.route is not None:
        return claim.route not in routes | {dose.route for dose in label.doses}
    told = {other.route for other in entry.claims if isinstance(other, Dose) and other.route}
    return routes.isdisjoint(_BY_ITSELF) or not told <= routes


def is_unread(claim: Dose, label: ReadLabel) -> bool:
    """Whether the label's dosage holds an amount like the claim's, or above it, that no reader accounts for."""
    own, known = amounts(claim), unit(claim.unit)
    if own is None or known is None:
        return True
    combined = len(label.identity.components) > 1
    read = [dose.grounds["amount"] for dose in label.doses if "amount" in dose.grounds]
    read += [span for span, _ in account_for(label.text)]
    folded = label.text.folded
    for start, end in label.spans(*WARNINGS):
        if any(_value(found[1]) == claim.amount_max for found in _AMOUNT.finditer(folded, start, end)):
            return True
    for start, end in label.spans("dosage"):
        for found in _AMOUNT.finditer(folded, start, end):
            other = unit(found[2])
            alike = other is not None and other.dimension == known.dimension and not _is_among(found.span(), read)
            if alike and other is not None and _value(found[1]) * other.factor * SLACK >= own.high:
                return True
        for found in _NUMBER.finditer(folded, start, end):
            value = _value(found[0])
            same = value in (claim.amount_max, claim.amount_min) or (combined and value >= own.high)
            if value > _FEWEST and same and not _is_among(found.span(), read):
                return True
    return False


def _is_other_use(claim: Dose, label: ReadLabel) -> bool:
    """Whether the dose is for a condition that the label's indications and dosage do not name."""
    if not claim.indication or len(claim.indication) < 4:
        return False
    return place_of(claim.indication, label, label.spans("usage", "dosage"), label.conditions) is None


def _line(claim: Dose, entry: Entry) -> str:
    """The line that the dose stands on, folded."""
    folded = entry.monograph.folded
    end = folded.find("\n", claim.end)
    return folded[folded.rfind("\n", 0, claim.start) + 1 : end if end >= 0 else len(folded)]


def _is_among(place: tuple[int, int], spans: list[Span]) -> bool:
    return any(span.start < place[1] and place[0] < span.end for span in spans)


def _value(number: str) -> float:
    return float(number.replace(",", ""))
