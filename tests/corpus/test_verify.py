"""Real labels: each agrees with itself, and none contradicts the bundled library."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from monograph.claims.records import Precaution
from monograph.library.model import Entry
from monograph.pipeline.read import read_entry, read_path
from monograph.verify.engine import verify, verify_entry
from monograph.verify.matching import LabelIndex, match_labels
from monograph.verify.read_label import ReadLabel
from monograph.verify.sources import labels_in
from monograph.verify.verdict import Verdict

pytestmark = pytest.mark.corpus

JUDGED = Path(__file__).parents[1] / "judged"


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


def test_a_label_agrees_with_itself(labels: list[ReadLabel], leaflets: list[ReadLabel]) -> None:
    """Nothing is contradicted; not found are some claims of fewer than five words, that were misread in it."""
    verdicts = [
        (label.label.set_id, verdict)
        for label in (*labels, *leaflets)
        for verdict in verify_entry(Entry(monograph=label.text, claims=label.claims, identity=label.identity), [label])
    ]
    told = Counter(verdict.verdict for _, verdict in verdicts)
    print(told)
    assert [(set_id, verdict.why) for set_id, verdict in verdicts if verdict.verdict == "contradicted"] == []
    assert told["not-found"] < len(verdicts) / 1000


def test_the_bundled_library_is_contradicted_nowhere(labels: list[ReadLabel]) -> None:
    entries = [entry for entry in read_path(Path("library")) if isinstance(entry, Entry)]
    verdicts = [record for record in verify(entries, LabelIndex(labels)) if isinstance(record, Verdict)]
    assert len({verdict.doc for verdict in verdicts}) > 20
    assert [(verdict.doc, verdict.why) for verdict in verdicts if verdict.verdict == "contradicted"] == []


@pytest.mark.parametrize(
    ("table", "floor", "alarms"),
    [
        pytest.param("verify_doses.tsv", 0.78, 0, id="more than half of what verify is not sure of"),
        pytest.param("exam_doses.tsv", 0.9, 0, id="pages that no rule was learned from"),
        pytest.param("pages_doses.tsv", 0.82, 1, id="whole pages, by readers who knew the definitions only"),
        pytest.param("later_pages_doses.tsv", 0.9, 0, id="more whole pages"),
        pytest.param("blind_doses.tsv", 0.8, 0, id="whole pages that no rule was learned from"),
    ],
)
def test_doses_are_judged_as_a_careful_reader_did(
    labels: list[ReadLabel], leaflets: list[ReadLabel], corpus: Path, table: str, floor: float, alarms: int
) -> None:
    """``alarms`` are doses that a reader found in the label and verify calls contradicted: one is told as a base there
    and as its salt here."""
    rows = read_rows(table)
    both = alike(rows, verdicts(rows, LabelIndex([*labels, *leaflets]), corpus))
    assert len(both) > 0.9 * len(rows)
    assert sum(one == other for one, other in both) >= floor * len(both)
    assert both.count(("supported", "contradicted")) <= alarms


@pytest.mark.parametrize(
    ("table", "floor"),
    [
        pytest.param("exam_advice.tsv", 0.86, id="precautions of pages that no rule was learned from"),
        pytest.param("pages_advice.tsv", 0.82, id="of whole pages, by readers who knew the definitions only"),
        pytest.param("later_pages_advice.tsv", 0.8, id="of more whole pages"),
        pytest.param("blind_advice.tsv", 0.76, id="of whole pages that no rule was learned from"),
        pytest.param("effects.tsv", 0.8, id="effects"),
        pytest.param("interactions.tsv", 0.9, id="interactions"),
        pytest.param("uses.tsv", 0.7, id="uses"),
        pytest.param("blind_claims.tsv", 0.75, id="effects, interactions and uses that no rule was learned from"),
    ],
)
def test_other_claims_are_judged_as_a_careful_reader_did(
    labels: list[ReadLabel], leaflets: list[ReadLabel], corpus: Path, table: str, floor: float
) -> None:
    """Half of the effects, interactions and uses are of what verify could not find when they were drawn."""
    rows = read_rows(table)
    both = alike(rows, verdicts(rows, LabelIndex([*labels, *leaflets]), corpus))
    assert len(both) > 0.9 * len(rows)
    assert sum(one == other for one, other in both) >= floor * len(both)


Place = tuple[str, str, str, str]


def read_rows(table: str) -> list[dict[str, str]]:
    """The rows of a table made before verify was asked."""
    lines = (JUDGED / table).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))


def verdicts(rows: list[dict[str, str]], index: LabelIndex, corpus: Path) -> dict[Place, str]:
    """What verify says of the claims of the rows' pages, by path, offset, kind and what tells them apart."""
    said: dict[Place, str] = {}
    for doc in {row["path"] for row in rows}:
        entry = read_entry((corpus / doc).read_bytes(), doc)
        assert isinstance(entry, Entry)
        claims = [claim for claim in entry.claims if claim.kind != "answer"]
        for claim, verdict in zip(claims, verify_entry(entry, match_labels(entry, index)), strict=True):
            word = verdict.claim if claim.kind in ("effect", "use", "interaction") else ""
            word = claim.about if isinstance(claim, Precaution) else word
            said.setdefault((doc, str(claim.start), claim.kind, word), verdict.verdict)
    return said


def alike(rows: list[dict[str, str]], said: dict[Place, str]) -> list[tuple[str, str]]:
    """The verdicts by hand beside verify's; a claim that is read at another place now is passed over."""
    places = [(row["path"], row["offset"], row.get("kind", "dose"), row.get("word", "")) for row in rows]
    both = [
        (row.get("second") or row["verdict"], said[place])
        for row, place in zip(rows, places, strict=True)
        if place in said
    ]
    told = [other for one, other in both if one == "contradicted"]
    print(f"{sum(one == other for one, other in both)} of {len(both)} alike; ", end="")
    print(f"{told.count('contradicted')} of {len(told)} contradictions found")
    return both
