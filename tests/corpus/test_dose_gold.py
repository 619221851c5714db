"""Doses of real monographs that a second reader read by hand (tests/gold/doses.jsonl), before looking at the program's.

A line is one monograph: its path and its doses, each with the offsets of its amount and the keys of CLAIMS.md (without
indication and duration). The floors lie a little below what was measured; they are there to be raised.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.corpus.doses_alike import EVERYTHING, FREQUENCY, Record, agreed

from monograph.claims.dose import read_doses
from monograph.claims.records import claim_record
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

pytestmark = pytest.mark.corpus

CORPUS = Path("../shared/corpus")
GOLD = Path(__file__).parents[1] / "gold" / "doses.jsonl"


@pytest.fixture(scope="module")
def both() -> list[tuple[list[Record], list[Record]]]:
    """What people and the program read of each monograph."""
    if not CORPUS.is_dir():
        pytest.skip("no corpus beside the project")
    pairs = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        monograph = read_monograph((CORPUS / record["doc"]).read_bytes(), record["doc"])
        assert isinstance(monograph, Monograph)
        read = [claim_record(record["doc"], dose) for dose in read_doses(monograph)]
        pairs.append((record["doses"], read))
    return pairs


@pytest.mark.parametrize(
    ("keys", "floor"), [((), 0.98), (FREQUENCY, 0.97), (EVERYTHING, 0.91)], ids=["core", "frequency", "everything"]
)
def test_doses_are_read_as_people_read_them(
    both: list[tuple[list[Record], list[Record]]], keys: tuple[str, ...], floor: float
) -> None:
    hits = sum(len(agreed(gold, read, keys)) for gold, read in both)
    f1 = 2 * hits / sum(len(gold) + len(read) for gold, read in both)
    assert f1 >= floor, f"F1 {f1:.3f}"
