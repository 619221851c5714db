"""Whether a dose cannot hold beside those that a label gives: too much, too little, too often."""

from __future__ import annotations

import re
from typing import NamedTuple

from monograph.claims.records import Dose
from monograph.verify.dose_pairs import LIMITS, Pair, near, never_so_often
from monograph.verify.dose_scope import LabelDose, group
from monograph.verify.quantity import SLACK, Range, amounts, measured, times, words

_GROSSLY_ABOVE = 4
"""How many times above everything that the label gives to anybody no doubt about scope can explain."""
_GROSSLY_BELOW = 40
_FAR_BELOW = 5
_CYCLE = re.compile(r"\bcycle|\bdays? \d+ and ")
_TO_THEM = "that the label gives them"
_IN_LABEL = "in the label"
_COUNTED = frozenset({"application", "drop"})
"""Units of which less than the label says is not too little: a page may mean another strength."""


class Conflict(NamedTuple):
    """A label's dose beside which the claim cannot hold, and why in a sentence."""

    dose: Dose
    why: str
    is_above: bool = False


def gross_conflict(claim: Dose, everywhere: list[Pair], alike: list[LabelDose]) -> Conflict | None:
    """Many times above or below every amount of the label, whomever it is for."""
    claimed = amounts(claim)
    if not any(is_solid(pair.other.dose) for pair in everywhere) or claimed is None:
        return None
    top = max(everywhere, key=lambda pair: pair.theirs.high)
    most = max(given.high for dose in alike if (given := amounts(dose.dose)))
    if all(pair.own.high > pair.theirs.high * _GROSSLY_ABOVE for pair in everywhere) and claimed.high > most:
        return _conflict(claim, top.other.dose, f"the most {_IN_LABEL} is", is_above=True)
    least = min(everywhere, key=lambda pair: pair.theirs.least)
    if all(pair.own.high * _GROSSLY_BELOW < pair.theirs.least for pair in everywhere):
        return _conflict(claim, least.other.dose, f"the least {_IN_LABEL} is")
    return None


def excess(claim: Dose, compared: list[Pair], everywhere: list[Pair], alike: list[LabelDose]) -> Conflict | None:
    """Above every amount of the label, or above all that it gives the same persons and not what it gives others."""
    if (
        claim.unit == "application"
        or _is_extra(claim, compared)
        or _may_be_another(claim, everywhere, alike)
        or not compared
    ):
        return None
    unlimited = not any(pair.other.dose.role in LIMITS for pair in compared)
    if claim.role in LIMITS and unlimited and not _is_twice(compared):
        return None  # the label sets no limit; what it usually gives is not one
    for doses, where in ((everywhere, _IN_LABEL), (compared, _TO_THEM)):
        sure = [pair for pair in doses if _is_sure(claim, pair)]
        if not any(is_solid(pair.other.dose) for pair in sure):
            return None
        if where == _TO_THEM and (_is_anyones(claim, everywhere) or not _is_said(compared)):
            return None
        if sure and all(pair.own.high > pair.theirs.high * SLACK for pair in doses):
            top = max(sure, key=lambda pair: pair.theirs.high)
            return _conflict(claim, top.other.dose, f"the most {where} is", is_above=True)
    return None


def _is_twice(compared: list[Pair]) -> bool:
    return all(pair.own.high * SLACK >= pair.theirs.high * 2 for pair in compared)


def is_solid(dose: Dose) -> bool:
    """Whether a label's dose says what it is of: how often, for a day, or at most."""
    return dose.basis == "day" or dose.role in LIMITS or dose.per is not None or times(dose) is not None


def _is_extra(claim: Dose, compared: list[Pair]) -> bool:
    """Whether a loading dose has no loading dose to be held against."""
    return claim.role == "loading" and not any(pair.other.dose.role in ("loading", "starting") for pair in compared)


def shortfall(claim: Dose, compared: list[Pair], everywhere: list[Pair]) -> Conflict | None:
    """Below all that the label gives the same persons."""
    if (
        claim.role in (*LIMITS, "repeat")
        or claim.unit in _COUNTED
        or _is_anyones(claim, everywhere)
        or not _is_said(compared)
    ):
        return None
    if _CYCLE.search(claim.quote):
        return None
    sure = [pair for pair in compared if _is_sure(claim, pair) and pair.theirs.low is not None]
    if sure and all(pair.own.high * SLACK < pair.theirs.least for pair in compared):
        if any(pair.theirs.low is None for pair in compared) and sure[0].own.high * _FAR_BELOW > sure[0].theirs.least:
            return None  # only the upper end of some range is known
        least = min(sure, key=lambda pair: pair.theirs.least)
        return _conflict(claim, least.other.dose, f"the least {_TO_THEM} is")
    return None


def other_start(claim: Dose, compared: list[Pair], alike: list[LabelDose]) -> Conflict | None:
    """A first dose that is not among the first doses of the label."""
    starts = [pair for pair in compared if pair.other.dose.role == "starting"]
    if claim.role != "starting" or claim.basis == "unclear" or not _is_said(starts) or _is_a_start(claim, alike):
        return None
    if any(_meet(pair.own, pair.theirs) or pair.theirs.low is None for pair in starts):
        return None
    starts = [pair for pair in starts if pair.other.dose.basis != "unclear"]
    if not starts:
        return None
    nearest = min(starts, key=lambda pair: abs(pair.theirs.high - pair.own.high))
    return _conflict(claim, nearest.other.dose, "to start with the label gives")


def other_frequency(claim: Dose, compared: list[Pair]) -> Conflict | None:
    """The label's amount, so many times a day as no dose of the label is given."""
    claimed = amounts(claim)
    if claimed is None or claim.unit in _COUNTED or _CYCLE.search(claim.quote) or not never_so_often(claim, compared):
        return None
    if (times(claim) or Range(0, 9)).high <= 1 and any(times(pair.other.dose) is None for pair in compared):
        return None  # a dose of which the label does not say how often may be given once
    same = [
        pair.other.dose
        for pair in compared
        if (given := amounts(pair.other.dose))
        and times(pair.other.dose) is not None
        and near(given.high, claimed.high)
        and near(given.least, claimed.least)
        and pair.other.population != "?"
        and pair.other.dose.role != "maintenance"
    ]
    return _conflict(claim, same[0], "the label gives") if same else None


def other_amount(claim: Dose, compared: list[Pair], alike: list[LabelDose], titrates: bool) -> Conflict | None:
    """An amount that the label gives nobody, where it gives fixed amounts and does not speak of raising them."""
    sure = [pair for pair in compared if pair.other.population != "?" and _is_sure(claim, pair)]
    if titrates or not sure or claim.role in (*LIMITS, "repeat", "loading") or _is_given(claim, alike):
        return None
    if any(_meet(pair.own, pair.theirs) for pair in compared) or _CYCLE.search(claim.quote):
        return None
    nearest = min(sure, key=lambda pair: abs(pair.theirs.high - pair.own.high))
    return _conflict(claim, nearest.other.dose, "the label gives")


def _may_be_another(claim: Dose, everywhere: list[Pair], alike: list[LabelDose]) -> bool:
    """Whether the label gives as much in a measure that the claim does not have, so that it may mean this."""
    compared = {id(pair.other.dose) for pair in everywhere}
    own = measured(claim, "day") or amounts(claim)
    rest = [given for dose in alike if id(dose.dose) not in compared and (given := amounts(dose.dose))]
    return own is not None and any(given.high * SLACK >= own.high for given in rest)


def _is_anyones(claim: Dose, everywhere: list[Pair]) -> bool:
    """Whether the label gives just this amount to persons that may be the claim's, so that they were read wrongly."""
    others = "adult" if group(claim) == "child" else "child"
    return any(
        near(pair.own.high, pair.theirs.high) or near(pair.own.high, pair.theirs.least)
        for pair in everywhere
        if pair.other.population != others
    )


def _is_a_start(claim: Dose, alike: list[LabelDose]) -> bool:
    """Whether the label may start with this amount, for whomever."""
    return _is_given(claim, [dose for dose in alike if dose.dose.role != "maintenance" and _may_start(dose)])


def _may_start(other: LabelDose) -> bool:
    dose = other.dose
    return (
        dose.role in ("starting", "loading")
        or other.population == "?"
        or group(dose) != "adult"
        or dose.amount_min == dose.amount_max
    )


def _is_given(claim: Dose, alike: list[LabelDose]) -> bool:
    """Whether the label has this amount in some dose, for whomever and however often."""
    claimed = amounts(claim)
    given = [found for dose in alike if (found := amounts(dose.dose))]
    return claimed is not None and any(
        near(claimed.high, found.high) or near(claimed.high, found.least) for found in given
    )


def _is_said(compared: list[Pair]) -> bool:
    """Whether of some of the doses it is sure that they are for the same persons."""
    return any(pair.other.population != "?" for pair in compared)


def _is_sure(claim: Dose, pair: Pair) -> bool:
    """Whether it is said of both doses what they are of, or they are so far apart that it does not matter."""
    if "unclear" not in (claim.basis, pair.other.dose.basis):
        return True
    return pair.own.high > pair.theirs.high * _GROSSLY_ABOVE or pair.own.high * _FAR_BELOW < pair.theirs.least


def _meet(one: Range, other: Range) -> bool:
    return one.least <= other.high * SLACK and other.least <= one.high * SLACK


def _conflict(claim: Dose, other: Dose, what: str, *, is_above: bool = False) -> Conflict:
    return Conflict(other, f"The page says {words(claim)}; {what} {words(other)}.", is_above)
