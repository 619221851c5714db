"""X: statements of one monograph that cannot both hold, and of a combination and its components."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.components import component_of
from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Across, Finding, Place, Rule
from monograph.checks.scope import doses, factor, is_plain_limit, measures, most_in_a_day
from monograph.claims.posology.measures import measures_in
from monograph.claims.records import Dose, Effect, Precaution
from monograph.claims.words import number
from monograph.library.model import Entry, Library
from monograph.names.found import FORBIDDING
from monograph.text.model import Monograph, Span

GLOSS = re.compile(r"\s*\([^)]*\)")
CLAUSE = re.compile(r"[^;\s][^;]*")


def opposite_advice(entry: Entry) -> Iterator[Finding]:
    """Pregnancy or breastfeeding called acceptable in one place and forbidden in another, neither with a scope."""
    for about in ("pregnancy", "breastfeeding"):
        claims = [c for c in entry.claims if isinstance(c, Precaution) and c.about == about and c.scope is None]
        against = [claim for claim in claims if claim.advice in FORBIDDING]
        allowed = [claim for claim in claims if claim.advice == "acceptable"]
        if against and allowed:
            place = Place(entry, Span(allowed[0].start, allowed[0].end))
            message = f"{about.capitalize()}: advised against here, called acceptable elsewhere"
            span = Span(against[0].start, against[0].end)
            yield Finding(entry, span, message, (place,), "Say for whom which of the two holds")


def opposite_kidney_advice(entry: Entry) -> Iterator[Finding]:
    """Two different limits of kidney function for the same verdict, "contraindicated"."""
    first: dict[str, tuple[float, Span]] = {}
    for measure, limit, span in _forbidden_below(entry.monograph):
        known, place = first.setdefault(measure, (limit, span))
        if known != limit:
            message = f"Contraindicated below {number(limit)} here, below {number(known)} elsewhere"
            yield Finding(entry, span, message, (Place(entry, place),), "Find out which of the two is right")
            return


def _forbidden_below(monograph: Monograph) -> Iterator[tuple[str, float, Span]]:
    """The clearances below which a medicine is called contraindicated, each with how it is measured and its clause."""
    if "contraindicat" not in monograph.folded:
        return
    for section in monograph.of_kind("dosage", "precautions", "contraindications"):
        for block in section.blocks:
            labelled = block.label is not None and "contraindicat" in monograph.folded[slice(*block.label)]
            for sentence in block.sentences:
                for clause in CLAUSE.finditer(monograph.folded, *sentence):
                    if labelled or "contraindicat" in clause[0]:
                        measure = "egfr" if "gfr" in clause[0] else "crcl"
                        for low, high in measures_in(clause[0]).clearances:
                            if low is None and high is not None:
                                yield measure, high, Span(*clause.span())


def repeated_effects(entry: Entry) -> Iterator[Finding]:
    """An effect listed twice: as common and as serious, or in one list."""
    first: dict[str, Effect] = {}
    for effect in entry.claims:
        if not isinstance(effect, Effect):
            continue
        other = first.setdefault(GLOSS.sub("", effect.term), effect)
        if other is effect:
            continue
        tiers = {other.severity, effect.severity}
        if tiers == {"common", "serious"} or tiers == {"common", "rare"}:
            message = f"“{effect.term}” is listed as {effect.severity} here and as {other.severity} before"
        else:
            continue
        place = Place(entry, Span(other.start, other.end))
        yield Finding(entry, Span(effect.start, effect.end), message, (place,), "Keep the one that holds")
    yield from _repeated_items(entry)


def _repeated_items(entry: Entry) -> Iterator[Finding]:
    """The same item twice in the lists of one section; the lists of a combination's components may repeat it."""
    monograph = entry.monograph
    if len(entry.identity.components) > 1:
        return
    for section in monograph.of_kind("side-effects"):
        first: dict[str, Span] = {}
        for block in section.blocks:
            span = Span(block.start, block.end)
            text = monograph.folded[block.start : block.end].strip(" .")
            if block.kind == "item" and text and first.setdefault(text, span) != span:
                message = f"“{monograph.source[block.start : block.end]}” is listed twice"
                yield Finding(entry, span, message, (Place(entry, first[text]),), "Drop one")


def above_single_monograph(library: Library) -> Iterator[Finding]:
    """A dose of a component of a combination, above the maximum and every dose that its own monograph gives."""
    singles = {e.identity.key: e for e in reversed(library.entries) if len(e.identity.components) == 1}
    for entry in library.entries:
        if len(entry.identity.components) < 2:
            continue
        for dose in doses(entry):
            single = singles.get(component_of(entry, dose))
            if single and dose.role in ("usual", "maximum") and dose.population in (None, "adult"):
                yield from _above(entry, dose, single)


def _above(entry: Entry, dose: Dose, single: Entry) -> Iterator[Finding]:
    total = most_in_a_day(dose)
    if total is None or dose.per:
        return
    alike = [d for d in doses(single) if measures(d) == measures(dose) and d.per is None and d.amount_max]
    if any(d.route and dose.route and d.route != dose.route for d in alike):
        return
    limits = [d for d in alike if d.role in ("maximum", "unsafe-above") and d.basis == "day"]
    limits = [limit for limit in limits if is_plain_limit(limit)]
    others = [most_in_a_day(d) or (d.amount_max or 0) * factor(d) for d in alike]
    if not limits or total <= max(others) * 1.01:
        return
    largest = max(limits, key=lambda limit: (limit.amount_max or 0) * factor(limit))
    words = " ".join(dose.quote.split())
    most = f"{number(largest.amount_max or 0)} {largest.unit}"
    message = f"“{words}” is above all that “{single.monograph.title}” gives in a day (maximum {most})"
    place = Place(single, Span(largest.start, largest.end))
    yield Finding(entry, Span(dose.start, dose.end), message, (place,), "Find out which of the two is right")


def _precautions(old: str, new: str) -> str:
    return CLEAN["Precautions"].replace(old, new)


RULES: tuple[Rule, ...] = (
    Rule(
        code="X801",
        name="opposite-advice",
        finds="Use in pregnancy or while breastfeeding is called acceptable and advised against on one page.",
        why="The reader follows the sentence that was read first.",
        bad=(
            Page(
                precautions=CLEAN["Precautions"],
                faqs=CLEAN["FAQs"] + "\n* **Q: Can I take it when pregnant?** A: It is contraindicated in pregnancy.",
            ),
        ),
        good=(Page(),),
        confidence="low",
        check=opposite_advice,
    ),
    Rule(
        code="X802",
        name="two-kidney-limits",
        finds="Two different limits of kidney function below which the medicine is contraindicated.",
        why="Between the two numbers stand the people who are harmed.",
        bad=(
            Page(
                precautions=_precautions("Ask a doctor first.", "It is contraindicated if eGFR is below 30.")
                + "\n* **Contraindications:** eGFR < 45 mL/min."
            ),
        ),
        good=(Page(precautions=_precautions("Ask a doctor first.", "It is contraindicated if eGFR is below 30.")),),
        confidence="medium",
        check=opposite_kidney_advice,
    ),
    Rule(
        code="X804",
        name="repeated-effect",
        finds="A side effect is listed twice, or as common and as serious.",
        why="How common an effect is decides what a reader does about it.",
        bad=(
            Page(
                side_effects="Common side effects:\n* Nausea\n* Headache\n\nRare side effects:\n* Skin rash\n* Nausea"
            ),
            Page(side_effects="Common side effects:\n* Nausea\n* Headache\n* Nausea"),
        ),
        good=(Page(),),
        severity="info",
        fixable=True,
        check=repeated_effects,
    ),
    Rule(
        code="X805",
        name="above-single-monograph",
        finds="A dose of a component is above the largest maximum in the component's own monograph.",
        why="The same substance has the same limit, in whatever company it comes.",
        bad=(
            Page(
                title="Ibuprofen + Paracetamol",
                dosage="**Adults:** paracetamol up to 6 g a day by mouth. The maximum daily dose is 8 g.",
            ),
            Page(),
        ),
        good=(Page(title="Ibuprofen + Paracetamol"), Page()),
        confidence="medium",
        default_on=True,
        check=Across(above_single_monograph),
    ),
)
