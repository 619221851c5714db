"""F105: blanks at line ends, tabs, the end of the last line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.library.model import Edit, Entry

TRAILING = re.compile(r"[ \t]+(?=\r?\n|\Z)")
TAB = re.compile(r"\t")
TAB_STOP = 4
"""Columns between tab stops in Markdown (CommonMark 0.31, section 2.2)."""
HARD_BREAK = "  "


def tidy(entry: Entry) -> Iterator[Edit]:
    """Line ends without blanks, tabs as the spaces that they stand for, and a line break at the end.

    Two blanks that break a line inside a paragraph stay, and more of them become two.
    """
    source = entry.monograph.source
    done: set[int] = set()
    for blanks in TRAILING.finditer(source):
        keep = HARD_BREAK if blanks[0].startswith(HARD_BREAK) and _breaks(source, *blanks.span()) else ""
        done.update(range(*blanks.span()))
        if blanks[0] != keep:
            yield Edit(blanks.start(), blanks.end(), keep)
    for tab in TAB.finditer(source):
        if tab.start() not in done:
            yield Edit(tab.start(), tab.end(), " " * _width(entry, tab.start()))
    if source and not source.endswith("\n"):
        yield Edit(len(source), len(source), "\r\n" if "\r\n" in source else "\n")


def _breaks(source: str, start: int, end: int) -> bool:
    """Whether the blanks end a line with text on which the paragraph goes on in the next."""
    line = source[source.rfind("\n", 0, start) + 1 : start]
    after = source[end:].removeprefix("\r").removeprefix("\n")[:1]
    return bool(line.strip()) and after not in ("", "\n", "\r", "#", "*")


def _width(entry: Entry, offset: int) -> int:
    """The spaces to the next tab stop, tabs before it on the line counted with theirs."""
    monograph = entry.monograph
    before = monograph.source[monograph.lines[monograph.line_of(offset) - 1] : offset]
    return TAB_STOP - len(before.expandtabs(TAB_STOP)) % TAB_STOP
