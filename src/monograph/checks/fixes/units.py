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
            describing, *doing = row["means"].split("|")
            words = doing[0] if doing and not NOUN.match(monograph.folded, found.end()) else describing
            yield Edit(found.start(), found.end(), words, safe=row["safe"] == "yes")


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
