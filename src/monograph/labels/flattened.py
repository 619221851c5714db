"""Where the words of a table stand in the running text that openFDA makes of a section.

The running text has no cells, and the markup beside it has other blanks and fewer notes. So letters and
digits alone are compared, row by row: a table is found where most of its rows follow one another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from monograph.text.model import Span

_DISTINCT = 8
"""Letters by which a row is known without the row before it."""
_FOUND = 0.6
"""Of the letters of a table: fewer, and the table is another one."""
_STRETCH = 1.6
"""So much longer may the running text be: it repeats the footnotes at every sign."""
_SLACK = 200
_RUN = re.compile(r"[^\W_]+")
_SHORT = 12
"""Characters between rows that are no note: a sign, a number, the end of a cell."""
_CLOSES = re.compile(r"\s*[)\]%.,;*†‡§]+(?=\s|\Z)")
"""What belongs to the last cell though it is neither letter nor digit."""


class Place(NamedTuple):
    """Where the running text holds table ``number``; ``notes`` is what stands between its rows and is none of them."""

    start: int
    end: int
    number: int
    notes: str = ""


def find_tables(text: str, tables: Sequence[Any]) -> list[Place]:
    """The places of tables (elements that hold one each) in running text, in order and apart from each other."""
    places: list[Place] = []
    if not tables:
        return places
    runs = list(_RUN.finditer(text))
    words = [run[0] for run in runs]
    letters = "".join(words)
    ends = [run.end() for run in runs]
    counts = list(accumulate(map(len, words)))

    def behind(count: int) -> int:
        """Where the letter with this number, from 1, ends in the text."""
        run = bisect_left(counts, count)
        return ends[run] - (counts[run] - count)

    at = 0
    for number, table in enumerate(tables):
        found = _find_rows(letters, _rows(table), at)
        if found:
            spans = [Span(behind(start + 1) - 1, behind(end)) for start, end in found]
            between = [text[one.end : other.start].strip() for one, other in pairwise(spans)]
            notes = " ".join(words for words in between if len(words) > _SHORT)
            end = _CLOSES.match(text, spans[-1].end)
            places.append(Place(spans[0].start, end.end() if end else spans[-1].end, number, notes))
            at = found[-1].end
    return places


def _rows(table: Any) -> list[str]:
    """The letters of the caption, the rows and the foot, which stands before the rows in the markup."""
    parts = sorted(table.iter("caption", "tr"), key=lambda part: part.getparent().tag == "tfoot")
    return [letters for part in parts if (letters := "".join(_RUN.findall("".join(part.itertext()))))]


def _find_rows(letters: str, rows: list[str], at: int) -> list[Span]:
    """Where the rows stand in the letters from ``at`` on, or nothing where they are not a table's there."""
    total = sum(map(len, rows))
    window = int(total * _STRETCH) + _SLACK
    found: list[Span] = []
    first = 0
    for number, row in enumerate(rows):
        if found:
            place = letters.find(row, found[-1].end, found[0].start + window)
        else:
            place = letters.find(row, at) if len(row) >= _DISTINCT else -1
            first = number
        if place >= 0:
            found.append(Span(place, place + len(row)))
    for row in reversed(rows[:first]):  # too short to be known by themselves
        if not letters.endswith(row, at, found[0].start if found else 0):
            break
        found.insert(0, Span(found[0].start - len(row), found[0].start))
    return found if sum(end - start for start, end in found) >= total * _FOUND else []
