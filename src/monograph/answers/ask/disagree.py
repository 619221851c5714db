"""Whether monographs of one substance answer a question against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monograph.answers.ask.question import Question
from monograph.answers.ask.rank import Scored
from monograph.claims.records import Dose, Precaution
from monograph.library.model import Entry

_AGAINST = frozenset({"contraindicated", "avoid"})
_FOR = frozenset({"acceptable"})


def opposed(question: Question, found: Sequence[Scored], entries: Mapping[str, Entry]) -> list[Scored]:
    """The two passages of two monographs of one substance that say the opposite, or nothing.

    Opposite are "acceptable" against "avoid" or "contraindicated" for the same person, and two maximum doses of the
    same kind that differ, where the monographs are about one route.
    """
    best: dict[str, Scored] = {}
    for one in found:
        if one.claim is not None and (one.doc not in best or one.score > best[one.doc].score):
            best[one.doc] = one
    for doc, one in best.items():
        for other_doc, other in best.items():
            if doc < other_doc and _one_substance(entries[doc], entries[other_doc]) and _opposite(one, other):
                return [one, other]
    return []


def _one_substance(one: Entry, other: Entry) -> bool:
    return one.identity.key == other.identity.key and one.identity.route == other.identity.route


def _opposite(one: Scored, other: Scored) -> bool:
    first, second = one.claim, other.claim
    if isinstance(first, Precaution) and isinstance(second, Precaution):
        if first.about != second.about or first.scope or second.scope:
            return False
        advices = {first.advice, second.advice}
        return bool(advices & _AGAINST) and bool(advices & _FOR)
    if isinstance(first, Dose) and isinstance(second, Dose):
        return first.role == second.role == "maximum" and _kind(first) == _kind(second) and _amount(first) != _amount(second)
    return False


def _kind(dose: Dose) -> tuple[object, ...]:
    return dose.unit, dose.per, dose.basis, dose.route, dose.population, dose.indication, dose.age_min, dose.age_max


def _amount(dose: Dose) -> float | None:
    return dose.amount_max
