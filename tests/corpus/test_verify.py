"""Real labels: each agrees with itself, and none contradicts the bundled library."""

from __future__ import annotations

from pathlib import Path

import pytest

from monograph.library.model import Entry
from monograph.pipeline.read import read_path
from monograph.verify.engine import verify, verify_entry
from monograph.verify.matching import LabelIndex
from monograph.verify.read_label import ReadLabel
from monograph.verify.sources import labels_in
from monograph.verify.verdict import Verdict

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def labels(corpus: Path) -> list[ReadLabel]:
    folder = corpus.parent / "labels"
    if not folder.is_dir():
        pytest.skip(f"no labels at {folder}")
    return [ReadLabel(label) for label in labels_in([folder / "openfda", folder / "spl"])]


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
