"""Advice, interactions and uses of fifteen monographs judged by hand against one label each: how often verify agrees.

Judged before any verdict was seen; ``cause`` says why the program of that day (agreement .69) judged otherwise: silence
(of the label, taken for a denial), list (of contraindications, unread), words (other words for the same), excluded (a
use that the label denies), reading (of an advice), named (without being forbidden), strength, age (limits differ).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monograph.claims.records import Interaction, Precaution, Use
from monograph.library.model import Entry
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable
from monograph.verify.engine import verify_entry
from monograph.verify.read_label import ReadLabel
from monograph.verify.sources import labels_in

pytestmark = pytest.mark.corpus
JUDGED = Path(__file__).parents[1] / "judged" / "verify_advice.tsv"
AGREEMENT = 0.85


def rows() -> list[dict[str, str]]:
    lines = [line.split("\t") for line in JUDGED.read_text().splitlines() if not line.startswith("#")]
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]


def word(claim: object) -> str:
    match claim:
        case Precaution():
            return claim.about
        case Interaction():
            return claim.with_
        case Use():
            return claim.indication
    return ""


def verdicts(entry: Entry, label: ReadLabel) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Place, word and verdict of every claim."""
    claims = [claim for claim in entry.claims if claim.kind != "answer"]
    for claim, verdict in zip(claims, verify_entry(entry, [label]), strict=True):
        yield (str(claim.start), claim.kind), word(claim), verdict.verdict


def test_verdicts_of_advice_agree_with_those_by_hand(corpus: Path) -> None:
    judged = rows()
    folder = corpus.parent / "labels"
    if not folder.is_dir():
        pytest.skip(f"no labels at {folder}")
    wanted = {row["set_id"] for row in judged}
    labels = {
        label.set_id: ReadLabel(label)
        for label in labels_in([folder / "openfda", folder / "spl"])
        if label.set_id in wanted
    }
    agreed = compared = 0
    for doc, set_id in sorted({(row["path"], row["set_id"]) for row in judged if row["set_id"] in labels}):
        entry = read_entry((corpus / doc).read_bytes(), doc)
        assert not isinstance(entry, Unreadable)
        found = list(verdicts(entry, labels[set_id]))
        for row in (row for row in judged if row["path"] == doc):
            there = [
                verdict
                for place, said, verdict in found
                if place == (row["offset"], row["kind"]) and row["word"] in ("", said)
            ]
            compared += bool(there)
            agreed += row["verdict"] in there[:1]
    assert compared > 0.9 * len(judged), f"only {compared} of {len(judged)} judged claims are read"
    assert agreed >= AGREEMENT * compared, f"{agreed} of {compared} agree"
