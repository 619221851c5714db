"""A kind of person, and what it takes from those around it: its ages from "Children", its impairment from a heading."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monograph.claims.posology.bands import NO_BANDS, Bands
from monograph.claims.posology.bounds import Bound
from monograph.claims.records import Population
from monograph.text.model import Span

RENAL: Population = "renal impairment"
IMPAIRMENTS: frozenset[Population] = frozenset({RENAL, "hepatic impairment"})
INFANT_YEARS = 1.0
MINOR_YEARS = 18.0


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


def within(inner: tuple[Person, ...], outer: tuple[Person, ...]) -> tuple[Person, ...]:
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
