"""In what order it is asked whether a dose cannot hold beside a label's, and what speaks against asking further.

Each step is a way in which two doses exclude each other, or a doubt whether the two speak of the same. What comes first
is so telling that no later doubt matters. A false alarm costs an editor more than silence: a dose in doubt may be
supported, but contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from monograph.claims.records import Dose
from monograph.verify.dose_conflict import (
    Conflict,
    Side,
    above,
    below,
    gross,
    lower_maximum,
    other_amount,
    other_frequency,
    other_start,
    slip,
)
from monograph.verify.dose_doubts import (
    is_counted,
    is_other_form,
    is_other_place,
    is_other_product,
    is_special_case,
    is_unread,
    speaks_of_case,
)
from monograph.verify.dose_pairs import STUDIED
from monograph.verify.dose_scope import group, names_another
from monograph.verify.dose_use import may_be_other_use
from monograph.verify.quantity import is_interval, times
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage

_MORE_THAN_ONE = re.compile(r"consecutive(?! days)|\bseparate\b|two \w+ of")
"""Words of doses that are several together."""
_OF_STRENGTHS = frozenset({"tablet", "capsule", "teaspoon"})
_GROUPS = frozenset({"adult", "child"})


class Case(NamedTuple):
    """A claim that a label does not state, and the label's doses that it is held against."""

    claim: Dose
    page: ReadPage
    label: ReadLabel
    side: Side


class Doubt(NamedTuple):
    """What ends the asking, and why in a sentence; "" where only the ways to come are in doubt."""

    applies: Callable[[Case], bool]
    why: str


class Way(NamedTuple):
    """How two doses exclude each other."""

    find: Callable[[Case], Conflict | None]


def conflict_of(case: Case) -> Conflict | str:
    """Beside which of the label's doses a claim cannot hold; or why that is in doubt, or ""."""
    for step in _STEPS:
        if isinstance(step, Doubt):
            if step.applies(case):
                return step.why
        elif found := step.find(case):
            return found
    return ""


def _same_amount(case: Case) -> Conflict | None:
    """The very amount of the label, so that form and route are those of the label, at another frequency."""
    claim = case.claim
    is_kept = "maintenance" in claim.quote.lower() and _is_later(case) and not _is_daily_for_interval(case)
    if claim.unit in _OF_STRENGTHS or is_kept or is_special_case(claim) or group(claim) not in _GROUPS:
        return None
    return other_frequency(claim, case.side, is_exact=True)


def _is_daily_for_interval(case: Case) -> bool:
    """Whether the page gives every day what the label gives in intervals of days or weeks: no phase explains that."""
    often = times(case.claim)
    told = [other.dose for other in case.side.theirs if times(other.dose) is not None]
    return often is not None and often.least >= 1 and bool(told) and all(map(is_interval, told))


def _far_off(case: Case) -> Conflict | None:
    found = gross(case.claim, case.side)
    return found if found and not is_unread(case.claim, case.label, found.dose if found.is_above else None) else None


def _above(case: Case) -> Conflict | None:
    found = above(case.claim, case.side)
    if found is None or _MORE_THAN_ONE.search(found.dose.quote) or is_unread(case.claim, case.label, found.dose):
        return None
    return found


def _other_start(case: Case) -> Conflict | None:
    found = other_start(case.claim, case.side)
    return found if found and not is_unread(case.claim, case.label) else None


def _not_given(case: Case) -> Conflict | None:
    claim, side = case.claim, case.side
    found = below(claim, side) or other_frequency(claim, side) or other_amount(claim, side)
    return found if found and not is_unread(claim, case.label) else None


def _is_not_plain(case: Case) -> bool:
    """What is too little of one component, with healthy kidneys, or at first, may be right for another, or later."""
    is_part, is_other = len(case.page.components) > 1, group(case.claim) not in _GROUPS
    is_same = bool(case.claim.bands) and any(other.dose.bands for other in case.side.theirs)
    return is_part or _is_later(case) or is_special_case(case.claim) or (is_other and not is_same)


def _is_of_another(case: Case) -> bool:
    """Whether another medicine is named before the amount, and nowhere in the clause the page's own."""
    claim, own = case.claim, case.page.components
    amount = claim.grounds.get("amount")
    before = case.page.text.folded[claim.start : amount.start] if amount else ""
    return names_another(before, own) and names_another(claim.quote.lower(), own)


def _is_of_study(case: Case) -> bool:
    """Whether the page tells what somebody was given in a study."""
    return STUDIED.search(case.claim.quote.lower()) is not None


def _is_later(case: Case) -> bool:
    """Whether a dose is for maintenance, and the label gives none as that: it says how treatment begins."""
    claim = case.claim
    is_kept = claim.role == "maintenance" or (claim.role != "starting" and "maintenance" in claim.quote.lower())
    return is_kept and all(other.dose.role != "maintenance" for other in case.side.theirs)


_STEPS: tuple[Doubt | Way, ...] = (
    Doubt(_is_of_study, "The page tells what was given in studies."),
    Doubt(_is_of_another, "The label does not give this dose, which may be of another medicine."),
    Way(lambda case: slip(case.claim, case.side)),
    Doubt(
        lambda case: may_be_other_use(case.claim, case.page, case.label),
        "The label does not give this dose, nor does it speak of what the page gives it for.",
    ),
    Way(_same_amount),
    Doubt(
        lambda case: is_other_place(case.claim, case.page, case.label),
        "The label does not give this dose, which may be for another route than the label's.",
    ),
    Doubt(
        lambda case: is_special_case(case.claim) and not speaks_of_case(case.claim, case.label),
        "The label does not give this dose, and the page speaks of a special case.",
    ),
    Way(_far_off),
    Doubt(
        lambda case: is_other_form(case.claim, case.page, case.label),
        "The page and the label speak of forms that release the substance differently.",
    ),
    Doubt(
        lambda case: is_counted(case.claim),
        "The label does not give this dose; how much of the substance it holds depends on the product.",
    ),
    Doubt(
        lambda case: is_other_product(case.claim, case.page, case.label),
        "The label does not give this dose, which may be for another form than the label's.",
    ),
    Way(_above),
    Doubt(_is_not_plain, ""),
    Way(lambda case: lower_maximum(case.claim, case.side)),
    Way(_other_start),
    Way(_not_given),
)
