"""Which states a page names as those of persons: whom it warns, and not what may come of the medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.claims.records import Precaution
from monograph.library.model import Entry
from monograph.text.model import Span
from monograph.verify.allergens import ALLERGY_TO, names_allergen
from monograph.verify.explicit import patterns
from monograph.verify.mentioned import telling_words
from monograph.verify.page_advice import FORBIDS, is_of_the_ill
from monograph.verify.terms import (
    alike,
    broader_of,
    content_words,
    forms,
    phrase_places,
    places_together,
    said_places,
    term_places,
    terms_in,
    terms_of,
    word_end,
)
from monograph.verify.told_to import ToldTo

_KINDS = ("hepatic", "renal", "breastfeeding", "cardiac", "children")
"""States that a page speaks of where it advises on all these persons."""
_ORGANS = ("hepatic", "renal")
_CLAUSE = re.compile(r"[.,;:\n]")
_NEAR = 55
"""Letters between an organ's illness and its degree."""
_ENDING = 3
"""Letters of a word's ending: "smoking" and "smokers" are one."""


class PageStates:
    """The states that a monograph speaks of, looked up once."""

    def __init__(self, entry: Entry) -> None:
        self._told = ToldTo(entry.monograph)
        self._folded, self._spans = entry.monograph.folded, self._told.spans
        claims = [claim for claim in entry.claims if isinstance(claim, Precaution)]
        self._abouts = {claim.about for claim in claims}
        self._forbidden = {claim.about for claim in claims if claim.advice in FORBIDS}
        self._is_for_the_allergic = any(
            claim.about == "allergy" and (claim.advice in FORBIDS or is_of_the_ill(claim)) for claim in claims
        )
        self._terms = {
            term for term, place in term_places(self._folded, self._spans) if self._told.is_of_persons(place)
        }

    def name(self, state: str) -> bool:
        """Whether the page names a state, a term in it, or advises on all persons with illnesses of its kind.

        What is forbidden in a grave illness of an organ only, it names where it forbids it too, or names the degree.
        """
        if state == "allergy":
            return self._is_for_the_allergic or self._says("allergic")
        if state.startswith(ALLERGY_TO):
            return names_allergen(state, self._folded, self._spans)
        for organ in _ORGANS:
            if organ in self._abouts and _words()["grave"].search(state) and _words()[organ].search(state):
                return organ in self._forbidden or self._names_degree_of(organ)
        return self._advises_on(state) or self._has_term_of(state) or self._has_words_of(state)

    def _advises_on(self, state: str) -> bool:
        """Whether a precaution of the page is about a state, or about all persons of its kind."""
        if state in self._abouts or ("pregnancy" in self._abouts and _words()["unborn"].search(state)):
            return True
        return any(kind in self._abouts and _words()[kind].search(state) for kind in _KINDS)

    def _has_term_of(self, state: str) -> bool:
        """Whether the page names what a state means, or what it is a kind of."""
        meant = terms_of(state) or frozenset(terms_in(state, [Span(0, len(state))]))
        return not self._terms.isdisjoint(meant.union(*map(broader_of, meant)))

    def _has_words_of(self, state: str) -> bool:
        """Whether the page has a state's own words, together, or of what has no other name a telling one."""
        return any(map(self._told.is_of_persons, self._places(state)))

    def _places(self, state: str) -> Iterator[Span]:
        for form in forms(state):
            yield from phrase_places(self._folded, self._spans, form)
        words = content_words(state)
        yield from places_together(self._folded, self._spans, words)
        named = terms_of(state) or terms_in(state, [Span(0, len(state))])
        telling = [word[:-_ENDING] for word in telling_words(state)] if not named else []
        for word in (*telling, *(alike(words[0]) if len(words) == 1 else ())):
            for span in self._spans:
                for at in said_places(self._folded, *span, word):
                    yield Span(at, word_end(self._folded, at))

    def _says(self, kind: str) -> bool:
        """Whether words of a kind stand in the page."""
        return any(_words()[kind].search(self._folded, *span) for span in self._spans)

    def _names_degree_of(self, organ: str) -> bool:
        """Whether the page speaks of the degrees of an organ's illness."""
        for span in self._spans:
            for found in _words()[organ].finditer(self._folded, *span):
                if not self._told.is_of_persons(Span(*found.span())):
                    continue
                before = _CLAUSE.split(self._folded[max(0, found.start() - _NEAR) : found.start()])[-1]
                after = self._folded[found.end() : found.end() + 3 * _NEAR].split("\n")[0]
                if _words()["degree before"].search(before) or _words()["degree behind"].search(after):
                    return True
        return False


def _words() -> dict[str, re.Pattern[str]]:
    """The words that a page and a label have for the same, by their kind."""
    return patterns("mentioned_words")
