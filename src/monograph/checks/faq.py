"""Q: questions and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Finding, Rule
from monograph.library.model import Entry
from monograph.text.model import Question, Section, Span

HOUSE = re.compile(r"\* +\*\*Q: +[^*]+\*\* +A: ")
MISSED = re.compile(r"\bmiss(?:ed|ing)?\b|\bforg[eo]t|\bskip")


def unread_questions(entry: Entry) -> Iterator[Finding]:
    """FAQ sections in which no question, or a question without an answer, is found."""
    monograph = entry.monograph
    for section in monograph.of_kind("faqs"):
        if not section.blocks:
            continue
        if not section.questions:
            yield Finding(entry, section.heading, "No question can be found in this section", fix=EXAMPLE)
        for question in section.questions:
            if question.answer.end <= question.answer.start:
                yield Finding(entry, question.question, "This question has no answer", fix="Answer it, or drop it")


def other_styles(entry: Entry) -> Iterator[Finding]:
    """Questions in another form than ``* **Q: …?** A: …``: one finding a monograph, at the first."""
    monograph = entry.monograph
    for section in monograph.of_kind("faqs"):
        others = [question for question in section.questions if not _in_house_style(monograph.source, question)]
        if others:
            many = f" ({len(others)} of {len(section.questions)} questions)" if len(section.questions) > 1 else ""
            message = f"Questions are written in another form{many}"
            yield Finding(entry, others[0].question, message, fix=EXAMPLE)
            return


def _in_house_style(source: str, question: Question) -> bool:
    start = source.rfind("\n", 0, question.question.start) + 1
    return HOUSE.match(source, start) is not None


def no_missed_dose(entry: Entry) -> Iterator[Finding]:
    """Nothing on a missed dose, though the dose is taken by the reader."""
    monograph = entry.monograph
    faqs = monograph.of_kind("faqs")
    if faqs and not MISSED.search(monograph.folded):
        yield Finding(entry, faqs[0].heading, "Nothing is said about a missed dose")


def disclaimers_in_faqs(entry: Entry) -> Iterator[Finding]:
    """Disclaimers that stand at the end of the FAQs without a heading of their own."""
    sections = entry.monograph.sections
    for before, section in pairwise(sections):
        if (
            before.kind == "faqs"
            and section.kind == "disclaimer"
            and not _has_heading(entry, section)
            and section.blocks
        ):
            span = Span(section.blocks[0].start, section.blocks[0].end)
            message = "The disclaimer stands among the questions"
            yield Finding(entry, span, message, fix="Put it under “### Disclaimer”")


def _has_heading(entry: Entry, section: Section) -> bool:
    line = entry.monograph.source.rfind("\n", 0, section.start) + 1
    return entry.monograph.source.startswith("#", line)


EXAMPLE = "Write “* **Q: How is it stored?** A: In a dry place.”"

RULES: tuple[Rule, ...] = (
    Rule(
        code="Q301",
        name="unread-question",
        finds="An FAQ section without a question that can be found, or a question without an answer.",
        why="Readers ask questions; a program can only answer those that it finds.",
        bad=(Page(faqs="Keep it in a dry place."), Page(faqs="* **Q: What if I miss a dose?** A:")),
        good=(Page(),),
        default_on=True,
        check=unread_questions,
    ),
    Rule(
        code="Q302",
        name="question-style",
        finds="Questions written in another form than `* **Q: …?** A: …`.",
        why="One form in a whole library is easier to read, to edit and to check.",
        bad=(Page(faqs="**Q: What if I miss a dose?**\nA: Take it when you remember."),),
        good=(Page(),),
        severity="info",
        once=True,
        check=other_styles,
        fixable=True,
    ),
    Rule(
        code="Q303",
        name="no-missed-dose",
        finds="Nothing is said about a missed dose.",
        why="It is among the questions that people ask most, and two doses at once can harm.",
        source="NHS content style guide, medicines pages",
        bad=(Page(faqs="* **Q: How should I store it?** A: In a dry place."),),
        good=(Page(),),
        severity="info",
        confidence="medium",
        check=no_missed_dose,
    ),
    Rule(
        code="Q304",
        name="disclaimer-in-faqs",
        finds="The disclaimer stands at the end of the FAQs.",
        why="It is no answer to the last question, and it is not found where people look for it.",
        bad=(
            Page(
                faqs=CLEAN["FAQs"] + "\n\n**Disclaimer:** This page does not replace advice from a doctor.",
                without=("Disclaimer",),
            ),
        ),
        good=(Page(),),
        severity="info",
        fixable=True,
        check=disclaimers_in_faqs,
    ),
)
