"""Profiles: medicines as people write them, files, patient summaries; and the command with its exit codes."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.program import run

from monograph.answers.profile.files import ProfileError, read_profile
from monograph.answers.profile.model import Profile
from monograph.answers.profile.written import read_medicine

TODAY = date(2026, 11, 23)
ABSENT = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"


@pytest.mark.parametrize(
    ("written", "name", "amount", "unit", "times"),
    [
        ("Ibuprofen 400 mg three times a day", "Ibuprofen", "400", "mg", "3"),
        ("ibuprofen 400mg x3", "ibuprofen", "400", "mg", "3"),
        ("paracetamol 1 g every 6 hours", "paracetamol", "1", "g", "4"),
        ("vitamin B12", "vitamin B12", None, "", None),
        ("vitamin D3 1000 IU daily", "vitamin D3", "1000", "IU", "1"),
        ("levothyroxine 100 micrograms od", "levothyroxine", "100", "mcg", "1"),
        ("metformin 1,000 mg twice daily", "metformin", "1000", "mg", "2"),
        ("Orlistat 1 cp TID", "Orlistat", "1", "tablet", "3"),
        ("aspirin 75 mg", "aspirin", "75", "mg", None),
        ("warfarin once daily", "warfarin", None, "", None),
    ],
)
def test_a_medicine_is_read_as_people_write_it(
    written: str, name: str, amount: str | None, unit: str, times: str | None
) -> None:
    read = read_medicine(written)
    assert (read.name, read.unit) == (name, unit)
    assert read.amount == (Decimal(amount) if amount else None)
    assert read.times_per_day == (Decimal(times) if times else None)


@given(st.text(max_size=60))
def test_any_text_is_a_medicine_or_an_error_that_says_so(written: str) -> None:
    try:
        name = read_medicine(written).name
    except ValueError as error:
        name = str(error)
    assert name
    assert name == name.strip(" ,;:-")


def test_a_toml_file(tmp_path: Path) -> None:
    file = tmp_path / "person.toml"
    file.write_text(
        'age = 71\nkidney = "moderate"\nallergies = ["penicillin"]\n'
        'medicines = ["warfarin 5 mg daily", { name = "Coldaway", amount = 2.5, unit = "tablet" }]\n'
    )
    profile = read_profile(file, TODAY)
    assert (profile.age, profile.kidney) == (71, "moderate")
    assert [(one.name, one.amount) for one in profile.medicines] == [
        ("warfarin", Decimal(5)), ("Coldaway", Decimal("2.5")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.toml", "age = ", "a.toml"),
        ("a.json", "[]", "must be a table"),
        ("a.json", '{"agee": 7}', "agee"),
        ("a.json", '{"age": 700}', "130"),
        ("a.json", '{"medicines": [{"name": "a", "amount": -1}]}', "above 0"),
        ("a.json", '{"medicines": "aspirin"}', "must be a list"),
        ("a.json", '{"resourceType": "Bundle"}', "no Patient"),
        ("a.json", json.dumps({"resourceType": "Bundle", "entry": [
            {"resource": {"resourceType": "Patient", "birthDate": "2000-13-45"}},
        ]}), "date of birth"),
        ("a.json", "\xff", "a.json"),
        ("none.json", None, "No such file"),
    ],
)  # fmt: skip
def test_what_is_no_profile_is_refused_with_its_reason(tmp_path: Path, name: str, text: str | None, says: str) -> None:
    file = tmp_path / name
    if text is not None:
        file.write_bytes(text.encode("latin-1"))
    with pytest.raises(ProfileError, match=says):
        read_profile(file, TODAY)


def code(display: str, system: str = "", value: str = "") -> dict[str, Any]:
    return {"coding": [{"system": system, "code": value, "display": display}]}


def observation(loinc: str, value: float, unit: str) -> dict[str, Any]:
    measured = {"value": value, "unit": unit}
    return {"resourceType": "Observation", "code": code("", "http://loinc.org", loinc), "valueQuantity": measured}


def summary(*resources: dict[str, Any], **patient: Any) -> dict[str, Any]:
    everything = [{"resourceType": "Patient", "id": "p", "birthDate": "1950-11-24", **patient}, *resources]
    return {"resourceType": "Bundle", "type": "document", "entry": [{"resource": one} for one in everything]}


def profile_in(tmp_path: Path, bundle: dict[str, Any]) -> Profile:
    file = tmp_path / "summary.json"
    file.write_text(json.dumps(bundle))
    return read_profile(file, TODAY)


def test_a_patient_summary(tmp_path: Path) -> None:
    profile = profile_in(
        tmp_path,
        summary(
            {"resourceType": "Condition", "code": code("Asthma")},
            {"resourceType": "Condition", "code": code("Gout"), "clinicalStatus": code("", "", "resolved")},
            {"resourceType": "AllergyIntolerance", "code": {"text": "Penicillin"}},
            {"resourceType": "AllergyIntolerance", "code": code("Nothing known", ABSENT, "no-allergy-info")},
            observation("29463-7", 70.5, "kg"),
            observation("33914-3", 25, "mL/min"),
            {"resourceType": "Medication", "id": "m", "ingredient": [{
                "itemCodeableConcept": {"text": "ibuprofen"},
                "strength": {"numerator": {"value": 200, "unit": "mg"}, "denominator": {"value": 1}},
            }]},
            {"resourceType": "MedicationStatement", "status": "active",
             "medicationReference": {"reference": "Medication/m", "display": "Aching"},
             "dosage": [{"timing": {"repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}},
                         "doseAndRate": [{"doseQuantity": {"value": 2, "unit": "tablet"}}]}]},
            {"resourceType": "MedicationStatement", "status": "stopped",
             "medicationCodeableConcept": {"text": "warfarin"}},
            gender="female",
        ),
    )  # fmt: skip
    assert (profile.age, profile.sex, profile.weight, profile.kidney) == (75, "female", 70.5, "severe")
    assert (profile.conditions, profile.allergies) == (("Asthma",), ("Penicillin",))
    (medicine,) = profile.medicines
    assert (medicine.name, medicine.amount, medicine.times_per_day) == ("Aching", Decimal(2), Decimal(3))
    assert [(part.name, part.amount) for part in medicine.ingredients] == [("ibuprofen", Decimal(200))]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["code", "coding", "status", "medicationReference", "dosage", "ingredient", "timing", "strength"]
            ),
            part,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(kind=st.sampled_from(["Condition", "MedicationStatement", "Observation", "Medication"]), rest=JSON)
def test_odd_summaries_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, kind: str, rest: Any) -> None:
    resource = {"resourceType": kind, **(rest if isinstance(rest, dict) else {"code": rest})}
    with contextlib.suppress(ProfileError):
        profile_in(tmp_path_factory.mktemp("odd"), summary(resource))


def test_the_command_ends_by_gravity(folder: Path, tmp_path: Path) -> None:
    from monograph.pipeline.build import build

    out = tmp_path / "out"
    build(folder, out, workers=1)
    assert run("screen", "aspirin", "--library", out).returncode == 0
    assert run("screen", "aspirin", "--kidney", "severe", "--library", out).returncode == 1
    avoid = run("screen", "aspirin", "--pregnant", "--library", out, "--format", "json")
    assert avoid.returncode == 3
    assert json.loads(avoid.stdout)["findings"][0]["quote"]
    unchecked = run("screen", "aspirin", "nosuchium", "--library", out)
    assert unchecked.returncode == 5
    assert unchecked.stdout.startswith("Could not be checked: the library has no monograph of nosuchium")
    assert run("screen", "aspirin", "nosuchium", "--pregnant", "--library", out).returncode == 3
    for unusable in (["--library", out], ["aspirin", "--library", tmp_path], ["aspirin", "-p", tmp_path / "no.toml"]):
        ended = run("screen", *unusable)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert ended.stderr.startswith("monograph: ")
