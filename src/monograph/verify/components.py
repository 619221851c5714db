"""A combination without a label of its own, held against the labels of its components.

What one component must not be given for, the combination must not either: a component's label that is stricter than
the page contradicts it. Nothing follows the other way. A combination has doses and uses of its own, and may be
forbidden to those whom a component alone is given. Where a page speaks of one component, only this one's labels tell.
"""

from __future__ import annotations

import re

from msgspec import structs

from monograph.claims.records import Advice, AnyClaim, Dose, Effect, Interaction, Precaution, Use
from monograph.library.model import Entry
from monograph.names.identity import identify
from monograph.names.mentions import find_medicines
from monograph.text.model import Monograph, Span
from monograph.verify.page_advice import FORBIDS
from monograph.verify.read_label import ReadLabel
from monograph.verify.setting import settings
from monograph.verify.verdict import Judgement, LeftOut, Verdict

_STRICT: frozenset[Advice] = FORBIDS | {"insufficient-data"}
"""Advice than which a component's label can only be milder."""
_DECIDING: tuple[Judgement, ...] = ("contradicted", "supported", "not-found", "not-comparable")
"""Which component decides: one suffices to state a claim, and one to forbid what the page allows."""
_WHOLE = re.compile(
    r"\b(?:this|the|these|both|any|all) (?:\w+ )?(?:combination|supplement|product|medications|components)\b"
)
"""Words of all components at once."""


def by_component(entry: Entry, labels: list[ReadLabel]) -> dict[str, list[ReadLabel]]:
    """The labels that are only of a component of a combination, by its name; none where the labels are its own."""
    components = entry.identity.components
    found: dict[str, list[ReadLabel]] = {}
    for label in labels:
        if len(components) > 1 and label.identity.key in components:
            found.setdefault(label.identity.key, []).append(label)
    return found


def spoken_of(claim: AnyClaim, entry: Entry) -> frozenset[str]:
    """The components that a claim is about: those named in its sentence, else before it or above it, else all."""
    text, components = entry.monograph, frozenset(entry.identity.components)
    if _WHOLE.search(claim.quote.lower()):
        return components
    for part in settings(text, Span(claim.start, claim.end), before=True):
        if named := _named(text, part, components):
            return named
    parts = [section for section in text.of_kind("generic-name") if section.end <= claim.start]
    named = _named(text, Span(parts[-1].start, parts[-1].end), components) if parts else frozenset()
    return named if len(named) == 1 else components


def _named(text: Monograph, part: Span, components: frozenset[str]) -> frozenset[str]:
    return components & {found.value for found in find_medicines(text.folded, *part)}


def of_combination(claim: AnyClaim, verdicts: dict[str, Verdict], entry: Entry) -> Verdict:
    """The verdict on a claim of a combination, from those that the labels of its components give."""
    about = spoken_of(claim, entry)
    unlabelled = sorted(about - verdicts.keys())
    told = [_told(claim, name, verdict, unlabelled, about) for name, verdict in verdicts.items()]
    told.sort(key=lambda verdict: _DECIDING.index(verdict.verdict))
    return next((verdict for verdict in told if _is_stricter(claim, verdict)), told[0])


def credited(record: LeftOut, components: dict[str, list[ReadLabel]]) -> LeftOut:
    """A warning that is left out, with the component whose label gives it."""
    own = (name for name, labels in components.items() if record.label.set_id in {one.label.set_id for one in labels})
    return structs.replace(record, label=structs.replace(record.label, component=next(own, "")))


def _told(claim: AnyClaim, name: str, verdict: Verdict, unlabelled: list[str], about: frozenset[str]) -> Verdict:
    """What the verdict of a component's label says of the combination."""
    label = structs.replace(verdict.label, component=name)
    other = "" if name in about else f"The page speaks of {', '.join(sorted(about))} here, not of {name}."
    if silent := other or _silence(claim, name, verdict, unlabelled):
        return structs.replace(verdict, verdict="not-comparable", why=silent, label=label, others=[])
    return structs.replace(verdict, label=label)


def _silence(claim: AnyClaim, name: str, verdict: Verdict, unlabelled: list[str]) -> str:
    """Why a component's label tells nothing of a claim of the combination; "" where it does."""
    match claim, verdict.verdict:
        case _, "not-comparable":
            return verdict.why
        case Dose(), _ if verdict.verdict != "supported" or not _is_of(claim.medicine, name):
            return "No label of this combination is at hand, and a component alone has other doses."
        case Use(), "contradicted" | "not-found":
            return "No label of this combination is at hand, and it may be for another use than its components."
        case Effect(), "contradicted":
            return "No label of this combination is at hand."
        case Precaution(about="allergy"), "contradicted" if not _is_allergy_to(claim, name):
            return f"The page may speak of an allergy to another component than {name}."
        case ((Precaution() | Interaction()), "contradicted"):
            return "" if _is_mild(claim) else f"What {name} may be used for, this combination need not."
        case _, "not-found" if unlabelled and not _is_stricter(claim, verdict):
            return f"No label of {unlabelled[0]} is at hand, which may say so."
    return ""


def _is_allergy_to(claim: AnyClaim, name: str) -> bool:
    """Whether an allergy is one to this component, or to any."""
    said = claim.quote.lower()
    return name in said or "component" in said or "ingredient" in said


def _is_mild(claim: AnyClaim) -> bool:
    """Whether a claim does not forbid, so that a label can be stricter."""
    return not isinstance(claim, Precaution) or claim.advice not in _STRICT


def _is_stricter(claim: AnyClaim, verdict: Verdict) -> bool:
    """Whether a label has other words of persons about whom the page is mild: another component is then no comfort."""
    if not isinstance(claim, Precaution) or not _is_mild(claim):
        return False
    return verdict.verdict == "contradicted" or (verdict.verdict == "not-found" and verdict.label.quote != "")


def _is_of(medicine: str | None, name: str) -> bool:
    """Whether a dose is said to be of a component."""
    return medicine is not None and identify(medicine).key == name
