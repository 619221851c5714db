"""An interaction of a monograph held against a label: whether it names the substance, its class, or a member of it."""

from __future__ import annotations

import re

from monograph.claims.records import Interaction
from monograph.text.model import Span
from monograph.verify.interactants import in_words, interactants_of, is_harmless, likened, named_in, warning_words
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.terms import find_phrase
from monograph.verify.verdict import Opinion

_ENZYME = re.compile(r"\b(?:cyp\d\w\d*|p-gp|bcrp|oatp\w*|ugt\w*|oct\d|mate\d|oat\d)")


def judge_interaction(claim: Interaction, label: ReadLabel) -> Opinion:
    """Whether the label names the substance, its class, or a member of the class."""
    spans = label.spans("interactions", "dosage", *WARNINGS)
    if not spans:
        return Opinion("not-comparable", "The label has no section on interactions or warnings that could be read.")
    named = interactants_of(claim.with_)
    kin = (*sorted(named), *sorted({other for one in named for other in likened(one)} - named))
    meant = [name for name in kin if name in label.interactants and name not in label.identity.components]
    for name in meant:
        if _is_companion(label.interactants[name], label):
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
    if not label.spans("interactions"):
        return Opinion("not-comparable", f"The label has no section on interactions, and does not name {claim.with_}.")
    return Opinion("not-found", f"The label does not name {claim.with_} where it speaks of interactions.")


def _is_companion(place: Span, label: ReadLabel) -> bool:
    """Whether what a label names there is said to be taken too: among the interactions, or in words of a companion."""
    said, words = label.quote(place).lower(), warning_words()
    if is_harmless(said) or words["beside"].search(said):
        return False
    if any(start <= place.start < end for start, end in label.spans("interactions", "contraindications")):
        return True
    return any(words[kind].search(said) for kind in ("together", "forbids", "care", "interaction"))


def _elsewhere(meant: list[str], label: ReadLabel, spans: list[Span]) -> Opinion | None:
    """Of what the label first names for another reason: it may warn of it elsewhere."""
    for start, end in spans:
        for name, place in named_in(label.text.folded, start, end):
            if name in meant and _is_companion(place, label):
                return Opinion("supported", f"The label names {in_words(name)}.", label.quote(place))
    return None


def _as_written(said: str, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label names a companion in the page's words, or the enzyme by which the page tells its companions."""
    if place := find_phrase(label.text.folded, spans, said):
        return place
    for enzyme in _ENZYME.findall(said):
        for section in label.spans("interactions"):
            if (at := label.text.folded.find(enzyme, *section)) >= 0:
                return Span(at, at + len(enzyme))
    return None
