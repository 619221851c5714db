"""What is asked of a plan, and a plan: its doses, or why there is none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from monograph.answers.plan.hours import Hours
from monograph.answers.profile.model import Profile

MOST_DAYS = 366
MOST_TIMES = 24


class RefusalError(Exception):
    """Why there can be no plan, in a sentence for the person who asked."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be planned.

    ``daily`` ("15 g", "10 mg/kg") is the amount of a day; without it the monograph's own regimen is taken. ``steps``
    ("5 g for 3 days", "10 g") take its place where the amount changes. ``zone`` is a name of the time zone database;
    without it times are those of the wall clock. ``route`` is needed where the monograph names none. ``prescribed``
    says that a prescriber has decided on this dose.
    """

    medicine: str
    start: date
    days: int = 14
    daily: str | None = None
    times: int | None = None
    steps: tuple[str, ...] = ()
    strength: str | None = None
    route: str | None = None
    indication: str | None = None
    profile: Profile = Profile()
    hours: Hours = Hours()
    zone: str | None = None
    prescribed: bool = False


class Basis(msgspec.Struct, frozen=True):
    """The words of a monograph that a plan rests on: ``quote`` is ``source[start:end]`` of ``doc``."""

    doc: str
    title: str
    quote: str
    start: int
    end: int


class PlannedDose(msgspec.Struct, frozen=True, omit_defaults=True):
    """One dose: when (ISO 8601, with an offset where the plan has a time zone) and how much.

    ``products`` counts the tablets (or packets) of the strength that was asked for.
    """

    at: str
    amount: Decimal
    unit: str
    products: int | None = None


class Step(msgspec.Struct, frozen=True):
    """Days on which the same is taken: the first and last of them, the amount of a day and its clock times."""

    first: date
    last: date
    daily: Decimal
    amounts: tuple[Decimal, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan, or a refusal: then ``why`` says why, and there are no doses.

    ``daily`` and ``maximum`` are amounts of a day in ``unit``; ``maximum`` is None where the monograph states none and
    the dose lies within one that it gives. ``arithmetic`` shows what was reckoned, line by line.
    """

    status: Literal["planned", "refused"]
    why: str | None = None
    medicine: str
    doses: tuple[PlannedDose, ...] = ()
    daily: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    basis: Basis | None = None
    limit: Basis | None = None
    steps: tuple[Step, ...] = ()
    arithmetic: tuple[str, ...] = ()
    zone: str | None = None
