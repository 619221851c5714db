"""Doses of official labels that a person read by hand (tests/gold/label_doses.jsonl), before looking at the program's.

A line is one label: its set id and the amounts of its dosage, each with its place in the text of the label, the keys of
CLAIMS.md and the bands of those it is for. ``medicine`` marks the amounts of other medicines, which must not be read as
those of the label's own components; ``optional`` those that may be read or not; ``open`` names keys that may be
anything. The floors lie a little below what was measured; they are there to be raised.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.corpus.doses_alike import EVERYTHING, FREQUENCY, Record, agreed, amounts

from monograph.claims.dose import read_doses
from monograph.claims.records import claim_record
from monograph.labels.documents import Document, open_documents
from monograph.labels.identity import identity_of
from monograph.labels.model import Label
from monograph.labels.read import read_labels
from monograph.verify.dose_scope import names_another

pytestmark = pytest.mark.corpus

LABELS = Path("../shared/labels")
FOLDERS = ("openfda", "spl", "leaflets", "epi")
GOLD = Path(__file__).parents[1] / "gold" / "label_doses.jsonl"


def labels(wanted: set[str]) -> Iterator[Label]:
    """The labels with these set ids, the first document of each; a leaflet is called after its file."""
    names = {name.removeprefix("leaflet:").encode(): name for name in wanted}
    for path in sorted(path for folder in FOLDERS for path in (LABELS / folder).iterdir()):
        with path.open("rb") as stream:
            for document in open_documents(stream, path.name):
                if isinstance(document, Document) and any(name in document.data for name in names):
                    yield from (label for label in read_labels(document) if label.set_id in wanted)


@pytest.fixture(scope="module")
def both() -> list[tuple[list[Record], list[Record]]]:
    """What a person and the program read of each label as its own doses."""
    if not LABELS.is_dir():
        pytest.skip("no labels beside the project")
    gold = {record["set_id"]: record["doses"] for record in map(json.loads, GOLD.read_text("utf-8").splitlines())}
    pairs = {}
    for label in labels(set(gold)):
        if label.set_id in pairs:
            continue
        read = [claim_record(label.set_id, dose) for dose in read_doses(label.text)]
        components = set(identity_of(label).components)
        own = [dose for dose in read if not names_another((dose["medicine"] or "").lower(), components)]
        asked = [dose for dose in gold[label.set_id] if "medicine" not in dose and "optional" not in dose]
        spare = {amounts(dose)[1] for dose in gold[label.set_id] if "optional" in dose and "unit" in dose}
        hit = [other for _, other in agreed(asked, own, ())]
        pairs[label.set_id] = (asked, [dose for dose in own if dose in hit or dose["amount_max"] not in spare])
    assert pairs.keys() == gold.keys()
    return list(pairs.values())


@pytest.mark.parametrize(
    ("keys", "floor"),
    [((), 0.96), (FREQUENCY, 0.93), (EVERYTHING, 0.865), ((*EVERYTHING, "bands"), 0.855)],
    ids=["core", "frequency", "everything", "bands"],
)
def test_doses_of_labels_are_read_as_people_read_them(
    both: list[tuple[list[Record], list[Record]]], keys: tuple[str, ...], floor: float
) -> None:
    hits = sum(len(agreed(gold, read, keys)) for gold, read in both)
    f1 = 2 * hits / sum(len(gold) + len(read) for gold, read in both)
    assert f1 >= floor, f"F1 {f1:.3f}"
