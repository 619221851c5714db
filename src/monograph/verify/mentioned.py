"""What a monograph mentions where it warns, so that what it leaves out can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from monograph.claims.records import Precaution
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import SectionKind, Span
from monograph.verify.allergens import ALLERGY_TO, names_allergen
from monograph.verify.explicit import patterns
from monograph.verify.interactants import interactants_in, interactants_of, named_by
from monograph.verify.naming import mentions
from monograph.verify.page_advice import FORBIDS, is_of_the_ill
from monograph.verify.terms import (
    alike,
    broader_of,
    content_words,
    find_together,
    general_words,
    terms_in,
    terms_of,
)

_STATES = ("hepatic", "renal", "breastfeeding", "cardiac", "children")
"""States that a page speaks of where it advises on all these persons."""
_BESIDE = re.compile(r"\b(?:use|taken|combination|administration) with\b|\Aother ")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TELLING = 7
"""Letters of the shortest word that tells a topic."""
_ENDING = 3
"""Letters of a word's ending: "smoking" and "smokers" are one."""
_CLAUSE = re.compile(r"[.,;:\n]")
_NEAR = 55
"""Letters between an organ's illness and its degree."""
_SILENT: frozenset[SectionKind] = frozenset({"disclaimer", "usage", "generic-name"})
"""Sections that warn of nothing."""


class Mentioned:
    """What a monograph mentions, looked up once; ``but`` are sections that count as little as those that never warn."""

    def __init__(self, entry: Entry, but: frozenset[SectionKind] = frozenset()) -> None:
        monograph = entry.monograph
        self.folded = monograph.folded
        self.spans = [Span(s.start, s.end) for s in monograph.sections if s.kind not in _SILENT | but]
        self.terms = terms_in(self.folded, self.spans)
        self.interactants = interactants_in(self.folded, self.spans)
        self.abouts = {claim.about for claim in entry.claims if isinstance(claim, Precaution)}
        self.forbidden = {
            claim.about for claim in entry.claims if isinstance(claim, Precaution) and claim.advice in FORBIDS
        }
        self.is_for_the_allergic = any(
            isinstance(claim, Precaution)
            and claim.about == "allergy"
            and (claim.advice in FORBIDS or is_of_the_ill(claim))
            for claim in entry.claims
        )
        words = (word for span in self.spans for word in _WORD.findall(self.folded, *span))
        self._starts = {word[:-_ENDING] for word in words if len(word) >= _TELLING}

    def speaks_of(self, harm: str) -> bool:
        """Whether the page names a harm, or one of several: what its words mean, what that is a kind of, or companions.

        A part of them that is a clinical term names it together with a word that tells it from others of its kind:
        "meningococcal" of infections.
        """
        return any(self._speaks_of_one(part) for part in harm.split(" or "))

    def _speaks_of_one(self, harm: str) -> bool:
        parts = terms_in(harm, [Span(0, len(harm))])
        telling = telling_words(_without(harm, parts.values()))
        if self._names(terms_of(harm)) or self._advises_for_the_unborn(harm):
            return True
        told = any(word[:-_ENDING] in self._starts for word in telling)
        if told or (_words()["ended"].search(harm) and self._says("ending")):
            return True
        if not telling and self._names(frozenset(parts)):
            return True
        companions = interactants_of(harm) if _BESIDE.search(harm) else frozenset()
        if any(not named_by(one).isdisjoint(self.interactants) for one in companions):
            return True
        return mentions(self.folded, self.spans, harm) is not None

    def _names(self, meant: frozenset[str]) -> bool:
        """Whether the page names one of these terms, or what it is a kind of."""
        return not self.terms.keys().isdisjoint(meant.union(*map(broader_of, meant)))

    def speaks_of_persons(self, state: str) -> bool:
        """Whether the page names a state, a term in it, or advises on all persons with illnesses of its kind.

        What is forbidden in a grave illness of an organ only, it names where it forbids it too, or names the degree.
        """
        for about in ("hepatic", "renal"):
            if about in self.abouts and _words()["grave"].match(state) and _words()[about].search(state):
                return about in self.forbidden or self._names_degree_of(about)
        if state.startswith(ALLERGY_TO):
            return names_allergen(state, self.folded, self.spans)
        meant = terms_of(state) or frozenset(terms_in(state, [Span(0, len(state))]))
        if state == "allergy":
            return self.is_for_the_allergic or self._says("allergic")
        if (
            state in self.abouts
            or self._names(meant)
            or (_words()["unborn"].search(state) and "pregnancy" in self.abouts)
        ):
            return True
        if any(about in self.abouts and _words()[about].search(state) for about in _STATES):
            return True
        telling = telling_words(state) if not meant else []
        if any(word[:-_ENDING] in self._starts for word in telling):
            return True
        words = content_words(state)
        organ = alike(words[0]) if len(words) == 1 else ()
        return any(find_together(self.folded, self.spans, [word]) for word in organ) or bool(
            mentions(self.folded, self.spans, state)
        )

    def _advises_for_the_unborn(self, harm: str) -> bool:
        """Whether a harm is one of the unborn, and the page advises on pregnancy."""
        return "pregnancy" in self.abouts and _words()["unborn"].search(harm) is not None

    def _says(self, kind: str) -> bool:
        """Whether words of a kind stand in the page."""
        return any(_words()[kind].search(self.folded, *span) for span in self.spans)

    def _names_degree_of(self, about: str) -> bool:
        """Whether the page speaks of the degrees of an organ's illness."""
        for span in self.spans:
            for found in _words()[about].finditer(self.folded, *span):
                before = _CLAUSE.split(self.folded[max(0, found.start() - _NEAR) : found.start()])[-1]
                after = self.folded[found.end() : found.end() + 3 * _NEAR].split("\n")[0]
                if _words()["degree before"].search(before) or _words()["degree behind"].search(after):
                    return True
        return False


def _words() -> dict[str, re.Pattern[str]]:
    """The words that a page and a label have for the same, by their kind."""
    return patterns("mentioned_words")


def _without(phrase: str, places: Iterable[Span]) -> str:
    """A phrase with what stands at some places blanked."""
    for start, end in places:
        phrase = phrase[:start] + " " * (end - start) + phrase[end:]
    return phrase


def telling_words(topic: str) -> list[str]:
    """The long words of a topic that few warnings share.

    >>> telling_words("serious meningococcal infections")
    ['meningococcal']
    """
    common = untelling("harm") | general_words()
    return [word for word in _WORD.findall(topic) if len(word) >= _TELLING and word not in common]


@cache
def untelling(of: Literal["state", "harm"]) -> frozenset[str]:
    """Words of warnings that name no state, or no harm."""
    return frozenset(row["word"] for row in read_table("monograph.verify", "left_out_not") if row["of"] in (of, "both"))
