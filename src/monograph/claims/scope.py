"""Of whom and what a stretch of text speaks: persons, routes, role and condition, from labels, headings and sentences.

A block inherits the scope of the block that introduces it ("Adults" over a list of conditions); what it says itself
comes before what it inherits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from monograph.claims.label_condition import condition_in
from monograph.claims.posology.bands import NO_BANDS, Band, Bands, alone_in, clearance_in, degree_at, surface_in
from monograph.claims.posology.bounds import Bound
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.records import Population, Role
from monograph.text.model import Span
from monograph.text.record import Record

RENAL: Population = "renal impairment"
IMPAIRMENTS: frozenset[Population] = frozenset({RENAL, "hepatic impairment"})
GROWN = frozenset({"adult", "elderly"})
NO_ONE = "-"
"""The population of words that look like one and are none."""
INFANT_YEARS = 1.0
MINOR_YEARS = 18.0
_MEASURED = frozenset({Sort.AMOUNT, Sort.AREA, Sort.DEGREE})
_JOINING = frozenset({Sort.SIGN, Sort.DEGREE, Sort.RANGE, Sort.OR, Sort.AND})
_COMPARED_WORDS = 3
_IMPAIRED_WORDS = 10
_WITH_AGE = 24
"""Characters between an age and a weight that goes with it ("12 years and older and weighing at least 40 kg")."""


@dataclass
class Person:
    """A kind of person with the ages (years) and weights (kg) that the text gives, and the words that say so."""

    population: Population | None = None
    age: Bound | None = None
    weight: Bound | None = None
    said: Span | None = None
    age_said: Span | None = None
    weight_said: Span | None = None
    doubtful: bool = False
    """Named by a disease that may be what a dose is for ("edema in cirrhosis"): others around come before."""
    bands: Bands = NO_BANDS


class Routed(Record):
    """A route and the words that say or, ``implied``, suggest it; ``named`` in the words for a form ("rectal foam")."""

    route: str
    said: Span
    implied: bool = False
    named: bool = False


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
            persons=_within(self.persons, outer.persons),
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


def persons_of(tokens: list[Token]) -> tuple[Person, ...]:
    """The kinds of person that tokens name, each with its ages and weights.

    An age belongs to the kinds named before it and not yet aged; where others are among them not to adults
    ("adults and children 12 years and older"). An impairment comes before every other kind.
    """
    named = [
        token
        for at, token in enumerate(tokens)
        if token.sort is Sort.POPULATION and token.value.name != NO_ONE
        if not _compared(tokens, at) and (token.value.standing != "organ" or _impaired(tokens, at))
    ]
    strong = [t for t in named if t.value.standing != "weak" or _beside_strong(tokens, t, named)] or named
    doubtful = [t.start for t in strong if t.value.standing == "disease" and not _suffered(tokens, t)]
    strong = [t for t in strong if t.start not in doubtful] or strong
    if any(t.value.name in IMPAIRMENTS for t in strong):
        strong = [t for t in strong if t.value.name in IMPAIRMENTS or _beside_impaired(tokens, t)]
    counted = {t.start for t in strong}
    persons: list[Person] = []
    waiting: dict[Sort, Token] = {}
    for at, token in enumerate(tokens):
        if token.sort is Sort.POPULATION and token.start in counted:
            if any(p.population == token.value.name for p in persons):
                continue
            said = Span(token.start, token.end)
            persons.append(Person(token.value.name, said=said, doubtful=token.start in doubtful))
            age = waiting.get(Sort.AGE)
            if age is not None and _is_other(tokens, age, at):
                own = Span(age.start, age.end)  # "over 6 years and adolescents": those of that age are others
                persons.insert(0, Person(age=waiting.pop(Sort.AGE).value, age_said=own))
            _give(persons, waiting)
        elif token.sort in (Sort.AGE, Sort.WEIGHT):
            waiting.setdefault(token.sort, token)
            if persons:
                _give(persons, waiting)
    if waiting:
        persons = [Person()]
        _give(persons, waiting)
    return _banded(persons, tokens, counted)


def _is_other(tokens: list[Token], age: Token, at: int) -> bool:
    """Whether those of an age are others than the kind of person named at ``at`` ("over 6 years and adolescents",
    "patients over 60 years, patients with liver disease")."""
    if tokens[at - 1].sort is Sort.AND and tokens[at].first - age.last == 1:
        return True
    between = [t for t in tokens[:at] if t.start >= age.end] if tokens[at].value.name in IMPAIRMENTS else []
    named = any(t.sort is Sort.POPULATION and t.value.name == NO_ONE for t in between)
    return any(t.sort is Sort.OR or (named and (t.sort is Sort.AND or t.value == ",")) for t in between)


def _banded(persons: list[Person], tokens: list[Token], counted: set[int]) -> tuple[Person, ...]:
    """Persons with what tokens say of their clearance, surface and the degree of their impairment."""
    sorts = {token.sort for token in tokens}
    if sorts.isdisjoint(_MEASURED) and not any(person.population in IMPAIRMENTS for person in persons):
        return tuple(persons)
    renal = any(person.population == RENAL for person in persons)
    clearance = clearance_in(tokens, renal=renal) if renal or Sort.RATE not in sorts else None
    if clearance is not None and not renal:
        persons = [Person(RENAL, said=clearance.said)]
    surface = surface_in(tokens)
    single = alone_in(tokens) if not persons else None
    degrees = _degrees(tokens, counted)
    if not persons and (surface or single):
        persons = [Person()]
    found = []
    for person in persons:
        degree = degrees.get(person.population) if person.population else single
        bands = Bands(clearance if person.population == RENAL else None, surface, degree)
        found.append(person if bands == NO_BANDS else replace(person, bands=bands))
    return tuple(found)


def _degrees(tokens: list[Token], counted: set[int]) -> dict[str, Band]:
    """How far each organ is impaired that tokens speak of, by the first that says it and those joined to it ("mild
    (Child-Pugh A) to moderate (Child-Pugh B)")."""
    degrees: dict[str, Band] = {}
    last = 0
    for at, token in enumerate(tokens):
        name = token.value.name if token.start in counted and token.sort is Sort.POPULATION else None
        degree = degree_at(tokens, at) if name in IMPAIRMENTS else None
        if name is None or degree is None:
            continue
        known = degrees.get(name)
        if known is None:
            degrees[name], last = degree, at
        elif all(t.sort in _JOINING for t in tokens[last + 1 : at]):
            degrees[name], last = known.joined(degree), at
    return degrees


def _beside_strong(tokens: list[Token], weak: Token, named: list[Token]) -> bool:
    """Whether a weak word is joined to a strong one ("the pediatric and adult dosage")."""
    at = tokens.index(weak)
    joined = at > 1 and tokens[at - 1].sort in (Sort.AND, Sort.OR) and tokens[at - 1].last == weak.first
    return joined and tokens[at - 2] in named and tokens[at - 2].value.standing == ""


def _beside_impaired(tokens: list[Token], named: Token) -> bool:
    """Whether others are listed before those with an impairment ("adults, children, the elderly, or patients with liver
    disease"; not "adults and children with liver disease")."""
    joined = False
    for token in tokens[tokens.index(named) + 1 :]:
        if token.sort is Sort.POPULATION and token.value.name in IMPAIRMENTS:
            return joined
        kind = token.sort is Sort.POPULATION and token.value.name != NO_ONE
        joined = (joined or token.sort in (Sort.AND, Sort.OR)) and not kind
        parts = token.sort in (Sort.AND, Sort.OR, Sort.POPULATION) or (token.value == "," and not joined)
        if not parts:
            return False
    return False


def _compared(tokens: list[Token], at: int) -> bool:
    """Whether a kind of person is only compared with ("the same as for adults", "lower than in adults")."""
    before = tokens[at - 1] if at else None
    if before is not None and before.sort in (Sort.ABOVE, Sort.BELOW) and before.last == tokens[at].first:
        return True
    return any(
        t.sort is Sort.SAME and tokens[at].first - t.last <= _COMPARED_WORDS for t in tokens[max(at - 3, 0) : at]
    )


def _impaired(tokens: list[Token], at: int) -> bool:
    """Whether an organ is said to be impaired within a few words ("hepatic (liver) or renal impairment")."""
    near = [t for t in tokens[at + 1 : at + 8] if t.first - tokens[at].last <= _IMPAIRED_WORDS]
    return any(
        t.sort is Sort.IMPAIRED
        or (t.sort is Sort.POPULATION and t.value.name in IMPAIRMENTS and t.value.standing != "organ")
        for t in near
    )


def _suffered(tokens: list[Token], disease: Token) -> bool:
    """Whether a disease is said of people ("patients with cirrhosis")."""
    return any(
        t.sort is Sort.POPULATION and t.value.name == NO_ONE and 0 <= disease.first - t.last <= _COMPARED_WORDS + 1
        for t in tokens
    )


def _give(persons: list[Person], waiting: dict[Sort, Token]) -> None:
    """Gives persons the age and weight that wait for them; an age, and a weight with it, not to the grown who are named
    before a minor ("adults and children 12 years and older")."""
    age, weight = waiting.pop(Sort.AGE, None), waiting.pop(Sort.WEIGHT, None)
    minors = [i for i, p in enumerate(persons) if p.population not in GROWN]
    minors = minors if persons[-1].population not in GROWN else []
    if age is not None:
        for i in minors or range(len(persons)):
            if persons[i].age is None:
                persons[i] = replace(persons[i], age=age.value, age_said=Span(age.start, age.end))
    if weight is not None:
        aged = [i for i in minors if (said := persons[i].age_said) and 0 <= weight.start - said.end <= _WITH_AGE]
        for i in aged or range(len(persons)):
            if persons[i].weight is None:
                persons[i] = replace(persons[i], weight=weight.value, weight_said=Span(weight.start, weight.end))


def _within(inner: tuple[Person, ...], outer: tuple[Person, ...]) -> tuple[Person, ...]:
    """Persons with what they leave open: an age or weight alone is of the persons around it."""
    if not inner or (all(person.doubtful for person in inner) and _treated(outer)):
        return outer
    known = {person.population: person for person in outer}
    within: list[Person] = []
    for person in inner:
        within += [_completed(person, known.get(person.population))] if person.population else _bounded(person, outer)
    return tuple(within)


def _bounded(bounded: Person, outer: tuple[Person, ...]) -> list[Person]:
    """The persons around of whom only an age, a weight or a band is said."""
    impaired = [p for p in outer if p.population in IMPAIRMENTS]
    if bounded.bands.degree is not None and not impaired:
        return list(outer) or [Person()]  # "Severe" is of something else
    around = [p for p in outer if p not in impaired]
    if bounded.bands.degree is not None or not around:
        around = impaired
    return [
        replace(
            person,
            population=_by_age(person.population, bounded.age),
            age=bounded.age or person.age,
            age_said=bounded.age_said or person.age_said,
            weight=bounded.weight or person.weight,
            weight_said=bounded.weight_said or person.weight_said,
            bands=bounded.bands.within(person.bands),
        )
        for person in around or [Person()]
    ]


def _treated(persons: tuple[Person, ...]) -> bool:
    """Whether persons are such as have a disease, not only those of another organ."""
    return any(p.population is not None and p.population not in IMPAIRMENTS for p in persons)


def _completed(person: Person, known: Person | None) -> Person:
    """A person with the ages and weights that were given before of the same kind of person; one who has a weight of
    their own ("children of 35 kg or more" under "Children (12 years and older)") takes the ages alone."""
    if known is None or person.age is not None:
        return person
    if person.weight is not None:
        return replace(person, age=known.age, age_said=known.age_said)
    bands = person.bands if person.bands != NO_BANDS else known.bands
    return replace(known, said=person.said, bands=bands)


def _by_age(population: Population | None, age: Bound | None) -> Population | None:
    """The kind of person that an age speaks of, where the words around it leave it open."""
    if age is None or age.high is None or population not in (None, "child"):
        return population
    if age.high <= INFANT_YEARS and (age.low or 0) < INFANT_YEARS:
        return "infant"
    return "child" if age.high <= MINOR_YEARS else population


def routes_of(tokens: list[Token]) -> tuple[Routed, ...]:
    """The routes that tokens name, each once; those that only a form tells only where none is named."""
    named: dict[str, Routed] = {}
    for token in tokens:
        if token.sort is Sort.ROUTE and token.value.name != "none":
            routed = Routed(token.value.name, Span(token.start, token.end), token.value.implied, token.value.named)
            if token.value.name not in named or named[token.value.name].implied:
                named[token.value.name] = routed
        elif token.sort is Sort.UNIT and token.value.name in FORM_ROUTES and token.end - token.start > _ABBREVIATION:
            named.setdefault(
                FORM_ROUTES[token.value.name],
                Routed(FORM_ROUTES[token.value.name], Span(token.start, token.end), True),
            )
        elif token.sort is Sort.RATE and token.value:
            named.setdefault("intravenous", Routed("intravenous", Span(token.start, token.end), True))
    through = named.get("transdermal")
    if through is not None and (through.named or not through.implied):
        named.pop("topical", None)  # a transdermal patch is put "on the skin"
    said = tuple(routed for routed in named.values() if not routed.implied)
    return said or tuple(named.values())


_ABBREVIATION = 4
"""Letters of "caps", which without a number may be the name of a disease."""
FORM_ROUTES = {"tablet": "oral", "capsule": "oral", "teaspoon": "oral", "tablespoon": "oral", "sachet": "oral",
               "caplet": "oral", "softgel": "oral", "lozenge": "oral", "packet": "oral", "scoop": "oral",
               "inhalation": "inhaled", "actuation": "inhaled", "applicatorful": "vaginal",
               "application": "topical", "puff": "inhaled", "patch": "transdermal",
               "suppository": "rectal", "pessary": "vaginal"}  # fmt: skip
"""Units that are forms of the medicine, and the route that a form tells."""
_SHORT_LABEL = 6
_OF_DOSE = re.compile(r"(?: (?!of |in |for |and |or )[a-z-]+){0,3} (?:dos(?:e|es|age|ages|ing)|regimen)\b")
_SCOPED = frozenset(
    {Sort.POPULATION, Sort.ROUTE, Sort.AGE, Sort.WEIGHT, Sort.ROLE, Sort.AMOUNT, Sort.DURATION, Sort.FREQUENCY}
)


def scope_of(
    tokens: list[Token], folded: str, label: Span | None = None, uses: Callable[[], Container[str]] = frozenset
) -> Scope:
    """The scope that tokens state; with ``label`` also the condition that is left of its words, where the vocabulary
    of conditions or ``uses()``, the words by which the monograph says what the medicine is for, knows one of them."""
    role = _role(tokens, folded, label)
    persons = persons_of(tokens)
    return Scope(
        persons=persons,
        routes=routes_of(tokens),
        role=role.value.name if role is not None else None,
        role_said=Span(role.start, role.end) if role is not None else None,
        indication=condition_in(folded, _gaps(tokens, label, persons), uses) if label is not None else None,
    )


def _role(tokens: list[Token], folded: str, label: Span | None) -> Token | None:
    """The role that a label gives; a bare "initial" among other words speaks of a dose only where it is one's ("Initial
    daily dose"; not "initial episode")."""
    roles = [t for t in tokens if t.sort is Sort.ROLE and not t.value.step and t.value.use != "weak"]
    if len(roles) > 1 and roles[1].first - roles[0].last <= 1 and roles[0].value.name == "starting":
        roles = roles[1:]  # "Starting on Day 14" is a later step
    role = roles[0] if roles else None
    if role is None or label is None or role.value.name != "starting" or role.last - role.first > 1:
        return role if label is not None else None
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
        form = token.sort is Sort.UNIT and token.value.name in FORM_ROUTES
        named = token.sort is not Sort.POPULATION or token.start in said
        if not named and (token.value.name not in people or token.value.standing == "weak"):
            continue
        if form or token.sort in _SCOPED or (token.sort is Sort.SIGN and token.value == "("):
            gaps.append((start, token.start))
            start = token.end
    return [*gaps, (start, label.end)]
