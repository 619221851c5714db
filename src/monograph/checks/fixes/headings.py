"""H202, H203, H208: labels that should be headings, headings that carry text, levels that are skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.structure import REQUIRED, begins_with_signs, is_heading
from monograph.library.model import Edit, Entry
from monograph.text.model import Monograph, Section

COLON = re.compile(r"\s*:\s*")
OPEN = re.compile(r"\*\*\s*")
AFTER_LABEL = re.compile(r"\s*:?\s*(?:\*\*)?\s*:?[ \t]*")
LEVEL = "### "


def light_headings(entry: Entry) -> Iterator[Edit]:
    """Headings without a colon, the text that they carry below them."""
    monograph = entry.monograph
    for section in monograph.sections:
        if section.kind not in REQUIRED or not begins_with_signs(monograph, section):
            continue
        start, end = section.heading
        colon = COLON.search(monograph.source, start, end)
        if colon is None or "*" in monograph.source[start:end]:
            continue
        stop = _line_end(monograph, end)
        if colon.end() == end:
            yield Edit(colon.start(), stop, "")
        else:
            yield Edit(colon.start(), colon.end(), _blank_line(monograph))
            yield Edit(end, stop, "" if _is_blank_below(monograph, end) else _line_break(monograph))


def label_headings(entry: Entry) -> Iterator[Edit]:
    """Headings for the bold labels that stand for sections, the text after each below it."""
    monograph = entry.monograph
    for section in monograph.sections:
        if section.kind not in REQUIRED or is_heading(monograph, section):
            continue
        edit = _heading_for_label(monograph, section)
        if edit:
            yield edit


def _heading_for_label(monograph: Monograph, section: Section) -> Edit | None:
    """What takes the place of ``**Usage:** ``; the label's bold must be closed where its name ends."""
    source, name_end = monograph.source, section.heading.start + len(section.title)
    begin = monograph.lines[monograph.line_of(section.heading.start) - 1]
    opening = OPEN.fullmatch(source, begin, section.heading.start)
    after = AFTER_LABEL.match(source, name_end)
    if opening is None or after is None or source[section.heading.start : name_end] != section.title:
        return None
    if after[0].count("**") != 1:
        return None
    text = LEVEL + section.title
    above = source[:begin].removesuffix("\n").removesuffix("\r")
    if above and not above.endswith("\n"):
        text = _line_break(monograph) + text
    if after.end() < _line_end(monograph, after.end()):
        text += _blank_line(monograph)
    return Edit(begin, after.end(), text, safe=False)


def close_gaps(entry: Entry) -> Iterator[Edit]:
    """Every heading below the first level one level up, where the highest of them skips one."""
    monograph = entry.monograph
    marks = [found for start in monograph.lines if (found := re.compile(r"#{1,6} ").match(monograph.source, start))]
    levels = [len(mark[0]) - 1 for mark in marks]
    if levels[:1] != [1] or min(levels[1:], default=2) < 3 or 1 in levels[1:]:
        return
    for mark in marks[1:]:
        yield Edit(mark.start(), mark.start() + 1, "", safe=False)


def _line_end(monograph: Monograph, offset: int) -> int:
    end = offset
    while end < len(monograph.source) and monograph.source[end] not in "\r\n":
        end += 1
    return end


def _is_blank_below(monograph: Monograph, offset: int) -> bool:
    rest = monograph.source[_line_end(monograph, offset) :]
    return not rest.strip() or re.match(r"\r?\n[ \t]*\r?\n", rest) is not None


def _line_break(monograph: Monograph) -> str:
    return "\r\n" if "\r\n" in monograph.source else "\n"


def _blank_line(monograph: Monograph) -> str:
    return 2 * _line_break(monograph)
