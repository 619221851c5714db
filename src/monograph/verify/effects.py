"""An adverse effect of a monograph held against a label: by meaning, not by words."""

from __future__ import annotations

import re

from monograph.claims.records import Effect
from monograph.text.model import Span
from monograph.verify.naming import place_of
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.terms import find_phrase, terms_of
from monograph.verify.verdict import Opinion

_GLOSS = re.compile(
    r"\W*[^(),;:]+\((?!in |can |may |rare|e\.g|such|including|especially|due|with)([a-z][^(),;:]{5,40})\)\W*\Z"
)
"""An effect with another name of it, and no examples: "inflammation of the cornea (keratitis)"."""


def judge_effect(claim: Effect, label: ReadLabel) -> Opinion:
    """Whether the label names the effect, or one that it is a kind of."""
    spans = label.spans("side-effects", "overdose", *WARNINGS)
    if not label.spans("side-effects"):
        return Opinion("not-comparable", "The label has no section on adverse reactions that could be read.")
    place = place_of(claim.term, label.text.folded, spans, label.effects) or _under_other_name(claim, label, spans)
    if place is None:
        return Opinion("not-found", f"The label does not name “{claim.term}”.")
    return Opinion("supported", f"The label names “{label.words(place)}”.", label.quote(place))


def _under_other_name(claim: Effect, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label names an effect by the clinical term with which the page explains a name of its own."""
    gloss = _GLOSS.match(claim.quote.lower())
    if gloss is None or terms_of(claim.term):
        return None
    known = sorted(term for term in terms_of(gloss[1]) if term in label.effects)
    return label.effects[known[0]] if known else find_phrase(label.text.folded, spans, gloss[1])
