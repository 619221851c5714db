"""U751 to U754: units, abbreviations and numbers, in Dosage sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.units import (
    ABBREVIATION,
    ABBREVIATIONS,
    GLUED,
    LATIN,
    LATIN_ABBREVIATION,
    LEADING_POINT,
    MICRO,
    TRAILING_ZERO,
    is_spelt_out,
)
from monograph.library.model import Edit, Entry

LETTER = re.compile(r"[a-z]")
LISTED_BEFORE = re.compile(r"[(\[](?:[\w-]+(?: ?[,/] ?(?:or |and )?| or | and ))*$")
LISTED_AFTER = re.compile(r"(?:(?: ?[,/] ?(?:or |and )?| or | and )[\w-]+)*[)\]]")
"""Around a name among others in brackets: "(IM, IV, SC)" names routes, "(2 mg SC)" tells how."""
NOUN = re.compile(r" (?:injection|infusion|route|dose|use|administration|formulation|form|tissue|depot|pump)")


def part_units(entry: Entry) -> Iterator[Edit]:
    """A space between each number and its unit."""
    monograph = entry.monograph
    for section in monograph.of_kind("dosage"):
        for found in GLUED.finditer(monograph.folded[section.start : section.end]):
            letter = LETTER.search(monograph.folded, section.start + found.start())
            if letter:
                yield Edit(letter.start(), letter.start(), " ")


def spell_out(entry: Entry) -> Iterator[Edit]:
    """Words for abbreviations; safe where the table says that it can mean one thing only."""
    monograph = entry.monograph
    for section in monograph.of_kind("dosage"):
        for found in ABBREVIATION.finditer(monograph.plain, section.start, section.end):
            row = ABBREVIATIONS[found[1]]
            if is_spelt_out(monograph.folded, found.start(), row["means"]):
                continue
            words = _words(monograph.plain, found.start(), found.end(), row["means"])
            yield Edit(found.start(), found.end(), words, safe=row["safe"] == "yes")


def _words(plain: str, start: int, end: int, means: str) -> str:
    """The words for an abbreviation where it stands: describing a noun, listed in brackets, or telling how."""
    describing, *doing = means.split("|")
    line = plain[plain.rfind("\n", 0, start) + 1 : start]
    listed = LISTED_BEFORE.search(line) and LISTED_AFTER.match(plain, end)
    heads = not line.strip(" *_+-") and plain.startswith(":", end)
    if not doing or listed or heads or NOUN.match(plain, end):
        return describing.capitalize() if heads and doing else describing
    return doing[0]


def plain_words(entry: Entry) -> Iterator[Edit]:
    """Plain words for Latin abbreviations."""
    monograph = entry.monograph
    for section in monograph.of_kind("dosage"):
        for found in LATIN_ABBREVIATION.finditer(monograph.plain, section.start, section.end):
            means = LATIN[found[1]]["means"]
            if not is_spelt_out(monograph.folded, found.start(), means):
                yield Edit(*found.span(), means)


def plain_numbers(entry: Entry) -> Iterator[Edit]:
    """mcg for µg, 5 for 5.0, 0.5 for .5."""
    monograph = entry.monograph
    for section in monograph.of_kind("dosage"):
        for found in MICRO.finditer(monograph.plain, section.start, section.end):
            yield Edit(*found.span(1), "mcg")
        for found in TRAILING_ZERO.finditer(monograph.plain, section.start, section.end):
            yield Edit(found.end(1) - 2, found.end(1), "")
        for found in LEADING_POINT.finditer(monograph.plain, section.start, section.end):
            yield Edit(found.start(1), found.start(1), "0")
