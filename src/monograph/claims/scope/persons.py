"""Whom words name: kinds of person with their ages, weights and measures."""

from __future__ import annotations

from dataclasses import replace

from monograph.claims.posology.bands import NO_BANDS, Band, Bands, alone_in, clearance_in, degree_at, surface_in
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.scope.person import IMPAIRMENTS, RENAL, Person

GROWN = frozenset({"adult", "elderly"})
NO_ONE = "-"
"""The population of words that look like one and are none."""
_MEASURED = frozenset({Sort.AMOUNT, Sort.AREA, Sort.DEGREE})
_JOINING = frozenset({Sort.SIGN, Sort.DEGREE, Sort.RANGE, Sort.OR, Sort.AND})
_COMPARED_WORDS = 3
_IMPAIRED_WORDS = 10
_WITH_AGE = 24
"""Characters between an age and a weight that goes with it ("12 years and older and weighing at least 40 kg")."""


def persons_of(tokens: list[Token]) -> tuple[Person, ...]:
    """The kinds of person that tokens name, each with its ages and weights.

    An age belongs to the kinds named before it and not yet aged; where others are among them not to adults
    ("adults and children 12 years and older"). An impairment comes before every other kind.
    """
    counted = {kind.start for kind in _kinds(tokens)}
    persons: list[Person] = []
    waiting: dict[Sort, Token] = {}
    for at, token in enumerate(tokens):
        if token.sort is Sort.POPULATION and token.start in counted:
            if any(p.population == token.value.name for p in persons):
                continue
            said = token.span
            persons.append(Person(token.value.name, said=said, doubtful=_is_doubtful(tokens, token)))
            age = waiting.get(Sort.AGE)
            if age is not None and _is_other(tokens, age, at):
                own = age.span  # "over 6 years and adolescents": those of that age are others
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


def _kinds(tokens: list[Token]) -> list[Token]:
    """The words for kinds of person that count: a sure word before one that may mean something else, an impairment
    before all others."""
    named = [
        token
        for at, token in enumerate(tokens)
        if token.sort is Sort.POPULATION and token.value.name != NO_ONE
        if not _compared(tokens, at) and (token.value.standing != "organ" or _impaired(tokens, at))
    ]
    strong = [t for t in named if t.value.standing != "weak" or _beside_strong(tokens, t, named)] or named
    strong = [t for t in strong if not _is_doubtful(tokens, t)] or strong
    if any(t.value.name in IMPAIRMENTS for t in strong):
        strong = [t for t in strong if t.value.name in IMPAIRMENTS or _beside_impaired(tokens, t)]
    return strong


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


def _is_doubtful(tokens: list[Token], named: Token) -> bool:
    """Whether a disease is named and not said of people ("patients with cirrhosis"): it may be what a dose is for."""
    if named.value.standing != "disease":
        return False
    return not any(
        t.sort is Sort.POPULATION and t.value.name == NO_ONE and 0 <= named.first - t.last <= _COMPARED_WORDS + 1
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
                persons[i] = replace(persons[i], age=age.value, age_said=age.span)
    if weight is not None:
        aged = [i for i in minors if (said := persons[i].age_said) and 0 <= weight.start - said.end <= _WITH_AGE]
        for i in aged or range(len(persons)):
            if persons[i].weight is None:
                persons[i] = replace(persons[i], weight=weight.value, weight_said=weight.span)
