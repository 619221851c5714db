"""Where a label says in whom and with what the medicine must not be used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.text.model import Span
from monograph.verify.explicit import clause_around, explicit, is_special
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import content_words, find_together, forms, phrase_places, term_places, terms_of

_ENDS = re.compile(
    r"(?:talk to|tell|contact|consult|ask) your doctor[^.]{0,40} (?:before|if)\b|warnings? and precautions"
)
"""With these words the list of a leaflet ends, where no section of warnings follows it: they stand in the same one."""
_WARNINGS = "warning"
_REASON = re.compile(
    r"(?:\bbecause\b|\bcauses?\b|(?<!at )\brisk of\b|\bused to (?:treat|help)\b|\bto avoid\b|\bmay (?:result|lead)"
    r"|\bresult(?:s|ing) in\b)"
    r"(?!.*(?:\bif\b|\bwho\b|\b(?:patients|those|women|people|individuals) with\b))"
)
"""After these words a sentence says why it forbids: what it names there, and not of somebody, is no state."""


def contraindicated(label: ReadLabel) -> list[Span]:
    """The spans of the contraindications; those of a leaflet end where it sends the reader to a doctor."""
    spans = label.spans("contraindications")
    if label.label.kind != "leaflet":
        return spans
    folded = label.text.folded
    ends = [None if folded.startswith(_WARNINGS, span.end) else _ENDS.search(folded, *span) for span in spans]
    return [Span(span.start, end.start() if end else span.end) for span, end in zip(spans, ends, strict=True)]


def where_contraindicated(about: str, label: ReadLabel) -> Span | None:
    """Where the contraindications of a label name a kind of person or a state as one in which it is not to be used."""
    folded = label.text.folded
    for section in contraindicated(label):
        for place in _places(about, folded, section):
            clause = clause_around(folded, place, section)
            excepted = about in explicit() and is_special(about, folded[slice(*clause)])
            if not excepted and not _REASON.search(folded, clause.start, place.start):
                return place
    return None


def where_forbidden(about: str, label: ReadLabel) -> Span | None:
    """Where a label advises against the medicine in a state, in words of no section of their own."""
    folded, words = label.text.folded, explicit()
    for section in label.spans("precautions", "dosage", *(("interactions",) if about == "alcohol" else ())):
        for place in _places(about, folded, section):
            clause = clause_around(folded, place, section)
            said = words["harms"].sub(" ", folded[slice(*clause)])
            limited = is_special(about, said) or words["permits"].search(said)
            if words["forbids"].search(said) and not limited and not _REASON.search(folded, clause.start, place.start):
                return place
    return None


def _places(about: str, folded: str, section: Span) -> Iterator[Span]:
    """Where a section names whom a precaution is about: in words of the field, as written, or with its words apart."""
    if pattern := explicit().get(about):
        yield from (Span(*found.span()) for found in pattern.finditer(folded, *section))
        return
    meant = terms_of(about)
    yield from (place for term, place in term_places(folded, [section]) if term in meant)
    for form in forms(about):
        yield from phrase_places(folded, [section], form)
    if place := find_together(folded, [section], content_words(about)):
        yield place
