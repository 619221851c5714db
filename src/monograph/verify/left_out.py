"""What labels warn of and a monograph leaves out: boxed warnings, contraindications, grave interactions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.claims.records import Precaution
from monograph.claims.words import about_whom
from monograph.library.model import Entry
from monograph.text.model import SectionKind, Span
from monograph.verify.boxed import asked_for, topics
from monograph.verify.contraindicated import contraindicated
from monograph.verify.degrees import is_grave
from monograph.verify.interactants import interactants_of
from monograph.verify.listed_states import ALLERGY, LONGEST, NO_STATE, listed_states
from monograph.verify.mentioned import Mentioned, untelling
from monograph.verify.page_advice import ILLNESSES
from monograph.verify.quoted import quoted
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import alike, content_words, terms_in, terms_of
from monograph.verify.verdict import LeftOut
from monograph.verify.warned_with import warned_with

_TREATING = re.compile(r"\A(?:treat|prevent|manag)|\btherapy\b")
_GLOSS = re.compile(r"(?:\((?!see |listed |e\.g)|(?:including|such as|e\.g\.,?|for example) )([^);.]{4,60})")
"""Another name of a state, or examples of it."""
_WORD = re.compile(r"[a-z]{4}")
_BULLET = 120
"""Letters of an item of a list; of a longer sentence only states with a name of the field are taken."""
_OPEN = {"with", "of", "in", "to", "for", "by"}
"""The last word of a line that introduces a list."""
_FAILING = {"insufficiency", "impairment", "failure", "dysfunction", "function"}
_CANONICAL = frozenset({"pregnancy", "breastfeeding", "renal", "hepatic", "cardiac", "allergy", "children", "diabetes"})
_NO_ADVICE: frozenset[SectionKind] = frozenset({"side-effects"})
"""Sections in which a state is an effect: who has it is not told that the medicine is not for him."""


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
    """The topics of boxed warnings of which the page says nothing, and what they ask for in vain."""
    said: set[str] = set()
    for label in labels:
        for span in label.boxed:
            missing = [
                topic
                for topic in topics(label, span)
                if said.isdisjoint({topic, *terms_of(topic)}) and not page.speaks_of(topic)
            ]
            asked = {
                measure.name: place
                for measure, place in asked_for(label, span)
                if measure.name not in said and not measure.spoken_of.search(page.folded)
            }
            if missing or asked:
                said.update(missing, asked, *map(terms_of, missing))
                around = None if missing else next(iter(asked.values()))
                quote = quoted(label.text.source, span, around)
                what = f"The label's boxed warning: {', '.join([*missing, *asked])}"
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
        for state, place in listed_states(label):
            if not said.isdisjoint({state, *terms_of(state)}) or _is_told(state, said):
                continue
            if not any(map(page.speaks_of_persons, _names(state, label.text.folded[slice(*place)]))):
                said.update({state}, terms_of(state))
                missing.setdefault(label.quote(place), []).append(state)
        for quote, states in missing.items():
            what = f"The label contraindicates it in {', '.join(states)}"
            yield LeftOut(doc=doc, what=what, gravity="contraindication", label=label.named(quote))


def _is_told(state: str, said: set[str]) -> bool:
    """Whether the words of a state are among those of one that is told, or the other way round."""
    words = _meaning(state)
    return any(words <= other or other <= words for other in map(_meaning, said) if other)


def _meaning(state: str) -> set[str]:
    """The words of a state under one name each: "liver" of "severe hepatic insufficiency"."""
    return {min(alike(word)) for word in content_words(state)} - _FAILING


def _names(state: str, sentence: str) -> list[str]:
    """The names of a state, each of which tells it: its alternatives, and terms in brackets or examples behind it."""
    glosses = _GLOSS.findall(sentence)
    short = (gloss for gloss in glosses if len(gloss.split()) < LONGEST)
    return [
        *state.split(" or "),
        *short,
        *(term for gloss in glosses for term in terms_in(gloss, [Span(0, len(gloss))])),
    ]


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
            grave = "severe " if about in ILLNESSES and is_grave(about, label.text.folded[slice(*place)]) else ""
            yield "allergy" if ALLERGY.search(about) else grave + about_whom(about), place
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
    if (
        len(words) > LONGEST
        or words[-1] in _OPEN
        or not _WORD.search(about)
        or not untelling("state").isdisjoint(words)
    ):
        return False
    if _TREATING.search(about) or said.startswith("for ") or NO_STATE.search(said):
        return False
    if about != "alcohol" and interactants_of(about):
        return False
    if not (_is_known(about) or len(said) < _BULLET or f"contraindicated in {about}" in said):
        return False
    if re.search(r"\A[^(]*\((?:i\.e|e\.g)[^)]*" + re.escape(about), said) and about not in said.split("(")[0]:
        return False
    return not (ALLERGY.search(said) and not ALLERGY.search(about) and _is_of_allergy(about, said))


def _is_of_allergy(about: str, said: str) -> bool:
    """Whether a state is named as what somebody is allergic to, or as how an allergy shows ("such as angioedema")."""
    before = said[: max(said.find(about), 0)]
    first = ALLERGY.search(before)
    allergy = first.end() if first else 0
    is_term = bool(terms_in(about, [Span(0, len(about))]))
    return allergy > 0 and (not is_term or re.search(r"such as|e\.g|includ|\(", before[allergy:]) is not None)
