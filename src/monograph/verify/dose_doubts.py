"""Reasons to doubt that a dose and a label speak of the same: another form, route, use, or an amount that was not read.

A dose in doubt may be supported, but it contradicts nothing: a false alarm costs an editor more than silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from monograph.claims.records import Dose
from monograph.names.units import unit
from monograph.text.model import Span
from monograph.verify.dose_mentions import measures
from monograph.verify.dose_scope import SPECIAL, group, is_given, names_another
from monograph.verify.quantity import LIMITS, amounts, dimension, measured, near, unit_kind
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage

_STRENGTH = re.compile(r"(?:mg|mcg|g)\b[^.]{0,20} per \d+ ?ml")
_WORD = re.compile(r"[a-zµ%]+")
_PER = ("kg", "m2")
_DIVIDED = re.compile(r" ?(?:/|per) ?(?:kg|kilogram|m ?2|m²|lb)")
_PLAUSIBLE = 3
"""How many times a dose an amount that was not read may be, to be one of the same medicine."""
_NAMED = 60
"""Letters before an amount in which a medicine is named that it is of."""
_NOT_TAKEN = re.compile(r"equivalen|dietary|\bintake|contains?\b|reference")
"""Words beside amounts that nobody takes at once."""
_STEP = re.compile(r"\bincrements? [^.;,\d]{0,20}$")
"""Words before an amount by which a dose is changed."""
_NOT_PLAIN = re.compile(
    r"per week \(|\bfor each\b|\bper lit|(?<!cycle is )\brepeat(?!ing the)"
    r"|\b(?:total|cumulative)(?! daily| bilirubin| of \w+ (?:day|week|month|cycle))"
    r"|co-?administ|dialy|combination|when (?:taken|used|given|combined)|sensitive|debilitated|depletion|\bsalt\b"
    r"|necessitate an?\b"
)
"""Words of special cases, of which a label may speak elsewhere or not at all."""
_FORM = re.compile(
    r"\b(spray|granule|injection|patch|suppositor|enema|cream|gel|ointment|lozenge|foam|lotion|film|liposom)"
)
_FINE = "microni"
"""Of micronized substances less is given."""
_SOLID = re.compile(r"\btablet|\bcapsule|\bgranule")
_INHALED = re.compile(r"\binhal(?:ed|ers?|ations?)\b")
"""Of what is inhaled each device delivers another amount."""
_COUNTED = frozenset(
    {
        "tablet",
        "capsule",
        "inhalation",
        "puff",
        "spray",
        "patch",
        "sachet",
        "dose",
        "suppository",
        "lozenge",
        "teaspoon",
        "packet",
    }
)
_BY_ITSELF = frozenset({"oral", "topical", "ophthalmic", "inhaled", "nasal", "vaginal", "otic"})
"""Routes by which a dose is given where a page names none."""


_SELDOM = frozenset({"rectal", "other"})
"""Routes that a page may name beside the one that its doses are for."""


def is_other_form(claim: Dose, page: ReadPage, label: ReadLabel) -> bool:
    """Whether one of the two speaks of a form that releases the substance slowly: of these each is dosed in its way."""
    if _FINE in label.forms_named and (page.is_plain_only(claim) or _FINE not in page.setting(claim)):
        return True
    if page.is_slow(claim):
        return not label.speaks_of_extended or (page.is_plain(claim) and not label.speaks_of_plain)
    if not label.is_extended:
        return False
    told = _SOLID.search(claim.quote.lower())
    return page.speaks_of_plain or label.is_named_extended or bool(told and told[0] not in label.forms_named)


def is_no_dose(claim: Dose, page: ReadPage) -> bool:
    """Whether what was read as a dose is a strength or an amount for each kilogram."""
    said, given = claim.quote.lower(), amounts(claim)
    if not is_given(page.text, claim):
        return True
    return (
        given is None
        or given.high == 0
        or not any(letter.isalpha() for letter in said)
        or (claim.per is None and _DIVIDED.search(said) is not None)
        or _STRENGTH.search(said) is not None
    )


def is_other_place(claim: Dose, page: ReadPage, label: ReadLabel) -> bool:
    """Whether a dose may be given by another route than the label's product, or is none that can be compared."""
    said = claim.quote.lower()
    before = said[: claim.grounds["amount"].start - claim.start] if "amount" in claim.grounds else ""
    if _NOT_TAKEN.search(said) or _STEP.search(before) or _INHALED.search(f"{claim.quote} {claim.route}".lower()):
        return True
    if group(claim) == "adult" and label.is_for_children:
        return True
    routes = {*label.routes, *(other.dose.route for other in label.doses if other.dose.route)}
    if claim.route is not None and (claim.route != "other" or "other" in routes):
        return bool(routes) and claim.route not in routes
    if told := page.routes_about(claim):
        return not told <= routes
    named = (page.routes_named | page.routes_of_doses) - _SELDOM
    return not named <= routes if named else routes.isdisjoint(_BY_ITSELF)


def is_special_case(claim: Dose) -> bool:
    """Whether a dose is given beside other medicines, again and again, or to persons that are not plainly told."""
    said = claim.quote.lower()
    if claim.role in LIMITS and claim.basis == "day":
        said = said.replace("repeat", "")  # what is repeated is in the day's total
    return (
        "events" in claim.unread
        or _NOT_PLAIN.search(said) is not None
        or ("impairment" in said and group(claim) not in SPECIAL)
    )


def speaks_of_case(claim: Dose, label: ReadLabel) -> bool:
    """Whether the label's dosage speaks of a page's special case in the same words."""
    said = _NOT_PLAIN.search(claim.quote.lower())
    return said is not None and any(
        label.text.folded.find(said[0], *span) >= 0 for span in label.spans("usage", "dosage")
    )


def is_counted(claim: Dose) -> bool:
    """Whether a dose is in a unit of which the product tells how much of the substance it holds."""
    known = unit(claim.unit)
    return known is None or claim.unit in _COUNTED


def is_other_product(claim: Dose, page: ReadPage, label: ReadLabel) -> bool:
    """Whether a dose stands under a form of which the label does not speak."""
    forms = set(_FORM.findall(page.setting(claim)))
    return bool(forms) and not any(form in label.forms_named for form in forms)


def is_unread(claim: Dose, label: ReadLabel, most: Dose | None = None) -> bool:
    """Whether the label holds the claim's amount in words that no reader accounts for.

    With ``most``, the largest dose that was read, an amount in its dosage that is larger than the claim's counts too.
    """
    own = amounts(claim)
    if own is None:
        return True
    read = (amounts(other.dose) for other in label.doses if dimension(other.dose) == dimension(claim))
    if any(given and near(given.high, own.high) for given in read):
        return False  # the conflict is about something else than the amount
    daily = measured(claim, "day")
    floor = max(own.high, daily.high) if daily else own.high
    if any(kind == dimension(claim)[0] and near(weight, own.high) for kind, weight in label.salts):
        return True
    return _is_cell(claim, label) or any(
        near(amount, own.high) or (most and floor <= amount <= floor * _PLAUSIBLE)
        for amount in _unread_amounts(claim, label)
    )


def _is_cell(claim: Dose, label: ReadLabel) -> bool:
    """Whether a cell of a table in the label's dosage is the claim's amount: its unit stands in the head."""
    ends = [re.escape(f"{end:g}") for end in (claim.amount_min, claim.amount_max) if end is not None]
    cell = re.compile(
        rf"(?:\||^) ?{'(?: ?- ?| to )'.join(dict.fromkeys(ends))}(?: once| twice| three| ?\||$)", re.MULTILINE
    )
    blocks = (block for section in label.text.of_kind("dosage") for block in section.blocks)
    for block in blocks:
        heads = zip_longest(block.cells, block.header) if block.cells else [(Span(block.start, block.end), None)]
        for place, head in heads:
            if place and cell.search(label.text.folded[slice(*place)]) and _may_measure(claim, head, label):
                return True
    return False


def _may_measure(claim: Dose, head: Span | None, label: ReadLabel) -> bool:
    """Whether what stands below the head of a column may be in the claim's unit: the head names this one, or none."""
    said = label.text.folded[slice(*head)] if head else ""
    units = {known for word in _WORD.findall(said) if (known := unit(word))}
    if not units:
        return True
    if claim.per in _PER and claim.per not in said.replace("m 2", "m2").replace("m²", "m2"):
        return False
    return any(unit_kind(known) == dimension(claim)[0] for known in units)


def _unread_amounts(claim: Dose, label: ReadLabel) -> Iterator[float]:
    """The amounts in the label's dosage that measure what a claim does and are neither read nor another medicine's."""
    own = set(label.identity.components)
    for mention in label.mentions:
        start, end = mention.span
        if (
            measures(claim, mention)
            and not any(span.start < end and start < span.end for span in label.accounted)
            and not names_another(label.text.folded[max(0, start - _NAMED) : start], own)
        ):
            yield mention.amount.high * mention.amount.unit.factor
