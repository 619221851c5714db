"""D: doses that contradict the monograph's own limits, or that nobody can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.components import component_of
from monograph.checks.coverage import WITHDRAWN
from monograph.checks.example import CLEAN, Page
from monograph.checks.limits import above_own_maximum, above_own_single_maximum, maxima_below_doses
from monograph.checks.rule import Finding, Place, Rule
from monograph.checks.scope import amount_span, around, doses, factor, measures
from monograph.claims.words import number
from monograph.library.model import Entry
from monograph.text.model import Span

ISMP_LIST = "ISMP, List of error-prone abbreviations, symbols and dose designations (2021)"
SPC = "EU guideline on the summary of product characteristics (2009), section 4.2"

FALLING = re.compile(r"taper|reduc|decreas|lower|down|from|crcl|egfr|clearance")
CHILDREN = frozenset({"child", "adolescent", "infant", "neonate"})
NOT_ESTABLISHED = re.compile(
    r"(?:not|n't)(?: been| fully| yet| well| clearly| definitively)* (?:established|recommended|determined|known)"
)
CHILD_WORD = re.compile(r"(?<!-)\b(?:children|p(?:a?)ediatric|infants|adolescents)\b")
NARROWED = re.compile(
    r"\d|\b(?:one|two|three|four|six|twelve|under the age|neonat\w*|newborns?|younger|premature|off-label|unless|except"
    r"|some|certain|most|all|indications?|conditions?|iv|intraven\w*|inhal\w*|nebuli\w*|topical\w*|longer|more|regimens?"
    r"|impairment|recommended)\b"
)
"""Words that narrow the statement to some children, some use or some form."""
NO_NUMBER_LIMIT = re.compile(
    r"(?:(?:not|never|n't) exceed|not exceeding|without exceeding) (?:the|your) "
    r"(?:recommended|prescribed|stated|advised|indicated|suggested)(?: \w+){0,2} dos(?:e|es|age|ages)\b"
    r"(?![^.\n]{0,30}\d)"
)
EXCEPTED = re.compile(r"off-label|however|specific cases|\bbut\b|although|not (?:recommended|for)|adult|elderly|#")
FAR = 500
"""A dose so many letters after the statement is no longer read with it."""
HEAVY = {"mass": 100_000.0}
"""From here an amount to be taken is more likely a slip: in the first unit of each dimension (mg)."""
WIDE = 20
"""A range whose ends are further apart than this is more likely a slip."""


def no_amounts(entry: Entry) -> Iterator[Finding]:
    """A Dosage section without any amount."""
    sections = entry.monograph.of_kind("dosage")
    if sections and not doses(entry) and not any(_has_amount(entry, s.start, s.end) for s in sections):
        yield Finding(entry, sections[0].heading, "Dosage gives no amount")


def _has_amount(entry: Entry, start: int, end: int) -> bool:
    return (
        re.search(r"\d ?(?:mg|mcg|g|ml|iu|units?|%|tablets?|drops?)\b", entry.monograph.folded[start:end]) is not None
    )


def no_maximum(entry: Entry) -> Iterator[Finding]:
    """Amounts, but no largest one."""
    claims = doses(entry)
    if claims and not any(dose.role in ("maximum", "unsafe-above") for dose in claims):
        sections = entry.monograph.of_kind("dosage")
        span = sections[0].heading if sections else amount_span(claims[0])
        yield Finding(entry, span, "Amounts are given, but no maximum")


def reversed_ranges(entry: Entry) -> Iterator[Finding]:
    """Ranges whose first number is the larger one, where nothing falls."""
    for dose in doses(entry):
        if dose.amount_min is None or dose.amount_max is None or dose.amount_min <= dose.amount_max:
            continue
        start, end = amount_span(dose)
        label = entry.monograph.folded.rfind(":", max(0, start - 50), start)
        if not FALLING.search(entry.monograph.folded, max(0, start - 50, label), end):
            words = entry.monograph.source[start:end]
            message = f"The range “{words}” runs from the larger number to the smaller"
            yield Finding(
                entry, Span(start, end), message, fix="Find out whether a digit or a decimal point is missing"
            )


def implausible_amounts(entry: Entry) -> Iterator[Finding]:
    """Amounts too large to be taken, and ranges that are too wide."""
    for dose in doses(entry):
        low, high = dose.amount_min, dose.amount_max
        words = entry.monograph.source[slice(*amount_span(dose))]
        if high and high * factor(dose) >= HEAVY.get(measures(dose), float("inf")):
            yield Finding(entry, amount_span(dose), f"“{words}” is more than a person takes of a medicine")
        elif low and high and high / low >= WIDE:
            message = f"The ends of the range “{words}” are {number(round(high / low, 4))} times apart"
            yield Finding(entry, amount_span(dose), message)


def unestablished_child_doses(entry: Entry) -> Iterator[Finding]:
    """A dose for children right after the statement that use in children is not established, neither narrowed."""
    monograph = entry.monograph
    child = [dose for dose in doses(entry) if dose.population in CHILDREN]
    for section in monograph.of_kind("dosage") if child else ():
        for sentence in (sentence for block in section.blocks for sentence in block.sentences):
            text = monograph.folded[slice(*sentence)]
            if not (NOT_ESTABLISHED.search(text) and CHILD_WORD.search(text)) or NARROWED.search(text):
                continue
            for dose in around(child, sentence.end, sentence.end + FAR):
                if EXCEPTED.search(monograph.folded, sentence.end, amount_span(dose).start):
                    continue
                words = monograph.source[slice(*amount_span(dose))]
                place = Place(entry, Span(dose.start, dose.end))
                message = f"Use in children is said not to be established, and a dose for them is given: “{words}”"
                yield Finding(entry, sentence, message, (place,), "Say for which age which of the two holds")
                return


def unattributed_amounts(entry: Entry) -> Iterator[Finding]:
    """Amounts of a combination of which nobody can say for which component they are: one finding, at the first."""
    if len(entry.identity.components) < 2:
        return
    loose = [d for d in doses(entry) if measures(d) == "mass" and d.role != "overdose" and not component_of(entry, d)]
    loose = [dose for dose in loose if "/" not in dose.quote and " + " not in dose.quote]
    if loose:
        words = entry.monograph.source[slice(*amount_span(loose[0]))]
        more = f" (and {len(loose) - 1} more)" if len(loose) > 1 else ""
        message = f"“{words}”{more}: of which component?"
        yield Finding(entry, amount_span(loose[0]), message, fix="Name the component beside its amount")


def limits_without_number(entry: Entry) -> Iterator[Finding]:
    """“Never exceed the recommended dose”, where no maximum is given anywhere."""
    if any(dose.role in ("maximum", "unsafe-above") for dose in doses(entry)):
        return
    monograph = entry.monograph
    for section in monograph.of_kind("dosage"):
        found = NO_NUMBER_LIMIT.search(monograph.folded, section.start, section.end)
        if found:
            words = monograph.source[slice(*found.span())]
            message = f"“{words}”, and the monograph gives no maximum"
            yield Finding(entry, Span(*found.span()), message, fix="Give the maximum, with its source")
            return


def withdrawn_with_amounts(entry: Entry) -> Iterator[Finding]:
    """A medicine withdrawn from the market whose page still gives doses."""
    claims = doses(entry)
    found = WITHDRAWN.search(entry.monograph.folded) if claims else None
    if found:
        words = entry.monograph.source[slice(*amount_span(claims[0]))]
        message = f"It was withdrawn, and the page gives a dose (“{words}”)"
        yield Finding(entry, Span(*found.span()), message, (Place(entry, Span(claims[0].start, claims[0].end)),))


RULES: tuple[Rule, ...] = (
    Rule(
        code="D701",
        name="no-amount",
        finds="Dosage gives no amount.",
        why="The page says that dosage varies, and leaves it at that: nobody can check a dose against it.",
        bad=(Page(dosage="The dose varies. Ask a doctor, also for children."),),
        good=(Page(),),
        severity="info",
        once=True,
        check=no_amounts,
    ),
    Rule(
        code="D702",
        name="no-maximum",
        finds="Amounts are given, but no maximum.",
        why="A usual dose does not say where danger begins.",
        source=SPC,
        bad=(Page(dosage="**Adults:** 500 mg by mouth once daily. Children: ask a doctor."),),
        good=(Page(),),
        severity="info",
        once=True,
        check=no_maximum,
    ),
    Rule(
        code="D703",
        name="dose-above-single-maximum",
        finds="A single dose is above the largest single dose given for the same use.",
        why="One of the two is wrong.",
        bad=(Page(dosage="**Adults:** 40 mg by mouth once daily. The maximum single dose is 20 mg."),),
        good=(Page(dosage="**Adults:** 20 mg by mouth once daily. The maximum single dose is 40 mg."),),
        severity="error",
        confidence="medium",
        check=above_own_single_maximum,
    ),
    Rule(
        code="D704",
        name="dose-above-own-maximum",
        finds="A dose, times how often it is taken, is above the daily maximum given for the same use.",
        why="One of the two is wrong, and whoever follows the other takes too much or too little.",
        bad=(
            Page(dosage="**Adults:** 40 mg by mouth four times daily. The maximum daily dose is 80 mg."),
            Page(dosage="**Adults:** 200-400 mg per day by mouth. The maximum daily dose is 300 mg."),
        ),
        good=(
            Page(),
            Page(dosage="1 g every 4 to 6 hours as needed, by mouth. The maximum daily dose is 4 g."),
            Page(dosage="**Adults:** 40 mg four times daily. **Children:** the maximum daily dose is 80 mg."),
        ),
        severity="error",
        confidence="medium",
        default_on=True,
        check=above_own_maximum,
    ),
    Rule(
        code="D705",
        name="reversed-range",
        finds="A range of a dose runs from the larger number to the smaller.",
        why="A digit or a decimal point is missing: “3-0.6 mL” may have been 0.3-0.6 mL, a tenth.",
        source=ISMP_LIST,
        bad=(Page(dosage="**Adults:** 30-10 mg by mouth once daily. The maximum daily dose is 40 mg."),),
        good=(Page(dosage="**Adults:** 10-30 mg by mouth once daily. The maximum daily dose is 40 mg."),),
        severity="error",
        default_on=True,
        check=reversed_ranges,
    ),
    Rule(
        code="D706",
        name="maximum-below-every-dose",
        finds="A maximum is below every dose given for the same persons and use.",
        why="One of the two is wrong, and nobody can follow both.",
        bad=(
            Page(
                dosage="**Adults:** 40 mg by mouth once daily.\n\n**Elderly:** A doctor sets the dose.\n\n"
                "**Maximum for adults:** 20 mg a day. Children: ask a doctor."
            ),
        ),
        good=(
            Page(),
            Page(
                dosage="**Adults:** 10-40 mg by mouth once daily.\n\n**Elderly:** A doctor sets the dose.\n\n"
                "**Maximum for adults:** 20 mg a day. Children: ask a doctor."
            ),
        ),
        severity="error",
        confidence="medium",
        check=maxima_below_doses,
    ),
    Rule(
        code="D707",
        name="implausible-amount",
        finds="An amount of 100 g or more, or a range whose ends are twenty times apart.",
        why="mg written as g is the commonest tenfold error's big brother.",
        bad=(Page(dosage="**Adults:** 500 g by mouth once daily. The maximum daily dose is 1000 g."),),
        good=(Page(),),
        confidence="low",
        check=implausible_amounts,
    ),
    Rule(
        code="D708",
        name="unestablished-child-dose",
        finds="Use in children is said not to be established, and a dose for children is given.",
        why="A parent reads one of the two sentences.",
        source=SPC,
        bad=(
            Page(
                dosage=CLEAN["Dosage"].replace(
                    "A doctor sets the dose by weight.", "Safety in children is not established."
                )
                + "\n\n**Pediatric dosage:** 10 mg/kg by mouth every 6 hours."
            ),
        ),
        good=(
            Page(),
            Page(
                dosage=CLEAN["Dosage"].replace(
                    "A doctor sets", "Safety in children under 2 years is not established. A doctor sets"
                )
                + "\n\n**Pediatric dosage:** 10 mg/kg by mouth every 6 hours."
            ),
        ),
        confidence="medium",
        default_on=True,
        check=unestablished_child_doses,
    ),
    Rule(
        code="D709",
        name="unattributed-amount",
        finds="An amount in the Dosage of a combination does not say for which component it is.",
        why="5 mg of the one component may be a tenth of a dose, and of the other ten doses.",
        bad=(Page(title="Ibuprofen + Paracetamol", dosage="**Adults:** 400 mg by mouth once daily."),),
        good=(
            Page(title="Ibuprofen + Paracetamol", dosage="**Adults:** ibuprofen 400 mg by mouth once daily."),
            Page(),
        ),
        severity="info",
        confidence="medium",
        once=True,
        check=unattributed_amounts,
    ),
    Rule(
        code="D711",
        name="limit-without-number",
        finds="“Never exceed the recommended dose”, and no maximum is given anywhere.",
        why="A warning that cannot be followed.",
        bad=(Page(dosage="**Adults:** 500 mg by mouth once daily. Never exceed the recommended dose."),),
        good=(Page(dosage=CLEAN["Dosage"] + " Never exceed the recommended dose."),),
        default_on=True,
        once=True,
        check=limits_without_number,
    ),
    Rule(
        code="D712",
        name="withdrawn-with-dose",
        finds="A medicine was withdrawn from the market, and the page gives doses.",
        why="A dose is an instruction; for a medicine that nobody should take there is none.",
        bad=(Page(usage="It was withdrawn from the market. It was used for pain."),),
        good=(Page(),),
        confidence="medium",
        check=withdrawn_with_amounts,
    ),
)
