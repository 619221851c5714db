"""Advice of a monograph that is milder than the label's, which forbids the medicine to the same persons."""

from __future__ import annotations

import re

from monograph.claims.records import Advice, Precaution
from monograph.claims.words import about_whom
from monograph.library.model import Entry
from monograph.text.model import Span
from monograph.verify.advice_conflict import (
    CAREFUL,
    FORBIDS,
    ILLNESSES,
    STATES,
    forbids_too,
    in_words,
    is_listed,
    is_of_the_ill,
    opposed,
)
from monograph.verify.contraindicated import contraindicated, where_contraindicated
from monograph.verify.degrees import are_apart, degrees_in, degrees_of, years_of
from monograph.verify.effects import mentions
from monograph.verify.explicit import (
    advising_words,
    clause_around,
    explicit,
    is_preferred,
    is_special,
    permitted,
    statement,
)
from monograph.verify.interactants import interactants_of, is_class
from monograph.verify.listed_states import listed_states
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import forms, terms_in, terms_of
from monograph.verify.verdict import Opinion

_ILL = re.compile(r"\b(?:infected|living) with (?:an? )?(\w+)|\b([\w-]+)-infected\b")
"""Words of persons by an illness that they have beside being pregnant or nursing."""
_OTHER_PERSONS = re.compile(r", (?:and |or )?in (?:those|patients|persons|individuals)\b")
"""Where a sentence goes on with others."""
_OTHERS = re.compile(r"\bother\b")
"""Allergies to other medicines."""
_HELD = STATES | ILLNESSES | {"allergy"}
_MILDER: frozenset[Advice] = frozenset({"caution", "adjust-dose"})


def too_careless(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """Contradicted where the page asks for care and the label forbids it outright, and nowhere asks for care."""
    if claim.advice not in CAREFUL or not _permits(claim) or forbids_too(claim, entry):
        return None
    ours = degrees_in(claim)
    if any(advice.advice in _MILDER and not are_apart(ours, degrees_in(advice)) for advice in same):
        return None
    if claim.about not in explicit():
        return _in_state(claim, same, label)
    for advice in same:
        listed = is_listed(advice, label)
        outright = advice.advice in FORBIDS and statement(advice, "outright", is_listed=listed) is not None
        if outright and not is_preferred(advice) and _is_of_all(claim, label, Span(advice.start, advice.end)):
            return opposed(claim, advice, label)
    return None


def _in_state(claim: Precaution, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """Contradicted where the label contraindicates a disease that those of the page have, whatever its degree."""
    words, meant = explicit(), terms_of(claim.about)
    if not words["having"].search(claim.quote.lower()):
        return None
    for advice in same:
        said = advice.quote.lower().replace("’", "'")
        named = advice.about == claim.about or not meant.isdisjoint(terms_in(said, [Span(0, len(said))]))
        if named and _is_forbidden(advice, said, label) and not words["qualified"].search(said):
            return opposed(claim, advice, label)
    place = next((place for state, place in listed_states(label) if _is_same(claim, state, place, label)), None)
    if place is None:
        return None
    why = f"For {claim.about} the page says “{in_words(claim)}”; the label's contraindications list it."
    return Opinion("contradicted", why, label.quote(place))


def _is_forbidden(advice: Precaution, said: str, label: ReadLabel) -> bool:
    """Whether an advice of the label forbids the medicine in a state: by its list, or outright in its warnings."""
    if is_listed(advice, label):
        return advice.advice == "contraindicated"
    words = explicit()
    outright = advice.advice in FORBIDS and words["forbids"].search(words["harms"].sub(" ", said))
    return bool(outright) and not is_special(advice.about, said) and not names_another(said, label)


def _is_same(claim: Precaution, state: str, place: Span, label: ReadLabel) -> bool:
    """Whether an item of the contraindications is of a page's state: each is forbidden by itself.

    Of a degree that the item names, or the words before it, the page must speak as well.
    """
    meant = terms_of(claim.about)
    is_kind = bool(meant) and meant <= terms_of(state)
    if state == "allergy" or not (is_kind or not set(forms(claim.about)).isdisjoint(forms(state))):
        return False
    said = label.text.folded[place.start : label.text.folded.find(state, *place) + len(state)]
    return all(word in claim.quote.lower() for word in explicit()["degree"].findall(said))


def forbidding(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Span | None:
    """Where the label forbids the medicine to those in whom the page only asks for care."""
    words, ours = explicit(), degrees_in(claim)
    if claim.advice == "insufficient-data" or (claim.about == "allergy" and not is_of_the_ill(claim)):
        return None
    adjusts = claim.advice == "adjust-dose" and claim.about in ILLNESSES and not forbids_too(claim, entry)
    of_degree = not adjusts or any(advice.advice == claim.advice for advice in same)
    for advice in same:
        said = advice.quote.lower()
        theirs = degrees_in(advice)
        if advice.advice not in FORBIDS or (of_degree and theirs and theirs.isdisjoint(ours)):
            continue  # to those whose illness is graver
        if is_preferred(advice) or (claim.about == "children" and years_of(said)):
            continue  # not outright, or to the youngest of them
        section = is_listed(advice, label)
        if claim.about not in words:
            forbidden = section and advice.advice == "contraindicated"
        else:
            outright = section or not tells_harm(said)
            forbidden = outright and statement(advice, "forbids", is_listed=section) is not None
        if forbidden and not words["measured"].search(said):
            return Span(advice.start, advice.end)
    return where_contraindicated(claim.about, label) if claim.about in STATES else None


def tells_harm(said: str) -> bool:
    """Whether a sentence names a harm and does not forbid: it asks for care as well."""
    words = explicit()
    return bool(words["harms"].search(said)) and not words["forbids"].search(words["harms"].sub(" ", said))


def too_mild(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel, place: Span) -> Opinion:
    """Contradicted where what the label forbids at a place, it forbids to all of the page's persons; else not found."""
    whom = about_whom(claim.about)
    why = f"For {whom} the label is stricter than “{in_words(claim)}”: it says that it is not to be used."
    opposed = _is_of_all(claim, label, place) and not _is_milder_too(claim, entry, same)
    return Opinion("contradicted" if opposed else "not-found", why, label.quote(place))


def _is_milder_too(claim: Precaution, entry: Entry, same: list[Precaution]) -> bool:
    """Whether the page forbids it too, or the label elsewhere only asks for care in these persons."""
    ours = degrees_in(claim)
    careful = (advice for advice in same if advice.advice in CAREFUL | {"acceptable"})
    return forbids_too(claim, entry) or any(not are_apart(ours, degrees_in(advice)) for advice in careful)


def _is_of_all(claim: Precaution, label: ReadLabel, place: Span) -> bool:
    """Whether the words at a place forbid it outright, in all the states or degrees of which the page's advice is."""
    words, page, folded = explicit(), claim.quote.lower(), label.text.folded
    named = words[claim.about].search(folded, *place) if claim.about in _HELD else None
    plans = words["planning"]
    elsewhere = plans.search(page) and not words["pregnancy"].search(plans.sub(" ", page))
    if not named or elsewhere or not is_of_the_ill(claim) or not _permits(claim):
        return False
    if words["partly"].search(page) or words["forbids"].search(page):
        return False
    if claim.about == "allergy" and (claim.advice == "consult" or _OTHERS.search(page)):
        return False
    section = next((part for part in contraindicated(label) if part.start <= place.start < part.end), None)
    clause = clause_around(folded, Span(*named.span()), section or Span(0, len(folded)))
    other = _OTHER_PERSONS.search(folded, named.end(), clause.end)
    around = folded[clause.start : other.start() if other else clause.end]
    if not words[claim.about].search(plans.sub(" ", around)):
        return False
    limited = any(words[kind].search(around) for kind in ("partly", "weighed", "measured", "permits"))
    if limited or is_special(claim.about, around) or names_another(around, label) or _is_of_other_ill(around, label):
        return False
    forbids = words["outright" if claim.advice == "consult" else "forbids"]
    if not section and not forbids.search(words["harms"].sub(" ", around)):
        return False
    theirs = degrees_of(around) if claim.about in ILLNESSES else frozenset()
    return not theirs or not theirs.isdisjoint(degrees_in(claim))


def _permits(claim: Precaution) -> bool:
    """Whether a page lets the medicine be used, with care or after asking: to name a harm, or what is better, does not.

    What sends to a doctor permits nothing, and is only milder than an outright prohibition.
    """
    if claim.advice == "acceptable":
        return permitted(claim) is not None
    return claim.advice == "consult" or explicit()["careful"].search(advising_words(claim)) is not None


def _is_of_other_ill(said: str, label: ReadLabel) -> bool:
    """Whether words are of persons with an illness that the medicine is not for: women with HIV, of an antifungal."""
    named = _ILL.search(said)
    return named is not None and not mentions(label.text.folded, label.spans("usage"), named[1] or named[2])


def names_another(said: str, label: ReadLabel) -> bool:
    """Whether words name a medicine that is not the label's: what they forbid may be that one, or the two together."""
    return any(not is_class(name) and name not in label.identity.components for name in interactants_of(said))
