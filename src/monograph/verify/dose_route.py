"""A dose by a route that a label's product does not have: an error of the page, or another product's."""

from __future__ import annotations

import re

import msgspec

from monograph.claims.records import Dose
from monograph.names.routes import find_routes
from monograph.text.model import Span
from monograph.verify.dose_children import for_all, may_be_unnamed
from monograph.verify.dose_mentions import stating
from monograph.verify.dose_pairs import pairs, supporting
from monograph.verify.dose_scope import ON_SKIN, comparable, in_scope, names_another
from monograph.verify.quantity import words
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.verdict import Opinion

_INJECTED = frozenset({"intravenous", "intramuscular", "subcutaneous"})
_UNSURE_ROUTES = frozenset({"iv", "im", "sc"})
_SAME_LABEL = re.compile(r"[^.,;\n]{0,20}:[* ]{0,4}")
"""Between a route and a dose of the same sentence or label."""
_RIGHT_AFTER = re.compile(r"[^.,;\n]{0,20}")
_DENIED = re.compile(r"\b(?:no|not|cannot|unable|without|other|rather than|instead of|unlike)\b|n't\b")
"""Words of a form that there is not, or that somebody cannot take."""
_IS_NOT = re.compile(r"[^,]{0,40}?\b(?:is|are)(?: not\b|n't\b)| (?:plenty of )?(?:water|fluids?)\b")
_STOPS = re.compile(r"[;:\n]|\.(?!\d)")
_FAR = 100
_OR_ORALLY = re.compile(r"\b(?:oral|orally|by mouth|po)\b[^.;]{0,40}\bor\b|\bor (?:oral|orally|by mouth|po)\b")


def has_route(claim: Dose, label: ReadLabel) -> bool:
    """Whether the label's product is given by the claim's route, as far as both say.

    A label may tell fewer routes than its text gives doses by; those of another measure are mostly of another medicine.
    """
    routes = label.routes
    if claim.route in (None, "other", *routes) or not routes or "other" in routes:
        return True
    if claim.route in ON_SKIN and not ON_SKIN.isdisjoint(routes):
        return True
    return any(other.dose.route == claim.route and comparable(claim, other.dose) for other in label.doses)


def by_other_route(claim: Dose, page: ReadPage, label: ReadLabel) -> Opinion:
    """A route that the label's product does not have: the label's own dose by it is an error, another may be right."""
    given = " or ".join(label.routes)
    anywhere = msgspec.structs.replace(claim, route=None)
    given_so = [dose for dose in label.doses if comparable(anywhere, dose.dose)]
    alike = [dose for dose in given_so if in_scope(anywhere, dose)] + for_all(anywhere, given_so, label)
    same = supporting(anywhere, pairs(anywhere, alike), label.frequencies)
    others = (mention for mention in label.mentions if claim.route not in _routes_beside(mention.span, label))
    said = None if same else stating(anywhere, others, unnamed=may_be_unnamed(claim, label))
    if (same is None and said is None) or not _is_surely_wrong(claim, page, label):
        return Opinion("not-comparable", f"The label is for {given} use, not {claim.route}.")
    place = said.span if said else Span(same.dose.start, same.dose.end) if same else Span(0, 0)
    why = (
        f"The label gives {words(same.dose if same else anywhere)} by the {given} route, the page by the {claim.route}."
    )
    return Opinion("contradicted", why, label.quote(place))


def _routes_beside(span: Span, label: ReadLabel) -> set[str]:
    """The routes that a label names close to some words."""
    start, end = max(0, span.start - _FAR), min(len(label.text.folded), span.end + _FAR)
    return {found.value.name for found in find_routes(label.text.folded, start, end)}


def of_partner(claim: Dose, other: Dose, page: ReadPage, label: ReadLabel) -> Opinion | None:
    """Contradicted, where page and label each say in the dose's own words how it is given, and not alike."""
    own, theirs = (_own_route(one, text.folded) for one, text in ((claim, page.text), (other, label.text)))
    if not own or not theirs or not own.isdisjoint(theirs) or (own <= _INJECTED and theirs <= _INJECTED):
        return None
    why = f"The label gives {words(other)} by the {other.route} route, the page by the {claim.route}."
    return Opinion("contradicted", why, label.quote(Span(other.start, other.end)))


def _own_route(dose: Dose, folded: str) -> set[str]:
    """The routes that a dose's own clause names, where it says by which it is given."""
    said = dose.grounds.get("route")
    if said is None or not dose.start <= said.start < dose.end:
        return set()
    return {found.value.name for found in find_routes(folded, dose.start, dose.end)}


def _is_surely_wrong(claim: Dose, page: ReadPage, label: ReadLabel) -> bool:
    """Whether a route is said outright of a dose, and the label knows of no product by it."""
    said = claim.grounds.get("route")
    folded = page.text.folded
    if said is None or folded[said.start : said.end] in _UNSURE_ROUTES:
        return False
    if names_another(folded[claim.start : said.start], page.components):
        return False  # whose route it may be
    if claim.route in _INJECTED and _OR_ORALLY.search(folded, claim.start, claim.end):
        return False  # of what is swallowed there is mostly something to inject as well
    near = claim.start <= said.start < claim.end or _SAME_LABEL.fullmatch(folded, said.end, claim.start)
    if not near and not _RIGHT_AFTER.fullmatch(folded, claim.end, said.start):
        return False
    if _knows_form(claim, page):
        return False
    if claim.route in _INJECTED:
        return label.routes == ["oral"]
    spans = label.spans("dosage", "usage")
    return (
        claim.route == "oral"
        and _INJECTED.issuperset(label.routes)
        and not _is_given_by(frozenset({"oral"}), label.text.folded, spans, set(label.identity.components))
    )


def _knows_form(claim: Dose, page: ReadPage) -> bool:
    """Whether the page speaks of its medicine by the claim's route elsewhere."""
    family = _INJECTED if claim.route in _INJECTED else frozenset({claim.route})
    spans = [Span(section.start, section.end) for section in page.text.of_kind("generic-name", "usage", "dosage")]
    elsewhere = [part for span in spans for part in _around(span, Span(claim.start, claim.end))]
    return _is_given_by(family, page.text.folded, elsewhere, page.components)


def _around(span: Span, hole: Span) -> list[Span]:
    """A span without a part of it."""
    if not span.start <= hole.start < span.end:
        return [span]
    return [Span(span.start, hole.start), Span(hole.end, span.end)]


def _is_given_by(family: frozenset[str | None], folded: str, spans: list[Span], own: set[str]) -> bool:
    """Whether words speak of a route, not as that of another medicine, nor to say that it is none."""
    for start, end in spans:
        for found in find_routes(folded, start, end):
            if found.value.name not in family:
                continue
            before = _STOPS.split(folded[max(start, found.start - _FAR) : found.start])[-1]
            after = _STOPS.split(folded[found.end : min(end, found.end + _FAR)])[0]
            denied = _DENIED.search(before) or _IS_NOT.match(after)
            if not denied and not names_another(before, own) and not names_another(before + after, own):
                return True
    return False
