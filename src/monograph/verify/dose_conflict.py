"""Whether a dose cannot hold beside those that a label gives: too much, too little, too often, another first dose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import structs

from monograph.claims.records import Dose
from monograph.verify.dose_pairs import is_passed, may_begin, pairs, same_times, told_once
from monograph.verify.dose_scope import LabelDose, bounds, group, has_bounds
from monograph.verify.quantity import (
    LIMITS,
    SLACK,
    Range,
    amounts,
    common_measure,
    dimension,
    is_less,
    is_more,
    measured,
    near,
    times,
    words,
)

_GROSSLY_ABOVE = 4
"""How many times above everything that the label gives to anybody no doubt about scope can explain."""
_GROSSLY_BELOW = 40
_BEYOND_USUAL = 1.5
"""How many times above all that a label gives, but no limit of it, a limit must lie."""
_IN_CYCLES = re.compile(r"\bcycle|\bdays? \d|\bweeks? \d")
_COUNTED = frozenset({"application", "drop"})
_FIRST = ("starting", "loading")
_FAR = 1.9
"""How many times above the first doses of a label the upper end of a range must lie that begins among them."""
_MARGIN = 1.05
_NOT_OF_ALL = re.compile(
    r"initial|start|first|single|per dose|with \w+ inhibit|concomitant|co-?admin|monotherapy|increment"
)
"""Words of a maximum that is not of every dose."""
_UNITS = (1000.0, 0.001)
"""By what factors amounts differ whose unit is another."""
_POINTS = (10.0, 0.1)
_OFTEN = 4.0
"""How many times a day a dose may be given at most where the label nowhere says how often."""


class Conflict(NamedTuple):
    """A label's dose beside which the claim cannot hold, and why in a sentence."""

    dose: Dose
    why: str
    is_above: bool = False


class Side(NamedTuple):
    """A label's doses in the claim's measure: those for the same persons and use, and all; and what it says of them.

    ``said`` is how often a day anything is done in the label, ``titrates`` whether it speaks of raising doses. A
    leaflet for patients leaves to the prescriber what is not usual. Drops of ``many_strengths`` tell little.
    """

    theirs: list[LabelDose]
    alike: list[LabelDose]
    said: list[Range]
    titrates: bool
    is_leaflet: bool
    many_strengths: bool

    def is_counted(self, claim: Dose) -> bool:
        """Whether a dose is in a unit of which a page may mean another strength than the label."""
        return self.many_strengths and claim.unit in _COUNTED

    def to_whom(self, claim: Dose) -> list[LabelDose]:
        """The doses of whomever, or of the claim's persons only where the label tells theirs by the same measure."""
        own = bounds(claim).keys()
        told = any(other.population != "?" and not own.isdisjoint(bounds(other.dose)) for other in self.theirs)
        return self.theirs if told else self.alike

    @property
    def often(self) -> float:
        """How often a day at most a dose may be given that does not say it."""
        return max((max(often.high, 1.0) for often in self.said), default=_OFTEN)


def slip(claim: Dose, label: Side) -> Conflict | None:
    """A label's dose in another unit, or as often with its point moved, beyond all that the label gives anybody."""
    own = amounts(claim)
    given = [found for other in label.alike if (found := amounts(other.dose))]
    if (
        own is None
        or dimension(claim)[0] == "volume"
        or not all(own.least > found.high or own.high < found.least for found in given)
    ):
        return None
    for pair in pairs(claim, label.theirs):
        dose = pair.other.dose
        if (claim.role in LIMITS) != (dose.role in LIMITS) or not pair.theirs.high or "medicines" in dose.unread:
            continue
        by = pair.own.high / pair.theirs.high
        same = times(dose) == times(claim) and claim.basis == dose.basis
        points = _POINTS if times(claim) else _POINTS[:1]  # a tenth of what is said of no time may be a part
        if (by in _UNITS or (same and by in points)) and near(pair.own.least, pair.theirs.least * by):
            return _conflict(claim, dose, "the label gives")
    return None


def gross(claim: Dose, label: Side) -> Conflict | None:
    """Many times above or below every amount of the label, whomever it is for."""
    doses = [other.dose for other in label.alike]
    if not _can_be_told(claim, doses):
        return None
    often = max(1.0, label.often / _GROSSLY_ABOVE)  # so many times more is more however often
    if all(is_more(claim, dose, often, _GROSSLY_ABOVE) for dose in doses):
        return _conflict(claim, _most(doses), "the most in the label is", is_above=True)
    if all(is_less(claim, dose, label.often, _GROSSLY_BELOW) for dose in doses):
        return _conflict(claim, _least(doses), "the least in the label is")
    return None


def above(claim: Dose, label: Side) -> Conflict | None:
    """More than all that the label gives the same persons for the same use, or persons that may be the same."""
    doses = [other.dose for other in label.theirs]
    if not any(_is_theirs(claim, other) for other in label.theirs) or not _can_be_told(claim, doses):
        return None
    roles = {dose.role for dose in doses}
    if label.is_leaflet and (roles <= set(_FIRST) or not any(measured(dose, "day") for dose in doses)):
        return None
    often = times(claim)
    if label.is_counted(claim) and often and any(often.least <= found.high for found in label.said):
        return None  # so often drops of some strength are given
    if (often is None or often.high < 1) and _IN_CYCLES.search(claim.quote) and _is_given(claim, label.theirs):
        return None  # it is the same dose, and days of cycles are told in many ways
    factor = 1.0
    if (claim.role in LIMITS or label.is_leaflet) and roles.isdisjoint(LIMITS):
        factor = _BEYOND_USUAL  # what the label usually gives is no limit
    starts_only = roles <= {*_FIRST, "repeat"} and (label.titrates or label.is_leaflet)
    leaves_open = label.is_leaflet and label.titrates and factor > 1 and claim.role != "usual"
    if claim.role not in _FIRST and (starts_only or leaves_open):
        factor = _GROSSLY_ABOVE  # the label says where to start, and leaves the end open
    given = _of_its_phase(claim, told_once(label.theirs))
    if all(is_more(claim, other.dose, label.often, factor) for other in given):
        return _conflict(claim, _most(doses), "the most that the label gives them is", is_above=True)
    return None


def _of_its_phase(claim: Dose, theirs: list[LabelDose]) -> list[LabelDose]:
    """For a standing dose the label's doses without those that are given before it, where it tells the two apart."""
    kept = any(other.dose.role == "maintenance" for other in theirs)
    return [other for other in theirs if not is_passed(claim, other.dose, kept)]


def below(claim: Dose, label: Side) -> Conflict | None:
    """Less than all that the label gives the same persons for the same use, and than it gives others."""
    doses = [other.dose for other in label.theirs if _has_least(other.dose)]
    if claim.role in (*LIMITS, "repeat") or label.is_counted(claim):
        return None
    if claim.amount_min is None:
        return None  # an upper end alone leaves open how much less it is
    if label.is_leaflet or _is_of_others(claim, label) or _is_given(claim, label.to_whom(claim)):
        return None
    if any(map(is_solid, doses)) and all(is_less(claim, dose, label.often) for dose in doses):
        return _conflict(claim, _least(doses), "the least that the label gives them is")
    return None


def lower_maximum(claim: Dose, label: Side) -> Conflict | None:
    """A maximum below every maximum that the label gives the same persons, and that it gives nobody as one."""
    if claim.role != "maximum" or _is_of_others(claim, label):
        return None
    limits = (other for other in label.theirs if other.dose.role in LIMITS and not has_bounds(other.dose))
    stated = [other for other in limits if common_measure(claim, other.dose)]
    if any(_NOT_OF_ALL.search(dose.quote.lower()) for dose in (claim, *(other.dose for other in stated))):
        return None
    sure = [other.dose for other in stated if _is_theirs(claim, other)]
    tops = [other for other in label.alike if other.raised or other.dose.role in LIMITS or _is_range(other.dose)]
    if not sure or any(_is_one(claim, other.dose) for other in tops):
        return None
    if not all(_is_below_top(claim, other.dose) for other in stated):
        return None
    why = f"The page says at most {words(claim).removeprefix('up to ')}; the label allows {words(_most(sure))}."
    return Conflict(_most(sure), why)


def _is_below_top(claim: Dose, other: Dose) -> bool:
    measure = common_measure(claim, other)
    own, theirs = (measured(claim, measure), measured(other, measure)) if measure else (None, None)
    return own is not None and theirs is not None and own.high * SLACK < theirs.high


def _is_range(dose: Dose) -> bool:
    return dose.amount_min is not None and dose.amount_min != dose.amount_max


def other_start(claim: Dose, label: Side) -> Conflict | None:
    """A first dose that is not among the first doses of the label."""
    if claim.amount_min is None or _is_of_others(claim, label):
        return None
    if claim.role != "starting":
        return None
    starts = _starts(claim, label.theirs)
    if found := _begins_higher(claim, starts, label):
        return found
    if _is_a_start(claim, label.alike):
        return None
    sure = [other.dose for other in starts if other.population != "?"]
    if not sure or not all(
        is_more(claim, other.dose, label.often, _FAR) or _is_apart(claim, other.dose, label) for other in starts
    ):
        return None
    return _conflict(claim, _nearest(claim, sure), "to start with the label gives")


def _begins_higher(claim: Dose, starts: list[LabelDose], label: Side) -> Conflict | None:
    """A first dose that comes to more in a day than every first dose of the label, which tells that of each."""
    own = measured(claim, "day")
    sure = [other.dose for other in starts if other.population != "?"]
    firsts = [*starts, *(other for other in label.alike if other.dose.role in _FIRST)]
    given = [measured(other.dose, "day") for other in firsts]
    if own is None or not sure or not all(day and own.least > day.high * _MARGIN for day in given):
        return None
    return _conflict(claim, _nearest(claim, sure), "to start with the label gives")


def _starts(claim: Dose, theirs: list[LabelDose]) -> list[LabelDose]:
    """The label's first doses; where none is called so and the claim's amount is one to be reached, those before it."""
    starts = [other for other in theirs if other.dose.role == "starting"]
    begun = [other for other in theirs if may_begin(other)]
    reached = [other for other in theirs if not may_begin(other)]
    return starts or (begun if _is_given(claim, reached) and not _is_given(claim, begun) else [])


def other_frequency(claim: Dose, label: Side, *, is_exact: bool = False) -> Conflict | None:
    """The label's amount, or with ``is_exact`` just that, so many times a day as no dose of the label is given."""
    claimed, often = amounts(claim), times(claim)
    if claimed is None or often is None or label.is_counted(claim):
        return None
    if often.high < 1 or claim.basis in ("week", "month") or claim.population in ("neonate", "infant"):
        return None  # intervals of days and weeks differ by phase and product, those of the youngest by age in days
    same = [
        other
        for other in label.theirs
        if (given := amounts(other.dose)) and (given.within(claimed) or claimed.within(given))
        if other.dose.basis != "day" or times(other.dose) is not None
        if not is_exact or (near(given.high, claimed.high) and near(given.least, claimed.least))
    ]
    told = [other for other in same if times(other.dose) is not None]
    sure = [other.dose for other in told if _is_theirs(claim, other)]
    is_range = often.high != often.low
    if claim.role == "starting" and (label.titrates or is_range):  # what is usual may be begun with less often
        sure = [d for d in sure if d.role == "starting" or (given := times(d)) is None or often.least > given.high]
    if not sure or any(same_times(claim, other.dose) for other in told):
        return None
    if often.high <= 1 and len(told) < len(same):
        return None  # what does not say how often may be given once
    return _conflict(claim, sure[0], "the label gives")


def other_amount(claim: Dose, label: Side) -> Conflict | None:
    """An amount that the label gives nobody, where it gives fixed amounts."""
    if label.is_leaflet or claim.amount_min is None:
        return None
    sure = [other.dose for other in label.theirs if other.population != "?" and is_solid(other.dose)]
    if not sure or claim.role in (*LIMITS, "repeat", "loading"):
        return None
    if _is_given(claim, label.to_whom(claim)) or _is_of_others(claim, label):
        return None
    if not all(_is_apart(claim, other.dose, label) for other in label.theirs):
        return None
    return _conflict(claim, _nearest(claim, sure), "the label gives")


def _is_of_others(claim: Dose, label: Side) -> bool:
    """Whether the claim is for an age or weight, and none of the label's doses says for which it is."""
    return has_bounds(claim) and not any(has_bounds(other.dose) for other in label.theirs)


def _is_theirs(claim: Dose, other: LabelDose) -> bool:
    """Whether a label's dose is surely for the claim's persons, or said of them somewhere above it."""
    return other.population != "?" or (other.dose.population is not None and group(other.dose) == group(claim))


def _can_be_told(claim: Dose, doses: list[Dose]) -> bool:
    """Whether the label says of some dose what it comes to in a day, or at most, as far as the claim does."""
    often = times(claim)
    if measured(claim, "day") is None or (often is not None and often.high <= 1):
        return bool(doses)
    return any(measured(dose, "day") or dose.role in LIMITS or dose.per for dose in doses)


def _is_apart(claim: Dose, other: Dose, label: Side) -> bool:
    """Whether two doses share no amount: even the lower end of the one is more than the other, or the reverse."""
    lower = structs.replace(claim, amount_max=claim.amount_min) if claim.amount_min is not None else claim
    return is_more(lower, other, label.often) or (other.amount_min is not None and is_less(claim, other, label.often))


def _has_least(dose: Dose) -> bool:
    return dose.role not in LIMITS and dose.amount_min is not None


def is_solid(dose: Dose) -> bool:
    """Whether a label's dose says what it is of: how often, for a day, or at most."""
    return dose.basis in ("day", "dose") or dose.role in LIMITS or dose.per is not None or times(dose) is not None


def _is_given(claim: Dose, alike: list[LabelDose]) -> bool:
    """Whether the label has this amount in some dose, for whomever and however often."""
    claimed = amounts(claim)
    given = [found for dose in alike if (found := amounts(dose.dose))]
    return claimed is not None and any(
        near(claimed.high, found.high) or near(claimed.high, found.least) for found in given
    )


def _is_a_start(claim: Dose, alike: list[LabelDose]) -> bool:
    """Whether the label may start with this amount, for whomever."""
    return _is_given(claim, [other for other in alike if other.dose.role in _FIRST])


def _is_one(claim: Dose, other: Dose) -> bool:
    """Whether two doses come to the same in a day, or where they do not tell it, are the same amounts."""
    measure = common_measure(claim, other)
    own = measured(claim, measure) if measure else amounts(claim)
    theirs = measured(other, measure) if measure else amounts(other)
    if own is None or theirs is None or not same_times(claim, other):
        return False
    return near(own.high, theirs.high) or near(own.high, theirs.least)


def _most(doses: Iterable[Dose]) -> Dose:
    """The largest; of several the one that is called the most, or says how often it is given."""
    return max(
        doses, key=lambda dose: ((amounts(dose) or Range(None, 0.0)).high, dose.role in LIMITS, times(dose) is not None)
    )


def _least(doses: Iterable[Dose]) -> Dose:
    return min(doses, key=lambda dose: (amounts(dose) or Range(None, 0.0)).least)


def _nearest(claim: Dose, doses: Iterable[Dose]) -> Dose:
    """The dose for persons of whom the same is measured, and of those the one nearest in amount."""
    own = (amounts(claim) or Range(None, 0.0)).high * SLACK
    told = bounds(claim).keys()
    return min(
        doses,
        key=lambda dose: (told.isdisjoint(bounds(dose)), abs((amounts(dose) or Range(None, 0.0)).high - own)),
    )


def _conflict(claim: Dose, other: Dose, what: str, *, is_above: bool = False) -> Conflict:
    return Conflict(other, f"The page says {words(claim)}; {what} {words(other)}.", is_above)
