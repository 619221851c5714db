"""What a stretch of text says of those that its statements are for, and what it takes from the one around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from monograph.claims.label_condition import condition_in
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.records import Role
from monograph.claims.scope.person import IMPAIRMENTS, Person, within
from monograph.claims.scope.persons import persons_of
from monograph.claims.scope.routes import Routed, routes_of
from monograph.text.model import Span

_SHORT_LABEL = 6
_OF_DOSE = re.compile(r"(?: (?!of |in |for |and |or )[a-z-]+){0,3} (?:dos(?:e|es|age|ages|ing)|regimen)\b")
_SCOPED = frozenset(
    {Sort.POPULATION, Sort.ROUTE, Sort.AGE, Sort.WEIGHT, Sort.ROLE, Sort.AMOUNT, Sort.DURATION, Sort.FREQUENCY}
)


@dataclass
class Scope:
    """What a stretch of text says of those that its statements are for; empty where it says nothing."""

    persons: tuple[Person, ...] = ()
    routes: tuple[Routed, ...] = ()
    role: Role | None = None
    role_said: Span | None = None
    indication: Span | None = None

    def within(self, outer: Scope) -> Scope:
        """This scope with what it leaves open taken from the one around it."""
        if outer is NO_SCOPE:
            return self
        if not (self.persons or self.routes or self.role or self.indication):
            return outer
        return Scope(
            persons=within(self.persons, outer.persons),
            routes=self.routes or outer.routes,
            role=self.role or outer.role,
            role_said=self.role_said if self.role else outer.role_said,
            indication=self.indication or outer.indication,
        )

    def below(self, outer: Scope) -> Scope:
        """This scope of a label below another: who is named below an impairment has it ("Adults" below "Hepatic
        impairment")."""
        named = {person.population for person in self.persons}
        impaired = len(outer.persons) == 1 and outer.persons[0].population in IMPAIRMENTS
        if not impaired or None in named or named & IMPAIRMENTS:
            return self.within(outer)
        bounded = tuple(replace(person, population=None, said=None) for person in self.persons)
        return replace(self, persons=bounded).within(outer)


NO_SCOPE = Scope()


def scope_of(
    tokens: list[Token], folded: str, label: Span | None = None, uses: Callable[[], Container[str]] = frozenset
) -> Scope:
    """The scope that tokens state; with ``label`` also the condition that is left of its words, where the vocabulary
    of conditions or ``uses()``, the words by which the monograph says what the medicine is for, knows one of them."""
    persons, routes = persons_of(tokens), routes_of(tokens)
    if label is None:
        return Scope(persons, routes)
    role = _role(tokens, folded, label)
    return Scope(
        persons,
        routes,
        role=role.value.name if role is not None else None,
        role_said=role.span if role is not None else None,
        indication=condition_in(folded, _gaps(tokens, label, persons), uses),
    )


def _role(tokens: list[Token], folded: str, label: Span) -> Token | None:
    """The role that a label gives; a bare "initial" among other words speaks of a dose only where it is one's ("Initial
    daily dose"; not "initial episode")."""
    roles = [t for t in tokens if t.sort is Sort.ROLE and not t.value.step and t.value.use != "weak"]
    if len(roles) > 1 and roles[1].first - roles[0].last <= 1 and roles[0].value.name == "starting":
        roles = roles[1:]  # "Starting on Day 14" is a later step
    role = roles[0] if roles else None
    if role is None or role.value.name != "starting" or role.last - role.first > 1:
        return role
    bare = label.end - label.start > role.end - role.start + _SHORT_LABEL
    return role if not bare or (len(roles) == 1 and _OF_DOSE.match(folded, role.end, label.end)) else None


def _gaps(tokens: list[Token], label: Span, persons: tuple[Person, ...]) -> list[tuple[int, int]]:
    """The stretches of a label between the words for persons, routes, ages, times and doses; none where it opens
    something else ("Dosage Adjustments")."""
    if any(token.sort is Sort.RESET for token in tokens):
        return []
    known = [person for person in persons if not person.doubtful]
    people, said = {person.population for person in known}, {person.said.start for person in known if person.said}
    gaps = []
    start = label.start
    for token in tokens:
        form = token.sort is Sort.UNIT and token.value.route
        named = token.sort is not Sort.POPULATION or token.start in said
        if not named and (token.value.name not in people or token.value.standing == "weak"):
            continue
        if form or token.sort in _SCOPED or (token.sort is Sort.SIGN and token.value == "("):
            gaps.append((start, token.start))
            start = token.end
    return [*gaps, (start, label.end)]
