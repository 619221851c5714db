"""Interactions between the medicines of a person, stated in the monograph of either, by name or through a class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, permutations

from monograph.answers.gravity import UNADVISED, gravity
from monograph.answers.labelled import warns_of
from monograph.answers.screen.membership import named
from monograph.answers.screen.model import Finding
from monograph.answers.screen.monographs import Monographs, Taken, finding, sentence_around
from monograph.claims.records import Interaction
from monograph.names.match import Matcher
from monograph.names.mentions import find_medicines
from monograph.names.substances import substance


def interactions(taken: Sequence[Taken]) -> Iterator[Finding]:
    """What the monograph of each medicine says of each other one."""
    for one in taken:
        for page in one.pages:
            for claim in page.claims:
                if isinstance(claim, Interaction):
                    for other in taken:
                        link = _link(claim.with_, other) if other is not one else None
                        if link:
                            why = f"{page.listing.title} is said to interact with {link}."
                            names = (one.name, other.name)
                            yield finding(page, claim, gravity(claim), "interaction", claim.with_, names, why)


def mentions(taken: Sequence[Taken]) -> Iterator[Finding]:
    """Where the monograph of a medicine names another one without an interaction that was read."""
    matcher = Matcher({word: name for one in taken for name in one.substances for word in spellings(name)})
    for one in taken:
        for page in one.pages:
            places = {match.value: match for match in reversed(matcher.find(page.folded))}
            stated = [claim.with_ for claim in page.claims if isinstance(claim, Interaction)]
            for other in taken:
                there = sorted(other.substances & places.keys() - one.substances)
                if other is not one and there and not any(_link(phrase, other) for phrase in stated):
                    match = places[there[0]]
                    start, end = sentence_around(page.source, match.start, match.end)
                    why = f"{page.listing.title} names {other.name} without an interaction that was read."
                    names = (one.name, other.name)
                    yield finding(page, None, "information", "mention", other.name, names, why, start=start, end=end)


def warnings(taken: Sequence[Taken]) -> Iterator[Finding]:
    """What the official label of each medicine warns of taking with each other one, and its monograph leaves out."""
    for one, other in permutations(taken, 2):
        for page in one.pages:
            for warning in page.warnings:
                if any(warns_of(warning, name) for name in sorted(other.substances - one.substances)):
                    yield Finding(
                        gravity="avoid" if warning.gravity == "contraindication" else UNADVISED,
                        sort="label", about=other.name, medicines=(one.name, other.name), doc=page.listing.doc,
                        title=page.listing.title, section="", quote=warning.label.quote, start=0, end=0,
                        why=f"{page.listing.title} leaves this out; the official label warns of it.",
                        reviewed=page.reviewed, sources=page.sources, label=warning.label,
                    )  # fmt: skip


def general(taken: Sequence[Taken], found: Iterable[Finding], monographs: Monographs) -> Iterator[Finding]:
    """Of medicines whose monographs say nothing of each other, their statements that they interact with some others."""
    related = {frozenset(one.medicines) for one in found if len(one.medicines) == 2}
    unrelated = [pair for pair in combinations(taken, 2) if frozenset(one.name for one in pair) not in related]
    for one in {one.name: one for pair in unrelated for one in pair}.values():
        for page in one.pages:
            place = monographs.general(page.listing.doc)
            if place:
                why = f"{page.listing.title} names no medicine here: ask whether yours are meant."
                yield finding(
                    page, None, "information", "interaction", "other medicines", (one.name,), why,
                    start=place.start, end=place.end,
                )  # fmt: skip


@lru_cache(maxsize=1 << 12)
def spellings(name: str) -> frozenset[str]:
    """The names of a substance that text can be searched for; of one that the body is full of (iron) there are none.

    >>> "paracetamol" in spellings("acetaminophen"), spellings("glucose")
    (True, frozenset())
    """
    known = substance(name)
    words = {name, *(known.synonyms if known else ())}
    return frozenset(word for word in words if any(match.value == name for match in find_medicines(word)))


def _link(phrase: str, other: Taken) -> str | None:
    """How the words of an interaction name a medicine: by its name, or by a class that it belongs to."""
    substances, classes = named(phrase)
    if not other.substances.isdisjoint(substances):
        return other.name
    shared = classes & other.classes
    return f"{phrase}; {other.name} is one" if shared else None
