"""F101, I607: titles with odd spaces, quotes or a component twice, in the front matter and in the heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from monograph.checks.files import single_spaced
from monograph.library.model import Edit, Entry
from monograph.text.model import Monograph, Span

FRONT = re.compile(r"^title:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
HEADING = re.compile(r"^# +(.*?)[ \t]*$", re.MULTILINE)
QUOTES = "\"'"


def plain_titles(entry: Entry) -> Iterator[Edit]:
    """Titles with single spaces and “L-” joined to its name; a heading without the quotes of the front matter."""
    yield from _rewritten(entry.monograph, single_spaced)
    heading = HEADING.search(entry.monograph.source)
    title = single_spaced(entry.monograph.title)
    if heading and heading[1][:1] in ("'", '"') and heading[1] == f"{heading[1][0]}{title}{heading[1][0]}":
        yield Edit(*heading.span(1), title)


def single_components(entry: Entry) -> Iterator[Edit]:
    """Titles in which a component that is written twice is written once."""
    yield from _rewritten(entry.monograph, lambda title: " + ".join(_once(title.split(" + "))), safe=False)


def _once(names: list[str]) -> list[str]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.strip().lower(), name.strip())
    return list(seen.values())


def _rewritten(monograph: Monograph, rewrite: Callable[[str], str], *, safe: bool = True) -> Iterator[Edit]:
    """The title of the front matter and that of the heading, each rewritten where it stands plain or in quotes."""
    for place in _places(monograph):
        written = monograph.source[slice(*place)]
        new = rewrite(written)
        if new != written:
            yield Edit(place.start, place.end, new, safe)


def _places(monograph: Monograph) -> Iterator[Span]:
    heading = HEADING.search(monograph.source)
    if monograph.front_matter:
        front = FRONT.search(monograph.source, 0, heading.start() if heading else len(monograph.source))
        if front:
            start, end = front.span(1)
            quoted = end - start > 1 and front[1][0] in QUOTES and front[1][-1] == front[1][0]
            yield Span(start + 1, end - 1) if quoted else Span(start, end)
    if heading:
        yield Span(*heading.span(1))
