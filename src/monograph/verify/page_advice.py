"""What a page's advice must be like before a label can contradict it: of persons, outright, and not taken back."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import structs

from monograph.claims.records import Advice, Precaution
from monograph.library.model import Entry
from monograph.verify.explicit import explicit, is_special
from monograph.verify.sayings import is_kind_of_person

FORBIDS: frozenset[Advice] = frozenset({"contraindicated", "avoid"})
ILLNESSES = frozenset({"renal", "hepatic"})
MOTHERS = frozenset({"pregnancy", "breastfeeding"})
_ILL = dict.fromkeys(
    ("renal", "hepatic"),
    re.compile(r"disease|impair|insufficien|failure|dysfunction|problem|clearance|\bcrcl|\begfr|dialysis"),
) | {"allergy": re.compile(r"history of|known|allergic to")}
_OTHERS = re.compile(r"\bother\b")
"""Allergies to other medicines."""
_CELL = "|"
"""Between the cells of a row, which may be of other persons."""
_ITEM = re.compile(
    r"[,;:](?=\s)|\band (?:in |for )?(?:those|patients|individuals|people)\b"
    r"|\bor (?:in |for |if )?(?:those|the patient)\b"
)
"""What parts the items of a list of persons."""
_OUTRIGHT = re.compile(r"\bsafe\b|acceptable|compatible|\bno (?:known )?risk")
"""Words that permit by themselves: that no dose need be adjusted does so only in its own clause."""


def is_of_the_ill(claim: Precaution) -> bool:
    """Whether a caution is for those who have a disease or an allergy, not against getting one."""
    return _ILL[claim.about].search(claim.quote.lower()) is not None if claim.about in _ILL else claim.about in MOTHERS


def as_meant(claim: Precaution) -> Precaution:
    """A page's advice; what goes on to call it safe, although nothing is known, permits it (in no one place of it)."""
    said, words = claim.quote.lower(), explicit()
    if claim.advice != "insufficient-data" or claim.about in ILLNESSES or words["narrows"].search(said):
        return claim
    permits = words["permits"].search(said) and _OUTRIGHT.search(said) and not is_special(claim.about, said)
    return structs.replace(claim, advice="acceptable", grounds={}) if permits else claim


def is_definite(claim: Precaution, entry: Entry) -> bool:
    """Whether a page forbids, permits or adjusts a dose outright, or lets the medicine be used with care.

    To name a harm permits nothing; what sends to a doctor does, where nothing else is said.
    """
    words, page = explicit(), claim.quote.lower()
    if claim.advice == "acceptable":
        return _permits(claim) and _CELL not in page
    if claim.advice in FORBIDS:
        return claim.about != "allergy" and words["forbids"].search(page) is not None
    if claim.advice == "adjust-dose" and claim.about in ILLNESSES:
        return words[claim.about].search(page) is not None and not words["permits"].search(page)
    if _forbids_too(claim, entry) or words["partly"].search(page) or words["forbids"].search(page):
        return False
    return _is_of_those_who_have_it(claim, page) and (claim.advice == "consult" or _is_careful(claim))


def _is_of_those_who_have_it(claim: Precaution, page: str) -> bool:
    """Whether advice is for all who are in a state: not for those who plan it, or are allergic to something else."""
    words = explicit()
    if not is_kind_of_person(claim.about):
        return claim.advice != "consult" and words["having"].search(page) is not None
    if claim.about == "allergy" and (claim.advice == "consult" or _OTHERS.search(page)):
        return False
    is_planned = words["planning"].search(page) and not words["pregnancy"].search(words["planning"].sub(" ", page))
    return not is_planned and is_of_the_ill(claim)


def _is_careful(claim: Precaution) -> bool:
    """Whether the words that an advice was read from let the medicine be used with care."""
    start, end = claim.grounds.get("advice", (claim.start, claim.end))
    said = claim.quote[start - claim.start : end - claim.start] if start >= claim.start else claim.quote
    return explicit()["careful"].search(said.lower()) is not None


def _forbids_too(claim: Precaution, entry: Entry) -> bool:
    """Whether the page itself forbids it elsewhere, to some of them at least."""
    return any(
        isinstance(other, Precaution) and other.about == claim.about and other.advice in FORBIDS
        for other in entry.claims
    )


def _permits(claim: Precaution) -> bool:
    """Whether a page permits something outright, in the item that permits and the one that names whom."""
    said, words = claim.quote.lower(), explicit()
    if not claim.grounds:
        return True  # as it is meant
    places = [claim.grounds[key].start - claim.start for key in ("advice", "about") if key in claim.grounds]
    if len(places) < 2 or min(places) < 0:
        return False
    ends = [0, *(found.start() for found in _ITEM.finditer(said)), len(said)]
    items = [(start, end) for start, end in pairwise(ends) if any(start <= place < end for place in places)]
    around = " ".join(said[slice(*item)] for item in items)
    if words["narrows"].search(around) or not words["permits"].search(around) or is_special(claim.about, around):
        return False
    return len(items) == 1 or _OUTRIGHT.search(around) is not None
