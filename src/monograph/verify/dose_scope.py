"""For whom, how and for what the doses of a label are, as far as its text can be trusted to say so.

The text of many labels is flattened, so that a population said of one dose seems to hold for those after it. What is
not said in a dose's own sentence or heading is therefore taken as not known: such a dose may support a claim, and it
widens the range that a claim must leave to contradict the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from monograph.claims.records import Band, Dose
from monograph.names.mentions import find_medicines
from monograph.names.units import unit
from monograph.text.model import Monograph, Span
from monograph.verify.quantity import LIMITS, dimension

CHILDREN = frozenset({"child", "adolescent", "infant", "neonate"})
SPECIAL = frozenset({"elderly", "renal impairment", "hepatic impairment", "pregnancy"})
ON_SKIN = frozenset({"topical", "transdermal"})
"""Two names for how a patch is given."""
ADULT_AGE = 12.0
LIGHT = 45.0
"""Weight in kg that adults have, where nothing else is said of it."""
_OFTEN = re.compile(r"[^.;|]{0,25}?\b(once|twice|two times|three times|four times) (?:a )?(?:daily|day)\b")
_LESS = re.compile(r"(?<!no )(?<!not )(?:less than |below |in excess of |more than |greater than )")
_EXCRETED = re.compile(r"(?:proteinuria|urin\w* protein|protein in (?:the )?urine)[^.]*$")
_BY_SURFACE = re.compile(r" ?(?:/|per) ?(?:m|kg)\b")
_FOR_EACH_KG = re.compile(r"[^.;\d]{0,40}\bfor (?:every|each) (?:1 )?(?:kg|kilogram)\b")
_TIMES = {"once": 1.0, "twice": 2.0, "two times": 2.0, "three times": 3.0, "four times": 4.0}
_BOTH_HALVES = re.compile(r"\bmorning\b[^.;]{0,60}?\b(?:again|then)\b[^.;]{0,60}?\b(?:evening|night|bedtime)\b")
"""Words of a dose that is given again in the other half of the day."""
_EQUIVALENT = re.compile(
    r"\w*(?: \w+)? ?\((?:equivalent to |equal to |total(?: of)? )?(\d[\d,]*(?:\.\d+)?)"
    r"(?: ?(?:-|to) ?(\d[\d,]*(?:\.\d+)?))? ?(mg|mcg|g|ml|units|mmol|meq|tablet|capsule|sachet|packet)s?(/kg)?\)"
)
_WITH_OTHERS = re.compile(r"inhibitors?\b|inducers?\b|co-?administ|concomitant|poor metaboli[sz]er|when used with")
"""Words of doses beside other medicines, which tell nothing of those that are taken alone."""
_RAISED = re.compile(r"increas|titrat|\brais|escalat")
_LATER = re.compile(r"\bthen\b|follow|\bafter\b|thereafter|\bup to\b|maintenance|\bbenefit\b|subsequent|target")
"""Words before a dose that is not the first."""
_DEGREES = frozenset({"renal impairment", "hepatic impairment"})
"""Bands that are said in words, of which two texts seldom draw the same lines."""
WELL = 90.0
"""Clearance in mL/min that most people have."""
_FAR = 120
"""Letters after which a population said in a flattened sentence is not sure to hold any more."""


class LabelDose(NamedTuple):
    """A dose of a label; ``population`` is None where none is said, "?" where one was only carried over.

    ``later`` tells of words before it by which it is one that others come before ("followed by"), ``raised`` of words
    by which less was given before ("increase to").
    """

    dose: Dose
    population: str | None
    later: bool = False
    raised: bool = False


def label_doses(text: Monograph, doses: list[Dose]) -> list[LabelDose]:
    """The doses of a label with the population that each is surely for.

    A table says "25 mg twice daily (50 mg per day)": where a total of the day was read of an amount that a frequency
    follows, the amount counts as a single dose as well.
    """
    found = []
    for dose in doses:
        if not is_given(text, dose):
            continue
        if (
            dose.per is None
            and "amount" in dose.grounds
            and _FOR_EACH_KG.match(text.folded, dose.grounds["amount"].end)
        ):
            dose = msgspec.structs.replace(dose, per="kg")  # "40 IU per injection for every 1 kg"
        if dose.times_per_day_max == 1 and _is_of_half_a_day(text, dose):
            dose = msgspec.structs.replace(dose, basis="unclear", times_per_day_min=None, times_per_day_max=None)
        population = _population(text, dose)
        found.append(_with_words_before(text, LabelDose(dose, population)))
        found += [found[-1]._replace(dose=other) for other in _in_other_units(text, dose)]
        often = _OFTEN.match(text.folded, dose.grounds["amount"].end) if "amount" in dose.grounds else None
        if often and dose.basis == "day" and dose.times_per_day_max is None:
            times = _TIMES[often[1]]
            single = msgspec.structs.replace(dose, basis="dose", times_per_day_min=times, times_per_day_max=times)
            found.append(found[-1]._replace(dose=single))
    return found


def _is_of_half_a_day(text: Monograph, dose: Dose) -> bool:
    """Whether a dose in the morning is given again in the evening: how often that is, neither tells by itself."""
    near = _BOTH_HALVES.search(text.folded, max(0, dose.start - _FAR), dose.end + _FAR)
    return near is not None and near.start() < dose.end and dose.start < near.end()


def _with_words_before(text: Monograph, other: LabelDose) -> LabelDose:
    """A dose with what the words of its sentence before it tell: that it is raised to, or given after others."""
    dose = other.dose
    if dose.role in ("starting", "loading"):
        return other
    at = dose.grounds["amount"].start if "amount" in dose.grounds else dose.start
    floor = max(0, at - _FAR)
    before = text.folded[max(floor, *(text.folded.rfind(end, floor, at) for end in (". ", "\n", "|"))) : at]
    raised = _RAISED.search(before) is not None
    return other._replace(later=raised or _LATER.search(before) is not None, raised=raised)


def _in_other_units(text: Monograph, dose: Dose) -> Iterator[Dose]:
    """The same dose by what stands in parentheses behind its amount: one teaspoonful (5 mL), two tablets (300 mg)."""
    amount = dose.grounds.get("amount")
    same = _EQUIVALENT.match(text.folded, amount.end) if amount else None
    known, other = unit(dose.unit), unit(same[3]) if same else None
    if same is None or other is None or (known and known.dimension == other.dimension):
        return
    if (same[4] is not None) != (dose.per == "kg"):
        return
    low, high = float(same[1].replace(",", "")), float((same[2] or same[1]).replace(",", ""))
    yield msgspec.structs.replace(
        dose, amount_min=None if dose.amount_min is None else low, amount_max=high, unit=other.name
    )


def is_given(text: Monograph, dose: Dose) -> bool:
    """Whether an amount is one to take.

    None is the protein in a day's urine, the bound of "doses less than 100 mg", the 350 mg of "350 mg/m 2", as
    flattened text writes it, nor the variant "1639G>A" of a gene.
    """
    amount = dose.grounds.get("amount")
    if amount is None:
        return True
    if text.folded.startswith(">", amount.end):
        return False
    if _EXCRETED.search(text.folded, max(0, amount.start - _FAR), amount.start):
        return False
    if dose.role not in LIMITS and _LESS.search(text.folded, max(0, amount.start - 16), amount.start):
        return False
    return dose.per is not None or not _BY_SURFACE.match(text.folded, amount.end)


def names_another(folded: str, own: set[str]) -> bool:
    """Whether a clause names another medicine, and not the one that it should be about."""
    named = {part for found in find_medicines(folded) for part in found.value.split(" + ")}
    return bool(named) and named.isdisjoint(own)


def group(dose: Dose) -> str:
    """The group of persons that a claim's dose is for: "adult", "child" or a special population."""
    if dose.population in CHILDREN:
        return "child"
    if dose.population in SPECIAL and not _is_healthy(dose):
        return dose.population or ""
    if dose.population is None and dose.age_max is not None and dose.age_max < ADULT_AGE:
        return "child"
    return "adult"


def _is_healthy(dose: Dose) -> bool:
    """Whether those whose kidneys are weak are all whose clearance is above some value: the most of them are well."""
    band = dose.bands.get("creatinine clearance")
    if dose.population != "renal impairment" or band is None or band.high is not None:
        return False
    return band.low is not None and band.low <= WELL


def in_scope(claim: Dose, other: LabelDose) -> bool:
    """Whether a label's dose speaks of the persons that a claim is about, or may do so."""
    own, theirs = group(claim), _group_of(other)
    if not _overlap(claim, other.dose):
        return False
    if own == "adult" and is_small(claim, other.dose):
        return False
    if other.population == "?":
        return {own, group(other.dose)} != {"adult", "child"}
    if own == "adult":
        grown = claim.population is None and other.dose.age_min is not None and other.dose.age_min >= ADULT_AGE
        return theirs == "adult" or (theirs == "child" and grown)
    if own == "child":
        grown = claim.age_min is not None and claim.age_min >= ADULT_AGE
        return theirs == "child" or (theirs == "adult" and (grown or _is_by_weight(other) or _begins_young(other)))
    return theirs == own


def is_small(claim: Dose, other: Dose) -> bool:
    """Whether a dose is for persons so light or so young as adults are not, if nothing else is said of the claim's."""
    own, theirs = bounds(claim), bounds(other)
    return other.population not in ("adult", "elderly") and any(
        key not in own and key in theirs and theirs[key].high is not None and (theirs[key].high or 0.0) <= most
        for key, most in (("weight", LIGHT), ("age", ADULT_AGE))
    )


def is_for_minors(claim: Dose, other: LabelDose) -> bool:
    """Whether a label's dose is surely for children only."""
    return (group(other.dose) == "child" and other.population != "?") or is_small(claim, other.dose)


def _is_by_weight(other: LabelDose) -> bool:
    """Whether a label tells of the persons of a dose nothing but their weight."""
    return other.population is None and (other.dose.weight_min is not None or other.dose.weight_max is not None)


def _begins_young(other: LabelDose) -> bool:
    """Whether a label tells of the persons of a dose an age only, from which on some are children."""
    return other.population is None and other.dose.age_min is not None and other.dose.age_min < ADULT_AGE


def has_bounds(dose: Dose) -> bool:
    """Whether a dose is for persons of some age, weight, body surface or strength of an organ."""
    return bool(bounds(dose))


def bounds(dose: Dose) -> dict[str, Band]:
    """The ages, weights and other measures of the persons that a dose is for, by what is measured."""
    found = dict(dose.bands)
    if dose.age_min is not None or dose.age_max is not None:
        found["age"] = Band(dose.age_min, dose.age_max)
    if dose.weight_min is not None or dose.weight_max is not None:
        found["weight"] = Band(dose.weight_min, dose.weight_max)
    return found


def comparable(claim: Dose, other: Dose) -> bool:
    """Whether two doses measure the same and are given by the same route, as far as both say."""
    if dimension(claim) != dimension(other):
        return False
    routes = {claim.route, other.route}
    return len(routes) == 1 or routes <= ON_SKIN or not routes.isdisjoint({None, "other"})


def _group_of(other: LabelDose) -> str:
    if other.population is None:
        return group(other.dose)
    return "child" if other.population in CHILDREN else other.population


def _population(text: Monograph, dose: Dose) -> str | None:
    if "medicines" in dose.unread:
        return "?"
    if dose.population not in SPECIAL and _WITH_OTHERS.search(text.folded, dose.start, dose.end):
        return "?"
    if dose.population is None or _is_healthy(dose):
        return None
    said = dose.grounds.get("population")
    return dose.population if said is not None and _is_near(text, dose, said) else "?"


def _is_near(text: Monograph, dose: Dose, said: Span) -> bool:
    """Whether words belong to a dose: in its sentence, or in the label or heading of its block."""
    if dose.start - 4 <= said.start < dose.end:
        return True
    for section in text.sections:
        if not section.start <= dose.start < section.end:
            continue
        for block in section.blocks:
            if not block.start <= dose.start < block.end:
                continue
            if any(s.start <= said.start and dose.start < s.end and s.start <= dose.start for s in block.sentences):
                return dose.start - said.end < _FAR
            while True:
                if block.label and block.label.start <= said.start < block.label.end:
                    return True
                if block.under < 0:
                    return False
                block = section.blocks[block.under]
                if block.start <= said.start < block.end and block.end - block.start < 200:
                    return True
    return False


def _overlap(claim: Dose, other: Dose) -> bool:
    """Whether the persons of two doses may be the same by what is measured of them, as far as both say."""
    own, theirs = bounds(claim), bounds(other)
    return all(meet(*own[key], *theirs[key]) for key in own.keys() & theirs.keys() - _DEGREES)


def meet(low: float | None, high: float | None, other_low: float | None, other_high: float | None) -> bool:
    """Whether two ranges share more than an end; those without ends are taken to have none."""
    floor, ceiling = max(low or 0.0, other_low or 0.0), min(high or 1e9, other_high or 1e9)
    return floor < ceiling or (floor == ceiling and (low == high or other_low == other_high))
