"""A dose of a monograph held against the doses of a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monograph.claims.records import Dose
from monograph.library.model import Entry
from monograph.text.model import Span
from monograph.verify.dose_doubts import has_route, is_doubtful, is_other_form, is_unread
from monograph.verify.dose_scope import LabelDose, comparable, group, in_scope, label_doses
from monograph.verify.quantity import SLACK, Measure, Range, amounts, common_measure, measured, times, words
from monograph.verify.read_label import WARNINGS, ReadLabel
from monograph.verify.verdict import Opinion

_LIMITS = ("maximum", "unsafe-above")
_NOT_HELD = ("overdose",)
_TO_THEM = "that the label gives them"
_FAR_BELOW = 5
"""How many times smaller than all of a label's amounts a dose must be to contradict doses for other persons."""
_UNESTABLISHED = re.compile(
    r"safety and effectiveness[^.]{0,60} in (?:pediatric patients|children|the pediatric population)[^.]{0,30}"
    r" not been established(?!,? (?:in|for|below|under))"
)
_OF_CHILDREN = re.compile(r"pediatric|children|adolescent|years of age")


class _Compared(NamedTuple):
    """A label's dose beside the claim, in the measure that both have."""

    other: LabelDose
    measure: Measure
    own: Range
    theirs: Range


class _Against(NamedTuple):
    """A label's dose that cannot hold beside the claim, and why."""

    dose: Dose
    why: str


def judge_dose(claim: Dose, entry: Entry, label: ReadLabel) -> Opinion:
    """What a label says of a dose."""
    if claim.role in _NOT_HELD or amounts(claim) is None or "frequency" in claim.unread:
        return _not_comparable("The dose was not read whole, or is none that a label could give.")
    if not label.doses:
        return _not_comparable("No dose could be read in the label.")
    if not has_route(claim, label):
        return _not_comparable(f"The label is for {' or '.join(label.label.routes)} use, not {claim.route}.")
    alike = [dose for dose in _all(label) if comparable(claim, dose.dose)]
    compared = list(_compare(claim, [dose for dose in alike if in_scope(claim, dose)]))
    if claim.role == "unsafe-above":
        return _unsafe_above(claim, compared, label)
    if found := _supporting(claim, compared):
        return Opinion("supported", f"The label gives {words(found.dose)}.", label.quote(_span(found.dose)))
    if is_other_form(claim, entry, label):
        return _not_comparable("The page and the label speak of forms that release the substance differently.")
    if is_doubtful(claim, entry, label):
        return _not_comparable("The label does not give this dose, and may speak of another use or form.")
    found_against = _excluding(claim, alike, compared, entry)
    if found_against and "bedtime" not in found_against.dose.quote and not is_unread(claim, label):
        return Opinion("contradicted", found_against.why, label.quote(_span(found_against.dose)))
    return _adult_dose_for_child(claim, alike, label) or _undecided(claim, compared)


def _excluding(claim: Dose, alike: list[LabelDose], compared: list[_Compared], entry: Entry) -> _Against | None:
    """The label's dose beside which the claim cannot hold."""
    everywhere = list(_compare(claim, alike))
    claimed = amounts(claim)
    known = {id(pair.other.dose) for pair in everywhere}
    for dose in alike:
        given = amounts(dose.dose)
        if id(dose.dose) not in known and given and claimed and given.high * SLACK >= claimed.high:
            return None  # it may be this one, said for another span of time
    against = _beyond(claim, everywhere, "in the label") if compared or _is_far(claim, everywhere) else None
    return against or _beyond_scope(claim, compared, everywhere, entry) or _other_frequency(claim, compared, entry)


def _is_far(claim: Dose, compared: list[_Compared]) -> bool:
    """Whether a dose is so far above all others that whom they are for does not matter."""
    return all(pair.own.high > pair.theirs.high * _FAR_BELOW for pair in compared)


def _all(label: ReadLabel) -> list[LabelDose]:
    return label_doses(label.text, label.doses)


def _compare(claim: Dose, doses: Iterable[LabelDose]) -> Iterator[_Compared]:
    for dose in doses:
        if dose.dose.role in _NOT_HELD or amounts(dose.dose) is None:
            continue
        measure = common_measure(claim, dose.dose)
        if measure is not None:
            own, theirs = measured(claim, measure), measured(dose.dose, measure)
        else:
            own, theirs = _loosely(claim, dose.dose)
            measure = "dose"
        if own is not None and theirs is not None:
            yield _Compared(dose, measure, own, theirs)


def _loosely(claim: Dose, other: Dose) -> tuple[Range | None, Range | None]:
    """The amounts as written, where one of the two does not say of what they are ("5 mg")."""
    if "unclear" in (claim.basis, other.basis) and {claim.basis, other.basis} <= {"unclear", "dose", "day"}:
        return amounts(claim), amounts(other)
    return None, None


def _supporting(claim: Dose, compared: list[_Compared]) -> LabelDose | None:
    """The label's dose that states the claim, or a range that contains it; or two whose amounts are its ends."""
    for pair in sorted(compared, key=lambda pair: pair.other.dose.role != claim.role):
        if _states(claim, pair):
            return pair.other
    fitting = [pair for pair in compared if _same_times(claim, pair.other.dose) and claim.role not in _LIMITS]
    lows = [pair for pair in fitting if pair.own.low is not None and _near(pair.own.low, pair.theirs.least)]
    highs = [pair for pair in fitting if _near(pair.own.high, pair.theirs.high)]
    return highs[0].other if lows and highs else None


def _states(claim: Dose, pair: _Compared) -> bool:
    other = pair.other.dose
    if claim.role in _LIMITS:
        top = _near(pair.own.high, pair.theirs.high)
        return top and (other.role in (*_LIMITS, claim.role) or pair.other.population != "?")
    if other.role == "maximum" and other.amount_min is None:
        return _near(pair.own.high, pair.theirs.high) and pair.own.low in (None, pair.own.high)
    if not pair.own.within(pair.theirs):
        return False
    return _same_times(claim, other) or pair.measure == "day"


def _same_times(claim: Dose, other: Dose) -> bool:
    own, theirs = times(claim), times(other)
    return own is None or theirs is None or own.within(theirs) or _near(own.high, theirs.high)


def _unsafe_above(claim: Dose, compared: list[_Compared], label: ReadLabel) -> Opinion:
    """ "More than 14 g a day is unsafe" cannot hold where the label gives more."""
    more = [pair for pair in compared if pair.measure == "day" and pair.theirs.high > pair.own.high * SLACK]
    if more:
        most = max(more, key=lambda pair: pair.theirs.high).other.dose
        why = f"The page calls more than {words(claim)} unsafe; the label gives {words(most)}."
        return Opinion("contradicted", why, label.quote(_span(most)))
    if found := _supporting(claim, compared):
        return Opinion("supported", f"The label's limit is {words(found.dose)}.", label.quote(_span(found.dose)))
    return _undecided(claim, compared)


def _beyond(claim: Dose, compared: list[_Compared], where: str) -> _Against | None:
    """Above every amount; or below every one, far where the claim is for whomever."""
    sure = [pair for pair in compared if _is_sure(claim, pair)]
    if not sure or claim.role == "loading":
        return None
    top = max(sure, key=lambda pair: pair.theirs.high)
    if all(pair.own.high > pair.theirs.high * SLACK for pair in compared):
        return _against(claim, top.other.dose, f"the most {where} is")
    lows = [pair for pair in sure if pair.theirs.low is not None]
    if (
        claim.role in _LIMITS
        or claim.unit in ("application", "drop")
        or not lows
        or any(pair.theirs.low is None for pair in compared)
    ):
        return None
    far = 1 / SLACK if where == _TO_THEM else _FAR_BELOW
    if all(pair.own.high * far < pair.theirs.least for pair in compared):
        least = min(lows, key=lambda pair: pair.theirs.least)
        return _against(claim, least.other.dose, f"the least {where} is")
    return None


def _is_sure(claim: Dose, pair: _Compared) -> bool:
    """Whether a label's dose is read well enough to exclude another: what it is of is said, or the two are far apart."""
    if "unclear" not in (claim.basis, pair.other.dose.basis):
        return True
    return pair.own.high > pair.theirs.high * _FAR_BELOW or pair.own.high * _FAR_BELOW < pair.theirs.least


def _beyond_scope(claim: Dose, compared: list[_Compared], everywhere: list[_Compared], entry: Entry) -> _Against | None:
    """Above or below all that the label gives the same persons, and given by the label to nobody."""
    if len(entry.identity.components) > 1 or group(claim) not in ("adult", "child") or claim.role == "repeat":
        return None
    if not any(pair.other.population != "?" for pair in compared):
        return None
    if any(_near(pair.own.high, pair.theirs.high) or _near(pair.own.high, pair.theirs.least) for pair in everywhere):
        return None
    return _beyond(claim, compared, _TO_THEM)


def _other_frequency(claim: Dose, compared: list[_Compared], entry: Entry) -> _Against | None:
    """The label's amount, so many times a day as no dose of the label is given."""
    own, claimed = times(claim), amounts(claim)
    single = len(entry.identity.components) == 1 and group(claim) in ("adult", "child")
    if own is None or claimed is None or claim.basis != "dose" or not single:
        return None
    known = [(pair, theirs) for pair in compared if (theirs := times(pair.other.dose)) is not None]
    if any(own.least <= theirs.high and theirs.least <= own.high for _, theirs in known):
        return None
    same = [
        pair
        for pair, _ in known
        if amounts(pair.other.dose) == claimed
        and pair.other.population != "?"
        and pair.other.dose.role != "maintenance"
    ]
    if not same or any(pair.own.within(pair.theirs) for pair in compared if pair.measure == "day"):
        return None
    return _against(claim, same[0].other.dose, "the label gives")


def _adult_dose_for_child(claim: Dose, alike: list[LabelDose], label: ReadLabel) -> Opinion | None:
    """A label's adult dose that the page gives children, where the label says outright that it has none for them."""
    if group(claim) != "child" or (claim.age_min is not None and claim.age_min >= 12):
        return None
    folded = label.text.folded
    said = next((f for s in label.spans(*WARNINGS) if (f := _UNESTABLISHED.search(folded, s.start, s.end))), None)
    if said is None or any(_OF_CHILDREN.search(folded, s.start, s.end) for s in label.spans("dosage", "usage")):
        return None
    adult = [dose for dose in alike if dose.population in (None, "adult")]
    same = _supporting(claim, list(_compare(claim, adult)))
    if same is None or claim.basis == "unclear":
        return None
    why = f"The label gives {words(same.dose)} to adults; for children it has no established dose."
    return Opinion("contradicted", why, label.quote(Span(*said.span())))


def _undecided(claim: Dose, compared: list[_Compared]) -> Opinion:
    if not compared:
        return _not_comparable("The label gives no dose for these persons in this unit.")
    nearest = min(compared, key=lambda pair: abs(pair.theirs.high - pair.own.high)).other.dose
    return Opinion("not-found", f"The label does not give this dose; nearest is {words(nearest)}.")


def _against(claim: Dose, other: Dose, what: str) -> _Against:
    return _Against(other, f"The page says {words(claim)}; {what} {words(other)}.")


def _not_comparable(why: str) -> Opinion:
    return Opinion("not-comparable", why)


def _span(dose: Dose) -> Span:
    return Span(dose.start, dose.end)


def _near(one: float, other: float) -> bool:
    return one <= other * SLACK and other <= one * SLACK
