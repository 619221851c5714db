"""Uses against a second reading by hand: ``tests/gold/uses.jsonl``, whose monographs are not in the gold of ../shared.

Each line holds a monograph and the indications that a person read in its Usage, with the offsets of the words that
name each. An indication counts as found where half of the words of the two are the same, as ``score.py`` has it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from monograph.claims.use import read_uses
from monograph.text.model import Monograph
from monograph.text.read import read_monograph

pytestmark = pytest.mark.corpus

READINGS = Path(__file__).parents[1] / "gold" / "uses.jsonl"
SMALL = frozenset(("the", "a", "an", "of", "in", "and", "or", "to", "with", "other", "certain", "some", "such", "as"))


def words(indication: str) -> frozenset[str]:
    found = re.findall(r"[a-z0-9]+", indication)
    return frozenset(word.removesuffix("s") for word in found if word not in SMALL) or frozenset(found)


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) * 2 >= len(one | other)


def matched(expected: list[frozenset[str]], found: list[frozenset[str]]) -> int:
    """How many of the expected have one of their own among the found."""
    owner: dict[int, int] = {}

    def seat(number: int, seen: set[int]) -> bool:
        for at, candidate in enumerate(found):
            if at not in seen and same(expected[number], candidate):
                seen.add(at)
                if at not in owner or seat(owner[at], seen):
                    owner[at] = number
                    return True
        return False

    return sum(seat(number, set()) for number in range(len(expected)))


def test_uses_are_those_of_a_second_reader(corpus: Path) -> None:
    hits = expected = found = 0
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        reading = json.loads(line)
        file = corpus / reading["doc"]
        if not file.is_file():
            continue
        monograph = read_monograph(file.read_bytes(), reading["doc"])
        assert isinstance(monograph, Monograph)
        theirs = [words(use["indication"]) for use in reading["uses"]]
        ours = [words(use.indication) for use in read_uses(monograph)]
        hits, expected, found = hits + matched(theirs, ours), expected + len(theirs), found + len(ours)
    precision, recall = hits / found, hits / expected
    f1 = 2 * precision * recall / (precision + recall)
    print(f"uses: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} of {expected}")
    assert f1 > 0.85
