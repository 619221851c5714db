"""What a dose is for: whether a label speaks of it at all, and which of the label's doses are for something else."""

from __future__ import annotations

import re
from functools import cache

from monograph.claims.records import Dose
from monograph.tables import read_table
from monograph.verify.dose_scope import LabelDose
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.terms import content_words, terms_of

_OFF_LABEL = re.compile(
    r"off[- ]label|unlabell?ed|unlicen[sc]ed|investigational|experimental|not (?:fda[- ])?approved|unapproved"
)
_TRANSPLANT = re.compile(r"\b(kidney|renal|heart|cardiac|liver|hepatic|lung|pancreas|islet)s?(?= transplant)")
_ORGANS = {"renal": "kidney", "cardiac": "heart", "hepatic": "liver"}
_SHORTEST = 4
_STEM = 8
"""Letters by which words of one stem are known: "hyperprolactinemia", "hyperprolactinemic"."""


def is_off_label(claim: Dose, page: ReadPage) -> bool:
    """Whether the page says that a dose is for a use that no label gives."""
    return _OFF_LABEL.search(page.setting(claim)) is not None


def is_said_off_label(claim: Dose, page: ReadPage) -> bool:
    """Whether anything on the line of a dose is said to be off-label."""
    return _OFF_LABEL.search(page.line(claim)) is not None


def may_be_other_use(claim: Dose, page: ReadPage, label: ReadLabel) -> bool:
    """Whether the label has other uses, or holds not a word of what the dose is for."""
    organs = _transplanted(page.setting(claim))
    usage = "".join(label.text.folded[start:end] for start, end in label.spans("usage")) if organs else ""
    if organs and organs.isdisjoint(_transplanted(usage) or organs):
        return True
    wanted = page.terms_above(claim)
    if wanted and label.conditions:
        return not _meet(wanted, frozenset(label.conditions))
    words = [word for word in content_words(claim.indication or "") if len(word) >= _SHORTEST]
    return _is_unheard_of(words, label)


def _transplanted(folded: str) -> set[str]:
    """The organs whose transplants are spoken of: a dose that keeps one from being rejected is not that of another."""
    return {_ORGANS.get(found[1], found[1]) for found in _TRANSPLANT.finditer(folded)}


def _is_unheard_of(words: list[str], label: ReadLabel) -> bool:
    words = [word for word in words if word not in _of_posology()]
    folded, spans = label.text.folded, label.spans("usage", "dosage")
    return bool(words) and all(folded.find(word[:_STEM], *span) < 0 for word in words for span in spans)


def for_its_use(claim: Dose, page: ReadPage, label: ReadLabel, doses: list[LabelDose]) -> list[LabelDose]:
    """The label's doses without those that are surely for another condition than the claim's."""
    return [dose for dose in doses if _use(claim, page, label, dose) != "other"]


def of_its_use(claim: Dose, page: ReadPage, label: ReadLabel, doses: list[LabelDose]) -> list[LabelDose]:
    """The label's doses without those that are for something else, where it gives some for what the claim is for."""
    uses = [_use(claim, page, label, dose) for dose in doses]
    if "same" not in uses:
        return doses
    return [dose for dose, use in zip(doses, uses, strict=True) if use in ("same", "")]


def _use(claim: Dose, page: ReadPage, label: ReadLabel, dose: LabelDose) -> str:
    """ "same" or "other" where a label's dose is for the claim's use or surely not, "named" where only by its words."""
    wanted = page.terms_above(claim)
    given = _given_for(dose, label, page.conditions | label.conditions.keys())
    own, theirs = _words(claim.indication), _words(dose.dose.indication)
    if not own.isdisjoint(theirs) or (wanted and given and _meet(wanted, given)):
        return "same"
    if wanted and given and not dose.raised:  # words before "increased to" say when, not for what
        return "other"
    spoken = label.spans("usage")
    is_use = any(label.text.folded.find(word, *span) >= 0 for word in theirs for span in spoken)
    return "named" if own and is_use else ""


def _words(indication: str | None) -> frozenset[str]:
    """The stems of an indication's words that tell it from others."""
    words = (word for word in content_words(indication or "") if len(word) >= _SHORTEST)
    return frozenset(word[:_STEM] for word in words if word not in _of_posology())


def _given_for(dose: LabelDose, label: ReadLabel, known: frozenset[str]) -> frozenset[str]:
    """The conditions, of those that are known to be uses, that are named nearest to a label's dose."""
    return next((found for terms in label.terms_around(dose.dose) if (found := terms & known)), frozenset())


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return not _with_kinds(_specific(one)).isdisjoint(_with_kinds(_specific(other)))


@cache
def _specific(terms: frozenset[str]) -> frozenset[str]:
    """Terms without those of which a kind is among them, by its name or as a member."""
    return frozenset(
        term
        for term in terms
        if (terms_of(term) - {term}).isdisjoint(terms) and not any(other.endswith(f" {term}") for other in terms)
    )


@cache
def _with_kinds(terms: frozenset[str]) -> frozenset[str]:
    """Terms and what is a kind of them."""
    return terms.union(*(terms_of(term) for term in terms))


@cache
def _of_posology() -> frozenset[str]:
    """Words that lead a dose and name no condition: "usual adult dosage"."""
    return frozenset(row["word"] for row in read_table("monograph.verify", "posology_words"))
