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
from monograph.verify.explicit import patterns
from monograph.verify.interactants import interactants_in, interactants_of, named_by
from monograph.verify.naming import mentions
from monograph.verify.terms import (
    broader_of,
    general_words,
    terms_in,
    terms_of,
)

_BESIDE = re.compile(r"\b(?:use|taken|combination|administration) with\b|\Aother ")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_TELLING = 7
"""Letters of the shortest word that tells a topic."""
_ENDING = 3
"""Letters of a word's ending: "smoking" and "smokers" are one."""
_SILENT: frozenset[SectionKind] = frozenset({"disclaimer", "usage", "generic-name"})
"""Sections that warn of nothing."""


class Mentioned:
    """What a monograph mentions, looked up once."""

    def __init__(self, entry: Entry) -> None:
        monograph = entry.monograph
        self.folded = monograph.folded
        self.spans = [Span(s.start, s.end) for s in monograph.sections if s.kind not in _SILENT]
        self.terms = terms_in(self.folded, self.spans)
        self.interactants = interactants_in(self.folded, self.spans)
        self.abouts = {claim.about for claim in entry.claims if isinstance(claim, Precaution)}
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

    def _advises_for_the_unborn(self, harm: str) -> bool:
        """Whether a harm is one of the unborn, and the page advises on pregnancy."""
        return "pregnancy" in self.abouts and _words()["unborn"].search(harm) is not None

    def _says(self, kind: str) -> bool:
        """Whether words of a kind stand in the page."""
        return any(_words()[kind].search(self.folded, *span) for span in self.spans)


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
