"""The interacting things that a sentence names: after words that open a list, and at its head before what they do."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.claims.candidates import Stems
from monograph.claims.interaction.cues import (
    ACTING,
    CLOSERS,
    CUES,
    EDGES,
    ENCLOSING,
    MEDICINES,
    NOT_IN_NAMES,
    PERSONS,
    QUANTITIES,
    REASONS,
    SPEAKING,
    TOLD,
    list_end,
)
from monograph.claims.interaction.members import Member, members
from monograph.names.classes import may_name
from monograph.names.found import Found
from monograph.names.phrases import Words

_SPEAKS = Stems(SPEAKING)
_ALLERGY = Stems(("allerg", "hypersens", "anaphyl"))
_CLOSE = 25
"""Characters between "concurrent use of" and a name that it means, known or not."""
_LONGEST_NAME = 3
"""Words of a name that the vocabulary does not know."""


def named_in(folded: str, words: Words, *, apart: bool = False, about: bool = False) -> list[Member]:
    """The things that a sentence says the medicine interacts with.

    ``about`` says that the sentence stands under a label or line on interactions; ``apart`` that its section is
    about something else, so that only what is known counts, and only where the sentence itself speaks of it.
    """
    cues = CUES.find(words)
    if not cues or any(cue.value == "deny" for cue in cues):
        return []
    start, end = words.span(0, len(words))
    speaks = about or _SPEAKS.are_in(folded, start, end)
    allergy = _ALLERGY.are_in(folded, start, end)
    examples = not allergy and (speaks or not (MEDICINES.isdisjoint(words.texts) or TOLD.isdisjoint(words.texts)))
    named: list[Member] = []
    if not allergy:
        named += [member for member in _acting(folded, words, cues, changing=speaks) if member.known]
    for cue in cues:
        if cue.value in ("effect", "none") or (cue.value in ("members", "example") and not examples):
            continue
        if not allergy or cue.value != "known" or words.texts[cue.first] in PERSONS:
            named += [member for member in _enclosed(folded, words, cue) if member.known]
            if cue.value != "around":
                named += _listed(folded, words, cue, unknown=speaks and not apart, named=not apart)
    return named


def _acting(folded: str, words: Words, cues: Sequence[Found[str]], *, changing: bool) -> list[Member]:
    """What stands before the words for an effect, once in each clause; with ``changing`` what an effect changes."""
    texts = words.texts
    found: list[Member] = []
    read = 0
    for cue in cues:
        acts = cue.value in ("effect", "around") or texts[cue.first] in ACTING or _is_interacting(words, cue)
        if acts and not (read and EDGES.isdisjoint(texts[read : cue.first])):
            read = cue.last
            found += _subject(folded, words, cue.first)
        if changing and cue.value == "effect" and texts[cue.last - 1] in ACTING:
            found += _changed(folded, words, cue.last)
    return found


def _enclosed(folded: str, words: Words, cue: Found[str]) -> list[Member]:
    """What stands within a cue: "increases [digoxin] levels", "combining [it] with"."""
    encloses = words.texts[cue.first] in ENCLOSING and words.texts[cue.last - 1] == "with"
    if (encloses or cue.value == "around") and may_name(folded, words, cue.first + 1, cue.last - 1):
        return _members(folded, words, cue.first + 1, cue.last - 1)
    return []


def _listed(folded: str, words: Words, cue: Found[str], *, unknown: bool, named: bool) -> list[Member]:
    """The members of the list that a cue opens; ``unknown`` and ``named`` allow names that no vocabulary knows."""
    unknown = unknown and (cue.value == "members" or _is_interacting(words, cue))
    end = list_end(words, cue.last)
    if not unknown and cue.value != "named" and not may_name(folded, words, cue.last, end):
        return []
    listed: list[Member] = []
    for member in _members(folded, words, cue.last, end):
        first = named and cue.value == "named" and member.start - words.span(cue.last, end)[0] < _CLOSE
        unknown = unknown and (member.known or is_name(member.name))
        if member.known or unknown or (first and is_name(member.name)):
            listed.append(member)
    return listed


def _is_interacting(words: Words, cue: Found[str]) -> bool:
    return words.texts[cue.first].startswith("interact")


def is_name(text: str) -> bool:
    """Whether a member that the vocabulary does not know reads as a name and not as a clause.

    >>> is_name("balanced amino solutions"), is_name("significantly"), is_name("the liver")
    (True, False, False)
    """
    words = text.split()
    return len(words) <= _LONGEST_NAME and not any(
        word in CLOSERS or word in NOT_IN_NAMES or word.endswith(("ly", "ing")) for word in words
    )


def _subject(folded: str, words: Words, last: int) -> list[Member]:
    """The things at the head of the clause that ends before ``last``; a clause that gives a reason has none."""
    texts = words.texts
    if texts[last - 1] in ("that", "which", "to"):
        return []
    for place in range(last - 1, -1, -1):
        if texts[place] in REASONS and texts[place - 1 : place] != ["such"]:
            return []
        if texts[place] in EDGES:
            first = place + 1
            break
    else:
        first = 0
    if first == last or texts[first] in ("like", "unlike") or not may_name(folded, words, first, last):
        return []
    return _members(folded, words, first, last)


def _changed(folded: str, words: Words, first: int) -> list[Member]:
    """The things of which more or less is found: "may increase [digoxin] levels"."""
    for place in range(first, min(first + _LONGEST_NAME + 1, len(words))):
        if words.texts[place] in QUANTITIES:
            return _members(folded, words, first, place)
    return []


def _members(folded: str, words: Words, first: int, last: int) -> list[Member]:
    if first >= last:
        return []
    start, end = words.span(first, last)
    return members(folded, start, end)
