"""F105: blanks at line ends, tabs, the end of the last line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.files import stray_blanks
from monograph.library.model import Edit, Entry

TAB = re.compile(r"\t")
TAB_STOP = 4
"""Columns between tab stops in Markdown (CommonMark 0.31, section 2.2)."""


def tidy(entry: Entry) -> Iterator[Edit]:
    """Line ends without blanks, tabs as the spaces that they stand for, and a line break at the end.

    Two blanks that break a line inside a paragraph stay, and more of them become two.
    """
    source = entry.monograph.source
    done: set[int] = set()
    for blanks, kept in stray_blanks(source):
        done.update(range(*blanks))
        yield Edit(blanks.start, blanks.end, kept)
    for tab in TAB.finditer(source):
        if tab.start() not in done:
            yield Edit(tab.start(), tab.end(), " " * _width(entry, tab.start()))
    if source and not source.endswith("\n"):
        yield Edit(len(source), len(source), "\r\n" if "\r\n" in source else "\n")


def _width(entry: Entry, offset: int) -> int:
    """The spaces to the next tab stop, tabs before it on the line counted with theirs."""
    monograph = entry.monograph
    before = monograph.source[monograph.lines[monograph.line_of(offset) - 1] : offset]
    return TAB_STOP - len(before.expandtabs(TAB_STOP)) % TAB_STOP
