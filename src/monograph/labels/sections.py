"""Which kind of section a label's section is, by its code; from ``data/sections.tsv``."""

from __future__ import annotations

from functools import cache
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


_LONGEST_TITLE = 80
_SECTIONS: dict[CodeSystem, dict[str, LabelSection]] = {
    "loinc": _by("loinc"),
    "openfda": _by("openfda"),
    "eu": _by("eu"),
}


def titled_section(system: CodeSystem, text: str) -> str | None:
    """The code of the section whose title a text begins with, or None.

    >>> titled_section("loinc", "Drug Interactions Warfarin: ...")
    '34073-7'
    """
    opening = text[:_LONGEST_TITLE].lower()
    named = [(title, code) for title, code in _titles(system) if opening.startswith(f"{title} ")]
    return max(named, key=lambda one: len(one[0]))[1] if named else None


@cache
def _titles(system: CodeSystem) -> list[tuple[str, str]]:
    return [(known.title.lower(), code) for code, known in _SECTIONS[system].items() if known.title]


def label_section(system: CodeSystem, code: str) -> LabelSection | None:
    """What a code stands for, or None where the table does not have it.

    >>> label_section("loinc", "34070-3").kind
    'contraindications'
    """
    return _SECTIONS[system].get(code)
