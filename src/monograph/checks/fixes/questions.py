"""Q302, Q304: questions in the form of the house, the disclaimer out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from monograph.checks.faq import HOUSE
from monograph.library.model import Edit, Entry
from monograph.text.model import Monograph, Question, Section

BEFORE = re.compile(r"[ \t]*(?:[*-] +)?[*_ ]*(?:q(?:uestion)?\s*\d*\s*[:.)]|\d+[.)])?[*_ ]*", re.IGNORECASE)
BETWEEN = re.compile(r"[\s*_:-]*(?:a(?:nswer)?\s*[:.)])?[\s*_]*", re.IGNORECASE)
AFTER = re.compile(r"[ \t]*[*_]*[ \t]*")
TITLE = re.compile(r"\*\*\s*disclaimer\s*:?\s*\*\*\s*:?[ \t]*", re.IGNORECASE)
EMPHASIS = re.compile(r"\*\*|[*_]")


def house_style(entry: Entry) -> Iterator[Edit]:
    """Every question as ``* **Q: …?** A: …`` on one line; those whose answer has several paragraphs stay."""
    monograph = entry.monograph
    for section in monograph.of_kind("faqs"):
        for question in section.questions:
            edit = _in_house_style(monograph, question)
            if edit:
                yield edit


def _in_house_style(monograph: Monograph, question: Question) -> Edit | None:
    source, (asked, answered) = monograph.source, (question.question, question.answer)
    begin = monograph.lines[monograph.line_of(asked.start) - 1]
    if HOUSE.match(source, begin) or answered.end <= answered.start:
        return None
    if not BEFORE.fullmatch(source, begin, asked.start) or not BETWEEN.fullmatch(source, asked.end, answered.start):
        return None
    after = AFTER.match(source, answered.end)
    stop = after.end() if after else answered.end
    words, answer = source[slice(*asked)], source[slice(*answered)].rstrip()
    many = "\n" in answer and re.search(r"\n\s*(?:[*+-] |\d+[.)] |\r?\n)", answer)
    if many or source[stop : stop + 1] not in ("", "\r", "\n") or "*" in words:
        return None
    return Edit(begin, stop, f"* **Q: {' '.join(words.split())}** A: {_closed(' '.join(answer.split()))}")


def _closed(answer: str) -> str:
    """The answer without the asterisk that closed an emphasis opened before it."""
    marks = EMPHASIS.findall(answer)
    return answer[: -len(marks[-1])].rstrip() if len(marks) % 2 and answer.endswith(marks[-1]) else answer


def disclaimer_heading(entry: Entry) -> Iterator[Edit]:
    """A heading for the disclaimer that closes the questions, in the place of its label."""
    monograph = entry.monograph
    for before, section in pairwise(monograph.sections):
        if before.kind == "faqs" and section.kind == "disclaimer" and section.blocks:
            edit = _with_heading(monograph, section)
            if edit:
                yield edit


def _with_heading(monograph: Monograph, section: Section) -> Edit | None:
    source = monograph.source
    begin = monograph.lines[monograph.line_of(section.blocks[0].start) - 1]
    if source.startswith("#", begin):
        return None
    label = TITLE.match(source, begin)
    end = label.end() if label else begin
    lf = "\r\n" if "\r\n" in source else "\n"
    above = source[:begin].removesuffix("\n").removesuffix("\r")
    gap = "" if not above or above.endswith("\n") else lf
    hashes = re.search(r"^(#+) ", source[monograph.lines[monograph.line_of(_faq_heading(monograph)) - 1] :])
    return Edit(begin, end, f"{gap}{hashes[1] if hashes else '###'} Disclaimer{lf}{lf}")


def _faq_heading(monograph: Monograph) -> int:
    return monograph.of_kind("faqs")[-1].heading.start
