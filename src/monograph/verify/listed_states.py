"""The states that a label's contraindications list in their own words, item by item, where no advice was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from monograph.claims.effect.terms import terms as phrases
from monograph.claims.use.naming import names_condition
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.allergens import allergies_in
from monograph.verify.contraindicated import contraindicated
from monograph.verify.explicit import explicit
from monograph.verify.interactants import interactants_of
from monograph.verify.mentioned import untelling
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import content_words, general_words, terms_in, terms_of

ALLERGY = re.compile(r"allerg|sensitiv|anaphyla")
_ROWS = read_table("monograph.verify", "no_contraindication")
NO_STATE = re.compile("|".join(row["pattern"] for row in _ROWS if row["why"] != "words"))
"""Words of a contraindication that is of a companion, or none."""
_IN_OTHER_WORDS = re.compile("|".join(row["pattern"] for row in _ROWS if row["why"] == "words"))
"""Words of an item that names a clinical term without its being the state."""
LONGEST = 5
"""Words of the name of a state."""
_IN = re.compile(
    r"(?:contraindicated|should not be (?:used|given|administered|taken|initiated|prescribed)"
    r"|must not be (?:used|given|administered|taken)|do not (?:use|take|give|administer)[^.:;]{0,40}?)"
    r"(?: for use)?,? (?:in|to|by|during|if)\b:? ?"
)
_YOU = re.compile(
    r"(?:if )?you:? (?:currently |also |recently |previously )*(?:have(?: or have had| or had| (?:ever |recently )?had"
    r"| been told (?:that )?you have)?|(?:ever |recently )?had|(?:are )?suffer(?:ed|ing)? from|are)\b:? ?"
)
_WHO = re.compile(
    r"(?:(?:the|any|all|adult|pa?ediatric|elderly|female|male|certain) )*"
    r"(?:patients?|persons?|individuals?|people|women|men|subjects|those|anyone|children|infants)"
    r"(?: (?:with|who(?: currently| already)? (?:have(?: or have had| had| experienced| developed)?|has|had|are"
    r"|suffer from)"
    r"|having|in whom|known to have|suffering from)\b)?:? ?"
)
_BEFORE = re.compile(
    r"(?:.* called )?(?:(?:an?|the|any|your|ever|known|suspected|existing|pre-?existing|presence of"
    r"|in the setting of|personal|family|prior|previous|past|or|and|had|current|recent|established"
    r"|documented|history of|diagnosis of|evidence of|medical|at risk of) )*"
)
"""What stands before the name of a state."""
_ENDS = re.compile(
    r"[(\[.;|]| (?:that|which|because|unless|since|due to|as|see|caused|when|where|who|characterized|manifested"
    r"|not associated|related to|possibly)\b|,? (?:including|such as)\b"
)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|may|can|should|must|will|has|have|do|does|been|includes?|resulted|occurred|carries|talk)\b"
)
"""Verbs of a sentence; what has none is an item of a list."""
_BOTH = re.compile(r"\band (?:you|previously|are|have|if)\b")
"""In an item that names what must come together."""
_NOT_NAMED = re.compile(
    r"\A(?:other|most|complicating|for|with|without|of|in|to|treat) | (?:in|of|with|to|for|by)\Z"
    r"|\b(?:following|these|above|tendency|conditions?|risk|numbers?)\b"
)
_LAST_WORD = re.compile(r"[a-z-]+(?= \Z)")
_GLOSS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WHOSE = re.compile(r" (?:that|which|who|whose|because|unless)\b")
_ITEM = re.compile(r": - |; (?:and |or )?|,? or (?=if you\b)")
_DASHED = re.compile(r":? - ")
_PROCEDURE = re.compile(r"\b(?:surgery|punctures?|procedures?|an(?:a)?esthesia|transplant(?:ation)?|bypass|dialysis)\b")
_SHORTEST = 4


@lru_cache(maxsize=256)
def listed_states(label: ReadLabel) -> tuple[tuple[str, Span], ...]:
    """Each state that an item or a sentence of the contraindications names, with that sentence.

    Lists of medicines sold without a prescription mix in for whom a doctor is to be asked; they are passed over.
    """
    return tuple(_listed(label)) if label.label.kind != "otc" else ()


def _listed(label: ReadLabel) -> Iterator[tuple[str, Span]]:
    folded, is_leaflet = label.text.folded, label.label.kind == "leaflet"
    for sentence in _sentences(label):
        forbids = False
        for part in _parts(folded, sentence):
            start = part.start if forbids else _persons_from(folded, part, is_leaflet=is_leaflet)
            if start is None:
                break
            forbids = not is_leaflet
            ends = _ENDS.search(folded, start, part.end)
            end = ends.start() if ends else part.end
            said = folded[start:end]
            if ALLERGY.search(said):
                yield from ((allergy, part) for allergy in ("allergy", *allergies_in(said)))
            elif not (NO_STATE.search(said) or _BOTH.search(said) or interactants_of(said)):
                named = list(_named(folded, start, end)) or _terms(folded, start, end, part)
                yield from ((state, part) for state in named)


def _terms(folded: str, start: int, end: int, part: Span) -> list[str]:
    """The clinical terms of an item that tells its states in more words, else those in brackets behind it.

    "Too little water in your body (dehydration)" is one of them. "Cancer" of "bladder cancer" is none.
    """
    gloss = _GLOSS.match(folded, end, part.end)
    if _IN_OTHER_WORDS.search(folded, start, gloss.end() if gloss else end):
        return []
    own = _whole_terms(folded, Span(start, end))
    return own or (_whole_terms(folded, Span(*gloss.span())) if gloss else [])


def _whole_terms(folded: str, words: Span) -> list[str]:
    """The clinical terms of some words, but those that the word before makes another one."""
    places = terms_in(folded, [words])
    before = {term: _LAST_WORD.search(folded, words.start, place.start) for term, place in places.items()}
    degree = explicit()["degree"]
    is_whole = (not word or word[0] in general_words() or degree.search(word[0]) for word in before.values())
    return sorted(term for term, whole in zip(before, is_whole, strict=True) if whole)


def _sentences(label: ReadLabel) -> Iterator[Span]:
    """The sentences of the contraindications, but the rows of tables."""
    within = contraindicated(label)
    for section in label.text.of_kind("contraindications"):
        for block in section.blocks:
            for sentence in block.sentences if block.kind != "row" else ():
                if any(start <= sentence.start < end for start, end in within):
                    yield sentence


def _parts(folded: str, sentence: Span) -> Iterator[Span]:
    """The items of a list that is written as one sentence."""
    items = _DASHED if folded.find(": - ", *sentence) >= 0 else _ITEM
    cuts = [found.span() for found in items.finditer(folded, *sentence)]
    yield from map(Span, [sentence.start, *(end for _, end in cuts)], [*(start for start, _ in cuts), sentence.end])


def _persons_from(folded: str, part: Span, *, is_leaflet: bool) -> int | None:
    """Where a sentence begins to say in whom it is forbidden; None where it does not say so.

    A leaflet addresses who has the state: an item that does not is a sign of the one before it.
    """
    at, end = part
    if address := _YOU.match(folded, at, end):
        at = address.end()
    elif forbids := _IN.search(folded, at, end):
        if NO_STATE.search(folded, at, forbids.end()):
            return None
        at = forbids.end()
    elif is_leaflet or _TELLS.search(_WHOSE.split(_GLOSS.sub(" ", folded[at:end]))[0]):
        return None
    for pattern in (_WHO, _YOU):
        if found := pattern.match(folded, at, end):
            at = found.end()
    return at


def _named(folded: str, start: int, end: int) -> Iterator[str]:
    """The states that a coordinated phrase names."""
    for phrase in phrases(folded, start, end):
        name = _BEFORE.sub("", phrase.name, count=1)
        if folded.find(name, start, end) < 0 or folded.endswith(("other ", "most "), start, folded.find(name, start)):
            continue  # a noun that another one shares may be none of its own; what others there are is no state
        if len(name) < _SHORTEST or len(name.split()) > LONGEST or _NOT_NAMED.search(name) or _TELLS.search(name):
            continue
        if not untelling("state").isdisjoint(name.split()):
            continue
        if content_words(name) and (terms_of(name) or names_condition(name) or _PROCEDURE.search(name)):
            yield name
