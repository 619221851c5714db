"""Precautions of real monographs against a second reading by hand, made before the program's was looked at.

A line of tests/gold/precautions.jsonl is one monograph and its precautions, each with the offsets of the words that
state it. Those marked ``optional`` are ones that two careful readers may differ on: neither missed nor false.
The floors lie a little below what was measured; they are there to be raised.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from monograph.claims.precaution import read_precautions
from monograph.names.conditions import canonical
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

pytestmark = pytest.mark.corpus

READINGS = Path(__file__).parents[1] / "gold" / "precautions.jsonl"
SMALL = frozenset(("the", "a", "an", "of", "in", "and", "or", "to", "with", "certain"))

Record = dict[str, Any]


def alike(one: Record, other: Record, *, advice: bool) -> bool:
    """The same person or state, by its canonical word or half of the words; with ``advice`` the same advice."""
    if advice and one["advice"] != other["advice"]:
        return False
    if set(canonical(one["about"])) & set(canonical(other["about"])):
        return True
    ours, theirs = words(one["about"]), words(other["about"])
    return len(ours & theirs) * 2 >= len(ours | theirs) > 0


def words(about: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in re.findall(r"[a-z0-9]+", about) if word not in SMALL)


def partners(gold: list[Record], read: list[Record], *, advice: bool) -> dict[int, int]:
    """The place of the reading that each precaution of the gold is paired with; those not optional choose first."""
    found: dict[int, int] = {}
    for place in sorted(range(len(gold)), key=lambda place: bool(gold[place].get("optional"))):
        free = (at for at, other in enumerate(read) if at not in found.values())
        partner = next((at for at in free if alike(gold[place], read[at], advice=advice)), None)
        if partner is not None:
            found[place] = partner
    return found


@pytest.fixture(scope="module")
def both(corpus: Path) -> list[tuple[list[Record], list[Record]]]:
    """What a person and the program read of each monograph."""
    pairs = []
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        reading = json.loads(line)
        monograph = read_monograph((corpus / reading["doc"]).read_bytes(), reading["doc"])
        assert isinstance(monograph, Monograph)
        read: list[Record] = [{"about": claim.about, "advice": claim.advice} for claim in read_precautions(monograph)]
        pairs.append((reading["precautions"], read))
    return pairs


@pytest.mark.parametrize(("advice", "floor"), [(False, 0.94), (True, 0.91)], ids=["about", "advice"])
def test_precautions_are_those_of_a_second_reader(
    both: list[tuple[list[Record], list[Record]]], *, advice: bool, floor: float
) -> None:
    hits = missed = false = 0
    for gold, read in both:
        paired = partners(gold, read, advice=advice)
        asked = {place for place, precaution in enumerate(gold) if not precaution.get("optional")}
        hits += len(asked & paired.keys())
        missed += len(asked - paired.keys())
        false += len(read) - len(paired)
    f1 = 2 * hits / (2 * hits + missed + false)
    print(f"precautions: {hits} of {hits + missed} found, {false} false, F1 {f1:.3f}")
    assert f1 > floor
