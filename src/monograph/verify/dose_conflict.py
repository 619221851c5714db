"""Whether a dose cannot hold beside those that a label gives: too much, too little, too often."""

from __future__ import annotations

from typing import NamedTuple

from monograph.claims.records import Dose
from monograph.verify.dose_pairs import LIMITS, Pair, near, never_so_often
from monograph.verify.dose_scope import LabelDose
from monograph.verify.quantity import SLACK, amounts, measured, times, words

_GROSSLY_ABOVE = 4
"""How many times above everything that the label gives to anybody no doubt about scope can explain."""
_GROSSLY_BELOW = 40
_FAR_BELOW = 5
_TO_THEM = "that the label gives them"
_IN_LABEL = "in the label"
_COUNTED = frozenset({"application", "drop"})
"""Units of which less than the label says is not too little: a page may mean another strength."""


class Conflict(NamedTuple):
    """A label's dose beside which the claim cannot hold, and why in a sentence."""

    dose: Dose
    why: str


def gross_conflict(claim: Dose, everywhere: list[Pair], alike: list[LabelDose]) -> Conflict | None:
    """Many times above or below every amount of the label, whomever it is for."""
    claimed = amounts(claim)
    if not everywhere or claimed is None:
        return None
    top = max(everywhere, key=lambda pair: pair.theirs.high)
    most = max(given.high for dose in alike if (given := amounts(dose.dose)))
    if all(pair.own.high > pair.theirs.high * _GROSSLY_ABOVE for pair in everywhere) and claimed.high > most:
        return _conflict(claim, top.other.dose, f"the most {_IN_LABEL} is")
    least = min(everywhere, key=lambda pair: pair.theirs.least)
    if all(pair.own.high * _GROSSLY_BELOW < pair.theirs.least for pair in everywhere):
        return _conflict(claim, least.other.dose, f"the least {_IN_LABEL} is")
    return None


def excess(claim: Dose, compared: list[Pair], everywhere: list[Pair], alike: list[LabelDose]) -> Conflict | None:
    """Above every amount of the label, or above all that it gives the same persons and not what it gives others."""
    if claim.role == "loading" or _may_be_another(claim, everywhere, alike) or not compared:
        return None
    for group, where in ((everywhere, _IN_LABEL), (compared, _TO_THEM)):
        sure = [pair for pair in group if _is_sure(claim, pair)]
        if where == _TO_THEM and (_is_anyones(everywhere) or not _is_said(compared)):
            return None
        if sure and all(pair.own.high > pair.theirs.high * SLACK for pair in group):
            top = max(sure, key=lambda pair: pair.theirs.high)
            return _conflict(claim, top.other.dose, f"the most {where} is")
    return None


def shortfall(claim: Dose, compared: list[Pair], everywhere: list[Pair]) -> Conflict | None:
    """Below all that the label gives the same persons."""
    if claim.role in (*LIMITS, "repeat") or claim.unit in _COUNTED or _is_anyones(everywhere) or not _is_said(compared):
        return None
    sure = [pair for pair in compared if _is_sure(claim, pair) and pair.theirs.low is not None]
    if sure and all(pair.own.high * SLACK < pair.theirs.least for pair in compared):
        if any(pair.theirs.low is None for pair in compared) and sure[0].own.high * _FAR_BELOW > sure[0].theirs.least:
            return None  # only the upper end of some range is known
        least = min(sure, key=lambda pair: pair.theirs.least)
        return _conflict(claim, least.other.dose, f"the least {_TO_THEM} is")
    return None


def other_frequency(claim: Dose, compared: list[Pair]) -> Conflict | None:
    """The label's amount, so many times a day as no dose of the label is given."""
    claimed = amounts(claim)
    if claimed is None or not never_so_often(claim, compared):
        return None
    daily = [pair for pair in compared if pair.measure == "day" and times(pair.other.dose) is None]
    if any(pair.own.within(pair.theirs) for pair in daily):
        return None  # the label leaves open how the day's amount is divided
    same = [
        pair.other.dose
        for pair in compared
        if (given := amounts(pair.other.dose))
        and near(given.high, claimed.high)
        and near(given.least, claimed.least)
        and pair.other.population != "?"
        and pair.other.dose.role != "maintenance"
    ]
    same.sort(key=lambda dose: times(dose) is None)
    return _conflict(claim, same[0], "the label gives") if same else None


def _may_be_another(claim: Dose, everywhere: list[Pair], alike: list[LabelDose]) -> bool:
    """Whether the label gives as much in a measure that the claim does not have, so that it may mean this."""
    compared = {id(pair.other.dose) for pair in everywhere}
    own = measured(claim, "day") or amounts(claim)
    rest = [given for dose in alike if id(dose.dose) not in compared and (given := amounts(dose.dose))]
    return own is not None and any(given.high * SLACK >= own.high for given in rest)


def _is_anyones(everywhere: list[Pair]) -> bool:
    """Whether the label gives just this amount to somebody: the persons may have been read wrongly."""
    return any(near(pair.own.high, pair.theirs.high) or near(pair.own.high, pair.theirs.least) for pair in everywhere)


def _is_said(compared: list[Pair]) -> bool:
    """Whether of some of the doses it is sure that they are for the same persons."""
    return any(pair.other.population != "?" for pair in compared)


def _is_sure(claim: Dose, pair: Pair) -> bool:
    """Whether it is said of both doses what they are of, or they are so far apart that it does not matter."""
    if "unclear" not in (claim.basis, pair.other.dose.basis):
        return True
    return pair.own.high > pair.theirs.high * _GROSSLY_ABOVE or pair.own.high * _FAR_BELOW < pair.theirs.least


def _conflict(claim: Dose, other: Dose, what: str) -> Conflict:
    return Conflict(other, f"The page says {words(claim)}; {what} {words(other)}.")
