"""Doses of a schedule: the steps of a titration by day or week, and the days of a cycle.

A step of a page is held against the step of a label at the same time, days of a cycle against the same days: who gives
a label's third step on the first day gives an amount that the label has, and still another dose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from monograph.claims.records import Dose
from monograph.text.model import Block, Span
from monograph.verify.dose_conflict import Conflict
from monograph.verify.dose_scope import LabelDose, comparable
from monograph.verify.dose_use import may_be_other_use
from monograph.verify.quantity import amounts, common_measure, is_interval, measured, near, times, words
from monograph.verify.read_label import ReadLabel
from monograph.verify.read_page import ReadPage
from monograph.verify.setting import settings

_AMOUNT = r" ?(?:m?c?g|kg|ml|iu|units?|mmol|meq|tablets?|capsules?|drops?|puffs?)\b|\d|\.\d|,\d"
_RANGE = rf"(\d{{1,4}})(?!\d)(?: ?(?:-|to|through|until) ?(\d{{1,4}})(?!{_AMOUNT}))?"
_ONWARD = r"(,? ?(?:and )?(?:thereafter|onwards?|beyond|on\b|later|after)|\+)?"
_STEP = re.compile(rf"\b(day|week)s? {_RANGE}{_ONWARD}(?! ?[,/] ?\d)(?!,? and \d)")
_CELL = re.compile(rf"\W*(?:(day|week)s? )?{_RANGE}{_ONWARD}\W*")
"""A time in a cell: its unit may stand in the head."""
_UNIT = re.compile(r"\b(day|week)")
_CYCLE = re.compile(
    r"\bdays? ((?:\d|[-,&]| |to|through|and|or)+?) (?:of|in|every|\(?repeat(?:ed)? every|for) "
    r"(?:(?:a|each|every|the|an|repeated|treatment|induction|consolidation|continuous|consecutive) )*"
    r"(\d{1,4})[- ](day|week)"
)
_NAMED = re.compile(r"\b(day|week)s? (\d(?:\d|,? and |,? or |, | ?- ?| to | through )*)")
_DAYS = re.compile(r"(\d{1,4})(?: ?(?:-|to|through) ?(\d{1,4}))?")
_WEEK = 7
_OPEN = 10**6
_LAST = 400
"""A day or week beyond which no schedule goes."""
_FEWEST = 2
_SEVERAL = 3
"""Steps that make a schedule, in a page and in a label."""


class Step(NamedTuple):
    """From which day of a treatment to which."""

    first: int
    last: int


class Cycle(NamedTuple):
    """On which days something is given, and after how many it is repeated."""

    days: frozenset[int]
    length: int


def cycles(folded: str, span: Span) -> set[Cycle]:
    """The cycles that some words tell.

    >>> cycles("on days 1 and 8 of a 21-day cycle", Span(0, 33)) == {Cycle(frozenset({1, 8}), 21)}
    True
    """
    return {
        Cycle(_days(told[1]), int(told[2]) * (_WEEK if told[3] == "week" else 1))
        for told in _CYCLE.finditer(folded, *span)
    }


def named(folded: str, span: Span) -> frozenset[tuple[str, int]]:
    """All days and weeks that some words name.

    >>> sorted(named("weeks 0, 1 and 4", Span(0, 16)))
    [('week', 0), ('week', 1), ('week', 4)]
    """
    return frozenset((told[1], day) for told in _NAMED.finditer(folded, *span) for day in _days(told[2]))


def _days(told: str) -> frozenset[int]:
    return frozenset(
        day for one in _DAYS.finditer(told) for day in range(int(one[1]), min(int(one[2] or one[1]), _LAST) + 1)
    )


def step(folded: str, span: Span) -> Step | None:
    """The one time that some words tell, or None where they tell none, several or one of each cycle.

    >>> step("weeks 3 to 4: 50 mg", Span(0, 19)), step("50 mg from day 22 onwards", Span(0, 25))
    (Step(first=15, last=28), Step(first=22, last=1000000))
    """
    found = [] if folded.find("cycle", *span) >= 0 else list(_STEP.finditer(folded, *span))
    return _step(found[0][1], found[0]) if len(found) == 1 else None


def _step(unit: str, told: re.Match[str]) -> Step:
    first, last, onward = told.groups()[-3:]
    factor = _WEEK if unit == "week" else 1
    end = _OPEN if onward else int(last or first) * factor
    return Step((int(first) - 1) * factor + 1, end)


def leaves_cycle_open(claim: Dose, page: ReadPage, label: ReadLabel) -> bool:
    """Whether a claim tells its cycle, and the label none of any dose: what it supports is the amount alone."""
    told = cycles(page.text.folded, Span(claim.start, claim.end))
    return bool(told) and not any(cycles(label.text.folded, span) for span in label.spans("dosage"))


def other_time(claim: Dose, page: ReadPage, theirs: list[LabelDose], label: ReadLabel) -> Conflict | None:
    """The label's dose on the same days of another cycle, or another dose of it at the same time."""
    return _other_cycle(claim, page, theirs, label) or _other_step(claim, page, theirs, label)


def _other_cycle(claim: Dose, page: ReadPage, theirs: list[LabelDose], label: ReadLabel) -> Conflict | None:
    """The label's same amount on the same days of a cycle of another length only."""
    own = cycles(page.text.folded, Span(claim.start, claim.end))
    alike = (other.dose for other in theirs if _is_amount(claim, other.dose))
    given = [(dose, told) for dose in alike for told in _cycles(dose, label)] if own else []
    if len(own) != 1 or own & {told for _, told in given}:
        return None
    (cycle,) = own
    same = [(dose, told) for dose, told in given if told.days == cycle.days]
    if not same:
        return None
    dose, told = same[0]
    why = f"The page repeats {words(claim)} after {cycle.length} days; the label after {told.length}."
    return Conflict(dose, why)


def scheduled(claim: Dose, page: ReadPage, theirs: list[LabelDose], label: ReadLabel) -> LabelDose | None:
    """The label's dose of just this amount on the same days or weeks, whatever was read of how often these come."""
    own = named(page.text.folded, Span(claim.start, claim.end))
    if len(own) < _FEWEST or not is_interval(claim):
        return None
    for other in theirs:
        seldom = is_interval(other.dose) or times(other.dose) is None
        if seldom and _is_amount(claim, other.dose) and own <= named(label.text.folded, _sentence(other.dose, label)):
            return other
    return None


def _other_step(claim: Dose, page: ReadPage, theirs: list[LabelDose], label: ReadLabel) -> Conflict | None:
    """A label's step at the time of the claim's, where it gives nobody its amount then, and both tell several."""
    when = step(page.text.folded, Span(claim.start, claim.end))
    if when is None or not _tells_steps(label) or len(_steps_of(page)) < _FEWEST:
        return None
    if may_be_other_use(claim, page, label):
        return None
    then = [other.dose for other in theirs if _is_at(when, other.dose, label)]
    given = [other.dose for other in label.doses if comparable(claim, other.dose) and _is_at(when, other.dose, label)]
    if not then or any(_is_amount(claim, dose) or _is_as_much(claim, dose) for dose in given):
        return None
    return Conflict(then[0], f"The page says {words(claim)} at this time; the label gives {words(then[0])}.")


def _is_at(when: Step, dose: Dose, label: ReadLabel) -> bool:
    """Whether a label's dose is given on the first day of a time."""
    told = _steps(label).get(dose.start)
    return told is not None and told.first <= when.first <= told.last


def _is_amount(claim: Dose, other: Dose) -> bool:
    """Whether two doses have one amount; a total of the day is none of one dose."""
    own, theirs = amounts(claim), amounts(other)
    if own is None or theirs is None or {claim.basis, other.basis} == {"day", "dose"}:
        return False
    return near(own.high, theirs.high) and near(own.least, theirs.least)


def _is_as_much(claim: Dose, other: Dose) -> bool:
    measure = common_measure(claim, other)
    own, theirs = (measured(claim, measure), measured(other, measure)) if measure else (None, None)
    return own is not None and theirs is not None and own.within(theirs)


def _steps_of(page: ReadPage) -> set[Step]:
    """The times of a page's doses."""
    doses = (claim for claim in page.entry.claims if isinstance(claim, Dose))
    return {told for dose in doses if (told := step(page.text.folded, Span(dose.start, dose.end)))}


def _tells_steps(label: ReadLabel) -> bool:
    return len(set(_steps(label).values())) >= _SEVERAL


def _cycles(dose: Dose, label: ReadLabel) -> set[Cycle]:
    return cycles(label.text.folded, _sentence(dose, label))


def _sentence(dose: Dose, label: ReadLabel) -> Span:
    return settings(label.text, Span(dose.start, dose.end))[0]


@lru_cache(maxsize=32)
def _steps(label: ReadLabel) -> dict[int, Step]:
    """The times of a label's doses, by where these start."""
    return {other.dose.start: told for other in label.doses if (told := _step_of(other.dose, label))}


def _step_of(dose: Dose, label: ReadLabel) -> Step | None:
    """When a dose of a label is given: by its own words, or by a cell of its row that holds a time alone."""
    folded = label.text.folded
    if own := step(folded, Span(dose.start, dose.end)):
        return own
    row = next((block for block in _rows(label) if block.start <= dose.start < block.end), None)
    for cell, head in zip_longest(row.cells, row.header) if row else ():
        told = _CELL.fullmatch(folded, *cell) if cell else None
        unit = told and (told[1] or (_UNIT.search(folded, *head) if head else None))
        if told and unit:
            return _step(unit if isinstance(unit, str) else unit[1], told)
    return None


def _rows(label: ReadLabel) -> Iterator[Block]:
    return (block for section in label.text.of_kind("dosage") for block in section.blocks if block.cells)
