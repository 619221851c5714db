"""The text of a block as HTML, with emphasis as written and marks at their exact places.

Marks may nest, overlap, or share a range: they are cut where they would cross, so that the HTML always nests, and no
character is lost, doubled or moved. Markup that the reader of the text blanked (asterisks, link targets) is left out;
everything else, raw HTML above all, is escaped and shown as text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from heapq import heappop, heappush
from typing import NamedTuple

from monograph.text.model import Monograph

_DEEPEST = 12
"""Marks nested deeper than this are left out: no reader could tell them apart, and browsers have limits."""
_MARKUP = re.compile(r"\*+|_+|~~|!?\[|\]\(([^()\s]*)[^()]*\)|\]|\\(?=[!-/:-@\[-`{-~])")
_SAFE_LINK = re.compile(r"https?://|mailto:|[^:]*(?:[/#?]|$)", re.IGNORECASE)


class Mark(NamedTuple):
    """A range of the source to be wrapped; marks sort outermost first.

    ``opening`` opens the first piece of a mark that had to be cut, ``again`` the others; ``closing`` closes the last.
    ``end`` is kept negative in ``minus_end``, so that of two marks with one start the longer comes first.
    """

    start: int
    minus_end: int
    order: int
    opening: str
    again: str
    closing: str
    tag_end: str


def mark(start: int, end: int, attributes: str, identifier: str = "", after: str = "", order: int = 1) -> Mark:
    """A ``<span>`` around a range; only its first piece has the identifier, ``after`` follows its last piece."""
    again = f"<span{attributes}>"
    opening = f'<span id="{identifier}"{attributes}>' if identifier else again
    return Mark(start, -end, order, opening, again, "</span>" + after, "</span>")


def escaped(text: str) -> str:
    """Text for HTML, also safe inside an attribute in double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def nested(marks: list[Mark]) -> list[Mark]:
    """Cut sorted marks so that any two are one inside the other or apart.

    >>> [(m.start, -m.minus_end) for m in nested([mark(0, 6, ""), mark(4, 9, "")])]
    [(0, 6), (4, 6), (6, 9)]
    """
    waiting = list(marks)
    ends: list[int] = []
    result: list[Mark] = []
    while waiting:
        first = heappop(waiting)
        start, minus_end, order, opening, again, closing, tag_end = first
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and -minus_end > ends[-1]:
            cut = ends[-1]
            heappush(waiting, Mark(cut, minus_end, order, again, again, closing, tag_end))
            first = Mark(start, -cut, order, opening, again, tag_end, tag_end)
        if len(ends) < _DEEPEST:
            result.append(first)
            ends.append(-first.minus_end)
    return result


def _markup(source: str, plain: str, start: int, end: int) -> tuple[list[int], list[int], list[Mark]]:
    """Starts and ends of the markup in a block, and the marks for its emphasis and links."""
    starts: list[int] = []
    ends: list[int] = []
    marks: list[Mark] = []
    open_at: dict[int, int] = {}
    links: list[int] = []
    for match in _MARKUP.finditer(source, start, end):
        at, after = match.span()
        if plain[at] != " " or source[at] == " ":
            continue
        starts.append(at)
        ends.append(after)
        sign = source[at]
        if sign in "*_":
            for width in _widths(after - at, open_at):
                if width not in open_at:
                    open_at[width] = after
                    continue
                opened = open_at.pop(width)
                tag, closing = ("<em>", "</em>") if width == 1 else ("<strong>", "</strong>")
                if opened < at:
                    marks.append(Mark(opened, -at, -width, tag, tag, closing, closing))
        elif sign == "[":
            links.append(after)
        elif match[1] is not None and links:
            opened = links.pop()
            if opened < at and _SAFE_LINK.match(match[1]):
                tag = f'<a href="{escaped(match[1])}" rel="nofollow noopener">'
                marks.append(Mark(opened, -at, -3, tag, tag, "</a>", "</a>"))
    return starts, ends, marks


def _widths(length: int, open_at: dict[int, int]) -> tuple[int, ...]:
    """What a run of asterisks opens or closes: 1 is emphasis, 2 strong, 3 both."""
    if length == 1 or length == 2:
        return (length,)
    return (1, 2) if 1 in open_at and open_at.get(2, -1) < open_at[1] else (2, 1)


def marked(
    monograph: Monograph,
    start: int,
    end: int,
    marks: list[Mark],
    block: tuple[int, int] | None = None,
) -> str:
    """``source[start:end]`` as HTML. ``marks`` are sorted and lie within the range.

    ``block`` is the whole block when the range is only a part of it (the answer after a question): emphasis is read
    over the whole block and clipped.
    """
    source, plain = monograph.source, monograph.plain
    text = source[start:end]
    if not ("*" in text or "_" in text or "[" in text or "\\" in text or "~~" in text):
        return _simple(source, start, end, marks)
    if (
        text.startswith("**")
        and text.count("*") == 4
        and not ("_" in text or "[" in text or "\\" in text or "~~" in text)
    ):
        close = source.find("**", start + 2)  # the usual "**Label:** text", which needs no more than two slices
        if plain[start] == plain[close] == " " and not (marks and marks[0].start < close):
            label = escaped(source[start + 2 : close])
            return f"<strong>{label}</strong>{_simple(source, close + 2, end, marks)}"
    begin, stop = block or (start, end)
    starts, ends, emphasis = _markup(source, plain, begin, stop)
    if block is not None:
        emphasis = [
            item._replace(start=max(item.start, start), minus_end=max(item.minus_end, -end))
            for item in emphasis
            if item.start < end and -item.minus_end > start
        ]
    both = sorted(marks + emphasis) if emphasis else marks
    return _woven(source, start, end, nested(both), starts, ends)


def _simple(source: str, start: int, end: int, marks: list[Mark]) -> str:
    """A range without markup."""
    if not marks:
        return _shown(source[start:end])
    if len(marks) == 1 and marks[0].start >= start:
        first, minus_end, _, opening, _, closing, _ = marks[0]
        before, within, after = source[start:first], source[first:-minus_end], source[-minus_end:end]
        return f"{_shown(before)}{opening}{_shown(within)}{closing}{_shown(after)}"
    return _woven(source, start, end, nested(marks), [], [])


def _shown(text: str) -> str:
    """Text for HTML; a hard line break of Markdown is one of HTML."""
    html = escaped(text)
    return html.replace("  \n", "<br>\n") if "  \n" in html else html


def _woven(source: str, start: int, end: int, marks: list[Mark], starts: list[int], ends: list[int]) -> str:
    """Text and tags in order; ``marks`` nest, ``starts`` and ``ends`` bound what is left out."""
    out: list[str] = []
    stack: list[tuple[int, str]] = []
    at = start

    def show(to: int) -> None:
        nonlocal at
        if to <= at:
            return
        index = bisect_right(starts, at) - 1
        if index >= 0 and ends[index] > at:
            at = ends[index]
        index += 1
        while index < len(starts) and starts[index] < to:
            out.append(_shown(source[at : starts[index]]))
            at = ends[index]
            index += 1
        if at < to:
            out.append(_shown(source[at:to]))
            at = to

    for item in marks:
        while stack and stack[-1][0] <= item.start:
            closes, closing = stack.pop()
            show(closes)
            out.append(closing)
        show(item.start)
        out.append(item.opening)
        stack.append((-item.minus_end, item.closing))
    while stack:
        closes, closing = stack.pop()
        show(closes)
        out.append(closing)
    show(end)
    return "".join(out)
