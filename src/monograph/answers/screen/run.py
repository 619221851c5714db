"""Screen a profile: every way to find something, then what remains unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from monograph.answers.gravity import GRAVITIES
from monograph.answers.profile.model import Profile
from monograph.answers.screen.allergies import allergies
from monograph.answers.screen.amounts import daily_amounts, duplicates
from monograph.answers.screen.interactions import general, interactions, mentions, warnings
from monograph.answers.screen.model import Finding, Screening, Silence
from monograph.answers.screen.monographs import Monographs, Taken
from monograph.answers.screen.precautions import said_of
from monograph.answers.screen.states import states_of
from monograph.library.store import StoredLibrary

_RANK = {gravity: place for place, gravity in enumerate(GRAVITIES)}


class Screener:
    """Screens any number of profiles against one library."""

    def __init__(self, library: StoredLibrary) -> None:
        self._monographs = Monographs(library)

    def screen(self, profile: Profile) -> Screening:
        """What the monographs say of this person's medicines together, and for this person.

        Each finding depends on one medicine or on a pair, or on a sum that only grows: with one medicine more nothing
        that was found is lost.
        """
        taken = [self._monographs.taken(medicine) for medicine in profile.medicines]
        said = [(one, state, said_of(one, state, profile)) for one in taken for state in states_of(profile)]
        found: list[Finding] = [
            *interactions(taken),
            *mentions(taken),
            *warnings(taken),
            *(finding for _, _, findings in said for finding in findings),
            *allergies(taken, profile.allergies),
            *duplicates(taken),
            *daily_amounts(taken, self._monographs, profile),
        ]
        found += general(taken, found, self._monographs)
        silent = [Silence(one.name, state.name) for one, state, findings in said if one.pages and not findings]
        silent += _unrelated(taken, found)
        unknown = {one.name: self._monographs.alike(one.name) for one in taken if not one.pages}
        return Screening(_in_order(found), silent, list(unknown), unknown)


def screen(library: StoredLibrary, profile: Profile) -> Screening:
    """Screen one profile against a library; for many, keep a ``Screener``."""
    return Screener(library).screen(profile)


def _in_order(found: Iterable[Finding]) -> list[Finding]:
    """The gravest first, each once: of one sentence on the same medicines the first that says so."""
    ranked = sorted(found, key=lambda one: (_RANK[one.gravity], one.sort, one.medicines, one.doc, one.start, one.about))
    once: dict[tuple[object, ...], Finding] = {}
    for one in ranked:
        about = "" if one.sort == "interaction" else one.about
        once.setdefault((one.doc, one.start, one.end, one.sort, one.medicines, about), one)
    return list(once.values())


def _unrelated(taken: Sequence[Taken], found: Sequence[Finding]) -> Iterator[Silence]:
    """Pairs of medicines of which neither monograph names the other: that is no word that they go together."""
    related = {frozenset(one.medicines) for one in found if len(one.medicines) == 2}
    for one, other in combinations(taken, 2):
        if one.pages and other.pages and one.name != other.name and frozenset((one.name, other.name)) not in related:
            yield Silence(one.name, other.name)
