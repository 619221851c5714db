"""A regimen for one kind of person and one route, as the record that the claims hold."""

from __future__ import annotations

from monograph.claims.dose.regimen import Regimen, basis_of, role_of
from monograph.claims.posology.amounts import Amount
from monograph.claims.posology.tokens import Sort
from monograph.claims.records import Band, Dose
from monograph.claims.scope import IMPAIRMENTS, Person, Routed
from monograph.text.model import Span

_OFTEN = frozenset({Sort.EVERY, Sort.COUNT, Sort.INTERVAL})
"""What is left of a frequency that was not read."""


def dose_of(regimen: Regimen, person: Person, routed: Routed | None, indication: Span | None, source: str) -> Dose:
    """The dose that a regimen is for one kind of person by one route; its quote is the words of its clause."""
    amount: Amount = regimen.amount
    frequency, duration = regimen.frequency, regimen.duration
    age, weight = person.age, person.weight
    start, end = _trimmed(source, regimen.clause.start, regimen.clause.end)
    single = amount.low == amount.high
    dose = Dose(
        start=start,
        end=end,
        quote=source[start:end],
        amount_min=None if regimen.limited and single else amount.low,
        amount_max=None if regimen.least and single else amount.high,
        unit=amount.unit.name,
        per=amount.per,
        basis=basis_of(regimen),
        times_per_day_min=frequency.low if frequency else None,
        times_per_day_max=frequency.high if frequency else None,
        route=routed.route if routed else None,
        population=person.population,
        age_min=age.low if age else None,
        age_max=age.high if age else None,
        weight_min=weight.low if weight else None,
        weight_max=weight.high if weight else None,
        role=role_of(regimen, person),
        indication=source[indication.start : indication.end] if indication else None,
        duration_days_min=duration.low if duration else None,
        duration_days_max=duration.high if duration else None,
    )
    dose.grounds = _grounds(regimen, person, routed, indication)
    dose.unread = _unread(regimen, person, routed)
    dose.bands = _bands(person)
    return dose


def _bands(person: Person) -> dict[str, Band]:
    """What else bounds a person, by what is measured; how far an organ is impaired under the name of the impairment."""
    clearance, surface, degree = person.bands
    impaired = person.population if person.population in IMPAIRMENTS else None
    named = {"creatinine clearance": clearance, "body surface": surface, impaired: degree}
    return {name: Band(*band.bound) for name, band in named.items() if name is not None and band is not None}


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not source[start].isalnum() and source[start] not in "≥≤<>½¼":
        start += 1
    while end > start and source[end - 1] in " \t\n,;:(*_":
        end -= 1
    return start, end


def _grounds(regimen: Regimen, person: Person, routed: Routed | None, indication: Span | None) -> dict[str, Span]:
    token = regimen.clause.amount
    said = {
        "amount": token.span,
        "frequency": regimen.frequency_said,
        "basis": regimen.total_said or regimen.frequency_said,
        "route": routed.said if routed else None,
        "population": person.said,
        "age": person.age_said,
        "weight": person.weight_said,
        "role": regimen.role_said,
        "duration": regimen.duration_said,
        "indication": indication,
        "bands": next((band.said for band in person.bands if band is not None), None),
    }
    return {key: span for key, span in said.items() if span is not None}


def _unread(regimen: Regimen, person: Person, routed: Routed | None) -> list[str]:
    """Keys that the clause seems to state in words that could not be read ("several times a day")."""
    after = {t.sort for t in regimen.clause.right}
    around = after.union(t.sort for t in regimen.clause.left)
    stray = regimen.frequency is None and regimen.total is None and not after.isdisjoint(_OFTEN)
    unread = ["frequency"] if stray else []
    if Sort.AREA in around and person.bands.surface is None:
        unread.append("surface")  # "BSA of about 1.5 m2: 400 mg"
    return [*unread, "route"] if Sort.WAY in around and routed is None else unread
