"""How grave a statement is: the words of gravity, and that of an interaction, which advises in its own words."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, get_args

from monograph.claims.records import Interaction
from monograph.names.advice import cues, strongest
from monograph.names.found import Advice
from monograph.names.phrases import words_of

Gravity = Literal["contraindicated", "avoid", "adjust-dose", "monitor", "caution", "consult", "information"]
GRAVITIES: tuple[Gravity, ...] = get_args(Gravity)
"""The gravest first."""
UNADVISED: Gravity = "caution"
"""An interaction that the monograph states without saying what to do."""
GRAVITY_OF: dict[Advice, Gravity] = {
    "contraindicated": "contraindicated", "avoid": "avoid", "adjust-dose": "adjust-dose", "monitor": "monitor",
    "caution": "caution", "consult": "consult", "insufficient-data": "information", "acceptable": "information",
}  # fmt: skip


def gravity(claim: Interaction) -> Gravity:
    """What the monograph advises; where it advises nothing in so many words, caution."""
    return gravity_of(claim.management or "") or gravity_of(claim.quote) or UNADVISED


@lru_cache(maxsize=1 << 12)
def gravity_of(text: str) -> Gravity | None:
    """What a text advises, the strongest; None where it advises nothing, or only says that nothing is known."""
    folded = text.lower().replace("’", "'")
    said = strongest([cue for cue in cues(words_of(folded, 0, len(folded))) if cue.force == "says"])
    return GRAVITY_OF[said.advice] if said and said.advice not in ("acceptable", "insufficient-data") else None
