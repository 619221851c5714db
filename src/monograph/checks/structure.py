"""H: headings and sections, so that a reader and a program find each part where they look for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Finding, Place, Rule
from monograph.library.model import Entry
from monograph.text.model import Monograph, Section, SectionKind, Span

REQUIRED: dict[SectionKind, str] = {
    "generic-name": "Generic Name",
    "usage": "Usage",
    "dosage": "Dosage",
    "side-effects": "Side Effects",
    "how-it-works": "How it Works",
    "precautions": "Precautions",
    "faqs": "FAQs",
}
"""The sections that every monograph has, in their order."""

NHS = "NHS digital service manual, Content style guide: headings"
PROSE = frozenset({"usage", "how-it-works", "faqs", "disclaimer"})
"""Sections whose last words are a sentence; lists may end without a full stop."""
NOTE_WORDS = 14
"""A Generic Name longer than this is prose, not a name with its synonyms."""


def missing_sections(entry: Entry) -> Iterator[Finding]:
    """One finding for all sections that are missing, at the title."""
    monograph = entry.monograph
    there = {section.kind for section in monograph.sections}
    titles = " ".join(section.title for section in monograph.sections).lower()
    missing = [name for kind, name in REQUIRED.items() if kind not in there and name.lower() not in titles]
    if missing:
        message = f"There is no section {_listed(missing)}"
        yield Finding(entry, title_span(monograph), message, fix=f"Add {_listed([f'### {name}' for name in missing])}")


def label_headings(entry: Entry) -> Iterator[Finding]:
    """Bold labels that stand where a heading belongs: one finding, at the first."""
    monograph = entry.monograph
    labels = [s for s in monograph.sections if s.kind in REQUIRED and not is_heading(monograph, s)]
    if labels:
        names = _listed(list(dict.fromkeys(REQUIRED[section.kind] for section in labels)))
        message = f"{names}: bold text where a heading belongs"
        yield Finding(entry, labels[0].heading, message, fix=f"Write “### {labels[0].title}” on a line of its own")


def heavy_headings(entry: Entry) -> Iterator[Finding]:
    """Headings that end in a colon or go on with the text of their section."""
    monograph = entry.monograph
    for section in monograph.sections:
        if section.kind not in REQUIRED or not is_heading(monograph, section):
            continue
        start, end = section.heading
        written = monograph.plain[start:end]
        name, colon, text = written.partition(":")
        if not colon:
            continue
        what = "goes on with the text of its section" if text.strip() else "ends in a colon"
        fix = f"Write “### {name.strip()}” and put the rest below it"
        yield Finding(entry, section.heading, f"The heading {name.strip()} {what}", fix=fix)


def repeated_sections(entry: Entry) -> Iterator[Finding]:
    """Sections that come again, or speak of one component: one finding, at the first, with the place before."""
    monograph = entry.monograph
    seen: dict[SectionKind, Section] = {}
    for section in monograph.sections:
        if section.kind not in REQUIRED:
            continue
        first = seen.setdefault(section.kind, section)
        if first is not section:
            what = f" for {section.component}" if section.component else ""
            message = f"The section {REQUIRED[section.kind]} comes again{what}"
            place = Place(entry, first.heading)
            yield Finding(
                entry, section.heading, message, (place,), "Join them: one section, its parts under bold labels"
            )
            return
    for section in monograph.sections:
        if section.component and section.kind in REQUIRED:
            message = f"The section {REQUIRED[section.kind]} speaks of {section.component} only"
            yield Finding(entry, section.heading, message, fix="Use one section, its parts under bold labels")
            return


def text_before_sections(entry: Entry) -> Iterator[Finding]:
    """Text between the title and the first section."""
    for section in entry.monograph.of_kind("preamble"):
        if section.blocks:
            block = section.blocks[0]
            message = "Text before the first section belongs to no section: it is not searched, checked or compared"
            yield Finding(entry, Span(block.start, block.end), message, fix="Move it into a section")


def empty_sections(entry: Entry) -> Iterator[Finding]:
    """Headings with nothing under them, and a file that stops in the middle of a sentence."""
    monograph = entry.monograph
    for section, after in pairwise([*monograph.sections, None]):
        nested = after is not None and after.kind in ("other", "disclaimer")
        if section is not None and section.kind in REQUIRED and not section.blocks and not nested:
            yield Finding(entry, section.heading, f"The section {section.title or REQUIRED[section.kind]} is empty")
    last = monograph.sections[-1] if monograph.sections else None
    if last is not None and last.kind in PROSE and last.blocks and last.blocks[-1].sentences:
        start, stop = last.blocks[-1].sentences[-1]
        words = monograph.plain[start:stop].strip()
        if words[-1:].isalpha() and len(words.split()) > 2:
            yield Finding(entry, Span(start, stop), "The file ends in the middle of a sentence")


def unknown_headings(entry: Entry) -> Iterator[Finding]:
    """Headings that name no section of a monograph and no component of its title."""
    monograph = entry.monograph
    for section in monograph.sections:
        if section.kind == "other" and not section.component and is_heading(monograph, section):
            yield Finding(entry, section.heading, f"“{section.title}” is no section of a monograph")


def heading_jumps(entry: Entry) -> Iterator[Finding]:
    """The first heading that skips a level."""
    monograph = entry.monograph
    before = 0
    for number, start in enumerate(monograph.lines):
        if monograph.source[start : start + 1] != "#":
            continue
        end = monograph.lines[number + 1] if number + 1 < len(monograph.lines) else len(monograph.source)
        line = monograph.source[start:end].rstrip()
        level = len(line) - len(line.lstrip("#"))
        if before and level > before + 1:
            message = f"A heading of level {level} follows one of level {before}"
            yield Finding(entry, Span(start, start + len(line)), message, fix=f"Write it with {before + 1} signs #")
            return
        before = level


def prose_names(entry: Entry) -> Iterator[Finding]:
    """A Generic Name section that holds sentences instead of a name."""
    monograph = entry.monograph
    for section in monograph.of_kind("generic-name"):
        for block in section.blocks:
            text = monograph.plain[block.start : block.end]
            if len(text.split()) > NOTE_WORDS and text.rstrip().endswith((".", ")", "*")):
                span = Span(block.start, block.end)
                yield Finding(entry, span, "The Generic Name holds a note, not a name", fix="Move the note to Usage")
                return


def is_heading(monograph: Monograph, section: Section) -> bool:
    """Whether the section stands under a heading of its own (else under a bold label)."""
    return begins_with_signs(monograph, section) or _is_underlined(monograph, section)


def begins_with_signs(monograph: Monograph, section: Section) -> bool:
    """Whether the heading is written behind the signs ``#``, not underlined."""
    line = monograph.lines[monograph.line_of(section.heading.start) - 1]
    return monograph.source[line : section.heading.start].lstrip().startswith("#")


def _is_underlined(monograph: Monograph, section: Section) -> bool:
    below = monograph.line_of(section.heading.start)  # lines count from 1: the index of the next one
    start, end = (*monograph.lines[below : below + 2], len(monograph.source), len(monograph.source))[:2]
    return set(monograph.source[start:end].strip()) in ({"="}, {"-"})


def title_span(monograph: Monograph) -> Span:
    """Where the title stands: the first heading of level 1, else the title in the front matter, else the start."""
    for number, start in enumerate(monograph.lines):
        if monograph.source.startswith("# ", start):
            end = monograph.lines[number + 1] if number + 1 < len(monograph.lines) else len(monograph.source)
            return Span(start + 2, start + len(monograph.source[start:end].rstrip()))
    key = monograph.source.find("title:")
    if key < 0:
        return Span(0, 0)
    end = monograph.source.find("\n", key)
    return Span(key, end if end > key else len(monograph.source))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


_LABELLED = "# Paracetamol\n\n" + "\n\n".join(f"**{heading}:** {text}" for heading, text in CLEAN.items())

RULES = (
    Rule(
        code="H201",
        name="missing-section",
        finds="A section that every monograph has is missing.",
        why="Readers look for the same seven parts on every page; a gap looks as if there were nothing to say.",
        source=NHS,
        bad=(Page(without=("Side Effects",)),),
        good=(Page(),),
        severity="error",
        default_on=True,
        check=missing_sections,
    ),
    Rule(
        code="H202",
        name="label-for-heading",
        finds="Bold labels stand where headings belong.",
        why="Screen readers, tables of contents and programs find headings; bold text is only bold.",
        source="WCAG 2.2, success criterion 1.3.1",
        bad=(Page(text=_LABELLED),),
        good=(Page(dosage="**Adults:** 1 g by mouth, up to four times daily. The maximum daily dose is 4 g."),),
        default_on=True,
        fixable=True,
        once=True,
        check=label_headings,
    ),
    Rule(
        code="H203",
        name="heavy-heading",
        finds="A heading ends in a colon or carries the text of its section.",
        why="The heading is read out, listed and linked; its text belongs below it.",
        source=NHS,
        bad=(
            Page(text=Page().source().replace("### Usage", "### Usage: pain\n")),
            Page(text=Page().source().replace("### Usage", "### Usage:")),
        ),
        good=(Page(),),
        default_on=True,
        fixable=True,
        check=heavy_headings,
    ),
    Rule(
        code="H204",
        name="repeated-section",
        finds="A section comes twice, or is written for one component of a combination.",
        why="Of two Dosage sections a reader finds one; a combination is taken as one medicine.",
        bad=(Page(text=Page().source() + "\n### Usage\nIt is also used for headache.\n"),),
        good=(Page(),),
        default_on=True,
        check=repeated_sections,
    ),
    Rule(
        code="H205",
        name="text-before-sections",
        finds="Text stands between the title and the first section.",
        why="It belongs to no section, so nobody who looks for one of them reads it.",
        bad=(
            Page(
                text=Page()
                .source()
                .replace("### Generic Name", "Please note that this is a medicine.\n\n### Generic Name")
            ),
        ),
        good=(Page(),),
        confidence="medium",
        check=text_before_sections,
    ),
    Rule(
        code="H206",
        name="empty-section",
        finds="A section is empty, or the file ends in the middle of a sentence.",
        why="Something was lost: a heading promises what is not there.",
        bad=(
            Page(text=Page().source().replace(CLEAN["Usage"], "")),
            Page(disclaimer="This page gives general information and does not replace advice. There is no direct"),
        ),
        good=(Page(),),
        check=empty_sections,
    ),
    Rule(
        code="H207",
        name="unknown-heading",
        finds="A heading names no section of a monograph.",
        why="Facts under an unusual heading are not found where readers and programs look for them.",
        bad=(Page(text=Page().source() + "\n### Fun facts\nIt is white.\n"),),
        good=(Page(),),
        severity="info",
        confidence="medium",
        check=unknown_headings,
    ),
    Rule(
        code="H208",
        name="heading-jump",
        finds="A heading skips a level (an H3 directly under the H1).",
        why="Screen readers announce levels; a gap sounds as if a part were missing.",
        source="WCAG 2.2, technique G141",
        bad=(Page(),),
        good=(Page(text=Page().source().replace("### ", "## ")),),
        severity="info",
        fixable=True,
        once=True,
        check=heading_jumps,
    ),
    Rule(
        code="H209",
        name="note-in-name",
        finds="The Generic Name section holds a note instead of a name.",
        why="The name is what pages are found and compared by; a note in its place hides it.",
        bad=(
            Page(
                generic_name="Paracetamol\n\nNote: this combination is no standard product, and what is written "
                "here is put together from what is known of its parts."
            ),
        ),
        good=(Page(generic_name="Paracetamol (acetaminophen)"),),
        severity="info",
        confidence="medium",
        check=prose_names,
    ),
)
