"""A use of a monograph held against a label: whether it gives the condition, by whatever name, or excludes it."""

from __future__ import annotations

import re

from monograph.claims.records import Use
from monograph.names.components import SET
from monograph.names.mentions import find_medicines
from monograph.text.model import Span
from monograph.verify.indications import covering_place, kind_place, named_place
from monograph.verify.naming import as_named
from monograph.verify.no_use import why_no_use
from monograph.verify.quoted import quoted
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.symptoms import symptom_place
from monograph.verify.terms import find_phrase, forms, terms_of
from monograph.verify.types_told import is_another_type
from monograph.verify.verdict import Opinion

_SOME_TREATMENT = re.compile(
    r"maintenance|emergency|acute|initial|first-line|prophyla|prevent|alone|monotherapy|rapid|other"
)
"""Words of some treatment of a condition; that it is not for this says nothing of the condition itself."""
_NOT_FOR = re.compile(r"\bnot (?:indicated|approved|effective|intended) (?:for|to|in)\b")
_SAYS_OF_IT = re.compile(r"(?: \([^)]*\))?,? (?:is|are|was|were) ")
_FIRST = 12
"""Letters before the medicine that a sentence begins with."""
_PREVENTS = re.compile(r"prevent|prophyla")
_GIVEN_BEFORE = re.compile(
    r"(?<!treat or )(?:prevent|prophyla)|risk|recurren|relapse|maint|stop|protect|incidence|immuniz|reduc|decreas|delay"
)
"""Words of what is done before an illness comes or comes back; to treat or prevent infections by susceptible bacteria
is said of all antibiotics."""
_OTHER = ("other ", "certain other ", "various other ")


def judge_use(claim: Use, page: ReadPage, label: ReadLabel) -> Opinion:
    """Whether the label gives the indication; what it says the medicine is not for contradicts it."""
    spans = label.spans("usage")
    if not spans:
        return Opinion("not-comparable", "The label has no section on indications that could be read.")
    denied = _denied(claim, label)
    if claim.evidence == "not-for":
        place = Span(denied.start, denied.end) if denied else _excluded(claim.indication, label)
        if place:
            return Opinion("supported", "The label says so too.", label.quote(place))
        return _not_found(claim, page, f"The label does not say that it is not for {claim.indication}.")
    if denied and claim.evidence == "established":
        why = f"The label says that it is not for {denied.indication}."
        return Opinion("contradicted", why, label.quote(Span(denied.start, denied.end)))
    if place := _use_of(claim.indication, label, label.given_spans):
        named = as_named(claim.indication, label.words(place))
        return Opinion("supported", f"The label gives {named} as a use.", label.quote(place))
    if place := symptom_place(claim, page.text, label.text.folded, label.given_spans):
        why = f"The label gives “{label.words(place)}” as a use, of which “{claim.indication}” is a symptom."
        return Opinion("supported", why, label.quote(place))
    why = f"The label does not give “{claim.indication}” as a use."
    return _not_found(claim, page, why, quoted(label.text.source, _content(label)))


def _not_found(claim: Use, page: ReadPage, why: str, quote: str = "") -> Opinion:
    """What a label does not say; of what is no use, or another medicine's, nothing could be found."""
    if no_use := why_no_use(claim.indication) or _of_another(claim, page):
        return Opinion("not-comparable", no_use, quote)
    return Opinion("not-found", why, quote)


def _of_another(claim: Use, page: ReadPage) -> str:
    """Why a sentence tells the use of another medicine, which it says something of in its first words."""
    said = claim.quote.lower()
    named = find_medicines(said)
    first = named[0] if named else None
    if (
        first
        and _SAYS_OF_IT.match(said, first.end)
        and first.start <= _FIRST
        and page.components.isdisjoint(part for one in named for part in one.value.split(SET))
    ):
        return f"The page speaks of {first.value} here."
    return ""


def _use_of(indication: str, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label gives a condition: as it is named, as a kind of it, or with all its parts near one another.

    "Other types of leukemia" are those that the label does not name.
    """
    folded = label.text.folded
    if indication.startswith(_OTHER):
        return find_phrase(folded, spans, indication)
    if is_another_type(indication, folded, spans) or _prevents_only(indication, folded, spans):
        return None
    return (
        named_place(indication, folded, spans, label.given)
        or kind_place(indication, folded, spans)
        or covering_place(indication, folded, spans)
    )


def _prevents_only(indication: str, folded: str, spans: list[Span]) -> bool:
    """Whether a page speaks of preventing, and a label nowhere does: who treats an illness need not prevent it."""
    return bool(_PREVENTS.search(indication)) and not any(_GIVEN_BEFORE.search(folded, *span) for span in spans)


def _content(label: ReadLabel) -> Span:
    """What stands under the label's first heading of indications."""
    section = next(iter(label.text.of_kind("usage")))
    return Span(section.blocks[0].start if section.blocks else section.start, section.end)


def _denied(claim: Use, label: ReadLabel) -> Use | None:
    """What the label says outright that it is not for, where that is the claim's condition and nowhere a use."""
    same = [use for use in label.uses if _is_same(claim.indication, use.indication)]
    if any(use.evidence != "not-for" for use in same):
        return None
    denied = [use for use in same if _NOT_FOR.search(use.quote.lower())]
    return next((use for use in denied if not _SOME_TREATMENT.search(use.quote.lower())), None)


def _excluded(indication: str, label: ReadLabel) -> Span | None:
    """Where the label's indications and warnings exclude a condition."""
    if indication.startswith(_OTHER):
        return None
    folded, spans = label.text.folded, label.excluded_spans
    if is_another_type(indication, folded, spans):
        return None
    return named_place(indication, folded, spans, label.excluded)


def _is_same(one: str, other: str) -> bool:
    """Whether two indications mean the same condition."""
    meant, theirs = terms_of(one), terms_of(other)
    if meant and theirs:
        return not meant.isdisjoint(theirs)
    return not set(forms(one)).isdisjoint(forms(other))
