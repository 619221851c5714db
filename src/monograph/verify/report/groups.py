"""The groups in which a person reads what verifying found, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from monograph.verify.verdict import Gravity, Judgement, LeftOut, Record, Verdict


class Group(NamedTuple):
    """Records of one verdict or gravity: the shape of their sign, a title, and whether they are read at once."""

    key: Judgement | Gravity
    shape: Literal["stop", "care", "fine", "none"]
    title: str
    is_open: bool = False

    def of(self, records: Iterable[Record]) -> list[Verdict | LeftOut]:
        """The records that belong to it, in their order."""
        return [
            record
            for record in records
            if (isinstance(record, Verdict) and record.verdict == self.key)
            or (isinstance(record, LeftOut) and record.gravity == self.key)
        ]


GROUPS = (
    Group("contradicted", "stop", "Contradicted by the label", is_open=True),
    Group("boxed-warning", "stop", "Boxed warnings that this page leaves out", is_open=True),
    Group("contraindication", "care", "Contraindications that this page leaves out", is_open=True),
    Group("interaction", "care", "Interactions that this page leaves out", is_open=True),
    Group("not-found", "none", "Not in the label"),
    Group("mention", "none", "Interactions that ask for care, left out here"),
    Group("supported", "fine", "In the label too"),
    Group("not-comparable", "none", "Not to be compared"),
)
