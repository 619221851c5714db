"""Interactions between the medicines of a person, stated in the monograph of either, by name or through a class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from monograph.answers.screen.membership import named
from monograph.answers.screen.model import Finding, Gravity
from monograph.answers.screen.monographs import Taken, finding, sentence_around
from monograph.claims.records import Interaction
from monograph.names.advice import Wording, cues, strongest
from monograph.names.phrases import words_of

UNADVISED: Gravity = "caution"
"""An interaction that the monograph states without saying what to do."""
GRAVITY_OF: dict[Wording, Gravity] = {
    "contraindicated": "contraindicated", "avoid": "avoid", "adjust-dose": "adjust-dose", "monitor": "monitor",
    "caution": "caution", "consult": "consult", "insufficient-data": "information", "acceptable": "information",
}  # fmt: skip


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
    """Where the monograph of a medicine names another one without an interaction that was read: for a person to judge."""
    for one in taken:
        for page in one.pages:
            stated = [claim.with_ for claim in page.claims if isinstance(claim, Interaction)]
            for other in taken:
                named_there = sorted(other.substances & page.medicines.keys() - one.substances)
                if other is not one and named_there and not any(_link(phrase, other) for phrase in stated):
                    start, end = sentence_around(page.source, *page.medicines[named_there[0]])
                    why = f"{page.listing.title} names {other.name} without an interaction that was read."
                    names = (one.name, other.name)
                    yield finding(page, None, "information", "mention", other.name, names, why, start=start, end=end)


def _link(phrase: str, other: Taken) -> str | None:
    """How the words of an interaction name a medicine: by its name, or by a class that it belongs to."""
    substances, classes = named(phrase)
    if not other.substances.isdisjoint(substances):
        return other.name
    shared = classes & other.classes
    return f"{phrase}; {other.name} is one" if shared else None


def gravity(claim: Interaction) -> Gravity:
    """What the monograph advises; where it advises nothing in so many words, caution."""
    return _gravity(claim.management or "") or _gravity(claim.quote) or UNADVISED


@lru_cache(maxsize=1 << 12)
def _gravity(text: str) -> Gravity | None:
    folded = text.lower().replace("’", "'")
    said = strongest([cue for cue in cues(words_of(folded, 0, len(folded))) if cue.force == "says"])
    return GRAVITY_OF[said.advice] if said and said.advice not in ("acceptable", "insufficient-data") else None
