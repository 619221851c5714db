"""All claims of a monograph: the readers, one a kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

from monograph.claims.answer import read_answers
from monograph.claims.dose import read_doses
from monograph.claims.effect import read_effects
from monograph.claims.interaction import read_interactions
from monograph.claims.precaution import read_precautions
from monograph.claims.records import AnyClaim, Kind
from monograph.claims.use import read_uses
from monograph.text.model import Monograph

READERS: dict[Kind, Callable[[Monograph], Sequence[AnyClaim]]] = {
    "answer": read_answers,
    "dose": read_doses,
    "effect": read_effects,
    "interaction": read_interactions,
    "precaution": read_precautions,
    "use": read_uses,
}
_PLACE = attrgetter("start", "end")


def read_claims(monograph: Monograph) -> list[AnyClaim]:
    """The claims of a monograph in order of place, then of kind; the same text gives the same claims."""
    return read_all_claims([monograph])[0]


def read_all_claims(monographs: Sequence[Monograph]) -> list[list[AnyClaim]]:
    """The claims of each monograph.

    One reader reads all of them before the next one does: its code and vocabulary then stay in the processor's cache.
    """
    found: list[list[AnyClaim]] = [[] for _ in monographs]
    for reader in READERS.values():
        for claims, monograph in zip(found, monographs, strict=True):
            claims += reader(monograph)
    return [sorted(claims, key=_PLACE) for claims in found]
