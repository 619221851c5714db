"""The groups in which a person reads what verifying found, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from monograph.verify.verdict import Gravity, Judgement, LeftOut, Record, Verdict


def told_once(records: Iterable[Record]) -> list[Record]:
    """Records without those that would tell a reader the same again: one sentence may hold several claims that are
    judged alike, one each of infants, children and adolescents.

    >>> from monograph.verify.verdict import LabelQuote
    >>> said = Verdict(doc="a.md", kind="dose", claim="5 g", quote="5 g for infants and children", start=3, end=31,
    ...                verdict="contradicted", why="No.", label=LabelQuote("a1", "3", "2024-05-01", "Glucophage"))
    >>> len(told_once([said, said]))
    1
    """
    told: dict[tuple[object, ...], Record] = {}
    for record in records:
        told.setdefault(_told(record), record)
    return list(told.values())


def _told(record: Record) -> tuple[object, ...]:
    match record:
        case Verdict():
            return record.doc, record.verdict, record.start, record.end, record.why, record.label
        case LeftOut():
            return record.doc, record.gravity, record.what, record.label
    return (record.doc,)


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
            for record in told_once(records)
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
