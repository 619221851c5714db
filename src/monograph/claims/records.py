"""The claim records, as CLAIMS.md of the project defines them: one struct a kind.

Every claim holds the place that it was read from: ``source[start:end] == quote``. A key that the text does not
state is None. ``unread`` names keys that the text seems to state but the reader could not read ("frequency");
``grounds`` holds, for a key, the span of the words that gave it, for the explain view.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args

import msgspec

from monograph.names.found import ADVICE_BY_STRENGTH as ADVICE_BY_STRENGTH
from monograph.names.found import Advice as Advice
from monograph.text.model import Span

Basis = Literal["day", "dose", "week", "month", "course", "unclear"]
Role = Literal[
    "usual", "starting", "maintenance", "maximum", "loading", "repeat", "overdose", "unsafe-above"
]  # fmt: skip
Population = Literal[
    "adult", "child", "adolescent", "infant", "neonate", "elderly",
    "renal impairment", "hepatic impairment", "pregnancy",
]  # fmt: skip
Severity = Literal["common", "uncommon", "rare", "serious"]
Evidence = Literal["established", "uncertain", "not-for"]
Kind = Literal["dose", "effect", "interaction", "precaution", "use", "answer"]

KINDS: tuple[Kind, ...] = get_args(Kind)


class Claim(msgspec.Struct, tag_field="kind", kw_only=True, gc=False):
    """What every claim has. Offsets are code points into the monograph's source."""

    start: int
    end: int
    quote: str
    unread: list[str] = []
    grounds: dict[str, Span] = {}

    @property
    def kind(self) -> Kind:
        """The kind of claim: dose, effect, interaction, precaution, use or answer."""
        return type(self).__struct_config__.tag  # type: ignore[return-value]


class Band(NamedTuple):
    """A range of what is measured of a person, open where an end is None."""

    low: float | None
    high: float | None


class Dose(Claim, tag="dose", kw_only=True, gc=False):
    """An amount that a reader might take or be given; ages in years, weights in kg, durations in days."""

    amount_min: float | None = None
    amount_max: float | None = None
    unit: str
    per: str | None = None
    basis: Basis = "unclear"
    times_per_day_min: float | None = None
    times_per_day_max: float | None = None
    route: str | None = None
    population: Population | None = None
    age_min: float | None = None
    age_max: float | None = None
    weight_min: float | None = None
    weight_max: float | None = None
    role: Role = "usual"
    indication: str | None = None
    duration_days_min: float | None = None
    duration_days_max: float | None = None
    medicine: str | None = None
    """The medicine that the amount is of, where the text names one: another than the monograph's own, or, in
    the monograph of a combination, one of its components."""
    bands: dict[str, Band] = {}
    """Of whom else only it is said: by "creatinine clearance" (mL/min), "body surface" (m2), or by how far an organ is
    impaired ("renal impairment", "hepatic impairment": 1 mild, 2 moderate, 3 severe, 4 end stage or dialysis)."""


class Effect(Claim, tag="effect", kw_only=True, gc=False):
    """An adverse effect that the Side Effects section names; ``frequency`` as written (">10 %") or None."""

    term: str
    severity: Severity | None = None
    frequency: str | None = None


class Interaction(Claim, tag="interaction", kw_only=True, gc=False):
    """A named thing that this medicine is said to interact with; ``result`` and ``management`` as written."""

    with_: str = msgspec.field(name="with")
    result: str | None = None
    management: str | None = None


class Precaution(Claim, tag="precaution", kw_only=True, gc=False):
    """What is advised for a kind of person or state; ``scope`` ("third trimester", "severe") as written."""

    about: str
    advice: Advice
    scope: str | None = None


class Use(Claim, tag="use", kw_only=True, gc=False):
    """A condition or purpose that the Usage section gives."""

    indication: str
    evidence: Evidence = "established"


class Answer(Claim, tag="answer", kw_only=True, gc=False):
    """A question that the FAQs put and answer, both as written; ``topic`` as in names/data/topics.tsv."""

    question: str
    answer: str
    topic: str | None = None


AnyClaim = Dose | Effect | Interaction | Precaution | Use | Answer


def claim_record(doc: str, claim: AnyClaim, *, explain: bool = False) -> dict[str, Any]:
    """The claim as ``monograph claims --format jsonl`` prints it; with ``explain`` its grounds as well.

    >>> use = Use(start=0, end=4, quote="Gout", indication="gout")
    >>> claim_record("a.md", use)["indication"]
    'gout'
    """
    record = {"doc": doc, "kind": claim.kind, "quote": claim.quote, "start": claim.start, "end": claim.end}
    fields = msgspec.to_builtins(claim)
    grounds = fields.pop("grounds")
    for name in ("kind", "quote", "start", "end"):
        del fields[name]
    unread, bands = fields.pop("unread"), fields.pop("bands", None)
    record |= fields
    if bands:
        record["bands"] = bands
    if unread:
        record["unread"] = unread
    if explain:
        record["grounds"] = grounds
    return record
