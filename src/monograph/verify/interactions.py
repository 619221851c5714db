"""An interaction of a monograph held against a label: whether it names the substance, its class, or a member of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from monograph.claims.records import Interaction
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.explicit import patterns
from monograph.verify.interactants import (
    classes_by_stem,
    in_words,
    interactants_of,
    is_class,
    is_harmless,
    likened,
    named_in,
    related,
    warning_words,
)
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.terms import find_phrase, terms_of
from monograph.verify.verdict import Opinion

_STATE = re.compile(r"impairment|dysfunction|obesity|disease|disorder|patients|history|depression|risk factors")
"""Words of a state beside the clinical terms."""
_ROLES = ("inhibitor", "inducer", "substrate")
_OTHERS = ("other ", "another ", "concomitant ", "additional ", "systemic ", "used ")
"""Before the class of a medicine: companions of its own kind."""
_NEAR = 70
"""Letters around an enzyme within which a label says what companions do to it."""


def judge_interaction(claim: Interaction, label: ReadLabel) -> Opinion:
    """Whether the label names the substance, its class, or a member of the class."""
    spans = [*label.spans("interactions", "dosage", *WARNINGS), *label.counselling]
    if not spans:
        return Opinion("not-comparable", "The label has no section on interactions or warnings that could be read.")
    named = interactants_of(claim.with_)
    meant = _meant(named, label)
    for name in meant:
        if _is_companion(label.interactants[name], label) and not _is_own(name, label.interactants[name], label):
            return Opinion("supported", f"The label names {in_words(name)}.", label.quote(label.interactants[name]))
    if meant and (elsewhere := _elsewhere(meant, label, spans)):
        return elsewhere
    known = claim.with_.lower() in map(in_words, named)  # and found above, where the label means it
    place_as_written = None if known else _as_written(claim.with_.lower(), label, spans)
    if place_as_written:
        return Opinion("supported", f"The label names {claim.with_}.", label.quote(place_as_written))
    if meant:
        why = f"The label names {in_words(meant[0])}, and does not say that anything comes of it."
        return Opinion("not-found", why, label.quote(label.interactants[meant[0]]))
    if not named and _names_nobody(claim.with_.lower()):
        return Opinion("not-comparable", f"“{claim.with_}” names nothing that is taken.")
    if not label.spans("interactions"):
        return Opinion("not-comparable", f"The label has no section on interactions, and does not name {claim.with_}.")
    return Opinion("not-found", f"The label does not name {claim.with_} where it speaks of interactions.")


def _meant(named: frozenset[str], label: ReadLabel) -> list[str]:
    """What the label names that is a companion's substance or class, or related to it; the very thing first."""
    kin = frozenset(other for one in named for other in likened(one))
    found = {
        name
        for name in label.interactants
        if name in kin or not (is_class(name) or named.isdisjoint(classes_by_stem(name)))
    }
    return sorted(found - set(label.identity.components), key=lambda name: (name not in named, name))


def _names_nobody(said: str) -> bool:
    """Whether a phrase is what is left of a sentence, and names no companion.

    >>> _names_nobody("medications metabolized by"), _names_nobody("medications that affect morbid obesity")
    (True, True)
    """
    words = patterns("nobody_words")
    state = words["state"].fullmatch(said)
    if state and _STATE.search(state[1]) is None and not terms_of(state[1]):
        return False
    return bool(state or words["open"].fullmatch(said) or words["vague"].fullmatch(said))


def _is_companion(place: Span, label: ReadLabel) -> bool:
    """Whether what a label names there is said to be taken too: among the interactions, or in words of a companion."""
    said, words = label.quote(place).lower(), warning_words()
    if is_harmless(said) or words["beside"].search(said):
        return False
    if any(start <= place.start < end for start, end in label.spans("interactions", "contraindications")):
        return True
    return any(words[kind].search(said) for kind in ("together", "forbids", "care", "interaction"))


def _is_own(name: str, place: Span, label: ReadLabel) -> bool:
    """Whether a class is that of the medicine itself, and no others of it are spoken of."""
    if not is_class(name) or label.text.folded.endswith(_OTHERS, 0, place.start):
        return False
    return any(name in related(one) | classes_by_stem(one) for one in label.identity.components)


def _elsewhere(meant: list[str], label: ReadLabel, spans: list[Span]) -> Opinion | None:
    """Of what the label first names for another reason: it may warn of it elsewhere."""
    for start, end in spans:
        for name, place in named_in(label.text.folded, start, end):
            if name in meant and _is_companion(place, label) and not _is_own(name, place, label):
                return Opinion("supported", f"The label names {in_words(name)}.", label.quote(place))
    return None


def _as_written(said: str, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label names a companion in the page's words, or the enzyme by which the page tells its companions."""
    if place := find_phrase(label.text.folded, spans, said):
        return place
    return next(_by_enzyme(said, label), None)


@cache
def _enzymes() -> tuple[list[re.Pattern[str]], dict[str, re.Pattern[str]]]:
    """The enzymes, and the words of what is done to one."""
    rows = read_table("monograph.verify", "enzymes")
    return [re.compile(row["pattern"]) for row in rows if row["kind"] == "enzyme"], patterns("enzymes")


def _by_enzyme(said: str, label: ReadLabel) -> Iterator[Span]:
    """Where the label's interactions name the enzyme by which the page tells its companions, and what they do to it."""
    enzymes, words = _enzymes()
    folded = label.text.folded
    roles = [words[role] for role in _ROLES if words[role].search(said)]
    for enzyme in (pattern for pattern in enzymes if pattern.search(said)):
        for start, end in label.spans("interactions"):
            for found in enzyme.finditer(folded, start, end):
                near = folded[max(start, found.start() - _NEAR) : min(end, found.end() + _NEAR)]
                if not roles or any(role.search(near) for role in roles):
                    yield Span(*found.span())
