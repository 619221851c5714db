"""What narrows a precaution ("severe", "third trimester", "under 12 years"), and what is a manner of use only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monograph.names.phrases import READERS, PhraseBook, Words, words_of
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.text.record import Record

_NEAR = 24
"""Characters between a state and the words that narrow it."""
_PAUSES = frozenset(",;:.")
_OLDEST = 120
"""Years and kilograms above which a number is no age: "at doses under 4000"."""
_ROWS = read_table("monograph.names", "scopes")
_BOOK = PhraseBook({row["phrase"]: row["kind"] for row in _ROWS}, shelf=READERS)
_NARROWING = frozenset({"degree", "dose", "age", "number", "pregnancy", "renal", "hepatic"})
_COMPARED = re.compile(r"[<>≤≥]=? ?(\d+(?:\.\d+)?)(?: ?- ?\d+)? ?(?:years?|yrs?|months?|weeks?)\b")
"""An age told with a sign: "children (< 12 years)"."""
_NUMBER = re.compile(r"\d+")
_STATES = frozenset(
    word
    for row in read_table("monograph.names", "conditions")
    if row["kind"] in ("state", "organ")
    for word in row["phrase"].split("|")
)
_LINKS = _STATES | frozenset(
    word
    for row in read_table("monograph.names", "conditions")
    if row["kind"] in ("link", "degree")
    for word in row["phrase"].split("|")
)
_CASES = _STATES | {"case", "cases", "form", "forms", ",", ";", ":", "(", ")", "and", "or"}
"""What follows a degree of the illness that was named before: "in severe [cases]"."""
_AGES = frozenset({"age", "number"})
_AGELESS = frozenset({"pregnancy", "breastfeeding", "renal", "hepatic", "driving", "alcohol", "surgery"})
_UNGRADED = frozenset(
    {"pregnancy", "breastfeeding", "children", "neonates", "elderly", "driving", "surgery", "sun exposure"}
    | {"contact lenses"}
)
"""Persons, who are not had in degrees."""


class Narrowing(Record):
    """Words that narrow what is said: where they stand, of what kind they are (see ``scopes.tsv``)."""

    span: Span
    kind: str
    bare: bool = True
    """Whether no word of another matter follows: "severe", "severe impairment", not "severe vomiting"."""

    def fits(self, about: str) -> bool:
        """Whether a person or state can be narrowed so."""
        if self.kind == "degree":
            return about not in _UNGRADED
        if self.kind in _AGES:
            return about not in _AGELESS
        return self.kind in ("dose", about)


def scopes(words: Words, folded: str) -> list[Narrowing]:
    """The words of ``folded`` that narrow what is said, in order.

    >>> from monograph.names.phrases import words_of
    >>> text = "avoid in the third trimester"
    >>> [(one.kind, text[slice(*one.span)]) for one in scopes(words_of(text, 0, len(text)), text)]
    [('pregnancy', 'third trimester')]
    """
    found = []
    for match in _BOOK.find(words):
        if match.value in _NARROWING:
            span = Span(*words.span(match.first, match.last))
            following = words.texts[match.last : match.last + 1]
            if match.value not in _AGES or _is_age(folded[slice(*span)]):
                found.append(Narrowing(span, match.value, not following or following[0] in _CASES))
    if found or len(words) == 0:
        return found
    compared = _COMPARED.search(folded, *words.span(0, len(words)))
    return [Narrowing(Span(*compared.span()), "age")] if compared else found


def _is_age(said: str) -> bool:
    number = _NUMBER.search(said)
    return number is None or int(number.group()[:9]) <= _OLDEST


def nearest(found: Sequence[Narrowing], folded: str, about: str, start: int, end: int) -> Span | None:
    """The one that narrows ``about``, which stands in ``folded[start:end]``: in it, or a few words before or after."""
    best: Narrowing | None = None
    least = _NEAR + 1
    for scope in found:
        left, right = scope.span
        between = folded[right:start] if right <= start else folded[end:left]
        if len(between) < least and scope.fits(about) and _belongs(scope, between, before=right <= start):
            best, least = scope, len(between)
    return best.span if best else None


def _belongs(scope: Narrowing, between: str, *, before: bool) -> bool:
    """Whether words that narrow are of a state, by what stands between them: "severe liver or kidney disease"."""
    if _PAUSES.intersection(between):
        return False
    if scope.kind != "degree" or not between.strip():
        return True
    texts = set(words_of(between, 0, len(between)).texts)
    return texts <= _LINKS if before else texts.isdisjoint({"or", "and"})


def of_all(found: Sequence[Narrowing], about: str) -> Span | None:
    """What narrows a clause that names nobody, for those of whom it goes on: "in severe cases"."""
    return next((one.span for one in found if one.fits(about) and _is_said_of_all(one)), None)


def _is_said_of_all(scope: Narrowing) -> bool:
    return scope.kind != "number" and (scope.bare or scope.kind != "degree")


def is_manner(words: Words) -> bool:
    """Whether a sentence speaks of how the medicine is used: sudden stopping, long use, a missed dose."""
    return any(match.value == "manner" for match in _BOOK.find(words))
