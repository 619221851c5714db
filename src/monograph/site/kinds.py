"""A monograph's claims apart by kind, sorted out once for all parts of its page."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from monograph.claims.records import Answer, AnyClaim, Dose, Effect, Interaction, Kind, Precaution, Use


class Kinds(msgspec.Struct, gc=False):
    """The claims of each kind, in order."""

    doses: list[Dose] = []
    effects: list[Effect] = []
    interactions: list[Interaction] = []
    precautions: list[Precaution] = []
    uses: list[Use] = []
    answers: list[Answer] = []

    def counts(self) -> dict[Kind, int]:
        """How many claims of each kind there are."""
        return {
            "dose": len(self.doses),
            "effect": len(self.effects),
            "interaction": len(self.interactions),
            "precaution": len(self.precautions),
            "use": len(self.uses),
            "answer": len(self.answers),
        }


def kinds_of(claims: Iterable[AnyClaim]) -> Kinds:
    """Claims sorted out by their kind."""
    kinds = Kinds()
    put = {
        Dose: kinds.doses.append,
        Effect: kinds.effects.append,
        Interaction: kinds.interactions.append,
        Precaution: kinds.precautions.append,
        Use: kinds.uses.append,
        Answer: kinds.answers.append,
    }
    for claim in claims:
        put[type(claim)](claim)  # type: ignore[operator]
    return kinds
