"""A medicine as a person writes it: "ibuprofen 400 mg three times a day"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from monograph.answers.profile.model import Medicine
from monograph.claims.records import Dose
from monograph.names.units import unit_words
from monograph.tables import read_table
from monograph.text.model import Unreadable
from monograph.text.read import read_monograph

_TIMES = re.compile(r"(?<![\w.])(?:x ?(\d+)(?: ?/ ?(?:day|d))?|(\d+) ?(?:x|/) ?(?:day|daily|d))\b", re.IGNORECASE)
"""Short forms that no monograph has: "x3", "3/day", "3x daily"."""
_COUNT = re.compile(r"(?<![\w.])(\d+) ?(?:t|cp|cps|tbl|tabs?)(?!\w)", re.IGNORECASE)
"""Tablets in short: "1 t", "2 cp"."""


def read_medicine(written: str) -> Medicine:
    """The medicine that a person wrote, with its dose where one is written.

    Raises ``ValueError`` where nothing names a medicine.

    >>> read_medicine("Ibuprofen 400 mg three times a day")
    Medicine(name='Ibuprofen', amount=Decimal('400'), unit='mg', times_per_day=Decimal('3'), ingredients=())
    >>> read_medicine("vitamin B12").amount is None
    True
    """
    text = _COUNT.sub(r"\1 tablet", " ".join(written.split()))
    amount = _amount().search(text)
    often = _often().search(text)
    name = text[: min(match.start() for match in (amount, often) if match)] if amount or often else text
    name = name.strip(" ,;:-")
    if not name:
        raise ValueError(f"“{written}” names no medicine: write its name first, as in “ibuprofen 400 mg twice a day”")
    dose = _dose(text[len(name) :]) if amount else None
    if dose is None or dose.amount_max is None:
        return Medicine(name)
    times = dose.times_per_day_max
    return Medicine(name, _exact(dose.amount_max), dose.unit, _exact(times) if times else _per_day(dose))


def _dose(text: str) -> Dose | None:
    """The dose that the reader of monographs reads from these words."""
    from monograph.claims.dose import read_doses  # half of the time of a cold start, and often not needed

    plain = _TIMES.sub(lambda match: f" {match[1] or match[2]} times a day ", text)
    page = f"---\ntitle: It\n---\n\n# It\n\n### Dosage\n\n* **Adults:** The dose is {plain.strip()}.\n"
    monograph = read_monograph(page.encode(), "it.md")
    if isinstance(monograph, Unreadable):
        return None
    return next((claim for claim in read_doses(monograph) if claim.role == "usual"), None)


def _per_day(dose: Dose) -> Decimal | None:
    return Decimal(1) if dose.basis == "day" else None


def _exact(value: float) -> Decimal:
    return Decimal(str(value)).normalize() + 0


@cache
def _amount() -> re.Pattern[str]:
    """A number with a unit after it; a number within a name ("B12", "D3") has none."""
    units = "|".join(sorted((re.escape(word) for word in unit_words()), key=len, reverse=True))
    return re.compile(rf"(?<![\w.-])\d[\d.,/-]* ?(?:{units})(?!\w)", re.IGNORECASE)


@cache
def _often() -> re.Pattern[str]:
    """Where the words of how often begin, in a name without an amount ("warfarin once daily")."""
    words = [row["words"] for row in read_table("monograph.names", "frequencies")]
    forms = "|".join(re.escape(form) for row in words for form in row.split("|"))
    return re.compile(rf"(?<!\w)(?:{forms}|every \d+|\d+ times|x ?\d)(?!\w)", re.IGNORECASE)
