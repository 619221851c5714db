"""Interactions of real monographs against a second reading by hand, made before the program's was looked at.

A line of tests/gold/interactions.jsonl is one monograph and what its whole page says that the medicine interacts
with, each with the offsets of the words that name it. Those marked ``optional`` are ones that two careful readers may
differ on: neither missed nor false. The floor lies a little below what was measured; it is there to be raised.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from monograph.claims.interaction import read_interactions
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

pytestmark = pytest.mark.corpus

READINGS = Path(__file__).parents[1] / "gold" / "interactions.jsonl"
SMALL = frozenset(
    ("the", "a", "an", "of", "in", "and", "or", "to", "with", "other", "certain", "some", "such", "as", "like", "s")
)
KIND = frozenset(("drug", "medication", "medicine"))
"""Words that say of a thing only that it is taken."""

Named = dict[str, str]


def words(name: str) -> frozenset[str]:
    found = [word.removesuffix("s") for word in re.findall(r"[a-z0-9]+", name.lower())]
    return frozenset(word for word in found if word not in SMALL | KIND) or frozenset(found)


def likeness(one: Named, other: Named) -> float:
    """The share of the words of the two that both have."""
    ours, theirs = words(one["with"]), words(other["with"])
    return len(ours & theirs) / len(ours | theirs)


def partners(gold: list[Named], read: list[Named]) -> dict[int, int]:
    """The place of the reading that each of the gold is paired with, the likest first; the optional choose last."""
    pairs = [
        (bool(one.get("optional")), -share, place, at)
        for place, one in enumerate(gold)
        for at, other in enumerate(read)
        if (share := likeness(one, other)) >= 0.5
    ]
    found: dict[int, int] = {}
    for _, _, place, at in sorted(pairs):
        if place not in found and at not in found.values():
            found[place] = at
    return found


def test_interactions_are_those_of_a_second_reader(corpus: Path) -> None:
    hits = missed = false = 0
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        reading = json.loads(line)
        monograph = read_monograph((corpus / reading["doc"]).read_bytes(), reading["doc"])
        assert isinstance(monograph, Monograph)
        gold = reading["interactions"]
        read = [{"with": claim.with_} for claim in read_interactions(monograph)]
        paired = partners(gold, read)
        asked = {place for place, named in enumerate(gold) if not named.get("optional")}
        hits += len(asked & paired.keys())
        missed += len(asked - paired.keys())
        false += len(read) - len(paired)
    f1 = 2 * hits / (2 * hits + missed + false)
    print(f"interactions: {hits} of {hits + missed} found, {false} false, F1 {f1:.3f}")
    assert f1 > 0.91
