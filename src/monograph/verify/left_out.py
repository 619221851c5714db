"""What a label warns of and a monograph leaves out: boxed warnings, contraindications, grave interactions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from monograph.claims.records import Precaution
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.effects import mentions
from monograph.verify.interactants import in_words, interactants_in, named_in, related
from monograph.verify.read_label import ReadLabel
from monograph.verify.terms import terms_in, terms_of
from monograph.verify.verdict import Gravity, LeftOut

_OPENING = re.compile(r"\A\W*(?:boxed warning|warnings?)?\W*(?:boxed warning|warnings?)?\W*", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:(?:[A-Z0-9][A-Z0-9'’/-]*|and|or|of|with|in|for|to|the)(?![a-z])[\s,;:()&.•]*)+")
_TOPIC = re.compile(r"\s*(?:[,;:•.()]|\band\b|\bincluding\b)\s*")
_FETAL = re.compile(r"fetal|fetus|pregnan|birth defect|embryo|teratogen")
_ALLERGY = re.compile(r"allerg|sensitiv|anaphyla")
_LONGEST_ABOUT = 5
_LONGEST_TOPICS = 8
_LONGEST_TOPIC = 9
"""Words of a topic; what is longer is a sentence in capitals."""
_TELLING = 8
"""Letters of the shortest word that tells a topic."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NEAR = 160
"""Letters between what is warned of and the words that warn."""


class _Page:
    """What a monograph mentions, looked up once."""

    def __init__(self, entry: Entry) -> None:
        monograph = entry.monograph
        self.folded = monograph.folded
        self.spans = [
            Span(s.start, s.end) for s in monograph.sections if s.kind not in ("disclaimer", "usage", "generic-name")
        ]
        self.terms = terms_in(self.folded, self.spans)
        self.interactants = interactants_in(self.folded, self.spans)
        self.abouts = {claim.about for claim in entry.claims if isinstance(claim, Precaution)}

    def speaks_of(self, phrase: str) -> bool:
        """Whether the page names what a phrase means, or a clinical term in it, anywhere that warns."""
        meant = terms_of(phrase) or terms_in(phrase, [Span(0, len(phrase))]).keys()
        if not self.terms.keys().isdisjoint(meant) or phrase in self.abouts:
            return True
        if (_FETAL.search(phrase) and "pregnancy" in self.abouts) or (
            phrase == "allergy" and _ALLERGY.search(self.folded)
        ):
            return True
        telling = telling_words(phrase)
        if not meant and len(telling) > 0 and any(word in self.folded for word in telling):
            return True
        return mentions(self.folded, self.spans, phrase) is not None


def left_out(entry: Entry, label: ReadLabel) -> list[LeftOut]:
    """What a label warns of gravely and the monograph never mentions, the gravest first."""
    page = _Page(entry)
    doc = entry.monograph.doc
    return [*_boxed(doc, page, label), *_contraindications(doc, page, label), *_interactions(doc, entry, page, label)]


def _boxed(doc: str, page: _Page, label: ReadLabel) -> Iterator[LeftOut]:
    """The topics of a boxed warning of which the page says nothing."""
    for span in label.boxed:
        named = label.label.product.lower().split()
        found = [
            topic for topic in topics(label.text.source[span.start : span.end]) if not set(topic.split()) <= set(named)
        ]
        missing = [topic for topic in found if not page.speaks_of(topic)]
        if missing:
            what = f"The label's boxed warning: {', '.join(missing)}"
            yield LeftOut(doc=doc, what=what, gravity="boxed-warning", label=label.named(_opening(label, span)))


def topics(boxed: str) -> list[str]:
    """What a boxed warning is about: its headline in capitals, or the terms that its first words name.

    >>> topics("WARNING: LACTIC ACIDOSIS and HEPATOTOXICITY Postmarketing cases of ...")
    ['lactic acidosis', 'hepatotoxicity']
    >>> topics("It may cause severe liver injury.")
    ['hepatotoxicity']
    """
    bare = boxed[_OPENING.match(boxed).end() :]  # type: ignore[union-attr]
    capitals = _CAPITALS.match(bare)
    headline = capitals[0].lower() if capitals and len(capitals[0]) > _LONGEST_TOPICS else ""
    parts = [part.strip().removesuffix(" warning") for part in _TOPIC.split(headline)]
    found = [topic for topic in parts if topic and _is_topic(topic)]
    if not found:
        opening = bare[:200].lower()
        found = sorted(terms_in(opening, [Span(0, len(opening))]))[:1]
    return list(dict.fromkeys(found))[:_LONGEST_TOPICS]


def _is_topic(topic: str) -> bool:
    """Whether a part of a headline names what can be looked for: a term, or a word that is not of every box."""
    if len(topic.split()) > _LONGEST_TOPIC:
        return False
    return bool(terms_of(topic) or terms_in(topic, [Span(0, len(topic))]) or telling_words(topic))


def telling_words(topic: str) -> list[str]:
    """The long words of a topic that few boxed warnings share.

    >>> telling_words("serious meningococcal infections")
    ['meningococcal']
    """
    words = _WORD.findall(topic)
    return [word for word in words if len(word) >= _TELLING and word not in _not_states() and word not in _general()]


@cache
def _general() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("monograph.verify", "term_qualifiers"))


def _opening(label: ReadLabel, span: Span) -> str:
    return " ".join(label.text.source[span.start : span.end].split())[:300]


def _contraindications(doc: str, page: _Page, label: ReadLabel) -> Iterator[LeftOut]:
    """States in which the label forbids the medicine and that the page does not name, those of a sentence together."""
    places = label.spans("contraindications")
    missing: dict[str, list[str]] = {}
    for about, advices in label.precautions.items():
        listed = next((a for a in advices if a.advice == "contraindicated" and _is_within(a, places)), None)
        if listed and _is_plain(about) and not page.speaks_of(_spoken(about)):
            missing.setdefault(label.quote(Span(listed.start, listed.end)), []).append(_spoken(about))
    for quote, states in missing.items():
        what = f"The label contraindicates it in {', '.join(states)}"
        yield LeftOut(doc=doc, what=what, gravity="contraindication", label=label.named(quote))


def _is_within(advice: Precaution, places: list[Span]) -> bool:
    return any(start <= advice.start < end for start, end in places)


def _is_plain(about: str) -> bool:
    """Whether a state is short enough to be looked for in the page, and is one."""
    words = about.split()
    return (
        len(words) <= _LONGEST_ABOUT and not _not_states().intersection(words) and "•" not in about and "|" not in about
    )


@cache
def _not_states() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("monograph.verify", "left_out_not"))


def _spoken(about: str) -> str:
    if _ALLERGY.search(about):
        return "allergy"
    return {"renal": "kidney disease", "hepatic": "liver disease"}.get(about, about)


def _interactions(doc: str, entry: Entry, page: _Page, label: ReadLabel) -> Iterator[LeftOut]:
    """What the label warns to take with the medicine, and that the page does not name; the grave ones first."""
    said: set[str] = set(entry.identity.components)
    places = [
        (name, place, Span(start, end))
        for start, end in [*label.boxed, *label.spans("contraindications", "interactions")]
        for name, place in named_in(label.text.folded, start, end)
        if related(name).isdisjoint(page.interactants)
    ]
    listed = label.spans("contraindications")
    for gravity, pattern in _grave().items():
        for name, place, section in places:
            before = label.text.folded[max(section.start, place.start - _NEAR) : place.start]
            if (section in listed) != (gravity == "contraindication") or (
                section in listed and _ALLERGY.search(before)
            ):
                continue
            around = slice(max(section.start, place.start - _NEAR), min(section.end, place.end + _NEAR))
            if related(name).isdisjoint(said) and pattern.search(label.text.folded[around]):
                said.add(name)
                what = f"The label warns of taking it with {in_words(name)}"
                yield LeftOut(doc=doc, what=what, gravity=gravity, label=label.named(label.quote(place)))


@cache
def _grave() -> dict[Gravity, re.Pattern[str]]:
    """The words that make an interaction grave, then those that make it one to take care of."""
    patterns: dict[Gravity, list[str]] = {"contraindication": [], "interaction": [], "mention": []}
    for row in read_table("monograph.verify", "grave_words"):
        patterns[cast(Gravity, row["gravity"])].append(row["pattern"])
    return {gravity: re.compile("|".join(parts)) for gravity, parts in patterns.items()}
