"""What a newer version of a label changes: the claims whose verdict is another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from monograph.library.model import Entry
from monograph.verify.engine import verify_entry
from monograph.verify.matching import LabelIndex, match_labels
from monograph.verify.read_label import ReadLabel
from monograph.verify.verdict import Verdict


class ChangedVerdict(msgspec.Struct, frozen=True):
    """A claim under an older and a newer version of one label."""

    old: Verdict
    new: Verdict


def changed_verdicts(entries: Iterable[Entry], old: ReadLabel, new: ReadLabel) -> Iterator[ChangedVerdict]:
    """The claims of the monographs of the label's substance whose verdict the newer version changes."""
    index = LabelIndex([new])
    for entry in entries:
        if match_labels(entry, index):
            pairs = zip(verify_entry(entry, [old]), verify_entry(entry, [new]), strict=True)
            yield from (ChangedVerdict(before, after) for before, after in pairs if before.verdict != after.verdict)
