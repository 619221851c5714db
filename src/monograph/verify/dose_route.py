"""A dose by a route that a label's product does not have: an error of the page, or another product's."""

from __future__ import annotations

import re

import msgspec

from monograph.claims.records import Dose
from monograph.names.routes import find_routes
from monograph.text.model import Span
from monograph.verify.dose_bounds import LIMITS
from monograph.verify.dose_children import for_all
from monograph.verify.dose_pairs import pairs, supporting
from monograph.verify.dose_scope import comparable, in_scope, names_another
from monograph.verify.quantity import words
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.verdict import Opinion

_INJECTED = frozenset({"intravenous", "intramuscular", "subcutaneous"})
_UNSURE_ROUTES = frozenset({"iv", "im", "sc"})
_SAME_LABEL = re.compile(r"[^.,;\n]{0,20}:[* ]{0,4}")
"""Between a route and a dose of the same sentence or label."""
_RIGHT_AFTER = re.compile(r"[^.,;\n]{0,20}")
_BY_MOUTH = re.compile(r"\b(?:orally|by mouth|tablets?|capsules?|oral (?:suspension|solution|dose|dosage))\b")


def has_route(claim: Dose, label: ReadLabel) -> bool:
    """Whether the label's product is given by the claim's route, as far as both say."""
    routes = {*label.label.routes, *(dose.dose.route for dose in label.doses if dose.dose.route)}
    return claim.route in (None, "other") or not label.label.routes or "other" in routes or claim.route in routes


def by_other_route(claim: Dose, page: ReadPage, label: ReadLabel) -> Opinion:
    """A route that the label's product does not have: the label's own dose by it is an error, another may be right."""
    given = " or ".join(label.label.routes)
    anywhere = msgspec.structs.replace(claim, route=None)
    given_so = [dose for dose in label.doses if comparable(anywhere, dose.dose)]
    alike = [dose for dose in given_so if in_scope(anywhere, dose)] + for_all(anywhere, given_so, label)
    same = supporting(anywhere, pairs(anywhere, alike), label.frequencies) if claim.role not in LIMITS else None
    if same is None or not _is_surely_wrong(claim, page, label):
        return Opinion("not-comparable", f"The label is for {given} use, not {claim.route}.")
    why = f"The label gives {words(same.dose)} by the {given} route, the page by the {claim.route}."
    return Opinion("contradicted", why, label.quote(Span(same.dose.start, same.dose.end)))


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
    if claim.route in _INJECTED:
        return label.label.routes == ["oral"]
    spoken = "".join(label.text.folded[start:end] for start, end in label.spans("dosage", "usage"))
    return claim.route == "oral" and _INJECTED.issuperset(label.label.routes) and not _BY_MOUTH.search(spoken)
