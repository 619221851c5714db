"""Real labels: each agrees with itself, and none contradicts the bundled library."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from monograph.library.model import Entry
from monograph.pipeline.read import read_entry, read_path
from monograph.verify.engine import verify, verify_entry
from monograph.verify.matching import LabelIndex, match_labels
from monograph.verify.read_label import ReadLabel
from monograph.verify.sources import labels_in
from monograph.verify.verdict import Verdict

pytestmark = pytest.mark.corpus

JUDGED = Path(__file__).parents[1] / "judged" / "verify_doses.tsv"
AGREED = 0.75
"""A little below what was measured (1,096 of 1,434, more than half of them drawn from what verify is not sure of)."""


@pytest.fixture(scope="module")
def labels(corpus: Path) -> list[ReadLabel]:
    folder = corpus.parent / "labels"
    if not folder.is_dir():
        pytest.skip(f"no labels at {folder}")
    return [ReadLabel(label) for label in labels_in([folder / "openfda", folder / "spl"])]


@pytest.fixture(scope="module")
def leaflets(corpus: Path) -> list[ReadLabel]:
    folder = corpus.parent / "labels"
    return [ReadLabel(label) for label in labels_in([folder / "epi", folder / "leaflets"])]


def test_a_label_never_contradicts_itself(labels: list[ReadLabel]) -> None:
    contradicted = [
        (label.label.set_id, verdict.why)
        for label in labels
        for verdict in verify_entry(Entry(monograph=label.text, claims=label.claims, identity=label.identity), [label])
        if verdict.verdict == "contradicted"
    ]
    assert contradicted == []


def test_the_bundled_library_is_contradicted_nowhere(labels: list[ReadLabel]) -> None:
    entries = [entry for entry in read_path(Path("library")) if isinstance(entry, Entry)]
    verdicts = [record for record in verify(entries, LabelIndex(labels)) if isinstance(record, Verdict)]
    assert len({verdict.doc for verdict in verdicts}) > 20
    assert [(verdict.doc, verdict.why) for verdict in verdicts if verdict.verdict == "contradicted"] == []


def test_doses_are_judged_as_a_careful_reader_did(
    labels: list[ReadLabel], leaflets: list[ReadLabel], corpus: Path
) -> None:
    """By a table made before verify was asked; a claim that is read at another place now is passed over."""
    lines = [line for line in JUDGED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t"))
    index, said = LabelIndex([*labels, *leaflets]), {}
    for doc in {row["path"] for row in rows}:
        entry = read_entry((corpus / doc).read_bytes(), doc)
        assert isinstance(entry, Entry)
        for verdict in verify_entry(entry, match_labels(entry, index)):
            if verdict.kind == "dose":
                said.setdefault((doc, str(verdict.start)), verdict.verdict)
    both = [(row["verdict"], said[place]) for row in rows if (place := (row["path"], row["offset"])) in said]
    alike = sum(one == other for one, other in both)
    told = [other for one, other in both if one == "contradicted"]
    print(f"doses: {alike} of {len(both)} alike; {told.count('contradicted')} of {len(told)} contradictions found")
    assert len(both) > 0.9 * len(rows)
    assert alike >= AGREED * len(both)
    assert ("supported", "contradicted") not in both
