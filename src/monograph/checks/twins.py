"""C: monographs of one substance held against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Across, Finding, Place, Rule
from monograph.checks.scope import doses, factor, most_in_a_day, same_scope
from monograph.checks.structure import title_span
from monograph.claims.records import Dose, Interaction, Precaution
from monograph.claims.words import number
from monograph.library.model import Entry, Library
from monograph.names.advice import cues
from monograph.names.found import FORBIDDING
from monograph.names.identity import identify
from monograph.names.phrases import words_of
from monograph.text.model import Span

SAFE = re.compile(r"(?<!not )(?:considered |be |is )safe\b|\b(?:can|may) be (?:used|taken|given)\b")
CONDITION = re.compile(r"(?i:unless|except|exceed|trimester|high(?:er)? dose|large|near term)")
FORMULATION = re.compile(r"microni[sz]ed|liposom\w+|lipid complex|release|depot|decanoate|peg\w+|implant|microspheres")
"""Words of a title that name a formulation with doses of its own."""
GENERAL_ROUTES = frozenset({"", "systemic"})


def pairs(compare: Callable[[Entry, Entry], Iterator[Finding]]) -> Across:
    """A check that looks at every two monographs of one substance and one route, each way round."""

    def find(library: Library) -> Iterator[Finding]:
        for group in library.by_substance().values():
            for one, other in combinations(group, 2):
                if _same_route(one, other):
                    yield from compare(one, other)
                    yield from compare(other, one)

    return Across(find)


def _same_route(one: Entry, other: Entry) -> bool:
    """Whether both are given alike: by one route, and in one kind of formulation as far as the titles say."""
    routes = {one.identity.route, other.identity.route}
    kinds = {frozenset(FORMULATION.findall(entry.monograph.title.lower())) for entry in (one, other)}
    return (len(routes) == 1 or routes <= GENERAL_ROUTES) and len(kinds) == 1


def different_maxima(one: Entry, other: Entry) -> Iterator[Finding]:
    """The largest daily maxima of one scope differ."""
    for limit in _largest(one):
        for twin in _largest(other):
            if not same_scope(limit, twin):
                continue
            mine, theirs = (most_in_a_day(d) or 0 for d in (limit, twin))
            if abs(mine - theirs) > 0.01 * max(mine, theirs):
                message = f"A maximum of {_day(limit)}, and {_day(twin)} in “{other.monograph.title}”"
                yield _beside(one, limit, other, twin, message)


def above_twins_limit(one: Entry, other: Entry) -> Iterator[Finding]:
    """A usual daily dose above the maximum, or above what is called unsafe, in a twin."""
    limits = [
        d for d in doses(other) if d.role in ("maximum", "unsafe-above") and d.basis == "day" and not d.indication
    ]
    for dose in doses(one):
        if dose.role not in ("usual", "maintenance") or dose.basis != "day":
            continue
        for limit in limits:
            mine, theirs = (
                (dose.amount_max or 0) * factor(dose),
                (limit.amount_max or limit.amount_min or 0) * factor(limit),
            )
            if same_scope(dose, limit) and mine > theirs * 1.01:
                verb = "unsafe" if limit.role == "unsafe-above" else "the maximum"
                message = f"{_day(dose)} is usual here; more than {_day(limit)} is {verb} in “{other.monograph.title}”"
                message = message.replace("is the maximum", "is above the maximum") if verb != "unsafe" else message
                yield _beside(one, dose, other, limit, message)
                return


def different_rhythm(one: Entry, other: Entry) -> Iterator[Finding]:
    """The same amount at intervals of weeks or months that have none in common with the twin's."""
    mine, theirs = _sparse(one), _sparse(other)
    if not mine or not theirs:
        return
    for dose in mine:
        same = [twin for twin in theirs if twin.amount_max == dose.amount_max and same_scope(dose, twin)]
        if same and not any(_is_near(dose, twin) for twin in same):
            message = f"{_every(dose)} here, {_every(same[0])} in “{other.monograph.title}”"
            yield _beside(one, dose, other, same[0], message)
            return


def _is_near(one: Dose, other: Dose) -> bool:
    """Whether two frequencies are less than half as much again apart: "every other day" and "three times a week"."""
    mine, theirs = one.times_per_day_max or 1, other.times_per_day_max or 1
    return max(mine, theirs) < 1.5 * min(mine, theirs)


def opposite_advice(one: Entry, other: Entry) -> Iterator[Finding]:
    """Pregnancy or breastfeeding advised against in one and called safe or acceptable in the other."""
    for about in ("pregnancy", "breastfeeding"):
        against = [c for c in _precautions(one, about) if c.advice in FORBIDDING and not CONDITION.search(c.quote)]
        allowed = [c for c in _precautions(other, about) if c.advice not in FORBIDDING and SAFE.search(c.quote)]
        torn = any(SAFE.search(c.quote) for c in _precautions(one, about))
        if against and allowed and not torn and not any(c.advice in FORBIDDING for c in _precautions(other, about)):
            first, twin = against[0], allowed[0]
            called = "called safe with a doctor's advice" if _asks_a_doctor(twin.quote) else "called safe"
            message = f"Advised against in {about} here, {called} in “{other.monograph.title}”"
            place = Place(other, Span(twin.start, twin.end))
            yield Finding(one, Span(first.start, first.end), message, (place,), CHOOSE)


def _asks_a_doctor(quote: str) -> bool:
    return any(cue.advice == "consult" for cue in cues(words_of(quote.lower(), 0, len(quote))))


def numbers_in_one(one: Entry, other: Entry) -> Iterator[Finding]:
    """A twin gives amounts, this monograph none."""
    theirs = doses(other)
    sections = one.monograph.of_kind("dosage")
    if theirs and sections and not doses(one):
        message = f"No amount here; “{other.monograph.title}” ({other.monograph.doc}) gives {len(theirs)}"
        place = Place(other, Span(theirs[0].start, theirs[0].end))
        yield Finding(one, sections[0].heading, message, (place,), "Merge the two, or take over what is right")


def another_name(one: Entry, other: Entry) -> Iterator[Finding]:
    """Two names of one substance on two pages, neither of which mentions the other's."""
    mine, theirs = one.monograph.title, other.monograph.title
    if _letters(mine) == _letters(theirs) or theirs.lower() in one.monograph.source.lower():
        return
    message = f"“{theirs}” ({other.monograph.doc}) is about the same substance"
    place = Place(other, title_span(other.monograph))
    yield Finding(one, title_span(one.monograph), message, (place,), "Merge them, or name the other page on each")


def one_sided_interactions(library: Library) -> Iterator[Finding]:
    """An interaction with a medicine that has a monograph, which says nothing of it."""
    singles = {e.identity.key: e for e in library.entries if len(e.identity.components) == 1 and e.identity.known}
    stated: dict[str, set[str]] = {}
    found: list[tuple[Entry, Interaction, Entry]] = []
    for key, entry in singles.items():
        for claim in entry.claims:
            if isinstance(claim, Interaction) and len(claim.with_) > 3:
                name = identify(claim.with_).key
                stated.setdefault(key, set()).add(name)
                if name in singles and name != key:
                    found.append((entry, claim, singles[name]))
    for entry, claim, other in found:
        if entry.identity.key not in stated.get(other.identity.key, ()):
            message = f"An interaction with “{claim.with_}”, whose monograph ({other.monograph.doc}) does not name it"
            place = Place(other, title_span(other.monograph))
            yield Finding(entry, Span(claim.start, claim.end), message, (place,), "State it in both")


def _largest(entry: Entry) -> list[Dose]:
    """Of each scope the largest daily maximum."""
    best: list[Dose] = []
    for limit in doses(entry):
        most = most_in_a_day(limit) if limit.role == "maximum" else None
        if most is None or (limit.basis != "day" and limit.times_per_day_max != 1):
            continue
        for index, other in enumerate(best):
            if same_scope(limit, other):
                if most > (most_in_a_day(other) or 0):
                    best[index] = limit
                break
        else:
            best.append(limit)
    return best


def _sparse(entry: Entry) -> list[Dose]:
    return [d for d in doses(entry) if d.times_per_day_max is not None and d.times_per_day_max < 0.9]


def _precautions(entry: Entry, about: str) -> list[Precaution]:
    return [claim for claim in entry.claims if isinstance(claim, Precaution) and claim.about == about]


def _letters(title: str) -> list[str]:
    return sorted(c for c in title.lower() if c.isalnum())


def _day(dose: Dose) -> str:
    amount = number(dose.amount_max or dose.amount_min or 0)
    return f"{amount} {dose.unit}{'/' + dose.per if dose.per else ''} a day"


def _every(dose: Dose) -> str:
    days = 1 / (dose.times_per_day_max or 1)
    return f"{number(dose.amount_max or 0)} {dose.unit} every {round(days, 1):g} days"


def _beside(one: Entry, dose: Dose, other: Entry, twin: Dose, message: str) -> Finding:
    place = Place(other, Span(twin.start, twin.end))
    return Finding(one, Span(dose.start, dose.end), message, (place,), CHOOSE)


CHOOSE = "Find out which of the two is right"
TWIN = "p/acetaminophen.md"
WHY = "Which of the two a reader finds decides what is taken."

RULES: tuple[Rule, ...] = (
    Rule(
        code="C851",
        name="twins-differ-in-maximum",
        finds="Two monographs of one substance give different daily maxima for the same persons and route.",
        why=WHY,
        bad=(
            Page(),
            Page(
                doc=TWIN,
                title="Acetaminophen",
                dosage=CLEAN["Dosage"].replace("1 g", "750 mg").replace("is 4 g", "is 3 g"),
            ),
        ),
        good=(Page(), Page(doc=TWIN, title="Acetaminophen")),
        severity="error",
        confidence="medium",
        default_on=True,
        check=pairs(different_maxima),
    ),
    Rule(
        code="C852",
        name="twins-opposite-in-pregnancy",
        finds="One monograph of a substance advises against use in pregnancy or breastfeeding, another calls it safe.",
        why=WHY,
        bad=(
            Page(),
            Page(
                doc=TWIN,
                title="Acetaminophen",
                precautions=CLEAN["Precautions"].replace("It can be taken in pregnancy.", "Avoid it during pregnancy."),
            ),
        ),
        good=(Page(), Page(doc=TWIN, title="Acetaminophen")),
        severity="error",
        default_on=True,
        check=pairs(opposite_advice),
    ),
    Rule(
        code="C853",
        name="numbers-in-one-twin",
        finds="One monograph of a substance gives amounts, another none.",
        why="Who finds the empty one learns nothing, though the library knows.",
        bad=(Page(), Page(doc=TWIN, title="Acetaminophen", dosage="The dose varies, also for children. Ask a doctor.")),
        good=(Page(), Page(doc=TWIN, title="Acetaminophen")),
        default_on=True,
        check=pairs(numbers_in_one),
    ),
    Rule(
        code="C854",
        name="one-sided-interaction",
        finds="An interaction with a medicine whose own monograph does not name it.",
        why="Whoever reads the other page misses it.",
        bad=(Page(), Page(title="Warfarin", precautions=CLEAN["Precautions"].replace("with warfarin", "with aspirin"))),
        good=(
            Page(),
            Page(title="Warfarin", precautions=CLEAN["Precautions"].replace("with warfarin", "with paracetamol")),
        ),
        severity="info",
        confidence="medium",
        check=Across(one_sided_interactions),
    ),
    Rule(
        code="C855",
        name="dose-above-twins-limit",
        finds="A usual daily dose is above what another monograph of the substance calls its maximum, or unsafe.",
        why=WHY,
        bad=(
            Page(dosage="**Adults:** 5 to 10 g a day by mouth."),
            Page(doc=TWIN, title="Acetaminophen"),
        ),
        good=(Page(), Page(doc=TWIN, title="Acetaminophen")),
        severity="error",
        confidence="medium",
        default_on=True,
        check=pairs(above_twins_limit),
    ),
    Rule(
        code="C856",
        name="twins-differ-in-rhythm",
        finds="Two monographs of one substance give the same amount at different intervals of days, weeks or months.",
        why="Weekly taken daily, or monthly taken weekly, has killed.",
        bad=(
            Page(dosage="**Adults:** 30 mg by mouth once a week. The maximum daily dose is 30 mg."),
            Page(
                doc=TWIN,
                title="Acetaminophen",
                dosage="**Adults:** 30 mg by mouth once a month. The maximum daily dose is 30 mg.",
            ),
        ),
        good=(Page(), Page(doc=TWIN, title="Acetaminophen")),
        severity="error",
        confidence="medium",
        default_on=True,
        check=pairs(different_rhythm),
    ),
)
