"""Where the advice of a monograph and that of a label cannot both hold for the same persons."""

from __future__ import annotations

import re

from monograph.claims.records import Advice, Precaution
from monograph.claims.words import about_whom
from monograph.library.model import Entry
from monograph.text.model import Span
from monograph.verify.contraindicated import contraindicated, where_contraindicated
from monograph.verify.degrees import degrees_of, years_of
from monograph.verify.explicit import NEAR, clause_around, explicit, is_special, permission, permitted, statement
from monograph.verify.read_label import ReadLabel
from monograph.verify.setting import settings
from monograph.verify.terms import terms_in
from monograph.verify.verdict import Opinion

FORBIDS: frozenset[Advice] = frozenset({"contraindicated", "avoid"})
CAREFUL: frozenset[Advice] = frozenset({"caution", "adjust-dose", "monitor"})
ILL = dict.fromkeys(
    ("renal", "hepatic"),
    re.compile(r"disease|impair|insufficien|failure|dysfunction|problem|clearance|\bcrcl|\begfr|dialysis"),
) | {"allergy": re.compile(r"history of|known|allergic to")}
ILLNESSES = frozenset({"renal", "hepatic"})
STATES = frozenset({"pregnancy", "breastfeeding"})
ACTIVITIES = frozenset({"alcohol", "driving"})
"""What people do beside taking a medicine: to be careful with it and to leave it are one advice."""
_WARNS: frozenset[Advice] = FORBIDS | CAREFUL
_RESTRICTS: frozenset[Advice] = FORBIDS | {"adjust-dose"}
_EXCLUDES: frozenset[Advice] = FORBIDS | {"insufficient-data"}
_MANY_YEARS = 12
"""A label that forbids it below this age forbids it to children; below a lower one to the smallest of them."""
_BELOW = re.compile(
    r"(?:under|below|younger than|less than) (?:the age of )?(\d+)(?= years?\b|\.?$|,| \(| is| are| as)"
)
_FROM_AGE = re.compile(r"(\d+) years? (?:of age )?(?:and|or) (?:older|above|over)|aged (\d+) years")
_ALL_DEGREES = frozenset({"mild", "moderate", "severe"})
_ANY_DEGREE = re.compile(r"\b(?:any|all) (?:degrees?|stages?|levels?)\b")
_ADULT = 18


def conflict(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """How a label contradicts an advice; ``same`` is the label's advice about the same persons or state."""
    return _older(claim, label) or _weaker(claim, entry, same, label) or _stricter(claim, entry, same, label)


def in_words(advice: Precaution) -> str:
    """An advice as people write it."""
    return advice.advice.replace("-", " ")


def is_of_the_ill(claim: Precaution) -> bool:
    """Whether a caution is for those who have a disease or an allergy, not against getting one."""
    return ILL[claim.about].search(claim.quote.lower()) is not None if claim.about in ILL else claim.about in STATES


def is_listed(advice: Precaution, label: ReadLabel) -> bool:
    """Whether an advice of a label stands among its contraindications."""
    return any(start <= advice.start < end for start, end in contraindicated(label))


def forbids_too(claim: Precaution, entry: Entry) -> bool:
    """Whether the page itself forbids it elsewhere, to some of them at least."""
    return any(
        isinstance(other, Precaution) and other.about == claim.about and other.advice in FORBIDS
        for other in entry.claims
    )


def _weaker(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """The page permits what the label forbids, or only asks for care where it forbids."""
    of_dose = claim.advice == "adjust-dose" or (claim.advice == "insufficient-data" and claim.about in ILLNESSES)
    said = None if of_dose else permission(claim) or permitted(claim)
    if claim.advice in FORBIDS and (said is None or explicit()["forbids"].search(claim.quote.lower())):
        return None
    if said and claim.about in explicit():
        if any(_permits_too(said, advice) for advice in same):
            return None
        if claim.about in ACTIVITIES and claim.advice == "acceptable":
            return next((opposed(claim, advice, label) for advice in same if advice.advice in _WARNS), None)
        return _permits(claim, said, label) or _forbidden_in(claim, said, same, label)
    if forbids_too(claim, entry):
        return None
    if claim.about not in explicit():
        return _permits_state(claim, same, label)
    return None


def _permits(claim: Precaution, said: str, label: ReadLabel) -> Opinion | None:
    """What the label's warnings forbid, or adjust the dose for, in words close to those that name the same persons."""
    for section in [*contraindicated(label), *label.spans("precautions", "dosage")]:
        for named in explicit()[claim.about].finditer(label.text.folded, *section):
            place = Span(*named.span())
            forbidden = _forbidden_at(claim.about, place, section, label)
            if forbidden and _overlap(claim.about, said, forbidden) and not _is_of_ill_children(claim, forbidden):
                whom = about_whom(claim.about)
                why = f"For {whom} the page says “{in_words(claim)}”; the label forbids or restricts it."
                return Opinion("contradicted", why, label.quote(place))
    return None


def _is_of_ill_children(claim: Precaution, said: str) -> bool:
    """Whether words are of children with an illness, of which the page speaks in general."""
    children = explicit()["children"]
    return claim.about in ILLNESSES and bool(children.search(said)) and not children.search(claim.quote.lower())


def _forbidden_at(about: str, place: Span, section: Span, label: ReadLabel) -> str | None:
    """The words around a place that names persons, where they forbid it to them, or adjust their dose."""
    words, folded, ill = explicit(), label.text.folded, about in ILLNESSES
    around = explicit()["excused"].sub(" ", folded[slice(*clause_around(folded, place, section))])
    against = words["forbids"].search(around) or (ill and words["adjusts"].search(around))
    if not against and section not in contraindicated(label):
        return None
    special = is_special(about, around)
    if special or words["permits"].search(around) or (ill and not ILL[about].search(around)):
        return None
    if ill and not degrees_of(around):  # the degree may stand further away
        return folded[slice(*clause_around(folded, place, section, near=2 * NEAR))]
    return around


def _overlap(about: str, said: str, forbidden: str) -> bool:
    """Whether what a page permits and what a label forbids are the same persons, of the same degree and age."""
    if about in ILLNESSES:
        theirs, permitted = degrees_of(forbidden), degrees_of(said)
        return not theirs.isdisjoint(permitted) if theirs else "normal" not in permitted or "mild" in permitted
    if about != "children":
        return True
    ours, young = years_of(said), years_of(forbidden)
    if young is None:
        return ours is None or ours[0] < _MANY_YEARS
    if ours is None:
        return young[1] >= _MANY_YEARS
    return ours[0] < young[1] and young[0] < ours[1]


def _permits_too(said: str, advice: Precaution) -> bool:
    """Whether the label permits the same outright, of the same degree of illness."""
    permitted = permission(advice) if advice.advice == "acceptable" else None
    return permitted is not None and degrees_of(permitted) == degrees_of(said)


def _permits_state(claim: Precaution, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """The page permits it in a state that the label's contraindications name, or in which its warnings forbid it."""
    said = permitted(claim)
    if said is None:
        return None
    if place := where_contraindicated(claim.about, label):
        why = f"The page says “{in_words(claim)}” of {claim.about}; the label's contraindications name it."
        return Opinion("contradicted", why, label.quote(place))
    return _forbidden_in(claim, said, same, label)


def _forbidden_in(claim: Precaution, said: str, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """What an advice of the label forbids, in words, to the persons whom a page permits it."""
    words = explicit()
    for advice in same:
        forbidden = explicit()["excused"].sub(" ", advice.quote.lower())
        if claim.about in words and not words[claim.about].search(forbidden):
            continue
        forbids = advice.advice in FORBIDS and words["forbids"].search(words["harms"].sub(" ", forbidden))
        limited = is_special(claim.about, forbidden) or words["measured"].search(forbidden) is not None
        limited = limited or _is_of_ill_children(claim, forbidden)
        if forbids and not limited and _overlap(claim.about, said, forbidden):
            return opposed(claim, advice, label)
    return None


def _stricter(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """The page forbids what the label permits outright, or adjusts its dose, and the label nowhere restricts.

    Of a combination whose component's label permits it another component's dose may have to be adjusted.
    """
    said, components = claim.quote.lower(), entry.identity.components
    alone = len(components) == 1 or label.identity.key not in components
    of_dose = claim.advice == "adjust-dose" and claim.about in ILLNESSES
    adjusts = of_dose and alone and explicit()[claim.about].search(said) is not None and not statement(claim, "permits")
    forbidden = statement(claim, "forbids") if claim.advice in FORBIDS and claim.about != "allergy" else None
    restricting = _RESTRICTS if adjusts else _RESTRICTS | CAREFUL | {"consult", "insufficient-data"}
    permitting = [(advice, permitted) for advice in same if (permitted := permission(advice))]
    others = [one for one in same if one.advice in restricting and not (adjusts and _is_of_another(one, claim, label))]
    unadjusted = [advice for advice, _ in permitting if advice.advice == "adjust-dose"]
    if not (adjusts or forbidden) or any(one not in unadjusted for one in others):
        return None
    ours = degrees_of(forbidden or said)
    for advice, permitted in permitting:
        theirs = degrees_of(permitted)
        if not theirs or theirs == ours or (adjusts and (theirs >= _ALL_DEGREES or _ANY_DEGREE.search(permitted))):
            quote = label.quote(Span(advice.start, advice.end))
            told = "that no dose need be adjusted" if adjusts else "“acceptable”"
            why = f"For {about_whom(claim.about)} the page says “{in_words(claim)}”, the label {told}."
            return Opinion("contradicted", why, quote)
    return None


def _is_of_another(advice: Precaution, claim: Precaution, label: ReadLabel) -> bool:
    """Whether neither an advice nor what stands above it names the organ that it was read to be about."""
    pattern, place = explicit()[claim.about], Span(advice.start, advice.end)
    return not any(pattern.search(label.text.folded, *part) for part in settings(label.text, place))


def _older(claim: Precaution, label: ReadLabel) -> Opinion | None:
    """The page excludes children, or those below an age, and every use of the label is for younger ones too."""
    said = claim.quote.lower()
    if claim.about != "children" or claim.advice not in _EXCLUDES or explicit()["narrows"].search(said):
        return None
    limit = _limit(said)
    if limit is None or explicit()["some"].search(said) or terms_in(said, [Span(0, len(said))]):
        return None
    theirs = [advice for advice in label.precautions.get("children", []) if advice.advice in _EXCLUDES]
    if any((_limit(advice.quote.lower()) or 0) >= limit for advice in theirs):
        return None
    given = [found for span in label.spans("usage") for found in _FROM_AGE.finditer(label.text.folded, *span)]
    ages = [int(found[1] or found[2]) for found in given]
    if not ages or max(ages) >= limit:
        return None
    why = f"The page excludes children below {limit} years; the label gives it from {max(ages)} years."
    return Opinion("contradicted", why, label.quote(Span(*given[0].span())))


def _limit(said: str) -> int | None:
    """Below which age a statement excludes children: its number, or all of them where it names children without one."""
    if below := _BELOW.search(said):
        return int(below[1])
    return _ADULT if explicit()["children"].search(said) and not re.search(r"\d", said) else None


def opposed(claim: Precaution, advice: Precaution, label: ReadLabel) -> Opinion:
    """That an advice of the label contradicts the page's."""
    why = f"For {about_whom(claim.about)} the page says “{in_words(claim)}”, the label “{in_words(advice)}”."
    return Opinion("contradicted", why, label.quote(Span(advice.start, advice.end)))
