"""The words of a label as a reader is shown them: whole words, without the marks of a list."""

from __future__ import annotations

import re
from itertools import zip_longest

from monograph.text.model import Block, Monograph, Section, Span

_LONGEST = 300
_MARKS = " \t\n\u200b\u200c\ufeff•·−–—○●▪*-"
"""What stands before an item of a list, and what has no width."""
_NOTHING = Span(0, 0)
_PAIR = 2
_VERB = re.compile(r"\b(?:is|are|was|were|may|can|should|must|has|have|do|does|will)\b")
_OF_PLACES = re.compile(r"\b(?:described|discussed)\b")
"""Words before a list of other sections."""
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


def quote_of(text: Monograph, place: Span) -> str:
    """The words of a text around a place, as a reader understands them by themselves.

    Of running text it is the sentence, of a list the item after the words that introduce it, of a table the row, each
    cell after its head. What is long is cut at words, which "…" tells.

    >>> from monograph.text.read import read_monograph
    >>> text = read_monograph(b"### Precautions\\n\\nDo not take it:\\n\\n- if you are allergic to it.\\n", "e.md")
    >>> quote_of(text, Span(text.source.index("allergic"), text.source.index("allergic") + 8))
    'Do not take it: if you are allergic to it.'
    """
    section = next((one for one in text.sections if _holds(Span(one.heading.start, one.end), place)), None)
    block = next((one for one in section.blocks if _holds(Span(one.start, one.end), place)), None) if section else None
    if section is None or block is None:
        return quoted(text.source, section.heading if section else place, place)
    if block.cells:
        return _row(text.source, block, place)
    label = [block.label] if block.label else []
    whole = next((part for part in (*block.sentences, *label) if _holds(part, place)), Span(block.start, block.end))
    said = quoted(text.source, Span(whole.start, max(whole.end, place.end)), place)
    lead = _lead(text.source, section, block) if whole.start <= block.body else ""
    return f"{lead.rstrip(': ')}: {said}" if lead and not said.startswith("…") else said


def _holds(whole: Span, place: Span) -> bool:
    return whole.start <= place.start < whole.end


def _lead(source: str, section: Section, block: Block) -> str:
    """What introduces an item: the words before its list, or where it goes on with the heading, that.

    What is a sentence by itself follows a title only: lists are told one after the other in flattened text.
    """
    if block.kind != "item":
        return ""
    goes_on = quoted(source, Span(block.start, block.end))[:1].islower()
    if block.under < 0:
        return section.title if goes_on else ""
    above = section.blocks[block.under]
    if not above.sentences:
        return quoted(source, above.label or Span(above.start, above.end))
    is_apart = not goes_on and _VERB.search(source, block.start, block.end)
    return "" if is_apart or _OF_PLACES.search(source, *above.sentences[-1]) else quoted(source, above.sentences[-1])


def _row(source: str, row: Block, around: Span) -> str:
    """A row of a table, each cell after the words of its head; of a long row its first cell and that of a place in it.

    Where there is no head, the first of two cells is the head of the other.
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
