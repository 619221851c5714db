"""A profile from a file: TOML or JSON in the words of ``Profile``, or a FHIR patient summary."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from monograph.answers.profile.fhir import profile_of_bundle
from monograph.answers.profile.model import Medicine, Profile
from monograph.answers.profile.written import read_medicine

LARGEST = 20_000_000
"""Bytes of the largest file that is read."""


class ProfileError(ValueError):
    """A file that is no profile: the message says what is wrong and where."""


def read_profile(path: Path, today: date) -> Profile:
    """The profile in a file; ``today`` turns a date of birth into an age.

    In TOML and JSON a medicine is a text ("ibuprofen 400 mg three times a day") or a table. Raises ``ProfileError``.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ProfileError(f"{path}: larger than {LARGEST:,} bytes: no profile is")
        content = path.read_bytes()
        loaded = (
            tomllib.loads(content.decode(), parse_float=Decimal)
            if path.suffix.lower() == ".toml"
            else msgspec.json.decode(content)
        )
        if not isinstance(loaded, dict):
            raise ProfileError(f"{path}: not a profile: it must be a table of what is known of a person")
        if loaded.get("resourceType"):
            return profile_of_bundle(loaded, today)
        return profile_of(loaded)
    except OSError as error:
        raise ProfileError(f"{path}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.MsgspecError, RecursionError, ValueError) as error:
        if isinstance(error, ProfileError):
            raise
        raise ProfileError(f"{path}: {error}") from error


def profile_of(known: Mapping[str, Any]) -> Profile:
    """The profile that a table of values tells. Raises ``msgspec.ValidationError`` or ``ValueError``.

    >>> profile_of({"age": 70, "medicines": ["warfarin 5 mg daily"]}).medicines[0].name
    'warfarin'
    """
    medicines = known.get("medicines", ())
    if not isinstance(medicines, list | tuple):
        raise ValueError("`medicines` must be a list")
    read = [read_medicine(one) if isinstance(one, str) else one for one in medicines]
    builtin = [msgspec.to_builtins(one) if isinstance(one, Medicine) else one for one in read]
    return msgspec.convert({**known, "medicines": builtin}, Profile, strict=False)
