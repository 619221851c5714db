"""Lists of states at the places of a sentence where states stand: "contraindicated in patients with A, B or C"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from monograph.claims.coordination import coordinated, is_part
from monograph.claims.found import Conjunct
from monograph.claims.precaution.exceptions import outside_exceptions
from monograph.claims.precaution.words import words_that
from monograph.names.classes import is_interactant
from monograph.names.conditions import (
    ALLERGENS,
    CLOSERS,
    LEADS,
    MEASURES,
    PERSONS,
    PLACES,
    TREATMENTS,
    canonical,
    persons,
)
from monograph.names.found import Cue, Mention
from monograph.names.patterns import any_of
from monograph.names.phrases import Words, words_of

_LONGEST_STATE = 11
"""Words above which a member of a list is a clause and no state."""
_SHORTEST = 3
"""Letters of the shortest state: "mi" is read of its gloss, "c" of "C. difficile" is none."""
_ASIDE = re.compile(r"\((e\.g\.,?|such as|like|including|especially|for example,?)?\s*([^()]*)\)")
_GLOSS = re.compile(r"\s*\([^()]*\)?")
_EXAMPLE = re.compile(r"^.* (?:like|such as) (?=\S)")
"""What stands before the example of a state: "heart conditions [like] heart block"."""
_ALLERGIES = ("allerg", "hypersens", "anaphyl", "sensitivity to", "intolerance")
_DEGREES = re.compile(
    rf"-degree|type \d|grade \d|class [ivx]+|stage \d|\b(?:{any_of(words_that('grade'))})(?:,| or| and|/) ?"
)
"""Degrees and times of one state, not told apart: "second- or third-degree block", "acute or chronic pain"."""
_ILL = re.compile(any_of(words_that("ill")))
_SKIPPED = 3
"""Members after an allergy among which one more of what it is to may stand."""
_OTHERS = tuple(sorted(words_that("anew")))
_MEASURED = re.compile(rf"\b(?:{any_of(words_that('unit'))})\b|^\d|[<>≥≤=:%()]")
_REST = re.compile(rf"(?<! not)(?:^|\s)(?:{any_of(words_that('rest'))})\b.*$")
_LOOSE = (" or", " and")
"""What joined a state to a clause that is cut off: "immunocompromised [or] have"."""
_OPENING = frozenset({"contraindicated", "avoid", "caution"})
"""Advice after which "in", "for", "if" open a list."""
_APPLIED = (["apply"], ["applied"])
"""What belongs to the words that open a list as well as to those that advise: "do not [apply] to"."""


def subjects_in(folded: str, words: Words, cues: Sequence[Cue], *, lists: bool = True) -> list[Mention]:
    """The persons and states that a sentence speaks of, each once; with ``lists`` those in its lists as well."""
    dosed = "function" in words.texts and any(cue.advice == "adjust-dose" for cue in cues)
    mentions = outside_exceptions(words, persons(words, bare_organs=dosed))
    taken = {mention.about for mention in mentions}
    for state in outside_exceptions(words, _listed(folded, words, cues)) if lists else ():
        if state.about not in taken:
            taken.add(state.about)
            mentions.append(state)
    return mentions


def states_of(folded: str, start: int, end: int) -> list[Mention]:
    """The states in ``folded[start:end]``, which is a list of them."""
    found: list[Mention] = []
    members = coordinated(folded, start, end)
    allergens = _allergens(folded, members)
    for place, member in enumerate(members):
        if place in allergens:
            continue
        phrases = (member.whole,) if _DEGREES.search(member.whole) else member.phrases
        start, end = member.span
        named = [Mention(about, start, end) for phrase in phrases for about in _abouts(phrase)]
        aside = None if _is_allergy(member.whole) else _ASIDE.search(folded, start, end)
        if aside and (aside.group(1) or not (named or _is_treatment(member.phrases[0]))):
            named += states_of(folded, *aside.span(2))
        found += named
    return found


def _is_allergy(phrase: str) -> bool:
    return any(stem in phrase for stem in _ALLERGIES)


def _is_treatment(phrase: str) -> bool:
    """Whether a member of a list is a medicine that is taken, and no state."""
    return not TREATMENTS.isdisjoint(phrase.split()[:2]) or is_interactant(phrase)


def _allergens(folded: str, members: Sequence[Conjunct]) -> range:
    """The places of the members after an allergy that are more of what it is to: "hypersensitivity to eggs, [milk]"."""
    first = next((place for place, member in enumerate(members) if _is_allergy(member.phrases[0])), len(members))
    while first + 1 < len(members) and _is_allergy(members[first + 1].phrases[0]):
        first += 1  # "hypersensitivity or allergy to"
    last = first
    for place in range(first + 1, min(last + 2 + _SKIPPED, len(members))):
        phrase = members[place].phrases[0]
        parted = ";" in folded[members[place - 1].span.end : members[place].span.start]
        if parted or phrase.startswith(_OTHERS) or _is_allergy(phrase):
            break
        more = phrase.startswith(("other ", "related ")) and not _ILL.search(phrase)
        allergen = more or phrase.startswith("to ") or is_interactant(_GLOSS.sub("", phrase))
        if allergen or not ALLERGENS.isdisjoint(phrase.split()):
            last = place
    return range(first + 1, last + 1)


def has_verb(texts: Sequence[str]) -> bool:
    """Whether the words of a sentence say something, and are not only a list."""
    if CLOSERS.isdisjoint(texts):
        return False
    return any(
        text in CLOSERS and not (text == "as" and place > 0 and texts[place - 1] == "such")
        for place, text in enumerate(texts)
    )


def _listed(folded: str, words: Words, cues: Sequence[Cue]) -> list[Mention]:
    """The states in all lists of a sentence, in order."""
    listed: list[Mention] = []
    starts = {match.last for match in PERSONS.find(words) if match.value}
    for cue in cues:
        if cue.advice in _OPENING and cue.force == "says":
            first = _after_aside(words, cue.last)
            applied = words.texts[cue.last - 1 : cue.last]
            end = PLACES.end_at(words, cue.last - 1 if applied in _APPLIED else first)
            if end and words.texts[end : end + 1] != ["combination"]:
                starts.add(end)
    reached = 0
    for first in sorted(starts):
        if first >= reached:
            following = min((start for start in starts if start > first), default=None)
            first += words.texts[first : first + 1] == [":"]
            reached = _list_end(words, first)
            if (following is None or following - first > 2) and reached > first:
                listed += states_of(folded, *words.span(first, reached))
            else:
                reached = first
    return listed


def _after_aside(words: Words, first: int) -> int:
    """The place after a gloss in parentheses: "contraindicated (should not be used) [in]"."""
    if first < len(words) and words.texts[first] == "(" and ")" in words.texts[first:]:
        return words.texts.index(")", first) + 1
    return first


def _list_end(words: Words, first: int) -> int:
    depth = 0
    texts = words.texts
    for place in range(first, len(texts)):
        text = texts[place]
        depth += (text == "(") - (text == ")")
        related = place > first and texts[place - 1] in ("that", "which")
        if depth < 0 or (depth == 0 and not related and (text in CLOSERS or text == ":")):
            return place
    return len(texts)


@lru_cache(maxsize=1 << 14)
def _abouts(phrase: str) -> tuple[str, ...]:
    """The states that a member of a list names; the same few thousand members stand in all monographs."""
    phrase = _EXAMPLE.sub("", _GLOSS.sub("", phrase))
    words = words_of(phrase, 0, len(phrase))
    first = 0
    while end := LEADS.end_at(words, first):
        first = end
    if first == len(words):
        return ()
    text = _REST.sub("", phrase[slice(*words.span(first, len(words)))])
    text = text.rpartition(" ")[0] if text.endswith(_LOOSE) else text
    state = words_of(text, 0, len(text)).texts
    if not state or len(state) > _LONGEST_STATE or (len(state) == 1 and state[0].endswith("ly")):
        return ()
    if state[0] in TREATMENTS or state[0] in ("that", "which") or is_part(text):
        return ()
    if is_interactant(text) and not _is_allergy(text):
        return ()
    abouts = canonical(text)
    measured = len(text) < _SHORTEST or state[-1] in MEASURES or _MEASURED.search(text)
    return () if measured and abouts == [text] else tuple(abouts)
