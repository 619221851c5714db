"""The conjuncts of a list of indications: which name one together, and which share a noun."""

from __future__ import annotations

import re

from monograph.claims.coordination import is_part
from monograph.claims.found import Conjunct
from monograph.claims.use.naming import (
    ADJECTIVE,
    OPENS,
    PEOPLE,
    PLACE,
    WHOM,
    cues_of,
    names_condition,
    words_of,
)
from monograph.claims.use.places import is_next_place
from monograph.names.patterns import any_of
from monograph.text.model import Span

APPOSITION = re.compile(
    r"(?:a|an|another|one of|(?:common )?(?:symptoms|signs) (?:accompanying|of)|conditions (?:which|that|where)) "
)
OF_PEOPLE = re.compile(
    rf"(?:in |for )?(?:{PEOPLE}$|{PEOPLE} (?:with|who|whose|at|on|in|of|for|aged|over|under|not|and|or|\w+ing)\b)"
)
_IN_PEOPLE = re.compile(rf"(.* in )(?:[\w-]+ )?{PEOPLE}$")
"""Some of those that a medicine is for, of whom more follow: "pain in children"."""
STOPS = re.compile(rf"(?:{any_of(cues_of('stops'))})(?![\w-])")
_ASIDE = re.compile(r"\([^()]*\)")
_PAIRS = re.compile(r"\b(?:nausea vomiting|health well-?being|health wellness)")
_NUMBER = re.compile(r"(?:[a-z0-9]|i{2,3}|iv)(?: virus(?:es)?)?$")
"""Conjuncts that are one indication together; "hepatitis B and C", "diabetes type 1 or 2"."""
_NOUN_AND_HEAD = 2
"""Words of a phrase whose noun one word before it may share: "arsenic and mercury poisoning"."""
_TAILS = tuple(f" {noun}" for noun in words_of("tail"))
"""Nouns that a list of what names nothing by itself shares with its last: "zinc, iron, and folate deficiency"."""
_TYPED = re.compile(r"type (?:\d|i+) \w+$")
_TYPE = re.compile(r"\btype (?:\d|i+)$")
_WHOM = re.compile(rf"{PEOPLE}$")
_SHORT = 2
"""Spaces in a phrase at most whose noun others before it share, and in those."""


def joined(folded: str, conjuncts: list[Conjunct]) -> list[Conjunct]:
    """The conjuncts with those as one that name one indication together: "nausea and vomiting"."""
    found: list[Conjunct] = []
    for conjunct in conjuncts:
        if found and (_is_pair(folded, found[-1], conjunct) or _is_place(found[-1].whole, conjunct.whole)):
            found[-1] = together(folded, found[-1], conjunct)
        elif shared := _shared_head(folded, found, conjunct):
            found[-1] = shared
        elif found and (whom := _IN_PEOPLE.match(found[-1].whole)) and WHOM.match(f"in {conjunct.whole}"):
            whole = whom.group(1) + conjunct.whole
            found[-1] = Conjunct(Span(found[-1].span.start, conjunct.span.end), (whole,), "whole", whole)
        else:
            found.append(conjunct)
    return _headed(found)


def _headed(conjuncts: list[Conjunct]) -> list[Conjunct]:
    """The conjuncts with the noun that those before the last share with it: "zinc, iron, and folate deficiency"."""
    last = conjuncts[-1].whole if len(conjuncts) > 1 else ""
    typed = _TYPED.match(last)
    if not typed and (not last.endswith(_TAILS) or last.count(" ") > _SHORT or PLACE.search(last)):
        return conjuncts
    tail = last.rsplit(" ", 1)[-1]
    for number in range(len(conjuncts) - 2, -1, -1):
        whole = conjuncts[number].whole
        if whole in last or not (_TYPE.search(whole) if typed else _is_headless(whole)):
            break
        named = tuple(f"{part} {tail}" for part in whole.split(", "))
        conjuncts[number] = Conjunct(conjuncts[number].span, named, "", named[0])
    return conjuncts


def _is_headless(phrase: str) -> bool:
    """Whether a short phrase names no condition by itself: "vitamin b12"."""
    if phrase.count(" ") > _SHORT or OPENS.match(phrase) or _WHOM.search(phrase):
        return False
    return not (names_condition(phrase) or PLACE.search(phrase))


def _shared_head(folded: str, before: list[Conjunct], after: Conjunct) -> Conjunct | None:
    """Two conjuncts of which the first lacks the noun of the second: "mouth and throat infections"."""
    between = folded[before[-1].span.end : after.span.start].strip() if before else ""
    lacking = before[-1].whole if before else ""
    if between not in ("and", "or") or not _lacks_noun(lacking, after.whole, alternative=between == "or"):
        return None
    _, _, head = after.whole.partition("-" if lacking.endswith("-") else " ")
    if not head or PLACE.search(after.whole) or not names_condition(after.whole) or OPENS.match(after.whole):
        return None
    named = lacking + head if lacking.endswith("-") else f"{lacking} {head}"
    both = together(folded, before[-1], after)
    return Conjunct(both.span, (named, after.whole), "head", both.whole)


def _lacks_noun(phrase: str, following: str, *, alternative: bool) -> bool:
    """Whether a phrase names nothing without the noun that follows: "external genital", "community-", "arsenic"."""
    words = following.split(" ")
    if names_condition(phrase) or phrase in words:
        return False
    if phrase.endswith("-") or is_part(phrase) or ADJECTIVE.search(phrase):
        return True
    if " " in phrase or len(words) != _NOUN_AND_HEAD or OPENS.match(phrase):
        return False
    return alternative or not ADJECTIVE.search(words[0])


def _is_pair(folded: str, before: Conjunct, after: Conjunct) -> bool:
    between = folded[before.span.end : after.span.start].strip()
    if between not in ("and", "or"):
        return False
    return bool(_NUMBER.match(after.whole) or _PAIRS.search(f"{before.whole[-10:]} {after.whole[:10]}"))


def _is_place(before: str, after: str) -> bool:
    """Whether a conjunct only names a further place of infections: "infections of the skin, hair, and nails"."""
    return is_next_place(before, after) and not names_condition(after)


def together(folded: str, first: Conjunct, last: Conjunct) -> Conjunct:
    """Conjuncts as one."""
    span = Span(first.span.start, last.span.end)
    whole = " ".join(_ASIDE.sub(" ", folded[slice(*span)]).split())
    return Conjunct(span, (whole,), "whole", whole)
