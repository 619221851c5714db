"""How far what a label says reaches: whether it forbids or permits outright, and to all of the persons of a page."""

from __future__ import annotations

import re

from monograph.claims.records import Precaution
from monograph.text.model import Span
from monograph.verify.degrees import degrees_in, degrees_of, years_of
from monograph.verify.explicit import degrees, explicit
from monograph.verify.interactants import interactants_of, is_class
from monograph.verify.listed_states import listed_states
from monograph.verify.naming import mentions
from monograph.verify.page_advice import FORBIDS, ILLNESSES, MOTHERS
from monograph.verify.read_label import ReadLabel
from monograph.verify.sayings import Saying, is_kind_of_person, meant_by, places_of
from monograph.verify.terms import forms, terms_in, terms_of

_OF_SOME = ("special", "measured", "permits")
"""Kinds of words by which a prohibition is one for some of the persons that it names."""
_MILDLY = ("weighed", "preferred")
_OF_MEDICINES = frozenset({"allergy", "alcohol"})
"""What is named by a medicine or a drink: these words tell of no companion."""
_OLD = 12
"""A label that forbids it below this age forbids it to children; below a lower one to the smallest of them."""
_ALL_DEGREES = frozenset({"mild", "moderate", "severe"})
_ANY_DEGREE = re.compile(r"\b(?:any|all) (?:degrees?|stages?|levels?)\b")
_ADDRESS = "if you"
"""A leaflet that addresses its reader so does not oppose who only sends him to a doctor."""
_TOLD = re.compile(r"\byou\b|\byour\b|patients|people|must not|should not|not recommended|do not|avoid")
"""Without these a leaflet's item is part of another one: "aliskiren and have [kidney problems]"."""
_ITEM = re.compile(r"[,;:]| and | or ")
_FAR = 200
"""Letters between an advice and a state of which it is hardly."""
_REASON = re.compile(
    r"\b(?:because|due to|since|as it|risks? of|to (?:prevent|avoid|treat|reduce)|caus(?:e|es|ing)|produc(?:e|ing)"
    r"|worsening|used to treat|treatments (?:for|of)|benefits?|associated with|result(?:s|ing)? in"
    r"|lead(?:s|ing)? to|developing|development of|signs? of|symptoms? of)\b(?!.*\b(?:patients|those)\b)"
)
"""Before a state words by which it is no state of those to whom something is forbidden."""
_OF_MEDICINE = re.compile(r"\)? ?(?:\([^)]*\) )?(?:treatments?|medications?|medicines?|drugs?|therap(?:y|ies))\b")
"""Behind a state words of what is given for it."""
_ILL_CHILDREN = re.compile(r"(?:pa?ediatric|child(?!-)|adolescent|infant)[^,;]{0,40} with\b")
"""Words of children who are ill."""
_ILL = re.compile(r"\b(?:infected|living) with (?:an? )?(\w+)|\b([\w-]+)-infected\b")
"""Words of persons by an illness that they have beside being pregnant or nursing."""


def column(claim: Precaution, saying: Saying, label: ReadLabel) -> str:
    """Under which heading of ``advice_compared.tsv`` a saying stands, as far as it reaches a page's persons."""
    said, words = label.text.folded[slice(*saying.clause)], explicit()
    if saying.advice == "acceptable":
        return "permits" if _is_permitted_to_all(claim, said) else "acceptable"
    if claim.about in MOTHERS and saying.advice in FORBIDS and words["background"].search(said):
        return ""
    if claim.about == "children" and saying.advice == "insufficient-data" and not _is_as_young(claim, said):
        return ""
    if saying.advice not in FORBIDS:
        return saying.advice or ("" if is_kind_of_person(claim.about) else "named")
    if _is_of_something_else(claim, saying, label):
        return "elsewhere"
    is_of_pair = not saying.is_listed and words["together"].search(said) and _names_another(said, label)
    if is_of_pair and claim.about not in _OF_MEDICINES:
        return "companion"
    if is_of_pair or _is_of_some(claim, saying, said, label):
        return "restricts"
    is_mild = not saying.is_outright or any(words[kind].search(said) for kind in _MILDLY)
    if _is_of_part(claim, said):
        return "restricts" if is_mild else "part"
    if is_mild:
        return "discourages"
    if claim.advice == "consult" and _ADDRESS in said and not words["weighing"].search(claim.quote.lower()):
        return "against"
    return "forbids" if saying.advice == "contraindicated" or words["outright"].search(said) else "against"


def _is_of_something_else(claim: Precaution, saying: Saying, label: ReadLabel) -> bool:
    """Whether what forbids names a state above it only, or as its reason, or as what another medicine is for."""
    if is_kind_of_person(claim.about) or saying.is_listed or saying.words is None:
        return False
    start, end = saying.clause
    folded = label.text.folded
    places = [place for place in places_of(claim.about, label) if start <= place.start < end]
    before = (folded[saying.words.end if place.start > saying.words.start else start : place.start] for place in places)
    is_far = all(abs(place.start - saying.words.start) > _FAR for place in places)
    return is_far or all(map(_REASON.search, before)) or all(_OF_MEDICINE.match(folded, one.end) for one in places)


def _is_of_some(claim: Precaution, saying: Saying, said: str, label: ReadLabel) -> bool:
    """Whether a prohibition is for another use or way of use than a page speaks of, or with another medicine."""
    words = explicit()
    if any(words[kind].search(said) for kind in _OF_SOME if claim.about != "alcohol" or kind != "special"):
        return True
    if claim.about == "children":
        return not _is_of_same_ages(claim, said)
    if claim.about not in MOTHERS and words["partly"].search(said):
        return True
    if (claim.about not in _OF_MEDICINES and _names_another(said, label)) or _is_of_other_ill(said, label):
        return True
    if claim.about in ILLNESSES:
        is_of_children = _ILL_CHILDREN.search(said) and "adult" not in said and "child" not in claim.quote.lower()
        return bool(is_of_children) or (label.label.kind == "leaflet" and not _TOLD.search(said))
    return not is_kind_of_person(claim.about) and _is_of_other_state(claim, saying, said, label)


def _is_of_part(claim: Precaution, said: str) -> bool:
    """Whether a prohibition is for some of a page's persons only: a degree of illness, a part of a pregnancy."""
    if claim.about in MOTHERS:
        return explicit()["partly"].search(said) is not None
    return claim.about in ILLNESSES and _is_of_other_degree(claim, said)


def _is_of_other_degree(claim: Precaution, said: str) -> bool:
    """Whether it is for a degree of illness that the page does not name; what it permits needs only touch it."""
    ours, theirs = degrees_in(claim), degrees_of(said)
    apart = theirs.isdisjoint(ours) if claim.advice == "acceptable" else not ours or not ours <= theirs
    return bool(theirs) and apart


def _is_of_other_state(claim: Precaution, saying: Saying, said: str, label: ReadLabel) -> bool:
    """Whether words are of no patients with a state, or of some of them, whom the page does not name: "active"."""
    words, page = explicit(), claim.quote.lower()
    if not (_is_item(claim, saying, label) if saying.is_listed else words["having"].search(said)):
        return True
    item = next((part for part in _ITEM.split(said) if _names(claim.about, part)), said)
    if any(found[0] not in page for found in words["qualified"].finditer(item)):
        return True
    return any(degree.search(item) and not degree.search(page) for degree in degrees())


def _is_item(claim: Precaution, saying: Saying, label: ReadLabel) -> bool:
    """Whether a state is one of those that the contraindications list there, and no reason, sign or cause of one."""
    names, meant = set(forms(claim.about)), meant_by(claim.about)
    start, end = saying.clause
    if label.text.folded[start:end].strip(" .;:-") in names:
        return True
    listed = (state for state, place in listed_states(label) if place.start < end and start < place.end)
    read = any(start <= advice.start < end for advice in label.precautions.get(claim.about, []))
    return read or any((meant and meant <= terms_of(state)) or not names.isdisjoint(forms(state)) for state in listed)


def _names(about: str, said: str) -> bool:
    named = terms_in(said, [Span(0, len(said))])
    return not meant_by(about).isdisjoint(named) or any(form in said for form in forms(about))


def _is_of_same_ages(claim: Precaution, said: str) -> bool:
    """Whether two statements about children are of the same ages, as far as they name any."""
    ours, theirs = years_of(claim.quote.lower()), years_of(said)
    if theirs is None:
        return ours is None or ours[0] < _OLD
    if ours is None:
        return theirs[1] >= _OLD
    return ours[0] < theirs[1] and theirs[0] < ours[1]


def _is_as_young(claim: Precaution, said: str) -> bool:
    """Whether what is said of children below an age is said of all those of a page."""
    ours, theirs = years_of(claim.quote.lower()), years_of(said)
    return theirs is None or (ours[1] if ours else _OLD) <= theirs[1]


def _is_permitted_to_all(claim: Precaution, said: str) -> bool:
    """Whether words permit outright, in all degrees of an illness or in those of the page."""
    words, theirs = explicit(), degrees_of(said)
    if not words["permits"].search(said) or words["narrows"].search(said) or words["special"].search(said):
        return False
    is_all = not theirs or theirs >= _ALL_DEGREES or _ANY_DEGREE.search(said) is not None
    return is_all or theirs == degrees_of(claim.quote.lower())


def _is_of_other_ill(said: str, label: ReadLabel) -> bool:
    """Whether words are of persons with an illness that the medicine is not for: women with HIV, of an antifungal."""
    named = _ILL.search(said)
    return named is not None and not mentions(label.text.folded, label.spans("usage"), named[1] or named[2])


def _names_another(said: str, label: ReadLabel) -> bool:
    """Whether words name a medicine that is not the label's: what they forbid may be that one, or the two together."""
    return any(not is_class(name) and name not in label.identity.components for name in interactants_of(said))
