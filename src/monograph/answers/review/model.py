"""A review as the front matter keeps it under ``reviewed``, and where a monograph stands with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from monograph.claims.records import KINDS, Kind

State = Literal["reviewed", "due", "stale", "never"]
KEY = "reviewed"


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed, on which day (``date`` in the file), from which sources, and when to look again.

    ``claims`` is the hash of the signed claims (of ``kinds``), ``text`` that of the text under the front matter.
    """

    by: str
    day: date = msgspec.field(name="date")
    next: date
    source: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = KINDS
    claims: str
    text: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a monograph stands: ``state`` and, in a sentence, why."""

    doc: str
    title: str
    state: State
    why: str
    review: Review | None = None


def read_review(front_matter: Mapping[str, object]) -> Review | None:
    """The review that a front matter keeps; None where it signs no claims ("reviewed: no", a bare name)."""
    kept = front_matter.get(KEY)
    if not isinstance(kept, Mapping):
        return None
    try:
        return msgspec.convert(dict(kept), Review)
    except msgspec.ValidationError:
        return None
