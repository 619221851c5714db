"""What the monographs say of the person's states: precautions, doses that an impairment changes, and mere mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monograph.answers.profile.model import Profile
from monograph.answers.screen.interactions import GRAVITY_OF
from monograph.answers.screen.model import Finding, Silence
from monograph.answers.screen.monographs import Page, Taken, finding, sentence_around
from monograph.answers.screen.states import State, mention_of, narrowed, says_of
from monograph.claims.records import Dose, Precaution

DOSED = {"renal": "renal impairment", "hepatic": "hepatic impairment", "elderly": "elderly", "pregnancy": "pregnancy"}
"""States for which a monograph can give doses of their own."""


def precautions(taken: Sequence[Taken], states: Sequence[State], profile: Profile) -> Iterator[Finding]:
    """What is advised for a person like this, of each medicine."""
    for one in taken:
        for page in one.pages:
            for state in states:
                said = list(_said(page, one, state, profile))
                yield from said or _mentioned(page, one, state)


def silences(taken: Sequence[Taken], states: Sequence[State]) -> Iterator[Silence]:
    """The states and medicines of the person that none of the monographs of a medicine names."""
    for place, one in enumerate(taken):
        if not one.pages:
            continue
        for state in states:
            if not any(_speaks_of(page, state) for page in one.pages):
                yield Silence(one.name, state.name)


def _speaks_of(page: Page, state: State) -> bool:
    spoken = any(isinstance(claim, Precaution) and says_of(claim.about, state) for claim in page.claims)
    return spoken or mention_of(state, page.folded) is not None


def _said(page: Page, one: Taken, state: State, profile: Profile) -> Iterator[Finding]:
    for claim in page.claims:
        if isinstance(claim, Precaution) and says_of(claim.about, state):
            gravity = GRAVITY_OF[claim.advice]
            why = f"{page.listing.title}: {claim.about}; {state.said}."
            if narrowed(claim.scope, state, profile):
                gravity, why = "information", f"Said of “{claim.scope}”; {state.said}."
            yield finding(page, claim, gravity, "precaution", claim.about, [one.name], why)
        elif isinstance(claim, Dose) and DOSED.get(state.name, "") == claim.population:
            why = f"{page.listing.title} gives a dose for {claim.population}; {state.said}."
            yield finding(page, claim, "adjust-dose", "dose", state.name, [one.name], why)


def _mentioned(page: Page, one: Taken, state: State) -> Iterator[Finding]:
    """The first sentence that names the state, where the readers found no advice in it: for a person to judge."""
    place = mention_of(state, page.folded) if len(page.folded) == len(page.source) else None
    if place:
        start, end = sentence_around(page.source, *place)
        why = f"{page.listing.title} names it without advice that was read; {state.said}."
        yield finding(page, None, "information", "mention", state.name, [one.name], why, start=start, end=end)
