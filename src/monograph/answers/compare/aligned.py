"""Which claim of one monograph answers to which of another: the same one, a changed one, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monograph.answers.ask.words import stems
from monograph.claims.records import ADVICE_BY_STRENGTH, Answer, AnyClaim, Dose, Effect, Interaction, Precaution, Use
from monograph.names.advice import cues, strongest
from monograph.names.phrases import words_of

Meaning = tuple[object, ...]
_DOSE_WEIGHTS = {
    "role": 3, "population": 3, "route": 2, "indication": 2, "medicine": 2, "per": 2, "unit": 1, "basis": 1,
    "amount_min": 2, "amount_max": 2, "times_per_day_min": 1, "times_per_day_max": 1, "age_min": 1, "age_max": 1,
    "weight_min": 1, "weight_max": 1, "bands": 2, "duration_days_min": 1, "duration_days_max": 1,
}  # fmt: skip
"""What each key says of whether two doses are one that was changed."""
_ONE_DOSE = 0.65
"""The share of these weights that two doses have in common to be one."""


class Pair(NamedTuple):
    """A claim of the first and the one of the second that answers to it; ``same`` where both state the same."""

    old: AnyClaim | None
    new: AnyClaim | None
    same: bool = False


def aligned(old: Sequence[AnyClaim], new: Sequence[AnyClaim], *, versions: bool = True) -> list[Pair]:
    """Every claim of both in pairs; what is stated twice counts once, and wording and place do not count.

    Of two ``versions`` of a monograph a dose may have changed its route and persons; in two monographs doses for other
    persons, by another route or divided by something else are two doses.
    """
    before, after = _once(old), _once(new)
    pairs = [Pair(claim, after[meaning], same=True) for meaning, claim in before.items() if meaning in after]
    gone = [claim for meaning, claim in before.items() if meaning not in after]
    come = [claim for meaning, claim in after.items() if meaning not in before]
    changed = list(_changed(gone, come, versions=versions))
    taken = {id(claim) for pair in changed for claim in pair[:2]}
    return [
        *pairs,
        *changed,
        *(Pair(claim, None) for claim in gone if id(claim) not in taken),
        *(Pair(None, claim) for claim in come if id(claim) not in taken),
    ]


def meaning_of(claim: AnyClaim) -> Meaning:
    """What a claim states, its wording and place aside: two claims with one meaning are the same."""
    match claim:
        case Dose():
            return ("dose", *(_folded(getattr(claim, key)) for key in _DOSE_WEIGHTS))
        case Effect():
            return "effect", _folded(claim.term), claim.severity, claim.frequency
        case Interaction():
            return "interaction", _folded(claim.with_), advised(claim)
        case Precaution():
            return "precaution", _folded(claim.about), claim.advice, _folded(claim.scope)
        case Use():
            return "use", _folded(claim.indication), claim.evidence
    return "answer", stems(claim.question.lower()), _numbers(claim.answer), _denied(claim.answer)


def subject_of(claim: AnyClaim) -> Meaning:
    """What a claim is about: two claims with one subject and different meanings are one that was changed."""
    match claim:
        case Effect():
            return "effect", _folded(claim.term)
        case Interaction():
            return "interaction", _folded(claim.with_)
        case Precaution():
            return "precaution", _folded(claim.about)
        case Use():
            return "use", _folded(claim.indication)
        case Answer():
            return "answer", stems(claim.question.lower())
    return ("dose",)


def advised(claim: Interaction) -> str | None:
    """The advice word of how an interaction is managed, or None where nothing is advised."""
    text = (claim.management or "").lower()
    found = strongest(cues(words_of(text, 0, len(text))))
    return found.advice if found else None


def _once(claims: Sequence[AnyClaim]) -> dict[Meaning, AnyClaim]:
    found: dict[Meaning, AnyClaim] = {}
    for claim in claims:
        found.setdefault(meaning_of(claim), claim)
    return found


def _changed(gone: Sequence[AnyClaim], come: Sequence[AnyClaim], *, versions: bool) -> Iterator[Pair]:
    """Claims that were changed: those of one subject, and of doses those that are most alike."""
    left = list(come)
    for claim in gone:
        if isinstance(claim, Dose):
            continue
        same = [other for other in left if subject_of(other) == subject_of(claim)]
        if same:
            other = min(same, key=strongest_first)
            left.remove(other)
            yield Pair(claim, other)
    likeness = [
        (-_likeness(one, other), first, second, one, other)
        for first, one in enumerate(gone)
        for second, other in enumerate(left)
        if isinstance(one, Dose) and isinstance(other, Dose) and (versions or _is_taken_alike(one, other))
    ]
    ones, others = set[int](), set[int]()
    for alike, first, second, one, other in sorted(likeness, key=lambda pair: pair[:3]):
        if -alike >= _ONE_DOSE and first not in ones and second not in others:
            ones.add(first)
            others.add(second)
            yield Pair(one, other)


def _is_taken_alike(one: Dose, other: Dose) -> bool:
    """Whether two doses are for the same persons and, as far as both tell, one route; "adult" goes without saying."""
    persons = {dose.population or "adult" for dose in (one, other)}
    routes = {dose.route for dose in (one, other)} - {None}
    return len(persons) == 1 and len(routes) < 2 and (one.per, one.bands) == (other.per, other.bands)


def _likeness(one: Dose, other: Dose) -> float:
    common = sum(
        weight for key, weight in _DOSE_WEIGHTS.items() if _folded(getattr(one, key)) == _folded(getattr(other, key))
    )
    return common / sum(_DOSE_WEIGHTS.values())


def strongest_first(claim: AnyClaim) -> int:
    """What sorts claims by the strength of their advice."""
    return ADVICE_BY_STRENGTH.index(claim.advice) if isinstance(claim, Precaution) else 0


def _folded(value: object) -> object:
    if isinstance(value, dict):
        return frozenset(value.items())
    return " ".join(value.lower().split()) if isinstance(value, str) else value


def _numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text, in order: an answer with other numbers says something else."""
    return tuple(
        part.rstrip(".,")
        for part in "".join(c if c.isdigit() or c in ".," else " " for c in text).split()
        if part.strip(".,")
    )


def _denied(text: str) -> bool:
    return text.lower().lstrip(" *_").startswith("no")
