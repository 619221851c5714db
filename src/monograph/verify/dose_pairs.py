"""A dose of a monograph beside each dose of a label, in the measure that both have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from monograph.claims.records import Dose
from monograph.verify.dose_scope import LabelDose
from monograph.verify.quantity import (
    LIMITS,
    SLACK,
    Measure,
    Range,
    amounts,
    common_measure,
    dimension,
    measured,
    near,
    times,
)

_STARTING = ("starting", "loading")
_OFTENER = 2
"""How many times as often as any dose of a label a dose must be that its totals of the day do not leave open."""
_BESIDE = 5
"""Letters between two doses of which one follows on the other."""
_INITIAL = re.compile(r"\b(?:initial|starting|start with)\b")
STUDIED = re.compile(
    r"(?:studies|trials) (?:have |has )?(?:also )?(?:used|tested|investigated|evaluated)"
    r"|in (?:clinical )?(?:studies|trials)"
    r"|(?:has|have) (?:also )?been (?:administered|given|used|studied|evaluated)"
    r"|efficacy (?:was|has been)|(?:was|were) (?:administered|studied|evaluated)"
)
"""Words of doses that somebody was given, which a label does not thereby recommend."""
_ASIDE = re.compile(STUDIED.pattern + r"|\binhibitors?\b|\binducers?\b|poor metaboli[sz]er|when used with")
"""Words of doses that a label does not give to everybody: those of a study, and those beside other medicines."""
NOT_HELD = ("overdose",)
"""Roles of amounts that nobody is meant to take."""


def told_once(doses: list[LabelDose]) -> list[LabelDose]:
    """A label's doses without those that do not say how often, where it gives the same amount and says so."""
    known = {
        (given, dimension(other.dose))
        for other in doses
        if times(other.dose) is not None and other.dose.basis == "dose"
        for given in (amounts(other.dose), measured(other.dose, "day"))
    }
    return [
        other
        for other in doses
        if not _is_bare(other.dose) or (amounts(other.dose), dimension(other.dose)) not in known
    ]


def _is_bare(dose: Dose) -> bool:
    """Whether an amount is said without a frequency, and neither as a limit nor as what is given once."""
    return times(dose) is None and dose.basis in ("dose", "unclear") and dose.role not in (*LIMITS, "loading")


class Pair(NamedTuple):
    """A label's dose beside a claim; ``own`` is the claim's amount and ``theirs`` the label's in the common measure."""

    other: LabelDose
    measure: Measure
    own: Range
    theirs: Range


def pairs(claim: Dose, doses: Iterable[LabelDose]) -> list[Pair]:
    """The label's doses beside a claim, in the measure that both have, or as written where they have none."""
    found = []
    for other in doses:
        if other.dose.role in NOT_HELD or amounts(other.dose) is None:
            continue
        measure = common_measure(claim, other.dose)
        own = measured(claim, measure) if measure else amounts(claim)
        theirs = measured(other.dose, measure) if measure else amounts(other.dose)
        if own is not None and theirs is not None:
            found.append(Pair(other, measure or "dose", own, theirs))
    return found


def supporting(claim: Dose, compared: list[Pair], said: list[Range]) -> LabelDose | None:
    """The label's dose that states the claim, or a range that contains it; or two whose amounts are its ends."""
    never = never_so_often(claim, compared, said)
    compared = _of_its_phase(claim, compared)
    if claim.role in LIMITS:
        compared = _limiting(compared)
    starts = _STARTING if _has_starts(claim, compared) else ()
    for pair in sorted(compared, key=lambda pair: (pair.other.dose.role != claim.role, times(pair.other.dose) is None)):
        if _states(claim, pair, never) and (not starts or pair.other.dose.role in starts or _is_same(pair)):
            return pair.other
    known = [pair for pair in compared if not never or times(pair.other.dose) is not None]
    fitting = [p for p in known if not starts and same_times(claim, p.other.dose) and claim.role not in LIMITS]
    lows = [pair for pair in fitting if pair.own.low is not None and _holds(pair.theirs, pair.own.low)]
    highs = [pair for pair in fitting if _holds(pair.theirs, pair.own.high)]
    if starts and (first := _first_range(claim, known)):
        return first
    return highs[0].other if lows and highs else None


def _of_its_phase(claim: Dose, compared: list[Pair]) -> list[Pair]:
    """The label's doses without those of another phase, of a study or beside other medicines, as far as it tells."""
    kept = any(pair.other.dose.role == "maintenance" for pair in compared)
    compared = [
        pair for pair in compared if not (never_with(claim, pair, compared) or is_passed(claim, pair.other.dose, kept))
    ]
    if claim.role not in LIMITS and not _ASIDE.search(claim.quote.lower()):
        compared = [pair for pair in compared if not _ASIDE.search(pair.other.dose.quote.lower())] or compared
    if claim.role == "starting" and claim.amount_min == claim.amount_max:  # a range may reach to what follows
        compared = [pair for pair in compared if may_begin(pair.other)] or compared
    return compared


def may_begin(other: LabelDose) -> bool:
    """Whether a label's dose may be the first: it is none that less was given before, nor an upper end."""
    return other.dose.role not in (*LIMITS, "maintenance") and not other.raised


def _holds(given: Range, amount: float) -> bool:
    return Range(amount, amount).within(given)


def at_both_ends(claim: Dose, compared: list[Pair], said: list[Range]) -> LabelDose | None:
    """The label's dose for the fewest of "once or twice daily", where it gives the dose for the most as well."""
    often = times(claim)
    if often is None or often.low == often.high or claim.basis != "dose":
        return None
    ends = [
        msgspec.structs.replace(claim, times_per_day_min=end, times_per_day_max=end)
        for end in (claim.times_per_day_min, claim.times_per_day_max)
    ]
    fewest, most = (supporting(end, pairs(end, [pair.other for pair in compared]), said) for end in ends)
    return fewest if most else None


def _limiting(compared: list[Pair]) -> list[Pair]:
    """The label's doses that may say how much is too much: its limits and the most that it gives, none of a study.

    Where it states no limit, the most that it raises the dose to in words is one.
    """
    given = [pair for pair in compared if not STUDIED.search(pair.other.dose.quote.lower())]
    stated = [pair for pair in given if pair.other.dose.role in LIMITS]
    raised = [] if stated else [pair for pair in given if pair.other.raised]
    return [*stated, *_highest(raised), *_highest(given)]


def _highest(given: list[Pair]) -> list[Pair]:
    return [
        pair
        for pair in given
        if near(pair.theirs.high, max(other.theirs.high for other in given if other.measure == pair.measure))
    ]


def _first_range(claim: Dose, known: list[Pair]) -> LabelDose | None:
    """The upper of two first doses that a label gives side by side ("25 mg or 50 mg is the initial dose")."""
    for upper in known:
        dose = upper.other.dose
        if not (dose.role in _STARTING or _INITIAL.search(dose.quote.lower())) or not near(
            upper.own.high, upper.theirs.high
        ):
            continue
        for lower in known:
            beside = 0 <= dose.start - lower.other.dose.end <= _BESIDE
            if beside and lower.own.low is not None and near(lower.own.low, lower.theirs.least):
                return upper.other
    return None


def _has_starts(claim: Dose, compared: list[Pair]) -> bool:
    """Whether the claim is a first dose, and the label says surely what the first dose is."""
    said = claim.grounds.get("role")
    return (
        said is not None
        and claim.start <= said.start < claim.end
        and claim.role == "starting"
        and any(pair.other.dose.role == "starting" and pair.other.population != "?" for pair in compared)
    )


def _is_same(pair: Pair) -> bool:
    """Whether a dose that is not for longer use has just the claim's amount: a label may start with it unsaid."""
    return pair.other.dose.role == "usual" and not pair.other.later and pair.own == pair.theirs


def same_times(claim: Dose, other: Dose) -> bool:
    """Whether two doses are given as often, as far as both say."""
    own, theirs = times(claim), times(other)
    return own is None or theirs is None or own.within(theirs) or (near(own.high, theirs.high))


def never_so_often(claim: Dose, compared: list[Pair], said: list[Range]) -> bool:
    """Whether the label says how often, and of no dose that it is nearly as often as the claim's.

    ``said`` is how often anything is done in the label: it counts where no dose of the label says how often it is.
    """
    own = times(claim)
    known = [often for pair in compared if (often := times(pair.other.dose)) is not None]
    if own is None or claim.basis != "dose":
        return False
    if not known:
        return bool(said) and own.least > 1 and not any(_meet(own, often) for often in said)
    fewest, most = min(often.least for often in known), max(often.high for often in known)
    unsaid = len(known) < len(compared)
    if any(_meet(own, often) for often in [*known, *(said if unsaid else ())]):
        return False
    return own.least >= most * _OFTENER or own.high * _OFTENER <= fewest or not _leaves_open(compared)


def never_with(claim: Dose, pair: Pair, compared: list[Pair]) -> bool:
    """Whether a dose does not say how often, and the label says of this amount only that it is not as often."""
    own, given = times(claim), amounts(pair.other.dose)
    if (
        own is None
        or own.least < 1
        or claim.basis != "dose"
        or given is None
        or pair.other.dose.basis == "day"
        or times(pair.other.dose) is not None
    ):
        return False
    known = [
        often
        for other in compared
        if (theirs := amounts(other.other.dose)) and near(theirs.high, given.high) and near(theirs.least, given.least)
        if (often := times(other.other.dose)) is not None
    ]
    return bool(known) and not own.within(Range(min(o.least for o in known), max(o.high for o in known)))


def _meet(one: Range, other: Range) -> bool:
    return one.least <= other.high * SLACK and other.least <= one.high * SLACK


def _leaves_open(compared: list[Pair]) -> bool:
    """Whether the label gives some dose as a total of the day, however it is divided."""
    return any(pair.measure == "day" and times(pair.other.dose) is None for pair in compared)


def _states(claim: Dose, pair: Pair, never: bool) -> bool:
    other = pair.other.dose
    if claim.role in LIMITS:
        return near(pair.own.high, pair.theirs.high) and not (never and times(other) is None and other.basis != "day")
    if other.role == "maximum" and other.amount_min is None:
        top = near(pair.own.high, pair.theirs.high) and pair.own.low in (None, pair.own.high)
        is_total = pair.measure == "day" and not claim.basis == other.basis == "dose"
        return top and (is_total or same_times(claim, other))
    if not pair.own.within(pair.theirs):
        return False
    if times(other) is None:
        return not never
    return same_times(claim, other) if claim.basis == other.basis == "dose" or pair.measure != "day" else True


def is_passed(claim: Dose, other: Dose, kept: bool) -> bool:
    """Whether a claim is a standing dose, and the label's one that is given once, or before that.

    ``kept`` tells whether the label says what is given from then on.
    """
    if claim.role in (*_STARTING, *LIMITS):
        return False
    if claim.role == "maintenance" and other.role == "loading":
        return True
    if times(other) is not None or other.basis == "day":
        return False
    often = times(claim)
    is_standing = claim.basis == "day" or (often is not None and often.high != 1)
    return (is_standing and other.role == "loading") or (
        kept and claim.role == "maintenance" and other.role in _STARTING
    )
