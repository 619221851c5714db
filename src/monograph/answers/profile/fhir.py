"""A profile from a FHIR International Patient Summary (R4 and R5): a Bundle with a Patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from monograph.answers.profile.model import CLEARANCE, Function, Ingredient, Medicine, Profile, Sex
from monograph.answers.profile.written import read_medicine
from monograph.names.units import convert
from monograph.tables import read_table

Resource = Mapping[str, Any]
_PAST = frozenset({
    "inactive", "resolved", "remission", "refuted", "entered-in-error", "stopped", "completed", "not-taken",
    "cancelled", "draft", "on-hold",
})  # fmt: skip
_STATUSES = ("clinicalStatus", "verificationStatus", "status")
GROWN_OUT_OF_MONTHS = 2
"""Years below which an age counts its months."""
_DAYS = {"s": 1 / 86400, "min": 1 / 1440, "h": 1 / 24, "d": 1.0, "wk": 7.0, "mo": 30.0, "a": 365.0}


def profile_of_bundle(bundle: Resource, today: date) -> Profile:
    """The profile that a patient summary tells; what it says is over, refuted or unknown is left out.

    Raises ``ValueError`` where the bundle holds no patient.
    """
    resources = [entry["resource"] for entry in _list(bundle, "entry") if isinstance(entry.get("resource"), dict)]
    addresses = {str(entry.get("fullUrl")): entry.get("resource") for entry in _list(bundle, "entry")}
    by_id = {f"{one.get('resourceType')}/{one.get('id')}": one for one in resources} | addresses
    patient = next((one for one in resources if one.get("resourceType") == "Patient"), None)
    if patient is None:
        raise ValueError("the bundle holds no Patient: a patient summary is needed")
    gender = patient.get("gender")
    sex: Sex | None = gender if gender in ("female", "male") else None
    return Profile(
        age=_age(patient.get("birthDate"), today),
        sex=sex,
        weight=_weight(resources),
        pregnant=any(
            _means(one.get("valueCodeableConcept", {}), "pregnant") for one in _observed(resources, "pregnancy")
        )
        or None,
        kidney=_kidney(resources),
        conditions=tuple(_named(resources, "Condition")),
        allergies=tuple(_named(resources, "AllergyIntolerance")),
        medicines=tuple(_medicines(resources, by_id)),
    )


def _list(resource: Resource, key: str) -> list[dict[str, Any]]:
    values = resource.get(key)
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _age(born: object, today: date) -> float | None:
    """Full years since a date of birth; of a child under two, with its months."""
    parts = str(born or "").split("-")
    if not parts[0].isdigit():
        return None
    numbers = [int(part) for part in parts[:3] if part.isdigit()] + [1, 1]
    try:
        birth = date(*numbers[:3])
    except ValueError as error:
        raise ValueError(f"the date of birth {born} is none: {error}") from error
    if birth > today:
        return None
    years = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return float(years) if years >= GROWN_OUT_OF_MONTHS else round((today - birth).days / 365.25, 2)


def _named(resources: Sequence[Resource], kind: str) -> Iterator[str]:
    for one in resources:
        if one.get("resourceType") == kind and not _is_past(one) and not _means(one.get("code", {}), "absent"):
            name = _text(one.get("code", {}))
            if name:
                yield name


def _is_past(resource: Resource) -> bool:
    codes = {str(resource.get(key)) for key in _STATUSES}
    codes |= {str(coding.get("code")) for key in _STATUSES for coding in _list(_table(resource.get(key)), "coding")}
    return not codes.isdisjoint(_PAST)


def _text(concept: object) -> str:
    """The words of a coded concept: its text, else the first display."""
    if not isinstance(concept, dict):
        return ""
    displays = [str(coding["display"]) for coding in _list(concept, "coding") if coding.get("display")]
    return str(concept.get("text") or (displays[0] if displays else ""))


def _means(concept: Any, meaning: str) -> bool:
    codings = _list(concept, "coding") if isinstance(concept, dict) else []
    return any(
        _codes().get((system, str(coding.get("code")))) == meaning
        for coding in codings
        for system in (
            str(coding.get("system")).split("//")[-1].removesuffix("/"),
            str(coding.get("system")).split("/")[-1],
        )
    )


def _observed(resources: Sequence[Resource], meaning: str) -> list[Resource]:
    """Observations of a kind, the newest first."""
    found = [
        one for one in resources
        if one.get("resourceType") == "Observation" and not _is_past(one)
        and _means(one.get("code", {}), meaning)
    ]  # fmt: skip
    return sorted(found, key=lambda one: str(one.get("effectiveDateTime", "")), reverse=True)


def _value(observation: Resource) -> tuple[Decimal, str] | None:
    quantity = observation.get("valueQuantity")
    return _quantity(quantity) if isinstance(quantity, dict) else None


def _quantity(quantity: Resource) -> tuple[Decimal, str] | None:
    try:
        amount = Decimal(str(quantity.get("value")))
    except InvalidOperation:
        return None
    unit = str(quantity.get("unit") or quantity.get("code") or "").strip("{}[]")
    return (amount, "IU" if unit == "UI" else unit) if amount > 0 else None


def _weight(resources: Sequence[Resource]) -> float | None:
    for observation in _observed(resources, "weight"):
        value = _value(observation)
        weight = convert(float(value[0]), value[1] or "kg", "kg") if value else None
        if weight:
            return weight
    return None


def _kidney(resources: Sequence[Resource]) -> Function | None:
    for observation in _observed(resources, "egfr"):
        value = _value(observation)
        if value:
            return next((function for function, (_, below) in CLEARANCE.items() if value[0] < below), "normal")
    return None


def _medicines(resources: Sequence[Resource], by_id: Mapping[Any, Any]) -> Iterator[Medicine]:
    for one in resources:
        if one.get("resourceType") not in ("MedicationStatement", "MedicationRequest") or _is_past(one):
            continue
        asked = _table(one.get("medication"))
        reference = _table(one.get("medicationReference") or asked.get("reference"))
        concept = _table(one.get("medicationCodeableConcept") or asked.get("concept"))
        product = _table(by_id.get(str(reference.get("reference"))))
        if _means(concept, "absent"):
            continue
        shown = str(reference.get("display") or "")
        name = " ".join((_text(concept) or shown or _text(product.get("code"))).split())
        if name:
            yield _medicine(name, one, product)


def _medicine(name: str, statement: Resource, product: Resource) -> Medicine:
    """A medicine with what its product holds and how it is taken; the text of its name may tell the dose."""
    ingredients = tuple(_ingredients(product))
    dosage = next(iter([*_list(statement, "dosage"), *_list(statement, "dosageInstruction")]), {})
    given = next((rate["doseQuantity"] for rate in _list(dosage, "doseAndRate") if "doseQuantity" in rate), None)
    amount = _quantity(given) if isinstance(given, dict) else None
    written = read_medicine(name)
    if amount is None and written.amount and (not ingredients or written.unit == "tablet"):
        amount = written.amount, written.unit
    times = _times(dosage) or written.times_per_day
    return Medicine(written.name, amount[0] if amount else None, amount[1] if amount else "", times, ingredients)


def _ingredients(product: Resource) -> Iterator[Ingredient]:
    for part in _list(product, "ingredient"):
        name = _text(part.get("itemCodeableConcept") or _table(part.get("item")).get("concept"))
        strength = _table(part.get("strength")).get("numerator") or _table(part.get("strengthRatio")).get("numerator")
        amount = _quantity(strength) if isinstance(strength, dict) else None
        if name:
            yield Ingredient(name, amount[0] if amount else None, amount[1] if amount else "")


def _times(dosage: Resource) -> Decimal | None:
    repeat = _table(_table(dosage.get("timing")).get("repeat"))
    period, unit = repeat.get("period"), str(repeat.get("periodUnit"))
    frequency = repeat.get("frequencyMax") or repeat.get("frequency") or 1
    if (
        not isinstance(period, int | float)
        or period <= 0
        or unit not in _DAYS
        or not isinstance(frequency, int | float)
    ):
        return None
    often = float(frequency) / (period * _DAYS[unit])
    return Decimal(str(round(often, 4))) if often > 0 else None


@cache
def _codes() -> dict[tuple[str, str], str]:
    return {(row["system"], row["code"]): row["means"] for row in read_table("monograph.answers", "fhir_codes")}
