"""Headings in the chapter of a leaflet on how it is taken: lines of their own, or words run into the sentence behind.

"If you have gout The usual dose is ..." is a heading and its sentence: within one no small word leads to a capitalised
"The". What holds an amount is a statement, and no heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monograph.labels.titles import OPENERS, VERBS, WITHIN
from monograph.names.substances import known_name

_HEADING = r"[A-Z][^.!?;:|]{2,110}?"
_STATES = r"(?:is|are|should|can|may|must|will|has|comes)"
_BREAK = re.compile(r"[.!?:)] (?=[A-Z])")
_LINE = re.compile(rf"{_HEADING}[\w)]\Z")
_AMOUNT = re.compile(
    r"\d[\d.,]* ?(?:[mµ]?g|mcg|ml|iu|mbq|milligrams?|micrograms?|units?|%)(?!\w)"
    r"|(?:\d|\b(?:one|two|three|four|half)) (?:\w+ )?"
    r"(?:tablet|capsule|puff|drop|spray|patch|injection|sachet|inhalation|dose)",
    re.IGNORECASE,
)
_ASKS = frozenset({"If", "How", "When", "What", "Before", "After", "While"})
"""Words that a heading with a verb begins with: "If you forget to take it"."""
_LEADS = _ASKS | {"For", "In", "Use", "During", "Prior", "Take"}
"""Words that open a sentence, and a heading as well."""
_DOSE = re.compile(
    r"(?:how much|dose|dosage|(?:usual|recommended) (?:dose|dosage))\b(?!.* (?:for|in|with) )", re.IGNORECASE
)
_PERSONS = re.compile(
    r"(?:(?:recommended )?(?:dose|dosage) (?:for|in) |use (?:in|by) |in |for |other )?(?:the )?"
    r"(?:adults?|child(?:ren)?|adolescents?|infants?|newborns?|babies|toddlers|elderly|older|paediatric"
    r"|(?:people|patients) (?:aged|weighing))\b(?!.* with )",
    re.IGNORECASE,
)


class Headed(NamedTuple):
    """A stretch of text with the heading above it, or "" where it has none; ``level`` is that of the heading."""

    heading: str
    level: int
    text: str


def headed(text: str, name: str) -> Iterator[Headed]:
    """The stretches of a paragraph, each with the heading that stands before it; ``name`` is a pattern of the words
    that the product is called by, which open a sentence as well. A line that is a medicine is one of a list.

    >>> [(one.heading, one.text) for one in headed("If you have gout The usual dose is 5 mg.", "Exemplin")]
    [('If you have gout', 'The usual dose is 5 mg.')]
    """
    if _LINE.match(text) and _is_heading(text) and known_name(text.lower()) is None:
        yield Headed(text, _level(text), "")
        return
    pattern, heading, since, at = _run_in(name), "", 0, 0
    while at < len(text):
        found = pattern.match(text, at)
        if found is not None and _is_heading(found[1]):
            if at > since or heading:
                yield Headed(heading, _level(heading), text[since:at])
            heading, since, at = found[1], found.end(), found.end()
        else:
            mark = _BREAK.search(text, at)
            at = mark.end() if mark is not None else len(text)
    yield Headed(heading, _level(heading), text[since:])


@lru_cache(maxsize=64)  # one for each product that is being read
def _run_in(name: str) -> re.Pattern[str]:
    openers = "|".join(sorted(OPENERS))
    named = rf"(?:{name})(?: [\w-]+){{0,2}} {_STATES}"
    return re.compile(rf"({_HEADING}[a-z0-9)]) (?=[A-Z])(?=(?:{openers}|{named})\b)")


def _is_heading(words: str) -> bool:
    first, last = words.split()[0], words.split()[-1]
    if last in WITHIN or _AMOUNT.search(words):
        return False
    if first in _ASKS:
        return "," not in words and first != words
    return VERBS.isdisjoint(words.split()) and (first in _LEADS or first not in OPENERS)


def _level(words: str) -> int:
    """Headings of persons stand below those of conditions, which come before them; those of the dose below both."""
    return 3 if _DOSE.match(words) else 2 if _PERSONS.match(words) else 1
