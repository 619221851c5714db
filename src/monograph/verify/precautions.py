"""Advice of a monograph for a kind of person or state, held against the advice of a label."""

from __future__ import annotations

import re
from functools import cache

from monograph.claims.records import ADVICE_BY_STRENGTH, Advice, Precaution
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.effects import mentions
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.terms import terms_of
from monograph.verify.verdict import Opinion

_FORBIDS: frozenset[Advice] = frozenset({"contraindicated", "avoid"})
_PERMITS: frozenset[Advice] = frozenset({"acceptable"})
_WARNS: frozenset[Advice] = frozenset({"contraindicated", "avoid", "adjust-dose", "monitor", "caution", "consult"})
_WORDS = {
    "renal": "kidney disease",
    "hepatic": "liver disease",
    "cardiac": "heart disease",
    "mental-health": "mental illness",
}


@cache
def _explicit() -> dict[str, re.Pattern[str]]:
    return {row["kind"]: re.compile(row["pattern"]) for row in read_table("monograph.verify", "explicit_words")}


def judge_precaution(claim: Precaution, entry: Entry, label: ReadLabel) -> Opinion:
    """What the label says of the persons that a precaution is about."""
    if not label.spans(*WARNINGS):
        return Opinion("not-comparable", "The label has no warnings that could be read.")
    same = _about(claim, label)
    if not same:
        return _unlisted(claim, label)
    return _weaker(claim, entry, same, label) or _stricter(claim, same, label) or _agreeing(claim, same, label)


def _about(claim: Precaution, label: ReadLabel) -> list[Precaution]:
    """The label's advice about the same persons or state."""
    found = list(label.precautions.get(claim.about, []))
    meant = terms_of(claim.about)
    if meant and claim.about not in _explicit():
        for about, advice in label.precautions.items():
            if about != claim.about and not meant.isdisjoint(terms_of(about)):
                found += advice
    return found


def _unlisted(claim: Precaution, label: ReadLabel) -> Opinion:
    """Of a state for which no advice was read in the label: its warnings may still name it."""
    if claim.about in _explicit():
        return Opinion("not-found", f"In the label no advice was found about {who(claim.about)}.")
    known = sorted(term for term in terms_of(claim.about) if term in label.warned)
    if known and claim.advice in _WARNS:
        return Opinion("supported", f"The label warns of {known[0]}.", label.quote(label.warned[known[0]]))
    place = mentions(label.text.folded, label.spans(*WARNINGS), claim.about)
    if claim.advice in _WARNS and place:
        return Opinion("supported", f"The label's warnings name “{claim.about}”.", label.quote(place))
    return Opinion("not-found", f"The label's warnings do not name “{claim.about}”.")


def _weaker(claim: Precaution, entry: Entry, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """The page permits what the label forbids; both must say so in so many words, of everybody."""
    if claim.advice not in _PERMITS or not _is_explicit(claim, "permits") or _forbids_too(claim, entry):
        return None
    for advice in same:
        if advice.advice in _FORBIDS and _is_explicit(advice, "forbids"):
            return _opposed(claim, advice, label)
    return None


def _stricter(claim: Precaution, same: list[Precaution], label: ReadLabel) -> Opinion | None:
    """The page forbids what the label permits outright, and nowhere restricts."""
    if claim.advice not in _FORBIDS or not _is_explicit(claim, "forbids"):
        return None
    if any(advice.advice not in _PERMITS for advice in same) or claim.about == "allergy":
        return None
    permitted = next((advice for advice in same if _is_explicit(advice, "permits")), None)
    return _opposed(claim, permitted, label) if permitted else None


def _opposed(claim: Precaution, advice: Precaution, label: ReadLabel) -> Opinion:
    why = f"For {who(claim.about)} the page says “{_said(claim)}”, the label “{_said(advice)}”."
    return Opinion("contradicted", why, label.quote(Span(advice.start, advice.end)))


def _is_explicit(advice: Precaution, kind: str) -> bool:
    """Whether the words of an advice name whom it is about and forbid or permit it, of all of them."""
    said, words = advice.quote.lower(), _explicit()
    if advice.about not in words or advice.scope is not None or len(said) > 400:
        return False
    return bool(words[kind].search(said) and words[advice.about].search(said)) and not words["narrows"].search(said)


def _forbids_too(claim: Precaution, entry: Entry) -> bool:
    """Whether the page itself forbids it elsewhere, to some of them at least."""
    return any(
        isinstance(other, Precaution) and other.about == claim.about and other.advice in _FORBIDS
        for other in entry.claims
    )


def _agreeing(claim: Precaution, same: list[Precaution], label: ReadLabel) -> Opinion:
    """Supported where the label advises the same, or more; nearly the same where the page warns."""
    strength = ADVICE_BY_STRENGTH.index
    if claim.advice in ("acceptable", "insufficient-data"):
        fitting = [advice for advice in same if advice.advice == claim.advice]
    else:
        limit = strength(claim.advice) + 1
        fitting = [advice for advice in same if advice.advice in _WARNS and strength(advice.advice) <= limit]
    if not fitting:
        nearest = same[0]
        why = f"For {who(claim.about)} the label says “{_said(nearest)}”, which is not what the page says."
        return Opinion("not-found", why, label.quote(Span(nearest.start, nearest.end)))
    best = min(fitting, key=lambda advice: abs(strength(advice.advice) - strength(claim.advice)))
    why = f"For {who(claim.about)} the label says “{_said(best)}”."
    return Opinion("supported", why, label.quote(Span(best.start, best.end)))


def who(about: str) -> str:
    """Whom a precaution is about, in words."""
    return _WORDS.get(about, about)


def _said(advice: Precaution) -> str:
    return advice.advice.replace("-", " ")
