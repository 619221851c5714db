"""How a label stands in the tables of labels.db, and how it is read back."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from monograph.labels.identity import identity_of
from monograph.labels.model import Ingredient, Label
from monograph.text.model import Block, Monograph, Section, Span
from monograph.text.source import fold, line_starts

_json = msgspec.json.Encoder()
_blocks = msgspec.json.Decoder(list[Block])
_strings = msgspec.json.Decoder(list[str])

VERSION = (
    "set_id", "language", "version", "number", "date", "source", "kind", "product", "labeler", "substance", "routes",
    "forms", "newest", "file", "sha256", "program", "added",
)  # fmt: skip
INGREDIENT = ("version_id", "number", "name", "moiety", "unii", "strength")
SECTION = (
    "version_id", "number", "code", "kind", "title", "start_offset", "body_offset", "end_offset", "text", "blocks",
)  # fmt: skip


_AS_THEY_ARE = ("set_id", "language", "version", "date", "source", "kind", "product", "labeler")


class Origin(NamedTuple):
    """Where a label came from: the path of its document, the digest of its bytes, the program that read it, when."""

    file: str = ""
    sha256: str = ""
    program: str = ""
    added: str = ""


def version_row(label: Label, origin: Origin) -> tuple[Any, ...]:
    """The row of ``versions``: the columns of ``VERSION``."""
    number = int(label.version) if label.version.isdecimal() and len(label.version) < 10 else 0
    routes, forms = _json.encode(label.routes).decode(), _json.encode(label.forms).decode()
    return (
        label.set_id, label.language, label.version, number, label.date, label.source, label.kind, label.product,
        label.labeler, identity_of(label).key, routes, forms, 0, *origin,
    )  # fmt: skip


def ingredient_rows(version: int, label: Label) -> list[tuple[Any, ...]]:
    """The rows of ``ingredients``: the columns of ``INGREDIENT``."""
    return [
        (version, number, one.name, one.moiety, one.unii, one.strength)
        for number, one in enumerate(label.ingredients, 1)
    ]


def section_rows(version: int, label: Label) -> list[tuple[Any, ...]]:
    """The rows of ``sections``: the columns of ``SECTION``. Sections follow one another without a gap."""
    source = label.text.source
    return [
        (version, number, code, section.kind, section.title, section.start, section.heading.end, section.end,
         source[section.start : section.end], _json.encode(section.blocks).decode())
        for number, (section, code) in enumerate(zip(label.text.sections, label.codes, strict=True), 1)
    ]  # fmt: skip


def label_of(version: dict[str, Any], ingredients: list[dict[str, Any]], sections: list[dict[str, Any]]) -> Label:
    """The label that rows of the three tables hold; the rows of the last two in the order of their ``number``."""
    return Label(
        **{name: version[name] for name in _AS_THEY_ARE},
        ingredients=[Ingredient(one["name"], one["unii"], one["moiety"], one["strength"]) for one in ingredients],
        routes=_strings.decode(version["routes"]),
        forms=_strings.decode(version["forms"]),
        text=_text_of(version, sections),
        codes=[one["code"] for one in sections],
    )  # fmt: skip


def _text_of(version: dict[str, Any], rows: list[dict[str, Any]]) -> Monograph:
    source = "".join(row["text"] for row in rows)
    sections = [
        Section(
            kind=row["kind"],
            title=row["title"],
            heading=Span(row["start_offset"], row["body_offset"]),
            start=row["start_offset"],
            end=row["end_offset"],
            blocks=_blocks.decode(row["blocks"]),
        )
        for row in rows
    ]
    doc = f"label:{version['set_id']}"
    return Monograph(doc, source, source, fold(source), version["product"], {}, sections, line_starts(source))
