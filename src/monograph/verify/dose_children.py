"""Children and the doses of a label for adults, or for all."""

from __future__ import annotations

import re

from monograph.claims.records import Dose
from monograph.text.model import Span
from monograph.verify.dose_bounds import LIMITS
from monograph.verify.dose_pairs import pairs, supporting
from monograph.verify.dose_scope import CHILDREN, LabelDose, group, in_scope
from monograph.verify.dose_use import is_said_off_label, may_be_other_use
from monograph.verify.quantity import words
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.verdict import Opinion

_MINORS = r"(?:pa?ediatric patients|the pa?ediatric population|(?:infants and )?children(?: (?:and|or) adolescents)?)"
_ALL = r"(?!,? (?:aged? )?(?:below|under|less|younger|from|[<≤]|in|for|undergoing)(?! (?:the age of )?1[68]))"
"""Not followed by an age that only some minors are below."""
_NOT_SHOWN = r"not been (?:established|studied|evaluated|determined|demonstrated)"
_NOT_FOR_THEM = re.compile(
    rf"(?:safety|efficacy|effectiveness)[^.]{{0,80}} in {_MINORS}{_ALL}[^.]{{0,30}} {_NOT_SHOWN}{_ALL}"
    rf"|(?:safety|efficacy|effectiveness)[^.]{{0,60}} {_NOT_SHOWN} in {_MINORS}{_ALL}"
    rf"|(?:not (?:recommended|indicated|intended)|should not be (?:used|given|taken))[^.]{{0,30}}"
    rf" (?:in|to|by) {_MINORS}{_ALL}"
)
_OF_SOME = re.compile(r"for the treatment of|\bwho\b|\bwith\b|at risk|weigh")
"""Words that confine a sentence to one of several uses."""
_GROWN = 16.0


def for_all(claim: Dose, alike: list[LabelDose], label: ReadLabel) -> list[LabelDose]:
    """The doses that a label for children as well gives without saying to whom, and its limits."""
    if group(claim) != "child" or not label.is_for_children_too:
        return []
    general = [other for other in alike if other.population is None]
    if not label.is_for_children and any(group(other.dose) == "child" for other in alike):
        return [other for other in general if other.dose.role in LIMITS]
    return general


def _not_for_them(label: ReadLabel) -> str:
    """The sentence in which a label says that it has no dose for minors, of whatever use, or ""."""
    folded = label.text.folded
    for section in label.spans(*WARNINGS, "dosage"):
        for said in _NOT_FOR_THEM.finditer(folded, *section):
            quote = label.quote(Span(*said.span()))
            if not _OF_SOME.search(quote.lower()):
                return quote
    return ""


def of_children(claim: Dose, alike: list[LabelDose], page: ReadPage, label: ReadLabel) -> Opinion | None:
    """Contradicted, where the page gives adults what the label gives to children only."""
    said = claim.grounds.get("population")
    if claim.population != "adult" or said is None or claim.role in LIMITS:
        return None
    if not page.text.folded.rfind("\n", 0, claim.start) < said.start < claim.end:
        return None  # said far above, it may not hold here
    if label.is_for_children or any(in_scope(claim, other) for other in alike):
        return None
    minors = [other for other in alike if group(other.dose) == "child" and other.population != "?"]
    same = supporting(claim, pairs(claim, minors), label.frequencies)
    if same is None:
        return None
    why = f"The label gives {words(same.dose)} to children only."
    return Opinion("contradicted", why, label.quote(Span(same.dose.start, same.dose.end)))


def of_adults(claim: Dose, alike: list[LabelDose], page: ReadPage, label: ReadLabel) -> Opinion | None:
    """Contradicted, where the page gives children a label's adult dose and the label says that it has none for them."""
    if claim.population not in CHILDREN or (claim.age_min or 0.0) >= _GROWN:
        return None
    if is_said_off_label(claim, page) or may_be_other_use(claim, page, label):
        return None
    if claim.role in LIMITS or any(group(other.dose) == "child" for other in alike):
        return None
    same = supporting(claim, pairs(claim, alike), label.frequencies)
    quote = _not_for_them(label) if same else ""
    if same is None or not quote:
        return None
    why = f"The label gives {words(same.dose)} to adults; for children it has no established dose."
    return Opinion("contradicted", why, quote)
