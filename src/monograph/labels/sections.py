"""Which kind of section a label's section is, by its code; from ``data/sections.tsv``."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

from monograph.tables import read_table
from monograph.text.model import SectionKind

CodeSystem = Literal["loinc", "openfda", "eu"]


class LabelSection(NamedTuple):
    """The kind of a label's section, or None where it holds no claim, and the title that a page gives it."""

    kind: SectionKind | None
    title: str


def _by(system: CodeSystem) -> dict[str, LabelSection]:
    rows = read_table("monograph.labels", "sections")
    return {
        row[system]: LabelSection(None if row["kind"] == "skip" else cast(SectionKind, row["kind"]), row["title"])
        for row in rows
        if row[system]
    }


_SECTIONS: dict[CodeSystem, dict[str, LabelSection]] = {
    "loinc": _by("loinc"),
    "openfda": _by("openfda"),
    "eu": _by("eu"),
}


def label_section(system: CodeSystem, code: str) -> LabelSection | None:
    """What a code stands for, or None where the table does not have it.

    >>> label_section("loinc", "34070-3").kind
    'contraindications'
    """
    return _SECTIONS[system].get(code)
