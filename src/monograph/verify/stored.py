"""Verdicts as library.db keeps them, in the columns of its table ``verdicts``, and how they are read back."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from monograph.library.rows import Row
from monograph.library.store import StoredLibrary
from monograph.verify.verdict import Dissent, LabelQuote, LeftOut, NoLabel, Record, Verdict

_others = msgspec.json.Decoder(list[Dissent])
_NO_LABEL = (None,) * 6


def verdict_rows(number: int, records: Iterable[Record]) -> list[Row]:
    """The rows of the records of one monograph, ``number`` in its table."""
    return [(number, place, *_row(record)) for place, record in enumerate(records, 1)]


def records_of(doc: str, rows: Iterable[Row]) -> list[Record]:
    """The records that rows hold."""
    return [_record(doc, row[2:]) for row in rows]


def stored_records(library: StoredLibrary, doc: str) -> list[Record]:
    """The records of a monograph; none where the library was built without labels."""
    return records_of(doc, library.rows("verdicts", doc))


def _row(record: Record) -> Row:
    match record:
        case Verdict():
            others = msgspec.json.encode(record.others).decode() if record.others else None
            place = record.kind, record.claim, None, record.quote, record.start, record.end
            return (record.verdict, *place, record.why, *msgspec.structs.astuple(record.label), others)
        case LeftOut():
            label = msgspec.structs.astuple(record.label)
            return (record.verdict, None, None, record.gravity, None, None, None, record.what, *label, None)
        case NoLabel():
            return (record.verdict, None, None, None, None, None, None, record.why, *_NO_LABEL, None)


def _record(doc: str, row: Row) -> Record:
    verdict, kind, claim, gravity, quote, start, end, why, *label, others = row
    match verdict:
        case "no-label":
            return NoLabel(doc=doc, why=why)
        case "left-out":
            return LeftOut(doc=doc, what=why, gravity=gravity, label=LabelQuote(*label))
    return Verdict(
        doc=doc, kind=kind, claim=claim, quote=quote, start=start, end=end, verdict=verdict, why=why,
        label=LabelQuote(*label), others=_others.decode(others) if others else [],
    )  # fmt: skip
