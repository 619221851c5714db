"""The words of a label as a reader is shown them: whole words, without the marks of a list."""

from __future__ import annotations

import re

from monograph.text.model import Span

_LONGEST = 300
_MARKS = " \t\n\u200b\u200c\ufeff•·−–—○●▪*-"
"""What stands before an item of a list, and what has no width."""
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


def _at_words(source: str, span: Span) -> Span:
    """A span made longer, so that it begins and ends with whole words."""
    start, end = span
    while start > 0 and source[start - 1].isalnum() and source[start].isalnum():
        start -= 1
    while 0 < end < len(source) and source[end].isalnum() and source[end - 1].isalnum():
        end += 1
    return Span(start, end)
