"""How entries and problems stand in the tables of library.db, and how they are read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import resources
from types import NoneType
from typing import Any, get_args

import msgspec

from monograph.claims.records import KINDS, Answer, AnyClaim, Band, Dose, Effect, Interaction, Kind, Precaution, Use
from monograph.library.model import Entry, Problem, Related
from monograph.text.model import Span, Unreadable

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows by table; their columns in the order of ``COLUMNS``."""

CLAIM_TABLES: dict[Kind, str] = {
    "dose": "doses",
    "effect": "effects",
    "interaction": "interactions",
    "precaution": "precautions",
    "use": "uses",
    "answer": "answers",
}
_STRUCTS: dict[Kind, type[AnyClaim]] = {
    "dose": Dose,
    "effect": Effect,
    "interaction": Interaction,
    "precaution": Precaution,
    "use": Use,
    "answer": Answer,
}
_MAPS: dict[str, Any] = {"unread": list[str], "grounds": dict[str, Span], "bands": dict[str, Band]}
"""Fields that stand as JSON in a column, NULL where empty; each with its type."""
_COMMON = ("start", "end", "quote", "unread", "grounds")
_RENAMED = {"start": "start_offset", "end": "end_offset", "with_": "interacts_with"}
"""Fields whose names mean something else in SQL."""


def _fields(kind: Kind) -> list[msgspec.structs.FieldInfo]:
    """The fields of a record: those that all kinds share, then its own."""
    fields = msgspec.structs.fields(_STRUCTS[kind])
    return sorted(fields, key=lambda field: field.name not in _COMMON)


def _claim_columns(kind: Kind) -> tuple[str, ...]:
    return ("monograph", "number", *(_RENAMED.get(field.name, field.name) for field in _fields(kind)))


COLUMNS: dict[str, tuple[str, ...]] = {
    "substances": ("key", "monographs"),
    "monographs": ("id", "doc", "title", "substance", "route", "sha256", "front_matter", "source"),
    "components": ("monograph", "number", "name", "known"),
    "sections": ("monograph", "number", "kind", "title", "component", "start_offset", "end_offset"),
    **{CLAIM_TABLES[kind]: _claim_columns(kind) for kind in KINDS},
    "problems": (
        "id", "monograph", "doc", "code", "name", "message", "severity", "confidence",
        "line", "column", "end_line", "end_column", "start_offset", "end_offset", "related", "fix",
        "topic",
    ),
    "verdicts": (
        "monograph", "number", "verdict", "kind", "claim", "gravity", "quote", "start_offset", "end_offset", "why",
        "label_set_id", "label_version", "label_date", "label_product", "label_quote", "label_component",
        "others",
    ),
    "unreadable": ("doc", "line", "reason", "message"),
}  # fmt: skip
"""All tables and their columns."""


def schema() -> str:
    """The SQL that makes all tables: those of ``schema.sql``, and one a kind of claim with the fields of its record."""
    key = "monograph INTEGER NOT NULL REFERENCES monographs (id), number INTEGER NOT NULL"
    claims = [
        f"CREATE TABLE {CLAIM_TABLES[kind]} ({key}, {', '.join(_column(field) for field in _fields(kind))}, "
        "PRIMARY KEY (monograph, number)) WITHOUT ROWID;"
        for kind in KINDS
    ]
    fixed = resources.files(__package__).joinpath("data", "schema.sql").read_text("utf-8")
    return "\n".join([*claims, fixed])


def _column(field: msgspec.structs.FieldInfo) -> str:
    kinds = get_args(field.type) or (field.type,)
    sql = "INTEGER" if int in kinds else "REAL" if float in kinds else "TEXT"
    stated = " NOT NULL" if NoneType not in kinds and field.name not in _MAPS else ""
    return f"{_RENAMED.get(field.name, field.name)} {sql}{stated}"


_json = msgspec.json.Encoder(order="sorted", enc_hook=str)


def entry_rows(number: int, entry: Entry) -> Rows:
    """The rows of an entry; ``number`` is its place among the files of its folder, which never depends on chance."""
    monograph, identity = entry.monograph, entry.identity
    front_matter = _json.encode(monograph.front_matter).decode()
    rows: Rows = {
        "monographs": [
            (number, monograph.doc, monograph.title, identity.key, identity.route or None, entry.sha256, front_matter,
             monograph.source)
        ],
        "components": [
            (number, place, name, int(name in identity.known)) for place, name in enumerate(identity.components, 1)
        ],
        "sections": [
            (number, place, section.kind, section.title, section.component or None, section.start, section.end)
            for place, section in enumerate(monograph.sections, 1)
        ],
    }  # fmt: skip
    for place, claim in enumerate(entry.claims, 1):
        values = (_text(value) if type(value) in (list, dict) else value for value in msgspec.structs.astuple(claim))
        rows.setdefault(CLAIM_TABLES[claim.kind], []).append((number, place, *values))
    return rows


def _text(value: object) -> str | None:
    return _json.encode(value).decode() if value else None


def problem_rows(problems: Iterable[Problem], numbers: Mapping[str, int]) -> list[Row]:
    """The rows of all problems; ``numbers`` are those of the monographs by their ``doc``."""
    return [
        (id_, numbers.get(p.doc), p.doc, p.code, p.name, p.message, p.severity, p.confidence,
         p.line, p.column, p.end_line, p.end_column, p.start, p.end, _text(p.related), p.fix,
         p.topic or None)
        for id_, p in enumerate(problems, 1)
    ]  # fmt: skip


def problem_of(row: Row) -> Problem:
    """The problem that a row of ``problems`` holds."""
    _, _, doc, code, name, message, severity, confidence, *places, related, fix, topic = row
    line, column, end_line, end_column, start, end = places
    return Problem(
        code=code, name=name, message=message, doc=doc, line=line, column=column, end_line=end_line,
        end_column=end_column, start=start, end=end, severity=severity, confidence=confidence,
        related=msgspec.json.decode(related, type=list[Related]) if related else [], fix=fix, topic=topic or "",
    )  # fmt: skip


def unreadable_rows(files: Iterable[Unreadable]) -> list[Row]:
    """The rows of files that could not be read."""
    return [(file.doc, file.line, file.reason, file.message) for file in files]


def claim_of(kind: Kind, row: Row) -> AnyClaim:
    """The claim that a row of a claim table holds."""
    values = dict(zip(_STRUCTS[kind].__struct_fields__, row[2:], strict=True))
    for name in values.keys() & _MAPS.keys():
        kept = values.pop(name)
        if kept:
            values[name] = msgspec.json.decode(kept, type=_MAPS[name])
    return _STRUCTS[kind](**values)
