"""What labels warn of and a monograph leaves out: boxed warnings, contraindications, grave interactions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.claims.records import Precaution
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import SectionKind, Span
from monograph.verify.boxed import topics
from monograph.verify.contraindicated import contraindicated
from monograph.verify.interactants import interactants_of
from monograph.verify.mentioned import Mentioned, untelling
from monograph.verify.quoted import quoted
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import terms_in, terms_of
from monograph.verify.verdict import LeftOut
from monograph.verify.warned_with import warned_with

_ALLERGY = re.compile(r"allerg|sensitiv|anaphyla")
_NO_STATE = re.compile("|".join(row["pattern"] for row in read_table("monograph.verify", "no_contraindication")))
_TREATING = re.compile(r"\A(?:treat|prevent|manag)|\btherapy\b")
_WORD = re.compile(r"[a-z]{4}")
_LONGEST_ABOUT = 5
_BULLET = 120
"""Letters of an item of a list; of a longer sentence only states with a name of the field are taken."""
_CANONICAL = frozenset({"pregnancy", "breastfeeding", "renal", "hepatic", "cardiac", "allergy", "children", "diabetes"})
_NO_ADVICE: frozenset[SectionKind] = frozenset({"side-effects"})
"""Sections in which a state is an effect: who has it is not told that the medicine is not for him."""
_ABOUTS = {
    "renal": "kidney disease",
    "hepatic": "liver disease",
    "cardiac": "heart disease",
    "mental-health": "psychiatric disorders",
}


def left_out(entry: Entry, labels: list[ReadLabel]) -> list[LeftOut]:
    """What labels of a monograph's substance warn of gravely and it never mentions, each once, the gravest first."""
    page, doc = Mentioned(entry), entry.monograph.doc
    own = entry.identity.components
    return [
        *_boxed(doc, page, labels),
        *_contraindications(doc, Mentioned(entry, but=_NO_ADVICE), labels),
        *warned_with(doc, page, labels, own),
    ]


def _boxed(doc: str, page: Mentioned, labels: list[ReadLabel]) -> Iterator[LeftOut]:
    """The topics of boxed warnings of which the page says nothing."""
    said: set[str] = set()
    for label in labels:
        for span in label.boxed:
            missing = [
                topic
                for topic in topics(label, span)
                if said.isdisjoint({topic, *terms_of(topic)}) and not page.speaks_of(topic)
            ]
            if missing:
                said.update(missing, *map(terms_of, missing))
                quote = quoted(label.text.source, span)
                what = f"The label's boxed warning: {', '.join(missing)}"
                yield LeftOut(doc=doc, what=what, gravity="boxed-warning", label=label.named(quote))


def _contraindications(doc: str, page: Mentioned, labels: list[ReadLabel]) -> Iterator[LeftOut]:
    """States in which labels forbid the medicine and that the page does not name, those of a sentence together."""
    said: set[str] = set()
    for label in labels:
        missing: dict[str, list[str]] = {}
        for about, place in _listed(label):
            if about not in said and not page.speaks_of_persons(about):
                said.update({about}, terms_of(about))
                missing.setdefault(label.quote(place), []).append(about)
        for quote, states in missing.items():
            what = f"The label contraindicates it in {', '.join(states)}"
            yield LeftOut(doc=doc, what=what, gravity="contraindication", label=label.named(quote))


def _listed(label: ReadLabel) -> Iterator[tuple[str, Span]]:
    """The states that a label's contraindications name, as people say them, each with its sentence."""
    places = contraindicated(label)
    own = {word for name in (label.label.product, label.label.labeler) for word in name.lower().split()}
    for about, advices in label.precautions.items():
        if not own.isdisjoint(about.split()) or (label.label.kind == "leaflet" and not _is_known(about)):
            continue
        listed = (
            Span(advice.start, advice.end)
            for advice in advices
            if advice.advice == "contraindicated"
            and not _is_symptom(about, advice, label)
            and any(start <= advice.start < end for start, end in places)
            and _is_state(about, advice)
        )
        for place in listed:
            yield "allergy" if _ALLERGY.search(about) else _ABOUTS.get(about, about), place
            break


def _is_symptom(about: str, advice: Precaution, label: ReadLabel) -> bool:
    """Whether an item of a leaflet's list addresses nobody and names an effect: a sign of the item before it."""
    if label.label.kind != "leaflet" or about in _CANONICAL or "you" in advice.quote:
        return False
    return not terms_of(about).isdisjoint(label.effects)


def _is_known(about: str) -> bool:
    """Whether a state has a name of the field: the lists of a leaflet are running text, and read less surely."""
    return about in _CANONICAL or bool(terms_of(about))


def _is_state(about: str, advice: Precaution) -> bool:
    """Whether what a contraindication was read to be about is a state that can be looked for in a page."""
    words, said = about.split(), advice.quote.lower()
    if len(words) > _LONGEST_ABOUT or not _WORD.search(about) or not untelling("state").isdisjoint(words):
        return False
    if _TREATING.search(about) or said.startswith("for ") or _NO_STATE.search(said):
        return False
    if about != "alcohol" and interactants_of(about):
        return False
    if not (_is_known(about) or len(said) < _BULLET or f"contraindicated in {about}" in said):
        return False
    if re.search(r"\A[^(]*\((?:i\.e|e\.g)[^)]*" + re.escape(about), said) and about not in said.split("(")[0]:
        return False
    return not (_ALLERGY.search(said) and not _ALLERGY.search(about) and _is_of_allergy(about, said))


def _is_of_allergy(about: str, said: str) -> bool:
    """Whether a state is named as what somebody is allergic to, or as how an allergy shows ("such as angioedema")."""
    before = said[: max(said.find(about), 0)]
    first = _ALLERGY.search(before)
    allergy = first.end() if first else 0
    is_term = bool(terms_in(about, [Span(0, len(about))]))
    return allergy > 0 and (not is_term or re.search(r"such as|e\.g|includ|\(", before[allergy:]) is not None)
