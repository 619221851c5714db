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
        return mentions(self.folded, self.spans, phrase) is not None


def left_out(entry: Entry, label: ReadLabel) -> list[LeftOut]:
    """What a label warns of gravely and the monograph never mentions, the gravest first."""
    page = _Page(entry)
    doc = entry.monograph.doc
    return [*_boxed(doc, page, label), *_contraindications(doc, page, label), *_interactions(doc, entry, page, label)]


def _boxed(doc: str, page: _Page, label: ReadLabel) -> Iterator[LeftOut]:
    """The topics of a boxed warning of which the page says nothing."""
    for span in label.boxed:
        missing = [topic for topic in topics(label.text.source[span.start : span.end]) if not page.speaks_of(topic)]
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
    found = [topic for part in _TOPIC.split(headline) if (topic := part.strip()) and _is_topic(topic)]
    if not found:
        opening = bare[:200].lower()
        found = sorted(terms_in(opening, [Span(0, len(opening))]))[:1]
    return list(dict.fromkeys(found))[:_LONGEST_TOPICS]


def _is_topic(topic: str) -> bool:
    """Whether a part of a headline names something that can be looked for."""
    return bool(terms_of(topic) or terms_in(topic, [Span(0, len(topic))]))


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
    for gravity, pattern in _grave().items():
        for name, place, section in places:
            around = slice(max(section.start, place.start - _NEAR), min(section.end, place.end + _NEAR))
            if related(name).isdisjoint(said) and pattern.search(label.text.folded[around]):
                said.add(name)
                what = f"The label warns of taking it with {in_words(name)}"
                yield LeftOut(doc=doc, what=what, gravity=gravity, label=label.named(label.quote(place)))


@cache
def _grave() -> dict[Gravity, re.Pattern[str]]:
    """The words that make an interaction grave, then those that make it one to take care of."""
    patterns: dict[Gravity, list[str]] = {"interaction": [], "mention": []}
    for row in read_table("monograph.verify", "grave_words"):
        patterns[cast(Gravity, row["gravity"])].append(row["pattern"])
    return {gravity: re.compile("|".join(parts)) for gravity, parts in patterns.items()}
