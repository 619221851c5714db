"""What the monographs say of the person's states: precautions, doses that an impairment changes, and mere mentions."""

from __future__ import annotations

from collections.abc import Iterator

from monograph.answers.gravity import GRAVITY_OF
from monograph.answers.profile.model import Profile
from monograph.answers.screen.model import Finding
from monograph.answers.screen.monographs import Page, Taken, finding, sentence_around
from monograph.answers.screen.states import State, mention_of, narrowed, says_of
from monograph.answers.whom import is_for
from monograph.claims.records import Dose, Precaution
from monograph.claims.words import about_whom, measured, population

DOSED = {"renal": "renal impairment", "hepatic": "hepatic impairment", "elderly": "elderly", "pregnancy": "pregnancy"}
"""States for which a monograph can give doses of their own."""


def said_of(one: Taken, state: State, profile: Profile) -> list[Finding]:
    """What the monographs of a medicine say of a state; none where they do not name it."""
    return [
        found
        for page in one.pages
        for found in (list(_said(page, one, state, profile)) or _mentioned(page, one, state))
    ]


def _said(page: Page, one: Taken, state: State, profile: Profile) -> Iterator[Finding]:
    for claim in page.claims:
        if isinstance(claim, Precaution) and says_of(claim.about, state):
            gravity = GRAVITY_OF[claim.advice]
            why = f"It speaks of {about_whom(claim.about)}, and {state.said}."
            if narrowed(claim.scope, state, profile):
                gravity, why = "information", f"It speaks of “{claim.scope}” only, and {state.said}."
            yield finding(page, claim, gravity, "precaution", claim.about, [one.name], why)
        elif isinstance(claim, Dose) and DOSED.get(state.name, "") == claim.population and is_for(claim, profile):
            persons = ", ".join(filter(None, (population(claim), measured(claim))))
            why = f"It gives a dose for {persons}, and {state.said}."
            yield finding(page, claim, "adjust-dose", "dose", state.name, [one.name], why)


def _mentioned(page: Page, one: Taken, state: State) -> Iterator[Finding]:
    """The first sentence that names the state, where the readers found no advice in it: for a person to judge."""
    place = mention_of(state, page.folded)
    if place:
        start, end = sentence_around(page.source, *place)
        why = f"It names {about_whom(state.name)} without advice that was read, and {state.said}."
        yield finding(page, None, "information", "mention", state.name, [one.name], why, start=start, end=end)
