"""C: doses of two monographs of one substance that differ as slips do: ten or a thousand times, in route, in rhythm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Finding, Place, Rule
from monograph.checks.scope import bounds, doses, factor, measures, same_scope
from monograph.checks.twins import CHOOSE, TWIN, WHY, pairs
from monograph.claims.records import Dose
from monograph.claims.words import number
from monograph.library.model import Entry
from monograph.names.units import unit
from monograph.text.model import Span

ISMP = "ISMP, Guidelines for safe communication of medication information (2022)"
SLIPS = (10.0, 100.0, 1000.0)
"""How many times too much a lost or added zero, a moved decimal point, and mg for mcg make."""
LIMITS = frozenset({"maximum", "unsafe-above"})


def slipped_amounts(one: Entry, other: Entry) -> Iterator[Finding]:
    """An amount that is a power of ten away from the twin's, where nothing else of the twin's agrees with it."""

    def is_slip(dose: Dose, twin: Dose) -> bool:
        mine, theirs = (_amount(d) for d in (dose, twin))
        times = max(mine, theirs) / min(mine, theirs) if mine and theirs else 0
        return same_scope(dose, twin) and any(abs(times - slip) < 0.01 * slip for slip in SLIPS)

    yield from _apart(one, other, is_slip, lambda dose: f"{number(dose.amount_max or 0)} {dose.unit}")


def other_routes(one: Entry, other: Entry) -> Iterator[Finding]:
    """The same dose by another route than in the twin."""

    def is_other(dose: Dose, twin: Dose) -> bool:
        known = dose.route and twin.route and dose.route != twin.route
        return bool(known) and _amount(dose) == _amount(twin) and _rhythm(dose) == _rhythm(twin) and _alike(dose, twin)

    yield from _apart(one, other, is_other, lambda dose: f"{number(dose.amount_max or 0)} {dose.unit} {dose.route}")


def other_frequencies(one: Entry, other: Entry) -> Iterator[Finding]:
    """The same amount twice as often, or more, as in the twin."""

    def is_other(dose: Dose, twin: Dose) -> bool:
        mine, theirs = (d.times_per_day_max for d in (dose, twin))
        if not mine or not theirs or _amount(dose) != _amount(twin) or not same_scope(dose, twin):
            return False
        return max(mine, theirs) >= 2 * min(mine, theirs)

    yield from _apart(one, other, is_other, _often)


def _apart(
    one: Entry, other: Entry, differ: Callable[[Dose, Dose], bool], words: Callable[[Dose], str]
) -> Iterator[Finding]:
    """The first dose of one that differs so from a dose of the other, both without an equal in the other monograph."""
    mine, theirs = _without_equal(one, other), _without_equal(other, one)
    for dose in mine:
        for twin in theirs:
            if (dose.role in LIMITS) == (twin.role in LIMITS) and differ(dose, twin):
                message = f"{words(dose)} here, {words(twin)} in “{other.monograph.title}” ({other.monograph.doc})"
                place = Place(other, Span(twin.start, twin.end))
                yield Finding(one, Span(dose.start, dose.end), message, (place,), CHOOSE)
                return


def _without_equal(one: Entry, other: Entry) -> list[Dose]:
    """The doses of one that the other does not have. Each of the other's stands for one: first for one that is said of
    the same persons and use, then for one that is taken alike."""
    mine, theirs = doses(one), doses(other)
    for alike in (_statement, _regimen):
        mine, theirs = _unmatched(mine, theirs, alike), _unmatched(theirs, mine, alike)
    return [dose for dose in mine if dose.amount_max is not None and unit(dose.unit)]


def _unmatched(mine: list[Dose], theirs: list[Dose], alike: Callable[[Dose], object]) -> list[Dose]:
    left = Counter(map(alike, theirs))
    rest = []
    for dose in mine:
        left[alike(dose)] -= 1
        if left[alike(dose)] < 0:
            rest.append(dose)
    return rest


def _statement(dose: Dose) -> tuple[object, ...]:
    return *_regimen(dose), dose.amount_min, dose.role, dose.indication, bounds(dose)


def _regimen(dose: Dose) -> tuple[object, ...]:
    return _amount(dose), measures(dose), dose.per, dose.route, _rhythm(dose), dose.role in LIMITS, dose.population


def _alike(dose: Dose, twin: Dose) -> bool:
    return measures(dose) == measures(twin) and (dose.population, dose.per) == (twin.population, twin.per)


def _amount(dose: Dose) -> float:
    return round((dose.amount_max or 0) * factor(dose), 6)


def _rhythm(dose: Dose) -> tuple[object, ...]:
    return dose.basis, dose.times_per_day_min, dose.times_per_day_max


def _often(dose: Dose) -> str:
    return f"{number(dose.amount_max or 0)} {dose.unit}, {number(dose.times_per_day_max or 0)} times a day,"


def _beside(dosage: str) -> tuple[Page, Page]:
    return Page(), Page(doc=TWIN, title="Acetaminophen", dosage=dosage)


RULES: tuple[Rule, ...] = (
    Rule(
        code="C857",
        name="twins-ten-times-apart",
        finds="An amount is ten, a hundred or a thousand times that of another monograph of the substance.",
        why="So far apart are amounts after a lost zero, a moved point, or mg written for mcg.",
        source=ISMP,
        bad=_beside(CLEAN["Dosage"].replace("500 mg to 1 g", "50 mg to 100 mg")),
        good=_beside(CLEAN["Dosage"].replace("500 mg to 1 g", "500 mg to 750 mg")),
        severity="error",
        confidence="medium",
        check=pairs(slipped_amounts),
    ),
    Rule(
        code="C858",
        name="twins-differ-in-route",
        finds="Two monographs of one substance give the same dose by different routes.",
        why=WHY,
        bad=_beside(CLEAN["Dosage"].replace("by mouth", "into a vein")),
        good=_beside(CLEAN["Dosage"].replace("1 g by mouth", "750 mg by mouth")),
        confidence="medium",
        check=pairs(other_routes),
    ),
    Rule(
        code="C859",
        name="twins-differ-in-frequency",
        finds="Two monographs of one substance give the same amount twice as often, or more.",
        why=WHY,
        bad=_beside(CLEAN["Dosage"].replace("up to four times daily", "once daily")),
        good=_beside(CLEAN["Dosage"].replace("up to four times daily", "up to three times daily")),
        confidence="medium",
        check=pairs(other_frequencies),
    ),
)
