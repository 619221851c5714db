"""The states of a person that a monograph can speak of, and whether what it says is of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from monograph.answers.profile.model import CLEARANCE, Function, Profile
from monograph.answers.whom import DEGREES
from monograph.claims.posology.bounds import Bound
from monograph.claims.posology.measures import END_STAGE, measures_in
from monograph.names.match import Matcher
from monograph.tables import read_table

ADULT = 18
ELDERLY = 65
NEONATE = 28 / 365
"""Years below which a child is a newborn, and from which a person is a child, an adult, an older person."""
NO_STATE = "-"
"""The row of words that tell no state apart."""
_WORD = re.compile(r"[a-z0-9']+")


class State(msgspec.Struct, frozen=True):
    """A state that the profile tells: its name, the canonical states it is a case of, its degree, what tells it."""

    name: str
    own: frozenset[str]
    wider: frozenset[str]
    degree: str = ""
    said: str = ""


def states_of(profile: Profile) -> list[State]:
    """The states that a profile tells of, each once."""
    found = {state.name: state for state in _told(profile)}
    return list(found.values())


def _told(profile: Profile) -> Iterator[State]:
    if profile.pregnant:
        yield _state("pregnancy", "the person is pregnant")
    if profile.breastfeeding:
        yield _state("breastfeeding", "the person is breastfeeding")
    if profile.age is not None:
        age = f"the person is {profile.age:g} years old"
        if profile.age < NEONATE:
            yield _state("neonates", age)
        if profile.age < ADULT:
            yield _state("children", age)
        if profile.age >= ELDERLY:
            yield _state("elderly", age)
    for name, function in (("renal", profile.kidney), ("hepatic", profile.liver)):
        if function and function != "normal":
            organ = "kidney" if name == "renal" else "liver"
            said = "is on dialysis" if function == "dialysis" else f"has {function} {organ} impairment"
            yield _state(name, f"the person {said}", function)
    for condition in profile.conditions:
        yield _condition(condition)


def _state(name: str, said: str, degree: str = "") -> State:
    return State(name, frozenset({name}), wider({name}), degree, said)


@lru_cache(maxsize=1 << 12)
def _condition(written: str) -> State:
    """The state that a condition as people (or SNOMED CT) write it stands for."""
    phrase = re.sub(r"\((?:disorder|finding|situation)\)$", "", written.lower().replace("’", "'").strip()).strip()
    named = named_states(phrase)
    own = frozenset(name for name in named if not any(name in wider({other}) for other in named - {name}))
    return State(phrase, own, wider(own), "", f"the person has {phrase}")


def says_of(about: str, state: State) -> bool:
    """Whether a statement about ``about`` is one about the state: the same, a wider, or a narrower one.

    >>> failure = states_of(Profile(conditions=("congestive heart failure",)))[0]
    >>> says_of("cardiac", failure), says_of("severe heart failure", failure), says_of("bleeding", failure)
    (True, True, False)
    """
    spoken_of = named_states(about)
    if spoken_of and state.own:
        return not spoken_of.isdisjoint(state.wider) or not wider(spoken_of).isdisjoint(state.own)
    one, other = _telling(about), _telling(state.name)
    return bool(one and other) and (one <= other or other <= one)


def narrowed(scope: str | None, state: State, profile: Profile) -> bool:
    """Whether what narrows a statement ("severe", "under 2 years") shuts this person out."""
    if not scope:
        return False
    told = measures_in(scope.lower())
    if profile.age is not None and state.name in ("children", "neonates", "elderly") and told.ages:
        return all(_is_outside(profile.age, *bound) for bound in told.ages)
    if state.name == "renal" and _is_better(told.clearances, profile.kidney):
        return True
    own = DEGREES.get(state.degree, END_STAGE)
    return own < END_STAGE and bool(told.degrees) and own not in told.degrees


def _is_outside(age: float, low: float | None, high: float | None) -> bool:
    """Whether an age is not among those from ``low`` to, or where they have no lower end below, ``high``."""
    if low is not None and age < low:
        return True
    return high is not None and (age >= high if low is None else age > high)


def _is_better(clearances: tuple[Bound, ...], kidney: Function | None) -> bool:
    """Whether kidneys work better than all that words bound ("clearance below 20 mL"); worse ones are not shut out."""
    known = CLEARANCE.get(kidney) if kidney else None
    if known is None or not clearances:
        return False
    return all(high is not None and high <= known[0] for _, high in clearances)


@lru_cache(maxsize=1 << 13)
def named_states(phrase: str) -> frozenset[str]:
    """The canonical states that a phrase names."""
    return frozenset(name for match in _book()[0].find(phrase) for name in match.value)


def mention_of(state: State, folded: str) -> tuple[int, int] | None:
    """Where folded text first names the state, in any of its words."""
    names = state.own or {state.name}
    for match in _matcher(frozenset(names)).find(folded):
        return match.start, match.end
    return None


@lru_cache(maxsize=1 << 12)
def _matcher(names: frozenset[str]) -> Matcher[bool]:
    rows = _book()[1]
    words = {word for name in names for word in rows.get(name, {"words": name})["words"].split("|")}
    return Matcher(dict.fromkeys(words, True), plural=True)


def wider(names: frozenset[str] | set[str]) -> frozenset[str]:
    """States with all those that they are cases of."""
    rows, found, waiting = _book()[1], set(names), list(names)
    while waiting:
        for name in filter(None, rows.get(waiting.pop(), {"within": ""})["within"].split("|")):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)


@cache
def _book() -> tuple[Matcher[tuple[str, ...]], dict[str, dict[str, str]]]:
    rows = {row["state"]: row for row in read_table("monograph.answers", "states")}
    words: dict[str, tuple[str, ...]] = {}
    for name, row in rows.items():
        if name == NO_STATE:
            continue
        for word in {name, *row["words"].split("|")}:
            words[word] = (*words.get(word, ()), name)
    return Matcher(words, plural=True), rows


@lru_cache(maxsize=1 << 13)
def _telling(phrase: str) -> frozenset[str]:
    empty = _book()[1][NO_STATE]["words"].split("|")
    return frozenset(word for word in _WORD.findall(phrase) if word not in empty)
