"""The words of a label as a reader is shown them: whole words, without the marks of a list."""

from __future__ import annotations

import re
from itertools import zip_longest

from monograph.text.model import Block, Span

_LONGEST = 300
_MARKS = " \t\n\u200b\u200c\ufeff•·−–—○●▪*-"
"""What stands before an item of a list, and what has no width."""
_NOTHING = Span(0, 0)
_PAIR = 2
_HIDDEN = re.compile("[\u200b\u200c\u200d\ufeff]")


def quoted(source: str, whole: Span, around: Span | None = None) -> str:
    """The text of a span on one line; of a long one what stands around a place in it, with "…" where it is cut.

    >>> quoted("− Necrosis of the skin", Span(0, 9))
    'Necrosis'
    """
    start, end = _at_words(source, whole)
    if end - start > _LONGEST:
        middle = around.start if around else start
        left = max(start, middle - _LONGEST // 2)
        right = min(end, max(around.end if around else 0, left + _LONGEST))
        cut = _at_words(source, Span(left, right))
    else:
        cut = Span(start, end)
    text = " ".join(_HIDDEN.sub("", source[cut.start : cut.end]).split()).lstrip(_MARKS)
    return ("… " if cut.start > start else "") + text + (" …" if cut.end < end else "")


def quoted_row(source: str, row: Block, around: Span) -> str:
    """A row of a table, each cell after the words of its head; of a long row its first cell and that of a place in it.

    Where there is no head, the first of two cells is the head of the other.

    >>> source = "Age Dose (mg) 6 years 5"
    >>> row = Block("row", 14, 23, cells=[Span(14, 21), Span(22, 23)], header=[Span(0, 3), Span(4, 13)])
    >>> quoted_row(source, row, Span(22, 23))
    'Age: 6 years · Dose (mg): 5'
    >>> quoted_row(source, Block("row", 14, 23, cells=[Span(14, 21), Span(22, 23)]), Span(22, 23))
    '6 years: 5'
    """
    cells = [
        (cell, head) for cell, head in zip_longest(row.cells, row.header, fillvalue=_NOTHING) if not _is_empty(cell)
    ]
    if len(cells) == _PAIR and all(_is_empty(head) for _, head in cells):
        cells = [(cells[1][0], cells[0][0])]
    # a cell over two columns stands in both, and is told once
    whole = " · ".join(dict.fromkeys(_under(source, head, cell, cell) for cell, head in cells))
    if len(whole) <= _LONGEST or not cells:
        return whole
    here = next((one for one in cells if one[0].start <= around.start < one[0].end), cells[0])
    return " · … · ".join(_under(source, head, cell, around) for cell, head in dict.fromkeys((cells[0], here)))


def _is_empty(span: Span) -> bool:
    return span.end <= span.start


def _under(source: str, head: Span, cell: Span, around: Span) -> str:
    """A cell after the words of its head."""
    title = quoted(source, head)
    return f"{title.rstrip(':')}: {quoted(source, cell, around)}" if title else quoted(source, cell, around)


def _at_words(source: str, span: Span) -> Span:
    """A span made longer, so that it begins and ends with whole words."""
    start, end = span
    while start > 0 and source[start - 1].isalnum() and source[start].isalnum():
        start -= 1
    while 0 < end < len(source) and source[end].isalnum() and source[end - 1].isalnum():
        end += 1
    return Span(start, end)
