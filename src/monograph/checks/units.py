"""U: units and abbreviations that are misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import re2

from monograph.checks.example import Page
from monograph.checks.rule import Finding, Rule
from monograph.library.model import Entry
from monograph.tables import read_table
from monograph.text.model import Span

ISMP_LIST = "ISMP, List of error-prone abbreviations, symbols and dose designations (2021)"

GLUED = re2.compile(r"\b\d[\d,.]*(?:mg|mcg|ng|g|ml|kg|iu|units?|mmol|meq|mbq|mci)\b")
MICRO = re.compile(r"\d ?([µμ]g)\b")
TRAILING_ZERO = re.compile(r"\b(\d+\.0) ?(?:mg|mcg|g|ml|units?)\b")
LEADING_POINT = re.compile(r"(?<![\d\w])(\.\d+) ?(?:mg|mcg|g|ml|units?)\b")
ABBREVIATIONS = {row["abbreviation"]: row for row in read_table("monograph.checks", "abbreviations")}
LATIN = {row["abbreviation"]: row for row in read_table("monograph.checks", "latin")}


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./-])({'|'.join(map(re.escape, words))})(?![\w/-]|\.\w)")


ABBREVIATION = _whole(ABBREVIATIONS)
LATIN_ABBREVIATION = _whole(LATIN)


def glued_units(entry: Entry) -> Iterator[Finding]:
    """Numbers with their unit glued on: one finding a monograph, at the first, with their number."""
    monograph = entry.monograph
    for section in monograph.of_kind("dosage"):
        found = [m.span() for m in GLUED.finditer(monograph.folded[section.start : section.end])]
        if found:
            start, end = (section.start + offset for offset in found[0])
            words = monograph.source[start:end]
            more = f", and {len(found) - 1} more of this kind" if len(found) > 1 else ""
            message = f"“{words}”: no space between number and unit{more}"
            apart = re.sub(r"([0-9])([A-Za-z])", r"\1 \2", words, count=1)
            yield Finding(entry, Span(start, end), message, fix=f"Write “{apart}”")
            return


def risky_abbreviations(entry: Entry) -> Iterator[Finding]:
    """Abbreviations of the ISMP list, where doses are given: each once a monograph."""
    monograph = entry.monograph
    said = set()
    for section in monograph.of_kind("dosage"):
        for found in ABBREVIATION.finditer(monograph.plain, section.start, section.end):
            row = ABBREVIATIONS[found[1]]
            if found[1] in said or is_spelt_out(monograph.folded, found.start(), row["means"]):
                continue
            said.add(found[1])
            message = f"“{found[1]}” can be read as “{row['read_as']}”"
            yield Finding(entry, Span(*found.span()), message, fix=_write(row["means"]))


def latin_abbreviations(entry: Entry) -> Iterator[Finding]:
    """BID, TID and QID where doses are given: each once a monograph."""
    monograph = entry.monograph
    said = set()
    for section in monograph.of_kind("dosage"):
        for found in LATIN_ABBREVIATION.finditer(monograph.plain, section.start, section.end):
            means = LATIN[found[1]]["means"]
            if found[1] not in said and not is_spelt_out(monograph.folded, found.start(), means):
                said.add(found[1])
                message = f"“{found[1]}” is for those who write prescriptions, not for those who read them"
                yield Finding(entry, Span(*found.span()), message, fix=_write(means))


def _write(means: str) -> str:
    return "Write " + " or ".join(f"“{words}”" for words in means.split("|"))


def is_spelt_out(folded: str, start: int, means: str) -> bool:
    """Whether the words stand right before the abbreviation in brackets: "once or twice daily (OD or BID)"."""
    before = folded[max(0, start - 40) : start]
    return before.endswith(("(", "[")) and before.rstrip(" ([").endswith((*means.split("|"), "daily"))


def confusable_numbers(entry: Entry) -> Iterator[Finding]:
    """µg, 5.0 mg and .5 mg in a Dosage section."""
    monograph = entry.monograph
    for section in monograph.of_kind("dosage"):
        for pattern, message, fix in (
            (MICRO, "“{}” is misread as “mg”", "Write “mcg” or “micrograms”"),
            (TRAILING_ZERO, "“{}” is misread as ten times as much", "Leave out the zero after the point"),
            (LEADING_POINT, "“{}” is misread as ten times as much", "Write a zero before the point"),
        ):
            for found in pattern.finditer(monograph.plain, section.start, section.end):
                yield Finding(entry, Span(*found.span(1)), message.format(found[1]), fix=fix)


RULES: tuple[Rule, ...] = (
    Rule(
        code="U751",
        name="glued-unit",
        finds="A number and its unit without a space, in Dosage.",
        why="“10mg” and “10units” have been read as 100 mg and 1,000 units.",
        source=ISMP_LIST,
        bad=(Page(dosage="**Adults:** 500mg by mouth, up to four times daily. The maximum daily dose is 4 g."),),
        good=(Page(),),
        default_on=True,
        fixable=True,
        once=True,
        check=glued_units,
    ),
    Rule(
        code="U752",
        name="risky-abbreviation",
        finds="An abbreviation that is known to be misread (OD, QD, SC, HS, U ...), in Dosage.",
        why="OD has been read as “right eye” and as overdose, U as a zero; people were harmed.",
        source=ISMP_LIST,
        bad=(Page(dosage="**Adults:** 500 mg OD by mouth. The maximum daily dose is 4 g."),),
        good=(Page(), Page(dosage="**Adults:** 500 mg once daily (OD) by mouth. The maximum daily dose is 4 g.")),
        default_on=True,
        fixable=True,
        check=risky_abbreviations,
    ),
    Rule(
        code="U753",
        name="latin-abbreviation",
        finds="An abbreviation of Latin (BID, TID, QID) in Dosage.",
        why="Most readers do not know them, and a screen reader spells them out.",
        source="NHS digital service manual, Content style guide: abbreviations and acronyms",
        bad=(Page(dosage="**Adults:** 500 mg TID by mouth. The maximum daily dose is 4 g."),),
        good=(Page(), Page(dosage="**Adults:** 500 mg three times daily (TID) by mouth, up to 4 g a day.")),
        severity="info",
        fixable=True,
        check=latin_abbreviations,
    ),
    Rule(
        code="U754",
        name="confusable-number",
        finds="“µg”, a zero after the point (5.0 mg) or none before it (.5 mg), in Dosage.",
        why="Each has led to doses ten or a thousand times too high.",
        source=ISMP_LIST,
        bad=(
            Page(dosage="**Adults:** 100 µg by mouth once daily. The maximum daily dose is 1 mg."),
            Page(dosage="**Adults:** 5.0 mg by mouth once daily. The maximum daily dose is 10 mg."),
            Page(dosage="**Adults:** .5 mg by mouth once daily. The maximum daily dose is 10 mg."),
        ),
        good=(Page(dosage="**Adults:** 0.5 mg by mouth once daily. The maximum daily dose is 10 mg."),),
        fixable=True,
        check=confusable_numbers,
    ),
)
