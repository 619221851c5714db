"""An adverse effect of a monograph held against a label: by meaning, not by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from monograph.claims.records import Effect
from monograph.text.model import Span
from monograph.verify.effect_names import AtSite, at_site, effects_on_system, in_fewer_words, names_nothing, site_words
from monograph.verify.measured import changes_in, places_of_changes
from monograph.verify.naming import as_named
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.terms import (
    content_words,
    find_together,
    forms,
    phrase_places,
    places_together,
    terms_in,
    terms_of,
)
from monograph.verify.verdict import Opinion

_GLOSS = re.compile(
    r"\W*[^(),;:]+\((?!in |can |may |rare|e\.g|such|including|especially|due|with)([a-z][^(),;:]{5,40})\)\W*\Z"
)
"""An effect with another name of it, and no examples: "inflammation of the cornea (keratitis)"."""
_END = re.compile(r"[.:](?=\s)|[;|\n•]")
"""Where what is said of one effect ends."""
_ONE = re.compile(r"\.(?=\s)|[;|\n•]")
"""Where a sentence, an item or a cell ends: what stands before a colon is of what follows."""
_AROUND = 160
"""Letters around a site within which it is said what is found there."""
_LAID_ON = frozenset({"topical", "ophthalmic", "otic", "nasal", "vaginal", "transdermal", "rectal"})
"""Routes by which a medicine is laid on: what its label lists is found where it is applied."""


def judge_effect(claim: Effect, label: ReadLabel) -> Opinion:
    """Whether the label names the effect, or one that it is a kind of."""
    spans = label.spans("side-effects", "overdose", *WARNINGS)
    if not label.spans("side-effects"):
        return Opinion("not-comparable", "The label has no section on adverse reactions that could be read.")
    place = _named(claim.term, label, spans) or _under_other_name(claim, label, spans)
    if place is not None:
        return Opinion("supported", f"The label names {as_named(claim.term, label.words(place))}.", label.quote(place))
    if names_nothing(claim.term) and not terms_of(claim.term):
        return Opinion("not-comparable", f"“{claim.term}” names no effect by itself.")
    return Opinion("not-found", f"The label does not name “{claim.term}”.")


def _named(term: str, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label names an effect as it is put, or in fewer words all that these name."""
    if place := _place_of(term, label, spans):
        return place
    for parts in in_fewer_words(forms(term)[0] if forms(term) else term):
        places = [_place_of(part, label, spans) for part in parts]
        if all(places):
            return places[0]
    return None


def _place_of(term: str, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label names an effect: by its words or terms, as a change, at a site, or by an effect on the organ."""
    folded = label.text.folded
    for form in forms(term):
        if len(form) > 2 and (place := _told(phrase_places(folded, spans, form), label)):
            return place
    if place := _first(terms_of(term), label):
        return place
    changes, is_measured = changes_in(term)
    if changes and (place := _told(places_of_changes(folded, spans, changes), label)):
        return place
    if is_measured:
        return None
    if site := at_site(forms(term)[0]) if forms(term) else None:
        return _at_site(site, label, spans)
    if place := _first(effects_on_system(term.lower()), label):
        return place
    words = content_words(term)
    return _told((place for place in places_together(folded, spans, words) if _in_one(folded, place, words)), label)


def _in_one(folded: str, place: Span, words: list[str]) -> bool:
    """Whether these words stand around a place in what is said of one thing: no other sentence, item or cell."""
    low, high = max(0, place.start - _AROUND), min(len(folded), place.end + _AROUND)
    start = max([low, *(edge.end() for edge in _ONE.finditer(folded, low, place.start))])
    edge = _ONE.search(folded, place.end, high)
    return find_together(folded, [Span(start, edge.start() if edge else high)], words) is not None


def _told(places: Iterable[Span], label: ReadLabel) -> Span | None:
    """The first of some places where the label tells an effect."""
    return next((place for place in places if label.tells_effect(place)), None)


def _first(terms: Iterable[str], label: ReadLabel) -> Span | None:
    """Where the label names one of these clinical terms."""
    return next((label.effects[term] for term in sorted(terms) if term in label.effects), None)


def _at_site(site: AtSite, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label names a finding near a site; of what is laid on, all that it lists is found there."""
    folded = label.text.folded
    for words in _around_sites(site, folded, spans):
        terms = terms_in(folded, [words])
        known = sorted(term for term in terms_of(site.finding) if term in terms)
        place = terms[known[0]] if known else find_together(folded, [words], content_words(site.finding))
        if place or not content_words(site.finding):
            return place or words
    if site.kind != "into" and not _LAID_ON.isdisjoint(label.routes):
        return _place_of(site.finding, label, label.spans("side-effects"))
    return None


def _around_sites(site: AtSite, folded: str, spans: list[Span]) -> Iterator[Span]:
    """What is said around the sites of a kind, as far as it is of one thing."""
    for kind in sorted(site_words(), key=lambda kind: kind != site.kind):
        for start, end in spans:
            for found in site_words()[kind].finditer(folded, start, end):
                low, high = max(start, found.start() - _AROUND), min(end, found.end() + _AROUND)
                edges = [low, *(edge.end() for edge in _END.finditer(folded, low, high)), high]
                yield next(
                    Span(one, other) for one, other in pairwise(edges) if one <= found.start() < other or other == high
                )


def _under_other_name(claim: Effect, label: ReadLabel, spans: list[Span]) -> Span | None:
    """Where the label names an effect by the clinical term with which the page explains a name of its own."""
    gloss = _GLOSS.match(claim.quote.lower())
    if gloss is None or terms_of(claim.term):
        return None
    return _first(terms_of(gloss[1]), label) or _told(phrase_places(label.text.folded, spans, gloss[1]), label)
