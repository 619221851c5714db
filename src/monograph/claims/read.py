"""All claims of a monograph: the readers, one a kind, in the order of CLAIMS.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from monograph.claims.answer import read_answers
from monograph.claims.dose import read_doses
from monograph.claims.effect import read_effects
from monograph.claims.interaction import read_interactions
from monograph.claims.precaution import read_precautions
from monograph.claims.records import AnyClaim, Kind
from monograph.claims.use import read_uses
from monograph.text.model import Monograph

READERS: dict[Kind, Callable[[Monograph], Sequence[AnyClaim]]] = {
    "dose": read_doses,
    "effect": read_effects,
    "interaction": read_interactions,
    "precaution": read_precautions,
    "answer": read_answers,
    "use": read_uses,
}


def read_claims(monograph: Monograph) -> list[AnyClaim]:
    """The claims of a monograph in the order of their place; the same text gives the same claims."""
    claims = [claim for reader in READERS.values() for claim in reader(monograph)]
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind))
