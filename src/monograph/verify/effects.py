"""An adverse effect, a use or an interaction of a monograph held against a label: by meaning, not by words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monograph.claims.records import Effect, Interaction, Use
from monograph.text.model import Span
from monograph.verify.interactants import in_words, interactants_of, is_harmless, likened, named_in, warning_words
from monograph.verify.quoted import quoted
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.terms import content_words, find_phrase, find_together, forms, terms_in, terms_of
from monograph.verify.verdict import Opinion

_ENZYME = re.compile(r"\b(?:cyp\d\w\d*|p-gp|bcrp|oatp\w*|ugt\w*|oct\d|mate\d|oat\d)")
_GLOSS = re.compile(
    r"\W*[^(),;:]+\((?!in |can |may |rare|e\.g|such|including|especially|due|with)([a-z][^(),;:]{5,40})\)\W*\Z"
)
"""An effect with another name of it, and no examples: "inflammation of the cornea (keratitis)"."""
_SOME_TREATMENT = re.compile(
    r"maintenance|emergency|acute|initial|first-line|prophyla|prevent|alone|monotherapy|rapid|other"
)
"""Words of some treatment of a condition; that it is not for this says nothing of the condition itself."""
_EXCLUDES = re.compile(
    r"\bnot (?:\w+ )?(?:indicated|approved|recommended|intended|effective|appropriate|a substitute|treat|for)\b|"
    r"should not be used|do not use|contraindicated"
)
_NOT_FOR = re.compile(r"\bnot (?:indicated|approved|effective|intended) (?:for|to|in)\b")

_OTHER = ("other ", "certain other ", "various other ")
_PARAGRAPH = 250
"""Letters within which the words of a condition stand that a label describes in a long sentence."""


def judge_effect(claim: Effect, label: ReadLabel) -> Opinion:
    """Whether the label names the effect, or one that it is a kind of."""
    spans = label.spans("side-effects", "overdose", *WARNINGS)
    if not label.spans("side-effects"):
        return Opinion("not-comparable", "The label has no section on adverse reactions that could be read.")
    place = place_of(claim.term, label, spans, label.effects) or _under_other_name(claim, label, spans)
    if place is None:
        return Opinion("not-found", f"The label does not name “{claim.term}”.")
    return Opinion("supported", f"The label names {_as_named(label, place)}.", label.quote(place))


def _under_other_name(claim: Effect, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label names an effect by the clinical term with which the page explains a name of its own."""
    gloss = _GLOSS.match(claim.quote.lower())
    if gloss is None or terms_of(claim.term):
        return None
    known = sorted(term for term in terms_of(gloss[1]) if term in label.effects)
    return label.effects[known[0]] if known else find_phrase(label.text.folded, spans, gloss[1])


def judge_use(claim: Use, label: ReadLabel) -> Opinion:
    """Whether the label gives the indication; what it says the medicine is not for contradicts it."""
    spans = label.spans("usage")
    if not spans:
        return Opinion("not-comparable", "The label has no section on indications that could be read.")
    denied = _denied(claim, label)
    if claim.evidence == "not-for":
        place = Span(denied.start, denied.end) if denied else _excluded(claim.indication, label)
        if place:
            return Opinion("supported", "The label says so too.", label.quote(place))
        return Opinion("not-found", f"The label does not say that it is not for {claim.indication}.")
    if denied and claim.evidence == "established":
        why = f"The label says that it is not for {denied.indication}."
        return Opinion("contradicted", why, label.quote(Span(denied.start, denied.end)))
    place = _use_of(claim.indication, label, spans)
    if place is None:
        why = f"The label does not give “{claim.indication}” as a use."
        return Opinion("not-found", why, quoted(label.text.source, _content(label)))
    return Opinion("supported", f"The label gives {_as_named(label, place)} as a use.", label.quote(place))


def _use_of(indication: str, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label gives a condition: as it is named, or with all its words in one paragraph of the indications.

    "Other types of leukemia" are those that the label does not name.
    """
    if indication.startswith(_OTHER):
        return find_phrase(label.text.folded, spans, indication)
    if place := place_of(indication, label, spans, label.conditions):
        return place
    words = content_words(indication)
    paragraphs = [Span(block.start, block.end) for section in label.text.of_kind("usage") for block in section.blocks]
    return find_together(label.text.folded, paragraphs, words, reach=_PARAGRAPH) if len(words) > 1 else None


def _content(label: ReadLabel) -> Span:
    """What stands under the label's first heading of indications."""
    section = next(iter(label.text.of_kind("usage")))
    return Span(section.blocks[0].start if section.blocks else section.start, section.end)


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


def place_of(phrase: str, label: ReadLabel, spans: list[Span], terms: dict[str, Span]) -> Span | None:
    """Where the label names what a phrase means."""
    for form in forms(phrase):
        if len(form) > 2 and (place := find_phrase(label.text.folded, spans, form)):
            return place
    known = sorted(term for term in terms_of(phrase) if term in terms)
    if known:
        return terms[known[0]]
    return find_together(label.text.folded, spans, content_words(phrase))


def _denied(claim: Use, label: ReadLabel) -> Use | None:
    """What the label says outright that it is not for, where that is the claim's condition and nowhere a use."""
    same = [use for use in label.uses if _is_same(claim.indication, use.indication)]
    if any(use.evidence != "not-for" for use in same):
        return None
    denied = [use for use in same if _NOT_FOR.search(use.quote.lower())]
    return next((use for use in denied if not _SOME_TREATMENT.search(use.quote.lower())), None)


def _excluded(indication: str, label: ReadLabel) -> Span | None:
    """Where the label's indications and warnings exclude a condition, in a sentence that names it."""
    folded = label.text.folded
    for section in label.text.of_kind("usage", *WARNINGS):
        for block in section.blocks:
            for sentence in block.sentences:
                if _EXCLUDES.search(folded, *sentence):
                    place = place_of(indication, label, [sentence], terms_in(folded, [sentence]))
                    if place:
                        return place
    return None


def _is_same(one: str, other: str) -> bool:
    """Whether two indications mean the same condition."""
    meant, theirs = terms_of(one), terms_of(other)
    if meant and theirs:
        return not meant.isdisjoint(theirs)
    return not set(forms(one)).isdisjoint(forms(other))


def _as_named(label: ReadLabel, place: Span) -> str:
    return f"“{label.text.source[place.start : place.end]}”"


def mentions(folded: str, spans: Iterable[Span], phrase: str) -> Span | None:
    """Where text names what a phrase means, in its own words or the same words apart."""
    places = list(spans)
    for form in forms(phrase):
        if place := find_phrase(folded, places, form):
            return place
    return find_together(folded, places, content_words(phrase))
