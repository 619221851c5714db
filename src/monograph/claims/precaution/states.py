"""Lists of states at the places of a sentence where states stand: "contraindicated in patients with A, B or C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monograph.claims.coordination import coordinated
from monograph.names.conditions import CLOSERS, LEADS, OPENERS, TREATMENTS, Mention, canonical, persons
from monograph.names.phrases import Word, words_of

_LONGEST_STATE = 11
"""Words above which a member of a list is a clause and no state."""
_ASIDE = re.compile(r"\((?:e\.g\.,?|such as|like|including|especially|for example,?)?\s*([^()]*)\)")
_GLOSS = re.compile(r"\s*\([^()]*\)?")


def states_in(folded: str, words: Sequence[Word]) -> list[Mention]:
    """The states in all lists of a sentence, in order."""
    found: list[Mention] = []
    reached = 0
    openers = OPENERS.find(words)
    for number, opener in enumerate(openers):
        first = opener.last
        if first < reached or (number + 1 < len(openers) and openers[number + 1].first <= first):
            continue
        reached = _list_end(words, first)
        if reached > first:
            found += states_of(folded, words[first].start, words[reached - 1].end)
    return found


def states_of(folded: str, start: int, end: int) -> list[Mention]:
    """The states in ``folded[start:end]``, which is a list of them."""
    found = []
    for member in coordinated(folded, start, end):
        for phrase in member.phrases:
            found += [Mention(about, *member.span) for about in _abouts(phrase)]
        aside = _ASIDE.search(folded, *member.span)
        if aside and not found:
            found += states_of(folded, *aside.span(1))
    return found


def _abouts(phrase: str) -> Iterator[str]:
    words = words_of(phrase, 0, len(phrase))
    if not words or TREATMENTS.find(words[:1]):
        return
    first = 0
    while first < len(words) and (lead := [m.last for m in LEADS.find(words[first:]) if m.first == 0]):
        first += lead[0]
    if first >= len(words) or len(words) - first > _LONGEST_STATE or TREATMENTS.find(words[first : first + 1]):
        return
    text = phrase[words[first].start : words[-1].end]
    yield from canonical(_GLOSS.sub("", text))


def _list_end(words: Sequence[Word], first: int) -> int:
    depth = 0
    for place in range(first, len(words)):
        text = words[place].text
        depth += (text == "(") - (text == ")")
        if depth < 0 or (depth == 0 and (text in CLOSERS or text == ":")):
            return place
    return len(words)


def has_verb(words: Sequence[Word]) -> bool:
    """Whether a sentence says something, and is not only a list."""
    return any(word.text in CLOSERS for word in words)


def subjects_in(folded: str, words: Sequence[Word]) -> list[Mention]:
    """The persons and states that a sentence speaks of, each once."""
    mentions = persons(words)
    taken = {mention.about for mention in mentions}
    for state in states_in(folded, words):
        if state.about not in taken:
            taken.add(state.about)
            mentions.append(state)
    return mentions
