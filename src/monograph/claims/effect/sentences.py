"""The effects that prose speaks of: "may cause nausea and, rarely, seizures", "rash and itching can occur"."""

from __future__ import annotations

from typing import NamedTuple

from monograph.claims.effect.terms import terms
from monograph.claims.effect.tiers import NO_TIER, Tier, Tiers
from monograph.claims.found import Term
from monograph.claims.marks import Marks, outside
from monograph.names.match import Matcher
from monograph.tables import read_table

_CUES = Matcher(
    {row["phrase"]: row["kind"] for row in read_table("monograph.names", "effect_cue") if row["kind"] != "ends"}
)
_SILENT = ("advice", "denies", "symptoms")


def steering(folded: str, start: int, end: int) -> Marks:
    """The phrases of ``folded[start:end]`` that steer the reading."""
    return Marks(_CUES.find(folded, start, end))


class Said(NamedTuple):
    """Effects that one part of a sentence names, and the tier that the sentence gives them."""

    terms: list[Term]
    tier: Tier


def said(folded: str, cues: Marks, tiers: Tiers, start: int, end: int) -> list[Said]:
    """The effects that the sentence ``folded[start:end]`` names, part by part.

    A part follows a word such as "include" or "such as", or precedes one such as "may occur". Sentences that
    give advice, deny effects or describe the signs of an effect name none.
    """
    marks = outside(folded, cues.of(start, end), start)
    if any(mark.value in _SILENT for mark in marks):
        return []
    found: list[Said] = []
    tier, said_from, at, opened = NO_TIER, start, start, False
    for mark in marks:
        takes = opened or (mark.value != "causes" and at == start)
        if takes and (named := terms(folded, at, mark.start, prose=True)):
            found.append(Said(named, tier if opened else tiers.of(start, end)))
            said_from = at
        if mark.value == "causes":
            tier = tiers.of(said_from, mark.end)
        elif mark.value == "examples" and not opened:
            tier = tiers.of(start, end)
        at, opened = mark.end, mark.value != "happens"
    if opened and (named := terms(folded, at, end, prose=True)):
        after = tiers.of(named[-1].span.end, end)
        found.append(Said(named, after if after.severity == "serious" else tier))
    return found
