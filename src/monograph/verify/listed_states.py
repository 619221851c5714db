"""The states that a label's contraindications list in their own words, item by item, where no advice was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.claims.effect.terms import terms as phrases
from monograph.claims.use.naming import names_condition
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.contraindicated import contraindicated
from monograph.verify.interactants import interactants_of
from monograph.verify.mentioned import untelling
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import content_words, terms_of

ALLERGY = re.compile(r"allerg|sensitiv|anaphyla")
NO_STATE = re.compile("|".join(row["pattern"] for row in read_table("monograph.verify", "no_contraindication")))
"""Words of a contraindication that is of a companion, or none."""
LONGEST = 5
"""Words of the name of a state."""
_IN = re.compile(
    r"(?:contraindicated|should not be (?:used|given|administered|taken|initiated|prescribed)"
    r"|must not be (?:used|given|administered|taken)|do not (?:use|take|give|administer)[^.:;]{0,40}?)"
    r"(?: for use)?,? (?:in|to|by|during|if)\b:? ?"
)
_YOU = re.compile(
    r"(?:if )?you:? (?:currently |also |recently )*(?:have(?: or have had| or had| (?:ever |recently )?had"
    r"| been told (?:that )?you have)?|(?:ever |recently )?had|(?:are )?suffer(?:ing)? from|are)\b:? ?"
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
    r"\A(?:other|most|for|with|without|of|in|to|treat) |\b(?:following|these|above|tendency|conditions?|risk)\b"
)
_GLOSS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WHOSE = re.compile(r" (?:that|which|who|whose|because|unless)\b")
_DASH = re.compile(r"[ :] - ")
_PROCEDURE = re.compile(r"\b(?:surgery|punctures?|procedures?|an(?:a)?esthesia|transplant(?:ation)?|bypass|dialysis)\b")
_SHORTEST = 4


def listed_states(label: ReadLabel) -> Iterator[tuple[str, Span]]:
    """Each state that an item or a sentence of the contraindications names, with that sentence.

    Lists of medicines sold without a prescription mix in for whom a doctor is to be asked; they are passed over.
    """
    folded = label.text.folded
    for sentence in _sentences(label) if label.label.kind != "otc" else ():
        start = _persons_from(folded[slice(*sentence)], is_leaflet=label.label.kind == "leaflet")
        if start is None:
            continue
        start += sentence.start
        ends = _ENDS.search(folded, start, sentence.end)
        end = ends.start() if ends else sentence.end
        said = folded[start:end]
        if ALLERGY.search(said):
            yield "allergy", sentence
        elif not (NO_STATE.search(said) or _BOTH.search(said) or interactants_of(said)):
            yield from ((state, sentence) for state in _named(folded, start, end))


def _sentences(label: ReadLabel) -> Iterator[Span]:
    """The sentences of the contraindications, but the rows of tables; of flattened lists the items."""
    within = contraindicated(label)
    for section in label.text.of_kind("contraindications"):
        for block in section.blocks:
            for sentence in block.sentences if block.kind != "row" else ():
                if any(start <= sentence.start < end for start, end in within):
                    dashes = [found.span() for found in _DASH.finditer(label.text.folded, *sentence)]
                    starts = [sentence.start, *(end for _, end in dashes)]
                    yield from map(Span, starts, [*(start for start, _ in dashes), sentence.end])


def _persons_from(said: str, *, is_leaflet: bool) -> int | None:
    """Where a sentence begins to say in whom it is forbidden; None where it does not say so.

    A leaflet addresses who has the state: an item that does not is a sign of the one before it.
    """
    if address := _YOU.match(said):
        at = address.end()
    elif forbids := _IN.search(said):
        at = forbids.end()
        if NO_STATE.search(said, 0, at):
            return None
    elif is_leaflet or _TELLS.search(_WHOSE.split(_GLOSS.sub(" ", said))[0]):
        return None
    else:
        at = 0
    for pattern in (_WHO, _YOU):
        if found := pattern.match(said, at):
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
